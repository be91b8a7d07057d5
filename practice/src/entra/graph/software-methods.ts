import type { SoftwareOathAuthenticationMethod } from '@microsoft/microsoft-graph-types-beta';
import type { Reply } from '../http.ts';
import { seenNow } from './device-routes.ts';
import { changing, noMethod, own, permissionsFor, refuseDefault, subjectOf } from './method-owner.ts';
import type { Row } from './odata.ts';
import { asRow, type Call, collection, entity, get, type Route, remove } from './route.ts';

const { readers, writers } = permissionsFor('SoftwareOATH');

export const softwareRows = (call: Call): readonly Row[] => {
  const subject = subjectOf(call);
  const { nowMs, seenAfterMs } = seenNow(call);
  return call.context.store
    .methodsOf(subject.id)
    .filter((method) => nowMs - method.createdAt >= seenAfterMs)
    .map((method) =>
      asRow({
        id: method.id,
        secretKey: null,
        ...(call.version === 'beta' ? { createdDateTime: new Date(method.createdAt).toISOString() } : {}),
      } satisfies SoftwareOathAuthenticationMethod),
    );
};
const oneSoftware = (call: Call): Row => {
  const found = softwareRows(call).find((row) => row.id === call.params[1]);
  if (!found) throw noMethod();
  return found;
};
const removeSoftware = (call: Call): Reply => {
  const subject = changing(call);
  oneSoftware(call);
  const { store } = call.context;
  const isLastApp = store.oathCountOf(subject.id) === 1;
  refuseDefault(call, subject, isLastApp && store.stateOf(subject.id).preferred === 'oath');
  store.remove(subject.id, call.params[1] ?? '');
  return { status: 204 };
};

/** Authenticator apps. */
export const softwareRoutes: readonly Route[] = [
  get(`${own}/softwareOathMethods`, readers, (call) =>
    collection(call, 'softwareOathMethods', softwareRows(call)),
  ),
  get(`${own}/softwareOathMethods/([^/]+)`, readers, (call) =>
    entity(call, 'softwareOathMethods', oneSoftware(call)),
  ),
  remove(`${own}/softwareOathMethods/([^/]+)`, writers, removeSoftware),
];
