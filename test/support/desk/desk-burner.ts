import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import {
  type FromBurner,
  type JobOffer,
  jobKeyStatement,
  type ReaderView,
  type ToBurner,
  type TokenOnReader,
} from '@token-desk/contract/desk/job';
import { type PairReply, type PairRequest, pairingStatement } from '@token-desk/contract/desk/pairing';
import {
  type BurnOutcome,
  type ReceiptBody,
  receiptSigningInput,
  type SignedReceipt,
} from '@token-desk/contract/desk/receipt';
import { modelOf } from '@token-desk/contract/token/model';

type KeyPair = { readonly privateKey: KeyObject; readonly publicKey: string };

function newKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKey: publicKey.export({ format: 'jwk' }).x ?? '' };
}

const signText = (key: KeyPair, text: string) =>
  sign(null, Buffer.from(text, 'utf8'), key.privateKey).toString('base64url');

export const readerName = 'Virtual reader 00 00';

type Behaviour = {
  outcome: BurnOutcome;
  /** Whether it answers at all; a silent desk has lost its network. */
  answers: boolean;
  practice: boolean;
};

/** What it draws for stock and seals to the tab’s key; nobody here can open it. */
export const drawnSecret = { enc: 'ZHJhd24', ciphertext: 'YnkgdGhlIGRlc2s' } as const;

const isLoad = ({ kind, requestId }: JobOffer) => kind === 'burn' && requestId === null;

/**
 * A whole small desk without reader and token: it pairs, answers offers with a signed key, says that it burned
 * what it was sent (it cannot open it), checks codes against one right code, and signs a chain of receipts.
 */
