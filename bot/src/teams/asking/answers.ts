import { serial } from '@token-desk/contract/ids';
import type { Request } from '@token-desk/contract/request';
import { readPeople } from '../../domain/asking/people-list.ts';
import { isWithdrawable } from '../../domain/requests/request-states.ts';
import { card, execute, heading, plain, words } from '../cards/elements.ts';
import { helpCard } from '../cards/help.ts';
import { withdrawPickerCard } from '../cards/request-list.ts';
import { formAbout, newForm } from '../request-form.ts';
import { rolesTold } from '../roles-told.ts';
import type { CardMessage } from '../sender.ts';
import { callerOf, type Turn } from '../turn.ts';
import { openJoiner } from './joiner.ts';
import { type Message, readMessage } from './message.ts';
import { addPeople, openSeveral } from './several.ts';
import { type CardAnswer, listed, sentence, showRequest, statusList } from './shown.ts';

/** What somebody wrote in their own chat, answered with a card. */
export async function answerTo(turn: Turn, text: string): Promise<CardAnswer> {
  if (isList(text)) return addPeople(turn, readPeople(text));
  return answer(turn, readMessage(text));
}

/** Two addresses or more are people to ask for. */
const isList = (text: string): boolean => (text.match(/[^\s@;,<>]+@[^\s@;,<>]+/g) ?? []).length > 1;

async function answer(turn: Turn, message: Message): Promise<CardAnswer> {
  const { strings } = turn;
  const { command, about } = message;
  switch (command) {
    case 'request':
      return only(about === null ? await newForm(turn) : await formAbout(turn, { about }));
    case 'joiner':
      return openJoiner(turn, about ?? undefined);
    case 'several':
      return openSeveral(turn);
    case 'status':
      return about === null ? only(await statusList(turn)) : await statusOf(turn, about);
    case 'withdraw':
      return withdrawing(turn, about);
    case 'lost':
      return lost(turn, about);
    case 'approve':
      return toDecide(turn);
    case 'notify-here':
    case 'stop-notify':
    case 'notify-list':
      return sentence(turn, strings.channel.onlyChannels);
    case 'unknown':
      return message.guess === null ? help(turn, true) : suggested(turn, message);
    case 'help':
    case 'empty':
      return help(turn, false);
  }
}

const only = (message: CardMessage): CardAnswer => ({ message, shows: null });

/** What the reader can do here, by their role. */
export async function help(turn: Turn, unknown: boolean): Promise<CardAnswer> {
  const { strings } = turn;
  const roles = await rolesTold(turn.deps, turn.personId);
  return only({ card: helpCard({ unknown, roles }, strings), summary: strings.help.title });
}

/** Nothing is done before it is said to be what was meant. */
function suggested({ strings }: Turn, { guess, about }: Message): CardAnswer {
  const { commands } = strings.asking;
  const name = guess === null ? '' : commands.names[guess];
  const line = about === null ? name : `${name} ${about}`;
  const question = commands.didYouMean(line);
  const body = [
    heading(question),
    words(strings.help.unknown),
    ...commands.lines.map(([one, meaning]) => plain(`${one}: ${meaning}`, { isSubtle: true, size: 'small' })),
  ];
  const yes = execute(commands.yes(line), 'say', { data: { line }, style: 'positive' });
  return only({ summary: question, card: card(strings.language, body, [yes]) });
}

async function mineAbout(turn: Turn, about: string): Promise<readonly Request[]> {
  const { person } = await callerOf(turn);
  return turn.deps.findMine(person, about);
}

async function statusOf(turn: Turn, about: string): Promise<CardAnswer> {
  const { commands } = turn.strings.asking;
  const found = await mineAbout(turn, about);
  const [first, ...others] = found;
  if (first === undefined) return sentence(turn, commands.noneFound(about));
  return others.length === 0
    ? showRequest(turn, first)
    : only(listed(turn, found, commands.severalFound(about)));
}

async function withdrawing(turn: Turn, about: string | null): Promise<CardAnswer> {
  const { strings, deps } = turn;
  const { person } = await callerOf(turn);
  const mine = about === null ? await deps.listMine(person) : await deps.findMine(person, about);
  const waiting = mine.filter((one) => one.requestedBy.id === person.id && isWithdrawable(one));
  const [first, ...others] = waiting;
  if (first === undefined) return sentence(turn, strings.list.withdrawNone);
  if (others.length === 0) return showRequest(turn, first);
  return only({ card: withdrawPickerCard(waiting, strings), summary: strings.list.withdrawTitle });
}

/** Whose it is, is told only to whoever may report it for them. */
async function lost(turn: Turn, about: string | null): Promise<CardAnswer> {
  const values = { type: 'replace-lost' } as const;
  if (about === null) return only(await newForm(turn, values));
  const isSerial = /\d/.test(about) && serial.safeParse(about).success;
  if (!isSerial) return only(await formAbout(turn, { about, values }));
  const holder = await turn.deps.holderOf(await callerOf(turn), about);
  if (holder !== null) return only(await formAbout(turn, { about: holder.upn, values }));
  const notice = turn.strings.asking.commands.serialUnknown(about);
  return only(await newForm(turn, values, notice));
}

async function toDecide(turn: Turn): Promise<CardAnswer> {
  const { commands } = turn.strings.asking;
  const { person } = await callerOf(turn);
  const waiting = await turn.deps.listToDecide(person);
  const [first, ...others] = waiting;
  if (first === undefined) return sentence(turn, commands.approveNone);
  return others.length === 0 ? showRequest(turn, first) : only(listed(turn, waiting, commands.approveTitle));
}
