import * as z from 'zod/mini';
import { topic } from '../chat/topic.ts';
import { instant, role } from '../ids.ts';
import { organisation } from '../organisation.ts';
import type { Route } from './route.ts';

/** The rules as they are now; `version` is named when they are saved, 0 while nobody has saved any. */
export const organisationView = z.object({
  version: z.int(),
  organisation,
  /** Channels that are told of requests and desks, the newest first. */
  channels: z.array(z.object({ boundAt: instant, locale: z.nullable(z.string()), topics: z.array(topic) })),
  /** How many people have each app role, directly or by a group; null: Microsoft does not tell. */
  roles: z.nullable(z.array(z.object({ role, people: z.int() }))),
  /** Of the server. */
  release: z.string(),
});
export type OrganisationView = z.infer<typeof organisationView>;

export const organisationRoutes = {
  getOrganisation: {
    method: 'GET',
    path: '/api/organisation',
    right: 'keep-organisation',
    reply: organisationView,
  },
  /** All of it at once; refused where somebody else saved another version meanwhile. */
  saveOrganisation: {
    method: 'PUT',
    path: '/api/organisation',
    right: 'keep-organisation',
    bodyBytes: 256 * 1024,
    body: z.object({ version: z.int().check(z.nonnegative()), organisation }),
    reply: organisationView,
  },
} as const satisfies Record<string, Route>;
