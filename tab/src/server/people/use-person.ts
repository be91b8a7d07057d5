import { useQuery } from '@tanstack/react-query';
import type { LiveEvent } from '@token-desk/contract/api';
import type { Person } from '@token-desk/contract/ids';
import type { Problem } from '@token-desk/contract/problem';
import type { TokenView } from '@token-desk/contract/token/record';
import type { RequestSummary } from '@token-desk/contract/views';
import { useSession } from '../session.ts';
import { useReadProblem } from '../use-problem.ts';

export type OfPerson = {
  readonly requests: readonly RequestSummary[];
  /** More are kept than are listed. */
  readonly hasMore: boolean;
  readonly tokens: readonly TokenView[];
};

/** Every request for a person, the newest first, and the tokens that are in their name now. */
export function useOfPerson({ id, upn }: Person): { of: OfPerson | null; problem: Problem | null } {
  const { api } = useSession();
  const answer = useQuery({
    queryKey: ['of-person', id],
    queryFn: async ({ signal }): Promise<OfPerson> => {
      const [requests, tokens] = await Promise.all([
        api.call('listRequests', { query: { scope: 'all', subject: id }, signal }),
        api.call('listTokens', { query: { q: upn }, signal }),
      ]);
      return {
        requests: requests.items,
        hasMore: requests.next !== null,
        tokens: tokens.items.filter(({ holder }) => holder?.id === id),
      };
    },
    meta: { isMovedBy: ({ type }: LiveEvent) => type === 'request' || type === 'look' },
  });
  return { of: answer.data ?? null, problem: useReadProblem(answer) };
}
