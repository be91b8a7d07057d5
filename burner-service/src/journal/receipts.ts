import type { JobOffer, TokenOnReader } from '@token-desk/contract/desk/job';
import { type ReceiptBody, receiptSigningInput, type SignedReceipt } from '@token-desk/contract/desk/receipt';
import { personFacts } from '@token-desk/contract/named';
import { storableThroughout } from '@token-desk/contract/text/canonical';
import type { SigningKey } from '../keys/identity.ts';
import { hashReceiptBody, type Journal } from './journal.ts';
import type { ReceiptFrame } from './journal-lines.ts';

export type Seen = ReceiptBody['seen'];

const nothingSeen: Seen = {
  serial: null,
  model: null,
  reader: null,
  account: null,
  capture: null,
  outcome: null,
  problem: null,
  clockDriftBeforeSeconds: null,
  clockDriftAfterSeconds: null,
  startedAt: null,
  finishedAt: null,
  matched: null,
  stepOffset: null,
};

export function seenToken(token: Omit<TokenOnReader, 'readAt'> | null): Partial<Seen> {
  if (token === null) return {};
  return { serial: token.serial, model: token.model, clockDriftBeforeSeconds: token.clockDriftSeconds };
}

export type ReceiptFacts = {
  readonly kind: ReceiptBody['kind'];
  readonly offer: JobOffer;
  readonly technician?: JobOffer['technician'];
  readonly seen: Partial<Seen>;
};

/** Signs what this desk saw, chained to its previous receipt, and writes it to the journal before anybody hears of it. */
export class Receipts {
  readonly #journal: Journal;
  readonly #key: SigningKey;
  readonly #isPractice: boolean;
  readonly #nowMs: () => number;

  constructor(journal: Journal, key: SigningKey, isPractice: boolean, nowMs: () => number = Date.now) {
    this.#journal = journal;
    this.#key = key;
    this.#isPractice = isPractice;
    this.#nowMs = nowMs;
  }

  /** `frameOf` puts the receipt into the frame that carries it, which is kept until the server has it. */
  issue<F extends ReceiptFrame>(
    { kind, offer, technician, seen }: ReceiptFacts,
    frameOf: (receipt: SignedReceipt) => F,
  ): { readonly frame: F; readonly seq: number } {
    const last = this.#journal.lastReceipt;
    const body: ReceiptBody = {
      v: 1,
      kind,
      practice: this.#isPractice,
      burnerId: offer.burnerId,
      seq: (last?.seq ?? 0) + 1,
      previousHash: last?.hash ?? null,
      jobId: offer.jobId,
      attempt: offer.attempt,
      at: this.#nowMs(),
      seen: { ...nothingSeen, ...seen },
      told: {
        requestId: offer.requestId,
        subject: offer.subject === null ? null : personFacts(offer.subject),
        technician: personFacts(technician ?? offer.technician),
      },
    };
    // A reader may call itself anything; a record that cannot be kept would be refused for ever.
    const text = JSON.stringify(storableThroughout(body));
    const frame = frameOf({ body: text, signature: this.#key.sign(receiptSigningInput(text)) });
    this.#journal.markReceipt({ seq: body.seq, hash: hashReceiptBody(text), frame });
    return { frame, seq: body.seq };
  }
}
