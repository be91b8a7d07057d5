import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  type JobKey,
  type JobOffer,
  jobKeyStatement,
  type ReaderView,
  type SealedEnvelope,
} from '@token-desk/contract/desk/job';
import {
  type DrawnOffer,
  drawnSeedBytes,
  generateJobKeyPair,
  type JobKeyPair,
  openSecret,
  type Secret,
  sealDrawnSecret,
} from '@token-desk/contract/seed/envelope';
import { encodeBase64Url } from '@token-desk/contract/text/bytes';
import { modelOf } from '@token-desk/contract/token/model';
import { Secret as OtpSecret, TOTP } from 'otpauth';

/** A desk with a reader and one token, without card and cable: its keys, its sealing and its codes are real. */
export class TabBurner {
  readonly readerName = 'ACS ACR1252 00 00';
  reader: ReaderView = {
    name: this.readerName,
    state: 'empty',
    since: Date.now(),
    token: null,
    problem: null,
  };
  /** What the token holds now. */
  secret: Secret | null = null;
  #identity = generateKeyPairSync('ed25519');
  readonly #jobKeys = new Map<string, JobKeyPair>();
  #lastCode = '';

  get identityKey(): string {
    const { x } = this.#identity.publicKey.export({ format: 'jwk' });
    return x ?? '';
  }

  /** The desk is replaced by another that uses its name. */
  becomeAnother(): void {
    this.#identity = generateKeyPairSync('ed25519');
  }

  put(serial: string, clockDriftSeconds = -41): void {
    const model = modelOf(serial);
    this.reader = {
      name: this.readerName,
      state: 'present',
      since: Date.now(),
      problem: null,
      token: {
        serial,
        model: model?.model ?? null,
        clearsSeedOnConfig: model?.clearsSeedOnConfig ?? true,
        clockDriftSeconds,
        readAt: Date.now(),
      },
    };
  }

  lift(): void {
    this.reader = { name: this.readerName, state: 'empty', since: Date.now(), token: null, problem: null };
  }

  async keyFor(offer: JobOffer): Promise<JobKey> {
    const pair = await generateJobKeyPair();
    this.#jobKeys.set(offer.jobId, pair);
    const statement = Buffer.from(jobKeyStatement(offer, pair.publicKey));
    const signature = sign(null, statement, this.#identity.privateKey);
    return { publicKey: pair.publicKey, signature: encodeBase64Url(signature) };
  }

  /** False when the envelope is not for this job. */
  async write(offer: JobOffer, envelope: SealedEnvelope): Promise<boolean> {
    const pair = this.#jobKeys.get(offer.jobId);
    if (pair === undefined) return false;
    const opened = await openSecret(offer, pair.keyPair, envelope);
    if (opened.ok) this.secret = opened.secret;
    return opened.ok;
  }

  /** Draws a secret for this job and writes it; what is answered seals it to the tab's key. */
  draw(offer: JobOffer & DrawnOffer): () => Promise<SealedEnvelope> {
    const pair = this.#jobKeys.get(offer.jobId);
    if (pair === undefined) throw new Error('no key was made for this job');
    const { algorithm } = offer.config;
    const facts = { algorithm, digits: 6, stepSeconds: 30 } as const;
    const seed = new Uint8Array(randomBytes(drawnSeedBytes[facts.algorithm]));
    this.secret = { ...facts, account: null, capture: 'typed-key', seed };
    this.#lastCode = '';
    return () => sealDrawnSecret(offer, pair.keyPair, { ...facts, seed });
  }

  /** What the token's display shows. */
  code(): string {
    return this.#totp()?.generate() ?? '------';
  }

  check(code: string): { matched: boolean; problem: 'code-wrong' | 'code-old' | 'secret-gone' | null } {
    const totp = this.#totp();
    if (totp === null) return { matched: false, problem: 'secret-gone' };
    if (code === this.#lastCode) return { matched: false, problem: 'code-old' };
    if (totp.validate({ token: code, window: 1 }) === null) return { matched: false, problem: 'code-wrong' };
    this.#lastCode = code;
    return { matched: true, problem: null };
  }

  #totp(): TOTP | null {
    if (this.secret === null) return null;
    const secret = new OtpSecret({ buffer: new Uint8Array(this.secret.seed).buffer });
    return new TOTP({ secret, algorithm: this.secret.algorithm, digits: 6, period: this.secret.stepSeconds });
  }
}
