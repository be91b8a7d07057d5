import * as z from 'zod/mini';
import { deskRoutes } from './desk-api.ts';
import { enforcementRoutes } from './enforcement-api.ts';
import { id, instant, serial } from './ids.ts';
import { burnRoute, codeChecked, publicPoint, sealedEnvelope, typedCode } from './job.ts';
import { loadRoutes } from './load-api.ts';
import { methodSeen } from './method-seen.ts';
import { readiness } from './readiness.ts';
import { day, requestCommand, requestState } from './request.ts';
import { requestEventKind } from './request-event.ts';
import type { Route } from './route.ts';
import { secondMethodRoutes } from './second-method-api.ts';
import { tokenConfig } from './token/config.ts';

import { burnerView, historyEntry, jobView, me, requestDetail, requestSummary, windowSaid } from './views.ts';

export type { BurnerView, HistoryEntry, JobView, Me, RequestDetail, RequestSummary } from './views.ts';
export {
  burnerView,
  historyEntry,
  jobView,
  me,
  problemReply,
  requestDetail,
  requestSummary,
} from './views.ts';

/** Every body the API takes. */
export const maxBodyBytes = 32 * 1024;

export const requestQuery = z.object({
  /** Text over name, UPN and serial. */
  q: z.optional(z.string().check(z.maxLength(100))),
  state: z.optional(requestState),
  site: z.optional(z.string().check(z.maxLength(80))),
  mine: z.optional(z.literal('1')),
  overdue: z.optional(z.literal('1')),
  /** Its token is bound, and nothing is recorded of a second way in. */
  withoutSecond: z.optional(z.literal('1')),
  /** `open` leaves out final states. */
  scope: z.optional(z.enum(['open', 'all'])),
  cursor: z.optional(z.string().check(z.maxLength(200))),
});
export type RequestQuery = z.infer<typeof requestQuery>;
export const pageSize = 50;

/** What is recorded besides requests: who may write tokens here, and who is told. */
export const deskEventKinds = [
  'pairing_code_created',
  'burner_paired',
  'burner_confirmed',
  'burner_renamed',
  'burner_revoked',
  'burner_stolen',
  'receipt_refused',
  'receipt_set_apart',
  'receipt_acknowledged',
  'input_refused',
  'model_asked',
  'model_allowed',
  'beta_changed',
  'beta_as_before',
  'token_added',
  'token_adopted',
  'token_set_aside',
  'token_taken_back',
  'token_blanked',
  'token_clock_set',
  'token_written',
  'token_checked',
  'token_loaded',
  'desk_job_failed',
  'token_to_stock',
  'token_retired',
  'token_lost',
  'token_found',
  'token_loss_undone',
  'token_method_gone',
  'data_deleted',
  'channel_bound',
  'channel_unbound',
] as const;
export const deskEventKind = z.enum(deskEventKinds);
export type DeskEventKind = (typeof deskEventKinds)[number];

export const auditRow = z.extend(historyEntry, {
  event: z.union([requestEventKind, deskEventKind]),
  requestId: z.nullable(id),
  /** SHA-256 over the previous row's hash and this row, hex. */
  hash: z.string(),
});
export type AuditRow = z.infer<typeof auditRow>;

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

/** Why a row of the audit does not fit. */
export const chainBreaks = [
  'row-missing',
  'not-after-previous',
  'changed',
  'misfiled',
  'receipt-of-no-desk',
  'receipt-out-of-order',
  'receipt-false',
  'receipt-contradicts',
] as const;
export type ChainBreak = (typeof chainBreaks)[number];

const nothing = z.object({});

