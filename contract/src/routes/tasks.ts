import * as z from 'zod/mini';
import { task, taskCommand, taskDetail } from '../life/task.ts';
import type { Route } from './route.ts';

/** What somebody has to do about a token, by a time. */
export const taskRoutes = {
  /** Open ones, what is due first at the top, at most 50; `total` is counted to 1,001. */
  listTasks: {
    method: 'GET',
    path: '/api/tasks',
    right: 'read',
    reply: z.object({ items: z.array(task), total: z.number() }),
  },
  /** Asks Microsoft; `not-found` where there is none. */
  getTask: { method: 'GET', path: '/api/tasks/:taskId', right: 'read', reply: taskDetail },
  /** `task-ended` where it has ended, `task-not-disabled` where Microsoft still lists the method. */
  commandTask: {
    method: 'POST',
    path: '/api/tasks/:taskId/commands',
    right: 'keep-books',
    body: taskCommand,
    reply: taskDetail,
  },
} as const satisfies Record<string, Route>;
