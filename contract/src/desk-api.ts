import * as z from 'zod/mini';
import { id, person, serial } from './ids.ts';
import { needQuery, needs } from './needs.ts';
import { reports, retention } from './report.ts';
import { callIdentityKind, callSource, requestForm } from './request.ts';
import type { Route } from './route.ts';
import { tenantReport } from './tenant.ts';
import {
  boxName,
  importRow,
  recordApart,
  tokenCommand,
  tokenDetail,
  tokenState,
  tokenStatement,
  tokenView,
  unknownModel,
} from './token/record.ts';
import { jobView, requestDetail, windowSaid } from './views.ts';

/** What may be asked of a desk without a request. */
export const tokenJobKind = z.enum(['identify', 'blank', 'sync-clock']);

const nothing = z.object({});

/** Why nobody can ask for somebody who is in the directory. */
const personBar = z.enum(['subject-disabled', 'subject-guest']);
export type PersonBar = z.infer<typeof personBar>;
const foundPerson = z.extend(person, { bar: z.nullable(personBar) });
export type FoundPerson = z.infer<typeof foundPerson>;

/** The part of the API around requests: people, tokens, reports. */
export const deskRoutes = {
  /**
   * Colleagues by name, UPN or the number on their badge, for a request recorded on somebody's behalf; for whom none can
   * be recorded come last, with the reason.
   */
  searchPeople: {
    method: 'GET',
    path: '/api/people',
    right: 'record',
    query: z.object({ q: z.string().check(z.minLength(2), z.maxLength(100)) }),
    reply: z.object({ items: z.array(foundPerson) }),
  },
  /** Which of a person's tokens a loss means where nobody names one, and which spare ones then stay in use. */
  getLosses: {
    method: 'GET',
    path: '/api/people/:personId/losses',
    right: 'record',
    reply: z.object({ lost: z.array(serial), spare: z.array(serial) }),
  },
  /** Recorded by a technician for somebody who phones or stands at the desk; the usual approval rules apply. */
  createRequest: {
    method: 'POST',
    path: '/api/requests',
    right: 'record',
    body: z.object({
      subjectId: z.string().check(z.minLength(1), z.maxLength(128)),
      form: requestForm,
      calledBy: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
      identifiedBy: callIdentityKind,
      source: callSource,
      /** Made by the tab: sent twice, it is one request. */
      submissionKey: id,
    }),
    reply: requestDetail,
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
  openTokenJob: {
    method: 'POST',
    path: '/api/jobs',
    right: 'burn',
    body: z.object({
      kind: tokenJobKind,
      burnerId: id,
      reader: z.nullable(z.string().check(z.maxLength(200))),
      serial: z.nullable(serial),
    }),
    reply: jobView,
  },
  /** Kinds of token that nobody knows and somebody asked to write, newest first, at most 100. */
  listModels: {
    method: 'GET',
    path: '/api/models',
    right: 'read',
    reply: z.object({ items: z.array(unknownModel) }),
  },
  /** Asks a second technician to allow the kind of this token; asked twice, it is one ask. */
  askForModel: {
    method: 'POST',
    path: '/api/models/:prefix/asks',
    right: 'burn',
    body: z.object({ serial }),
    reply: unknownModel,
  },
  /** A second technician allows a serial prefix that nobody knows, once; the other one may then burn it. */
  allowModel: {
    method: 'POST',
    path: '/api/models/:prefix/allowance',
    right: 'burn',
    body: nothing,
    reply: unknownModel,
  },
  listTokens: {
    method: 'GET',
    path: '/api/tokens',
    right: 'read',
    query: z.object({
      /** Text over serial, model and holder. */
      q: z.optional(z.string().check(z.maxLength(100))),
      state: z.optional(tokenState),
      box: z.optional(boxName),
      /** Burned at this desk and not handed over yet. */
      notHandedOverFrom: z.optional(id),
      cursor: z.optional(z.string().check(z.maxLength(200))),
    }),
    reply: z.object({ items: z.array(tokenView), next: z.nullable(z.string()), total: z.number() }),
  },
  getToken: { method: 'GET', path: '/api/tokens/:serial', right: 'read', reply: tokenDetail },
  commandToken: {
    method: 'POST',
    path: '/api/tokens/:serial/commands',
    right: 'keep-stock',
    body: tokenCommand,
    reply: tokenDetail,
  },
  /**
   * Columns `serial` and, optionally, `site`; `commit` false only looks. What is in the books already stays as it is;
   * of the rest all lines or none.
   */
  importTokens: {
    method: 'POST',
    path: '/api/token-imports',
    right: 'keep-stock',
    bodyBytes: 512 * 1024,
    body: z.object({ csv: z.string().check(z.maxLength(400_000)), commit: z.boolean() }),
    reply: z.object({
      rows: z.array(importRow),
      imported: z.number(),
      /** Headings of columns that are not read. */
      unread: z.array(z.string()),
      /** Sites of the list at which no token of the books is, where no list of sites says what is one. */
      newSites: z.array(z.string()),
    }),
  },
  /** What desks signed and should not have been, oldest first, until somebody has looked: at most 50. */
  listRecordsApart: {
    method: 'GET',
    path: '/api/records-apart',
    right: 'read',
    reply: z.object({ items: z.array(recordApart), total: z.number() }),
  },
  /** `seq`: the record’s row in the audit. */
  acknowledgeRecord: {
    method: 'POST',
    path: '/api/records-apart/:seq/acknowledgement',
    right: 'keep-desks',
    body: nothing,
    reply: nothing,
  },
  tokenStatement: {
    method: 'GET',
    path: '/api/tokens/:serial/statement',
    right: 'audit',
    reply: tokenStatement,
  },
  reports: {
    method: 'GET',
    path: '/api/reports',
    right: 'read',
    query: z.object({ site: z.optional(z.string().check(z.maxLength(80))) }),
    reply: reports,
  },
  retention: { method: 'GET', path: '/api/retention', right: 'audit', reply: retention },
  /** What tokens depend on at Microsoft; asked there when it is asked for, and nothing is written. */
  getTenant: {
    method: 'GET',
    path: '/api/tenant',
    right: 'check-tenant',
    query: z.object({ language: z.enum(['en', 'de']) }),
    reply: tenantReport,
  },
  /** Whom the end of text messages leaves without a way in. Read once for all who ask; the first reading goes on after the reply. */
  getNeeds: { method: 'GET', path: '/api/needs', right: 'see-needs', query: needQuery, reply: needs },
} as const satisfies Record<string, Route>;
