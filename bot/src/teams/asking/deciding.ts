import { id } from '@token-desk/contract/ids';
import { type Request, requestCommand } from '@token-desk/contract/request';
import { countingIn } from '@token-desk/contract/words/counting';
import * as z from 'zod/mini';
import { isDecider } from '../../domain/approval/deciders.ts';
import { versionOfCohort } from '../cards/cohort.ts';
import type { Trouble } from '../cards/request-state.ts';
import { problemOf } from '../failure.ts';
import { cohortMessage } from '../notifier.ts';
import { describeTrouble } from '../problem-words.ts';
import { callerOf, type Turn } from '../turn.ts';
import { type CardAnswer, sentence } from './shown.ts';

const longestChoice = 20_000;

const typed = z.catch(z.optional(z.string().check(z.maxLength(5_000))), undefined);

/** What comes back from the card of whoever decides about the people of one submission. */
export const decidingInput = z.object({
  cohort: id,
  chosen: z.catch(z.optional(z.string().check(z.maxLength(longestChoice))), undefined),
  why: typed,
  whySome: typed,
});

type Deciding = z.infer<typeof decidingInput> & {
  readonly of: 'all' | 'chosen';
  readonly as: 'approve' | 'reject';
};

/** About whom this person was asked; for everybody else it does not exist. */
async function decidedBy(turn: Turn, cohort: string): Promise<readonly Request[]> {
  const requests = await turn.deps.findCohort(cohort);
  return requests.filter((one) => isDecider(one, turn.personId));
}

/** Each by the rules of one alone. Of whom it cannot be decided the card says so, and the others are decided. */
export async function decideCohort(turn: Turn, asked: Deciding): Promise<CardAnswer> {
  const { strings, deps } = turn;
  const mine = await decidedBy(turn, asked.cohort);
  if (mine.length === 0) return sentence(turn, turn.strings.cardTooOld);
  const chosen = new Set((asked.chosen ?? '').split(',').map((one) => one.trim()));
  const meant = mine.filter((one) => asked.of === 'all' || chosen.has(one.id));
  if (meant.length === 0)
    return show(turn, mine, {
      title: strings.asking.cohort.noneChosen,
      action: strings.asking.cohort.choose,
    });
  const order = requestCommand.safeParse(
    asked.as === 'approve'
      ? { kind: 'approve' }
      : { kind: 'reject', why: (asked.of === 'all' ? asked.why : asked.whySome) ?? '' },
  );
  if (!order.success) {
    const empty = { code: 'request-invalid', detail: { field: 'reasonText' } } as const;
    return show(turn, mine, describeTrouble(empty, strings));
  }
  const caller = await callerOf(turn);
  const left: { readonly name: string; readonly trouble: Trouble }[] = [];
  for (const { id: requestId, subject, state } of meant) {
    // somebody else was quicker, or it was withdrawn: the card says so
    if (state !== 'submitted') continue;
    try {
      await deps.command(caller, requestId, order.data);
    } catch (error) {
      left.push({ name: subject.name, trouble: describeTrouble(problemOf(error, deps), strings) });
    }
  }
  return show(turn, await decidedBy(turn, asked.cohort), troubleOf(left, turn));
}

/** Each reason once, after the names. */
function troubleOf(
  left: readonly { readonly name: string; readonly trouble: Trouble }[],
  { strings }: Turn,
): Trouble | undefined {
  if (left.length === 0) return undefined;
  const names = countingIn(strings.dateLocale).list(left.map(({ name }) => name));
  const actions = new Set(left.map(({ trouble }) => `${trouble.title} ${trouble.action}`));
  return { title: strings.asking.cohort.notDecided(names), action: [...actions].join(' ') };
}

async function show(turn: Turn, requests: readonly Request[], trouble?: Trouble): Promise<CardAnswer> {
  const cohort = requests[0]?.cohort ?? '';
  const message = await cohortMessage(turn.deps, { cohort, requests }, turn, trouble);
  return { message, shows: { id: cohort, version: versionOfCohort(requests) } };
}
