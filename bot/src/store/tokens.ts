import { instant, person, serial } from '@token-desk/contract/ids';
import * as z from 'zod/mini';
import { type Token, tokenStates } from '../domain/token-machine.ts';
import type { Db } from './database.ts';
import { parseColumn } from './json.ts';

const token = z.object({
  serial,
  model: z.nullable(z.string()),
  state: z.enum(tokenStates),
  stateBefore: z.enum(tokenStates),
  holder: z.nullable(person),
  requestId: z.nullable(z.string()),
  burnerId: z.nullable(z.string()),
  methodId: z.nullable(z.string()),
  lastDriftSeconds: z.nullable(z.number()),
  burns: z.number(),
  burnedAt: z.nullable(instant),
  updatedAt: instant,
});

export async function findToken(db: Db, wanted: string): Promise<Token | null> {
  const row = await db.selectFrom('tokens').select('doc').where('serial', '=', wanted).executeTakeFirst();
  return row === undefined ? null : parseColumn(token, row.doc);
}

/** Inside the transaction that changes the request it belongs to. */
export async function saveToken(db: Db, doc: Token): Promise<void> {
  const columns = {
    state: doc.state,
    holder_id: doc.holder?.id ?? null,
    request_id: doc.requestId,
    doc: JSON.stringify(doc),
  };
  await db
    .insertInto('tokens')
    .values({ serial: doc.serial, ...columns })
    .onConflict((conflict) => conflict.column('serial').doUpdateSet(columns))
    .execute();
}
