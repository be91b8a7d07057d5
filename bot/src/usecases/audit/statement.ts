import type { TokenStatement } from '@token-desk/contract/token/record';
import { getToken } from '../tokens/token-views.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { auditWalkOf } from './audit-walk.ts';
import { recordApartOf } from './record-apart.ts';
import { burnsOf } from './statement-burns.ts';
import { isAsWalked } from './walked-path.ts';

/** Everything the books and the desks' signatures say about one token. */
export async function readStatement(deps: Deps, caller: Caller, serial: string): Promise<TokenStatement> {
  const token = await getToken(deps, serial);
  const walk = auditWalkOf(deps);
  const { burns, loads, factory, readRows } = await burnsOf(deps, serial);
  // A row may be there twice: by the token, and by the request.
  const rowsOnce = [...new Map(readRows.map((row) => [row.seq, row])).values()];
  const setApart = rowsOnce.flatMap((row) => recordApartOf(row, serial));
  const { ok, rows, receipts, walkedAt, path } = await walk.sinceLast(deps);
  // The walk may have gone over a row of this token before somebody changed it.
  const isWhole = ok && (await isAsWalked(deps, path, rowsOnce));
  return {
    token,
    madeAt: deps.clock.now(),
    madeBy: caller.person,
    burns,
    loads,
    factory,
    setApart,
    chain: { ok: isWhole, rows, receipts, walkedAt },
  };
}
