import type { JobOffer } from '@token-desk/contract/job';
import { ProblemError } from '@token-desk/contract/problem';
import {
  type ReceiptBody,
  type ReceiptDoubt,
  receiptBody,
  receiptSigningInput,
  type SignedReceipt,
} from '@token-desk/contract/receipt';
import * as z from 'zod/mini';
import type { Burner } from '../store/burners.ts';
import { isSignedBy, sha256Hex } from './hashing.ts';

export type CheckedReceipt = {
  readonly body: ReceiptBody;
  readonly hash: string;
  readonly signed: SignedReceipt;
};

/** `why` goes into the audit row. */
export function invalid(why: ReceiptDoubt, options?: ErrorOptions): ProblemError {
  return new ProblemError('receipt-invalid', { why }, options);
}

/** Signature first, then the text: nothing unsigned is parsed. */
export function openReceipt(
  signed: SignedReceipt,
  burner: Pick<Burner, 'id' | 'identityKey'>,
  isPractice: boolean,
): CheckedReceipt {
  if (!isSignedBy(burner.identityKey, receiptSigningInput(signed.body), signed.signature)) {
    throw invalid('signature');
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(signed.body);
  } catch (error) {
    throw invalid('unreadable', { cause: error });
  }
  const checked = z.safeParse(receiptBody, parsed);
  if (!checked.success) throw invalid('unreadable');
  const body = checked.data;
  if (body.practice !== isPractice) throw new ProblemError('practice-receipt');
  if (body.burnerId !== burner.id) throw invalid('other-desk');
  return { body, hash: sha256Hex(signed.body), signed };
}

/** What the desk was told must be what this server said. */
export function mustMatchJob(body: ReceiptBody, offer: JobOffer): void {
  if (body.jobId !== offer.jobId || body.attempt !== offer.attempt) throw invalid('other-job');
  if (body.told.requestId !== offer.requestId) throw invalid('other-request');
  if (body.told.subject?.id !== offer.subject?.id) throw invalid('other-person');
  const kinds = body.kind === 'check' ? ['burn', 'blank'] : [body.kind];
  if (!kinds.includes(offer.kind)) throw invalid('other-kind');
  if (body.kind !== 'check' && body.told.technician.id !== offer.technician.id) {
    throw invalid('other-technician');
  }
  if (body.kind === 'burn' && (body.seen.route ?? 'A') !== (offer.route ?? 'A')) {
    throw invalid('other-route');
  }
  const wrote = body.kind !== 'check' && body.seen.outcome !== 'failed';
  if (wrote && offer.serial !== null && body.seen.serial !== offer.serial) {
    throw invalid('other-token');
  }
}

/** `new`: right after the newest we have. `known`: stored before, word for word or at least by its number. */
export function placeOf(receipt: CheckedReceipt, burner: Burner): 'new' | 'known' {
  const { seq, previousHash } = receipt.body;
  if (seq <= burner.lastReceiptSeq) return 'known';
  if (seq !== burner.lastReceiptSeq + 1 || previousHash !== burner.lastReceiptHash) {
    throw invalid('one-missing');
  }
  return 'new';
}
