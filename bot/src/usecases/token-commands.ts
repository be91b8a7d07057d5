import { serial as serialText } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import type { TokenCommand, TokenDetail } from '@token-desk/contract/token-record';
import { decide } from '../domain/request-machine.ts';
import { decideToken } from '../domain/token-commands.ts';
import type { Token } from '../domain/token-machine.ts';
import { addCustody } from '../store/custody.ts';
import type { Db } from '../store/database.ts';
import { findRequest } from '../store/requests.ts';
import { findToken, saveToken } from '../store/tokens.ts';
import { type Change, commit, type DeskRow } from './commit.ts';
import { actingPerson } from './decide-in.ts';
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
    return {
      value: decided.token,
      rows: [row],
      ...(await requestLeft(tx, deps, caller, { token, command })),
    };
  });
  return detailOfToken(deps, value);
}

/** Whoever waits for a token that is reported lost before the hand-over needs another one: nobody may be handed this. */
async function requestLeft(
  tx: Db,
  deps: Deps,
  caller: Caller,
  { token, command }: { readonly token: Token | null; readonly command: TokenCommand },
): Promise<{ readonly change?: Change }> {
  if (command.kind !== 'report-lost' || token === null || token.requestId === null) return {};
  const before = await findRequest(tx, token.requestId);
  if (before === null || before.token?.serial !== token.serial) return {};
  const lose = { kind: 'lose-token', why: command.note } as const;
  const decided = decide(before, lose, actingPerson(caller), deps.clock.now());
  return decided.ok ? { change: { before, events: decided.events } } : {};
}
