import * as z from 'zod/mini';
import { decideDifferenceBody, differenceQuery, differences } from '../entra/differences.ts';
import { needQuery, needs } from '../entra/needs.ts';
import { tenantReport } from '../entra/tenant.ts';
import { nothing, type Route } from './route.ts';

/** What Microsoft says of the whole tenant. */
export const tenantRoutes = {
  /** What tokens depend on at Microsoft; asked there when it is asked for, and nothing is written. */
  getTenant: {
    method: 'GET',
    path: '/api/tenant',
    right: 'check-tenant',
    /** The tag of a language; of one that nobody has written it answers in English. */
    query: z.object({ language: z.string().check(z.regex(/^[a-z]{2,8}$/)) }),
    reply: tenantReport,
  },
  /** The reader's own Entra roles: what they may do at Microsoft, and which half of a hand-out they cannot. */
  getOwnRoles: {
    method: 'GET',
    path: '/api/tenant/own-roles',
    right: 'load',
    query: z.object({ language: z.string().check(z.regex(/^[a-z]{2,8}$/)) }),
    reply: tenantReport,
  },
  /** Whom the end of text messages leaves without a way in. Read once for all who ask; the first reading goes on after the reply. */
  getNeeds: { method: 'GET', path: '/api/needs', right: 'see-needs', query: needQuery, reply: needs },
  /** Where Microsoft and our books differ, the worst first, pages of 50. Read once for all who ask, and every night; the first reading goes on after the reply. */
  listDifferences: {
    method: 'GET',
    path: '/api/differences',
    right: 'compare-books',
    query: differenceQuery,
    reply: differences,
  },
  /** How many were open when they were read last; asks nobody. */
  countDifferences: {
    method: 'GET',
    path: '/api/differences/count',
    right: 'compare-books',
    reply: z.object({ total: z.number() }),
  },
  /** Somebody says that one is right as it is, or takes that back. `second-person-required`: of what they did themselves. `not-found`: it is not there in the last reading. */
  decideDifference: {
    method: 'POST',
    path: '/api/differences/decide',
    right: 'compare-books',
    body: decideDifferenceBody,
    reply: nothing,
  },
} as const satisfies Record<string, Route>;
