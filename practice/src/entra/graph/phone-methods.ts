import type { PhoneAuthenticationMethod } from '@microsoft/microsoft-graph-types-beta';
import type { Reply } from '../http.ts';
import { type PersonState, phoneIds } from '../tenant/person-state.ts';
import { changing, noMethod, own, permissionsFor, refuseDefault, subjectOf } from './method-owner.ts';
import type { Row } from './odata.ts';
import { asRow, type Call, collection, get, type Route, remove } from './route.ts';

const { readers, writers } = permissionsFor('Phone');

/** Whether a number of this type is what a person is asked for first. */
export const isPhone = (preferred: PersonState['preferred'], type: string): boolean =>
  ({ mobile: ['sms', 'voiceMobile'], alternateMobile: ['voiceAlternateMobile'], office: ['voiceOffice'] })[
    type
  ]?.includes(preferred ?? '') ?? false;
export const phoneRows = (call: Call): Row[] =>
  call.context.store
    .stateOf(subjectOf(call).id)
    .phones.map(({ type, number }) =>
      asRow({ id: phoneIds[type], phoneNumber: number, phoneType: type } satisfies PhoneAuthenticationMethod),
    );
const removePhone = (call: Call): Reply => {
  const subject = changing(call);
  const { store } = call.context;
  const { phones, preferred } = store.stateOf(subject.id);
  const found = phones.find(({ type }) => phoneIds[type] === call.params[1]);
  if (!found) throw noMethod();
  refuseDefault(call, subject, isPhone(preferred, found.type));
  store.changePerson(subject.id, { phones: phones.filter((kept) => kept !== found) });
  return { status: 204 };
};

export const phoneRoutes: readonly Route[] = [
  get(`${own}/phoneMethods`, readers, (call) => collection(call, 'phoneMethods', phoneRows(call))),
  remove(`${own}/phoneMethods/([^/]+)`, writers, removePhone),
];
