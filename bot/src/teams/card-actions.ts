import { id } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import * as z from 'zod/mini';
import { card, execute, words } from './cards/elements.ts';
import { statusListCard } from './cards/request-list.ts';
import { requestStateCard } from './cards/request-state.ts';
import { problemOf } from './failure.ts';
import { formValues } from './form-values.ts';
import { cardFor } from './notifier.ts';
import { describeTrouble } from './problem-words.ts';
import { newForm, submitForm } from './request-form.ts';
import type { CardMessage } from './sender.ts';
import { callerOf, type Turn } from './turn.ts';

/** What a card sends back. It came through the client, so nothing in it is believed: ids are looked up again. */
export const cardData = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('form.open') }),
  z.extend(formValues, { verb: z.literal('form.submit'), nonce: id }),
  z.object({ verb: z.literal('form.cancel') }),
  z.object({ verb: z.literal('request.show'), requestId: id }),
  z.object({ verb: z.literal('request.withdraw'), requestId: id }),
  z.object({ verb: z.literal('request.close'), requestId: id }),
  z.object({ verb: z.literal('status.show') }),
]);
export type CardData = z.infer<typeof cardData>;

/** The card that takes the place of the one whose button was pressed. */
export type CardAnswer = {
  readonly message: CardMessage;
  /** The request it shows, if it shows one: from now on this message is the one kept up to date. */
  readonly shows: Request | null;
};

export async function actOnCard(turn: Turn, data: CardData): Promise<CardAnswer> {
  switch (data.verb) {
    case 'form.open':
      return { message: await newForm(turn), shows: null };
    case 'form.submit': {
      const { verb: _, nonce, ...values } = data;
      const submitted = await submitForm(turn, nonce, values);
      return submitted.ok ? showRequest(turn, submitted.request) : { message: submitted.again, shows: null };
    }
    case 'form.cancel':
      return { message: cancelled(turn), shows: null };
    case 'request.show':
      return showRequest(turn, await readable(turn, data.requestId));
    case 'request.withdraw':
      return command(turn, data.requestId, 'withdraw');
    case 'request.close':
      return command(turn, data.requestId, 'close');
    case 'status.show':
      return { message: await statusList(turn), shows: null };
  }
}

export async function showRequest(turn: Turn, request: Request): Promise<CardAnswer> {
  const { personId, strings } = turn;
  return { message: await cardFor(turn.deps, request, { personId, strings }), shows: request };
}

export async function statusList(turn: Turn): Promise<CardMessage> {
  const { person } = await callerOf(turn);
  const requests = await turn.deps.listMine(person);
  const view = { requests, now: turn.deps.clock.now(), timeZone: turn.activity.localTimezone ?? null };
  return { card: statusListCard(view, turn.strings), summary: turn.strings.list.title };
}

/** An old button does no harm: the rules decide on the request as it is, and the card shows it so. */
async function command(turn: Turn, requestId: string, kind: 'withdraw' | 'close'): Promise<CardAnswer> {
  const before = await readable(turn, requestId);
  try {
    await turn.deps.command(await callerOf(turn), requestId, { kind });
    return await showRequest(turn, (await turn.deps.findRequest(requestId)) ?? before);
  } catch (error) {
    const trouble = describeTrouble(problemOf(error, turn.deps), turn.strings);
    const request = (await turn.deps.findRequest(requestId)) ?? before;
    const view = { request, isMine: request.requestedBy.id === turn.personId, tabUrl: null, trouble };
    return {
      message: { card: requestStateCard(view, turn.strings), summary: trouble.title },
      shows: request,
    };
  }
}

/** Only who asked for it or will carry it may see it here; for everybody else it does not exist. */
async function readable(turn: Turn, requestId: string): Promise<Request> {
  const request = await turn.deps.findRequest(requestId);
  const isTheirs =
    request !== null && (request.requestedBy.id === turn.personId || request.subject.id === turn.personId);
  if (!isTheirs) throw new ProblemError('request-not-found');
  return request;
}

function cancelled({ strings }: Turn): CardMessage {
  return {
    summary: strings.form.cancelled,
    card: card(
      strings.language,
      [words(strings.form.cancelled)],
      [execute(strings.help.request, 'form.open')],
    ),
  };
}
