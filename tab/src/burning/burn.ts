import type { BurnerView, JobView, RequestDetail } from '@token-desk/contract/api';
import { ProblemError } from '@token-desk/contract/problem';
import { type HeldFacts, isOver, problemOfWire } from '../flow/burn-flow.ts';
import { isKeyOfPinnedDesk, pinOf } from '../seed/identity-pin.ts';
import type { SeedBox } from '../seed/seed-box.ts';
import type { Api } from '../server/api.ts';

export type BurnOrder = {
  readonly api: Api;
  readonly box: SeedBox;
  readonly burner: BurnerView;
  readonly request: RequestDetail;
  readonly serial: string;
  readonly facts: HeldFacts;
  readonly accountSeen: boolean;
  readonly signal: AbortSignal;
};

const keyWaitMs = 15_000;
const keyLookMs = 300;
/** The display stays lit, and the token awake, this long after writing: enough to read a code. */
const displayTimeoutSeconds = 30;

/**
 * Opens a job, waits for the burner's key, makes sure that the pinned desk made it for this very job, seals, sends.
 * Answers the job as it then is; a job that was opened and did not get that far is cancelled.
 */
export async function burn(order: BurnOrder): Promise<JobView> {
  const { api, box, burner, request, serial, facts, accountSeen, signal } = order;
  if (pinOf(burner) !== 'pinned') throw changed(burner);
  const body = {
    version: request.version,
    burnerId: burner.id,
    reader: null,
    serial,
    config: { algorithm: facts.algorithm, stepSeconds: facts.stepSeconds, displayTimeoutSeconds } as const,
  };
  const opened = await api.call('openJob', { params: { requestId: request.id }, body, signal });
  try {
    const { offer, key } = await withKey(order, opened);
    const isForThis =
      offer.requestId === request.id && offer.burnerId === burner.id && offer.serial === serial;
    if (!isForThis || offer.subject?.id !== request.subject.id) throw new ProblemError('job-wrong-burner');
    if (!(await isKeyOfPinnedDesk(offer, key))) throw changed(burner);
    const { envelope, heldSeconds } = await box.seal(offer, key.publicKey);
    return await api.call('submitEnvelope', {
      params: { jobId: opened.id },
      body: { envelope, accountSeen, heldSeconds },
      signal,
    });
  } catch (error) {
    await api.call('cancelJob', { params: { jobId: opened.id }, body: {} }).catch(() => {}); // it expires by itself too
    throw error;
  }
}

type Keyed = Pick<JobView, 'offer'> & { readonly key: NonNullable<JobView['key']> };

async function withKey({ api, burner, signal }: BurnOrder, opened: JobView): Promise<Keyed> {
  const until = Date.now() + keyWaitMs;
  for (let job = opened; ; job = await api.call('getJob', { params: { jobId: opened.id }, signal })) {
    if (isOver(job)) throw asError(job);
    if (job.key !== null) return { offer: job.offer, key: job.key };
    if (Date.now() > until) throw new ProblemError('burner-silent', { burner: burner.name });
    await new Promise((resolve) => setTimeout(resolve, keyLookMs));
    signal.throwIfAborted();
  }
}

function asError(job: JobView): ProblemError {
  if (job.problem === null) return new ProblemError('job-cancelled');
  const { code, detail } = problemOfWire(job.problem);
  return new ProblemError(code, detail);
}

const changed = (burner: BurnerView) => new ProblemError('burner-identity-changed', { burner: burner.name });
