import { serial as serialText } from '@token-desk/contract/ids';
import { personActor, personData } from '@token-desk/contract/named';
import { ProblemError } from '@token-desk/contract/problem';
import { may, tokenRights } from '@token-desk/contract/rights';
import type { TokenCommand, TokenDetail } from '@token-desk/contract/token/record';
import { isSite } from '../../domain/requests/form-rules.ts';
import { type DecidedCommand, decideToken } from '../../domain/tokens/token-commands.ts';
import type { TokenGone } from '../../domain/tokens/token-gone.ts';
import type { Db } from '../../store/database.ts';
import { addCustody } from '../../store/tables/custody.ts';
import { findToken, saveToken } from '../../store/tables/tokens.ts';
import type { OtherRow } from '../write/change.ts';
import { commit } from '../write/commit.ts';
import { demandRight } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { policyNow } from '../write/policy-now.ts';
import { takenTokens } from '../write/token-moves.ts';
import { lookForMethods } from './left-methods.ts';
import { detailOfToken, detailShown, methodFactOf } from './token-views.ts';

/** A technician’s order about one token. What is written about it stays in its custody, never in the audit row. */
export async function commandToken(
  deps: Deps,
  caller: Caller,
  order: { readonly serial: string; readonly command: TokenCommand },
): Promise<TokenDetail> {
  const { serial, command } = order;
  demandRight(caller, tokenRights[command.kind]);
  if (!serialText.safeParse(serial).success) throw new ProblemError('bad-request', { where: 'serial' });
  if (command.kind === 'look-for-methods') {
    return detailShown(
      deps,
      await lookForMethods(deps, caller, { serial, graphRequestId: command.graphRequestId }),
      { showsMethod: may('keep-books', caller.roles), showsDevices: true },
    );
  }
  // Asked before the transaction: nothing waits for Microsoft inside one.
  const isThere = command.kind === 'to-stock' ? await methodFactOf(deps, serial) : () => null;
  const { value } = await commit(deps, async (tx) => {
    if (command.kind === 'adopt') await mustBeSite(deps, tx, command.site);
    const now = deps.clock.now();
    const token = await findToken(tx, serial);
    const methodStillThere = isThere(token);
    const given = { by: caller.person, methodStillThere };
    const decided = decideToken({ token, serial }, command, given, now);
    if (!decided.ok) throw new ProblemError(decided.problem.code, decided.problem.detail);
    const { custody, event } = decided;
    await saveToken(tx, decided.token);
    await addCustody(tx, serial, { at: now, by: caller.person, ...custody });
    const actor = personActor(caller.person);
    const row: OtherRow = {
      event,
      actor,
      requestId: token?.requestId ?? null,
      data: {
        serial,
        from: token?.state ?? null,
        to: decided.token.state,
        ...(custody.holder === null ? {} : personData('holder', custody.holder)),
        ...(command.kind === 'to-stock' ? { methodStillThere } : {}),
      },
    };
    const because = becauseOf[command.kind];
    const why = 'note' in command ? command.note : '';
    const taken = takenTokens(token, decided.token, { because, actor, why });
    return { value: decided.token, rows: [row], taken };
  });
  return detailOfToken(deps, value);
}

/** What somebody whose request loses its token by this order reads. */
const becauseOf: Record<DecidedCommand['kind'], TokenGone> = {
  adopt: 'its-token-set-aside',
  'set-aside': 'its-token-set-aside',
  'take-back': 'its-token-taken-back',
  'to-stock': 'its-token-taken-back',
  retire: 'its-token-set-aside',
  'report-lost': 'its-token-lost',
  'report-found': 'its-token-taken-back',
};

async function mustBeSite(deps: Deps, tx: Db, site: string | null): Promise<void> {
  if (site !== null && !isSite(site, (await policyNow(deps, tx)).sites))
    throw new ProblemError('request-invalid', { field: 'site' });
}
