import type { PracticePerson } from '../../people.ts';
import type { EntraStore } from '../store.ts';
import { badRequest, GraphError } from './graph-error.ts';
import { type Call, findPerson, mustHold, mustMayChange } from './route.ts';

/** Whose methods a call is about, and what Graph says of them whatever the method is. */
export const own = '/users/([^/]+)/authentication';

export const broad = {
  read: 'UserAuthenticationMethod.Read.All',
  write: 'UserAuthenticationMethod.ReadWrite.All',
};
/** Of one kind of method; one of each list is enough. */
export const permissionsFor = (kind: string) => {
  const writers = [`UserAuthMethod-${kind}.ReadWrite.All`, broad.write];
  return { writers, readers: [`UserAuthMethod-${kind}.Read.All`, broad.read, ...writers] };
};

/** Who may see what somebody else signs in with. */
const readers = [
  'Global Administrator',
  'Global Reader',
  'Authentication Administrator',
  'Privileged Authentication Administrator',
] as const;
export const subjectOf = (call: Call): PracticePerson => {
  if (!call.context.store.settings.isGraphReadable)
    throw new GraphError(403, 'accessDenied', 'Request Authorization failed');
  const subject = findPerson(call, call.params[0]);
  if (call.caller.personId !== subject.id) mustHold(call, readers);
  return subject;
};
export const changing = (call: Call): PracticePerson => {
  const subject = subjectOf(call);
  mustMayChange(call, subject);
  return subject;
};
export const at = (call: Call): { readonly store: EntraStore; readonly nowMs: number } => ({
  store: call.context.store,
  nowMs: call.context.clock(),
});
export const noMethod = (): GraphError =>
  new GraphError(404, 'resourceNotFound', 'The requested authentication method was not found.');

/** Microsoft refuses to delete what a person is asked for first while they have something else. */
export const refuseDefault = (call: Call, subject: PracticePerson, isDefault: boolean): void => {
  const { store } = call.context;
  const { phones, pushApps } = store.stateOf(subject.id);
  const has = store.oathCountOf(subject.id) + phones.length + pushApps;
  if (isDefault && has > 1)
    throw badRequest('The method is the default authentication method of the user and cannot be deleted.');
};
