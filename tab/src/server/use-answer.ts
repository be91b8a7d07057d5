import { keepPreviousData, type QueryKey, useQuery } from '@tanstack/react-query';
import type { Problem } from '@token-desk/contract/problem';
import type { Api } from './api.ts';
import { useSession } from './session.ts';
import { useReadProblem } from './use-problem.ts';

export type Answer<T> = {
  /** null: none came yet. */
  readonly data: T | null;
  readonly problem: Problem | null;
  again(): void;
};

type How = {
  /** False: nothing is asked. */
  readonly isOn?: boolean;
  /** What stood there stays while something else is asked for. */
  readonly keepsLast?: boolean;
};

/** What no hint moves: read when a page opens, and again when somebody wants it. */
export function useAnswer<T>(
  queryKey: QueryKey,
  ask: (api: Api, signal: AbortSignal) => Promise<T>,
  { isOn = true, keepsLast = false }: How = {},
): Answer<T> {
  const { api } = useSession();
  const answer = useQuery<T>({
    queryKey,
    queryFn: ({ signal }) => ask(api, signal),
    enabled: isOn,
    ...(keepsLast ? { placeholderData: keepPreviousData } : {}),
  });
  const problem = useReadProblem(answer);
  return { data: answer.data ?? null, problem, again: () => void answer.refetch() };
}
