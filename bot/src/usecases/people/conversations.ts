import type { UnheardWhy } from '@token-desk/contract/chat/notice';
import { personActor } from '@token-desk/contract/named';
import { dayMs } from '../../domain/retention.ts';
import {
  type Conversation,
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
  const wanted: Conversation = { id, kind: 'personal', personId, reference, locale };
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

/** `notify here`: Technician or Administrator only (`role-missing`). Binding again replaces the reference. */
export async function bindChannel(deps: Deps, caller: Caller, channel: Place): Promise<void> {
  demandRight(caller, 'bind-channel');
  const { id, reference, locale } = channel;
  await commit(deps, async (tx) => {
    const version = (await load(tx, id))?.version ?? 0;
    const bound = { id, version, kind: 'channel', personId: null, reference, locale } as const;
    await saveConversation(tx, bound, deps.clock.now());
    const actor = personActor(caller.person);
    return { value: null, rows: [{ event: 'channel_bound', actor, data: { conversationId: id } }] };
  });
}

/** False when it was not bound. Also call it when Teams says the bot was removed (caller null), with what Teams says. */
export async function unbindChannel(
  deps: Deps,
  caller: Caller | null,
  conversationId: string,
  why: UnheardWhy = 'unbound',
): Promise<boolean> {
  if (caller !== null) demandRight(caller, 'bind-channel');
  const { value } = await commit(deps, async (tx) => {
    const bound = await load(tx, conversationId);
    if (bound === null) return { value: false };
    await deleteConversation(tx, bound, why);
    const actor = caller === null ? ({ kind: 'policy' } as const) : personActor(caller.person);
    return { value: true, rows: [{ event: 'channel_unbound', actor, data: { conversationId } }] };
  });
  return value;
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
