import assert from 'node:assert/strict';
import type { DirectoryChange, MicrosoftBooks } from '@token-desk/bot/domain/entra/differences';
import { read } from '@token-desk/bot/domain/entra/facts';
import { takenOver, unknownToken } from '@token-desk/bot/domain/tokens/token';
import { readBooks } from '@token-desk/bot/graph/books/books';
import { findToken, saveToken } from '@token-desk/bot/store/tables/tokens';
import { listAudit } from '@token-desk/bot/usecases/audit/audit';
import {
  compareNightly,
  countDifferences,
  decideDifference,
  listDifferences,
} from '@token-desk/bot/usecases/books/differences';
import type { DifferenceQuery } from '@token-desk/contract/entra/differences';
import {
  createPracticeEntra,
  defaultPermissions,
  type PracticeEntra,
} from '@token-desk/practice/entra/practice-entra';
import { cast } from '@token-desk/practice/people';
import { createDevice, deviceBySerial } from '@token-desk/tab/graph/devices';
import { assign } from '@token-desk/tab/graph/methods';
import { auditor, otherTechnician, technician } from '../../support/bot/bot-core.ts';
import { problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { minuteMs, serial, sven, tina } from '../../support/bot/requests.ts';
import { application, graphOf } from '../../support/entra/practice-graph.ts';
import { TechnicianGraph } from '../../support/entra/technician-graph.ts';
import { HandClock } from '../../support/run/hand-clock.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

const hourMs = 60 * minuteMs;
const stranger = { id: 'd-9', serial: '999', holderId: null, lastUsedAt: null };

describe('what Microsoft has, against the books', () => {
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const list = (query: DifferenceQuery = {}) => listDifferences(desk.core.deps, query);
    const kindsOf = async (query: DifferenceQuery = {}) => (await list(query)).items.map(({ kind }) => kind);
    const deps = () => desk.core.deps;
    const told = (change: Partial<MicrosoftBooks> = {}) => {
      const last = {
        ...{ readAt: desk.core.clock.now(), devices: read([stranger]), people: new Map() },
        ...{ changes: read([]), ...change },
      };
      desk.core.directory.booksState = { last, progress: null, failure: null, settled: Promise.resolve() };
    };
    const changeBy = (by = tina, at = desk.core.clock.now()): DirectoryChange => ({
      ...{ id: 'c-1', at, activity: 'Admin deleted security info', by, target: sven },
    });

    it('says that nothing was read, and counts nothing', async () => {
      const { readAt, items, gaps, total } = await list();
      assert.deepEqual([readAt, items, gaps, total], [null, [], [], 0]);
      assert.deepEqual(await countDifferences(deps()), { total: 0 });
    });

    it('is counted for the first page, and what was mended since is not there any more', async () => {
      told();
      assert.deepEqual(await kindsOf(), ['device-unknown']);
      assert.deepEqual(await countDifferences(deps()), { total: 1 });
      await saveToken(deps().store.db, { ...unknownToken('999', 1), version: 0 });
      assert.deepEqual(await kindsOf(), []);
      assert.deepEqual(await countDifferences(deps()), { total: 0 });
    });

    it('is remembered as right by who said so and why, until they take it back', async () => {
      told();
      const [{ key } = { key: '' }] = (await list()).items;
      assert.equal(await problemOf(decideDifference(deps(), auditor, { key, note: 'ours' })), 'role-missing');
      assert.equal(
        await problemOf(decideDifference(deps(), technician, { key: 'device-unknown 1 2', note: 'x' })),
        'not-found',
      );
      await decideDifference(deps(), technician, { key, note: 'A spare of the maker' });
      assert.deepEqual(await kindsOf(), []);
      assert.deepEqual(await countDifferences(deps()), { total: 0 });
      const [kept] = (await list({ decided: '1' })).items;
      assert.deepEqual([kept?.decided?.by.id, kept?.decided?.note], [tina.id, 'A spare of the maker']);
      await decideDifference(deps(), technician, { key, note: '' });
      assert.deepEqual(await kindsOf(), ['device-unknown']);
      const { items } = await listAudit(deps(), { order: 'newest' });
      const events = items.map(({ event, data }) => [event, data.difference, data.serial]);
      assert.deepEqual(events.slice(0, 2), [
        ['difference_reopened', 'device-unknown', '999'],
        ['difference_accepted', 'device-unknown', '999'],
      ]);
      assert.ok(
        !JSON.stringify(items).includes('spare of the maker'),
        'the reason is in no row of the audit',
      );
    });

    it('holds a technician’s change against the log: what a row tells of is ours, another is not, and nobody accepts their own', async () => {
      desk.core.directory.roles.set(tina.id, ['Technician']);
      const { clock } = desk.core;
      told({ devices: read([]), changes: read([changeBy(tina, clock.now() - 2 * hourMs)]) });
      assert.deepEqual(await kindsOf(), ['changed-without-us']);
      const [{ key } = { key: '' }] = (await list()).items;
      assert.equal(await problemOf(decideDifference(deps(), technician, { key, note: 'me' })), 'own-change');
      await decideDifference(deps(), otherTechnician, { key, note: 'asked her' });
      assert.deepEqual(await kindsOf(), []);
      await desk.claimed();
      told({ devices: read([]), changes: read([{ ...changeBy(tina, clock.now() + minuteMs), id: 'c-2' }]) });
      assert.deepEqual(await kindsOf(), [], 'she has just claimed the request of that person');
      told({ devices: read([]), changes: read([{ ...changeBy(tina, clock.now() + hourMs), id: 'c-3' }]) });
      assert.deepEqual(await kindsOf(), ['changed-without-us'], 'an hour later');
      desk.core.directory.roles.set(tina.id, []);
      assert.deepEqual(await kindsOf(), [], 'who has no role here is not ours to account for');
    });

    it('is read every night, and forgets what was decided of a difference that is gone', async () => {
      told();
      assert.equal(await compareNightly(deps()), 1);
      assert.deepEqual(await countDifferences(deps()), { total: 1 });
      assert.equal(await compareNightly(deps()), 0, 'not twice a day');
      const [{ key } = { key: '' }] = (await list()).items;
      await decideDifference(deps(), technician, { key, note: 'ours' });
      const kept = async () =>
        (await deps().store.db.selectFrom('settings').select('name').execute()).filter(({ name }) =>
          name.startsWith('difference:'),
        ).length;
      assert.equal(await kept(), 1);
      desk.core.clock.turn(25 * hourMs);
      told({ devices: { kind: 'no-answer' } });
      assert.equal(await compareNightly(deps()), 1);
      assert.equal(await kept(), 1, 'what was not read may be there still');
      desk.core.clock.turn(25 * hourMs);
      told({ devices: read([]) });
      assert.equal(await compareNightly(deps()), 1);
      assert.equal(await kept(), 0);
    });

    it('finds at Microsoft what was taken over, where serial and person fit', async () => {
      const { db } = deps().store;
      await saveToken(db, takenOver(serial, { holder: sven, site: null, now: 1 }));
      const own = { id: 'd-1', serial, holderId: sven.id, lastUsedAt: null };
      const methods = read([{ id: 'm-1', kind: 'token', deviceId: 'd-1' } as const]);
      const people = new Map([[sven.id, { isEnabled: read(true), methods, mfa: null }]]);
      told({ devices: read([{ ...own, holderId: tina.id }]), people });
      assert.ok((await kindsOf()).includes('device-elsewhere'), 'Microsoft gives it to somebody else');
      assert.equal((await findToken(db, serial))?.deviceId, null);
      told({ devices: read([own, { ...own, id: 'd-2' }]), people });
      await list();
      assert.equal((await findToken(db, serial))?.deviceId, null, 'two have that serial');
      told({ devices: read([own]), people });
      assert.deepEqual(await kindsOf(), ['only-method']);
      const { route, deviceId, methodId } = (await findToken(db, serial)) ?? {};
      assert.deepEqual([route, deviceId, methodId], ['B', 'd-1', 'm-1']);
      const { items } = await listAudit(deps(), { event: 'token_matched' });
      assert.deepEqual(
        items.map(({ data }) => data),
        [{ serial, deviceId: 'd-1', methodId: 'm-1' }],
      );
    });

    it('comes in pages, and by its kind', async () => {
      const many = Array.from({ length: 120 }, (_, at) => ({
        ...stranger,
        id: `d-${at}`,
        serial: `${1000 + at}`,
      }));
      told({ devices: read(many) });
      const first = await list();
      assert.deepEqual([first.items.length, first.total, first.totals['device-unknown']], [50, 120, 120]);
      const second = await list({ cursor: first.next ?? '' });
      const third = await list({ cursor: second.next ?? '' });
      const all = [first, second, third].flatMap(({ items }) => items.map(({ key }) => key));
      assert.deepEqual([new Set(all).size, third.next], [120, null]);
      assert.deepEqual((await list({ kind: 'device-twice' })).items, []);
    });
  });
});

