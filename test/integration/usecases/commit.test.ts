import assert from 'node:assert/strict';
import { LostRace, type Store } from '@token-desk/bot/store/database';
import { findSetting, saveSetting } from '@token-desk/bot/store/tables/settings';
import { listAudit } from '@token-desk/bot/usecases/audit/audit';
import { commandBurner } from '@token-desk/bot/usecases/desks/burners';
import { submitEnvelope } from '@token-desk/bot/usecases/jobs/jobs';
import { bindChannel, rememberPersonal, unbindChannel } from '@token-desk/bot/usecases/people/conversations';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { commandRequest } from '@token-desk/bot/usecases/requests/requests';
import { getToken } from '@token-desk/bot/usecases/tokens/token-views';
import { commit } from '@token-desk/bot/usecases/write/commit';
import type { Deps } from '@token-desk/bot/usecases/write/deps';
import { manager, technician } from '../../support/bot/bot-core.ts';
import { envelope, problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { serial, sven } from '../../support/bot/requests.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('the one way to write', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;

    /** Deps whose store fails so at the end of a transaction, as often as is said. */
    function failing(error: Error, times: number) {
      let tries = 0;
      const store: Store = {
        ...desk.store,
        transaction: (work) =>
          desk.store.transaction(async (tx) => {
            tries += 1;
            const done = await work(tx);
            if (tries <= times) throw error;
            return done;
          }),
      };
      return { deps: { ...deps(), store }, tries: () => tries };
    }
    /** Counts one further, from what is there. */
    const count = (by: Deps) =>
      commit(by, async (tx) => {
        const seen = await findSetting(tx, 'count');
        const value = Number(seen.value ?? 0) + 1;
        await saveSetting(tx, seen, String(value));
        return { value };
      });

    it('decides again on what is there now when somebody was quicker', async () => {
      const race = failing(new LostRace('count'), 3);
      await count(deps());
      assert.equal((await count(race.deps)).value, 2);
      assert.equal(race.tries(), 4);
    });

    it('gives up after forty times, and says that it was changed', async () => {
      const never = failing(new LostRace('count'), Number.POSITIVE_INFINITY);
      assert.equal(await problemOf(count(never.deps)), 'request-changed');
      assert.equal(never.tries(), 40);
      assert.equal((await findSetting(desk.store.db, 'count')).value, null);
    });

    it('tries once where it was no race', async () => {
      const broken = failing(new Error('power cut'), 1);
      await assert.rejects(count(broken.deps), /power cut/);
      assert.equal(broken.tries(), 1);
    });

    it('wakes whoever delivers messages when it left some, and only then', async () => {
      let woken = 0;
      const awake: Deps = {
        ...deps(),
        wakeOutbox: () => {
          woken += 1;
        },
      };
      const channel = { id: 'channel', reference: {}, locale: null };
      await count(awake);
      await bindChannel(awake, technician, channel);
      assert.equal(woken, 0, 'nobody is told of these');
      const { id } = await desk.submit();
      const told = async () => (await desk.store.db.selectFrom('outbox').select('id').execute()).length;
      assert.ok((await told()) > 0);
      await commandRequest(awake, manager, { requestId: id, version: null, command: { kind: 'withdraw' } });
      assert.equal(woken, 1);
      await unbindChannel(awake, technician, 'channel');
      assert.equal(await told(), 0, 'nothing is left for a channel that was let go');
    });

    describe('leaves messages', () => {
      const outbox = async () =>
        (await desk.store.db.selectFrom('outbox').selectAll().orderBy('conversation_id').execute()).map(
          ({ id: _id, ...row }) => ({ ...row, seq: Number(row.seq), due_at: Number(row.due_at) }),
        );
      const untried = { attempts: 0, last_error: null, in_lane: 0 };
      beforeEach(async () => {
        await bindChannel(deps(), technician, { id: 'channel', reference: {}, locale: null });
        const chat = { reference: {}, locale: null };
        await rememberPersonal(deps(), { ...chat, id: 'chat of mara', personId: manager.person.id });
        await rememberPersonal(deps(), { ...chat, id: 'chat of tina', personId: technician.person.id });
      });

      it('for who asked and for every channel: one card with the newest, due now, and lines worth one', async () => {
        const { id } = await desk.submit();
        const { history } = await getRequestDetail(deps(), technician, id);
        const newest = history.at(-1);
        const due_at = desk.core.clock.now();
        const card = {
          kind: 'card',
          request_id: id,
          event: newest?.event,
          seq: newest?.seq,
          due_at,
          ...untried,
        };
        assert.deepEqual(await outbox(), [
          { ...card, conversation_id: 'channel' },
          { ...card, conversation_id: 'chat of mara' },
        ]);
        await desk.store.db.deleteFrom('outbox').execute();
        await desk.order(id, { kind: 'hold', why: 'later' });
        const told = (await outbox()).map(({ kind, event, conversation_id: to }) =>
          [to, kind, event].join(' '),
        );
        assert.deepEqual(told.sort(), [
          'channel card held',
          'channel notice held',
          'chat of mara card held',
          'chat of mara notice held',
        ]);
      });

      it('about a stolen desk for every channel, and for nobody else', async () => {
        const order = { burnerId: desk.burner.burnerId, command: { kind: 'report-stolen' } } as const;
        await commandBurner(deps(), technician, order);
        const [row] = (await listAudit(deps(), { event: 'burner_stolen' })).items;
        const due_at = desk.core.clock.now();
        const line = { kind: 'desk-notice', request_id: '', event: 'burner_stolen', seq: row?.seq, due_at };
        assert.deepEqual(await outbox(), [{ ...line, conversation_id: 'channel', ...untried }]);
      });
    });

    describe('moves tokens with their requests', () => {
      const other = '8659622000024';
      const token = (wanted: string) => getToken(deps(), wanted);

      for (const outcome of ['burned', 'unknown'] as const)
        it(`and a second token of one request sets the first aside (${outcome})`, async () => {
          const { requestId } = await desk.burned();
          desk.burner.behaviour.outcome = outcome;
          assert.deepEqual(
            (await token(serial)).custody.map(({ kind, by, holder, note }) => [kind, by?.id, holder, note]),
            [['added', technician.person.id, null, null]],
          );
          desk.core.clock.turn(1_000);
          const job = await desk.open(requestId, { serial: other });
          await submitEnvelope(deps(), technician, { jobId: job.id, envelope, accountSeen: true });
          await desk.core.hub.settled();
          const [first, second] = [await token(serial), await token(other)];
          assert.deepEqual([first.state, first.holder, first.requestId], ['quarantine', null, null]);
          assert.deepEqual([second.state, second.holder?.id], ['burned_unverified', sven.id]);
          assert.equal(first.updatedAt, desk.core.clock.now());
          assert.equal(await desk.stateOf(requestId), 'burned');
        });

      for (const [to, note] of [
        ['subject', null],
        ['mail', 'mail'],
      ] as const)
        it(`and who had it in their hands says how it went there (${to})`, async () => {
          const requestId = await desk.bound();
          await desk.order(requestId, { kind: 'hand-over', to });
          const { kind, holder, note: said } = (await token(serial)).custody.at(-1) ?? assert.fail();
          assert.deepEqual([kind, holder?.id, said], ['handed_over', sven.id, note]);
        });
    });
  }));
