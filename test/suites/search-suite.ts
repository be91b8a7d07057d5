import assert from 'node:assert/strict';
import { unknownToken } from '@token-desk/bot/domain/tokens/token';
import { atOnce } from '@token-desk/bot/store/at-once';
import type { Store } from '@token-desk/bot/store/database';
import { isPostgres } from '@token-desk/bot/store/grams';
import { deleteRequest } from '@token-desk/bot/store/kept';
import { migrate } from '@token-desk/bot/store/migrate';
import { insertRequest, searchRequests, updateRequest } from '@token-desk/bot/store/tables/requests';
import { searchTokens, tokensOfMethods } from '@token-desk/bot/store/tables/token-list';
import { findToken, saveToken } from '@token-desk/bot/store/tables/tokens';
import { mostCounted } from '@token-desk/contract/lengths';
import type { Request } from '@token-desk/contract/request';
import { fold } from '@token-desk/contract/text/fold';
import { requestIn } from '../support/bot/requests.ts';
import { downgrade } from '../support/store/downgrade.ts';
import { fillStore } from '../support/store/full-store.ts';

const letters = [...'aabbéÉßøñ12%_\\" -\'*ж'];

/** The same numbers for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const filter = {
  state: null,
  site: null,
  claimedBy: null,
  subjectId: null,
  overdueOn: null,
  withoutSecond: false,
  openOnly: false,
  order: { by: 'recent', isReversed: false },
} as const;

/** What a search finds is what a plain look into every text would. */
export function searchSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`search on ${name}`, function () {
    this.timeout(60_000);
    let store: Store;
    beforeEach(async () => {
      store = await openEmpty();
    });
    const { walked } = atOnce;
    afterEach(async () => {
      atOnce.walked = walked;
      await store.close();
    });

    const find = async (text: string) =>
      searchRequests(store.db, { ...filter, text }, { after: null, limit: 5_000 });
    const findTokens = async (text: string) =>
      searchTokens(
        store.db,
        { text, state: null, box: null, notHandedOverFrom: null },
        { after: null, limit: 5_000 },
      );

    /** Against the texts as they stand in the rows. */
    async function compare(texts: readonly string[]): Promise<number> {
      atOnce.walked = walked;
      const short = await compareOnce(texts);
      // as in a list that is too long to be walked: the index tells
      atOnce.walked = 3;
      assert.equal(await compareOnce(texts), short);
      return short;
    }

    async function compareOnce(texts: readonly string[]): Promise<number> {
      const rows = await store.db.selectFrom('requests').select(['id', 'search']).execute();
      const books = await store.db.selectFrom('tokens').select(['serial', 'search']).execute();
      let hits = 0;
      for (const text of texts) {
        const plain = rows.filter((row) => row.search.includes(fold(text))).map(({ id }) => id);
        const { items, total } = await find(text);
        assert.deepEqual(items.map(({ id }) => id).sort(), plain.sort(), JSON.stringify(text));
        assert.equal(total, plain.length);
        const serials = books.filter((row) => row.search.includes(fold(text))).map(({ serial }) => serial);
        const tokens = await findTokens(text);
        assert.deepEqual(
          tokens.items.map(({ serial }) => serial).sort(),
          serials.sort(),
          JSON.stringify(text),
        );
        assert.equal(tokens.total, serials.length);
        hits += plain.length + serials.length;
      }
      return hits;
    }

    const changed = (doc: Request, name: string): Request => ({
      ...doc,
      version: doc.version + 1,
      subject: { ...doc.subject, name },
    });

    it('finds exactly the rows that hold the text, also after changes and forgetting', async () => {
      const below = numbers(7);
      const word = (most: number) =>
        Array.from({ length: 1 + below(most) }, () => letters[below(letters.length)]).join('');
      const docs = Array.from({ length: 120 }, (_, n) =>
        requestIn('queued', {
          id: `r${n}`,
          subject: { id: `p${n}`, name: word(9), upn: `${word(6)}@contoso.example` },
        }),
      );
      for (const doc of docs) await insertRequest(store.db, doc, null);
      for (let n = 0; n < 60; n += 1)
        await saveToken(store.db, {
          ...unknownToken(`86596220${String(n).padStart(5, '0')}`, 0),
          model: word(8),
        });
      const texts = [
        ...Array.from({ length: 60 }, () => word(6)),
        ...docs.slice(0, 20).map(({ subject }) => subject.name),
        'contoso',
        'Contoso.Example',
        '8659',
        'nobody at all',
      ];
      assert.ok((await compare(texts)) > 200);
      for (const doc of docs.slice(0, 60)) await updateRequest(store.db, changed(doc, word(9)), doc.version);
      for (let n = 0; n < 30; n += 1) {
        const token = await findToken(store.db, `86596220${String(n).padStart(5, '0')}`);
        if (token === null) assert.fail();
        await saveToken(store.db, { ...token, model: word(8) });
      }
      for (const { id } of docs.slice(40, 80)) await deleteRequest(store.db, id);
      assert.ok((await compare(texts)) > 150);
    });

    it('is not content with the threes of a text: they have to stand in its order', async () => {
      atOnce.walked = 0;
      const named = (id: string, name: string) =>
        insertRequest(
          store.db,
          requestIn('queued', { id, subject: { id, name, upn: `${id}@x.example` } }),
          null,
        );
      await named('r1', 'bcd abc');
      await named('r2', 'abcd');
      assert.deepEqual(
        (await find('abcd')).items.map(({ id }) => id),
        ['r2'],
      );
    });

    // PostgreSQL's index is the row's own
    const onSqlite = name === 'SQLite' ? it : () => {};
    onSqlite('keeps nothing of a row that is forgotten', async () => {
      await fillStore(store, 10);
      const left = async () => {
        const { rows } = await store.db.executeQuery<{ n: number }>(
          statement(
            'select (select count(*) from requests_found) + (select count(*) from requests_grams) as n',
            [],
          ),
        );
        return Number(rows[0]?.n);
      };
      assert.equal(await left(), 20);
      for (const { id } of (await find('contoso')).items) await deleteRequest(store.db, id);
      assert.equal(await left(), 0);
    });

    it('takes back with a transaction what it knew of a row', async () => {
      const doc = requestIn('queued', { id: 'r' });
      await assert.rejects(
        store.transaction(async (tx) => {
          await insertRequest(tx, doc, null);
          throw new Error('no');
        }),
      );
      assert.equal((await find(doc.subject.upn)).total, 0);
      await insertRequest(store.db, doc, null);
      assert.equal((await find(doc.subject.upn)).total, 1);
    });

    it('finds what was there before the index', async () => {
      await fillStore(store, 100);
      await downgrade(store.db);
      await migrate(store.db);
      assert.ok((await compare(['novak1', 'p12@', 'chloe', '86596220'])) > 30);
    });

    it('pages what many hold in its order', async () => {
      await fillStore(store, mostCounted + 200);
      atOnce.walked = 100;
      const all = { ...filter, text: 'contoso' };
      const seen = new Set<string>();
      let after: { key: string | number; id: string } | null = null;
      for (;;) {
        const page = await searchRequests(store.db, all, { after: after as never, limit: 500 });
        assert.equal(page.total, mostCounted + 1);
        for (const { id } of page.items) seen.add(id);
        const last = page.items.at(-1);
        if (last === undefined) break;
        after = { key: last.updatedAt, id: last.id };
      }
      assert.equal(seen.size, mostCounted + 200);
    });

    it('goes through no table for three letters or more, and through the list in its order for one or two', async () => {
      await fillStore(store, 2_000);
      atOnce.walked = 100;
      const { db } = store;
      await store.transaction(async (tx) => {
        for (let n = 0; n < 800; n += 1)
          await saveToken(tx, {
            ...unknownToken(`86596220${String(n).padStart(5, '0')}`, 0),
            model: `ovak${n}`,
          });
      });
      if (isPostgres(db)) await db.executeQuery(statement('analyze', []));
      for (const text of ['novak17', 'ovak299', 'c27', 'new-method']) {
        const plans = await plansOf(store, async (watched) => {
          await searchRequests(watched, { ...filter, text }, { after: null, limit: 50 });
          await searchRequests(
            watched,
            { ...filter, text, openOnly: true, order: { by: 'needed', isReversed: false } },
            { after: null, limit: 50 },
          );
          await searchTokens(
            watched,
            { text, state: null, box: null, notHandedOverFrom: null },
            { after: null, limit: 50 },
          );
          await tokensOfMethods(watched, [text]);
        });
        assert.ok(
          plans.some((plan) => /_grams/.test(plan)),
          plans.join('\n'),
        );
        for (const plan of plans) assert.doesNotMatch(plan, wholeTable, `${text}\n${plan}`);
      }
      const short = await plansOf(store, async (watched) => {
        await searchRequests(watched, { ...filter, text: 'c2' }, { after: null, limit: 50 });
      });
      assert.ok(short.every((plan) => !/_grams/.test(plan)));
      assert.ok(
        short.some((plan) => /requests_recent|Seq Scan/.test(plan)),
        short.join('\n'),
      );
    });
  });
}

