import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '@token-desk/contract/api';
import type { TaskCommand, TaskDetail } from '@token-desk/contract/life/task';
import type { Problem } from '@token-desk/contract/problem';
import { useState } from 'react';
import { problemOf, useSession } from '../../server/session.ts';
import { useReadProblem } from '../../server/use-problem.ts';

export type FollowedTask = {
  readonly task: TaskDetail | null;
  readonly problem: Problem | null;
  read(): void;
  /** A refusal stands in `problem`. */
  order(command: TaskCommand): Promise<void>;
};

/** One task as the server has it now, with what Microsoft says. */
export function useTask(taskId: string): FollowedTask {
  const { api } = useSession();
  const cache = useQueryClient();
  const queryKey = ['task', taskId] as const;
  const answer = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.call('getTask', { params: { taskId }, signal }),
    meta: { isMovedBy: ({ type }: LiveEvent) => type === 'look' || type === 'request' },
  });
  const readProblem = useReadProblem(answer);
  const [refused, setRefused] = useState<Problem | null>(null);
  return {
    task: answer.data ?? null,
    problem: refused ?? readProblem,
    read: () => {
      setRefused(null);
      void answer.refetch();
    },
    async order(body) {
      setRefused(null);
      try {
        cache.setQueryData<TaskDetail>(queryKey, await api.call('commandTask', { params: { taskId }, body }));
      } catch (error) {
        setRefused(problemOf(error));
      }
    },
  };
}
