import type { TokenState } from '@token-desk/contract/token/record';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Token } from '../../domain/tokens/token.ts';
import type { Db } from '../database.ts';
import { holders, isIndexed, searched } from '../grams.ts';
import { like } from '../like.ts';
import type { Schema } from '../schema.ts';
import { readToken } from './tokens.ts';

export type TokenFilter = {
  /** Part of serial, model, holder's name or UPN. */
  readonly text: string | null;
  readonly state: TokenState | null;
  readonly box: string | null;
  /** Burned at this desk and still there, as far as the books know. */
  readonly notHandedOverFrom: string | null;
};

/** States in which a token carries a secret of ours that nobody was handed; a lost one until it is retired, since its method may be left. */
const carrying = [
  'burned_unverified',
  'loaded',
  'active',
  'suspended',
  'quarantine',
  'lost',
] as const satisfies TokenState[];

function conditions(eb: ExpressionBuilder<Schema, 'tokens'>, filter: TokenFilter) {
  const all: Expression<SqlBool>[] = [];
  if (filter.text !== null) all.push(like(filter.text));
  if (filter.box !== null) all.push(eb('box', '=', filter.box));
  if (filter.state !== null) all.push(eb('state', '=', filter.state));
  if (filter.notHandedOverFrom !== null) {
    all.push(
      eb('burner_id', '=', filter.notHandedOverFrom),
      eb('is_handed_over', '=', 0),
      eb('state', 'in', [...carrying]),
    );
  }
  return eb.and(all);
}

/** One page, by serial. */
export async function searchTokens(
  db: Db,
  filter: TokenFilter,
  page: { readonly after: string | null; readonly limit: number },
): Promise<{ readonly items: Token[]; readonly total: number }> {
  const withoutText = { ...filter, text: null };
  const { wanted, total } = await searched(db, filter.text, {
    all: db.selectFrom('tokens').where((eb) => conditions(eb, filter)),
    inOrder: db
      .selectFrom('tokens')
      .select('search')
      .where((eb) => conditions(eb, withoutText))
      .orderBy('serial'),
    byIndex: (text) =>
      db
        .selectFrom(holders(db, 'tokens', text).as('tokens'))
        .select(['serial', 'doc', 'version'])
        .where((eb) => conditions(eb, withoutText)),
  });
  let query = wanted.select(['doc', 'version']).orderBy('serial').limit(page.limit);
  if (page.after !== null) query = query.where('serial', '>', page.after);
  const rows = await query.execute();
  return { items: rows.map(readToken), total };
}

/** The books whole, for whoever compares them. */
export async function everyToken(db: Db): Promise<Token[]> {
  const rows = await db.selectFrom('tokens').select(['doc', 'version']).orderBy('serial').execute();
  return rows.map(readToken);
}

/** Tokens that one of these methods is, or was and left behind. */
export async function tokensOfMethods(db: Db, methodIds: readonly string[]): Promise<Token[]> {
  if (methodIds.length === 0) return [];
  const found = new Map<string, Token>();
  for (const id of new Set(methodIds)) {
    const holding = isIndexed(id)
      ? db.selectFrom(holders(db, 'tokens', id).as('tokens'))
      : db.selectFrom('tokens').where(like(id));
    for (const row of await holding.select(['doc', 'version']).execute()) {
      const token = readToken(row);
      found.set(token.serial, token);
    }
  }
  return [...found.values()];
}

/** Which of these sites a token of the books is at. */
export const knownSites = (db: Db, sites: readonly string[]) => known(db, 'site', sites);

/** Which of these serials are in the books. */
export const knownSerials = (db: Db, serials: readonly string[]) => known(db, 'serial', serials);

async function known(
  db: Db,
  column: 'serial' | 'site',
  values: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let from = 0; from < values.length; from += 500) {
    const rows = await db
      .selectFrom('tokens')
      .select((eb) => eb.ref(column).as('value'))
      .where(column, 'in', values.slice(from, from + 500))
      .distinct()
      .execute();
    for (const { value } of rows) if (value !== null) found.add(value);
  }
  return found;
}
