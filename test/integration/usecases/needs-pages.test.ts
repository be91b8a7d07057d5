import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { NeedFacts, NeedPerson } from '@token-desk/bot/domain/entra/needs';
import type { NeedState } from '@token-desk/bot/ports';
import { lastNeedDays } from '@token-desk/bot/store/tables/need-days';
import { listNeeds } from '@token-desk/bot/usecases/people/needs';
import type { NeedQuery } from '@token-desk/contract/entra/needs';
import { problemOf, useDeskCore } from '../../support/bot/desk-core.ts';

const noon = Date.UTC(2026, 11, 1, 12);
const unknown = { kind: 'no-answer' } as const;

const person = (id: string, name: string, change: Partial<NeedPerson> = {}): NeedPerson => ({
  id,
  name,
  upn: `${id}@contoso.example`,
  isGuest: false,
  isAdmin: { kind: 'read', value: false },
  methods: { kind: 'read', value: ['phone'] },
  isPhoneDefault: { kind: 'read', value: true },
  isSystemPreferred: { kind: 'read', value: false },
  ...change,
});

const factsOf = (people: readonly NeedPerson[], change: Partial<NeedFacts> = {}): NeedFacts => ({
  readAt: noon,
  source: 'report',
  people,
  policies: { methods: unknown, campaign: unknown },
  members: new Map(),
  perUserMfa: null,
  gaps: [],
  ...change,
});

