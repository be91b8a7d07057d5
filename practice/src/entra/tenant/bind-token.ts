import { randomUUID } from 'node:crypto';
import type { PracticePerson } from '../../people.ts';
import { badRequest, GraphError } from '../graph/graph-error.ts';
import { acceptedStep, stepAt } from '../site/oath.ts';
import { type EntraStore, maxMethodsPerPerson } from '../store.ts';
import { changeToken, type HardwareToken } from './hardware-token.ts';
import { isTargeted } from './settings.ts';

type At = { readonly store: EntraStore; readonly nowMs: number };

const daySeconds = 24 * 60 * 60;
/** Microsoft's table: a day either way for tokens of 30 s, two for those of 60. */
const activationSteps = ({ stepSeconds }: HardwareToken): number =>
  ((stepSeconds === 30 ? 1 : 2) * daySeconds) / stepSeconds;
/** And at sign-in a minute either way, two for those of 60 s: two steps of what was learnt. */
const signInSteps = 2;

/** Why a person may not be given this token, in Graph's words. */
const refuseToAssign = (token: HardwareToken, person: PracticePerson, { store }: At): void => {
  if (person.isGuest) throw badRequest('Hardware OATH tokens are not supported for guest users.');
  if (!isTargeted(store.settings.policies.hardwareOath, store.stateOf(person.id).groups))
    throw badRequest('The hardware OATH authentication method is not enabled for the user by policy.');
  if (token.assigned !== null) throw badRequest('The hardware OATH token is already assigned to a user.');
  if (store.oathCountOf(person.id) >= maxMethodsPerPerson)
    throw badRequest('The user has reached the maximum number of OATH methods.');
};

export const assign = (token: HardwareToken, person: PracticePerson, at: At): string => {
  refuseToAssign(token, person, at);
  const methodId = randomUUID();
  changeToken(
    token,
    { status: 'assigned', assigned: { personId: person.id, methodId, since: at.nowMs } },
    at.nowMs,
  );
  at.store.save();
  return methodId;
};

/** A typed code shows that the token is in somebody's hand; how far its clock is off is learnt from it. */
export const activate = (
  token: HardwareToken,
  typed: { readonly code: string; readonly displayName: string | undefined },
  { store, nowMs }: At,
): void => {
  const search = { nowMs, windowSteps: activationSteps(token), after: token.lastStep };
  const step = acceptedStep(token.secret, typed.code, search, token);
  if (step === null) {
    changeToken(token, { status: 'failedActivation' }, nowMs);
    store.save();
    throw badRequest('The verification code is not valid.', 'invalidVerificationCode');
  }
  token.lastStep = step;
  token.driftSteps = step - stepAt(nowMs, token);
  const named = typed.displayName === undefined ? {} : { displayName: typed.displayName };
  changeToken(token, { status: 'activated', lastUsedAt: nowMs, ...named }, nowMs);
  store.save();
};

export const deactivate = (token: HardwareToken, { store, nowMs }: At): void => {
  if (token.status !== 'activated') throw badRequest('The hardware OATH token is not activated.');
  changeToken(token, { status: 'assigned' }, nowMs);
  store.save();
};

/** Back to the inventory; what was learnt of its clock is forgotten. */
export const unassign = (token: HardwareToken, { store, nowMs }: At): void => {
  changeToken(token, { status: 'available', assigned: null }, nowMs);
  token.driftSteps = 0;
  store.save();
};

export const refuseToRemove = (token: HardwareToken): void => {
  if (token.assigned !== null)
    throw new GraphError(
      400,
      'badRequest',
      'The hardware OATH token is assigned to a user and cannot be deleted.',
    );
};

/** Whether this is a code of the token as Entra takes it at sign-in; if so it is used up. */
export const takesCode = (token: HardwareToken, code: string, { store, nowMs }: At): boolean => {
  if (token.status !== 'activated') return false;
  const search = { nowMs, windowSteps: signInSteps, after: token.lastStep, driftSteps: token.driftSteps };
  const step = acceptedStep(token.secret, code, search, token);
  if (step === null) return false;
  token.lastStep = step;
  token.driftSteps = step - stepAt(nowMs, token); // learnt anew at each sign-in
  token.lastUsedAt = nowMs;
  store.save();
  return true;
};
