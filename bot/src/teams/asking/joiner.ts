import { ProblemError } from '@token-desk/contract/problem';
import { isRealDay } from '@token-desk/contract/working-days';
import * as z from 'zod/mini';
import { holidaysAt, offeredOf } from '../../domain/organisation.ts';
import type { FormField } from '../../words/strings.ts';
import { type JoinerValues, type JoinerView, joinerCard, joinerFormCard } from '../cards/joiner.ts';
import type { FormValues } from '../cards/request-form.ts';
import type { Trouble } from '../cards/request-state.ts';
import { problemOf } from '../failure.ts';
import { formValues, readFields } from '../form-values.ts';
import { describeTrouble } from '../problem-words.ts';
import { callerOf, type Turn } from '../turn.ts';
import { type CardAnswer, sentence, showRequest } from './shown.ts';

const typed = z.catch(z.optional(z.string().check(z.maxLength(200))), undefined);
/** What comes back from the form. */
export const joinerInput = z.extend(formValues, {
  nonce: z.string().check(z.minLength(1), z.maxLength(64)),
  name: typed,
  startsOn: typed,
  match: typed,
});
export type JoinerInput = z.infer<typeof joinerInput>;

type Typed = { readonly nonce: string; readonly who: JoinerValues; readonly values: FormValues };

function form(
  turn: Turn,
  { nonce, who, values }: Typed,
  said: { readonly trouble?: Trouble; readonly wrong?: readonly FormField[] } = {},
): CardAnswer {
  const { strings, policy, today } = turn;
  const view = {
    ...{
      nonce,
      who,
      values,
      today,
      sites: policy.sites,
      reasons: offeredOf(policy.reasons),
      trouble: said.trouble ?? null,
    },
    holidays: holidaysAt(policy, values.site ?? ''),
    wrong: Object.fromEntries((said.wrong ?? []).map((field) => [field, strings.form.wrong[field]])),
  };
  const message = { card: joinerFormCard(view, strings), summary: strings.asking.joiner.title };
  return { message, shows: null };
}

export const openJoiner = (turn: Turn, name?: string): CardAnswer =>
  form(turn, { nonce: turn.deps.newId(), who: name === undefined ? {} : { name }, values: { type: 'new' } });

/** An address, or a number as a badge has it. */
const matchForm = /^(?:[^\s@]+@[^\s@]+|(?=.*\d)[A-Za-z0-9._-]{3,16})$/;

export async function sendJoiner(turn: Turn, input: JoinerInput): Promise<CardAnswer> {
  const { nonce, name = '', startsOn = '', match = '', ...values } = input;
  const who = { name: name.trim(), startsOn: startsOn.trim(), match: match.trim() };
  const { strings, deps } = turn;
  const read = readFields(values, turn);
  const isWho = who.name !== '' && matchForm.test(who.match) && isDay(who.startsOn);
  if (!read.ok || !isWho) {
    const trouble = { title: strings.asking.joiner.wrong, action: strings.asking.several.notSentYet };
    return form(turn, { nonce, who, values }, { trouble, wrong: read.ok ? [] : read.wrongFields });
  }
  try {
    const caller = await callerOf(turn);
    return shown(turn, await deps.askForJoiner(caller, { ...who, form: read.form, submissionId: nonce }));
  } catch (error) {
    const trouble = describeTrouble(problemOf(error, deps), strings);
    return form(turn, { nonce, who, values }, { trouble });
  }
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && isRealDay(text);

function shown({ strings }: Turn, joiner: JoinerView, trouble?: Trouble): CardAnswer {
  const view = trouble === undefined ? joiner : { ...joiner, trouble };
  const summary = strings.asking.joiner.waits(joiner.name);
  return { message: { card: joinerCard(view, strings), summary }, shows: null };
}

/** Null: it waits no longer, or is another's. */
async function find(turn: Turn, joinerId: string): Promise<JoinerView | null> {
  const { person } = await callerOf(turn);
  return (await turn.deps.joinersOf(person)).find(({ id }) => id === joinerId) ?? null;
}

export async function showJoiner(turn: Turn, joinerId: string): Promise<CardAnswer> {
  const joiner = await find(turn, joinerId);
  return joiner === null ? sentence(turn, turn.strings.asking.joiner.gone) : shown(turn, joiner);
}

export async function bindJoiner(
  turn: Turn,
  { joinerId, account = '' }: { readonly joinerId: string; readonly account?: string | undefined },
): Promise<CardAnswer> {
  const joiner = await find(turn, joinerId);
  if (joiner === null) return sentence(turn, turn.strings.asking.joiner.gone);
  try {
    if (account.trim() === '') throw new ProblemError('subject-unknown');
    const asked = { joinerId, account: account.trim() };
    return await showRequest(turn, await turn.deps.bindJoiner(await callerOf(turn), asked));
  } catch (error) {
    return shown(turn, joiner, describeTrouble(problemOf(error, turn.deps), turn.strings));
  }
}

export async function withdrawJoiner(turn: Turn, joinerId: string): Promise<CardAnswer> {
  const { joiner } = turn.strings.asking;
  if ((await find(turn, joinerId)) === null) return sentence(turn, joiner.gone);
  const { name } = await turn.deps.withdrawJoiner(await callerOf(turn), joinerId);
  return sentence(turn, joiner.withdrawn(name));
}
