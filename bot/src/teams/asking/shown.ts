import type { Request } from '@token-desk/contract/request';
import { card, execute, words } from '../cards/elements.ts';
import type { JoinerView } from '../cards/joiner.ts';
import { statusListCard } from '../cards/request-list.ts';
import { cardFor } from '../notifier.ts';
import type { CardMessage } from '../sender.ts';
import { callerOf, type Turn } from '../turn.ts';

/** The card that takes the place of the one whose button was pressed. */
export type CardAnswer = {
  readonly message: CardMessage;
  /** The request or the cohort it shows, if it shows one: from now on this message is the one kept up to date. */
  readonly shows: { readonly id: string; readonly version: number } | null;
};

export async function showRequest(turn: Turn, request: Request): Promise<CardAnswer> {
  const { personId, strings, policy } = turn;
  return { message: await cardFor(turn.deps, request, { personId, strings, policy }), shows: request };
}

export async function statusList(turn: Turn): Promise<CardMessage> {
  const { person } = await callerOf(turn);
  const [requests, joiners] = [await turn.deps.listMine(person), await turn.deps.joinersOf(person)];
  return listed(turn, requests, turn.strings.list.title, joiners);
}

export function listed(
  turn: Turn,
  requests: readonly Request[],
  title: string,
  joiners: readonly JoinerView[] = [],
): CardMessage {
  const view = {
    title,
    requests,
    joiners,
    now: turn.deps.clock.now(),
    timeZone: turn.activity.localTimezone ?? null,
  };
  return { card: statusListCard(view, turn.strings), summary: title };
}

/** A sentence, and what to press next. */
export function sentence({ strings }: Turn, text: string): CardAnswer {
  const next = [execute(strings.help.request, 'form.open'), execute(strings.help.status, 'status.show')];
  return { message: { summary: text, card: card(strings.language, [words(text)], next) }, shows: null };
}
