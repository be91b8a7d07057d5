import type { Turns } from '@token-desk/contract/turns';
import { ActivityTypes, type TurnContext } from 'botbuilder';
import * as z from 'zod/mini';
import { languageOf, stringsFor } from '../words/languages.ts';
import { answerExtension, type ExtensionInvoke, extensionInvokes } from './asking/extension.ts';
import { fileIn } from './asking/list-file.ts';
import type { CardAnswer } from './asking/shown.ts';
import { actOnCard, cardData } from './card-actions.ts';
import { answerFile, answerInChannel, answerInPerson, greet } from './conversation.ts';
import type { TeamsDeps } from './deps.ts';
import { problemOf } from './failure.ts';
import { conversationTypeOf, goneIn, type IncomingActivity, rootConversationId, teamOf } from './incoming.ts';
import { describeTrouble } from './problem-words.ts';
import { cardActivity, goneFrom, lineActivity, sentId } from './sender.ts';
import { answeredMessage, isHeard, openTurn, rememberChat, type Turn } from './turn.ts';
import { connectorTimeoutMs, within } from './within.ts';

type Parts = { readonly deps: TeamsDeps; readonly lock: Turns };

/** Answers one activity. Never rejects: what goes wrong is told to whoever wrote. */
export async function onActivity(
  parts: Parts,
  context: TurnContext,
  activity: IncomingActivity,
): Promise<void> {
  try {
    switch (activity.type) {
      case ActivityTypes.Message:
        return await onMessage(parts, context, activity);
      case ActivityTypes.Invoke:
        return await onInvoke(parts, context, activity);
      case ActivityTypes.InstallationUpdate:
        return await onInstallation(parts, context, activity);
      case ActivityTypes.ConversationUpdate:
        return await onUpdate(parts, activity);
      default:
        return;
    }
  } catch (error) {
    await tellFailure(parts, context, activity, error);
  }
}

async function onMessage(parts: Parts, context: TurnContext, activity: IncomingActivity): Promise<void> {
  const turn = await openTurn(parts, context, activity);
  if (!(await isHeard(turn))) return;
  await rememberChat(turn);
  // A client without Action.Execute sends its buttons as messages.
  if (typeof activity.value === 'object' && activity.value !== null) {
    await onCard(turn, activity.value);
    return;
  }
  const file = turn.isPersonal ? fileIn(activity) : null;
  if (file !== null) return answerFile(turn, file);
  await (turn.isPersonal ? answerInPerson(turn) : answerInChannel(turn));
}

const actionInvoke = z.looseObject({
  action: z.looseObject({ verb: z.optional(z.string()), data: z.optional(z.unknown()) }),
});

async function onInvoke(parts: Parts, context: TurnContext, activity: IncomingActivity): Promise<void> {
  const extension = extensionInvokes.find((name) => name === activity.name);
  if (extension !== undefined) return onExtension(parts, context, { activity, name: extension });
  const invoke = actionInvoke.safeParse(activity.value);
  if (activity.name !== 'adaptiveCard/action' || !invoke.success) {
    await respond(context, 501);
    return;
  }
  const { verb, data } = invoke.data.action;
  const turn = await openTurn(parts, context, activity);
  if (!(await isHeard(turn))) return await respond(context, 429);
  await rememberChat(turn);
  const answer = await onCard(turn, { ...(typeof data === 'object' ? data : {}), verb });
  await respond(context, 200, answer);
}

async function onExtension(
  parts: Parts,
  context: TurnContext,
  { activity, name }: { readonly activity: IncomingActivity; readonly name: ExtensionInvoke },
): Promise<void> {
  // Whoever asks sees the answer alone, wherever they ask: it is counted as in their own chat.
  const turn = { ...(await openTurn(parts, context, activity)), isPersonal: true };
  if (!(await isHeard(turn))) return await respond(context, 429);
  const answer = await answerExtension(turn, { name, value: activity.value });
  await (answer === null ? respond(context, 501) : respond(context, 200, answer));
}

