import { instant, person, serial } from '@token-desk/contract/ids';
import { tokenState } from '@token-desk/contract/token-record';
import * as z from 'zod/mini';
import type { Token } from '../domain/token-machine.ts';
import type { Db } from './database.ts';
import { parseColumn } from './json.ts';
import { searchText } from './like.ts';

const token = z.object({
  serial,
  model: z.nullable(z.string()),
  site: z._default(z.nullable(z.string()), null),
  route: z._default(z.nullable(z.enum(['A', 'B'])), null),
  state: tokenState,
  stateBefore: tokenState,
  holder: z.nullable(person),
  requestId: z.nullable(z.string()),
  burnerId: z.nullable(z.string()),
  methodId: z.nullable(z.string()),
  lastDriftSeconds: z.nullable(z.number()),
  burns: z.number(),
  burnedAt: z.nullable(instant),
  handedOverAt: z._default(z.nullable(instant), null),
  takenBackFrom: z._default(z.nullable(person), null),
  blankedAt: z._default(z.nullable(instant), null),
  addedAt: z._default(instant, 0),
  updatedAt: instant,
});

export const readToken = (doc: string): Token => parseColumn(token, doc);

export async function findToken(db: Db, wanted: string): Promise<Token | null> {
  const row = await db.selectFrom('tokens').select('doc').where('serial', '=', wanted).executeTakeFirst();
  return row === undefined ? null : readToken(row.doc);
}

/** What this person carries and signs in with, by serial. */
export async function activeTokensOf(db: Db, holderId: string): Promise<Token[]> {
  const rows = await db
    .selectFrom('tokens')
    .select('doc')
    .where('holder_id', '=', holderId)
    .where('state', '=', 'active')
    .orderBy('serial')
    .execute();
  return rows.map((row) => readToken(row.doc));
}

/** Inside the transaction that changes the request it belongs to. */
export async function saveToken(db: Db, doc: Token): Promise<void> {
  const columns = {
    state: doc.state,
    holder_id: doc.holder?.id ?? null,
    request_id: doc.requestId,
    search: searchText([doc.serial, doc.model ?? '', doc.holder?.name ?? '', doc.holder?.upn ?? '']),
    model: doc.model,
    site: doc.site,
    burner_id: doc.burnerId,
    is_handed_over: Number(doc.handedOverAt !== null),
    updated_at: doc.updatedAt,
    doc: JSON.stringify(doc),
  };
  await db
    .insertInto('tokens')
    .values({ serial: doc.serial, ...columns })
    .onConflict((conflict) => conflict.column('serial').doUpdateSet(columns))
    .execute();
}
