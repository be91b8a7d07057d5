import type { NeedGapFound, NeedMethod } from '@token-desk/contract/entra/needs';
import * as z from 'zod/mini';
import { read } from '../../domain/entra/facts.ts';
import type { NeedPerson } from '../../domain/entra/needs.ts';
import { GraphRefusal } from '../access/client.ts';
import { withoutLicence } from '../fact.ts';
import { defaultOf, known, type Reading } from './need-reading.ts';

const registration = z.object({
  id: z.string(),
  userPrincipalName: z.nullable(z.string()),
  userDisplayName: z.nullable(z.string()),
  userType: z.optional(z.nullable(z.string())),
  isAdmin: z.optional(z.nullable(z.boolean())),
  methodsRegistered: z.array(z.string()),
  defaultMfaMethod: z.optional(z.nullable(z.string())),
  isSystemPreferredAuthenticationMethodEnabled: z.optional(z.nullable(z.boolean())),
});
type Registration = z.infer<typeof registration>;

/** Everybody's row, or why there is none. Disabled accounts are not in it. */
export async function readReport({
  graph,
  signal,
  onProgress,
}: Reading): Promise<NeedPerson[] | NeedGapFound> {
  try {
    const path = '/v1.0/reports/authenticationMethods/userRegistrationDetails';
    const onCount = (done: number) => onProgress({ done, of: null });
    return (await graph.longList(path, registration, { signal, onCount })).map(reported);
  } catch (error) {
    if (!(error instanceof GraphRefusal) || error.status !== 403) throw error;
    return error.code === withoutLicence
      ? { what: 'report', why: 'licence', permissions: [] }
      : { what: 'report', why: 'permission', permissions: ['AuditLog.Read.All'] };
  }
}

const reportNames: Readonly<Record<string, NeedMethod>> = {
  mobilePhone: 'phone',
  alternateMobilePhone: 'phone',
  officePhone: 'phone',
  microsoftAuthenticatorPush: 'app',
  microsoftAuthenticatorPasswordless: 'app',
  softwareOneTimePasscode: 'code',
  hardwareOneTimePasscode: 'token',
  fido2SecurityKey: 'passkey',
  passKeyDeviceBound: 'passkey',
  passKeyDeviceBoundAuthenticator: 'passkey',
  passKeyDeviceBoundWindowsHello: 'passkey',
  windowsHelloForBusiness: 'hello',
  macOsSecureEnclaveKey: 'hello',
  temporaryAccessPass: 'pass',
};
/** Ways to a new password, none to sign in. */
const forResets: readonly string[] = ['email', 'securityQuestion'];

const reported = (row: Registration): NeedPerson => ({
  id: row.id,
  name: row.userDisplayName ?? row.userPrincipalName ?? row.id,
  upn: row.userPrincipalName ?? '',
  isGuest: row.userType?.toLowerCase() === 'guest',
  isAdmin: known(row.isAdmin),
  methods: read(
    row.methodsRegistered
      .filter((name) => !forResets.includes(name))
      .map((name) => reportNames[name] ?? 'other'),
  ),
  isPhoneDefault: defaultOf(row.defaultMfaMethod, reportNames),
  isSystemPreferred: known(row.isSystemPreferredAuthenticationMethodEnabled),
});
