/** Graph's permissions that this product asks for, and the calls that need each; docs/permissions.md says the same. */

type Row = {
  readonly name: string;
  /** `application`: the server's own. `delegated`: what a signed-in person lets the tab do with their rights. */
  readonly kind: 'application' | 'delegated';
  /** Each is documented by Microsoft for this permission, and refused without. */
  readonly calls: readonly string[];
  /** Where one of these was given, nothing is missing. */
  readonly includedIn: readonly string[];
};

const methodsPolicy = 'policies/authenticationMethodsPolicy';
const hardwareMethods = '/beta/users/{id}/authentication/hardwareOathMethods';
const hardwareDevices = '/beta/directory/authenticationMethodDevices/hardwareOathDevices';

export const permissions = [
  {
    name: 'User.Read.All',
    kind: 'application',
    calls: [
      'GET /v1.0/users',
      'GET /v1.0/users?$select=signInActivity',
      'GET /v1.0/users/{id}',
      'GET /v1.0/users/{id}/manager',
      'GET /v1.0/users/{id}/transitiveMemberOf',
    ],
    includedIn: ['User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  },
  {
    name: 'Application.Read.All',
    kind: 'application',
    calls: [
      "GET /v1.0/servicePrincipals(appId='{id}')",
      'GET /v1.0/servicePrincipals/{id}/appRoleAssignedTo',
      'GET /v1.0/servicePrincipals/{id}/appRoleAssignments',
      "GET /v1.0/applications(appId='{id}')",
    ],
    includedIn: ['Application.ReadWrite.All'],
  },
  {
    name: 'GroupMember.Read.All',
    kind: 'application',
    calls: [
      'GET /v1.0/groups',
      'GET /v1.0/groups/{id}/members',
      'GET /v1.0/groups/{id}/transitiveMembers',
      'GET /v1.0/groups/{id}/owners',
    ],
    includedIn: ['Group.Read.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  },
  {
    name: 'UserAuthMethod-SoftwareOATH.Read.All',
    kind: 'application',
    calls: ['GET /v1.0/users/{id}/authentication/softwareOathMethods'],
    includedIn: ['UserAuthenticationMethod.Read.All'],
  },
  {
    name: 'UserAuthMethod-HardwareOATH.Read.All',
    kind: 'application',
    calls: [`GET ${hardwareMethods}`],
    includedIn: ['UserAuthenticationMethod.Read.All'],
  },
  {
    name: 'UserAuthenticationMethod.Read.All',
    kind: 'application',
    calls: [
      'GET /beta/users/{id}/authentication/methods',
      'GET /beta/users/{id}/authentication/signInPreferences',
    ],
    includedIn: ['UserAuthenticationMethod.ReadWrite.All'],
  },
  {
    name: 'AuditLog.Read.All',
    kind: 'application',
    calls: [
      'GET /v1.0/users?$select=signInActivity',
      'GET /v1.0/reports/authenticationMethods/userRegistrationDetails',
      'GET /v1.0/reports/authenticationMethods/userRegistrationDetails/{id}',
      'GET /v1.0/auditLogs/directoryAudits',
    ],
    includedIn: [],
  },
  {
    name: 'Policy.Read.All',
    kind: 'application',
    calls: [
      `GET /v1.0/${methodsPolicy}`,
      `GET /beta/${methodsPolicy}/authenticationMethodConfigurations/hardwareOath`,
      'GET /v1.0/policies/identitySecurityDefaultsEnforcementPolicy',
      'GET /v1.0/identity/conditionalAccess/policies',
      `GET ${hardwareDevices}`,
      `GET ${hardwareDevices}/{id}`,
      'GET /beta/users/{id}/authentication/requirements',
    ],
    includedIn: [],
  },
  {
    name: 'RoleManagement.Read.Directory',
    kind: 'application',
    calls: ['GET /v1.0/roleManagement/directory/roleAssignments'],
    includedIn: ['RoleManagement.Read.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  },
  {
    name: 'LicenseAssignment.Read.All',
    kind: 'application',
    calls: ['GET /v1.0/subscribedSkus'],
    includedIn: ['Organization.Read.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  },
  { name: 'User.Read', kind: 'delegated', calls: [], includedIn: [] },
  {
    name: 'UserAuthMethod-SoftwareOATH.ReadWrite.All',
    kind: 'delegated',
    calls: ['DELETE /v1.0/users/{id}/authentication/softwareOathMethods/{id}'],
    includedIn: ['UserAuthenticationMethod.ReadWrite.All'],
  },
  {
    name: 'UserAuthMethod-HardwareOATH.ReadWrite.All',
    kind: 'delegated',
    calls: [
      `GET ${hardwareMethods}`,
      `POST ${hardwareMethods}`,
      `POST ${hardwareMethods}/assignAndActivateBySerialNumber`,
      `POST ${hardwareMethods}/{id}/activate`,
      `POST ${hardwareMethods}/{id}/deactivate`,
      `DELETE ${hardwareMethods}/{id}`,
    ],
    includedIn: ['UserAuthenticationMethod.ReadWrite.All'],
  },
  {
    name: 'User.RevokeSessions.All',
    kind: 'delegated',
    calls: ['POST /v1.0/users/{id}/revokeSignInSessions'],
    includedIn: ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
  },
  {
    name: 'Policy.ReadWrite.AuthenticationMethod',
    kind: 'delegated',
    calls: [
      `GET ${hardwareDevices}`,
      `POST ${hardwareDevices}`,
      `DELETE ${hardwareDevices}/{id}`,
      'PATCH /beta/users/{id}/authentication/requirements',
    ],
    includedIn: [],
  },
] as const satisfies readonly Row[];

export type Permission = Row & { readonly name: PermissionName };
export type PermissionName = (typeof permissions)[number]['name'];

const all: readonly Permission[] = permissions;
/** Those of the server itself. */
export const applicationPermissions: readonly Permission[] = all.filter(({ kind }) => kind === 'application');
/** Those that people lend to the tab. */
export const delegatedPermissions: readonly Permission[] = all.filter(({ kind }) => kind === 'delegated');
