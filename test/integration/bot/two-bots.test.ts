import assert from 'node:assert/strict';
import { createApp } from '@token-desk/bot/app';
import { shareBus } from '@token-desk/bot/burners/shared-bus';
import { parseConfig } from '@token-desk/bot/config';
import { createLiveBus } from '@token-desk/bot/http/live-bus';
import type { BurnerHub, Peers } from '@token-desk/bot/ports';
import { openStore, type Store } from '@token-desk/bot/store/database';
import { openNotify } from '@token-desk/bot/store/notify';
import { commandBurner, listBurners } from '@token-desk/bot/usecases/desks/burners';
import { checkCode, openJob } from '@token-desk/bot/usecases/jobs/jobs';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import type { Deps } from '@token-desk/bot/usecases/write/deps';
import type { LiveEvent } from '@token-desk/contract/api';
import { technician } from '../../support/bot/bot-core.ts';
import { config, problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { practiceEnvironment } from '../../support/bot/http-edge.ts';
import { startKeyServer } from '../../support/bot/key-server.ts';
import { serial } from '../../support/bot/requests.ts';
import { until } from '../../support/desk/desk-hands.ts';
import { needs } from '../../support/run/require-all.ts';
import { type Postgres, startPostgres } from '../../support/store/postgres.ts';

describe('two bots on one PostgreSQL', () => {
  let postgres: Postgres;
  let url: string;
  const closers: (() => Promise<void>)[] = [];

  before(async function () {
    const started = await startPostgres();
    needs(this, !('missing' in started), 'PostgreSQL', 'npm ci');
    if (!('missing' in started)) postgres = started;
  });
  after(() => postgres?.stop());
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  const desk = useDeskCore(async () => {
    url = await postgres.freshDatabase();
    return openStore({ url });
  });

  async function startBus(store: Store, instanceId: string) {
    const heard: LiveEvent[] = [];
    const failures: unknown[] = [];
    const onFailure = (error: unknown) => failures.push(error);
    const log = { debug() {}, info() {}, warn() {}, error: onFailure };
    const held = new Set<string>();
    const dropped: string[] = [];
    const hub = {
      isOnline: (id: string) => held.has(id),
      heldBurners: () => [...held],
      drop: (id: string) => dropped.push(id),
    };
    const parts = { local: createLiveBus(log), db: store.db, instanceId, onFailure, hub };
    const { bus, peers, close } = await shareBus(parts, (heard) => openNotify(url, { ...heard, onFailure }));
    closers.push(close);
    bus.subscribe((event) => heard.push(event));
    return { bus, peers, heard, failures, held, dropped };
  }
  const changed = (seq: number): LiveEvent => ({ type: 'request', seq, requestId: 'r', version: seq });
  const cutNotify = () =>
    desk.store.db
      .withTables<{ pg_stat_activity: { pid: number; query: string } }>()
      .selectFrom('pg_stat_activity')
      .select((eb) => eb.fn('pg_terminate_backend', ['pid']).as('cut'))
      .where((eb) => eb.or([eb('query', 'like', 'listen%'), eb('query', 'like', 'select pg_notify%')]))
      .execute();

  it('hear each other’s events once, and their own without the way round', async () => {
    const [one, two] = [await startBus(desk.store, 'one'), await startBus(desk.store, 'two')];
    one.bus.publish(changed(1));
    assert.deepEqual(one.heard, [changed(1)]);
    await until('the other to hear it', () => two.heard.length === 1);
    two.bus.publish(changed(2));
    await until('the first to hear the answer', () => one.heard.length === 2);
    assert.deepEqual(one.heard, [changed(1), changed(2)]);
    assert.deepEqual(two.heard, [changed(1), changed(2)]);
  });

  it('wake whoever waits for a job’s key when it arrived at the other', async () => {
    const requestId = await desk.claimed();
    const [here, there] = [await startBus(desk.store, 'here'), await startBus(desk.store, 'there')];
    // The desk's frames are worked off by the other bot; this one asks, and hears of them through PostgreSQL alone.
    desk.core.hub.deps = { ...desk.core.deps, bus: there.bus };
    const patient = { ...desk.core.deps, bus: here.bus, jobKeyWaitMs: 60_000 };
    const { version } = await getRequestDetail(desk.core.deps, technician, requestId);
    const order = { requestId, version, burnerId: desk.burner.burnerId, reader: null, serial, config };
    const startedAt = Date.now();
    const job = await openJob(patient, technician, order);
    assert.equal(job.state, 'keyed');
    assert.ok(Date.now() - startedAt < 50_000, 'long before it would have looked by itself');
  });

  describe('and a desk that is connected to one of them', () => {
    const burnerId = () => desk.burner.burnerId;
    /** A bot that holds no desk; a code that it sent all the same would fail the test. */
    const away: BurnerHub = {
      isOnline: () => false,
      readersOf: () => [],
      send: () => false,
      check: () => Promise.reject(new Error('it was asked')),
      drop() {},
    };
    const problemAt = async (peers: Peers, work: (deps: Deps) => Promise<unknown>) => {
      return problemOf(work({ ...desk.core.deps, hub: away, peers }));
    };

    it('say so to whoever reached the other, when it was there before that one started', async () => {
      const here = await startBus(desk.store, 'here');
      here.held.add(burnerId());
      const there = await startBus(desk.store, 'there');
      await until('the other to hear who is there', () => there.peers.holds(burnerId()));
      assert.equal(here.peers.holds(burnerId()), false, 'it is not the other’s');

      const requestId = await desk.claimed();
      const { version } = await getRequestDetail(desk.core.deps, technician, requestId);
      const order = { requestId, version, burnerId: burnerId(), reader: null, serial, config };
      const opening = (deps: Deps) => openJob(deps, technician, order);
      assert.equal(await problemAt(there.peers, opening), 'burner-at-other-server');
      assert.equal(await problemAt(here.peers, opening), 'burner-offline');
      const [view] = await listBurners({ ...desk.core.deps, hub: away, peers: there.peers });
      assert.deepEqual([view?.online, view?.elsewhere], [false, true]);
    });

    it('say so for a typed code, which goes nowhere', async () => {
      const there = await startBus(desk.store, 'there');
      const here = await startBus(desk.store, 'here');
      here.held.add(burnerId());
      const { requestId } = await desk.burned();
      const [online] = await listBurners(desk.core.deps);
      assert.ok(online?.online);
      here.bus.publish({ type: 'burner', burner: online });
      await until('the other to hear of it', () => there.peers.holds(burnerId()));
      const typing = (deps: Deps) => checkCode(deps, technician, { requestId, code: '123456' });
      assert.equal(await problemAt(there.peers, typing), 'burner-at-other-server');
      const told = there.heard.find((event) => event.type === 'burner');
      assert.ok(told?.type === 'burner');
      assert.deepEqual([told.burner.online, told.burner.elsewhere], [false, true]);

      here.bus.publish({ type: 'burner', burner: { ...online, online: false } });
      await until('the other to hear that it left', () => !there.peers.holds(burnerId()));
    });

    it('both close its link when it is revoked', async () => {
      const [here, there] = [await startBus(desk.store, 'here'), await startBus(desk.store, 'there')];
      const deps = { ...desk.core.deps, peers: there.peers };
      await commandBurner(deps, technician, { burnerId: burnerId(), command: { kind: 'revoke' } });
      await until('the link to be closed', () => here.dropped.length === 1);
      assert.deepEqual(here.dropped, [burnerId()]);
    });
  });

  it('listen again after the connection was cut', async () => {
    const [one, two] = [await startBus(desk.store, 'one'), await startBus(desk.store, 'two')];
    await cutNotify();
    await until('both to notice', () => one.failures.length > 0 && two.failures.length > 0);
    await until('an event to arrive', () => {
      one.bus.publish(changed(3));
      return two.heard.some(({ type }) => type === 'request');
    });
  });

  it('have their browsers read again when hints were lost between them', async () => {
    const [one, two] = [await startBus(desk.store, 'one'), await startBus(desk.store, 'two')];
    await cutNotify();
    await until('both to notice', () => one.failures.length > 0 && two.failures.length > 0);
    const hasLooked = (heard: LiveEvent[]) => heard.some(({ type }) => type === 'look');
    await until('both to be told', () => hasLooked(one.heard) && hasLooked(two.heard));
  });

  it('have the others’ browsers read again after an event that is too long to send', async () => {
    const [one, two] = [await startBus(desk.store, 'one'), await startBus(desk.store, 'two')];
    const long: LiveEvent = { ...changed(5), requestId: 'r'.repeat(9_000) } as LiveEvent;
    one.bus.publish(long);
    await until('the other to be told', () => two.heard.length > 0);
    assert.deepEqual(two.heard, [{ type: 'look' }]);
    assert.deepEqual(one.heard, [long]);
  });

  it('do so as whole programs, and close', async () => {
    const keys = await startKeyServer();
    closers.push(() => keys.close());
    const settings = { ...practiceEnvironment(keys), DATABASE_URL: url, LOG_LEVEL: 'error' };
    const [first, second] = [createApp(parseConfig(settings)), createApp(parseConfig(settings))];
    closers.push(
      () => first.close(),
      () => second.close(),
    );
    const [here, there] = [(await first.start()).deps, (await second.start()).deps];
    const heard: LiveEvent[] = [];
    there.bus.subscribe((event) => heard.push(event));
    here.bus.publish(changed(4));
    await until('the other to hear it', () => heard.length === 1);
    assert.deepEqual(heard, [changed(4)]);
  });
});
