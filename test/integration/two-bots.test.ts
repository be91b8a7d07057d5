import assert from 'node:assert/strict';
import { createApp } from '@token-desk/bot/app';
import { parseConfig } from '@token-desk/bot/config';
import { createLiveBus } from '@token-desk/bot/http/live-bus';
import { openStore, type Store } from '@token-desk/bot/store/database';
import { openNotify } from '@token-desk/bot/store/notify';
import { openJob } from '@token-desk/bot/usecases/jobs';
import { getRequestDetail } from '@token-desk/bot/usecases/request-views';
import { shareBus } from '@token-desk/bot/usecases/shared-bus';
import type { LiveEvent } from '@token-desk/contract/api';
import { technician } from '../support/bot-core.ts';
import { config, useDeskCore } from '../support/desk-core.ts';
import { until } from '../support/desk-hands.ts';
import { practiceEnvironment } from '../support/http-edge.ts';
import { startKeyServer } from '../support/key-server.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { serial } from '../support/requests.ts';
import { needs } from '../support/require-all.ts';

describe('two bots on one PostgreSQL', () => {
  let postgres: Postgres;
  let url: string;
  const closers: (() => Promise<void>)[] = [];

  before(async function () {
    this.timeout(60_000);
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
    const bus = await shareBus({ local: createLiveBus(log), db: store.db, instanceId, onFailure }, (onText) =>
      openNotify(url, { onText, onFailure }),
    );
    closers.push(() => bus.close());
    bus.subscribe((event) => heard.push(event));
    return { bus, heard, failures };
  }
  const changed = (seq: number): LiveEvent => ({ type: 'request', seq, requestId: 'r', version: seq });

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
    const patient = { ...desk.core.deps, bus: here.bus, jobKeyWaitMs: 15_000 };
    const { version } = await getRequestDetail(desk.core.deps, technician, requestId);
    const order = { requestId, version, burnerId: desk.burner.burnerId, reader: null, serial, config };
    const startedAt = Date.now();
    const job = await openJob(patient, technician, order);
    assert.equal(job.state, 'keyed');
    assert.ok(Date.now() - startedAt < 10_000, 'long before it would have looked by itself');
  });

  it('listen again after the connection was cut', async () => {
    const [one, two] = [await startBus(desk.store, 'one'), await startBus(desk.store, 'two')];
    await desk.store.db
      .withTables<{ pg_stat_activity: { pid: number; query: string } }>()
      .selectFrom('pg_stat_activity')
      .select((eb) => eb.fn('pg_terminate_backend', ['pid']).as('cut'))
      .where('query', 'like', 'listen%')
      .execute();
    await until('both to notice', () => one.failures.length > 0 && two.failures.length > 0);
    await until('an event to arrive', () => {
      one.bus.publish(changed(3));
      return two.heard.length > 0;
    });
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
