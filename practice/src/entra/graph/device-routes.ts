import type { HardwareOathTokenAuthenticationMethodDevice } from '@microsoft/microsoft-graph-types-beta';
import { json, type Reply } from '../http.ts';
import { fromBase32 } from '../site/oath.ts';
import { assign, refuseToRemove } from '../tenant/bind-token.ts';
import { changeToken, type HardwareToken, newToken, shownToken } from '../tenant/hardware-token.ts';
import type { TenantSettings } from '../tenant/settings.ts';
import { badRequest, GraphError, notFound } from './graph-error.ts';
import { parseFilter, type Row } from './odata.ts';
import {
  asRow,
  beta,
  bodyOf,
  type Call,
  collection,
  denied,
  findPerson,
  metadata,
  mustHold,
  mustMayChange,
  type Route,
  textOf,
} from './route.ts';

const writers = ['Policy.ReadWrite.AuthenticationMethod'];
const readers = ['Policy.Read.All', ...writers];
const path = '/directory/authenticationMethodDevices/hardwareOathDevices';
const properties = [
  'displayName',
  'serialNumber',
  'manufacturer',
  'model',
  'secretKey',
  'timeIntervalInSeconds',
  'hashFunction',
  'assignTo',
];
/** Microsoft's own limit for a key in base32. */
const maxSecretChars = 128;

/** A token as Graph shows it. Its secret is never among it: the property is there, and null. */
export const deviceRow = (
  call: Call,
  shown: NonNullable<ReturnType<typeof shownToken>>,
): HardwareOathTokenAuthenticationMethodDevice & { hardwareOathId?: never } => {
  const holder = call.context.store.people.find((person) => person.id === shown.assigned?.personId);
  return {
    id: shown.id,
    displayName: shown.displayName,
    serialNumber: shown.serialNumber,
    manufacturer: shown.manufacturer,
    model: shown.model,
    secretKey: null,
    timeIntervalInSeconds: shown.stepSeconds,
    status: shown.status,
    hashFunction: shown.hash === 'sha1' ? 'hmacsha1' : 'hmacsha256',
    lastUsedDateTime: shown.lastUsedAt === null ? null : new Date(shown.lastUsedAt).toISOString(),
    assignedTo: holder === undefined ? null : { id: holder.id, displayName: holder.name },
  };
};

export const seenNow = (call: Call) => ({
  nowMs: call.context.clock(),
  seenAfterMs: call.context.store.settings.seenAfterMs,
});

/** Every token that reads show now. */
const shownRows = (call: Call): Row[] =>
  call.context.store.tokens
    .map((token) => shownToken(token, seenNow(call)))
    .filter((shown) => shown !== null)
    .map((shown) => asRow(deviceRow(call, shown)));

/** Who may read policies may read the inventory. */
const mayRead = (call: Call): void =>
  mustHold(call, ['Authentication Policy Administrator', 'Global Administrator', 'Global Reader']);

const list = (call: Call): Reply => {
  mayRead(call);
  const filter = call.request.url.searchParams.get('$filter');
  const known = new Set([
    'serialNumber',
    'status',
    'hashFunction',
    'manufacturer',
    'model',
    'timeIntervalInSeconds',
    'id',
  ]);
  const rows = shownRows(call).filter(filter === null ? () => true : parseFilter(filter, known));
  return collection(
    call,
    'directory/authenticationMethodDevices/hardwareOathDevices',
    rows.map(shapes[call.context.store.settings.deviceShape]),
  );
};

const shapes: Readonly<Record<TenantSettings['deviceShape'], (row: Row) => Row>> = {
  flat: (row) => row,
  nested: (row) => ({ id: row.id, device: row }),
  other: ({ id, ...row }) => ({ id, hardwareToken: row }),
};

const one = (call: Call): Reply => {
  mayRead(call);
  const found = shownRows(call).find((row) => row.id === call.params[0]);
  if (!found) throw notFound(call.params[0] ?? '');
  return json(200, { '@odata.context': deviceContext(call), ...(isNested(call) ? { value: found } : found) });
};

/**
 * Microsoft's pages disagree on the shape (the list's rows have a `device`, the one that is read is a `value`), and so does
 * this one when it is told to.
 */
const isNested = (call: Call): boolean => call.context.store.settings.deviceShape === 'nested';
const deviceContext = (call: Call): string =>
  metadata(call, 'directory/authenticationMethodDevices/hardwareOathDevices/$entity');