describe('what is read of Microsoft to be compared', () => {
  const clock = new HandClock(Date.now());
  let entra: PracticeEntra;
  before(async () => {
    entra = createPracticeEntra({ clock: clock.now, ...application });
    await entra.start();
    entra.change({ hasPremiumLicence: true });
  });
  after(() => entra.close());
  const readAll = (people: readonly string[]) =>
    readBooks(
      { people, since: clock.now() - 24 * hourMs },
      { graph: graphOf(entra), signal: AbortSignal.timeout(20_000), onProgress: () => {} },
    );

  for (const deviceShape of ['flat', 'nested'] as const)
    it(`is the inventory, each person’s account and ways in, and who changed them (${deviceShape})`, async () => {
      entra.reset();
      entra.change({ hasPremiumLicence: true, deviceShape });
      const graph = new TechnicianGraph(entra, clock, cast.technician.id);
      const subject = cast.subject;
      await createDevice(graph.access, {
        ...{ serial, model: 'C301-i', manufacturer: 'Token2', displayName: 'C301-i' },
        ...{ algorithm: 'SHA1', stepSeconds: 30, seed: new Uint8Array(20).fill(7) },
      });
      const { devices, people, changes } = await readAll([subject.id, 'no-such-person']);
      assert.ok(devices.kind === 'read');
      assert.deepEqual(
        devices.value.map((one) => [one.serial, one.holderId, one.lastUsedAt]),
        [[serial, null, null]],
      );
      assert.deepEqual(people.get(subject.id)?.isEnabled, read(true));
      assert.deepEqual(people.get('no-such-person')?.isEnabled, read(null));
      assert.deepEqual(changes, read([]));
    });

  it('is a technician’s change of somebody else: who it was, and whose', async () => {
    const { access } = new TechnicianGraph(entra, clock, cast.technician.id);
    const found = await deviceBySerial(access, serial);
    assert.ok(found);
    await assign(access, { personId: cast.subject.id, deviceId: found.deviceId, serial });
    const { changes, devices } = await readAll([]);
    assert.ok(changes.kind === 'read' && devices.kind === 'read');
    assert.deepEqual(
      changes.value.map(({ by, target, activity }) => [by.id, target.id, activity]),
      [[cast.technician.id, cast.subject.id, 'Assign Hardware Oath Token']],
    );
    assert.equal(devices.value[0]?.holderId, cast.subject.id);
  });

  it('names the permission without which a part is not read', async () => {
    entra.setPermissions(defaultPermissions.filter((name) => name !== 'AuditLog.Read.All'));
    const { changes, devices } = await readAll([]);
    assert.equal(devices.kind, 'read');
    const permissions = ['AuditLog.Read.All + Directory.Read.All'];
    assert.deepEqual(changes, { kind: 'not-allowed', permissions });
  });
});
