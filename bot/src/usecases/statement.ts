import type { TokenStatement } from '@token-desk/contract/token-record';
import { verifyAudit } from './audit.ts';
import type { Caller, Deps } from './deps.ts';
import { burnsOf } from './statement-burns.ts';
import { getToken } from './token-views.ts';

/** Everything the books and the desks' signatures say about one token. */
export async function readStatement(deps: Deps, caller: Caller, serial: string): Promise<TokenStatement> {
  const token = await getToken(deps, serial);
  const { ok, rows, receipts } = await verifyAudit(deps);
  return {
    token,
    madeAt: deps.clock.now(),
    madeBy: caller.person,
    burns: await burnsOf(deps, serial),
    chain: { ok, rows, receipts },
  };
}
