import type { UnheardWhy } from '@token-desk/contract/chat/notice';
import { type Topic, topics, usualTopics } from '@token-desk/contract/chat/topic';
import { personActor } from '@token-desk/contract/named';
import { dayMs } from '../../domain/retention.ts';
import {
  type Conversation,
  channelsOfTeam,
  deleteConversation,
  findCard,
  forgetOtherChats,
  type KnownConversation,
  findConversation as load,
  saveCard,
  saveConversation,
} from '../../store/tables/conversations.ts';
import { commit } from '../write/commit.ts';
import { demandRight } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';

export type { Conversation } from '../../store/tables/conversations.ts';

type Place = { readonly id: string; readonly reference: unknown; readonly locale: string | null };

/** Whoever comes with the same a day later is written down again: how long a chat is kept counts from its last message. */
function isFresh(known: KnownConversation, wanted: Conversation, now: number): boolean {
  const { version: _version, updatedAt, ...stored } = known;
  return now - updatedAt < dayMs && JSON.stringify(stored) === JSON.stringify(wanted);
}

/** Remembers where a person can be written to (call it on every personal message). Cheap when nothing changed. */
export async function rememberPersonal(
  deps: Deps,
  chat: Place & { readonly personId: string },
): Promise<void> {
  const { id, personId, reference, locale } = chat;
  const now = deps.clock.now();
  const wanted: Conversation = {
    id,
    kind: 'personal',
    personId,
    reference,
    locale,
    topics: [],
    teamId: null,
  };
  const known = await load(deps.store.db, id);
  if (known !== null && isFresh(known, wanted, now)) return;
  await commit(deps, async (tx) => {
    // Again: another message of the same person may have been quicker.
    const stored = await load(tx, id);
    if (stored !== null && isFresh(stored, wanted, now)) return { value: null };
    await forgetOtherChats(tx, personId, id);
    await saveConversation(tx, { ...wanted, version: stored?.version ?? 0 }, now);
    return { value: null };
  });
}

type Channel = Place & { readonly topics?: readonly Topic[]; readonly teamId?: string | null };

/** `notify here`: Technician or Administrator only (`role-missing`). Binding again replaces the reference and adds to what it is told, which is answered. */
export async function bindChannel(deps: Deps, caller: Caller, channel: Channel): Promise<readonly Topic[]> {
  demandRight(caller, 'bind-channel');
  const { id, reference, locale, topics: wanted = usualTopics, teamId = null } = channel;
  const { value } = await commit(deps, async (tx) => {
    const known = await load(tx, id);
    const told = topics.filter((one) => wanted.includes(one) || known?.topics.includes(one) === true);
    const version = known?.version ?? 0;
    const bound = {
      id,
      version,
      kind: 'channel',
      personId: null,
      reference,
      locale,
      topics: told,
      teamId,
    } as const;
    await saveConversation(tx, bound, deps.clock.now());
    const actor = personActor(caller.person);
    const data = { conversationId: id, topics: told.join(' ') };
    return { value: told, rows: [{ event: 'channel_bound', actor, data }] };
  });
  return value;
}

type Removal = { readonly why?: UnheardWhy; readonly topics?: readonly Topic[] };

/** False when none of that was told there. Also call it when Teams says the bot was removed (caller null), with what Teams says. */
export async function unbindChannel(
  deps: Deps,
  caller: Caller | null,
  conversationId: string,
  { why = 'unbound', topics: wanted = topics }: Removal = {},
): Promise<boolean> {
  if (caller !== null) demandRight(caller, 'bind-channel');
  const { value } = await commit(deps, async (tx) => {
    const bound = await load(tx, conversationId);
    const gone = bound?.topics.filter((one) => wanted.includes(one)) ?? [];
    if (bound === null || (bound.kind === 'channel' && gone.length === 0)) return { value: false };
    const left = bound.topics.filter((one) => !wanted.includes(one));
    if (left.length === 0) await deleteConversation(tx, bound, why);
    else await saveConversation(tx, { ...bound, topics: left }, deps.clock.now());
    const actor = caller === null ? ({ kind: 'policy' } as const) : personActor(caller.person);
    const data = { conversationId, topics: gone.join(' ') };
    return { value: true, rows: [{ event: 'channel_unbound', actor, data }] };
  });
  return value;
}

/** Teams took the bot out of a team, or the team is no more: nothing of it is told any more. */
export async function unbindTeam(deps: Deps, teamId: string): Promise<void> {
  for (const id of await channelsOfTeam(deps.store.db, teamId))
    await unbindChannel(deps, null, id, { why: 'removed' });
}

export async function findConversation(deps: Deps, conversationId: string): Promise<Conversation | null> {
  return load(deps.store.db, conversationId);
}

/** The card of a request in a conversation: the activity to update in place (null: it has none), and the version it shows. */
export type CardPlace = { readonly activityId: string | null; readonly version: number };

/** In a column that takes no null: sent, and never to be changed in place. */
const withoutActivity = '';

export async function cardPlace(
  deps: Deps,
  where: { readonly conversationId: string; readonly requestId: string },
): Promise<CardPlace | null> {
  const card = await findCard(deps.store.db, where.conversationId, where.requestId);
  if (card === null) return null;
  const { activity_id, version } = card;
  return { activityId: activity_id === withoutActivity ? null : activity_id, version };
}

export async function saveCardPlace(
  deps: Deps,
  where: { readonly conversationId: string; readonly requestId: string },
  place: CardPlace,
): Promise<void> {
  await commit(deps, async (tx) => {
    await saveCard(tx, {
      conversation_id: where.conversationId,
      request_id: where.requestId,
      activity_id: place.activityId ?? withoutActivity,
      version: place.version,
    });
    return { value: null };
  });
}
