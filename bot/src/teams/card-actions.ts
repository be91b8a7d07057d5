import { id } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import { type Request, type RequestCommand, requestCommand } from '@token-desk/contract/request';
import * as z from 'zod/mini';
import { isDecider } from '../domain/approval/deciders.ts';
import { lacks } from '../domain/permissions.ts';
import { isAhead } from '../domain/requests/request-states.ts';
import { answerTo } from './asking/answers.ts';
import { decideCohort, decidingInput } from './asking/deciding.ts';
import { dropFormDraft } from './asking/draft.ts';
import {
  bindJoiner,
  joinerInput,
  openJoiner,
  sendJoiner,
  showJoiner,
  withdrawJoiner,
} from './asking/joiner.ts';
import {
  cancelSeveral,
  checkSeveral,
  keepSeveral,
  openSeveral,
  sendSeveral,
  severalInput,
  showCohort,
  withdrawCohort,
} from './asking/several.ts';
import { type CardAnswer, showRequest, statusList } from './asking/shown.ts';
import { type EditValues, editFields, editFormCard } from './cards/edit-form.ts';
import { card, execute, words } from './cards/elements.ts';
import { notMeCard } from './cards/holder.ts';
import { relationTo, requestStateCard, type Trouble } from './cards/request-state.ts';
import { problemOf } from './failure.ts';
import { formValues } from './form-values.ts';
import { describeTrouble } from './problem-words.ts';
import { keepForm, newForm, submitForm } from './request-form.ts';
import type { CardMessage } from './sender.ts';
import { callerOf, type Turn } from './turn.ts';

/** What a card sends back. It came through the client, so nothing in it is believed: ids are looked up again. */
export const cardData = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('form.open') }),
  z.extend(formValues, { verb: z.literal('form.submit'), nonce: id }),
  z.extend(formValues, { verb: z.literal('form.keep'), nonce: id }),
  z.object({ verb: z.literal('form.anew') }),
  z.object({ verb: z.literal('form.cancel') }),
  z.object({ verb: z.literal('say'), line: z.string().check(z.maxLength(200)) }),
  z.object({ verb: z.literal('request.show'), requestId: id }),
  z.object({ verb: z.literal('request.withdraw'), requestId: id }),
  z.object({ verb: z.literal('request.edit'), requestId: id }),
  z.extend(
    z.pick(formValues, { neededBy: true, handOver: true, ticketNumber: true, costCentre: true, note: true }),
    {
      verb: z.literal('request.save'),
      requestId: id,
    },
  ),
  z.object({ verb: z.literal('request.nudge'), requestId: id }),
  z.object({ verb: z.literal('request.close'), requestId: id }),
  z.object({ verb: z.literal('request.approve'), requestId: id }),
  z.object({ verb: z.literal('request.reject'), requestId: id, why: z.optional(z.string()) }),
  z.object({ verb: z.literal('status.show') }),
  z.object({ verb: z.literal('joiner.open') }),
  z.extend(joinerInput, { verb: z.literal('joiner.send') }),
  z.object({ verb: z.literal('joiner.show'), joinerId: id }),
  z.object({
    verb: z.literal('joiner.bind'),
    joinerId: id,
    account: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
  }),
  z.object({ verb: z.literal('joiner.withdraw'), joinerId: id }),
  z.object({ verb: z.literal('several.open') }),
  z.extend(severalInput, { verb: z.literal('several.check') }),
  z.extend(severalInput, { verb: z.literal('several.send') }),
  z.extend(severalInput, { verb: z.literal('several.keep') }),
  z.object({ verb: z.literal('several.cancel') }),
  z.object({ verb: z.literal('cohort.show'), cohort: id }),
  z.object({ verb: z.literal('cohort.withdraw'), cohort: id }),
  z.object({ verb: z.literal('cohort.approve'), cohort: id }),
  z.extend(decidingInput, { verb: z.literal('cohort.approve-some') }),
  z.extend(decidingInput, { verb: z.literal('cohort.reject-all') }),
  z.extend(decidingInput, { verb: z.literal('cohort.reject-some') }),
  z.object({ verb: z.literal('token.not-me'), seq: z.string().check(z.regex(/^\d{1,15}$/)) }),
]);
export type CardData = z.infer<typeof cardData>;

