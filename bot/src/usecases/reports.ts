import type { Reports } from '@token-desk/contract/report';
import { ageCounts, driftOf, handOverTimes } from '../domain/report-numbers.ts';
import { bornOpen, driftsSeen, handOvers, stockCounts, wrongInputCounts } from '../store/report-rows.ts';
import type { Deps } from './deps.ts';

const dayMs = 24 * 60 * 60_000;
const handOverDays = 26 * 7;
const wrongInputDays = 90;
const driftDays = 365;

/** The numbers behind the plots. They name no technician: nothing here counts by who did it. */
export async function readReports(
  deps: Deps,
  query: { readonly site?: string | undefined },
): Promise<Reports> {
  const { db } = deps.store;
  const at = deps.clock.now();
  const where = { site: query.site ?? null };
  return {
    at,
    openByAge: ageCounts(await bornOpen(db, where), at),
    timeToHandOver: handOverTimes(await handOvers(db, { ...where, since: at - handOverDays * dayMs })),
    wrongInputs: await wrongInputCounts(db, { ...where, since: at - wrongInputDays * dayMs }),
    driftByModel: driftOf(await driftsSeen(db, { ...where, since: at - driftDays * dayMs })),
    stock: await stockCounts(db, where),
  };
}
