import type { FaultPlan } from '@token-desk/burner-service/reader/virtual/virtual-card';
import { ins } from '@token-desk/burner-service/token/protocol/commands';
import { type PracticePerson, people } from '@token-desk/practice/people';

/** Everybody of the practice tenant who can be given a token and does not burn them. */
export const subjects = people.filter((one) => one.roles.length === 0 && one.isEnabled && !one.isGuest);
export const reportingTo = ({ id }: PracticePerson) => subjects.filter(({ managerId }) => managerId === id);

/** Serials of a model that keeps its secret when its clock is set, and of one that forgets it. */
export const keeping = (last: number) => `86596000${String(last).padStart(6, '0')}`;
export const forgetting = '86596220007001';

export const liftedAfterItsClock: FaultPlan = ({ apdu }) =>
  apdu[1] === ins.setConfig ? { kind: 'lift', when: 'after' } : null;

/** The reminder before each next person; not a sign that anything is wrong. */
export const signOut = /^Sign .+ out of Microsoft first\.$/;
