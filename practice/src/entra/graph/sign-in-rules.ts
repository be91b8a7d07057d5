import type {
  SignInPreferences,
  StrongAuthenticationRequirements,
} from '@microsoft/microsoft-graph-types-beta';
import { json, type Reply } from '../http.ts';
import { preferredMethods } from '../tenant/person-state.ts';
import { badRequest } from './graph-error.ts';
import { broad, changing, own, subjectOf } from './method-owner.ts';
import { isPhone } from './phone-methods.ts';
import { beta, bodyOf, type Call, findPerson, metadata, mustHold, type Route, textOf } from './route.ts';

const requirements = (call: Call): Reply =>
  json(200, {
    '@odata.context': metadata(call, 'authentication/requirements'),
    ...({
      perUserMfaState: call.context.store.stateOf(findPerson(call, call.params[0]).id).perUserMfa,
    } satisfies StrongAuthenticationRequirements),
  });
const setRequirements = (call: Call): Reply => {
  mustHold(call, ['Authentication Policy Administrator', 'Global Administrator']);
  const subject = findPerson(call, call.params[0]);
  const { store } = call.context;
  const wanted = textOf(bodyOf(call, ['perUserMfaState']), 'perUserMfaState');
  if (wanted !== 'disabled' && wanted !== 'enabled' && wanted !== 'enforced')
    throw badRequest("The value of property 'perUserMfaState' is not valid.");
  const { phones, pushApps } = store.stateOf(subject.id);
  const hasMethod = store.hasOath(subject.id) || phones.length + pushApps > 0;
  // Microsoft's own: whoever has a method already goes on from enabled to enforced at once.
  store.changePerson(subject.id, { perUserMfa: wanted === 'enabled' && hasMethod ? 'enforced' : wanted });
  return { status: 204 };
};

const preferences = (call: Call): Reply => {
  const { store } = call.context;
  const subject = subjectOf(call);
  const state = store.stateOf(subject.id);
  const { isEnabled, excluded } = store.settings.systemPreferred;
  const strongest =
    state.pushApps > 0
      ? 'PhoneAppNotification'
      : store.hasOath(subject.id)
        ? 'PhoneAppOTP'
        : state.phones.length > 0
          ? 'SMS'
          : '';
  return json(200, {
    '@odata.context': metadata(call, 'authentication/signInPreferences'),
    ...({
      isSystemPreferredAuthenticationMethodEnabled:
        isEnabled && (excluded === null || !state.groups.includes(excluded)),
      userPreferredMethodForSecondaryAuthentication: state.preferred,
    } satisfies SignInPreferences),
    systemPreferredAuthenticationMethod: strongest,
  });
};
const setPreferences = (call: Call): Reply => {
  const subject = changing(call);
  const name = 'userPreferredMethodForSecondaryAuthentication';
  const wanted = textOf(bodyOf(call, [name]), name);
  const known = preferredMethods.find((method) => method === wanted);
  if (known === undefined) throw badRequest(`The value of property '${name}' is not valid.`);
  const { store } = call.context;
  const { phones, pushApps } = store.stateOf(subject.id);
  const isThere =
    known === 'oath'
      ? store.hasOath(subject.id)
      : known === 'push'
        ? pushApps > 0
        : phones.some(({ type }) => isPhone(known, type));
  if (!isThere) throw badRequest('The user does not have this method registered.');
  store.changePerson(subject.id, { preferred: known });
  return { status: 204 };
};

/** Per-user MFA, and what is asked for first: beta alone. */
export const signInRuleRoutes: readonly Route[] = [
  beta.get(`${own}/requirements`, ['Policy.Read.All', 'Policy.ReadWrite.AuthenticationMethod'], requirements),
  beta.patch(`${own}/requirements`, ['Policy.ReadWrite.AuthenticationMethod'], setRequirements),
  beta.get(`${own}/signInPreferences`, [broad.read, broad.write], preferences),
  beta.patch(`${own}/signInPreferences`, [broad.write], setPreferences),
];
