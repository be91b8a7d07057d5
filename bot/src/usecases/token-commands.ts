import { serial as serialText } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import type { TokenCommand, TokenDetail } from '@token-desk/contract/token-record';
import { decideToken } from '../domain/token-commands.ts';
import { addCustody } from '../store/custody.ts';
import { findToken, saveToken } from '../store/tokens.ts';
import { commit, type DeskRow } from './commit.ts';
import type { Caller, Deps } from './deps.ts';
import { detailOfToken, isMethodThere } from './token-views.ts';

/** A technician’s order about one token. What is written about it stays in its custody, never in the audit row. */
export async function commandToken(
  deps: Deps,
  caller: Caller,
  order: { readonly serial: string; readonly command: TokenCommand },
): Promise<TokenDetail> {
  const { serial, command } = order;
  if (!serialText.safeParse(serial).success) throw new ProblemError('bad-request', { where: 'serial' });
  const seen = await findToken(deps.store.db, serial);
  // Asked before the transaction: nothing waits for Microsoft inside one.
  const methodStillThere =
    seen !== null && command.kind === 'to-stock' ? await isMethodThere(deps, seen) : null;
  const { value } = await commit(deps, async (tx) => {
    const now = deps.clock.now();
    const token = await findToken(tx, serial);
    const decided = decideToken({ token, serial }, command, { methodStillThere }, now);
    if (!decided.ok) throw new ProblemError(decided.problem.code, decided.problem.detail);
    const { custody, event } = decided;
    await saveToken(tx, decided.token);
    await addCustody(tx, serial, { at: now, by: caller.person, ...custody });
    const row: DeskRow = {
      event,
      actor: { kind: 'person', person: caller.person },
      requestId: token?.requestId ?? null,
      data: {
        serial,
        from: token?.state ?? null,
        to: decided.token.state,
        ...(custody.holder === null ? {} : { holder: custody.holder.upn, holderId: custody.holder.id }),
        ...(command.kind === 'to-stock' ? { methodStillThere } : {}),
      },
    };
    return { value: decided.token, rows: [row] };
  });
  return detailOfToken(deps, value);
}
