import { useQuery } from '@tanstack/react-query';
import type { Readiness } from '@token-desk/contract/entra/readiness';
import type { Problem } from '@token-desk/contract/problem';
import { useSession } from '../session.ts';
import { useReadProblem } from '../use-problem.ts';

/** Microsoft takes minutes itself until a change is seen everywhere. */
const freshMs = 60_000;

/** What Microsoft says of the subject of a request, asked when it is shown. */
export function useReadiness(
  requestId: string,
  isWanted = true,
): {
  readonly readiness: Readiness | null;
  readonly problem: Problem | null;
  read(): void;
} {
  const { api } = useSession();
  const answer = useQuery({
    queryKey: ['readiness', requestId],
    queryFn: ({ signal }) => api.call('getReadiness', { params: { requestId }, signal }),
    staleTime: freshMs,
    enabled: isWanted,
  });
  return {
    readiness: answer.data ?? null,
    problem: useReadProblem(answer),
    read: () => void answer.refetch(),
  };
}
