import { randomInt, randomUUID } from 'node:crypto';
import type { TemporaryAccessPassAuthenticationMethod } from '@microsoft/microsoft-graph-types-beta';
import { json, type Reply } from '../http.ts';
import type { PersonState } from '../tenant/person-state.ts';
import { isTargeted } from '../tenant/settings.ts';
import { badRequest } from './graph-error.ts';
import { changing, noMethod, own, permissionsFor, subjectOf } from './method-owner.ts';
import type { Row } from './odata.ts';
import { asRow, bodyOf, type Call, collection, get, post, type Route, remove } from './route.ts';

const { readers, writers } = permissionsFor('TAP');
const maxMinutes = 43_200;
type Pass = NonNullable<PersonState['accessPass']>;
/** In the documentation, and not in the published types. */
type Usability = { readonly isUsable: boolean; readonly methodUsabilityReason: string };

const usabilityOf = ({ isUsed, startsAt, minutes }: Pass, now: number): Usability => {
  const reason =
    isUsed === true
      ? 'OneTimeUsed'
      : now < startsAt
        ? 'NotYetValid'
        : now >= startsAt + minutes * 60_000
          ? 'Expired'
          : 'EnabledByPolicy';
  return { isUsable: reason === 'EnabledByPolicy', methodUsabilityReason: reason };
};

export const passRow = (pass: Pass, now: number, isNew: boolean): Row =>
  asRow({
    ...usabilityOf(pass, now),
    id: pass.id,
    temporaryAccessPass: isNew ? pass.pass : null,
    startDateTime: new Date(pass.startsAt).toISOString(),
    lifetimeInMinutes: pass.minutes,
    isUsableOnce: pass.isOnce,
  } satisfies TemporaryAccessPassAuthenticationMethod & Usability);
const createPass = (call: Call): Reply => {
  const subject = changing(call);
  const { store, clock } = call.context;
  if (call.caller.personId === subject.id)
    throw badRequest('A Temporary Access Pass cannot be created for oneself.');
  if (subject.isGuest) throw badRequest('Temporary Access Pass cannot be added to an external guest user.');
  if (!isTargeted(store.settings.policies.temporaryAccessPass, store.stateOf(subject.id).groups))
    throw badRequest('The Temporary Access Pass method is not enabled for the user by policy.');
  const body = bodyOf(call, ['startDateTime', 'lifetimeInMinutes', 'isUsableOnce']);
  const minutes = body.lifetimeInMinutes ?? 60;
  if (typeof minutes !== 'number' || minutes < 10 || minutes > maxMinutes)
    throw badRequest("The value of property 'lifetimeInMinutes' is out of range.");
  const pass = {
    id: randomUUID(),
    pass: String(randomInt(10_000_000, 100_000_000)),
    startsAt: clock(),
    minutes,
    isOnce: body.isUsableOnce === true,
  };
  store.changePerson(subject.id, { accessPass: pass }); // a new one overrides
  return json(201, passRow(pass, clock(), true));
};
const removePass = (call: Call): Reply => {
  const subject = changing(call);
  if (call.context.store.stateOf(subject.id).accessPass?.id !== call.params[1]) throw noMethod();
  call.context.store.changePerson(subject.id, { accessPass: null });
  return { status: 204 };
};

export const accessPassRoutes: readonly Route[] = [
  get(`${own}/temporaryAccessPassMethods`, readers, (call) => {
    const pass = call.context.store.stateOf(subjectOf(call).id).accessPass;
    return collection(
      call,
      'temporaryAccessPassMethods',
      pass === null ? [] : [passRow(pass, call.context.clock(), false)],
    );
  }),
  post(`${own}/temporaryAccessPassMethods`, writers, createPass),
  remove(`${own}/temporaryAccessPassMethods/([^/]+)`, writers, removePass),
];
