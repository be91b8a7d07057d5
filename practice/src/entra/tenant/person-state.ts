import * as z from 'zod/mini';
import type { PracticePerson } from '../../people.ts';
import { stableGuid } from './stable-guid.ts';

/** Graph's own ids of phone methods: the same three for everybody. */
export const phoneIds = {
  mobile: '3179e48a-750b-4051-897c-87b9720928f7',
  alternateMobile: 'b6332ec1-7057-4abe-9331-3d72feddfe41',
  office: 'e37fc753-ff3b-4958-9484-eaa9425c82bc',
} as const;
export const phoneTypes = ['mobile', 'alternateMobile', 'office'] as const;

export const preferredMethods = [
  'push',
  'oath',
  'voiceMobile',
  'voiceAlternateMobile',
  'voiceOffice',
  'sms',
] as const;

/** What the directory keeps of one person beside the fixed row in `people`. */
export const personState = z.object({
  perUserMfa: z.enum(['disabled', 'enabled', 'enforced']),
  phones: z.array(z.object({ type: z.enum(phoneTypes), number: z.string() })),
  /** Microsoft Authenticator on so many phones. */
  pushApps: z.number(),
  preferred: z.nullable(z.enum(preferredMethods)),
  /** Chosen at a sign-in that asked for a new one; null: the one in `people`. */
  password: z.nullable(z.string()),
  mustChangePassword: z.boolean(),
  groups: z.array(z.string()),
  /** Groups they may change without being in them; absent: none. */
  owns: z.optional(z.array(z.string())),
  lastSignInAt: z.nullable(z.number()),
  isLicensed: z.boolean(),
  /** What was signed in before is signed in no more; absent: nobody ended it. */
  sessionsFrom: z.optional(z.number()),
  accessPass: z.nullable(
    z.object({
      id: z.string(),
      pass: z.string(),
      startsAt: z.number(),
      minutes: z.number(),
      isOnce: z.boolean(),
      isUsed: z.optional(z.boolean()),
    }),
  ),
});
export type PersonState = z.infer<typeof personState>;

/** Groups of the practice tenant. Members and owners of a role-assignable one count as privileged. */
export const groups = [
  { id: stableGuid('group/all-staff'), name: 'All staff', isRoleAssignable: false },
  { id: stableGuid('group/token-holders'), name: 'Token holders', isRoleAssignable: false },
  { id: stableGuid('group/identity-admins'), name: 'Identity administrators', isRoleAssignable: true },
] as const;
const [allStaff, , identityAdmins] = groups;

const privilegedOnes = ['helene.duval'];
/** Newly hired: never signed in, and the first password is to be changed. */
const joiners = ['zoe.groessler', 'hoa.nguyen'];
const withPhone = ['jonas.becker', 'juergen.mueller', 'siobhan.obrien', 'helene.duval'];

export const firstState = (person: PracticePerson): PersonState => {
  const mailName = person.upn.split('@')[0] ?? '';
  const hasPhone = withPhone.includes(mailName) || mailName.startsWith('worker.');
  const isJoiner = joiners.includes(mailName);
  return {
    perUserMfa: 'disabled',
    phones: hasPhone ? [{ type: 'mobile', number: '+33 612345678' }] : [],
    pushApps: 0,
    preferred: hasPhone ? 'sms' : null,
    password: null,
    mustChangePassword: isJoiner,
    groups: [
      ...(person.isGuest ? [] : [allStaff.id]),
      ...(privilegedOnes.includes(mailName) ? [identityAdmins.id] : []),
    ],
    lastSignInAt: isJoiner ? null : Date.UTC(2026, 10, 2, 6, 0, 0),
    isLicensed: person.isEnabled && !person.isGuest,
    accessPass: null,
  };
};

export const firstStates = (people: readonly PracticePerson[]): Map<string, PersonState> =>
  new Map(people.map((person) => [person.id, firstState(person)]));
