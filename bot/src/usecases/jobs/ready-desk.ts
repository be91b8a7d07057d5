import type { JobOffer } from '@token-desk/contract/desk/job';
import { ProblemError } from '@token-desk/contract/problem';
import type { Db } from '../../store/database.ts';
import { type Burner, findBurner, isShutOut } from '../../store/tables/burners.ts';
import { type Job, openJobOfSerial, openJobsOf } from '../../store/tables/jobs.ts';
import type { Deps } from '../write/deps.ts';
import { closeJob } from '../write/end-jobs.ts';

export type Desk = { readonly burner: Burner; readonly reader: string | null };

/** A desk that may write now: confirmed, connected, and with the reader that was named. In the transaction that orders it to. */
export async function readyDesk(
  deps: Deps,
  tx: Db,
  wanted: { readonly burnerId: string; readonly reader: string | null },
): Promise<Desk> {
  const burner = await findBurner(tx, wanted.burnerId);
  if (burner === null) throw new ProblemError('not-found');
  if (burner.state === 'pending') throw new ProblemError('burner-not-confirmed', { burner: burner.name });
  mustBeHere(deps, burner);
  const readers = deps.hub.readersOf(burner.id);
  const { reader } = wanted;
  if (reader !== null && !readers.some(({ name }) => name === reader)) {
    throw new ProblemError('reader-not-found', {
      reader,
      readers: readers.map(({ name }) => name).join(', '),
    });
  }
  const [only] = readers;
  return { burner, reader: reader ?? (readers.length === 1 && only !== undefined ? only.name : null) };
}

/**
 * Throws unless the burner's link is with this bot. A link with another one is another problem, with another cure; so is
 * a desk that was shut out, which no start of its service brings back.
 */
export function mustBeHere({ hub, peers }: Deps, burner: Pick<Burner, 'id' | 'name' | 'state'>): void {
  if (isShutOut(burner)) throw new ProblemError('burner-revoked');
  if (hub.isOnline(burner.id)) return;
  const code = peers?.holds(burner.id) === true ? 'burner-at-other-server' : 'burner-offline';
  throw new ProblemError(code, { burner: burner.name });
}

type Order = {
  readonly serial: string | null;
  /** Null: a job of the desk itself. */
  readonly requestId: string | null;
  readonly technicianId: string;
};

/**
 * One open job per reader and per serial. The request's own job does not stand in the way, the new one ends it;
 * nor does what the same technician asked of the desk itself: those end here, and are answered.
 */
export async function freePlace(deps: Deps, tx: Db, order: Order, desk: Desk): Promise<readonly Job[]> {
  const atReader = (await openJobsOf(tx, desk.burner.id)).filter(
    (job) => job.readerKey === (desk.reader ?? ''),
  );
  const ofSerial = order.serial === null ? null : await openJobOfSerial(tx, order.serial);
  const ended: Job[] = [];
  for (const job of [...atReader, ...(ofSerial === null ? [] : [ofSerial])]) {
    const { requestId, technician, subject } = job.offer;
    if (requestId !== null && requestId === order.requestId) continue;
    if (requestId === null && technician.id === order.technicianId) {
      const change = { state: 'cancelled', problem: null, finishedAt: deps.clock.now() } as const;
      ended.push(...(await closeJob(tx, job.offer.jobId, change)));
    } else if (atReader.includes(job)) {
      throw new ProblemError('burner-busy', { burner: desk.burner.name });
    } else {
      throw new ProblemError('serial-in-use', {
        serial: order.serial ?? '',
        holder: subject?.name ?? technician.name,
      });
    }
  }
  return ended;
}

/** A job as it begins, before anybody was told. */
export function newJob(deps: Deps, offer: JobOffer): Job {
  return {
    version: 1,
    state: 'offered',
    offer,
    readerKey: offer.reader ?? '',
    key: null,
    envelope: null,
    sealedAt: null,
    phase: null,
    outcome: null,
    problem: null,
    identified: null,
    accountSeen: null,
    finishedAt: null,
    createdAt: deps.clock.now(),
  };
}
