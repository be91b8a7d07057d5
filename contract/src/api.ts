import * as z from 'zod/mini';
import { id } from './ids.ts';
import { approvalRoutes } from './routes/approval.ts';
import { deskRoutes } from './routes/desks.ts';
import { enforcementRoutes } from './routes/enforcement.ts';
import { jobRoutes } from './routes/jobs.ts';
import { loadRoutes } from './routes/loads.ts';
import { noticeRoutes } from './routes/notices.ts';
import { organisationRoutes } from './routes/organisation.ts';
import { peopleRoutes } from './routes/people.ts';
import { recordRoutes } from './routes/records.ts';
import { requestRoutes } from './routes/requests.ts';
import type { Route } from './routes/route.ts';
import { secondMethodRoutes } from './routes/second-method.ts';
import { slipRoutes } from './routes/slips.ts';
import { taskRoutes } from './routes/tasks.ts';
import { tenantRoutes } from './routes/tenant.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { burnerView, jobView, me, windowSaid } from './views.ts';

/** Server-sent events: hints; what they name is read again from the API. Nothing is sent twice, and what was missed never. */
export const liveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('request'), seq: z.number(), requestId: id, version: z.number() }),
  z.object({ type: z.literal('job'), job: jobView }),
  z.object({ type: z.literal('burner'), burner: burnerView }),
  /** Told to the windows of this person alone; kept nowhere. */
  z.extend(windowSaid, { type: z.literal('window'), requestId: id, personId: z.string() }),
  /** Hints were lost: whatever is shown is read again. */
  z.object({ type: z.literal('look') }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;

/** Every question the tab may ask the server; a row of `rights.ts` says who may. */
export const api = {
  me: { method: 'GET', path: '/api/me', right: 'read', reply: me },
  /** text/event-stream of `liveEvent`, from its first line on; what was before is read from the other routes. */
  events: {
    method: 'GET',
    path: '/api/events',
    right: 'read',
    reply: liveEvent,
  },
  ...approvalRoutes,
  ...deskRoutes,
  ...enforcementRoutes,
  ...jobRoutes,
  ...loadRoutes,
  ...noticeRoutes,
  ...organisationRoutes,
  ...peopleRoutes,
  ...recordRoutes,
  ...requestRoutes,
  ...secondMethodRoutes,
  ...slipRoutes,
  ...taskRoutes,
  ...tenantRoutes,
  ...tokenRoutes,
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof api;
export type Reply<N extends RouteName> = z.infer<(typeof api)[N]['reply']>;
export type Body<N extends RouteName> = (typeof api)[N] extends { body: infer B extends z.ZodMiniType }
  ? z.infer<B>
  : undefined;
