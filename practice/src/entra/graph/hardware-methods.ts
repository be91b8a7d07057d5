import type { HardwareOathAuthenticationMethod } from '@microsoft/microsoft-graph-types-beta';
import type { PracticePerson } from '../../people.ts';
import { json, type Reply } from '../http.ts';
import { activate, assign, deactivate, unassign } from '../tenant/bind-token.ts';
import { type HardwareToken, shownToken } from '../tenant/hardware-token.ts';
import { deviceRow, seenNow, tokenById } from './device-routes.ts';
import { badRequest, notFound } from './graph-error.ts';
import { at, changing, noMethod, own, permissionsFor, refuseDefault, subjectOf } from './method-owner.ts';
import type { Row } from './odata.ts';
import { asRow, beta, bodyOf, type Call, collection, entity, metadata, type Route, textOf } from './route.ts';

const { readers, writers } = permissionsFor('HardwareOATH');

const methodRow = (
  call: Call,
  shown: NonNullable<ReturnType<typeof shownToken>>,
  methodId: string,
  since: number,
): HardwareOathAuthenticationMethod => ({
  id: methodId,
  createdDateTime: new Date(since).toISOString(),
  device: deviceRow(call, shown),
});
export const hardwareRows = (call: Call): Row[] => {
  const subject = subjectOf(call);
  return call.context.store.tokens
    .map((token) => shownToken(token, seenNow(call)))
    .flatMap((shown) =>
      shown?.assigned?.personId === subject.id
        ? [asRow(methodRow(call, shown, shown.assigned.methodId, shown.assigned.since))]
        : [],
    );
};
const oneHardware = (call: Call): Reply => {
  const found = hardwareRows(call).find((row) => row.id === call.params[1]);
  if (!found) throw noMethod();
  return entity(call, 'hardwareOathMethods', found);
};
const tokenOfMethod = (call: Call, subject: PracticePerson): HardwareToken => {
  const found = call.context.store
    .tokensOf(subject.id)
    .find((token) => token.assigned?.methodId === call.params[1]);
  if (!found) throw noMethod();
  return found;
};
const deviceIn = (call: Call, device: unknown): HardwareToken => {
  const id = typeof device === 'object' && device !== null && 'id' in device ? device.id : undefined;
  if (typeof id !== 'string') throw badRequest("A value is required for property 'device'.");
  return tokenById(call, id);
};
const typedIn = (body: Readonly<Record<string, unknown>>) => ({
  code: textOf(body, 'verificationCode'),
  displayName: body.displayName === undefined ? undefined : textOf(body, 'displayName'),
});

const assignOnly = (call: Call): Reply => {
  const subject = changing(call);
  const { device } = bodyOf(call, ['device']);
  const token = deviceIn(call, device);
  const id = assign(token, subject, at(call));
  return json(201, {
    '@odata.context': metadata(call, 'hardwareOathMethods/$entity'),
    id,
    createdDateTime: new Date(call.context.clock()).toISOString(),
  });
};
const activateOwn = (call: Call): Reply => {
  const token = tokenOfMethod(call, changing(call));
  activate(token, typedIn(bodyOf(call, ['verificationCode', 'displayName'])), at(call));
  return { status: 204 };
};
const assignAndActivate = (call: Call): Reply => {
  const subject = changing(call);
  const body = bodyOf(call, ['device', 'verificationCode', 'displayName']);
  const [token, typed] = [deviceIn(call, body.device), typedIn(body)];
  assign(token, subject, at(call));
  activate(token, typed, at(call));
  return { status: 204 };
};
const assignBySerial = (call: Call): Reply => {
  const subject = changing(call);
  const body = bodyOf(call, ['serialNumber', 'verificationCode', 'displayName']);
  const [serial, typed] = [textOf(body, 'serialNumber'), typedIn(body)];
  const token = call.context.store.tokens.find((known) => known.serialNumber === serial);
  if (!token) throw notFound(serial);
  assign(token, subject, at(call));
  activate(token, typed, at(call));
  return { status: 204 };
};
const deactivateOwn = (call: Call): Reply => {
  deactivate(tokenOfMethod(call, changing(call)), at(call));
  return { status: 204 };
};
const removeHardware = (call: Call): Reply => {
  const subject = changing(call);
  const token = tokenOfMethod(call, subject);
  const { store } = call.context;
  const isLast = token.status === 'activated' && store.oathCountOf(subject.id) === 1;
  refuseDefault(call, subject, isLast && store.stateOf(subject.id).preferred === 'oath');
  unassign(token, at(call));
  return { status: 204 };
};

const path = `${own}/hardwareOathMethods`;

/** A person's hardware tokens: beta alone. */
export const hardwareRoutes: readonly Route[] = [
  beta.get(path, readers, (call) => collection(call, 'hardwareOathMethods', hardwareRows(call))),
  beta.post(path, writers, assignOnly),
  beta.post(`${path}/assignAndActivate`, writers, assignAndActivate),
  beta.post(`${path}/assignAndActivateBySerialNumber`, writers, assignBySerial),
  beta.get(`${path}/([^/]+)`, readers, oneHardware),
  beta.remove(`${path}/([^/]+)`, writers, removeHardware),
  beta.post(`${path}/([^/]+)/activate`, writers, activateOwn),
  beta.post(`${path}/([^/]+)/deactivate`, writers, deactivateOwn),
];
