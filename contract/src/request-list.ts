import * as z from 'zod/mini';

/** By which of its columns the list of requests can be ordered; without one it is by need, or by the newest change. */
export const requestSorts = ['person', 'site', 'due', 'asker', 'token'] as const;
export const requestSort = z.enum(requestSorts);
export type RequestSort = z.infer<typeof requestSort>;
