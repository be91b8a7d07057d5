import { id, instant, person, serial } from '@token-desk/contract/ids';
import { tokenState } from '@token-desk/contract/token/record';
import * as z from 'zod/mini';
import type { Token } from '../../domain/tokens/token.ts';
import { type Db, LostRace } from '../database.ts';
import { parseColumn } from '../json.ts';
import { searchText } from '../like.ts';
import type { TokenTable } from '../schema.ts';

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
  takenBackBy: z._default(z.nullable(person), null),
  lostFor: z._default(z.nullable(z.string()), null),
  leftMethods: z._default(
    z.array(z.object({ owner: person, methodId: z.string(), route: z.optional(z.literal('B')) })),
    [],
  ),
  blankedAt: z._default(z.nullable(instant), null),
  takenOverAt: z._default(z.nullable(instant), null),
  load: z._default(
    z.nullable(
      z.object({ jobId: z.nullable(id), checkedAt: z.nullable(instant), loadedAt: z.nullable(instant) }),
    ),
    null,
  ),
  box: z._default(z.nullable(z.string()), null),
  begunFor: z._default(z.nullable(id), null),
  deviceId: z._default(z.nullable(z.string()), null),
  leftDevices: z._default(z.array(z.string()), []),
  unsaid: z._default(z.array(z.object({ jobId: id, since: instant })), []),
  addedAt: z._default(instant, 0),
  updatedAt: instant,
});

type Row = Pick<TokenTable, 'doc' | 'version'>;

export const readToken = ({ doc, version }: Row): Token => ({ ...parseColumn(token, doc), version });

export async function findToken(db: Db, wanted: string): Promise<Token | null> {
  const row = await db
    .selectFrom('tokens')
    .select(['doc', 'version'])
    .where('serial', '=', wanted)
    .executeTakeFirst();
  return row === undefined ? null : readToken(row);
}

export async function tokensBy(db: Db, serials: readonly string[]): Promise<Token[]> {
  if (serials.length === 0) return [];
  const rows = await db
    .selectFrom('tokens')
    .select(['doc', 'version'])
    .where('serial', 'in', [...serials])
    .execute();
  return rows.map(readToken);
}

/** What this person has in that state, by serial; active: what they carry and sign in with. */
export async function tokensOf(db: Db, holderId: string, state: 'active' | 'lost'): Promise<Token[]> {
  const rows = await db
    .selectFrom('tokens')
    .select(['doc', 'version'])
    .where('holder_id', '=', holderId)
    .where('state', '=', state)
    .orderBy('serial')
    .execute();
  return rows.map(readToken);
}

/** Begun to be loaded for this request and not taken: one that is loaded before one that is not, then the newest. */
export async function tokenBegunFor(db: Db, requestId: string): Promise<Token | null> {
  const rows = await db
    .selectFrom('tokens')
    .select(['doc', 'version'])
    .where('begun_for', '=', requestId)
    .where('state', 'in', ['burning', 'burned_unverified', 'loaded', 'quarantine'])
    .execute();
  const tokens = rows.map(readToken);
  const isLoaded = ({ state }: Token) => Number(state === 'loaded');
  tokens.sort((one, other) => isLoaded(other) - isLoaded(one) || other.updatedAt - one.updatedAt);
  return tokens[0] ?? null;
}

/** Ids of methods and devices among it: whoever looks at Microsoft's list asks which serial one of them is. */
const foundBy = ({
  serial,
  methodId,
  leftMethods,
  deviceId,
  leftDevices,
  box,
  model,
  holder,
}: Token): string[] => [
  serial,
  methodId ?? '',
  ...leftMethods.map((left) => left.methodId),
  deviceId ?? '',
  ...leftDevices,
  box ?? '',
  model ?? '',
  holder?.name ?? '',
  holder?.upn ?? '',
];

/** Compare-and-set on the version that `doc` was read with; answers it as stored. `LostRace` when the row is another one now. */
export async function saveToken(db: Db, doc: Token): Promise<Token> {
  const { version: seen, ...said } = doc;
  const columns = {
    version: seen + 1,
    state: doc.state,
    holder_id: doc.holder?.id ?? null,
    request_id: doc.requestId,
    search: searchText(foundBy(doc)),
    model: doc.model,
    site: doc.site,
    burner_id: doc.burnerId,
    is_handed_over: Number(doc.handedOverAt !== null),
    box: doc.box,
    begun_for: doc.begunFor,
    has_left_devices: Number(doc.leftDevices.length > 0),
    burned_at: doc.burnedAt,
    updated_at: doc.updatedAt,
    doc: JSON.stringify(said),
  };
  if (seen === 0) {
    await db
      .insertInto('tokens')
      .values({ serial: doc.serial, ...columns })
      .execute();
  } else {
    const { numUpdatedRows } = await db
      .updateTable('tokens')
      .set(columns)
      .where('serial', '=', doc.serial)
      .where('version', '=', seen)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new LostRace(doc.serial);
  }
  return { ...doc, version: seen + 1 };
}
