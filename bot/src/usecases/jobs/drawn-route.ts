import type { JobOffer } from '@token-desk/contract/desk/job';
import { ProblemError } from '@token-desk/contract/problem';
import type { Db } from '../../store/database.ts';
import { isTabKeyUsed } from '../../store/tables/jobs.ts';
import { isCurvePoint } from '../write/hashing.ts';

/** What a job says when the desk draws the secret: the tab's key has to be a point, and new. */
export async function drawnRoute(
  tx: Db,
  tabKey: string | undefined,
): Promise<Required<Pick<JobOffer, 'route' | 'tabKey'>>> {
  // A key that is no key would be noticed only after the burn.
  if (tabKey === undefined || !isCurvePoint(tabKey))
    throw new ProblemError('bad-request', { where: 'tabKey' });
  if (await isTabKeyUsed(tx, tabKey)) throw new ProblemError('job-replayed');
  return { route: 'B', tabKey };
}
