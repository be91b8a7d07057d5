import { usualTopics } from '@token-desk/contract/chat/topic';
import { stringsFor } from '../words/languages.ts';
import { answerTo, help } from './asking/answers.ts';
import { readListFile } from './asking/list-file.ts';
import { boundCard, channelHelpCard } from './cards/help.ts';
import { topicWords } from './cards/lines.ts';
import { parseCommand, parseNotify } from './commands.ts';
import { referenceTo, rootConversationId, teamOf } from './incoming.ts';
import { type CardMessage, cardActivity, lineActivity, sentId } from './sender.ts';
import { roleHolderOf, type Turn } from './turn.ts';
import { connectorTimeoutMs, within } from './within.ts';

/** Answers what somebody wrote in their own chat with the bot. */
export async function answerInPerson(turn: Turn): Promise<void> {
  await turn.lock.take(turn.key, async () => {
    const { message, shows } = await answerTo(turn, turn.activity.text ?? '');
    const activityId = await post(turn, message);
    if (shows === null) return;
    const where = { conversationId: turn.key, requestId: shows.id };
    await turn.deps.saveCardPlace(where, { activityId, version: shows.version });
  });
}

/** Answers a file that somebody sent: people to ask for. */
export async function answerFile(turn: Turn, file: Parameters<typeof readListFile>[1]): Promise<void> {
  const { message } = await readListFile(turn, file);
  await post(turn, message);
}

/** Answers a mention in a channel or group chat, where many read along. */
export async function answerInChannel(turn: Turn): Promise<void> {
  const { strings, deps } = turn;
  const command = parseCommand(turn.activity.text ?? '');
  switch (command) {
    case 'notify-here':
      return bindHere(turn);
    case 'stop-notify':
      return unbindHere(turn);
    case 'notify-list': {
      await roleHolderOf(turn);
      const bound = await deps.findConversation(rootConversationId(turn.activity));
      const told = bound?.topics ?? [];
      const { channel } = strings;
      return say(
        turn,
        told.length === 0 ? channel.nothingTold : channel.told(topicWords(told.join(' '), strings)),
      );
    }
    case 'request':
    case 'status':
    case 'withdraw':
    case 'several':
    case 'joiner':
    case 'lost':
    case 'approve':
      return postChannelHelp(turn, true);
    case 'help':
    case 'empty':
    case 'unknown':
      return postChannelHelp(turn, false);
  }
}

/** In the language it is asked for, which is that of what is told there too. */
async function bindHere(turn: Turn): Promise<void> {
  const { activity, deps } = turn;
  const { topics, language } = parseNotify(activity.text ?? '');
  const strings = language === null ? turn.strings : stringsFor(language);
  const told = await deps.bindChannel(await roleHolderOf(turn), {
    id: turn.key,
    reference: referenceTo(activity),
    locale: language ?? activity.locale ?? null,
    topics: topics.length === 0 ? usualTopics : topics,
    teamId: teamOf(activity),
  });
  const card = boundCard(topicWords(told.join(' '), strings), strings);
  await post(turn, { card, summary: strings.channel.bound });
}

async function unbindHere(turn: Turn): Promise<void> {
  const { activity, deps, strings } = turn;
  const { topics } = parseNotify(activity.text ?? '');
  const id = rootConversationId(activity);
  const wasBound = await deps.unbindChannel(
    await roleHolderOf(turn),
    id,
    topics.length === 0 ? {} : { topics },
  );
  const { channel } = strings;
  if (!wasBound) return say(turn, channel.wasNotBound);
  const left = (await deps.findConversation(id))?.topics ?? [];
  return say(
    turn,
    left.length === 0 ? channel.unbound : channel.stillTold(topicWords(left.join(' '), strings)),
  );
}

/** Said once, when the bot is installed. */
export async function greet(turn: Turn): Promise<void> {
  if (!turn.isPersonal) return postChannelHelp(turn, false);
  await post(turn, (await help(turn, false)).message);
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