const reply = (call: Call, row: Row, status: number): Reply =>
  json(status, {
    '@odata.context': deviceContext(call),
    ...(isNested(call) ? { id: row.id, device: row } : row),
  });

const create = (call: Call): Reply => {
  mustHold(call, ['Authentication Policy Administrator', 'Global Administrator']);
  const { store } = call.context;
  const nowMs = call.context.clock();
  const body = bodyOf(call, properties);
  const token = newToken(
    {
      serialNumber: textOf(body, 'serialNumber'),
      manufacturer: textOf(body, 'manufacturer'),
      model: textOf(body, 'model'),
      displayName: body.displayName === undefined ? null : textOf(body, 'displayName'),
      secret: secretOf(textOf(body, 'secretKey')),
      stepSeconds: stepOf(body.timeIntervalInSeconds),
      hash: hashOf(body.hashFunction),
    },
    nowMs,
  );
  if (store.tokens.some((known) => known.serialNumber === token.serialNumber))
    throw new GraphError(
      409,
      'conflict',
      'A hardware OATH token with the same serial number already exists.',
    );
  const holder = holderIn(call, body.assignTo);
  store.addToken(token);
  try {
    if (holder) assign(token, holder, { store, nowMs });
  } catch (error) {
    store.removeToken(token.id); // one call, so all of it or nothing
    throw error;
  }
  return reply(call, asRow(deviceRow(call, token)), 201);
};

const holderIn = (call: Call, assignTo: unknown) => {
  if (assignTo === undefined || assignTo === null) return null;
  const id = typeof assignTo === 'object' && 'id' in assignTo ? assignTo.id : undefined;
  if (typeof id !== 'string') throw badRequest("A value is required for property 'assignTo'.");
  const allowed = ['UserAuthenticationMethod.ReadWrite.All', 'UserAuthMethod-HardwareOATH.ReadWrite.All'];
  if (!allowed.some((name) => call.caller.granted.includes(name))) throw denied();
  const person = findPerson(call, id);
  mustMayChange(call, person);
  return person;
};

const secretOf = (text: string): Uint8Array => {
  const secret = text.length <= maxSecretChars ? fromBase32(text) : null;
  if (secret === null)
    throw badRequest('The secret key is not valid. It must be Base32, at most 128 characters.');
  return secret;
};
const stepOf = (value: unknown): 30 | 60 => {
  if (value !== 30 && value !== 60)
    throw badRequest("The value of property 'timeIntervalInSeconds' must be 30 or 60.");
  return value;
};
const hashOf = (value: unknown): HardwareToken['hash'] => {
  const name = value === undefined ? 'hmacsha1' : String(value).toLowerCase();
  if (name !== 'hmacsha1' && name !== 'hmacsha256')
    throw badRequest("The value of property 'hashFunction' must be hmacsha1 or hmacsha256.");
  return name === 'hmacsha1' ? 'sha1' : 'sha256';
};

export const tokenById = (call: Call, id: string | undefined): HardwareToken => {
  const token = call.context.store.tokens.find((known) => known.id === id);
  if (!token) throw notFound(id ?? '');
  return token;
};

const change = (call: Call): Reply => {
  mustHold(call, ['Authentication Policy Administrator', 'Global Administrator']);
  const token = tokenById(call, call.params[0]);
  const body = bodyOf(call, properties);
  if (body.secretKey !== undefined)
    throw badRequest('The secret key of a hardware OATH token cannot be changed.');
  if (token.assigned !== null) throw badRequest('An assigned hardware OATH token cannot be updated.');
  const named = (['displayName', 'manufacturer', 'model'] as const).filter(
    (name) => body[name] !== undefined,
  );
  changeToken(
    token,
    Object.fromEntries(named.map((name) => [name, textOf(body, name)])),
    call.context.clock(),
  );
  call.context.store.save();
  return { status: 204 };
};

const erase = (call: Call): Reply => {
  mustHold(call, ['Authentication Policy Administrator', 'Global Administrator']);
  const token = tokenById(call, call.params[0]);
  refuseToRemove(token);
  call.context.store.removeToken(token.id);
  return { status: 204 };
};

/** The tenant's inventory of hardware tokens: beta alone. */
export const deviceRoutes: readonly Route[] = [
  beta.get(path, readers, list),
  beta.post(path, writers, create),
  beta.get(`${path}/([^/]+)`, readers, one),
  beta.patch(`${path}/([^/]+)`, writers, change),
  beta.remove(`${path}/([^/]+)`, writers, erase),
];
