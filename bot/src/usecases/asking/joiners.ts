import { isSameAccount } from '@token-desk/contract/account';
import { ProblemError } from '@token-desk/contract/problem';
import type { Request, RequestForm } from '@token-desk/contract/request';
import { offeredReasons } from '../../domain/organisation.ts';
import { barOf, isPastDay, wrongFields } from '../../domain/requests/form-rules.ts';
import type { DirectoryPerson } from '../../ports.ts';
import {
  deleteJoiner,
  findJoiner,
  insertJoiner,
  type Joiner,
  listJoiners,
  type StoredJoiner,
} from '../../store/asked/joiners.ts';
import type { Db } from '../../store/database.ts';
import { findSetting, saveSetting } from '../../store/tables/settings.ts';
import { directoryTimeoutMs, isUnanswered } from '../people/directory.ts';
import { readForSubmission, submissionKeyOf, submitIn } from '../requests/requests.ts';
import { commit } from '../write/commit.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { policyNow } from '../write/policy-now.ts';
import { spendIn } from '../write/spending.ts';

export type { Joiner } from '../../store/asked/joiners.ts';

const mostListed = 20;
const mostLookedFor = 500;
const lookedAt = 'joiners-looked-at';
const lookEveryMs = 60 * 60_000;

type JoinerAsked = Pick<Joiner, 'name' | 'startsOn' | 'match'> & {
  readonly form: RequestForm;
  /** Sent twice it waits once. */
  readonly submissionId: string;
};

/** Waits for an account; nothing is asked of anybody before it is there. */
export async function askForJoiner(deps: Deps, { person }: Caller, asked: JoinerAsked): Promise<Joiner> {
  const { submissionId, ...joiner } = asked;
  const one: Joiner = { ...joiner, id: submissionId, askedBy: person };
  const { value } = await commit(deps, async (tx) => {
    const known = await findJoiner(tx, submissionId);
    if (known !== null) {
      if (known.askedBy.id !== person.id) throw new ProblemError('request-not-found');
      return { value: known };
    }
    const { sites, reasons } = await policyNow(deps, tx);
    const [wrong] = wrongFields(one.form, { sites, reasons: offeredReasons(reasons) });
    if (wrong !== undefined) throw new ProblemError('request-invalid', { field: wrong });
    await spendIn(tx, 'ask', { who: person.id, now: deps.clock.now() });
    await insertJoiner(tx, one, deps.clock.now());
    return { value: one };
  });
  return value;
}

export const joinersOf = ({ store }: Deps, personId: string): Promise<readonly Joiner[]> =>
  listJoiners(store.db, { askedBy: personId, limit: mostListed });

/** Only whoever asked. */
async function own(db: Db, { person }: Caller, joinerId: string): Promise<StoredJoiner> {
  const joiner = await findJoiner(db, joinerId);
  if (joiner === null || joiner.askedBy.id !== person.id) throw new ProblemError('request-not-found');
  return joiner;
}

export async function withdrawJoiner(deps: Deps, caller: Caller, joinerId: string): Promise<Joiner> {
  const { value } = await commit(deps, async (tx) => {
    const joiner = await own(tx, caller, joinerId);
    await deleteJoiner(tx, joiner);
    return { value: joiner };
  });
  return value;
}

/** By hand: whoever asked says which account it is. */
export async function bindJoiner(
  deps: Deps,
  caller: Caller,
  { joinerId, account }: { readonly joinerId: string; readonly account: string },
): Promise<Request> {
  const joiner = await own(deps.store.db, caller, joinerId);
  const person = await deps.directory.person(account, AbortSignal.timeout(directoryTimeoutMs));
  if (person === null) throw new ProblemError('subject-unknown');
  return begin(deps, caller, { joiner, person });
}

/** The request begins as any other does, on the day it asks for or today. */
async function begin(
  deps: Deps,
  caller: Caller,
  { joiner, person }: { readonly joiner: StoredJoiner; readonly person: DirectoryPerson },
): Promise<Request> {
  const now = deps.clock.now();
  const { neededBy } = joiner.form;
  const today = new Date(now).toISOString().slice(0, 10);
  const form = { ...joiner.form, neededBy: isPastDay(neededBy, now) ? today : neededBy };
  const read = await readForSubmission(deps, caller, { subject: person.id, form });
  const { request } = await commit(deps, async (tx) => {
    const waiting = await findJoiner(tx, joiner.id);
    if (waiting === null) throw new ProblemError('request-not-found');
    const key = submissionKeyOf(caller, `joiner:${joiner.id}`);
    const {
      begin: replace,
      id: _,
      ...written
    } = await submitIn(deps, tx, caller, {
      ...{ ...read, form, source: 'chat', key },
    });
    await deleteJoiner(tx, waiting);
    return { value: null, ...written, ...(await replace()) };
  });
  if (request === null) throw new TypeError('submit stored nothing');
  return request;
}

/** Once an hour: whoever has an account by exactly this address or number by now. Answers how many began. */
export async function bindJoiners(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const last = Number((await findSetting(deps.store.db, lookedAt)).value ?? 0);
  if (now - last < lookEveryMs) return 0;
  const waiting = await listJoiners(deps.store.db, { askedBy: null, limit: mostLookedFor });
  let begun = 0;
  for (const joiner of waiting) if (await bindByMatch(deps, joiner)) begun += 1;
  await commit(deps, async (tx) => {
    const seen = await findSetting(tx, lookedAt);
    if (now - Number(seen.value ?? 0) >= lookEveryMs) await saveSetting(tx, seen, String(now));
    return { value: null };
  });
  return begun;
}

async function bindByMatch(deps: Deps, joiner: StoredJoiner): Promise<boolean> {
  try {
    const person = await findByMatch(deps, joiner.match);
    if (person === null) return false;
    const asker = await deps.directory.person(joiner.askedBy.id, AbortSignal.timeout(directoryTimeoutMs));
    if (asker === null || barOf(asker) !== null) return false; // whoever asked has left
    await begin(deps, { person: joiner.askedBy, roles: [] }, { joiner, person });
    return true;
  } catch (error) {
    // It is looked for again in an hour.
    if (isUnanswered(error) || error instanceof ProblemError) return false;
    throw error;
  }
}

/** Nobody who is nearly it, and nobody where two are. */
async function findByMatch(deps: Deps, match: string): Promise<DirectoryPerson | null> {
  const signal = AbortSignal.timeout(directoryTimeoutMs);
  if (match.includes('@')) {
    const person = await deps.directory.person(match, signal);
    return person !== null && barOf(person) === null && isSameAccount(person.upn, match) ? person : null;
  }
  const found = await deps.directory.withNumber(match, signal);
  const [only, ...others] = found.filter((one) => barOf(one) === null);
  return only === undefined || others.length > 0 ? null : only;
}
