import { type BurnPhase, openJobStates } from '@token-desk/contract/desk/job';
import type { Db } from '../database.ts';

/** What a burner says it is doing: a hint that changes no state, so it has no version and no audit row. */
export async function setPhase(
  db: Db,
  jobId: string,
  said: { readonly phase: BurnPhase; readonly problem: object | null },
): Promise<void> {
  const problem = said.problem === null ? null : JSON.stringify(said.problem);
  await db
    .updateTable('jobs')
    .set({ phase: said.phase, problem })
    .where('id', '=', jobId)
    .where('state', 'in', [...openJobStates])
    .execute();
}
