import type { Published } from '@token-desk/practice/entra/graph/published';

/** What a body's value is; the type as published decides which one compiles. */
type Kind<T> = NonNullable<T> extends string ? 'string' : NonNullable<T> extends number ? 'number' : 'object';
type Body<T> = { readonly [Name in keyof T]?: Kind<T[Name]> };

export type DocumentedCall = {
  /** Without ids, as docs/permissions.md writes it. */
  readonly call: string;
  /** Microsoft's page of it: `graph/api/NAME` of learn.microsoft.com, of a batch `graph/json-batching`. */
  readonly page: string;
  /** Properties that may stand in `$select`, and be compared in `$filter`. */
  readonly select?: readonly string[];
  readonly filter?: readonly string[];
  /** Other query options. */
  readonly options?: readonly string[];
  readonly body?: {
    readonly required: Readonly<Record<string, string>>;
    readonly optional?: Readonly<Record<string, string>>;
  };
};

/** Names of properties that the published type has: another one does not compile. */
const of =
  <T>() =>
  (...names: readonly (keyof T & string)[]): readonly string[] =>
    names;
const user = of<Published['user']>();
const withId = of<Published['entity']>()('id');

const ofUser = '/users/{id}/authentication';
const hardware = `/beta${ofUser}/hardwareOathMethods`;
const devices = '/beta/directory/authenticationMethodDevices/hardwareOathDevices';
const policy = '/policies/authenticationMethodsPolicy';

/** Actions have parameters and no type of their own: their names and kinds are the page's. */
const activation = {
  required: { verificationCode: 'string' },
  optional: { displayName: 'string' },
} as const;

/**
 * Every call of Graph that the product makes, as Microsoft documents it. Names of properties are compiled against the
 * published types, `test/integration/whole/graph-requests.test.ts` holds what goes over the wire against this.
 */
export const documentedCalls: readonly DocumentedCall[] = [
  {
    call: 'GET /v1.0/users',
    page: 'user-list',
    select: user(
      'id',
      'displayName',
      'userPrincipalName',
      'accountEnabled',
      'userType',
      'officeLocation',
      'preferredLanguage',
      'onPremisesSyncEnabled',
      'assignedPlans',
      'passwordProfile',
      'signInActivity',
    ),
    filter: user('id', 'employeeId'),
    options: ['$search', '$top'],
  },
  {
    call: 'GET /v1.0/users/{id}',
    page: 'user-get',
    select: user(
      'id',
      'displayName',
      'userPrincipalName',
      'accountEnabled',
      'userType',
      'officeLocation',
      'preferredLanguage',
    ),
    options: ['$expand'],
  },
  { call: 'GET /v1.0/users/{id}/manager', page: 'user-list-manager', select: withId },
  {
    call: 'GET /v1.0/users/{id}/transitiveMemberOf',
    page: 'user-list-transitivememberof',
    select: withId,
    options: ['$top'],
  },
  {
    call: 'GET /v1.0/groups',
    page: 'group-list',
    select: withId,
    filter: of<Published['group']>()('isAssignableToRole'),
  },
  { call: 'GET /v1.0/groups/{id}/members', page: 'group-list-members', select: withId, options: ['$top'] },
  {
    call: 'GET /v1.0/groups/{id}/transitiveMembers',
    page: 'group-list-transitivemembers',
    select: withId,
    options: ['$top'],
  },
  { call: 'GET /v1.0/groups/{id}/owners', page: 'group-list-owners' },
  {
    call: "GET /v1.0/applications(appId='{id}')",
    page: 'application-get',
    select: of<Published['application']>()('passwordCredentials', 'keyCredentials'),
  },
  {
    call: "GET /v1.0/servicePrincipals(appId='{id}')",
    page: 'serviceprincipal-get',
    select: of<Published['servicePrincipal']>()('id', 'appRoles'),
  },
  {
    call: 'GET /v1.0/servicePrincipals/{id}/appRoleAssignedTo',
    page: 'serviceprincipal-list-approleassignedto',
    options: ['$top'],
  },
  {
    call: 'GET /v1.0/servicePrincipals/{id}/appRoleAssignments',
    page: 'serviceprincipal-list-approleassignments',
    options: ['$top'],
  },
  { call: 'GET /v1.0/subscribedSkus', page: 'subscribedsku-list' },
  {
    call: 'GET /v1.0/roleManagement/directory/roleAssignments',
    page: 'rbacapplication-list-roleassignments',
    options: ['$top'],
  },
  { call: 'GET /v1.0/identity/conditionalAccess/policies', page: 'conditionalaccessroot-list-policies' },
  {
    call: 'GET /v1.0/policies/identitySecurityDefaultsEnforcementPolicy',
    page: 'identitysecuritydefaultsenforcementpolicy-get',
  },
  { call: `GET /v1.0${policy}`, page: 'authenticationmethodspolicy-get' },
  {
    call: `GET /beta${policy}/authenticationMethodConfigurations/hardwareOath`,
    page: 'hardwareoathauthenticationmethodconfiguration-get',
  },
  {
    call: 'GET /v1.0/reports/authenticationMethods/userRegistrationDetails',
    page: 'authenticationmethodsroot-list-userregistrationdetails',
  },
  {
    call: 'GET /v1.0/reports/authenticationMethods/userRegistrationDetails/{id}',
    page: 'userregistrationdetails-get',
  },
  {
    call: 'GET /v1.0/auditLogs/directoryAudits',
    page: 'directoryaudit-list',
    filter: of<Published['directoryAudit']>()('activityDateTime', 'loggedByService', 'activityDisplayName'),
    options: ['$top'],
  },
  { call: `GET /beta${ofUser}/methods`, page: 'authentication-list-methods' },
  { call: `GET /beta${ofUser}/signInPreferences`, page: 'authentication-get' },
  { call: `GET /beta${ofUser}/requirements`, page: 'authentication-get' },
  {
    call: `PATCH /beta${ofUser}/requirements`,
    page: 'authentication-update',
    body: { required: { perUserMfaState: 'string' } satisfies Body<Published['requirements']> },
  },
  {
    call: `GET /v1.0${ofUser}/softwareOathMethods`,
    page: 'authentication-list-softwareoathmethods',
  },
  {
    call: `DELETE /v1.0${ofUser}/softwareOathMethods/{id}`,
    page: 'softwareoathauthenticationmethod-delete',
  },
  { call: `GET ${hardware}`, page: 'authentication-list-hardwareoathmethods' },
  {
    call: `POST ${hardware}`,
    page: 'authentication-post-hardwareoathmethods',
    body: { required: { device: 'object' } satisfies Body<Published['hardwareMethod']> },
  },
  {
    call: `POST ${hardware}/assignAndActivateBySerialNumber`,
    page: 'hardwareoathauthenticationmethod-assignandactivatebyserialnumber',
    body: { ...activation, required: { ...activation.required, serialNumber: 'string' } },
  },
  {
    call: `POST ${hardware}/{id}/activate`,
    page: 'hardwareoathauthenticationmethod-activate',
    body: activation,
  },
  { call: `POST ${hardware}/{id}/deactivate`, page: 'hardwareoathauthenticationmethod-deactivate' },
  { call: `DELETE ${hardware}/{id}`, page: 'hardwareoathauthenticationmethod-delete' },
  { call: 'POST /v1.0/users/{id}/revokeSignInSessions', page: 'user-revokesigninsessions' },
  {
    call: `GET ${devices}`,
    page: 'authenticationmethoddevice-list-hardwareoathdevices',
    filter: of<Published['hardwareDevice']>()('serialNumber'),
  },
  {
    call: `POST ${devices}`,
    page: 'authenticationmethoddevice-post-hardwareoathdevices',
    body: {
      required: {
        serialNumber: 'string',
        manufacturer: 'string',
        model: 'string',
        secretKey: 'string',
        timeIntervalInSeconds: 'number',
      } satisfies Body<Published['hardwareDevice']>,
      optional: {
        hashFunction: 'string',
        displayName: 'string',
      } satisfies Body<Published['hardwareDevice']>,
    },
  },
  { call: `GET ${devices}/{id}`, page: 'hardwareoathtokenauthenticationmethoddevice-get' },
  { call: `DELETE ${devices}/{id}`, page: 'authenticationmethoddevice-delete-hardwareoathdevices' },
  ...['v1.0', 'beta'].map((version) => ({
    call: `POST /${version}/$batch`,
    page: 'json-batching',
    body: { required: { requests: 'object' } },
  })),
];

