import {
  type ReceiptBody,
  type ReceiptRefusal,
  receiptBody,
  receiptSigningInput,
  type SignedReceipt,
} from '@token-desk/contract/desk/receipt';
import { ProblemError } from '@token-desk/contract/problem';
import { parseCanonicalJson } from '@token-desk/contract/text/canonical';
import * as z from 'zod/mini';
import type { Burner } from '../../store/tables/burners.ts';
import { isSignedBy, sha256Hex } from '../write/hashing.ts';

export type CheckedReceipt = {
  readonly body: ReceiptBody;
  readonly hash: string;
  readonly signed: SignedReceipt;
};

/** `why` goes into the audit row. */
function refused(why: ReceiptRefusal): ProblemError {
  return new ProblemError('receipt-invalid', { why });
}

/**
 * Whether these are this desk's words, in the one form that can be kept byte for byte. Signature first, then the text:
 * nothing unsigned is parsed. Throws `receipt-invalid`, `practice-receipt`; what the words say is for others to judge.
 */
export function openReceipt(
  signed: SignedReceipt,
  burner: Pick<Burner, 'identityKey'>,
  isPractice: boolean,
): CheckedReceipt {
  if (!isSignedBy(burner.identityKey, receiptSigningInput(signed.body), signed.signature)) {
    throw refused('signature');
  }
  const parsed = parseCanonicalJson(signed.body);
  if (parsed === undefined) throw refused('form');
  const checked = z.safeParse(receiptBody, parsed);
  if (!checked.success) throw refused('unreadable');
  const body = checked.data;
  if (body.practice !== isPractice) throw new ProblemError('practice-receipt');
  return { body, hash: sha256Hex(signed.body), signed };
}

/** What a kept receipt says, whether or not it is still what was signed; null when somebody made it unreadable. */
export function wordsOf({ body }: SignedReceipt): ReceiptBody | null {
  return z.safeParse(receiptBody, parseCanonicalJson(body)).data ?? null;
}

/** `next`: right after the newest we have. `known`: its number was here before. `gap`: there must be one in between. */
export function placeOf(receipt: CheckedReceipt, burner: Burner): 'next' | 'known' | 'gap' {
  const { seq, previousHash } = receipt.body;
  if (seq <= burner.lastReceiptSeq) return 'known';
  return seq === burner.lastReceiptSeq + 1 && previousHash === burner.lastReceiptHash ? 'next' : 'gap';
}
