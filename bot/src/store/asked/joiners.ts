import { id, person } from '@token-desk/contract/ids';
import { day, requestForm } from '@token-desk/contract/request';
import { fold } from '@token-desk/contract/text/fold';
import * as z from 'zod/mini';
import { type Db, LostRace } from '../database.ts';
import { parseColumn } from '../json.ts';

/** Somebody who has no account yet, and what was asked for them. */
export const joiner = z.object({
  id,
  name: z.string(),
  startsOn: day,
  /** The address that is expected, or the personnel number. */
  match: z.string(),
  form: requestForm,
  askedBy: person,
});
export type Joiner = z.infer<typeof joiner>;
export type StoredJoiner = Joiner & { readonly version: number };

const read = ({ doc, version }: { readonly doc: string; readonly version: number }): StoredJoiner => ({
  ...parseColumn(joiner, doc),
  version,
});

export async function findJoiner(db: Db, joinerId: string): Promise<StoredJoiner | null> {
  const row = await db.selectFrom('joiners').selectAll().where('id', '=', joinerId).executeTakeFirst();
  return row === undefined ? null : read(row);
}

/** Of one asker, or of all; those who begin first come first. */
export async function listJoiners(
  db: Db,
  { askedBy, limit }: { readonly askedBy: string | null; readonly limit: number },
): Promise<StoredJoiner[]> {
  const all = db.selectFrom('joiners').selectAll().orderBy('starts_on').orderBy('id').limit(limit);
  return (await (askedBy === null ? all : all.where('asked_by', '=', askedBy)).execute()).map(read);
}

export async function insertJoiner(db: Db, one: Joiner, now: number): Promise<void> {
  await db
    .insertInto('joiners')
    .values({
      ...{ id: one.id, version: 1, asked_by: one.askedBy.id, match_key: fold(one.match) },
      ...{ starts_on: one.startsOn, updated_at: now, doc: JSON.stringify(one) },
    })
    .execute();
}

export async function deleteJoiner(db: Db, { id: joinerId, version }: StoredJoiner): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('joiners')
    .where('id', '=', joinerId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numDeletedRows !== 1n) throw new LostRace(joinerId);
}
