import { isSameAccount, isSameTenant } from '@token-desk/contract/account';
import type { Problem } from '@token-desk/contract/problem';
import type { SeedFound, WrongInput } from '@token-desk/contract/seed/input';

export type Expected = {
  readonly subjectUpn: string;
  readonly subjectName: string;
  readonly tenantName: string;
};

/**
 * Whether a code is this person's: the commonest disaster is the technician's own. `null` where nothing speaks
 * against it; a code that names no account must then be vouched for by the technician.
 */
export function judgeSecret(
  found: Pick<SeedFound, 'tenant' | 'account' | 'issuer'>,
  expected: Expected,
): Problem | null {
  const { tenant, account, issuer } = found;
  if (issuer !== null && !isMicrosoft.test(issuer))
    return { code: 'other-service', detail: { service: issuer.slice(0, maxServiceChars) } };
  if (tenant !== null && !isSameTenant(tenant, expected.tenantName))
    return { code: 'wrong-tenant', detail: { tenant } };
  if (account !== null && !isSameAccount(account, expected.subjectUpn))
    return { code: 'wrong-account', detail: { account, subject: expected.subjectName } };
  return null;
}

/** What Microsoft's page writes into each of its codes, whoever the account's organisation is. */
const isMicrosoft = /^microsoft\b/i;
/** A name that is shown; the rest of a longer one says nothing. */
const maxServiceChars = 80;

/** What else was in the picture. `other` is a code of no kind known here, such as one for a wireless network. */
export type WrongKind = WrongInput['kind'] | 'other';

/** Something else that was in the same picture: of another kind, or somebody else's. */
export type AlsoSeen =
  | { readonly kind: WrongKind }
  | { readonly kind: 'account'; readonly account: string | null };
