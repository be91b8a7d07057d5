import type { UnheardWhy } from '@token-desk/contract/chat/notice';
import { type Topic, topics } from '@token-desk/contract/chat/topic';
import * as z from 'zod/mini';
import { type Db, LostRace } from '../database.ts';
import type { CardTable, ConversationTable } from '../schema.ts';
import { forgetLanes, moveLanes } from './lanes.ts';
import { noteUnbound } from './notices.ts';

export type Conversation = {
  /** Bot Framework conversation id. */
  readonly id: string;
  readonly kind: 'personal' | 'channel';
  /** Whose personal chat it is; null for a channel. */
  readonly personId: string | null;
  /** Opaque conversation reference, JSON: only teams/ reads it. */
  readonly reference: unknown;
  readonly locale: string | null;
  /** What a channel is told; of a person nothing. */
  readonly topics: readonly Topic[];
  /** Of a channel, where Teams said so. */
  readonly teamId: string | null;
};

/** `version` 0: not stored yet. */
export type StoredConversation = Conversation & { readonly version: number };

/** As it was read, and when it was written last. */
export type KnownConversation = StoredConversation & { readonly updatedAt: number };

const kind = z.enum(['personal', 'channel']);

function read(row: ConversationTable): KnownConversation {
  return {
    id: row.id,
    version: row.version,
    kind: z.parse(kind, row.kind),
    personId: row.person_id,
    reference: JSON.parse(row.reference),
    locale: row.locale,
    topics: topics.filter((one) => row.topics.split(' ').includes(one)),
    teamId: row.team_id,
    updatedAt: row.updated_at,
  };
}

export async function findConversation(db: Db, id: string): Promise<KnownConversation | null> {
  const row = await db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : read(row);
}

/** Whether a person can be written to. */
export async function hasChat(db: Db, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('conversations')
    .select('id')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Of these people those whom no message reaches. */
export async function withoutChat(db: Db, personIds: readonly string[]): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('conversations')
    .select('person_id')
    .where('person_id', 'in', [...personIds])
    .execute();
  const reached = new Set(rows.map((row) => row.person_id));
  return new Set(personIds.filter((id) => !reached.has(id)));
}

/** Where a request is told: every bound channel, unless only people are asked for, and the personal chats of these people. */
export async function audienceOf(
  db: Db,
  personIds: readonly string[],
  also: 'channels' | 'people' = 'channels',
): Promise<Conversation[]> {
  const rows = await db
    .selectFrom('conversations')
    .selectAll()
    .where((eb) =>
      eb.or([
        ...(also === 'channels' ? [eb('kind', '=', 'channel')] : []),
        eb('person_id', 'in', [...personIds]),
      ]),
    )
    .orderBy('id')
    .execute();
  return rows.map(read);
}

export async function boundChannels(db: Db): Promise<KnownConversation[]> {
  const rows = await db
    .selectFrom('conversations')
    .selectAll()
    .where('kind', '=', 'channel')
    .orderBy('id')
    .execute();
  return rows.map(read);
}

/** The channels of a team that are told something. */
export async function channelsOfTeam(db: Db, teamId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('team_id', '=', teamId)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Compare-and-set on the version that was seen: `LostRace` when the row is another one now. */
export async function saveConversation(db: Db, chat: StoredConversation, now: number): Promise<void> {
  const columns = {
    version: chat.version + 1,
    kind: chat.kind,
    person_id: chat.personId,
    reference: JSON.stringify(chat.reference),
    locale: chat.locale,
    topics: chat.topics.join(' '),
    team_id: chat.teamId,
    updated_at: now,
  };
  if (chat.version === 0) {
    await db
      .insertInto('conversations')
      .values({ id: chat.id, ...columns })
      .execute();
    return;
  }
  const { numUpdatedRows } = await db
    .updateTable('conversations')
    .set(columns)
    .where('id', '=', chat.id)
    .where('version', '=', chat.version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new LostRace(chat.id);
}

/** A person has one chat with the bot: an older id of it would be written to for ever. */
export async function forgetOtherChats(db: Db, personId: string, keepId: string): Promise<void> {
  const old = await db
    .selectFrom('conversations')
    .select('id')
    .where('person_id', '=', personId)
    .where('id', '!=', keepId)
    .execute();
  if (old.length === 0) return;
  const ids = old.map(({ id }) => id);
  await moveLanes(db, ids, keepId);
  await db.deleteFrom('conversations').where('id', 'in', ids).execute();
}

/** `why`: what stands in the ledger of the lines that waited for it. */
export async function deleteConversation(
  db: Db,
  { id, version }: StoredConversation,
  why: UnheardWhy,
): Promise<void> {
  await noteUnbound(db, [id], why);
  await forgetLanes(db, [id]);
  await db.deleteFrom('cards').where('conversation_id', '=', id).execute();
  const { numDeletedRows } = await db
    .deleteFrom('conversations')
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numDeletedRows !== 1n) throw new LostRace(id);
}

export async function findCard(db: Db, conversationId: string, requestId: string): Promise<CardTable | null> {
  const row = await db
    .selectFrom('cards')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row ?? null;
}

/** What shows a newer state stays: who brings an older one comes too late. */
export async function saveCard(db: Db, card: CardTable): Promise<void> {
  const { activity_id, version } = card;
  await db
    .insertInto('cards')
    .values(card)
    .onConflict((conflict) =>
      conflict
        .columns(['conversation_id', 'request_id'])
        .doUpdateSet({ activity_id, version })
        .where('cards.version', '<=', version),
    )
    .execute();
}
