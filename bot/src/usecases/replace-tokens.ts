import type { Person } from '@token-desk/contract/ids';
import type { Request } from '@token-desk/contract/request';
import { fateOfOldTokens, replacedToken } from '../domain/replaced-token.ts';
import type { RequestEvent } from '../domain/request-events.ts';
import { addCustody } from '../store/custody.ts';
import type { Db } from '../store/database.ts';
import { activeTokensOf, saveToken } from '../store/tokens.ts';
import type { DeskRow } from './commit.ts';

/** The request a person carries a token for, as far as their other tokens care. */
type Replacing = Pick<Request, 'id' | 'subject' | 'form'>;

/**
 * Inside the transaction of a decision: the person's other tokens become lost, or are set aside, with custody.
 * Answers the audit rows to write.
 */
export async function replaceTokens(
  tx: Db,
  request: Replacing,
  events: readonly RequestEvent[],
  by: Person,
): Promise<readonly DeskRow[]> {
  const rows: DeskRow[] = [];
  for (const { kind, at } of events) {
    const fate = fateOfOldTokens(request.form.type, kind);
    if (fate === null) continue;
    // The new token is not active yet: it becomes so when this decision is stored.
    for (const token of await activeTokensOf(tx, request.subject.id)) {
      const { token: after, event, custody } = replacedToken(token, fate, at);
      await saveToken(tx, after);
      await addCustody(tx, token.serial, { at, by, ...custody });
      rows.push({
        event,
        actor: { kind: 'person', person: by },
        requestId: request.id,
        data: {
          serial: token.serial,
          from: token.state,
          to: after.state,
          holder: request.subject.upn,
          holderId: request.subject.id,
          methodId: token.methodId,
        },
      });
    }
  }
  return rows;
}
