import type {
  AuthenticationMethodsPolicy,
  ConditionalAccessPolicy,
  IdentitySecurityDefaultsEnforcementPolicy,
  SubscribedSku,
  UserRegistrationDetails,
} from '@microsoft/microsoft-graph-types-beta';
import { type PracticePerson, practiceTenant } from '../../people.ts';
import { json, type Reply } from '../http.ts';
import type { EntraStore } from '../store.ts';
import { heldByPeople, holdsRole } from '../tenant/roles.ts';
import { type MethodKind, methodKinds } from '../tenant/settings.ts';
import { stableGuid } from '../tenant/stable-guid.ts';
import { organizationRow } from './graph-data.ts';
import { noPremium, notFound } from './graph-error.ts';
import { parseFilter, type Row } from './odata.ts';
import {
  asRow,
  type Call,
  collection,
  entity,
  findPerson,
  get,
  metadata,
  mustHold,
  type Route,
} from './route.ts';

const policyReaders = [
  'Policy.Read.AuthenticationMethod',
  'Policy.Read.All',
  'Policy.ReadWrite.AuthenticationMethod',
];
const nameOf = (kind: MethodKind): string => `${kind[0]?.toUpperCase()}${kind.slice(1)}`;

const configurationRow = (call: Call, kind: MethodKind): Row => {
  const { isEnabled, included, excluded } = call.context.store.settings.policies[kind];
  const target = (id: string) => ({ targetType: 'group' as const, id });
  return asRow({
    '@odata.type': `#microsoft.graph.${kind}AuthenticationMethodConfiguration`,
    id: nameOf(kind),
    state: isEnabled ? 'enabled' : 'disabled',
    excludeTargets: excluded.map(target),
    includeTargets: included.map((id) => ({ ...target(id), isRegistrationRequired: false })),
  });
};
/** Hardware OATH is configured in beta alone. */
const kindsOf = (version: string): readonly MethodKind[] =>
  methodKinds.filter((kind) => version === 'beta' || kind !== 'hardwareOath');

const oneConfiguration = (call: Call): Reply => {
  const kind = kindsOf(call.version).find(
    (known) => known.toLowerCase() === (call.params[0] ?? '').toLowerCase(),
  );
  if (kind === undefined) throw notFound(call.params[0] ?? '');
  return entity(call, 'authenticationMethodConfigurations', configurationRow(call, kind));
};

const wholePolicy = (call: Call): Reply => {
  const { migrationState, campaign, systemPreferred } = call.context.store.settings;
  const group = (id: string) => ({ id, targetType: 'group' as const });
  const all = { id: 'all_users', targetType: 'group' as const };
  const row = {
    id: 'authenticationMethodsPolicy',
    displayName: 'Authentication Methods Policy',
    policyMigrationState: migrationState,
    registrationEnforcement: {
      authenticationMethodsRegistrationCampaign: {
        snoozeDurationInDays: 1,
        state: campaign.isEnabled ? 'enabled' : 'default',
        excludeTargets: campaign.excluded.map(group),
        includeTargets: [{ ...all, targetedAuthenticationMethod: 'microsoftAuthenticator' }],
      },
    },
    systemCredentialPreferences: {
      state: systemPreferred.isEnabled ? 'enabled' : 'disabled',
      excludeTargets: systemPreferred.excluded === null ? [] : [group(systemPreferred.excluded)],
      includeTargets: [all],
    },
  } satisfies AuthenticationMethodsPolicy;
  return json(200, {
    '@odata.context': metadata(call, 'authenticationMethodsPolicy'),
    ...row,
    authenticationMethodConfigurations: kindsOf(call.version).map((kind) => configurationRow(call, kind)),
  });
};

const securityDefaults = (call: Call): Reply =>
  entity(call, 'policies/identitySecurityDefaultsEnforcementPolicy', {
    id: '00000000-0000-0000-0000-000000000005',
    displayName: 'Security Defaults',
    isEnabled: call.context.store.settings.hasSecurityDefaults,
  } satisfies IdentitySecurityDefaultsEnforcementPolicy);

const conditionalAccess = (call: Call): Reply =>
  collection(
    call,
    'identity/conditionalAccess/policies',
    call.context.store.settings.conditionalAccess.map(
      ({ name, asksForMfa, guardsRegistration, excludedGroups, strength }) =>
        asRow({
          id: stableGuid(`conditional-access/${name}`),
          displayName: name,
          state: 'enabled',
          conditions: {
            users: { includeUsers: ['All'], excludeUsers: [], excludeGroups: excludedGroups ?? [] },
            applications: guardsRegistration
              ? { includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] }
              : { includeApplications: ['All'], includeUserActions: [] },
          },
          grantControls: {
            operator: 'OR',
            builtInControls: asksForMfa && strength === null ? ['mfa'] : [],
            ...(strength === null
              ? {}
              : {
                  authenticationStrength: {
                    id: stableGuid(`strength/${name}`),
                    displayName: name,
                    allowedCombinations: strength as never[],
                  },
                }),
          },
        } satisfies ConditionalAccessPolicy),
    ),
  );

// Licences

