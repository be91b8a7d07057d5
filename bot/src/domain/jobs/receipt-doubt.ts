import { isSameAccount, isSameTenant } from '@token-desk/contract/account';
import type { JobOffer } from '@token-desk/contract/desk/job';
import type { ReceiptBody, ReceiptDoubt } from '@token-desk/contract/desk/receipt';
import type { Person } from '@token-desk/contract/ids';
import { modelOf } from '@token-desk/contract/token/model';

/** What the server knows of the order a receipt is about. */
export type KnownJob = {
  readonly offer: JobOffer;
  /** What the technician's tab said of the code it sealed; null while nothing was sealed. */
  readonly accountSeen: boolean | null;
};

export type Known = {
  /** Whose key signed it. */
  readonly burnerId: string;
  readonly job: KnownJob | null;
  /** Who may have had a code compared: whoever ever held the request, as they were named then. */
  readonly technicians: readonly Person[];
};

/** The first thing a desk saw or was told that is not what this server said; null when all of it fits. */
export function doubtOf(body: ReceiptBody, known: Known): ReceiptDoubt | null {
  const { job, burnerId } = known;
  if (body.burnerId !== burnerId) return 'other-desk';
  if (job === null || job.offer.burnerId !== burnerId) return 'other-job';
  const { offer } = job;
  if (body.jobId !== offer.jobId || body.attempt !== offer.attempt) return 'other-job';
  return toldDoubt(body, offer, known.technicians) ?? seenDoubt(body, job);
}

function toldDoubt(
  { kind, told }: ReceiptBody,
  offer: JobOffer,
  technicians: readonly Person[],
): ReceiptDoubt | null {
  if (told.requestId !== offer.requestId) return 'other-request';
  if (!isSamePerson(told.subject, offer.subject)) return 'other-person';
  const kinds = kind === 'check' ? ['burn', 'blank'] : [kind];
  if (!kinds.includes(offer.kind)) return 'other-kind';
  const isTheirs =
    kind === 'check'
      ? [offer.technician, ...technicians].some((one) => isSamePerson(told.technician, one))
      : isSamePerson(told.technician, offer.technician);
  return isTheirs ? null : 'other-technician';
}

function seenDoubt({ kind, seen }: ReceiptBody, { offer, accountSeen }: KnownJob): ReceiptDoubt | null {
  const isCheck = kind === 'check';
  if (isCheck ? !saysCheck(seen) : seen.outcome === null || seen.matched !== null) return 'says-nothing';
  if (kind === 'burn' && (seen.route ?? 'A') !== (offer.route ?? 'A')) return 'other-route';
  if (offer.reader !== null && seen.reader !== null && seen.reader !== offer.reader) return 'other-reader';
  const isWritten = !isCheck && seen.outcome !== 'failed';
  if (isWritten && isOfSecret(kind, offer) && accountSeen === null) return 'nothing-sealed';
  // Where nothing was written another token may well have lain there; a check need not say which one it is about.
  if (offer.serial !== null && (isWritten || isCheck)) {
    if (isWritten && seen.serial === null) return 'no-serial';
    if (seen.serial !== null && seen.serial !== offer.serial) return 'other-token';
  }
  const model = seen.serial === null ? null : (modelOf(seen.serial)?.model ?? null);
  if (seen.model !== null && model !== null && seen.model !== model) return 'other-model';
  return accountDoubt(seen, offer, accountSeen);
}

/** Route A's secret comes from the tab; until it has come there is nothing to write. */
const isOfSecret = (kind: ReceiptBody['kind'], { route = 'A' }: JobOffer) => kind === 'burn' && route === 'A';

function accountDoubt(
  { account, tenant, capture }: ReceiptBody['seen'],
  { subject, tenant: ours }: JobOffer,
  accountSeen: boolean | null,
): ReceiptDoubt | null {
  if (account !== null && !isSameAccount(account, subject?.upn ?? '')) return 'other-account';
  // Only a desk that opened the envelope knows what was in it.
  if (capture !== null && accountSeen !== null && accountSeen !== (account !== null)) return 'other-account';
  if (tenant != null && ours !== undefined && !isSameTenant(tenant, ours)) return 'other-tenant';
  return null;
}

/** A step further away than one is told only to explain a miss. */
function saysCheck({ matched, stepOffset, outcome }: ReceiptBody['seen']): boolean {
  if (matched === null || outcome !== null) return false;
  return !matched || (stepOffset !== null && Math.abs(stepOffset) <= 1);
}

function isSamePerson(one: Person | null, other: Person | null): boolean {
  if (one === null || other === null) return one === other;
  return one.id === other.id && one.name === other.name && one.upn === other.upn;
}
