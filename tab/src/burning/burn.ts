import type { JobOffer } from '@token-desk/contract/desk/job';
import { ProblemError } from '@token-desk/contract/problem';
import type { BurnerView, JobView, RequestDetail } from '@token-desk/contract/views';
import type { HeldFacts } from '../flow/burn/burn-flow.ts';
import type { SeedBox } from '../seed/seed-box.ts';
import type { Api } from '../server/api.ts';
import { isUnanswered, onceAnswered } from './once-answered.ts';
import { cancelQuietly, mustBePinned, pinnedKey } from './pinned-key.ts';

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

/** The display stays lit, and the token awake, this long after writing: enough to read a code. */
export const displayTimeoutSeconds = 30;

/**
 * Opens a job, waits for the burner's key, makes sure that the pinned desk made it for this very job, seals, sends.
 * Answers the job as it then is; a job that was opened and did not get that far is cancelled. Where the server does not
 * answer, it is asked again until it does, and the burn goes on from where it really stands.
 */
export async function burn(order: BurnOrder): Promise<JobView> {
  const { api, box, burner, request, serial, accountSeen, signal } = order;
  mustBePinned(burner);
  const opened = await openJob(order);
  const params = { jobId: opened.id };
  try {
    const isForThis = (made: JobOffer) =>
      made.requestId === request.id && made.serial === serial && made.subject?.id === request.subject.id;
    const { offer, key } = await onceAnswered(() => pinnedKey(order, opened, isForThis), signal);
    if (!box.isHolding()) throw new ProblemError('job-expired');
    const { envelope, heldSeconds } = await box.seal(offer, key.publicKey);
    const body = { envelope, accountSeen, heldSeconds };
    const sent = api.call('submitEnvelope', { params, body, signal });
    return await sent.catch(async (error: unknown) => {
      if (!isUnanswered(error)) throw error;
      const job = await onceAnswered(() => api.call('getJob', { params, signal }), signal);
      // the secret is sealed and gone from here: what did not arrive cannot be sent once more
      if (job.state === 'offered' || job.state === 'keyed') throw new ProblemError('job-cancelled');
      return job;
    });
  } catch (error) {
    await cancelQuietly(order, opened);
    throw error;
  }
}

/** After a lost answer: the job that the server opened all the same, or a new one. */
async function openJob({ api, burner, request, serial, facts, signal }: BurnOrder): Promise<JobView> {
  const { algorithm, stepSeconds } = facts;
  const params = { requestId: request.id };
  const rest = { burnerId: burner.id, reader: null, serial };
  const config = { algorithm, stepSeconds, displayTimeoutSeconds } as const;
  const open = (version: number) =>
    api.call('openJob', { params, body: { version, ...rest, config }, signal });
  try {
    return await open(request.version);
  } catch (error) {
    if (!isUnanswered(error)) throw error;
  }
  const now = await onceAnswered(() => api.call('getRequest', { params, signal }), signal);
  if (now.openJobId === null) return open(now.version);
  return api.call('getJob', { params: { jobId: now.openJobId }, signal });
}