/** The pages alone, over what was read before: what is read, and how, is `needs.test.ts`. */
describe('the pages of who is left', () => {
  const desk = useDeskCore();
  const list = (query: NeedQuery = {}) => listNeeds(desk.core.deps, query);
  const have = (change: Partial<NeedState>) => {
    const { directory } = desk.core;
    directory.needState = { ...directory.needState, ...change };
  };
  const idsOf = async (query: NeedQuery) => (await list(query)).items.map(({ id }) => id);

  it('says that nothing has been read, and records no day', async () => {
    const empty = await list();
    assert.deepEqual(
      [
        empty.readAt,
        empty.source,
        empty.reading,
        empty.failure,
        empty.gaps,
        empty.items,
        empty.next,
        empty.total,
      ],
      [null, null, null, null, [], [], null, 0],
    );
    assert.equal(empty.totals['phone-only'], 0);
    assert.deepEqual(empty.days, []);
  });

  it('orders by name without capitals and accents, people of one name by id', async () => {
    have({
      last: factsOf([person('d', 'zoe'), person('c', 'Ana'), person('a', 'Ömer'), person('b', 'ana')]),
    });
    assert.deepEqual(await idsOf({}), ['b', 'c', 'a', 'd']);
  });

  it('finds by name or address, whatever the capitals, accents and blanks around', async () => {
    have({ last: factsOf([person('a', 'Ömer Yıldız'), person('b', 'Ana', { upn: 'ZOE@contoso.example' })]) });
    assert.deepEqual(await idsOf({ q: ' omer ' }), ['a']);
    assert.deepEqual(await idsOf({ q: 'zoe@' }), ['b']);
    assert.deepEqual(await idsOf({ q: 'nobody' }), []);
    // no match over the end of the name into the address
    assert.deepEqual(await idsOf({ q: 'anazoe' }), []);
  });

  it('counts everybody, and of the page what the filter and the text let through', async () => {
    const guest = person('g', 'Ana Guest', { isGuest: true });
    have({ last: factsOf([person('a', 'Ana'), person('b', 'Bo'), guest]) });
    const page = await list({ group: 'phone-only', q: 'ana' });
    assert.deepEqual(
      [page.items.map(({ id }) => id), page.total, page.totals['phone-only'], page.totals.guest],
      [['a'], 1, 2, 1],
    );
  });

  describe('page by page', () => {
    const crowd = (count: number) =>
      Array.from({ length: count }, (_, at) => person(`p${String(at).padStart(4, '0')}`, 'Same Name'));

    it('has fifty on a page, and no next page where the last one is full', async () => {
      have({ last: factsOf(crowd(100)) });
      const first = await list();
      assert.deepEqual([first.items.length, first.items[0]?.id, first.total], [50, 'p0000', 100]);
      assert.ok(first.next);
      const second = await list({ cursor: first.next });
      assert.deepEqual([second.items.length, second.items[0]?.id, second.next], [50, 'p0050', null]);
    });

    it('has a thousand on a page for a file', async () => {
      have({ last: factsOf(crowd(1_001)) });
      const first = await list({ whole: '1' });
      assert.equal(first.items.length, 1_000);
      assert.ok(first.next);
      assert.deepEqual(await idsOf({ whole: '1', cursor: first.next }), ['p1000']);
    });

    it('goes on behind the last one shown, who may be gone meanwhile', async () => {
      have({ last: factsOf(crowd(60)) });
      const { next } = await list();
      assert.ok(next);
      have({ last: factsOf(crowd(60).filter(({ id }) => id !== 'p0049' && id !== 'p0010')) });
      assert.deepEqual((await idsOf({ cursor: next }))[0], 'p0050');
    });

    it('is empty behind the last one', async () => {
      have({ last: factsOf(crowd(60)) });
      const { next } = await list();
      assert.ok(next);
      have({ last: factsOf(crowd(40)) });
      const page = await list({ cursor: next });
      assert.deepEqual([page.items, page.next, page.total], [[], null, 40]);
    });

    for (const place of [[1, 'a'], ['a'], 'a'])
      it(`refuses the place ${JSON.stringify(place)}`, async () => {
        have({ last: factsOf(crowd(1)) });
        const cursor = Buffer.from(JSON.stringify(place)).toString('base64url');
        assert.equal(await problemOf(list({ cursor })), 'bad-request');
      });
  });

  it('tells when it was read, from what, and what of it is not known', async () => {
    const gaps: NeedFacts['gaps'] = [{ what: 'methods', why: 'no-answer', permissions: [] }];
    have({ last: factsOf([], { source: 'lists', gaps }), failure: 'directory-refused' });
    const { readAt, source, gaps: told, failure } = await list();
    assert.deepEqual([readAt, source, told, failure], [noon, 'lists', gaps, 'directory-refused']);
  });

  it('keeps the numbers of the day of the reading, once for a reading', async () => {
    const { db } = desk.core.deps.store;
    have({ last: factsOf([person('a', 'Ana')]) });
    assert.deepEqual(
      (await list()).days.map(({ day, totals }) => [day, totals['phone-only']]),
      [['2026-12-01', 1]],
    );
    await db.deleteFrom('need_days').execute();
    assert.deepEqual((await list()).days, [], 'written again for the same reading');
    have({ last: factsOf([person('a', 'Ana'), person('b', 'Bo')], { readAt: noon + 1 }) });
    await list();
    assert.equal((await lastNeedDays(db, 9))[0]?.totals['phone-only'], 2);
  });

  it('shows the last 120 days', async () => {
    for (let day = 0; day < 121; day += 1) {
      have({ last: factsOf([], { readAt: noon + day * 86_400_000 }) });
      await list();
    }
    const { days } = await list();
    assert.deepEqual([days.length, days[0]?.day, days.at(-1)?.day], [120, '2026-12-02', '2027-03-31']);
  });

  describe('while it is being read', () => {
    /** A reading that ends when it is told to, and what was asked of the directory. */
    const reading = () => {
      const { directory } = desk.core;
      const asked: boolean[] = [];
      let end = () => {};
      const settled = new Promise<void>((done) => {
        end = done;
      });
      directory.needState = { last: null, progress: { done: 1, of: 9 }, failure: null, settled };
      const { needs } = directory;
      directory.needs = (options?: { readonly again: boolean }) => {
        asked.push(options?.again === true);
        return needs.call(directory);
      };
      return { asked, end };
    };

    it('answers with what is there as soon as the reading has ended, and asks anew once only', async () => {
      const { asked, end } = reading();
      const answer = list({ again: '1' });
      have({ last: factsOf([person('a', 'Ana')]), progress: null });
      end();
      assert.equal((await answer).total, 1);
      assert.deepEqual(asked, [true, false]);
    });

    it('answers with how far it is where it takes longer, without waiting for its end', async () => {
      const { asked } = reading();
      const { reading: progress, readAt } = await list();
      assert.deepEqual([progress, readAt, asked], [{ done: 1, of: 9 }, null, [false, false]]);
    });

    it('waits a moment for a short reading', async () => {
      const { end } = reading();
      const answer = list();
      await delay(100);
      have({ last: factsOf([person('a', 'Ana')]), progress: null });
      end();
      assert.equal((await answer).total, 1);
    });
  });

  it('asks for nothing anew unless it is told to, nor a second time where nothing is being read', async () => {
    const asked: boolean[] = [];
    const { directory } = desk.core;
    directory.needs = (options?: { readonly again: boolean }) => {
      asked.push(options?.again === true);
      return directory.needState;
    };
    await list();
    assert.deepEqual(asked, [false]);
  });
});