export async function actOnCard(turn: Turn, data: CardData): Promise<CardAnswer> {
  switch (data.verb) {
    case 'form.open':
      return { message: await newForm(turn), shows: null };
    case 'form.submit': {
      const { verb: _, nonce, ...values } = data;
      const submitted = await submitForm(turn, nonce, values);
      return submitted.ok ? showRequest(turn, submitted.request) : { message: submitted.again, shows: null };
    }
    case 'form.keep': {
      const { verb: _, nonce, ...values } = data;
      return { message: await keepForm(turn, nonce, values), shows: null };
    }
    case 'form.anew':
      await dropFormDraft(turn);
      return { message: await newForm(turn), shows: null };
    case 'form.cancel':
      await dropFormDraft(turn);
      return { message: cancelled(turn), shows: null };
    case 'say':
      return answerTo(turn, data.line);
    case 'request.show':
      return showRequest(turn, await readable(turn, data.requestId));
    case 'request.withdraw':
      return command(turn, data.requestId, { kind: 'withdraw' });
    case 'request.edit':
      return edit(turn, data.requestId);
    case 'request.save': {
      const { verb: _, requestId, ...values } = data;
      return save(turn, requestId, values);
    }
    case 'request.nudge':
      return command(turn, data.requestId, { kind: 'nudge' });
    case 'request.close':
      return command(turn, data.requestId, { kind: 'close' });
    case 'request.approve':
      return command(turn, data.requestId, { kind: 'approve' });
    case 'request.reject':
      return reject(turn, data.requestId, data.why ?? '');
    case 'token.not-me':
      return { message: await notMe(turn, Number(data.seq)), shows: null };
    case 'status.show':
      return { message: await statusList(turn), shows: null };
    case 'joiner.open':
      return openJoiner(turn);
    case 'joiner.send': {
      const { verb: _, ...input } = data;
      return sendJoiner(turn, input);
    }
    case 'joiner.show':
      return showJoiner(turn, data.joinerId);
    case 'joiner.bind':
      return bindJoiner(turn, data);
    case 'joiner.withdraw':
      return withdrawJoiner(turn, data.joinerId);
    case 'several.open':
      return openSeveral(turn);
    case 'several.check':
      return checkSeveral(turn, data);
    case 'several.send':
      return sendSeveral(turn, data);
    case 'several.keep':
      return keepSeveral(turn, data);
    case 'several.cancel':
      return cancelSeveral(turn);
    case 'cohort.show':
      return showCohort(turn, data.cohort);
    case 'cohort.withdraw':
      return withdrawCohort(turn, data.cohort);
    case 'cohort.approve':
      return decideCohort(turn, { cohort: data.cohort, of: 'all', as: 'approve' });
    case 'cohort.approve-some':
      return decideCohort(turn, { ...data, of: 'chosen', as: 'approve' });
    case 'cohort.reject-all':
      return decideCohort(turn, { ...data, of: 'all', as: 'reject' });
    case 'cohort.reject-some':
      return decideCohort(turn, { ...data, of: 'chosen', as: 'reject' });
  }
}

async function notMe(turn: Turn, seq: number): Promise<CardMessage> {
  const { deps, strings } = turn;
  const said = (trouble: Trouble | null) => ({
    card: notMeCard(trouble, strings),
    summary: trouble?.title ?? strings.holder.said,
  });
  try {
    await deps.reportNotMe(await callerOf(turn), seq);
    return said(null);
  } catch (error) {
    return said(describeTrouble(problemOf(error, deps), strings));
  }
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

/** The form with what may change; too late, the card says so. */
async function edit(turn: Turn, requestId: string): Promise<CardAnswer> {
  const request = await readable(turn, requestId);
  if (request.requestedBy.id !== turn.personId) {
    const { code, detail } = lacks('withdraw').problem;
    throw new ProblemError(code, detail);
  }
  if (!isAhead(request.state)) {
    const problem = { code: 'request-wrong-state', detail: { state: request.state } } as const;
    return refused(turn, request, describeTrouble(problem, turn.strings));
  }
  return editForm(turn, { request, values: request.form, trouble: null });
}

function editForm(turn: Turn, view: Parameters<typeof editFormCard>[0]): CardAnswer {
  const summary = turn.strings.asking.edit.title(view.request.subject.name);
  return { message: { card: editFormCard(view, turn.strings), summary }, shows: null };
}

/** What is not right stays in the form, as it was typed. */
async function save(turn: Turn, requestId: string, values: EditValues): Promise<CardAnswer> {
  const request = await readable(turn, requestId);
  const filled = Object.fromEntries(
    editFields.flatMap((field) => ((values[field] ?? '').trim() === '' ? [] : [[field, values[field]]])),
  );
  const order = requestCommand.safeParse({ ...filled, kind: 'edit' });
  if (!order.success) {
    const field = order.error.issues[0]?.path[0] ?? 'neededBy';
    const problem = { code: 'request-invalid', detail: { field: String(field) } } as const;
    return editForm(turn, { request, values, trouble: describeTrouble(problem, turn.strings) });
  }
  return command(turn, requestId, order.data);
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
