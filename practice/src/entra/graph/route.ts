import type { PracticePerson } from '../../people.ts';
import { type Incoming, json, jsonOrUndefined, type Reply } from '../http.ts';
import type { EntraStore } from '../store.ts';
import {
  type DirectoryRole,
  groupMembers,
  groupOwners,
  heldByPeople,
  holdsRole,
  mayChangeMethods,
} from '../tenant/roles.ts';
import type { AppRegistration } from '../tokens/oauth.ts';
import { badRequest, GraphError, notFound } from './graph-error.ts';
import { page, type Row } from './odata.ts';

/** What the answers need of the tenant. */
export type GraphTenant = {
  readonly origin: string;
  readonly app: AppRegistration;
  readonly store: EntraStore;
  readonly clock: () => number;
  /** Somebody is signed in nowhere any more. */
  readonly endSignIns: (personId: string) => void;
};

/** Who calls: the application itself, or a person through it. */
export type Caller = { readonly personId: string | null; readonly granted: readonly string[] };

export type Call = {
  readonly request: Incoming;
  readonly context: GraphTenant;
  readonly version: string;
  readonly params: readonly string[];
  readonly caller: Caller;
};

export type Route = {
  readonly method: string;
  readonly path: RegExp;
  /** One of them is enough. */
  readonly permissions: readonly string[];
  /** Beta alone serves it. */
  readonly isBeta: boolean;
  readonly answer: (call: Call) => Reply;
};

const route =
  (method: string, isBeta: boolean) =>
  (path: string, permissions: readonly string[], answer: Route['answer']): Route => ({
    method,
    path: new RegExp(`^${path}$`, 'i'),
    permissions,
    isBeta,
    answer,
  });
export const get = route('GET', false);
export const post = route('POST', false);
export const patch = route('PATCH', false);
export const remove = route('DELETE', false);
export const beta = {
  get: route('GET', true),
  post: route('POST', true),
  patch: route('PATCH', true),
  remove: route('DELETE', true),
} as const;

export const findPerson = (call: Call, key: string | undefined): PracticePerson => {
  const wanted = (key ?? '').toLowerCase();
  const person = call.context.store.people.find(
    (known) => known.id === wanted || known.upn.toLowerCase() === wanted,
  );
  if (!person) throw notFound(key ?? '');
  return person;
};

export const metadata = (call: Call, what: string): string =>
  `${call.context.origin}/${call.version}/$metadata#${what}`;

export const collection = (call: Call, what: string, rows: readonly Row[]): Reply =>
  json(200, page(rows, call.request.url, metadata(call, what)));

export const entity = (call: Call, what: string, value: object, status = 200): Reply =>
  json(status, { '@odata.context': metadata(call, `${what}/$entity`), ...value });

/** Plain objects, as the rows of a published type are. */
export const asRow = (value: object): Row => ({ ...value });

export const denied = (): GraphError =>
  new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');

/** A person needs one of these roles beside the permission; the application needs the permission alone. */
export const mustHold = ({ caller, context }: Call, roles: readonly DirectoryRole[]): void => {
  if (caller.personId === null) return;
  if (!holdsRole(heldByPeople(context.store), caller.personId, roles)) throw denied();
};

/** Whose methods a person may change depends on both their roles, and on where the one of them holds. */
export const mustMayChange = ({ caller, context: { store } }: Call, subject: PracticePerson): void => {
  if (caller.personId === null) return;
  const privileged = [groupMembers, groupOwners].flatMap((list) =>
    list(store, (group) => group.isRoleAssignable),
  );
  if (!mayChangeMethods(heldByPeople(store), caller.personId, subject, privileged))
    throw new GraphError(403, 'accessDenied', 'Request Authorization failed');
};

/** The JSON object that was sent; keys that the resource does not have are refused, as Graph does. */
export const bodyOf = (call: Call, known: readonly string[]): Readonly<Record<string, unknown>> => {
  const isJson = call.request.headers['content-type']?.startsWith('application/json') ?? false;
  const body = isJson ? jsonOrUndefined(call.request.body) : undefined;
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest('Unable to read JSON request payload.');
  for (const name of Object.keys(body))
    if (!known.includes(name) && !name.startsWith('@'))
      throw badRequest(`The property '${name.slice(0, 64)}' does not exist on this type.`);
  return body as Record<string, unknown>;
};

export const textOf = (body: Readonly<Record<string, unknown>>, name: string): string => {
  const value = body[name];
  if (typeof value !== 'string' || value === '')
    throw badRequest(`A value is required for property '${name}'.`);
  return value;
};
