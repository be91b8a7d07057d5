import * as z from 'zod/mini';
import { needQuery, needs } from '../entra/needs.ts';
import { tenantReport } from '../entra/tenant.ts';
import type { Route } from './route.ts';

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
  /** Whom the end of text messages leaves without a way in. Read once for all who ask; the first reading goes on after the reply. */
  getNeeds: { method: 'GET', path: '/api/needs', right: 'see-needs', query: needQuery, reply: needs },
} as const satisfies Record<string, Route>;
