import {
  type ApplicationFacts,
  entraRoles,
  type PersonFacts,
  read,
  type TenantFacts,
} from '@token-desk/bot/domain/entra/facts';
import { applicationPermissions, delegatedPermissions } from '@token-desk/bot/domain/entra/permissions';

const everybody = { everybody: true, groups: [] };
const nobody = { everybody: false, groups: [] };
const forAll = { isEnabled: true, included: everybody, excluded: nobody };

/** A tenant in which both ways are open; the technician `technicianId` may act on everybody. */
export const readyTenant = (change: Partial<TenantFacts> = {}, technicianId = 'technician'): TenantFacts => ({
  methods: read({ softwareOath: forAll, sms: forAll }),
  hardwareOath: read(forAll),
  migration: read('migrationComplete'),
  campaign: read({ isEnabled: false, included: everybody, excluded: nobody }),
  systemPreferred: read({ isEnabled: true, excluded: nobody }),
  securityDefaults: read(false),
  conditionalAccess: read([]),
  hasPremium: read(true),
  roles: read([{ personId: technicianId, role: entraRoles.authenticationAdministrator, scope: '/' }]),
  assignableMembers: read([]),
  ...change,
});

/** The registration with every consent, and a secret that is good for long; of the time `now`. */
export const knownApplication = (
  change: Partial<ApplicationFacts> = {},
  now = Date.UTC(2026, 10, 20, 9, 0, 0),
): ApplicationFacts => ({
  signIn: 'works',
  granted: read(applicationPermissions.map(({ name }) => name)),
  delegated: read(delegatedPermissions.map(({ name }) => name)),
  credentials: read([
    { id: 'k-1', kind: 'secret', of: 'application', name: 'A', endsAt: now + 200 * 86_400_000 },
  ]),
  ...change,
});

/** Somebody against whom nothing stands. */
export const readyPerson = (change: Partial<PersonFacts> = {}): PersonFacts => ({
  id: 'subject',
  isEnabled: true,
  isGuest: false,
  mustChangePassword: read(false),
  hasSignedIn: read(true),
  hasPremium: read(true),
  groups: read(['g-staff']),
  methods: read({ softwareOath: 0, hardwareOath: 0, authenticatorApps: 0, phones: 0, others: 0 }),
  defaultMethod: read(null),
  mayAskForReset: read(false),
  ...change,
});
