import type { Problem } from '@token-desk/contract/problem';
import type { SeedFound } from '@token-desk/contract/seed/input';
import { isSameAccount } from '../seed/capture.ts';

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
  found: Pick<SeedFound, 'tenant' | 'account'>,
  expected: Expected,
): Problem | null {
  const { tenant, account } = found;
  if (tenant !== null && !isSameName(tenant, expected.tenantName))
    return { code: 'wrong-tenant', detail: { tenant } };
  if (account !== null && !isSameAccount(account, expected.subjectUpn))
    return { code: 'wrong-account', detail: { account, subject: expected.subjectName } };
  return null;
}

const isSameName = (one: string, other: string) =>
  one.normalize('NFC').trim().toLowerCase() === other.normalize('NFC').trim().toLowerCase();
