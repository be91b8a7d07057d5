import { type Db, LostRace } from '../database.ts';

export type DraftKind = 'one' | 'several';
export type DraftKey = { readonly personId: string; readonly kind: DraftKind };
/** `doc` is JSON that the chat reads; version 0: there is none yet. */
export type Draft = { readonly version: number; readonly doc: string; readonly updatedAt: number };

export async function findDraft(db: Db, { personId, kind }: DraftKey): Promise<Draft | null> {
  const row = await db
    .selectFrom('drafts')
    .selectAll()
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row === undefined ? null : { version: row.version, doc: row.doc, updatedAt: row.updated_at };
}

/** Compare-and-set on the version that was seen. */
export async function saveDraft(
  db: Db,
  { personId, kind }: DraftKey,
  { seen, doc, now }: { readonly seen: number; readonly doc: string; readonly now: number },
): Promise<void> {
  const columns = { version: seen + 1, doc, updated_at: now };
  if (seen === 0) {
    await db
      .insertInto('drafts')
      .values({ person_id: personId, kind, ...columns })
      .execute();
    return;
  }
  const { numUpdatedRows } = await db
    .updateTable('drafts')
    .set(columns)
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .where('version', '=', seen)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new LostRace(`draft ${kind}`);
}

export async function deleteDraft(db: Db, { personId, kind }: DraftKey): Promise<void> {
  await db.deleteFrom('drafts').where('person_id', '=', personId).where('kind', '=', kind).execute();
}