export type AskedCall = {
  readonly call: string;
  readonly query: ReadonlyMap<string, string>;
  readonly body: unknown;
};

/** What stands in this call that its page does not have; null: nothing. */
export function undocumentedIn({ call, query, body }: AskedCall): string | null {
  const row = documentedCalls.find((known) => known.call === call);
  if (row === undefined) return `${call} is not in the table`;
  const wrong = [...query].flatMap(([option, value]) => wrongOption(row, option, value));
  return [...wrong, ...wrongBody(row, body)].map((what) => `${call}: ${what}`)[0] ?? null;
}

function wrongOption(row: DocumentedCall, option: string, value: string): string[] {
  if (option === '$select')
    return value.split(',').flatMap((name) => (row.select?.includes(name) ? [] : [`$select=${name}`]));
  if (option === '$filter') {
    const clauses = value.split(' and ').map((clause) => /^(\w+) (?:eq|ge|in)\b/.exec(clause)?.[1] ?? '');
    return clauses.every((name) => row.filter?.includes(name)) ? [] : [`$filter=${value}`];
  }
  return row.options?.includes(option) ? [] : [option];
}

function wrongBody({ body: known }: DocumentedCall, body: unknown): string[] {
  if (known === undefined || typeof body !== 'object' || body === null)
    return known === undefined && body === null
      ? []
      : ['a body where there is none, or none where there is one'];
  const all = { ...known.required, ...known.optional };
  const extra = Object.keys(body).filter((name) => !Object.hasOwn(all, name));
  const missing = Object.keys(known.required).filter((name) => !Object.hasOwn(body, name));
  const mistyped = Object.entries(body).filter(([name, value]) => all[name] !== typeof value);
  return [
    ...extra.map((name) => `${name} is no property`),
    ...missing.map((name) => `${name} is missing`),
    ...mistyped.map(([name]) => `${name} is of another type`),
  ];
}
