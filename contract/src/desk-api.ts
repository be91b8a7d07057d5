import * as z from 'zod/mini';
import { id, person, type Role, serial } from './ids.ts';
import { reports, retention } from './report.ts';
import { callIdentityKind, callSource, requestForm } from './request.ts';
import type { Route } from './route.ts';
import {
  importRow,
  tokenCommand,
  tokenDetail,
  tokenState,
  tokenStatement,
  tokenView,
  unknownModel,
} from './token-record.ts';
import { jobView, requestDetail, windowSaid } from './views.ts';

/** What may be asked of a desk without a request. */
export const deskJobKind = z.enum(['identify', 'blank', 'sync-clock']);

const desk = ['Technician', 'Administrator'] as const satisfies readonly Role[];
const readers = ['Technician', 'Approver', 'Auditor', 'Administrator'] as const satisfies readonly Role[];
const nothing = z.object({});

/** The part of the API around requests: people, tokens, reports. */
export const deskRoutes = {
  /** Colleagues by name, UPN or the number on their badge, for a request recorded on somebody's behalf. */
  searchPeople: {
    method: 'GET',
    path: '/api/people',
    roles: desk,
    query: z.object({ q: z.string().check(z.minLength(2), z.maxLength(100)) }),
    reply: z.object({ items: z.array(person) }),
  },
  /** Recorded by a technician for somebody who phones or stands at the desk; the usual approval rules apply. */
  createRequest: {
    method: 'POST',
    path: '/api/requests',
    roles: desk,
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
    roles: ['Technician'],
    body: windowSaid,
    reply: nothing,
  },
  /** As the directory has it, such as `de-AT`; null where it has none or does not answer. */
  getSubjectLanguage: {
    method: 'GET',
    path: '/api/requests/:requestId/subject-language',
    roles: ['Technician'],
    reply: z.object({ language: z.nullable(z.string().check(z.maxLength(35))) }),
  },
  /** Which wrong thing was brought in: the kind alone, for the reports. */
  noteWrongInput: {
    method: 'POST',
    path: '/api/requests/:requestId/wrong-inputs',
    roles: ['Technician'],
    body: z.object({ kind: z.string().check(z.regex(/^[a-z-]{1,40}$/)) }),
    reply: nothing,
  },
  openDeskJob: {
    method: 'POST',
    path: '/api/jobs',
    roles: ['Technician'],
    body: z.object({
      kind: deskJobKind,
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
    roles: readers,
    reply: z.object({ items: z.array(unknownModel) }),
  },
  /** Asks a second technician to allow the kind of this token; asked twice, it is one ask. */
  askForModel: {
    method: 'POST',
    path: '/api/models/:prefix/asks',
    roles: ['Technician'],
    body: z.object({ serial }),
    reply: unknownModel,
  },
  /** A second technician allows a serial prefix that nobody knows, once; the other one may then burn it. */
  allowModel: {
    method: 'POST',
    path: '/api/models/:prefix/allowance',
    roles: ['Technician'],
    body: nothing,
    reply: unknownModel,
  },
  listTokens: {
    method: 'GET',
    path: '/api/tokens',
    roles: readers,
    query: z.object({
      /** Text over serial, model and holder. */
      q: z.optional(z.string().check(z.maxLength(100))),
      state: z.optional(tokenState),
      /** Burned at this desk and not handed over yet. */
      notHandedOverFrom: z.optional(id),
      cursor: z.optional(z.string().check(z.maxLength(200))),
    }),
    reply: z.object({ items: z.array(tokenView), next: z.nullable(z.string()), total: z.number() }),
  },
  getToken: { method: 'GET', path: '/api/tokens/:serial', roles: readers, reply: tokenDetail },
  commandToken: {
    method: 'POST',
    path: '/api/tokens/:serial/commands',
    roles: desk,
    body: tokenCommand,
    reply: tokenDetail,
  },
  /** Columns `serial` and, optionally, `site`; `commit` false only looks. All lines or none. */
  importTokens: {
    method: 'POST',
    path: '/api/token-imports',
    roles: desk,
    bodyBytes: 512 * 1024,
    body: z.object({ csv: z.string().check(z.maxLength(400_000)), commit: z.boolean() }),
    reply: z.object({ rows: z.array(importRow), imported: z.number() }),
  },
  tokenStatement: {
    method: 'GET',
    path: '/api/tokens/:serial/statement',
    roles: ['Auditor', 'Administrator'],
    reply: tokenStatement,
  },
  reports: {
    method: 'GET',
    path: '/api/reports',
    roles: ['Approver', 'Auditor', 'Administrator', 'Technician'],
    query: z.object({ site: z.optional(z.string().check(z.maxLength(80))) }),
    reply: reports,
  },
  retention: { method: 'GET', path: '/api/retention', roles: ['Auditor', 'Administrator'], reply: retention },
} as const satisfies Record<string, Route>;
