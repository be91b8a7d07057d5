import assert from 'node:assert/strict';
import { noLimits, retryAfterMs } from '@token-desk/bot/domain/delivery/limits';
import type { Deliver, OutboxRow } from '@token-desk/bot/outbox/row';
import { startOutbox } from '@token-desk/bot/outbox/worker';
import { endTry, leaseNext, takeIn } from '@token-desk/bot/store/tables/lanes';
import { listAudit } from '@token-desk/bot/usecases/audit/audit';
import {
  bindChannel,
  cardPlace,
  rememberPersonal,
  saveCardPlace,
} from '@token-desk/bot/usecases/people/conversations';
import { commit } from '@token-desk/bot/usecases/write/commit';
import { loadRequest } from '@token-desk/bot/usecases/write/decide-in';
import { technician } from '../../support/bot/bot-core.ts';
import { useDeskCore } from '../../support/bot/desk-core.ts';
import { dayMs, mara, minuteMs } from '../../support/bot/requests.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('outbox', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const { submit, order } = desk;

    const bind = (id: string) =>
      bindChannel(desk.core.deps, technician, {
        id,
        reference: { id },
        locale: null,
        topics: ['technicians'],
      });

    /** A worker that keeps what it delivered, and fails where `isBroken` says so. */
    function start(isBroken: (row: OutboxRow) => boolean = () => false) {
      const sent: OutboxRow[] = [];
      const failed: OutboxRow[] = [];
      const deliver: Deliver = async (row) => {
        if (isBroken(row)) {
          failed.push(row);
          throw new Error('chat is down');
        }
        sent.push(row);
        return 'delivered';
      };
      return { sent, failed, worker: startOutbox(desk.core.deps, deliver) };
    }

    const ledger = async () =>
      (
        await desk.store.db
          .selectFrom('notices')
          .select('state')
          .where('conversation_id', 'is not', null)
          .execute()
      ).map(({ state }) => state);
    const waiting = async () => (await desk.store.db.selectFrom('outbox').select('id').execute()).length;

    it('tells every bound channel and the one who asked, once', async () => {
      await bind('channel-1');
      await bind('channel-2');
      await rememberPersonal(desk.core.deps, { id: 'chat', personId: mara.id, reference: {}, locale: 'de' });
      const { id } = await submit();
      const { sent, worker } = start();
      await worker.drain();
      await worker.close();
      assert.deepEqual(
        sent.map((row) => [row.kind, row.conversationId, 'requestId' in row && row.requestId]).sort(),
        [
          ['card', 'channel-1', id],
          ['card', 'channel-2', id],
          ['card', 'chat', id],
        ],
      );
      assert.equal(await waiting(), 0);
    });

    it('sends only the newest card of a request, and every notice', async () => {
      await bind('channel');
      const { id } = await submit();
      await order(id, { kind: 'claim' });
      await order(id, { kind: 'hold', why: 'on leave' });
      await order(id, { kind: 'resume' });
      const { sent, worker } = start();
      await worker.drain();
      await worker.close();
      const cards = sent.filter(({ kind }) => kind === 'card');
      assert.deepEqual(
        cards.map(({ event }) => event),
        ['resumed'],
      );
      assert.deepEqual(
        sent.filter(({ kind }) => kind === 'notice').map(({ event }) => event),
        ['held'],
      );
    });

    it('keeps “ready” back for a minute, and nothing else with it', async () => {
      await rememberPersonal(desk.core.deps, { id: 'chat', personId: mara.id, reference: {}, locale: 'de' });
      const requestId = await desk.bound();
      const { sent, worker } = start();
      const told = () => sent.map(({ kind, event }) => `${kind} ${event}`);
      await worker.drain();
      assert.equal(told().at(-1), 'card bound', 'the card changes at once');
      desk.core.clock.turn(minuteMs - 1);
      await order(requestId, { kind: 'hand-over', to: 'subject' });
      await worker.drain();
      assert.deepEqual(told().slice(-2), ['card handed_over', 'notice handed_over']);
      assert.equal(told().includes('notice bound'), false);
      desk.core.clock.turn(1);
      await worker.drain();
      await worker.close();
      assert.equal(told().at(-1), 'notice bound');
    });

    it('does not keep a line that was meant for later waiting for a later one that failed', async () => {
      await rememberPersonal(desk.core.deps, { id: 'chat', personId: mara.id, reference: {}, locale: 'de' });
      const requestId = await desk.bound();
      const { sent, worker } = start((row) => row.kind === 'card' && row.event === 'held' && row.attempt < 9);
      await worker.drain();
      await order(requestId, { kind: 'hold', why: 'on leave' });
      for (let second = 0; second < 60; second += 1) {
        desk.core.clock.turn(1_000);
        await worker.drain();
      }
      await worker.close();
      assert.equal(sent.at(-1)?.event, 'bound', 'after a minute, whatever the card waits for');
    });

    it('lets a failing conversation wait by itself and tries it again, later each time', async () => {
      await bind('broken');
      await bind('fine');
      await submit();
      let isDown = true;
      const { sent, failed, worker } = start((row) => isDown && row.conversationId === 'broken');
      await worker.drain();
      assert.deepEqual(
        sent.map((row) => row.conversationId),
        ['fine'],
      );
      await worker.drain();
      assert.equal(failed.length, 1);
      desk.core.clock.turn(retryAfterMs(1));
      await worker.drain();
      assert.deepEqual(
        failed.map((row) => row.attempt),
        [1, 2],
      );
      isDown = false;
      desk.core.clock.turn(retryAfterMs(2));
      await worker.drain();
      await worker.close();
      assert.deepEqual(
        sent.map((row) => [row.conversationId, row.attempt]),
        [
          ['fine', 1],
          ['broken', 3],
        ],
      );
      assert.ok(retryAfterMs(2) > retryAfterMs(1));
    });

    it('gives a row up after its 450th try, and tells what comes later', async () => {
      await bind('channel');
      const { id } = await submit();
      await desk.store.db.updateTable('outbox').set({ attempts: 448 }).execute();
      let isDown = true;
      const { sent, failed, worker } = start(() => isDown);
      await worker.drain();
      assert.equal(await waiting(), 1);
      desk.core.clock.turn(retryAfterMs(449));
      await worker.drain();
      assert.deepEqual(
        failed.map(({ attempt }) => attempt),
        [449, 450],
      );
      assert.equal(await waiting(), 0);
      isDown = false;
      desk.core.clock.turn(dayMs);
      await order(id, { kind: 'claim' });
      await worker.drain();
      await worker.close();
      assert.equal(failed.length, 2);
      assert.deepEqual(
        sent.map(({ event, attempt }) => [event, attempt]),
        [['claimed', 1]],
      );
    });

    it('gives each row of a change with several events the number of its own audit row', async () => {
      await bind('channel');
      const { id } = await submit();
      await desk.store.db.deleteFrom('outbox').execute();
      const said = {
        at: desk.core.clock.now(),
        actor: { kind: 'person', person: technician.person },
      } as const;
      await commit(desk.core.deps, async (tx) => ({
        value: null,
        change: {
          before: await loadRequest(tx, id, null),
          events: [
            { ...said, kind: 'held', why: 'on leave' },
            { ...said, kind: 'resumed', to: 'queued' },
            { ...said, kind: 'held', why: 'on leave again' },
            { ...said, kind: 'resumed', to: 'queued' },
          ],
        },
      }));
      const { items } = await listAudit(desk.core.deps, { requestId: id });
      const told = items.slice(-4).map(({ seq, event }) => [event, seq]);
      const rows = await desk.store.db.selectFrom('outbox').select(['seq', 'kind', 'event']).execute();
      const of = (kind: string) =>
        rows
          .filter((row) => row.kind === kind)
          .map(({ event, seq }) => [event, seq])
          .sort(([, one], [, other]) => Number(one) - Number(other));
      assert.deepEqual(of('notice'), [told[0], told[2]]);
      assert.deepEqual(of('card'), [told[3]]);
    });

    const hold = async (id: string, times: number) => {
      for (let time = 0; time < times; time += 1) {
        await order(id, { kind: 'hold', why: 'on leave' });
        await order(id, { kind: 'resume' });
      }
    };
    const seqs = (rows: readonly OutboxRow[], kind: string) =>
      rows.filter((row) => row.kind === kind).map(({ seq }) => seq);

    it('goes on trying through a day without chat, gives nothing up and then tells it in order', async () => {
      await bind('channel');
      const { id } = await submit();
      let isDown = true;
      const { sent, failed, worker } = start(() => isDown);
      const startedAt = desk.core.clock.now();
      for (let hour = 0; hour < 24; hour += 1) {
        await hold(id, 1);
        for (const until = desk.core.clock.now() + 60 * minuteMs; desk.core.clock.now() < until; ) {
          desk.core.clock.turn(10 * minuteMs);
          await worker.drain();
        }
      }
      assert.ok(desk.core.clock.now() - startedAt >= dayMs);
      assert.ok(failed.length > 100, `${failed.length} tries`);
      assert.deepEqual(await ledger(), Array(24).fill('waiting'), 'nothing is given up');
      isDown = false;
      desk.core.clock.turn(10 * minuteMs);
      for (let second = 0; second < 60; second += 1) {
        await worker.drain();
        desk.core.clock.turn(1_000);
      }
      await worker.close();
      const told = seqs(sent, 'notice');
      assert.equal(told.length, 24);
      assert.deepEqual(
        told,
        [...new Set(told)].sort((a, b) => a - b),
      );
      assert.equal(seqs(sent, 'card').length, 1, 'only the newest card');
      assert.equal(await waiting(), 0);
    });

    it('does not let a row that the chat refuses as such hold back the later ones, and says that nobody heard it', async () => {
      await bind('channel');
      const { id } = await submit();
      await hold(id, 3);
      const sent: OutboxRow[] = [];
      const refused: number[] = [];
      const deliver: Deliver = async (row) => {
        const isBad = row.kind === 'notice' && (refused.length === 0 || refused[0] === row.seq);
        if (isBad) {
          refused.push(row.seq);
          return { unheard: 'refused' };
        }
        sent.push(row);
        return 'delivered';
      };
      const worker = startOutbox(desk.core.deps, deliver);
      await worker.drain();
      assert.equal(seqs(sent, 'notice').length, 2);
      assert.equal(await waiting(), 0);
      desk.core.clock.turn(retryAfterMs(1));
      await worker.drain();
      await worker.close();
      assert.equal(refused.length, 1, 'the same message would be refused again');
      assert.deepEqual((await ledger()).sort(), ['delivered', 'delivered', 'red']);
    });

    it('delivers after a restart what a worker died with', async () => {
      await bind('channel');
      await submit();
      const died = startOutbox(
        desk.core.deps,
        (_row, signal) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      );
      died.wake();
      await died.close();
      assert.equal(await waiting(), 1);
      const { sent, worker } = start();
      desk.core.clock.turn(minuteMs);
      await worker.drain();
      await worker.close();
      assert.equal(sent.length, 1);
    });

    it('delivers what a killed process had leased, once the lease is over', async () => {
      await bind('channel');
      await submit();
      const now = desk.core.clock.now();
      await desk.store.transaction(async (tx) => {
        await takeIn(tx);
        await leaseNext(tx, { now, until: now + minuteMs, limits: noLimits }, []);
      });
      const { sent, worker } = start();
      await worker.drain();
      assert.equal(sent.length, 0);
      desk.core.clock.turn(minuteMs);
      await worker.drain();
      await worker.close();
      assert.deepEqual(
        sent.map(({ attempt }) => attempt),
        [2],
      );
    });

    it('shares its rows with another worker without sending one twice', async () => {
      for (let n = 0; n < 6; n += 1) await bind(`channel-${n}`);
      await submit();
      const [one, two] = [start(), start()];
      await Promise.all([one.worker.drain(), two.worker.drain()]);
      await Promise.all([one.worker.close(), two.worker.close()]);
      const places = [...one.sent, ...two.sent].map((row) => row.conversationId);
      assert.equal(places.length, 6);
      assert.equal(new Set(places).size, 6);
    });

    it('leaves a row to whoever has it now, when a try that outlived its lease fails', async () => {
      await bind('channel');
      await submit();
      const { db } = desk.store;
      await takeIn(db);
      const lease = async (now: number) => {
        const leased = await leaseNext(db, { now, until: now + minuteMs, limits: noLimits }, []);
        assert.ok(leased);
        const { id, attempts, conversation_id } = leased.row;
        return { id, attempt: attempts, conversationId: conversation_id };
      };
      const late = await lease(desk.core.clock.now());
      const current = await lease(desk.core.clock.now() + minuteMs);
      assert.equal(current.id, late.id);
      const end = { now: desk.core.clock.now(), again: null };
      assert.equal(await endTry(db, late, end), false);
      assert.equal(await waiting(), 1);
      assert.equal(await endTry(db, current, end), true);
      assert.equal(await waiting(), 0);
    });

    it('keeps the place of the newer card, when an older one is brought late', async () => {
      const { deps } = desk.core;
      await bind('channel');
      const where = { conversationId: 'channel', requestId: (await submit()).id };
      await saveCardPlace(deps, where, { activityId: 'newer', version: 3 });
      await saveCardPlace(deps, where, { activityId: 'older', version: 2 });
      assert.deepEqual(await cardPlace(deps, where), { activityId: 'newer', version: 3 });
      await saveCardPlace(deps, where, { activityId: 'again', version: 3 });
      assert.deepEqual(await cardPlace(deps, where), { activityId: 'again', version: 3 });
    });

    it('keeps no message of a failure, which could carry anything', async () => {
      await bind('channel');
      await submit();
      const { worker } = start(() => true);
      await worker.drain();
      await worker.close();
      const row = await desk.store.db.selectFrom('outbox').select('last_error').executeTakeFirst();
      assert.equal(row?.last_error, 'Error');
    });
  }));
