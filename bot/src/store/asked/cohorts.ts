import { type Request, request } from '@token-desk/contract/request';
import type { Db } from '../database.ts';
import { parseColumn } from '../json.ts';

/** Everybody who was asked for in one go, by name. */
export async function requestsOfCohort(db: Db, cohortId: string): Promise<Request[]> {
  const rows = await db
    .selectFrom('requests')
    .select('doc')
    .where('cohort_id', '=', cohortId)
    .orderBy('subject_key')
    .orderBy('id')
    .execute();
  return rows.map((row) => parseColumn(request, row.doc));
}