/** As SQLite and PostgreSQL say that they read all of it. */
const wholeTable = /SCAN (requests|tokens)\b(?!_grams)|Seq Scan on (requests|tokens)\b/;

const statement = (text: string, parameters: readonly unknown[]) => ({
  sql: text,
  parameters,
  query: { kind: 'RawNode', sqlFragments: [text], parameters: [] } as never,
  queryId: { queryId: 'plan' },
});

async function plansOf(store: Store, work: (db: Store['db']) => Promise<void>): Promise<string[]> {
  const { db } = store;
  const asked: { sql: string; parameters: readonly unknown[] }[] = [];
  const watched = db.withPlugin({
    transformQuery: ({ node }) => {
      const { sql: text, parameters } = db.getExecutor().compileQuery(node, { queryId: 'plan' } as never);
      asked.push({ sql: text, parameters });
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  await work(watched);
  const plans: string[] = [];
  for (const one of asked) {
    // so far and no further, however long the list is
    if (/^select "search" from|\) as "walked"/.test(one.sql)) {
      assert.match(one.sql, /limit (\?|\$\d+)(\) as "walked"|$)/);
      continue;
    }
    const explain = isPostgres(db) ? 'explain' : 'explain query plan';
    const { rows } = await db.executeQuery<Record<string, unknown>>(
      statement(`${explain} ${one.sql}`, one.parameters),
    );
    plans.push(rows.map((row) => String(row.detail ?? row['QUERY PLAN'])).join('\n'));
  }
  return plans;
}
