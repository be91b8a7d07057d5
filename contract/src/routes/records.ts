import * as z from 'zod/mini';
import { listedAuditRow, otherEventKind } from '../audit-row.ts';
import { incident } from '../chat/incident.ts';
import { id, serial } from '../ids.ts';
import { longest } from '../lengths.ts';
import { reports, retention } from '../report.ts';
import { day } from '../request.ts';
import { requestEventKind } from '../request-event.ts';
import { recordApart } from '../token/record.ts';
import { nothing, type Route } from './route.ts';

/** The audit log, what is set apart from it, and what is counted and kept. */
export const recordRoutes = {
  listAudit: {
    method: 'GET',
    path: '/api/audit',
    right: 'audit',
    query: z.object({
      requestId: z.optional(id),
      serial: z.optional(serial),
      event: z.optional(z.union([requestEventKind, otherEventKind])),
      /** A person's name or UPN. */
      who: z.optional(z.string().check(z.maxLength(longest.search))),
      from: z.optional(day),
      to: z.optional(day),
      /** Absent: oldest first. */
      order: z.optional(z.literal('newest')),
      /** The last `seq` of the page before, in either order. */
      after: z.optional(z.string().check(z.regex(/^\d{1,12}$/))),
    }),
    reply: z.object({ items: z.array(listedAuditRow), next: z.nullable(z.number()) }),
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
  /** What people said was not them, oldest first, until a technician has looked: at most 50. */
  listIncidents: {
    method: 'GET',
    path: '/api/incidents',
    right: 'read',
    reply: z.object({ items: z.array(incident), total: z.number() }),
  },
  /** `seq`: its row in the audit. */
  closeIncident: {
    method: 'POST',
    path: '/api/incidents/:seq/closing',
    right: 'keep-books',
    body: nothing,
    reply: nothing,
  },
  reports: {
    method: 'GET',
    path: '/api/reports',
    right: 'read',
    query: z.object({ site: z.optional(z.string().check(z.maxLength(longest.site))) }),
    reply: reports,
  },
  retention: { method: 'GET', path: '/api/retention', right: 'audit', reply: retention },
} as const satisfies Record<string, Route>;
