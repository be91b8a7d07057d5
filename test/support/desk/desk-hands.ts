import { setTimeout } from 'node:timers/promises';
import { ProblemError } from '@token-desk/contract/problem';
import type { CaptureKind, RequestCommand, RequestState } from '@token-desk/contract/request';
import { parseSeedInput } from '@token-desk/contract/seed/input';
import type { BurnerView, JobView, RequestDetail } from '@token-desk/contract/views';
import { burn } from '@token-desk/tab/burning/burn';
import { judgeSecret } from '@token-desk/tab/flow/burn/judge-secret';
import { createSeedBox, type SeedBox } from '@token-desk/tab/seed/seed-box';
import { type Api, createApi } from '@token-desk/tab/server/api';
import { lateEndMs } from '../run/late-end.ts';

/** Only an end: three processes of tests share the machine. */
const patienceMs = lateEndMs;

/** Asks again until the answer is something; fails loudly instead of waiting for ever. */
export async function until<T>(
  what: string,
  find: () => Promise<T | null | undefined | false> | T | null | undefined | false,
): Promise<T> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await setTimeout(15)) {
    const found = await find();
    if (found !== null && found !== undefined && found !== false) return found;
  }
  throw new Error(`waited in vain for ${what}`);
}

/** True for the refusal with that code: for `assert.rejects`. */
export const refusedWith = (code: string) => (error: unknown) => {
  if (error instanceof ProblemError && error.problem.code === code) return true;
  throw error;
};

export type Held = {
  readonly box: SeedBox;
  readonly accountSeen: boolean;
  readonly facts: Parameters<typeof burn>[0]['facts'];
};

/** Somebody at the tab: its own client, box and sealing, without its pages. */
export class TabUser {
  readonly api: Api;

  constructor(origin: string, accessToken: () => Promise<string>) {
    this.api = createApi(accessToken, (address, init) => fetch(new URL(String(address), origin), init));
  }

  read(requestId: string): Promise<RequestDetail> {
    return this.api.call('getRequest', { params: { requestId } });
  }

  async order(requestId: string, command: RequestCommand): Promise<RequestDetail> {
    const { version } = await this.read(requestId);
    return this.api.call('commandRequest', { params: { requestId }, body: { version, command } });
  }

  untilState(requestId: string, state: RequestState): Promise<RequestDetail> {
    return until(`${state}`, async () => {
      const request = await this.read(requestId);
      return request.state === state && request;
    });
  }

  /** Claims, and says that the person was identified. */
  async begin(requestId: string): Promise<RequestDetail> {
    await this.order(requestId, { kind: 'claim' });
    return this.order(requestId, { kind: 'check-identity', identity: 'badge-photo' });
  }

  /** What was scanned, held as the tab holds it; refuses what the tab refuses. */
  bringIn(text: string, request: RequestDetail, capture: CaptureKind = 'paste-text'): Held {
    const found = parseSeedInput(text);
    if (found.kind !== 'seed') throw new Error(`not a seed: ${found.kind}`);
    const { seed, tenant, account, algorithm, stepSeconds } = found;
    const { name, upn } = request.subject;
    const problem = judgeSecret(found, { subjectName: name, subjectUpn: upn, tenantName: 'Contoso Ltd' });
    if (problem !== null) throw new ProblemError(problem.code, problem.detail);
    const facts = { tenant, account, algorithm, stepSeconds, sizeBytes: seed.length, capture };
    const box = createSeedBox({ lifetimeMs: 600_000, onForgotten: () => {} });
    box.put(seed, { algorithm, digits: 6, stepSeconds, account, capture });
    return { box, facts, accountSeen: account !== null };
  }

  /** The tab's own burn: job, key, signature check, seal, send. Answers the job as sent. */
  async send(
    requestId: string,
    what: { text: string; burner: BurnerView; serial: string },
  ): Promise<JobView> {
    const request = await this.read(requestId);
    const held = this.bringIn(what.text, request);
    try {
      return await burn({
        api: this.api,
        request,
        ...what,
        ...held,
        signal: AbortSignal.timeout(patienceMs),
      });
    } finally {
      held.box.drop();
    }
  }

  untilJob(jobId: string, fits: (job: JobView) => boolean): Promise<JobView> {
    return until(`job ${jobId}`, async () => {
      const job = await this.api.call('getJob', { params: { jobId } });
      return fits(job) && job;
    });
  }

  check(requestId: string, code: string | null) {
    return this.api.call('checkCode', { params: { requestId }, body: { code: code ?? '' } });
  }
}
