import { createHash } from 'node:crypto';
import { roles } from '@token-desk/contract/ids';
import { type PracticePerson, practiceTenant } from '../../people.ts';
import type { Row } from './odata.ts';

/** A GUID that is the same at every start, so that what the bot stored stays true. */
export const stableGuid = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** What `GET /users/{id}` gives without `$select`. */
export const defaultUserProperties = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
] as const;

/** What a scanner reads off this person's badge: the last digits of their number in the tenant. */
export const badgeOf = ({ id }: Pick<PracticePerson, 'id'>): string =>
  `E${String(Number.parseInt(id.slice(-12), 16)).padStart(5, '0')}`;

export const userRow = (person: PracticePerson): Row => ({
  id: person.id,
  displayName: person.name,
  givenName: person.givenName,
  surname: person.surname,
  jobTitle: person.jobTitle,
  mail: person.isGuest ? 'olu.adeyemi@fabrikam.example' : person.upn,
  mailNickname: person.upn.split('@')[0],
  businessPhones: [],
  mobilePhone: null,
  officeLocation: person.office,
  preferredLanguage: person.preferredLanguage,
  userPrincipalName: person.upn,
  accountEnabled: person.isEnabled,
  userType: person.isGuest ? 'Guest' : 'Member',
  department: null,
  employeeId: badgeOf(person),
  companyName: practiceTenant.name,
  usageLocation: null,
});

export const appRoleRows = roles.map((value) => ({
  id: stableGuid(`app-role/${value}`),
  value,
  displayName: value,
  description: value,
  isEnabled: true,
  origin: 'Application',
  allowedMemberTypes: ['User'],
}));

export const servicePrincipalRow = (id: string, clientId: string): Row => ({
  id,
  appId: clientId,
  displayName: 'Token Desk',
  servicePrincipalType: 'Application',
  accountEnabled: true,
  appRoles: appRoleRows,
});

export const assignmentRows = (person: PracticePerson, servicePrincipalId: string): Row[] =>
  person.roles.map((role) => ({
    id: stableGuid(`assignment/${person.id}/${role}`).replaceAll('-', ''),
    deletedDateTime: null,
    appRoleId: stableGuid(`app-role/${role}`),
    createdDateTime: '2026-01-05T08:00:00Z',
    principalDisplayName: person.name,
    principalId: person.id,
    principalType: 'User',
    resourceDisplayName: 'Token Desk',
    resourceId: servicePrincipalId,
  }));

export const organizationRow: Row = {
  id: practiceTenant.id,
  displayName: practiceTenant.name,
  preferredLanguage: 'en',
  countryLetterCode: 'FR',
  verifiedDomains: [
    { name: practiceTenant.domain, isDefault: true, isInitial: true, type: 'Managed', capabilities: 'Email' },
  ],
};

/** Third-party authenticator apps allowed for all; nobody excluded. */
export const softwareOathPolicy: Row = {
  '@odata.type': '#microsoft.graph.softwareOathAuthenticationMethodConfiguration',
  id: 'SoftwareOath',
  state: 'enabled',
  excludeTargets: [],
  includeTargets: [{ targetType: 'group', id: 'all_users', isRegistrationRequired: false }],
};

// Microsoft 365 Apps for business: no AAD_PREMIUM in it, so that route A is the one to take.
export const skuRows: readonly Row[] = [
  {
    id: `${practiceTenant.id}_cdd28e44-67e3-425e-be4c-737fab2899d3`,
    accountName: practiceTenant.name,
    capabilityStatus: 'Enabled',
    consumedUnits: 24,
    skuId: 'cdd28e44-67e3-425e-be4c-737fab2899d3',
    skuPartNumber: 'O365_BUSINESS',
    appliesTo: 'User',
    prepaidUnits: { enabled: 30, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: [
      {
        servicePlanId: '094e7854-93fc-4d55-b2c0-3ab5369ebdc1',
        servicePlanName: 'OFFICE_BUSINESS',
        provisioningStatus: 'Success',
        appliesTo: 'User',
      },
    ],
  },
];