/** Runs a button and keeps its message as the request's card; answers the card for the invoke. */
async function onCard(turn: Turn, value: object): Promise<object> {
  const { strings, context } = turn;
  const data = cardData.safeParse(value);
  if (!data.success || !turn.isPersonal) {
    const text = turn.isPersonal ? strings.cardTooOld : strings.help.personal;
    await within(() => context.sendActivity(lineActivity(text)), connectorTimeoutMs);
    return { statusCode: 200 };
  }
  // The outbox must not post a second card while this one is being kept; see notifier.
  const answer = await turn.lock.take(turn.key, async () => {
    const made = await actOnCard(turn, data.data);
    if (data.data.verb !== 'form.submit' || !(await isBroughtLater(turn, made))) await keepCard(turn, made);
    return made;
  });
  return {
    statusCode: 200,
    type: 'application/vnd.microsoft.card.adaptive',
    value: answer.message.card,
  };
}

/** It was stored with what it shows, and the outbox brings it to every device. */
async function isBroughtLater(turn: Turn, { shows }: CardAnswer): Promise<boolean> {
  const answered = answeredMessage(turn);
  if (answered === null || shows === null) return false;
  const place = await turn.deps.cardPlace({ conversationId: turn.key, requestId: shows.id });
  return place?.activityId === answered.activityId && place.version === 0;
}

/** Puts the new card in the pressed one's place for every device of the person, not only where it was pressed. */
async function keepCard(turn: Turn, { message, shows }: CardAnswer): Promise<void> {
  const { replyToId } = turn.activity;
  let activityId: string | null = replyToId ?? null;
  try {
    if (replyToId === undefined) throw new Error('the client did not say which message');
    const update = { ...cardActivity(message), id: replyToId };
    await within(() => turn.context.updateActivity(update), connectorTimeoutMs);
  } catch (error) {
    if (replyToId !== undefined && goneFrom(error) !== 'activity') throw error;
    const sent = await within(() => turn.context.sendActivity(cardActivity(message)), connectorTimeoutMs);
    activityId = sentId(sent);
  }
  if (shows === null) return;
  await turn.deps.saveCardPlace(
    { conversationId: turn.key, requestId: shows.id },
    { activityId, version: shows.version },
  );
}

async function onInstallation(parts: Parts, context: TurnContext, activity: IncomingActivity): Promise<void> {
  if (activity.action?.startsWith('remove') === true) {
    if (conversationTypeOf(activity) === 'personal') return;
    await parts.deps.unbindChannel(null, rootConversationId(activity), { why: 'removed' });
    const team = teamOf(activity);
    if (team !== null) await parts.deps.unbindTeam(team);
    return;
  }
  const turn = await openTurn(parts, context, activity);
  await rememberChat(turn);
  await greet(turn);
}

/** What was told in a channel or team that is no more, or that the bot is no longer in, ends. */
async function onUpdate({ deps }: Parts, activity: IncomingActivity): Promise<void> {
  const gone = goneIn(activity);
  if (gone === null) return;
  if ('team' in gone) await deps.unbindTeam(gone.team);
  else await deps.unbindChannel(null, gone.channel, { why: 'gone' });
}

async function tellFailure(
  { deps }: Parts,
  context: TurnContext,
  activity: IncomingActivity,
  error: unknown,
): Promise<void> {
  const strings = stringsFor(languageOf(activity.locale));
  const { title, action } = describeTrouble(problemOf(error, deps), strings);
  const text = `${title} ${action}`;
  if (activity.type === ActivityTypes.Invoke) {
    // An error answer leaves the card as it is, with everything typed in it.
    await respond(context, 200, {
      statusCode: 400,
      type: 'application/vnd.microsoft.error',
      value: { code: 'Refused', message: text },
    });
  }
  try {
    await within(() => context.sendActivity(lineActivity(text)), connectorTimeoutMs);
  } catch (failure) {
    // Nobody can be told: the log is all that is left.
    problemOf(failure, deps);
  }
}

async function respond(context: TurnContext, status: number, body?: object): Promise<void> {
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status, body } });
}
