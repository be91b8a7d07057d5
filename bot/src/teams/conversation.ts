import { isWithdrawable } from '../domain/requests/request-states.ts';
import { showRequest, statusList } from './card-actions.ts';
import { boundCard, channelHelpCard, helpCard } from './cards/help.ts';
import { withdrawPickerCard } from './cards/request-list.ts';
import { parseCommand } from './commands.ts';
import { referenceTo, rootConversationId } from './incoming.ts';
import { newForm } from './request-form.ts';
import { type CardMessage, cardActivity, lineActivity, sentId } from './sender.ts';
import { callerOf, roleHolderOf, type Turn } from './turn.ts';
import { connectorTimeoutMs, within } from './within.ts';

/** Answers what somebody wrote in their own chat with the bot. */
export async function answerInPerson(turn: Turn): Promise<void> {
  const { strings } = turn;
  const command = parseCommand(turn.activity.text ?? '');
  switch (command) {
    case 'request':
      await post(turn, await newForm(turn));
      return;
    case 'status':
      await post(turn, await statusList(turn));
      return;
    case 'withdraw':
      return answerWithdraw(turn);
    case 'notify-here':
    case 'stop-notify':
      return say(turn, strings.channel.onlyChannels);
    case 'help':
    case 'empty':
    case 'unknown': {
      const view = { unknown: command === 'unknown' };
      await post(turn, { card: helpCard(view, strings), summary: strings.help.title });
    }
  }
}

/** Answers a mention in a channel or group chat, where many read along. */
export async function answerInChannel(turn: Turn): Promise<void> {
  const { strings, deps } = turn;
  const command = parseCommand(turn.activity.text ?? '');
  switch (command) {
    case 'notify-here': {
      const place = {
        id: turn.key,
        reference: referenceTo(turn.activity),
        locale: turn.activity.locale ?? null,
      };
      await deps.bindChannel(await roleHolderOf(turn), place);
      await post(turn, { card: boundCard(strings), summary: strings.channel.bound });
      return;
    }
    case 'stop-notify': {
      const wasBound = await deps.unbindChannel(await roleHolderOf(turn), rootConversationId(turn.activity));
      return say(turn, wasBound ? strings.channel.unbound : strings.channel.wasNotBound);
    }
    case 'request':
    case 'status':
    case 'withdraw':
      return postChannelHelp(turn, true);
    case 'help':
    case 'empty':
    case 'unknown':
      return postChannelHelp(turn, false);
  }
}

/** Said once, when the bot is installed. */
export async function greet(turn: Turn): Promise<void> {
  if (!turn.isPersonal) return postChannelHelp(turn, false);
  const { strings } = turn;
  await post(turn, { card: helpCard({ unknown: false }, strings), summary: strings.help.title });
}

async function answerWithdraw(turn: Turn): Promise<void> {
  const { strings, deps } = turn;
  const { person } = await callerOf(turn);
  const waiting = (await deps.listMine(person)).filter(
    (request) => request.requestedBy.id === person.id && isWithdrawable(request),
  );
  const [only] = waiting;
  if (only === undefined) return say(turn, strings.list.withdrawNone);
  if (waiting.length > 1) {
    const card = withdrawPickerCard(waiting, strings);
    await post(turn, { card, summary: strings.list.withdrawTitle });
    return;
  }
  await turn.lock.take(turn.key, async () => {
    const { message } = await showRequest(turn, only);
    const activityId = await post(turn, message);
    const where = { conversationId: turn.key, requestId: only.id };
    await deps.saveCardPlace(where, { activityId, version: only.version });
  });
}

async function postChannelHelp(turn: Turn, askedPersonal: boolean): Promise<void> {
  const { strings } = turn;
  const card = channelHelpCard({ askedPersonal, chatUrl: turn.deps.chatUrl }, strings);
  await post(turn, { card, summary: strings.help.channelTitle });
}

async function post(turn: Turn, message: CardMessage): Promise<string | null> {
  const sent = await within(() => turn.context.sendActivity(cardActivity(message)), connectorTimeoutMs);
  return sentId(sent);
}

async function say(turn: Turn, text: string): Promise<void> {
  await within(() => turn.context.sendActivity(lineActivity(text)), connectorTimeoutMs);
}
