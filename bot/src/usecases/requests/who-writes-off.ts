import type { Reply } from '@token-desk/contract/api';
import type { Person } from '@token-desk/contract/ids';
import { type Asker, mayWriteOff } from '../../domain/tokens/replaced-token.ts';
import type { Token } from '../../domain/tokens/token.ts';
import type { Db } from '../../store/database.ts';
import { findRequest } from '../../store/tables/requests.ts';
import { tokensOf } from '../../store/tables/tokens.ts';
import { directoryTimeoutMs, isUnanswered } from '../people/directory.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { withoutSpares } from './spare-tokens.ts';

/** What the caller is to the subject, as the directory has it; where it does not answer, nobody's manager. */
export async function askerOf(
  deps: Deps,
  { person, roles }: Caller,
  subject: Pick<Person, 'id'>,
): Promise<Asker> {
  try {
    const managerId = await deps.directory.managerOf(subject.id, AbortSignal.timeout(directoryTimeoutMs));
    return { person, roles, isManager: managerId === person.id };
  } catch (error) {
    // Not knowing is a legal answer here: then a technician confirms.
    if (!isUnanswered(error)) throw error;
    return { person, roles, isManager: false };
  }
}

/** Which tokens a loss means where nobody names one: a spare one only where it is all they have. */
async function meantByLoss(db: Db, personId: string) {
  const active = await tokensOf(db, personId, 'active');
  const main = await withoutSpares(db, active);
  const lost = main.length > 0 ? main : active;
  return { lost, spare: active.filter((one) => !lost.includes(one)) };
}

/** The same by serial, for whoever is about to record it. */
export async function readLosses({ store }: Deps, personId: string): Promise<Reply<'getLosses'>> {
  const { lost, spare } = await meantByLoss(store.db, personId);
  const serialsOf = (tokens: readonly Token[]) => tokens.map(({ serial }) => serial);
  return { lost: serialsOf(lost), spare: serialsOf(spare) };
}

/**
 * The subject's tokens that the asker's word writes off; where that is none, those it only reports.
 */
export async function sortLosses(
  tx: Db,
  subject: Person,
  asker: Asker,
): Promise<{ readonly writtenOff: ReadonlySet<string>; readonly reported: readonly string[] }> {
  const { lost: tokens } = await meantByLoss(tx, subject.id);
  const writtenOff = new Set<string>();
  for (const token of tokens) {
    if (mayWriteOff(token, asker, await earlierRequester(tx, token))) writtenOff.add(token.serial);
  }
  const reported = writtenOff.size > 0 ? [] : tokens.map(({ serial }) => serial);
  return { writtenOff, reported };
}

/** Who asked for the token that is now said to be lost. */
async function earlierRequester(tx: Db, { requestId }: Token): Promise<Person | null> {
  return requestId === null ? null : ((await findRequest(tx, requestId))?.requestedBy ?? null);
}