export const api = {
  me: { method: 'GET', path: '/api/me', right: 'read', reply: me },
  listRequests: {
    method: 'GET',
    path: '/api/requests',
    right: 'read',
    query: requestQuery,
    reply: z.object({ items: z.array(requestSummary), next: z.nullable(z.string()), total: z.number() }),
  },
  getRequest: { method: 'GET', path: '/api/requests/:requestId', right: 'read', reply: requestDetail },
  /** Body `version`: the one the person saw; a newer one answers `request-changed`. */
  commandRequest: {
    method: 'POST',
    path: '/api/requests/:requestId/commands',
    right: 'command',
    body: z.object({ version: z.int(), command: requestCommand }),
    reply: requestDetail,
  },
  /** Tells and writes nothing; `look-for-method` reads anew and binds. `version`: the one it was told about. */
  watchForMethod: {
    method: 'GET',
    path: '/api/requests/:requestId/method',
    right: 'burn',
    reply: z.object({ seen: methodSeen, version: z.int() }),
  },
  /** What Microsoft says of the subject now, and the way that follows; tells and writes nothing. */
  getReadiness: {
    method: 'GET',
    path: '/api/requests/:requestId/readiness',
    right: 'command',
    reply: readiness,
  },
  /** Waits up to 5 s for the burner's key, so the reply usually carries it. */
  openJob: {
    method: 'POST',
    path: '/api/requests/:requestId/jobs',
    right: 'burn',
    body: z
      .object({
        version: z.int(),
        burnerId: id,
        reader: z.nullable(z.string().check(z.maxLength(200))),
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
  listBurners: {
    method: 'GET',
    path: '/api/burners',
    right: 'read',
    reply: z.object({ items: z.array(burnerView) }),
  },
  createPairingCode: {
    method: 'POST',
    path: '/api/burners/pairing-codes',
    right: 'pair',
    body: z.object({ name: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)) }),
    reply: z.object({ code: z.string(), expiresAt: instant }),
  },
  commandBurner: {
    method: 'POST',
    path: '/api/burners/:burnerId/commands',
    right: 'keep-desks',
    body: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('confirm'), fingerprint: z.string() }),
      z.object({
        kind: z.literal('rename'),
        name: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
      }),
      z.object({ kind: z.literal('revoke') }),
      /** Revokes, closes the link, cancels its jobs, forgets sealed secrets and refuses later receipts. */
      z.object({ kind: z.literal('report-stolen') }),
    ]),
    reply: burnerView,
  },
  listAudit: {
    method: 'GET',
    path: '/api/audit',
    right: 'audit',
    query: z.object({
      requestId: z.optional(id),
      serial: z.optional(serial),
      event: z.optional(z.union([requestEventKind, deskEventKind])),
      /** A person's name or UPN. */
      who: z.optional(z.string().check(z.maxLength(100))),
      from: z.optional(day),
      to: z.optional(day),
      /** Absent: oldest first. */
      order: z.optional(z.literal('newest')),
      /** The last `seq` of the page before, in either order. */
      after: z.optional(z.string().check(z.regex(/^\d{1,12}$/))),
    }),
    reply: z.object({ items: z.array(auditRow), next: z.nullable(z.number()) }),
  },
  /** Walks the whole chain and every receipt. */
  verifyAudit: {
    method: 'GET',
    path: '/api/audit/verification',
    right: 'audit',
    reply: z.object({
      ok: z.boolean(),
      rows: z.number(),
      receipts: z.number(),
      /** Sequence of the first row that does not fit, and why: a `ChainBreak`. */
      brokenAt: z.nullable(z.object({ seq: z.number(), why: z.string() })),
    }),
  },
  /** text/event-stream of `liveEvent`, from its first line on; what was before is read from the other routes. */
  events: {
    method: 'GET',
    path: '/api/events',
    right: 'read',
    reply: liveEvent,
  },
  ...deskRoutes,
  ...enforcementRoutes,
  ...loadRoutes,
  ...secondMethodRoutes,
} as const satisfies Record<string, Route>;

export type { Route } from './route.ts';
export type RouteName = keyof typeof api;
export type Reply<N extends RouteName> = z.infer<(typeof api)[N]['reply']>;
export type Body<N extends RouteName> = (typeof api)[N] extends { body: infer B extends z.ZodMiniType }
  ? z.infer<B>
  : undefined;
