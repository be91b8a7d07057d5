import type { TokenStatement } from '@token-desk/contract/token-record';
import { auditWalkOf } from './audit-walk.ts';
import type { Caller, Deps } from './deps.ts';
import { burnsOf } from './statement-burns.ts';
import { getToken } from './token-views.ts';

/** Everything the books and the desks' signatures say about one token. */
export async function readStatement(deps: Deps, caller: Caller, serial: string): Promise<TokenStatement> {
  const token = await getToken(deps, serial);
  const walk = auditWalkOf(deps);
  const { burns, readRows } = await burnsOf(deps, serial);
  const { ok, rows, receipts, walkedAt } = await walk.sinceLast(deps);
  // The walk may have gone over a row of this token before somebody changed it.
  const isWhole = ok && readRows.every((row) => walk.isAsWalked(row));
  return {
    token,
    madeAt: deps.clock.now(),
    madeBy: caller.person,
    burns,
    chain: { ok: isWhole, rows, receipts, walkedAt },
  };
}
