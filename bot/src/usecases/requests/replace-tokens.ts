import type { Person } from '@token-desk/contract/ids';
import { personActor, personData } from '@token-desk/contract/named';
import type { Request } from '@token-desk/contract/request';
import type { RequestEvent } from '../../domain/requests/request-events.ts';
import { fateOfOldToken, notLostAfterAll, replacedToken } from '../../domain/tokens/replaced-token.ts';
import type { Token } from '../../domain/tokens/token.ts';
import type { TokenDecided } from '../../domain/tokens/token-commands.ts';
import type { Db } from '../../store/database.ts';
import { addCustody } from '../../store/tables/custody.ts';
import { saveToken, tokensOf } from '../../store/tables/tokens.ts';
import type { OtherRow, TakenToken, Written } from '../write/change.ts';
import { takenTokens } from '../write/token-moves.ts';
import { withoutSpares } from './spare-tokens.ts';

const becauseOf = { lost: 'its-token-lost', 'set-aside': 'its-token-set-aside' } as const;

type Decision = {
  /** The request a person carries a token for, as far as their other tokens care. */
  readonly request: Pick<Request, 'id' | 'subject' | 'form'>;
  readonly events: readonly RequestEvent[];
  readonly by: Person;
  /** The person's methods at Microsoft now; null where nobody can tell, or where it does not matter. */
  readonly methods: readonly string[] | null;
  /** Whether the asker's word writes this token off; absent where nobody asks. */
  readonly isWrittenOff?: (token: Token) => boolean;
};

/**
 * Inside the transaction of a decision: the person's other tokens become lost, or are set aside, or are not lost after
 * all, with custody. Answers the audit rows to write, and what that takes from other requests.
 */
export async function replaceTokens(
  tx: Db,
  decision: Decision,
): Promise<Pick<Written<null>, 'rows' | 'taken'>> {
  const { request, events, by, isWrittenOff = () => true } = decision;
  const rows: OtherRow[] = [];
  const taken: TakenToken[] = [];
  const actor = personActor(by);
  for (const event of events) {
    const meant = fateOfOldToken(request.form.type, events, event);
    if (meant === null) continue;
    const { fate, isMeant } = meant;
    // The new token is not active yet: it becomes so when this decision is stored.
    const theirs = await tokensOf(tx, request.subject.id, fate === 'found' ? 'lost' : 'active');
    const tokens = fate === 'set-aside' ? await withoutSpares(tx, theirs) : theirs;
    for (const token of tokens.filter((one) => isMeant(one.serial) && isWrittenOff(one))) {
      const decided = decidedFor(token, { decision, event, fate });
      if (decided === null) continue;
      const { token: after, custody } = decided;
      await saveToken(tx, after);
      await addCustody(tx, token.serial, { at: event.at, by, ...custody });
      if (fate !== 'found') taken.push(...takenTokens(token, after, { because: becauseOf[fate], actor }));
      rows.push({
        event: decided.event,
        actor,
        requestId: request.id,
        data: {
          serial: token.serial,
          from: token.state,
          to: after.state,
          ...personData('holder', request.subject),
          methodId: token.methodId,
        },
      });
    }
  }
  return { rows, taken };
}

type Meant = {
  readonly decision: Decision;
  readonly event: RequestEvent;
  readonly fate: 'lost' | 'set-aside' | 'found';
};

function decidedFor(token: Token, { decision, event, fate }: Meant): TokenDecided | null {
  const { request, by, methods } = decision;
  if (fate === 'found') return notLostAfterAll(token, { requestId: request.id, methods, now: event.at });
  // What a technician confirmed is no longer the asker's to take back.
  const lostFor = event.kind === 'submitted' ? request.id : null;
  return replacedToken(token, fate, { by, now: event.at, lostFor });
}
