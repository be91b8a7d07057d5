import { ProblemError } from '@token-desk/contract/problem';
import {
  type Conversation,
  deleteConversation,
  findCard,
  forgetOtherChats,
  findConversation as load,
  saveCard,
  saveConversation,
} from '../store/conversations.ts';
import { commit } from './commit.ts';
import type { Caller, Deps } from './deps.ts';

export type { Conversation } from '../store/conversations.ts';

type Place = { readonly id: string; readonly reference: unknown; readonly locale: string | null };

function isSame(a: Conversation | null, b: Conversation): boolean {
  return a !== null && JSON.stringify(a) === JSON.stringify(b);
}

/** Remembers where a person can be written to (call it on every personal message). Cheap when nothing changed. */
export async function rememberPersonal(
  deps: Deps,
  chat: Place & { readonly personId: string },
): Promise<void> {
  const { id, personId, reference, locale } = chat;
  const wanted: Conversation = { id, kind: 'personal', personId, reference, locale };
  if (isSame(await load(deps.store.db, id), wanted)) return;
  await commit(deps, async (tx) => {
    await forgetOtherChats(tx, personId, id);
    await saveConversation(tx, wanted, deps.clock.now());
    return { value: null };
  });
}

/** `notify here`: Technician or Administrator only (`role-missing`). Binding again replaces the reference. */
export async function bindChannel(deps: Deps, caller: Caller, channel: Place): Promise<void> {
  mayBind(caller);
  const { id, reference, locale } = channel;
  await commit(deps, async (tx) => {
    await saveConversation(tx, { id, kind: 'channel', personId: null, reference, locale }, deps.clock.now());
    const actor = { kind: 'person', person: caller.person } as const;
    return { value: null, rows: [{ event: 'channel_bound', actor, data: { conversationId: id } }] };
  });
}

function mayBind(caller: Caller): void {
  if (caller.roles.includes('Technician') || caller.roles.includes('Administrator')) return;
  throw new ProblemError('role-missing', { roles: 'Technician, Administrator' });
}

/** False when it was not bound. Also call it when Teams says the bot was removed (caller null). */
export async function unbindChannel(
  deps: Deps,
  caller: Caller | null,
  conversationId: string,
): Promise<boolean> {
  if (caller !== null) mayBind(caller);
  const { value } = await commit(deps, async (tx) => {
    if (!(await deleteConversation(tx, conversationId))) return { value: false };
    const actor =
      caller === null ? ({ kind: 'policy' } as const) : ({ kind: 'person', person: caller.person } as const);
    return { value: true, rows: [{ event: 'channel_unbound', actor, data: { conversationId } }] };
  });
  return value;
}

export async function findConversation(deps: Deps, conversationId: string): Promise<Conversation | null> {
  return load(deps.store.db, conversationId);
}

/** The card of a request in a conversation: the activity to update in place, and the version it shows. */
export type CardPlace = { readonly activityId: string; readonly version: number };

export async function cardPlace(
  deps: Deps,
  where: { readonly conversationId: string; readonly requestId: string },
): Promise<CardPlace | null> {
  const card = await findCard(deps.store.db, where.conversationId, where.requestId);
  return card === null ? null : { activityId: card.activity_id, version: card.version };
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
      activity_id: place.activityId,
      version: place.version,
    });
    return { value: null };
  });
}
