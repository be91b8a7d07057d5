import * as z from 'zod/mini';
import { burnRoute, codeChecked, publicPoint, sealedEnvelope, typedCode } from '../desk/job.ts';
import { id, serial } from '../ids.ts';
import { longest } from '../lengths.ts';
import { tokenConfig } from '../token/config.ts';
import { jobView } from '../views.ts';
import { nothing, type Route } from './route.ts';

/** What may be asked of a desk without a request. */
export const tokenJobKind = z.enum(['identify', 'blank', 'sync-clock']);

/** Orders to a desk, for a request and without one; loads have routes of their own. */
export const jobRoutes = {
  /** Waits up to 5 s for the burner's key, so the reply usually carries it. */
  openJob: {
    method: 'POST',
    path: '/api/requests/:requestId/jobs',
    right: 'burn',
    body: z
      .object({
        version: z.int(),
        burnerId: id,
        reader: z.nullable(z.string().check(z.maxLength(longest.readerName))),
        serial,
        config: tokenConfig,
        route: z.optional(burnRoute),
        /** Route B: the tab's one-use key, for this job and no other. */
        tabKey: z.optional(publicPoint),
      })
      .check(
        z.refine(({ route, tabKey }) => (route === 'B') === (tabKey !== undefined), { path: ['tabKey'] }),
      ),
    reply: jobView,
  },
  openTokenJob: {
    method: 'POST',
    path: '/api/jobs',
    right: 'burn',
    body: z.object({
      kind: tokenJobKind,
      burnerId: id,
      reader: z.nullable(z.string().check(z.maxLength(longest.readerName))),
      serial: z.nullable(serial),
    }),
    reply: jobView,
  },
  getJob: { method: 'GET', path: '/api/jobs/:jobId', right: 'read', reply: jobView },
  submitEnvelope: {
    method: 'PUT',
    path: '/api/jobs/:jobId/envelope',
    right: 'burn',
    body: z.object({
      envelope: sealedEnvelope,
      /** Tells the records what the tab saw, next to what the burner will sign. */
      accountSeen: z.boolean(),
      /** From reading the secret until it was sealed: how long the tab held it in clear. */
      heldSeconds: z.optional(z.number().check(z.gte(0), z.lte(3_600))),
    }),
    reply: jobView,
  },
  cancelJob: {
    method: 'POST',
    path: '/api/jobs/:jobId/cancel',
    right: 'load',
    body: nothing,
    reply: jobView,
  },
  /** The code passes through; it is never logged or stored. */
  checkCode: {
    method: 'POST',
    path: '/api/requests/:requestId/check',
    right: 'burn',
    body: z.object({ code: typedCode }),
    reply: codeChecked,
  },
} as const satisfies Record<string, Route>;
