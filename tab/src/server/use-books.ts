import { useQuery } from '@tanstack/react-query';
import type { TokenView } from '@token-desk/contract/token/record';
import { useSession } from './session.ts';

/** What the books say of a token, read as soon as it lies there, so that nobody waits for it later. */
export type Books = {
  readonly serial: string | null;
  readonly isRead: boolean;
  readonly token: TokenView | null;
};

/** A token's entry changes seldom; between two steps of one burn it is not asked for again. */
const freshMs = 10_000;

export function useBooks(serial: string | null): Books {
  const { api } = useSession();
  const { data, isFetching } = useQuery<TokenView | null>({
    queryKey: ['books', serial],
    // not in the books, or they cannot be read now: the server decides when the job is opened
    queryFn: () => api.call('getToken', { params: { serial: serial ?? '' } }).catch(() => null),
    enabled: serial !== null,
    staleTime: freshMs,
    gcTime: freshMs,
  });
  return { serial, isRead: data !== undefined && !isFetching, token: data ?? null };
}

/** Who else has it in use; writing over it would lock that person out. */
export function otherHolder({ token }: Books, subjectId: string): string | null {
  if (token === null || token.holder === null || token.holder.id === subjectId) return null;
  return token.state === 'active' || token.state === 'suspended' ? token.holder.name : null;
}