const officeSku = 'cdd28e44-67e3-425e-be4c-737fab2899d3';
const businessPremiumSku = 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46';
/** Microsoft 365 Apps for business, without Entra ID P1, or Business Premium, with it. */
export const skuRow = (hasPremium: boolean): SubscribedSku => {
  const skuId = hasPremium ? businessPremiumSku : officeSku;
  const plan = (servicePlanId: string, servicePlanName: string) => ({
    servicePlanId,
    servicePlanName,
    provisioningStatus: 'Success',
    appliesTo: 'User',
  });
  return {
    id: `${practiceTenant.id}_${skuId}`,
    accountName: practiceTenant.name,
    capabilityStatus: 'Enabled',
    consumedUnits: 24,
    skuId,
    skuPartNumber: hasPremium ? 'SPB' : 'O365_BUSINESS',
    appliesTo: 'User',
    prepaidUnits: { enabled: 30, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: [
      plan('094e7854-93fc-4d55-b2c0-3ab5369ebdc1', 'OFFICE_BUSINESS'),
      ...(hasPremium ? [plan('41781fb2-bc02-4b7c-bd55-b576c07bb09d', 'AAD_PREMIUM')] : []),
    ],
  };
};

// The registration report

const phoneNames = {
  mobile: 'mobilePhone',
  alternateMobile: 'alternateMobilePhone',
  office: 'officePhone',
} as const;
const defaultNames = {
  push: 'microsoftAuthenticatorPush',
  oath: 'softwareOneTimePasscode',
  voiceMobile: 'mobilePhone',
  voiceAlternateMobile: 'alternateMobilePhone',
  voiceOffice: 'officePhone',
  sms: 'mobilePhone',
} as const;

const registered = (store: EntraStore, person: PracticePerson): string[] => {
  const { phones, pushApps } = store.stateOf(person.id);
  return [
    ...phones.map(({ type }) => phoneNames[type]),
    ...(pushApps > 0 ? ['microsoftAuthenticatorPush'] : []),
    ...(store.methodsOf(person.id).length > 0 ? ['softwareOneTimePasscode'] : []),
    ...(store.tokensOf(person.id).some(({ status }) => status === 'activated')
      ? ['hardwareOneTimePasscode']
      : []),
  ];
};

const registrationRow = ({ store }: Call['context'], person: PracticePerson, nowMs: number): Row => {
  const methods = registered(store, person);
  const { preferred } = store.stateOf(person.id);
  return asRow({
    id: person.id,
    userPrincipalName: person.upn,
    userDisplayName: person.name,
    userType: person.isGuest ? 'guest' : 'member',
    isAdmin: holdsRole(heldByPeople(store), person.id, [
      'Global Administrator',
      'Privileged Authentication Administrator',
      'Authentication Administrator',
      'Authentication Policy Administrator',
    ]),
    isMfaRegistered: methods.length > 0,
    isMfaCapable: methods.length > 0,
    isSsprCapable: methods.length > 0,
    isSsprEnabled: true,
    isSsprRegistered: methods.length > 0,
    isPasswordlessCapable: false,
    isSystemPreferredAuthenticationMethodEnabled: store.settings.systemPreferred.isEnabled,
    systemPreferredAuthenticationMethods: [],
    methodsRegistered: methods,
    defaultMfaMethod: preferred === null ? 'none' : defaultNames[preferred],
    lastUpdatedDateTime: new Date(nowMs).toISOString(),
  } satisfies UserRegistrationDetails);
};

const reportRows = (call: Call): Row[] => {
  mustHold(call, ['Reports Reader', 'Global Reader', 'Global Administrator']);
  if (!call.context.store.settings.hasPremiumLicence) throw noPremium();
  const nowMs = call.context.clock();
  // Disabled users are not in it.
  return call.context.store.people
    .filter(({ isEnabled }) => isEnabled)
    .map((person) => registrationRow(call.context, person, nowMs));
};
const listRegistrations = (call: Call): Reply => {
  const filter = call.request.url.searchParams.get('$filter');
  const known = new Set([
    'userPrincipalName',
    'userDisplayName',
    'isAdmin',
    'isMfaCapable',
    'userType',
    'id',
  ]);
  const rows = reportRows(call).filter(filter === null ? () => true : parseFilter(filter, known));
  return collection(call, 'reports/authenticationMethods/userRegistrationDetails', rows);
};
const oneRegistration = (call: Call): Reply => {
  const { id } = findPerson(call, call.params[0]);
  const row = reportRows(call).find((known) => known.id === id);
  if (!row) throw notFound(id);
  return entity(call, 'reports/authenticationMethods/userRegistrationDetails', row);
};

/** The tenant: its policies, licences and report. */
export const tenantRoutes: readonly Route[] = [
  get('/organization', ['Organization.Read.All', 'User.Read.All', 'Directory.Read.All'], (call) =>
    collection(call, 'organization', [organizationRow]),
  ),
  get('/policies/authenticationMethodsPolicy', policyReaders, wholePolicy),
  get(
    '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/([^/]+)',
    policyReaders,
    oneConfiguration,
  ),
  get('/policies/identitySecurityDefaultsEnforcementPolicy', ['Policy.Read.All'], securityDefaults),
  get(
    '/identity/conditionalAccess/policies',
    ['Policy.Read.ConditionalAccess', 'Policy.Read.All'],
    conditionalAccess,
  ),
  get(
    '/subscribedSkus',
    ['LicenseAssignment.Read.All', 'Organization.Read.All', 'Directory.Read.All'],
    (call) =>
      collection(call, 'subscribedSkus', [asRow(skuRow(call.context.store.settings.hasPremiumLicence))]),
  ),
  get('/reports/authenticationMethods/userRegistrationDetails', ['AuditLog.Read.All'], listRegistrations),
  get(
    '/reports/authenticationMethods/userRegistrationDetails/([^/]+)',
    ['AuditLog.Read.All'],
    oneRegistration,
  ),
];
