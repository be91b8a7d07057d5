import * as z from 'zod/mini';
import { unheard } from '../chat/notice.ts';
import { longest } from '../lengths.ts';
import { nothing, type Route } from './route.ts';

/** Lines that have not reached whom they are for. */
export const noticeRoutes = {
  /** Oldest first, pages of 50; of what is still on its way only what waits longer than 15 minutes. */
  listUnheard: {
    method: 'GET',
    path: '/api/unheard',
    right: 'read',
    query: z.object({ cursor: z.optional(z.string().check(z.maxLength(longest.cursor))) }),
    reply: z.object({ items: z.array(unheard), next: z.nullable(z.string()), total: z.number() }),
  },
  /** How many, counted to 1,001. */
  countUnheard: {
    method: 'GET',
    path: '/api/unheard/count',
    right: 'read',
    reply: z.object({ total: z.number() }),
  },
  /** The person was told, or it has been seen to; `not-found` when it is not open any more. */
  settleNotice: {
    method: 'POST',
    path: '/api/unheard/:noticeId/done',
    right: 'tell-unheard',
    body: nothing,
    reply: nothing,
  },
} as const satisfies Record<string, Route>;
