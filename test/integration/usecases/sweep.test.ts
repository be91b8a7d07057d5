import assert from 'node:assert/strict';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import { autoCloseMs } from '@token-desk/bot/domain/requests/request-times';
import { insertRequest } from '@token-desk/bot/store/tables/requests';
import { createPairingCode } from '@token-desk/bot/usecases/desks/pairing';
import { expireJobs, sweep } from '@token-desk/bot/usecases/jobs/sweep';
import { forgetDue } from '@token-desk/bot/usecases/people/forget';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { jobLifetimeMs } from '@token-desk/contract/desk/job';
import { pairingCodeLifetimeMs } from '@token-desk/contract/desk/pairing';
import type { Request } from '@token-desk/contract/request';
import { administrator, technician } from '../../support/bot/bot-core.ts';
import { useDeskCore } from '../../support/bot/desk-core.ts';
import { minuteMs, monday, requestIn, sven } from '../../support/bot/requests.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('what ends by itself', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const twoWeeksMs = 14 * 24 * 60 * minuteMs;
    const deps = () => desk.core.deps;
    const put = (id: string, state: Request['state'], change: Partial<Request> = {}) => {
      const subject = { ...sven, id: `subject-of-${id}` };
      return insertRequest(desk.store.db, requestIn(state, { id, subject, ...change }), null);
    };
    /** What is found besides: nothing, where the daily deletion and its counts are done with. */
    const settle = async () => {
      await forgetDue(deps());
      await desk.store.db.deleteFrom('spent').execute();
      await desk.store.db.deleteFrom('pairing_codes').execute();
    };

    for (const [what, state, afterMs, end] of [
      ['a claim nobody works on', 'in_progress', standardPolicy.claimIdleMs, 'queued'],
      ['a request whose token was handed over', 'handed_over', autoCloseMs, 'closed'],
    ] as const)
      it(`${what} does when its time is over, not before, and is counted`, async () => {
        await put('one', state, { openJobId: null });
        desk.core.clock.turnTo(monday + afterMs - 1);
        await settle();
        assert.deepEqual([await sweep(deps()), await desk.stateOf('one')], [0, state]);
        desk.core.clock.turn(1);
        assert.deepEqual([await sweep(deps()), await desk.stateOf('one')], [1, end]);
        assert.deepEqual([await sweep(deps()), await desk.stateOf('one')], [0, end]);
      });

    it('an order does, a minute later than its desk was told, or at once for who needs its place', async () => {
      const { id } = await desk.open(await desk.claimed());
      await settle();
      desk.core.clock.turn(jobLifetimeMs + minuteMs);
      assert.equal(await sweep(deps()), 0, 'a desk that began in time may still be writing');
      assert.equal(await expireJobs(deps(), minuteMs - 1), 1);
      const cancelled = desk.burner.received.filter((one) => one.type === 'cancel' && one.jobId === id);
      assert.equal(cancelled.length, 1);
      const next = await desk.open(await claimedAgain());
      desk.core.clock.turn(jobLifetimeMs + minuteMs + 1);
      await settle();
      assert.equal(await sweep(deps()), 1);
      assert.ok(desk.burner.received.some((one) => one.type === 'cancel' && one.jobId === next.id));
    });

    async function claimedAgain(): Promise<string> {
      const [row] = await desk.store.db.selectFrom('requests').select('id').execute();
      const id = row?.id ?? assert.fail();
      assert.equal((await getRequestDetail(deps(), technician, id)).openJobId, null);
      return id;
    }

    it('a pairing code and what was counted do, and are counted too', async () => {
      await settle();
      await createPairingCode(deps(), administrator, { name: 'Desk 2' });
      desk.core.clock.turn(pairingCodeLifetimeMs - 1);
      assert.equal(await sweep(deps()), 0);
      desk.core.clock.turn(1);
      assert.equal(await sweep(deps()), 1);
      const spent = { key: 'look-up:somebody', free_at: desk.core.clock.now() + 1 };
      await desk.store.db.insertInto('spent').values(spent).execute();
      assert.equal(await sweep(deps()), 0);
      desk.core.clock.turn(1);
      assert.equal(await sweep(deps()), 1);
    });

    it('does so behind what cannot be changed, which is not counted', async () => {
      await put('a', 'in_progress', { openJobId: null });
      await put('b', 'in_progress', { openJobId: null });
      // It says what the state machine refuses: somebody wrote it by hand.
      const { doc } = await desk.store.db
        .selectFrom('requests')
        .select('doc')
        .where('id', '=', 'a')
        .executeTakeFirstOrThrow();
      const held = JSON.stringify({ ...JSON.parse(doc), state: 'on_hold' });
      await desk.store.db.updateTable('requests').set({ doc: held }).where('id', '=', 'a').execute();
      desk.core.clock.turnTo(monday + standardPolicy.claimIdleMs);
      await settle();
      assert.deepEqual([await sweep(deps()), await desk.stateOf('b')], [1, 'queued']);
    });

    it('is not passed over in silence where it fails for another reason than being too late', async () => {
      await put('one', 'submitted');
      await put('two', 'submitted');
      desk.core.clock.turnTo(monday + twoWeeksMs);
      const store = {
        ...desk.store,
        transaction: () => Promise.reject(new Error('power cut')),
      };
      await assert.rejects(sweep({ ...deps(), store }), /power cut/);
      await sweep(deps());
      assert.deepEqual([await desk.stateOf('one'), await desk.stateOf('two')], ['expired', 'expired']);
    });
  }));