export class DeskBurner {
  readonly identity = newKeyPair();
  readonly link = newKeyPair();
  readonly behaviour: Behaviour = { outcome: 'burned', answers: true, practice: true };
  /** What lies on its reader. */
  lying: TokenOnReader | null = null;
  /** The one code it finds right. */
  rightCode = '246813';
  burnerId = '';
  keyId = '';
  offers = new Map<string, JobOffer>();
  received: ToBurner[] = [];
  #seq = 0;
  #lastHash: string | null = null;
  #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  pairRequest(code: string, change: Partial<PairRequest> = {}): PairRequest {
    const keys = { identityKey: this.identity.publicKey, linkKey: this.link.publicKey };
    const statement = pairingStatement({ code, ...keys });
    return {
      code,
      hostName: 'desk-pc',
      version: '0.1.0',
      practice: this.behaviour.practice,
      ...keys,
      identityProof: signText(this.identity, statement),
      linkProof: signText(this.link, statement),
      ...change,
    };
  }

  paired(reply: PairReply): void {
    this.burnerId = reply.burnerId;
    this.keyId = reply.keyId;
  }

  hello(): Extract<FromBurner, { type: 'hello' }> {
    return {
      type: 'hello',
      protocol: { min: 1, max: 1 },
      version: '0.1.0',
      practice: this.behaviour.practice,
      now: this.#now(),
      lastReceipt: this.#lastHash === null ? null : { seq: this.#seq, hash: this.#lastHash },
      readers: this.readers(),
    };
  }

  readers(): ReaderView[] {
    return [{ name: readerName, state: 'empty', since: 0, token: null, problem: null }];
  }

  /** What it answers to a frame. */
  answer(frame: ToBurner): FromBurner[] {
    this.received.push(frame);
    if (!this.behaviour.answers) return [];
    switch (frame.type) {
      case 'offer':
        this.offers.set(frame.offer.jobId, frame.offer);
        return this.begin(frame.offer);
      case 'envelope': {
        const offer = this.offers.get(frame.jobId);
        return offer === undefined ? [] : this.burn(offer);
      }
      case 'check': {
        const offer = this.offers.get(frame.jobId);
        return offer === undefined ? [] : [this.check(offer, frame)];
      }
      default:
        return [];
    }
  }

  /** A burn for somebody waits for what the test does; what the desk does by itself is done at once. */
  begin(offer: JobOffer): FromBurner[] {
    const { jobId, attempt, kind, serial } = offer;
    if (kind === 'burn') return [this.jobKey(offer), ...(isLoad(offer) ? this.burn(offer) : [])];
    if (kind === 'identify') {
      const { lying } = this;
      const problem = lying === null ? { code: 'no-token' } : null;
      return [{ type: 'outcome', jobId, attempt, receipt: null, problem, identified: lying }];
    }
    const receipt = this.receipt(offer, {
      kind: kind === 'blank' ? 'blank' : 'sync-clock',
      seen: { serial },
    });
    return [{ type: 'outcome', jobId, attempt, receipt, problem: null, identified: null }];
  }

  jobKey(offer: JobOffer): Extract<FromBurner, { type: 'job-key' }> {
    const publicKey = Buffer.concat([Buffer.from([4]), randomBytes(64)]).toString('base64url');
    const signature = signText(this.identity, jobKeyStatement(offer, publicKey));
    const { jobId, attempt } = offer;
    return { type: 'job-key', jobId, attempt, key: { publicKey, signature } };
  }

  burn(offer: JobOffer): FromBurner[] {
    const { jobId, attempt } = offer;
    const ref = { jobId, attempt };
    const receipt = this.receipt(offer, { kind: 'burn' });
    return [
      { type: 'progress', ...ref, phase: 'writing-seed', problem: null, at: this.#now() },
      { type: 'outcome', ...ref, receipt, problem: null, identified: null },
    ];
  }

  check(
    offer: JobOffer,
    frame: Extract<ToBurner, { type: 'check' }>,
  ): Extract<FromBurner, { type: 'checked' }> {
    const matched = frame.code === this.rightCode;
    const receipt = this.receipt(offer, { kind: 'check', seen: { matched, stepOffset: matched ? 0 : null } });
    const { jobId, checkId } = frame;
    const problem = matched ? null : { code: 'code-wrong' };
    const stepOffset = matched ? 0 : null;
    const sealed = matched && isLoad(offer) ? { sealed: drawnSecret } : {};
    return { type: 'checked', jobId, checkId, matched, stepOffset, problem, receipt, ...sealed };
  }

  /** Counts and signs; `change` is put into the body before it is signed. */
  receipt(
    offer: JobOffer,
    change: Partial<Omit<ReceiptBody, 'seen'>> & { seen?: Partial<ReceiptBody['seen']> },
  ): SignedReceipt {
    const { seen, ...rest } = change;
    const isBurn = change.kind !== 'check';
    const body: ReceiptBody = {
      v: 1,
      kind: 'burn',
      practice: this.behaviour.practice,
      burnerId: this.burnerId,
      seq: this.#seq + 1,
      previousHash: this.#lastHash,
      jobId: offer.jobId,
      attempt: offer.attempt,
      at: this.#now(),
      seen: {
        serial: offer.serial,
        model: modelOf(offer.serial ?? '')?.model ?? null,
        reader: readerName,
        account: offer.subject?.upn ?? null,
        capture: isLoad(offer) ? null : 'paste-image',
        outcome: isBurn ? this.behaviour.outcome : null,
        problem: null,
        clockDriftBeforeSeconds: 3,
        clockDriftAfterSeconds: 0,
        startedAt: this.#now(),
        finishedAt: this.#now(),
        matched: null,
        stepOffset: null,
        ...(isLoad(offer) && isBurn ? { route: 'B' as const } : {}),
        ...seen,
      },
      told: { requestId: offer.requestId, subject: offer.subject, technician: offer.technician },
      ...rest,
    };
    const text = JSON.stringify(body);
    this.#seq = body.seq;
    this.#lastHash = createHash('sha256').update(text).digest('hex').toUpperCase();
    return { body: text, signature: signText(this.identity, receiptSigningInput(text)) };
  }

  /** Signs any text, to forge with. */
  sign(text: string): string {
    return signText(this.identity, receiptSigningInput(text));
  }
}
