import type { Db } from '../../store/database.ts';
import { type Job, newestJobOf } from '../../store/tables/jobs.ts';

/** The burn whose secret the token carries now. */
export async function lastBurn(db: Db, requestId: string): Promise<Job | null> {
  return newestJobOf(db, requestId, ['burned', 'unknown']);
}
