import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isLostRace, openStore, type Store } from '@token-desk/bot/store/database';
import { api } from '@token-desk/contract/api';
import { requestCommand } from '@token-desk/contract/request';
import { tokenCommand } from '@token-desk/contract/token/record';
import { useDeskCore } from '../../support/bot/desk-core.ts';
import { onPostgres } from '../../support/store/both-stores.ts';
import { Gate } from '../../support/store/held-store.ts';
import { type Ended, held, oneByOne, type RaceCommand, rowsOf, runners } from '../../support/store/race.ts';
import { scenes } from '../../support/store/race-scenes.ts';

async function isWaiting({ db }: Store): Promise<boolean> {
  const row = await db
    .selectFrom('pg_stat_activity' as 'settings')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('wait_event_type' as 'value', '=', 'Lock')
    .where((eb) => eb('datname' as 'value', '=', eb.fn<string>('current_database', [])))
    .executeTakeFirstOrThrow();
  return row.count > 0;
}

/** Without what somebody spent: a try that was refused counts too, and decides nothing but how often. */
const told = ({ answers, rows: { spent: _spent, ...rows } }: Ended) => JSON.stringify([answers, rows]);
const isSame = (a: Ended, b: Ended) => told(a) === told(b);

/** What differs from the nearer of the two, table by table. */
function differing(ended: Ended, orders: readonly Ended[]): string {
  const differences = orders.map((order) => {
    const tables = Object.keys(ended.rows).filter(
      (name) => JSON.stringify(ended.rows[name]) !== JSON.stringify(order.rows[name]),
    );
    return `${order.answers.join('/')}${tables.length > 0 ? ` in ${tables.join(', ')}` : ''}`;
  });
  return `${ended.answers.join('/')} instead of ${differences.join(' or ')}`;
}

const folder = new URL('../../../bot/src/usecases/', import.meta.url);
const text = (url: URL) => readFileSync(url, 'utf8');

/** Every function that writes: what stands before `commit(` in the use cases. */
function writers(): string[] {
  const names: string[] = [];
  // the two through which the others write
  const ways = ['write/commit.ts', 'jobs/order-and-wait.ts'];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((one) => one.endsWith('.ts') && !ways.includes(one))) {
    let name = '';
    for (const line of text(new URL(file, folder)).split('\n')) {
      name = /^(?:export )?(?:async )?function (\w+)/.exec(line)?.[1] ?? name;
      if (/\b(commit|orderAndWait)[(<]/.test(line)) names.push(name);
    }
  }
  return [...new Set(names)].sort();
}

/** Under which name of the scenes each of them is raced. */
const raced: Readonly<Record<string, string>> = {
  acknowledgeRecord: 'record: acknowledge',
  decideDifference: 'difference: right',
  closeIncident: 'incident: close',
  reportNotMe: 'incident: report',
  settleNotice: 'notice: told',
  commandTask: 'task: take',
  watchTask: 'task: watch',
  allowModel: 'kind: allow',
  askForModel: 'kind: ask',
  bindChannel: 'chat: bind',
  burnerChanged: 'desk: changed',
  cancelJob: 'job: cancel',
  commandBurner: 'desk: report-stolen',
  commandRequest: 'request: claim',
  commandToken: 'token: report-lost',
  createPairingCode: 'desk: create a code',
  expire: 'clock: expire',
  forgetClass: 'clock: sweep',
  forgetDue: 'clock: sweep',
  importTokens: 'token: import',
  keepLookedAt: 'clock: look ahead',
  lookAtBeta: 'beta: look',
  loadFactory: 'load: a token with its maker’s secret',
  lookForDevice: 'load: look for the device',
  matchTaken: 'books: match what was taken over',
  lookForMethods: 'token: look-for-methods',
  makeDigest: 'digest: make',
  notePage: 'clock: look ahead',
  openTokenJob: 'job: identify by another',
  openJob: 'job: open',
  openLoad: 'load: open',
  pairBurner: 'desk: pair',
  record: 'frame: outcome',
  recordHello: 'desk: hello',
  recordIdentified: 'frame: outcome of identify',
  recordJobKey: 'frame: job-key',
  recordRefused: 'frame: job-refused',
  rememberPersonal: 'chat: write',
  submitEnvelope: 'job: seal',
  submitRequest: 'request: submit',
  submitSeveral: 'request: submit several',
  askForJoiner: 'joiner: ask',
  begin: 'joiner: bind',
  withdrawJoiner: 'joiner: withdraw',
  bindJoiners: 'joiner: bind all',
  keepDraft: 'chat: keep a form',
  dropDraft: 'chat: drop a form',
  saveOrganisation: 'rules: save',
  changeApproval: 'policy: confirm',
  sweep: 'clock: sweep',
  unbindChannel: 'chat: unbind',
};

