import { useQuery } from '@tanstack/react-query';
import type { Reply } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import { useSession } from '../session.ts';
import { useReadProblem } from '../use-problem.ts';

/** What the subject of a request can sign in with, asked when it is shown. */
export function useSecondMethod(requestId: string): {
  readonly found: Reply<'getSecondMethod'> | null;
  readonly problem: Problem | null;
  read(): void;
} {
  const { api } = useSession();
  const answer = useQuery({
    queryKey: ['second-method', requestId],
    queryFn: ({ signal }) => api.call('getSecondMethod', { params: { requestId }, signal }),
  });
  return {
    found: answer.data ?? null,
    problem: useReadProblem(answer),
    read: () => void answer.refetch(),
  };
}
