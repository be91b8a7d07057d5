import { id } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import { type Request, type RequestCommand, requestCommand } from '@token-desk/contract/request';
import * as z from 'zod/mini';
import { isDecider } from '../domain/approval/deciders.ts';
import { card, execute, words } from './cards/elements.ts';
import { statusListCard } from './cards/request-list.ts';
import { relationTo, requestStateCard, type Trouble } from './cards/request-state.ts';
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
  z.object({ verb: z.literal('request.approve'), requestId: id }),
  z.object({ verb: z.literal('request.reject'), requestId: id, why: z.optional(z.string()) }),
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
      return command(turn, data.requestId, { kind: 'withdraw' });
    case 'request.close':
      return command(turn, data.requestId, { kind: 'close' });
    case 'request.approve':
      return command(turn, data.requestId, { kind: 'approve' });
    case 'request.reject':
      return reject(turn, data.requestId, data.why ?? '');
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
async function command(turn: Turn, requestId: string, order: RequestCommand): Promise<CardAnswer> {
  const before = await readable(turn, requestId);
  try {
    await turn.deps.command(await callerOf(turn), requestId, order);
    return await showRequest(turn, (await turn.deps.findRequest(requestId)) ?? before);
  } catch (error) {
    const request = (await turn.deps.findRequest(requestId)) ?? before;
    return refused(turn, request, describeTrouble(problemOf(error, turn.deps), turn.strings));
  }
}

function refused({ personId, strings }: Turn, request: Request, trouble: Trouble): CardAnswer {
  const view = { request, ...relationTo(request, personId), tabUrl: null, trouble };
  return { message: { card: requestStateCard(view, strings), summary: trouble.title }, shows: request };
}

/** A no without a reason is asked for one; what does not fit a reason is none. */
async function reject(turn: Turn, requestId: string, typed: string): Promise<CardAnswer> {
  const order = requestCommand.safeParse({ kind: 'reject', why: typed });
  if (order.success) return command(turn, requestId, order.data);
  const trouble = describeTrouble({ code: 'request-invalid', detail: { field: 'reasonText' } }, turn.strings);
  return refused(turn, await readable(turn, requestId), trouble);
}

/** Only who asked for it, will carry it or was asked to decide may see it here; for everybody else it does not exist. */
async function readable(turn: Turn, requestId: string): Promise<Request> {
  const request = await turn.deps.findRequest(requestId);
  const readers = [request?.requestedBy.id, request?.subject.id];
  const isReader = request !== null && (readers.includes(turn.personId) || isDecider(request, turn.personId));
  if (!isReader) throw new ProblemError('request-not-found');
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
