import type { JobKey, JobOffer } from '@token-desk/contract/desk/job';
import { ProblemError } from '@token-desk/contract/problem';
import type { BurnerView, JobView } from '@token-desk/contract/views';
import { isOver, problemOfWire } from '../flow/burn/burn-flow.ts';
import { pauseOf } from '../pause.ts';
import { isKeyOfPinnedDesk, pinOf } from '../seed/identity-pin.ts';
import type { Api } from '../server/api.ts';

const keyWaitMs = 15_000;
const keyLookMs = 300;

export type Keyed = { readonly offer: JobOffer; readonly key: JobKey };
type Order = { readonly api: Api; readonly burner: BurnerView; readonly signal: AbortSignal };

/** Before anything is ordered there: a desk whose letters changed is given nothing. */
export function mustBePinned(burner: BurnerView): void {
  if (pinOf(burner) !== 'pinned') throw changed(burner);
}

/** Waits for the desk's key of an opened job, and makes sure that the pinned desk made it for this very job. */
export async function pinnedKey(
  order: Order,
  opened: JobView,
  isForThis: (offer: JobOffer) => boolean,
): Promise<Keyed> {
  const { burner } = order;
  const { offer, key } = await withKey(order, opened);
  if (offer.burnerId !== burner.id || !isForThis(offer)) throw new ProblemError('job-wrong-burner');
  if (!(await isKeyOfPinnedDesk(offer, key))) throw changed(burner);
  return { offer, key };
}

/** For a job that did not get that far; it expires by itself too. */
export async function cancelQuietly({ api }: Pick<Order, 'api'>, { id }: JobView): Promise<void> {
  await api.call('cancelJob', { params: { jobId: id }, body: {} }).catch(() => {}); // it expires by itself too
}

async function withKey({ api, burner, signal }: Order, opened: JobView): Promise<Keyed> {
  const until = Date.now() + keyWaitMs;
  for (let job = opened; ; job = await api.call('getJob', { params: { jobId: opened.id }, signal })) {
    if (isOver(job)) throw asError(job);
    if (job.key !== null) return { offer: job.offer, key: job.key };
    if (Date.now() > until) throw new ProblemError('burner-silent', { burner: burner.name });
    await pauseOf(keyLookMs, signal);
    signal.throwIfAborted();
  }
}

function asError(job: JobView): ProblemError {
  if (job.problem === null) return new ProblemError('job-cancelled');
  const { code, detail } = problemOfWire(job.problem);
  return new ProblemError(code, detail);
}

const changed = (burner: BurnerView) => new ProblemError('burner-identity-changed', { burner: burner.name });
