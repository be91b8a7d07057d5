import type { OAuth2PermissionGrant } from '@microsoft/microsoft-graph-types-beta';
import { applicationPermissions } from '@token-desk/bot/domain/entra/permissions';
import { type Role, roles } from '@token-desk/contract/ids';
import { type PracticePerson, practiceTenant } from '../../people.ts';
import type { Credential } from '../tenant/settings.ts';
import { stableGuid } from '../tenant/stable-guid.ts';
import type { Row } from './odata.ts';

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

/** Microsoft's own id of Graph, the same in every tenant. */
const graphAppId = '00000003-0000-0000-c000-000000000000';
const graphPrincipalId = stableGuid('service-principal/graph');
const permissionId = (name: string): string => stableGuid(`graph-permission/${name}`);

export const graphPrincipalRow = (granted: readonly string[]): Row => ({
  id: graphPrincipalId,
  appId: graphAppId,
  displayName: 'Microsoft Graph',
  servicePrincipalType: 'Application',
  accountEnabled: true,
  appRoles: [...new Set([...applicationPermissions.map(({ name }) => name), ...granted])].map((value) => ({
    id: permissionId(value),
    value,
    displayName: value,
    description: value,
    isEnabled: true,
    origin: 'Application',
    allowedMemberTypes: ['Application'],
  })),
});

export const grantRow = (name: string, servicePrincipalId: string): Row => ({
  id: stableGuid(`grant/${name}`).replaceAll('-', ''),
  deletedDateTime: null,
  appRoleId: permissionId(name),
  createdDateTime: '2026-01-05T08:00:00Z',
  principalDisplayName: 'Token Desk',
  principalId: servicePrincipalId,
  principalType: 'ServicePrincipal',
  resourceDisplayName: 'Microsoft Graph',
  resourceId: graphPrincipalId,
});

export const delegatedGrantRow = (scopes: readonly string[], clientId: string): Row =>
  ({
    id: stableGuid('grant/delegated').replaceAll('-', ''),
    clientId,
    consentType: 'AllPrincipals',
    principalId: null,
    resourceId: graphPrincipalId,
    scope: scopes.join(' '),
  }) satisfies OAuth2PermissionGrant;

/** The registration: of its secrets Graph shows when they end, and never what they are. */
export const applicationRow = (appId: string, credentials: readonly Credential[], nowMs: number): Row => {
  const rows = (kind: Credential['kind']) =>
    credentials
      .filter((one) => one.kind === kind)
      .map(({ id, name, daysLeft }) => ({
        keyId: id,
        displayName: name,
        startDateTime: '2026-01-05T08:00:00Z',
        endDateTime: new Date(nowMs + daysLeft * dayMs).toISOString(),
      }));
  return {
    id: stableGuid(`application/${appId}`),
    appId,
    displayName: 'Token Desk',
    passwordCredentials: rows('secret').map((row) => ({ ...row, secretText: null, hint: 'pra' })),
    keyCredentials: rows('certificate').map((row) => ({ ...row, key: null, type: 'AsymmetricX509Cert' })),
  };
};
const dayMs = 86_400_000;

/** One app role of one principal: a person, or a whole group. */
export const assignmentRow = (
  { id, name, type }: { readonly id: string; readonly name: string; readonly type: 'User' | 'Group' },
  role: Role,
  servicePrincipalId: string,
): Row => ({
  id: stableGuid(`assignment/${id}/${role}`).replaceAll('-', ''),
  deletedDateTime: null,
  appRoleId: stableGuid(`app-role/${role}`),
  createdDateTime: '2026-01-05T08:00:00Z',
  principalDisplayName: name,
  principalId: id,
  principalType: type,
  resourceDisplayName: 'Token Desk',
  resourceId: servicePrincipalId,
});

export const organizationRow: Row = {
  id: practiceTenant.id,
  displayName: practiceTenant.name,
  preferredLanguage: 'en',
  countryLetterCode: 'FR',
  verifiedDomains: [
    { name: practiceTenant.domain, isDefault: true, isInitial: true, type: 'Managed', capabilities: 'Email' },
  ],
};
