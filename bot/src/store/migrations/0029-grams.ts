import { type Kysely, type Migration, PostgresAdapter, sql } from 'kysely';

const tables = [
  ['requests', 'id'],
  ['tokens', 'serial'],
] as const;

/** Immutable, and nothing but what PostgreSQL brings: an index may stand on it, and no extension is asked for. */
const inPostgres = `create or replace function token_desk_grams(said text) returns text[]
  language sql immutable strict parallel safe cost 1000 as $$
    select coalesce(array_agg(distinct substr(said, n, 3)), '{}'::text[]) from generate_series(1, length(said) - 2) as n
  $$`;

/** The index knows numbers, which a row of a text key has none of that stays: `_found` gives it one. Triggers keep both. */
const inSqlite = (table: string, key: string): readonly string[] => [
  `create table ${table}_found (n integer primary key, owner text not null unique)`,
  `create virtual table ${table}_grams using fts5(grams, content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1')`,
  `insert into ${table}_found (owner) select ${key} from ${table} order by ${key}`,
  `insert into ${table}_grams (rowid, grams) select n, search from ${table}_found join ${table} on ${key} = owner order by n`,
  `create trigger ${table}_found_new after insert on ${table} begin
    insert into ${table}_found (owner) values (new.${key});
    insert into ${table}_grams (rowid, grams) select n, new.search from ${table}_found where owner = new.${key};
  end`,
  `create trigger ${table}_found_other after update of search on ${table} when old.search <> new.search begin
    delete from ${table}_grams where rowid = (select n from ${table}_found where owner = old.${key});
    insert into ${table}_grams (rowid, grams) select n, new.search from ${table}_found where owner = old.${key};
  end`,
  `create trigger ${table}_found_gone after delete on ${table} begin
    delete from ${table}_grams where rowid = (select n from ${table}_found where owner = old.${key});
    delete from ${table}_found where owner = old.${key};
  end`,
];

/** Which rows hold a text is found by every three letters of it that stand in a row, on both databases. */
export const grams: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
    if (isPostgres) await sql.raw(inPostgres).execute(db);
    for (const [table, key] of tables) {
      const steps = isPostgres
        ? [
            `create index ${table}_by_grams on ${table} using gin (token_desk_grams(search))`,
            `analyze ${table}`,
          ]
        : inSqlite(table, key);
      for (const step of steps) await sql.raw(step).execute(db);
    }
  },
};
