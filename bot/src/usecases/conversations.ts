import type { Caller, Deps } from './deps.ts';

export type Conversation = {
  /** Bot Framework conversation id. */
  readonly id: string;
  readonly kind: 'personal' | 'channel';
  /** Whose personal chat it is; null for a channel. */
  readonly personId: string | null;
  /** Opaque conversation reference, JSON: only teams/ reads it. */
  readonly reference: unknown;
  readonly locale: string | null;
};

/** Remembers where a person can be written to (call it on every personal message). Cheap when nothing changed. */
export async function rememberPersonal(
  deps: Deps,
  chat: {
    readonly id: string;
    readonly personId: string;
    readonly reference: unknown;
    readonly locale: string | null;
  },
): Promise<void> {
  throw new Error(`not yet ${deps.practice}${chat.id}`);
}

/** `notify here`: Technician or Administrator only (`role-missing`). Binding again replaces the reference. */
export async function bindChannel(
  deps: Deps,
  caller: Caller,
  channel: { readonly id: string; readonly reference: unknown; readonly locale: string | null },
): Promise<void> {
  throw new Error(`not yet ${deps.practice}${caller.person.id}${channel.id}`);
}

/** False when it was not bound. Also call it when Teams says the bot was removed (caller null). */
export async function unbindChannel(
  deps: Deps,
  caller: Caller | null,
  conversationId: string,
): Promise<boolean> {
  throw new Error(`not yet ${deps.practice}${caller?.person.id}${conversationId}`);
}

export async function findConversation(deps: Deps, conversationId: string): Promise<Conversation | null> {
  throw new Error(`not yet ${deps.practice}${conversationId}`);
}

/** The card of a request in a conversation: the activity to update in place, and the version it shows. */
export type CardPlace = { readonly activityId: string; readonly version: number };

export async function cardPlace(
  deps: Deps,
  where: { readonly conversationId: string; readonly requestId: string },
): Promise<CardPlace | null> {
  throw new Error(`not yet ${deps.practice}${where.requestId}`);
}

export async function saveCardPlace(
  deps: Deps,
  where: { readonly conversationId: string; readonly requestId: string },
  place: CardPlace,
): Promise<void> {
  throw new Error(`not yet ${deps.practice}${where.requestId}${place.activityId}`);
}
