import type { Reply } from '@token-desk/contract/api';
import { personActor } from '@token-desk/contract/named';
import { ProblemError } from '@token-desk/contract/problem';
import type { Reports } from '@token-desk/contract/report';
import { ageCounts, driftOf, handOverTimes } from '../../domain/report-numbers.ts';
import {
  bornOpen,
  driftsSeen,
  handOvers,
  secondWayCounts,
  stockCounts,
  wrongInputCounts,
} from '../../store/tables/report-rows.ts';
import { findRequest } from '../../store/tables/requests.ts';
import { commit } from '../write/commit.ts';
import type { Caller, Deps } from '../write/deps.ts';

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
    secondWays: await secondWayCounts(db, where),
    stock: await stockCounts(db, where),
  };
}

/** Which wrong thing was brought in, for the reports: the kind alone, and the request stays as it is. */
export async function noteWrongInput(
  deps: Deps,
  caller: Caller,
  noted: { readonly requestId: string; readonly kind: string },
): Promise<Reply<'noteWrongInput'>> {
  const { requestId, kind } = noted;
  await commit(deps, async (tx) => {
    if ((await findRequest(tx, requestId)) === null) throw new ProblemError('request-not-found');
    const actor = personActor(caller.person);
    return { value: null, rows: [{ event: 'input_refused', actor, requestId, data: { kind } }] };
  });
  return {};
}
