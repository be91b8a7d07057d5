import * as z from 'zod/mini';
import { secondMethod, wayIn } from '../entra/second-method.ts';
import type { Route } from './route.ts';

export const secondMethodRoutes = {
  /** What the person can sign in with now, and what may be offered beside the token; tells and writes nothing. */
  getSecondMethod: {
    method: 'GET',
    path: '/api/requests/:requestId/second-method',
    right: 'burn',
    reply: z.object({
      /** null: nobody can tell. */
      ways: z.nullable(z.array(wayIn)),
      offered: z.array(secondMethod),
      /** The token of this request is still the person's, by our books. */
      isCarried: z.boolean(),
    }),
  },
  /** Requests whose token is bound and that say nothing of a second way in; asks nobody. */
  countWithoutSecond: {
    method: 'GET',
    path: '/api/without-second/count',
    right: 'read',
    reply: z.object({ total: z.number() }),
  },
} as const satisfies Record<string, Route>;
