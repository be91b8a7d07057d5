import { isSameAccount } from '@token-desk/contract/account';
import type { ApprovalPolicy, Asker } from '@token-desk/contract/approval';
import type { Person } from '@token-desk/contract/ids';

/** Who stands in for somebody on a day, by their UPNs, in the order of the policy. */
export const deputiesOf = (
  { deputies = [] }: ApprovalPolicy,
  upn: string,
  today: string,
): readonly string[] =>
  deputies
    .filter(({ of, from, until }) => isSameAccount(of, upn) && from <= today && today <= until)
    .map(({ by }) => by);

type Asking = {
  readonly by: Pick<Person, 'upn'>;
  /** They ask for themselves: nothing that lets them ask for others counts then. */
  readonly isSelf: boolean;
  /** The person's manager, or who stands in for them today. */
  readonly isManager: boolean;
  /** They record requests for people who phone or stand at the counter. */
  readonly isTechnician: boolean;
  readonly site: string;
  readonly today: string;
};

/** What somebody who asks is to the person, of all that fit the first. */
export function askerOf({ requesters = [] }: ApprovalPolicy, asking: Asking): Asker {
  if (asking.isSelf) return 'other';
  if (asking.isManager) return 'manager';
  const isNamed = requesters.some(
    ({ upn, sites, until }) =>
      isSameAccount(upn, asking.by.upn) && (sites?.includes(asking.site) ?? true) && asking.today <= until,
  );
  if (isNamed) return 'named';
  return asking.isTechnician ? 'technician' : 'other';
}
