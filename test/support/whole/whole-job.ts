import type { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import { type FromBurner, fromBurner, type ToBurner, toBurner } from '@token-desk/contract/desk/job';
import { type SecretFacts, sealSecret } from '@token-desk/contract/seed/envelope';
import type { JobView, RequestDetail } from '@token-desk/contract/views';
import { cast } from '@token-desk/practice/people';
import { isOver } from '@token-desk/tab/flow/burn/burn-flow';
import { type TabUser, until } from '../desk/desk-hands.ts';
import type { EntraBrowser } from '../entra/entra-browser.ts';
import { WholeDesk, type WholeDeskOptions } from './whole-desk.ts';

/** A restricted token: its old secret goes when its clock is set. */
export const serial = '86596220001234';
export const otherSerial = '86596220005678';
export const seed = Uint8Array.from({ length: 20 }, (_, at) => 0x41 + at);
const config = { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 } as const;
const facts: SecretFacts = {
  algorithm: 'SHA1',
  digits: 6,
  stepSeconds: 30,
  account: cast.subject.upn,
  capture: 'paste-text',
};

/** One request on its way through a whole desk. */
export class WholeJob {
  readonly whole: WholeDesk;
  readonly tom: TabUser;
  readonly eszter: TabUser;
  readonly alex: TabUser;
  readonly token: VirtualToken;
  requestId = '';

  private constructor(whole: WholeDesk) {
    this.whole = whole;
    this.tom = whole.user(cast.technician);
    this.eszter = whole.user(cast.secondTechnician);
    this.alex = whole.user(cast.administrator);
    this.token = whole.makeToken(serial);
  }

  static async start(options: WholeDeskOptions = {}): Promise<WholeJob> {
    return new WholeJob(await WholeDesk.start(options));
  }

  /** Asked for, claimed by Tom, the person identified. */
  async begin(): Promise<RequestDetail> {
    this.requestId = await this.whole.ask();
    return this.tom.begin(this.requestId);
  }

  /** By the tab's own way, from what the QR says; ends at “burned”. */
  async burn(text: string): Promise<RequestDetail> {
    this.whole.readers.tap(this.token);
    const burner = await this.whole.burner();
    const before = await this.tom.read(this.requestId);
    const job = await this.tom.send(this.requestId, { text, burner, serial: this.token.serial });
    await this.tom.untilJob(job.id, ({ outcome }) => outcome !== null);
    return until('burned', async () => {
      const request = await this.tom.read(this.requestId);
      return request.state === 'burned' && request.version > before.version && request;
    });
  }

  /** Up to a checked token, and the subject at Microsoft with the same QR. */
  async untilChecked(): Promise<{ ana: EntraBrowser; code: string }> {
    await this.begin();
    const ana = await this.whole.atMicrosoft();
    await this.burn(ana.qrText());
    const code = this.token.press() ?? '';
    await this.tom.check(this.requestId, code);
    return { ana, code };
  }

  /** A job as the server answers it, which is without a key where the desk takes its time. */
  async open(of = this.token.serial): Promise<JobView> {
    const { version } = await this.tom.read(this.requestId);
    const body = { version, burnerId: this.whole.burnerId, reader: null, serial: of, config };
    return this.tom.api.call('openJob', { params: { requestId: this.requestId }, body });
  }

  /** A job with its key, nothing sealed yet: for whoever wants to send something else than the tab would. */
  async keyed(of = this.token.serial): Promise<JobView & { key: NonNullable<JobView['key']> }> {
    const opened = await this.open(of);
    // the tab, too, asks again until the key is there
    const job = await this.tom.untilJob(opened.id, (at) => at.key !== null || isOver(at));
    if (job.key === null) throw new Error(`the job has no key: ${job.state} ${job.problem?.code}`);
    return { ...job, key: job.key };
  }

  sealed({ offer, key }: { offer: JobView['offer']; key: NonNullable<JobView['key']> }) {
    return sealSecret(offer, key.publicKey, { ...facts, seed });
  }

  submit(jobId: string, envelope: Awaited<ReturnType<typeof sealSecret>>): Promise<JobView> {
    return this.tom.api.call('submitEnvelope', { params: { jobId }, body: { envelope, accountSeen: true } });
  }

  /** What the bot would never send. */
  force(frame: ToBurner): void {
    if (!this.whole.deps.hub.send(this.whole.burnerId, frame)) throw new Error('the desk is not there');
  }

  get fromDesk(): FromBurner[] {
    return this.#frames('toServer').map((text) => fromBurner.parse(JSON.parse(text)));
  }

  get toDesk(): ToBurner[] {
    return this.#frames('toClient').map((text) => toBurner.parse(JSON.parse(text)));
  }

  /** Which of its signed records the desk was told to be in the books, in order. */
  get storedSeqs(): number[] {
    return this.toDesk.flatMap((frame) => (frame.type === 'receipt-stored' ? [frame.seq] : []));
  }

  /** The desk's refusal of a job; what it refused is not on any token. */
  /** Its first one, or one of those after it. */
  async refusal(jobId: string, nth = 0): Promise<string> {
    const isIts = (one: FromBurner) => one.type === 'job-refused' && one.jobId === jobId;
    const frame = await until('a refusal', () => this.fromDesk.filter(isIts)[nth]);
    return frame.type === 'job-refused' ? frame.problem.code : '';
  }

  async tellMicrosoft(ana: EntraBrowser, code: string): Promise<string> {
    await ana.press({ action: 'next' });
    await ana.press({ action: 'next', code });
    return ana.heading;
  }

  close(): Promise<void> {
    return this.whole.close();
  }

  #frames(direction: 'toServer' | 'toClient'): string[] {
    return this.whole.front.frames
      .filter((frame) => frame.direction === direction && frame.payload[0] === 0x7b)
      .map(({ payload }) => payload.toString('utf8'));
  }
}
