import { loadEnded } from '../../domain/tokens/load.ts';
import type { Db } from '../../store/database.ts';
import type { Job } from '../../store/tables/jobs.ts';
import { findToken, saveToken } from '../../store/tables/tokens.ts';
import { noteUnsaid } from './token-moves.ts';

/** A burn ahead of any request. */
export const isLoad = ({ offer }: Pick<Job, 'offer'>): boolean =>
  offer.kind === 'burn' && offer.requestId === null;

/** Of a desk that says `job-replayed` nobody knows whether it wrote: it believes that it has told already. */
const saysNothing = 'job-replayed';

/** The token's side of a load that ended without its desk's signed word: as before, or aside until that word comes. */
export async function leaveLoad(
  tx: Db,
  job: Pick<Job, 'offer' | 'state' | 'problem'>,
  now: number,
): Promise<void> {
  const { jobId, serial, technician } = job.offer;
  const token = serial === null ? null : await findToken(tx, serial);
  if (token === null || !isLoad(job)) return;
  const mayBeWritten = job.state !== 'refused' || job.problem?.code === saysNothing;
  const moved = loadEnded(token, { jobId, mayBeWritten, now });
  if (moved === token) return;
  await saveToken(tx, moved);
  await noteUnsaid(tx, { token, moved }, { at: now, by: technician });
}
