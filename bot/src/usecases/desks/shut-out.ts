import type { Acting } from '../../domain/permissions.ts';
import type { Db } from '../../store/database.ts';
import { dropEnvelopesFor, openJobsOf } from '../../store/tables/jobs.ts';
import type { Change, Written } from '../write/change.ts';
import { loadRequest } from '../write/decide-in.ts';
import type { Deps } from '../write/deps.ts';
import { endJob } from '../write/end-jobs.ts';

type Desk = { readonly burnerId: string; readonly acting: Acting };

/** What belongs to the end of a desk, in its transaction: its open jobs end, nothing sealed to it stays here,
 * and its link is cut afterwards. */
export async function shutOut(
  deps: Deps,
  tx: Db,
  { burnerId, acting }: Desk,
): Promise<Required<Pick<Written<null>, 'ended' | 'others' | 'hints'>>> {
  await dropEnvelopesFor(tx, burnerId);
  const others: Change[] = [];
  const ended = [];
  for (const { offer } of await openJobsOf(tx, burnerId)) {
    const { jobId, requestId } = offer;
    if (requestId !== null && (await loadRequest(tx, requestId, null)).openJobId !== jobId) continue;
    const problem = { code: 'burner-revoked' };
    const end = await endJob(deps, tx, { offer }, { because: 'asked', problem, acting });
    ended.push(...(end.ended ?? []));
    if (end.change !== undefined) others.push(end.change);
  }
  return { ended, others, hints: [{ to: 'cut', burnerId }] };
}
