import assert from 'node:assert/strict';
import { type LimitName, limits } from '@token-desk/bot/domain/limits';
import type { Store } from '@token-desk/bot/store/database';
import { recordHello } from '@token-desk/bot/usecases/desks/burners';
import { sweep } from '@token-desk/bot/usecases/jobs/sweep';
import { recordCall, submitRequest } from '@token-desk/bot/usecases/requests/requests';
import { spendNow } from '@token-desk/bot/usecases/write/spending';
import { type Problem, ProblemError } from '@token-desk/contract/problem';
import { type Core, caller, manager, startCore, technician } from '../../support/bot/bot-core.ts';
import { problemOf as codeOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { form, minuteMs, monday } from '../../support/bot/requests.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

async function problemOf(work: Promise<unknown>): Promise<Problem | null> {
  try {
    await work;
    return null;
  } catch (error) {
    assert.ok(error instanceof ProblemError, String(error));
    return error.problem;
  }
}

describe('what somebody may spend', () =>
  onBothStores((_name, openEmpty) => {
    let store: Store;
    let core: Core;
    beforeEach(async () => {
      store = await openEmpty();
      core = startCore(store);
    });
    afterEach(() => store.close());

    const colleague = (n: number) => {
      const id = `colleague-${n}`;
      core.directory.add({ id, name: `Colleague ${n}`, upn: `${id}@contoso.example` });
      return id;
    };
    const ask = (n: number, who = manager) =>
      problemOf(submitRequest(core.deps, who, { subject: colleague(n), form, source: 'chat' }));
    /** How many of `wanted` are granted now, and what the first refusal says. */
    const spendAll = async (name: LimitName, who: string, wanted: number) => {
      for (let n = 0; n < wanted; n += 1) {
        const refused = await problemOf(spendNow(core.deps, name, who));
        if (refused !== null) return { granted: n, refused };
      }
      return { granted: wanted, refused: null };
    };

    for (const [name, limit] of Object.entries(limits) as [LimitName, (typeof limits)[LimitName]][])
      it(`${name}: ${limit.times} and no more, then as many as the time allows, each for itself`, async () => {
        const { times, perMs } = limit;
        const first = await spendAll(name, 'one', times + 1);
        assert.equal(first.granted, times);
        assert.equal(first.refused?.code, limit.problem);
        const seconds = Number(first.refused?.detail?.seconds);
        assert.ok(seconds >= 1 && seconds * 1000 <= perMs / times + 1000, `${seconds} s`);
        assert.equal((await spendAll(name, 'other', 1)).granted, 1);
        core.clock.turn(seconds * 1000);
        assert.ok((await spendAll(name, 'one', 1)).granted === 1, 'as long as was said is long enough');
        core.clock.turn(perMs);
        assert.equal((await spendAll(name, 'one', times + 1)).granted, times);
      });

    it('counts tries that come at once', async () => {
      const tries = Array.from({ length: 40 }, () => problemOf(spendNow(core.deps, 'pair', '203.0.113.5')));
      const refused = (await Promise.all(tries)).filter((problem) => problem !== null);
      assert.equal(refused.length, 40 - limits.pair.times);
    });

    it('keeps counts no longer than they matter', async () => {
      await spendAll('pair', '203.0.113.5', 3);
      await spendAll('ask-all-day', 'mara', 1);
      core.clock.turn(minuteMs);
      await sweep(core.deps);
      const left = await store.db.selectFrom('spent').select('key').execute();
      assert.deepEqual(left, [{ key: 'ask-all-day:mara' }]);
      core.clock.turnTo(monday + limits['ask-all-day'].perMs);
      await sweep(core.deps);
      assert.deepEqual(await store.db.selectFrom('spent').select('key').execute(), []);
    });

    it('lets a manager ask for 30 people in an hour, and nobody without a role for 300', async () => {
      let made = 0;
      let refused: Problem | null = null;
      for (let n = 0; n < 300; n += 1) {
        const problem = await ask(n);
        if (problem === null) made += 1;
        refused ??= problem;
        if (n === 29) assert.equal(made, 30);
      }
      assert.equal(made, limits.ask.times);
      assert.equal(refused?.code, 'asked-too-often');
      const { count } = await store.db
        .selectFrom('requests')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      assert.equal(count, limits.ask.times);
      assert.equal(await ask(999, caller({ id: 'other', name: 'O', upn: 'o@x.example' })), null);
    });

    it('holds for a whole day too', async () => {
      let made = 0;
      for (let n = 0; n < 200; n += 1) {
        if ((await ask(n)) === null) made += 1;
        core.clock.turn(2 * minuteMs);
      }
      // 400 minutes, in which the hour alone would have granted all of them
      assert.ok(made < limits['ask-all-day'].times + 40, `${made}`);
    });

    it('costs nothing to be corrected, refused or repeated', async () => {
      for (let n = 0; n < 100; n += 1) {
        const bad = { subject: 'nobody-here', form, source: 'chat' } as const;
        assert.equal((await problemOf(submitRequest(core.deps, manager, bad)))?.code, 'subject-unknown');
        const past = {
          subject: colleague(1),
          form: { ...form, neededBy: '2020-01-01' },
          source: 'chat',
        } as const;
        assert.equal((await problemOf(submitRequest(core.deps, manager, past)))?.code, 'needed-by-past');
      }
      const once = { subject: colleague(2), form, source: 'chat', submissionId: 'n' } as const;
      for (let n = 0; n < 60; n += 1)
        assert.equal(await problemOf(submitRequest(core.deps, manager, once)), null);
      assert.equal(await ask(3), null);
    });

    it('lets a technician record a morning of callers', async () => {
      for (let n = 0; n < 60; n += 1) {
        const asked = {
          subjectId: colleague(n),
          form,
          calledBy: 'Colleague',
          identifiedBy: 'call-back',
          source: 'phone',
          submissionKey: `key-${n}`,
        } as const;
        assert.equal(await problemOf(recordCall(core.deps, technician, asked)), null);
      }
    });
  }));

describe('what a desk may spend', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);

    it('is counted by its own id and by no address: its sixty-first link in a minute waits', async () => {
      const hello = () => codeOf(recordHello(desk.core.deps, desk.burner.burnerId, desk.burner.hello()));
      desk.core.clock.turn(minuteMs);
      for (let n = 0; n < limits.link.times; n += 1) assert.equal(await hello(), 'fine');
      assert.equal(await hello(), 'too-many-tries');
      const keys = await desk.store.db.selectFrom('spent').select('key').execute();
      assert.deepEqual(keys, [{ key: `link:${desk.burner.burnerId}` }]);
      desk.core.clock.turn(minuteMs);
      assert.equal(await hello(), 'fine');
    });
  }));
