import type { Person } from '@token-desk/contract/ids';
import { type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import type { Request, RequestForm } from '@token-desk/contract/request';
import { requestsOfCohort } from '../../store/asked/cohorts.ts';
import type { Db } from '../../store/database.ts';
import { findBySubmission } from '../../store/tables/requests.ts';
import { eachAsked } from '../people/directory.ts';
import {
  type ReadForSubmission,
  readForSubmission,
  submissionKeyOf,
  submitIn,
} from '../requests/requests.ts';
import type { Change, OtherRow, TakenToken } from '../write/change.ts';
import { commit } from '../write/commit.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { spendIn } from '../write/spending.ts';

export type SeveralAsked = {
  readonly people: readonly Pick<Person, 'id'>[];
  readonly form: RequestForm;
  /** Of the list: sent twice it asks once. */
  readonly submissionId: string;
  readonly cohort: string;
};
/** Who was not asked for after all, and why. */
export type NotAsked = { readonly id: string; readonly code: ProblemCode };
export type SeveralSent = { readonly requests: readonly Request[]; readonly left: readonly NotAsked[] };

/** All of a list in one transaction, but for those that something stands against: they are answered, and nothing is written of them. */
export async function submitSeveral(
  deps: Deps,
  caller: Caller,
  { people, form, submissionId, cohort }: SeveralAsked,
): Promise<SeveralSent> {
  const read = await eachAsked(people, ({ id }) =>
    refusedOr(id, () => readForSubmission(deps, caller, { subject: id, form })),
  );
  const isLeft = (one: ReadForSubmission | NotAsked): one is NotAsked => 'code' in one;
  const { value } = await commit(deps, async (tx) => {
    const left: NotAsked[] = read.filter(isLeft);
    const seen = new Set<string>();
    const others: Change[] = [];
    const rows: OtherRow[] = [];
    const taken: TakenToken[] = [];
    for (const one of read) {
      if (isLeft(one) || seen.has(one.subject.id)) continue;
      seen.add(one.subject.id);
      const key = submissionKeyOf(caller, `${submissionId}:${one.subject.id}`);
      if ((await findBySubmission(tx, key)) !== null) continue;
      const decided = await refusedOr(one.subject.id, () =>
        submitIn(deps, tx, caller, { ...one, form, source: 'chat', key, cohort }),
      );
      if ('code' in decided) {
        left.push(decided);
        continue;
      }
      const begun = await decided.begin();
      others.push(...decided.others, decided.change);
      rows.push(...(begun.rows ?? []));
      taken.push(...(begun.taken ?? []));
    }
    if (others.length > 0) await spendIn(tx, 'ask-list', { who: caller.person.id, now: deps.clock.now() });
    return { value: left, others, rows, taken };
  });
  return { requests: await requestsOfCohort(deps.store.db, cohort), left: value };
}

async function refusedOr<T>(id: string, work: () => Promise<T>): Promise<T | NotAsked> {
  try {
    return await work();
  } catch (error) {
    // What is the person's own fault is said of their line; everything else ends the whole.
    if (!(error instanceof ProblemError) || !ofOnePerson.includes(error.problem.code)) throw error;
    return { id, code: error.problem.code };
  }
}

/** Refusals that are one person's and no list's. */
const ofOnePerson: readonly ProblemCode[] = [
  'subject-unknown',
  'subject-disabled',
  'subject-guest',
  'request-duplicate',
  'request-for-self',
];

export const findCohort = ({ store }: { readonly store: { readonly db: Db } }, cohortId: string) =>
  requestsOfCohort(store.db, cohortId);
