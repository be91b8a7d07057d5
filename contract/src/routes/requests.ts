import * as z from 'zod/mini';
import { methodSeen } from '../entra/method-seen.ts';
import { readiness } from '../entra/readiness.ts';
import { id } from '../ids.ts';
import { longest } from '../lengths.ts';
import { callIdentityKind, callSource, requestCommand, requestForm, requestState } from '../request.ts';
import { requestSort } from '../request-list.ts';
import { requestDetail, requestSummary, windowSaid } from '../views.ts';
import { nothing, type Route } from './route.ts';

export const requestQuery = z.object({
  /** Text over name, UPN and serial. */
  q: z.optional(z.string().check(z.maxLength(longest.search))),
  state: z.optional(requestState),
  site: z.optional(z.string().check(z.maxLength(longest.site))),
  mine: z.optional(z.literal('1')),
  /** The id of the person it is for. */
  subject: z.optional(z.string().check(z.maxLength(100))),
  overdue: z.optional(z.literal('1')),
  /** Its token is bound, and nothing is recorded of a second way in. */
  withoutSecond: z.optional(z.literal('1')),
  /** `open` leaves out final states. */
  scope: z.optional(z.enum(['open', 'all'])),
  sort: z.optional(requestSort),
  /** `sort` the other way round. */
  down: z.optional(z.literal('1')),
  cursor: z.optional(z.string().check(z.maxLength(longest.cursor))),
});
export type RequestQuery = z.infer<typeof requestQuery>;

/** Requests: the list, one of them, what is recorded and said about it. */
export const requestRoutes = {
  listRequests: {
    method: 'GET',
    path: '/api/requests',
    right: 'read',
    query: requestQuery,
    reply: z.object({
      items: z.array(requestSummary),
      next: z.nullable(z.string()),
      /** At most `mostCounted` and one. */
      total: z.number(),
    }),
  },
  getRequest: { method: 'GET', path: '/api/requests/:requestId', right: 'read', reply: requestDetail },
  /** Recorded by a technician for somebody who phones or stands at the desk; the usual approval rules apply. */
  createRequest: {
    method: 'POST',
    path: '/api/requests',
    right: 'record',
    body: z.object({
      subjectId: z.string().check(z.minLength(1), z.maxLength(128)),
      form: requestForm,
      calledBy: z.string().check(z.trim(), z.minLength(1), z.maxLength(longest.personName)),
      identifiedBy: callIdentityKind,
      source: callSource,
      /** Made by the tab: sent twice, it is one request. */
      submissionKey: id,
    }),
    reply: requestDetail,
  },
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
  /** Two windows of one person with the same request open, in whatever browsers: the server passes on what they say. */
  sayWindow: {
    method: 'POST',
    path: '/api/requests/:requestId/windows',
    right: 'burn',
    body: windowSaid,
    reply: nothing,
  },
  /** As the directory has it, such as `de-AT`; null where it has none or does not answer. */
  getSubjectLanguage: {
    method: 'GET',
    path: '/api/requests/:requestId/subject-language',
    right: 'burn',
    reply: z.object({ language: z.nullable(z.string().check(z.maxLength(35))) }),
  },
  /** Which wrong thing was brought in: the kind alone, for the reports. */
  noteWrongInput: {
    method: 'POST',
    path: '/api/requests/:requestId/wrong-inputs',
    right: 'burn',
    body: z.object({ kind: z.string().check(z.regex(/^[a-z-]{1,40}$/)) }),
    reply: nothing,
  },
} as const satisfies Record<string, Route>;
