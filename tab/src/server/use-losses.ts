import { useQuery } from '@tanstack/react-query';
import type { Reply } from '@token-desk/contract/api';
import { useSession } from './session.ts';

/** Which tokens of a person a loss means by the books; null until that was read, or where it cannot be. */
export function useLosses(personId: string): Reply<'getLosses'> | null {
  const { api } = useSession();
  const { data } = useQuery({
    queryKey: ['losses', personId],
    queryFn: ({ signal }) => api.call('getLosses', { params: { personId }, signal }),
  });
  return data ?? null;
}
