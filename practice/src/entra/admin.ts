import * as z from 'zod/mini';
import type { PracticePerson } from '../people.ts';
import { type Incoming, isLoopbackOrigin, json, jsonOrUndefined, plain, type Reply } from './http.ts';
import { type PersonState, personState } from './tenant/person-state.ts';
import { type TenantSettings, tenantSettings } from './tenant/settings.ts';

const adminBody = z.object({
  readable: z.optional(z.boolean()),
  count: z.optional(z.int()),
  retryAfterSeconds: z.optional(z.int()),
  personId: z.optional(z.string()),
  /** Part of the tenant's settings. */
  settings: z.optional(z.partial(tenantSettings)),
  /** Part of what the directory keeps of `personId`. */
  state: z.optional(z.partial(personState)),
});

type Switches = {
  setGraphReadable(isReadable: boolean): void;
  throttleGraph(count: number, retryAfterSeconds: number): void;
  expireWizard(personId?: string): void;
  readonly people: readonly PracticePerson[];
  reset(): void;
  change(settings: Partial<TenantSettings>): void;
  changePerson(personId: string, change: Partial<PersonState>): void;
};

/**
 * The practice's own switches over HTTP (`POST /practice/…`), null if the path is another.
 * JSON only and from this computer's pages only, so that no plain form of a foreign page reaches it.
 */
export const answerAdmin = (request: Incoming, entra: Switches): Reply | null => {
  const command = /^\/practice\/(graph-readable|throttle|expire-wizard|reset|settings|person)$/.exec(
    request.url.pathname,
  )?.[1];
  if (command === undefined) return null;
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false;
  if (request.method !== 'POST' || !isJson || !isLoopbackOrigin(request.headers.origin)) {
    return plain(403, 'POST JSON from this computer.');
  }
  const parsed = adminBody.safeParse(jsonOrUndefined(request.body));
  if (!parsed.success) return plain(400, 'That body is not understood.');
  const { readable, count = 1, retryAfterSeconds = 1, personId, settings, state } = parsed.data;
  if (command === 'graph-readable') entra.setGraphReadable(readable ?? true);
  if (command === 'throttle') entra.throttleGraph(count, retryAfterSeconds);
  if (command === 'expire-wizard') entra.expireWizard(personId);
  if (command === 'settings') entra.change(defined(settings ?? {}));
  if (command === 'person') {
    if (!entra.people.some(({ id }) => id === personId)) return plain(404, 'There is no such person here.');
    entra.changePerson(personId ?? '', defined(state ?? {}));
  }
  if (command === 'reset') entra.reset();
  return json(200, { done: command });
};

/** Without the keys that were not sent, so that they change nothing. */
const defined = <T extends object>(part: T): { [Name in keyof T]: Exclude<T[Name], undefined> } =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]: Exclude<T[Name], undefined>;
  };
