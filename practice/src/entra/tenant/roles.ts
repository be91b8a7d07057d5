import { cast, type PracticePerson, people } from '../../people.ts';
import { groups, type PersonState } from './person-state.ts';
import { stableGuid } from './stable-guid.ts';

/** Entra's built-in roles that matter here, by template id, the same in every tenant. */
export const directoryRoles = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Privileged Authentication Administrator': '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  'Authentication Administrator': 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  'Authentication Policy Administrator': '0526716b-113d-4c15-b2c8-68e3c22b9f80',
  'Reports Reader': '4a5d8f65-41da-4de4-8968-e035b65339cf',
  'Global Reader': 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
} as const;
export type DirectoryRole = keyof typeof directoryRoles;
export const directoryRoleNames = Object.keys(directoryRoles) as readonly DirectoryRole[];

/** One role of one person, or under a group's id of its members: in the whole tenant (`/`), or in one administrative unit. */
export type RoleAssignment = {
  readonly personId: string;
  readonly role: DirectoryRole;
  readonly scope: string;
};

/** Every office is an administrative unit. */
export const unitOf = (office: string): string => stableGuid(`unit/${office}`);
export const unitScope = (office: string): string => `/administrativeUnits/${unitOf(office)}`;

const offices = [...new Set(people.map(({ office }) => office))];

/**
 * As a tenant gives them out: the technicians may act on everybody's methods but administrators', one
 * of them and the head of IT keep the stock and the policies, and one person may act on administrators.
 */
export const firstAssignments: readonly RoleAssignment[] = [
  ...offices.flatMap((office) =>
    [cast.technician, cast.secondTechnician].map(({ id }) => ({
      personId: id,
      role: 'Authentication Administrator' as const,
      scope: unitScope(office),
    })),
  ),
  { personId: cast.technician.id, role: 'Authentication Policy Administrator', scope: '/' },
  { personId: cast.administrator.id, role: 'Authentication Policy Administrator', scope: '/' },
  { personId: cast.administrator.id, role: 'Privileged Authentication Administrator', scope: '/' },
  { personId: cast.administrator.id, role: 'Global Reader', scope: '/' },
];

export const holdsRole = (
  assignments: readonly RoleAssignment[],
  personId: string,
  roles: readonly DirectoryRole[],
): boolean => assignments.some((held) => held.personId === personId && roles.includes(held.role));

/** Whose methods an Authentication Administrator may not touch. */
export const isPrivileged = (
  assignments: readonly RoleAssignment[],
  personId: string,
  assignableMembers: readonly string[],
): boolean => assignableMembers.includes(personId) || assignments.some((held) => held.personId === personId);

/** Who may change methods of this person: the role decides, and where it holds. */
export const mayChangeMethods = (
  assignments: readonly RoleAssignment[],
  actorId: string,
  subject: PracticePerson,
  assignableMembers: readonly string[],
): boolean =>
  assignments.some((held) => {
    if (held.personId !== actorId) return false;
    if (held.scope !== '/' && held.scope !== unitScope(subject.office)) return false;
    if (held.role === 'Privileged Authentication Administrator' || held.role === 'Global Administrator')
      return true;
    return (
      held.role === 'Authentication Administrator' &&
      !isPrivileged(assignments, subject.id, assignableMembers)
    );
  });

type Directory = {
  readonly people: readonly PracticePerson[];
  stateOf(personId: string): Pick<PersonState, 'groups' | 'owns'>;
};

/** Every role under the person who holds it, by themself or as a member of a group. */
export const heldByPeople = (
  store: Directory & { readonly settings: { readonly assignments: readonly RoleAssignment[] } },
): readonly RoleAssignment[] =>
  store.settings.assignments.flatMap((held) => {
    if (!groups.some(({ id, isRoleAssignable }) => isRoleAssignable && id === held.personId)) return [held];
    return groupMembers(store, ({ id }) => id === held.personId).map((personId) => ({ ...held, personId }));
  });

type Holds = (group: (typeof groups)[number]) => boolean;

/** Ids of everybody in a group that this holds of. */
export const groupMembers = (store: Directory, holds: Holds): readonly string[] =>
  withOneOf(store, holds, 'groups');

/** Ids of everybody who owns one. */
export const groupOwners = (store: Directory, holds: Holds): readonly string[] =>
  withOneOf(store, holds, 'owns');

function withOneOf(store: Directory, holds: Holds, how: 'groups' | 'owns'): readonly string[] {
  const wanted = groups.filter(holds).map(({ id }) => id);
  return store.people
    .filter(({ id }) => store.stateOf(id)[how]?.some((group) => wanted.some((known) => known === group)))
    .map(({ id }) => id);
}
