import { ProblemError } from '@token-desk/contract/problem';
import { type LimitName, limits } from '../../domain/limits.ts';
import type { Db } from '../../store/database.ts';
import { spend } from '../../store/tables/spent.ts';
import type { Deps } from './deps.ts';

/** Throws the limit's problem, with how long to wait, when `who` has spent it. */
export async function spendIn(
  tx: Db,
  name: LimitName,
  { who, now }: { readonly who: string; readonly now: number },
): Promise<void> {
  const limit = limits[name];
  const waitMs = await spend(tx, `${name}:${who}`, { limit, now });
  if (waitMs === null) return;
  const seconds = Math.ceil(waitMs / 1000);
  throw new ProblemError(limit.problem, { seconds, minutes: Math.ceil(seconds / 60) });
}

/** As `spendIn`, counted at once: what was refused afterwards has been tried all the same. */
export function spendNow(deps: Pick<Deps, 'store' | 'clock'>, name: LimitName, who: string): Promise<void> {
  return deps.store.lightly((db) => spendIn(db, name, { who, now: deps.clock.now() }));
}