/** They add a line of their own and decide nothing by what they read, or are told again. */
const alone = ['forgetDecisions', 'keepCount', 'noteRefusal', 'noteWrongInput', 'recordDay', 'saveCardPlace'];

describe('the scenes of the races', () => {
  const written = text(new URL('../../support/store/race-scenes.ts', import.meta.url));
  const names = new Set([...written.matchAll(/'(\w+: [^']+)':/g)].map(([, name]) => name ?? ''));

  it('have every use case that writes', () => {
    assert.deepEqual([...Object.keys(raced), ...alone].sort(), writers());
    assert.deepEqual(
      Object.values(raced).filter((name) => !names.has(name)),
      [],
    );
  });

  it('have every order about a request, a token and a desk', () => {
    const orders = [
      ...requestCommand.def.options.map(({ shape }) => `request: ${shape.kind.def.values[0]}`),
      ...tokenCommand.def.options.map(({ shape }) => `token: ${shape.kind.def.values[0]}`),
      ...api.commandBurner.body.def.options.map(({ shape }) => `desk: ${shape.kind.def.values[0]}`),
    ];
    assert.deepEqual(
      orders.filter((name) => !names.has(name)),
      [],
    );
  });
});

describe('one command held between its last read and its commit, another one meanwhile', () => {
  onPostgres((openEmpty) => {
    const desk = useDeskCore(openEmpty);
    for (const [scene, build] of Object.entries(scenes)) {
      it(`${scene}: as if one had come after the other`, async () => {
        const runs = await build(desk);
        const commands: RaceCommand[] = Object.entries(runs).map(([name, run]) => ({ name, run }));
        const { store } = desk;
        const start = await rowsOf(store);
        const race = { store, start, left: start, now: desk.core.clock.now() + 1_000 };
        const wrong: string[] = [];
        let raced = 0;
        for (const [n, a] of commands.entries()) {
          for (const b of commands.slice(n)) {
            const orders = [await oneByOne(race, [a, b], 0), await oneByOne(race, [a, b], 1)] as const;
            for (const who of a === b ? ([0] as const) : ([0, 1] as const)) {
              const { beforeWrite = 0, total = 0 } = orders[who].reads ?? {};
              for (const after of new Set([beforeWrite, total])) {
                if (after === 0) continue;
                const racing = Object.assign(race, { isWaiting: () => isWaiting(store) });
                const ended = await held(racing, [a, b], { who, after });
                raced += 1;
                if (orders.some((order) => isSame(ended, order))) continue;
                const [one, other] = who === 0 ? [a, b] : [b, a];
                wrong.push(
                  `${one.name} held after read ${after}, ${other.name}: ${differing(ended, orders)}`,
                );
              }
            }
          }
        }
        assert.deepEqual(wrong, []);
        assert.ok(raced >= commands.length, `${raced} races`);
      });
    }
  });
});

describe('one command held in SQLite', () => {
  let folder: string;
  const file = () => path.join(folder, 'desk.db');

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'token-desk-race-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));
  const desk = useDeskCore(() => openStore({ file: file() }));

  it('lets no second writer begin, in this process or in another', async () => {
    const runs = await scenes['a token that is burned']?.(desk);
    const run = runs?.['token: report-lost'];
    assert.ok(run);
    const elsewhere = await openStore({ file: file() });
    const start = await rowsOf(desk.store);
    const race = { store: desk.store, start, left: start, now: desk.core.clock.now() };
    const command = { name: 'report-lost', run };
    const gate = new Gate(1);
    const [one] = runners(race, [command, command], { who: 0, gate });
    const lost = one.run();
    await gate.reached;
    let begun = 0;
    const begin = async () => {
      begun += 1;
    };
    const second = desk.store.transaction(begin);
    // It waits for the file as long as it would for any writer, and is refused.
    await assert.rejects(elsewhere.transaction(begin), isLostRace);
    await setImmediate();
    assert.equal(begun, 0);
    gate.open();
    assert.equal(await lost, 'fine');
    await second;
    await elsewhere.close();
    const later = await openStore({ file: file() });
    await later.transaction(begin);
    assert.equal(begun, 2);
    await later.close();
  });
});
