import assert from 'node:assert/strict';
import { createDirectory } from '@token-desk/bot/graph/directory';
import type { Directory } from '@token-desk/bot/ports';
import { lastNeedDays } from '@token-desk/bot/store/tables/need-days';
import { listNeeds } from '@token-desk/bot/usecases/people/needs';
import type { NeedQuery, NeedRow, Needs } from '@token-desk/contract/entra/needs';
import { encodeBase32 } from '@token-desk/contract/text/bytes';
import {
  createPracticeEntra,
  defaultPermissions,
  type PracticeEntra,
} from '@token-desk/practice/entra/practice-entra';
import { groups } from '@token-desk/practice/entra/tenant/person-state';
import { createDevice } from '@token-desk/tab/graph/devices';
import { assign, assignAndActivate } from '@token-desk/tab/graph/methods';
import { Secret, TOTP } from 'otpauth';
import { problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { application, graphSettings } from '../../support/entra/practice-graph.ts';
import { TechnicianGraph } from '../../support/entra/technician-graph.ts';
import { WatchedGraph } from '../../support/entra/watched-graph.ts';
import { HandClock } from '../../support/run/hand-clock.ts';

const minuteMs = 60_000;
const holders = groups[1].id;
const seed = Uint8Array.from({ length: 20 }, (_, at) => at * 5 + 1);

describe('who is left when text messages end', () => {
  const desk = useDeskCore();
  let entra: PracticeEntra;
  let clock: HandClock;
  let watched: WatchedGraph;

  const start = async (crowd: number) => {
    clock = new HandClock(Date.now());
    entra = createPracticeEntra({ clock: clock.now, ...application, crowd });
    await entra.start();
    entra.change({ hasPremiumLicence: true });
    directory = newDirectory();
    watched = new WatchedGraph();
  };
  afterEach(async () => {
    watched.close();
    await entra.close();
  });

  let directory: Directory;
  const newDirectory = () =>
    createDirectory(
      {
        graph: graphSettings(entra),
        accessTokens: { issuer: '', jwksUrl: '', clientId: application.clientId, audiences: [] },
        bot: null,
      },
      { now: clock.now },
    );
  const list = (query: NeedQuery = {}) => listNeeds({ ...desk.core.deps, directory }, query);
  /** As the page does: until nothing is being read any more. */
  const listed = async (query: NeedQuery = {}): Promise<Needs> => {
    await list(query);
    await directory.needs({ again: false }).settled;
    return list({ ...query, again: undefined });
  };
  const readAgain = (query: NeedQuery = {}) => {
    clock.turn(minuteMs);
    return listed({ ...query, again: '1' });
  };
  const inGroup = async (group: NeedQuery['group']): Promise<NeedRow[]> =>
    (await listed({ group, whole: '1' })).items;
  /** Somebody whom a technician may give a token. */
  const onPhone = async (): Promise<NeedRow> => {
    const found = (await inGroup('phone-only')).find(({ upn }) => upn.startsWith('jonas.becker'));
    assert.ok(found);
    return found;
  };
  const rowOf = async (id: string): Promise<NeedRow> => {
    const row = (await listed({ whole: '1' })).items.find((one) => one.id === id);
    assert.ok(row);
    return row;
  };
  const marksOf = ({ token, number, scope }: NeedRow) => [token, number, scope];

  let tokens = 0;
  const newDevice = async () => {
    tokens += 1;
    const serial = `8659600${String(tokens).padStart(7, '0')}`;
    const technician = new TechnicianGraph(entra, clock);
    const { deviceId } = await createDevice(technician.access, {
      serial,
      manufacturer: 'Token2',
      model: 'miniOTP-2-i',
      seed,
      algorithm: 'SHA1',
      stepSeconds: 30,
      displayName: serial,
    });
    return { serial, deviceId, access: technician.access };
  };
  const giveToken = async (personId: string) => {
    const { serial, access } = await newDevice();
    const code = new TOTP({ secret: Secret.fromBase32(encodeBase32(seed)) }).generate({
      timestamp: clock.now(),
    });
    await assignAndActivate(access, { personId, serial, code, displayName: serial });
  };
  const deleteNumber = (id: string) => entra.changePerson(id, { phones: [], preferred: 'oath' });
  const exclude = (id: string) => entra.changePerson(id, { groups: [...entra.stateOf(id).groups, holders] });
  const excludeHoldersFromAll = () => {
    const { policies } = entra.settings;
    entra.change({
      policies: {
        ...policies,
        sms: { ...policies.sms, excluded: [holders] },
        voice: { ...policies.voice, isEnabled: true, excluded: [holders] },
      },
      campaign: { isEnabled: true, excluded: [holders] },
    });
  };

  for (const source of ['report', 'lists'] as const)
    it(`goes from forty people to none, by the ${source}`, async () => {
      await start(36);
      entra.change({ hasPremiumLicence: source === 'report' });
      excludeHoldersFromAll();
      const before = await inGroup('phone-only');
      assert.equal(before.length, 40);
      for (const row of before) {
        assert.deepEqual([row.asks, ...marksOf(row)], ['passkey', 'open', 'open', 'open']);
        assert.deepEqual(row.inScopeOf, ['sms', 'voice', 'campaign']);
      }

      // The head of all is privileged: the technician may not touch her, and her own way is not the test's matter.
      const [privileged] = before.filter(({ upn }) => upn.startsWith('helene.duval'));
      assert.ok(privileged);
      entra.changePerson(privileged.id, { groups: [], pushApps: 1, phones: [], preferred: 'push' });
      const people = before.filter(({ id }) => id !== privileged.id);
      for (const { id } of people) await giveToken(id);
      const given = await readAgain({ whole: '1' });
      assert.deepEqual([given.totals['phone-only'], given.totals.unfinished, given.source], [0, 39, source]);
      for (const { id } of people) {
        const row = await rowOf(id);
        assert.deepEqual([row.group, row.asks, ...marksOf(row)], ['fine', 'code', 'done', 'open', 'open']);
      }

      for (const { id } of people) deleteNumber(id);
      const deleted = await readAgain();
      assert.deepEqual([deleted.totals['token-only'], deleted.totals.unfinished], [39, 39]);

      for (const { id } of people) exclude(id);
      const done = await readAgain({ whole: '1' });
      assert.deepEqual([done.totals['phone-only'], done.totals.unfinished], [0, 0]);
      for (const { id } of people) assert.deepEqual(marksOf(await rowOf(id)), ['done', 'done', 'done']);
      const { 'mfa-twice': _, ...totals } = done.totals;
      assert.deepEqual(done.days, [{ day: new Date(clock.now()).toISOString().slice(0, 10), totals }]);
    });

  for (const hasLicence of [true, false])
    it(`tells the same of everybody ${hasLicence ? 'with' : 'without'} the licence for the report`, async () => {
      await start(0);
      const { items: withReport } = await listed({ whole: '1' });
      entra.change({ hasPremiumLicence: hasLicence });
      const { items, source, gaps } = await readAgain({ whole: '1' });
      assert.equal(source, hasLicence ? 'report' : 'lists');
      assert.deepEqual(gaps, hasLicence ? [] : [{ what: 'report', why: 'licence', permissions: [] }]);
      const told = (rows: readonly NeedRow[]) =>
        rows.map(({ id, group, asks, methods, token, number, scope }) => [
          id,
          group,
          asks,
          methods,
          token,
          number,
          scope,
        ]);
      assert.deepEqual(told(items), told(withReport));
      assert.equal(
        items.some(({ upn }) => upn.startsWith('bernd.strauss')),
        false,
        'a disabled account',
      );
      assert.equal(items.find(({ upn }) => upn.startsWith('olu.adeyemi'))?.group, 'guest');
      assert.deepEqual(
        ['tom.weber', 'ana.moreau'].map((name) => items.find(({ upn }) => upn.startsWith(name))?.isAdmin),
        [true, false],
      );
    });

  it('tells whose per-user MFA is on although everybody is asked anyhow, and asks for it only then', async () => {
    await start(0);
    const asked = () =>
      watched.calls.filter(({ path }) => path.endsWith('/authentication/requirements')).length;
    const { items } = await listed({ whole: '1' });
    assert.deepEqual([asked(), items.some(({ mfaTwice }) => mfaTwice !== false)], [0, false]);
    const people = items.filter(({ group }) => group !== 'guest');
    const [first] = people;
    assert.ok(first);
    entra.changePerson(first.id, { perUserMfa: 'enabled' });
    entra.change({ hasSecurityDefaults: true });
    clock.turn(minuteMs);
    const now = await readAgain({ group: 'mfa-twice' });
    assert.deepEqual(
      [now.items.map(({ id }) => id), now.totals['mfa-twice'], asked()],
      [[first.id], 1, people.length],
    );
    assert.equal('mfa-twice' in (now.days[0]?.totals ?? {}), false);
  });

  it('counts no token that was assigned and not activated', async () => {
    await start(0);
    entra.change({ hasPremiumLicence: false });
    const first = await onPhone();
    const { serial, deviceId, access } = await newDevice();
    await assign(access, { personId: first.id, serial, deviceId });
    await readAgain();
    const row = await rowOf(first.id);
    assert.deepEqual([row.group, row.methods, row.token], ['phone-only', ['phone', 'waiting'], 'open']);
  });

  it('tells who is asked by phone first although they have a token', async () => {
    await start(0);
    entra.change({ systemPreferred: { isEnabled: false, excluded: null } });
    const first = await onPhone();
    await giveToken(first.id);
    for (const hasPremiumLicence of [true, false]) {
      entra.change({ hasPremiumLicence });
      await readAgain();
      const row = await rowOf(first.id);
      assert.deepEqual([row.group, row.asks], ['phone-default', 'refused']);
    }
  });

  describe('with a permission taken away', () => {
    const without = (name: string) => entra.setPermissions(defaultPermissions.filter((one) => one !== name));

    it('reads lists where the report is barred, and says what would show it', async () => {
      await start(0);
      without('AuditLog.Read.All');
      const { source, gaps, totals } = await listed();
      assert.equal(source, 'lists');
      assert.deepEqual(gaps, [{ what: 'report', why: 'permission', permissions: ['AuditLog.Read.All'] }]);
      assert.equal(totals['phone-only'], 4);
    });

    it('says of nobody how they stand where neither may be read, and asks no further', async () => {
      await start(400);
      entra.setPermissions(
        defaultPermissions.filter(
          (one) => one !== 'AuditLog.Read.All' && one !== 'UserAuthenticationMethod.Read.All',
        ),
      );
      const { totals, gaps } = await listed();
      assert.deepEqual([totals.unknown, totals.guest, totals.fine], [423, 1, 0]);
      assert.deepEqual(gaps.at(1), {
        what: 'methods',
        why: 'permission',
        permissions: ['UserAuthenticationMethod.Read.All'],
      });
      const batches = watched.calls.filter(({ path }) => path === '/$batch');
      assert.equal(batches.length, 12, 'ten of people, two of the tenant');
    });

    for (const [name, what] of [
      ['Policy.Read.All', 'policies'],
      ['GroupMember.Read.All', 'members'],
    ] as const)
      it(`does not know the scope without ${name}`, async () => {
        await start(0);
        excludeHoldersFromAll();
        without(name);
        const { items, gaps } = await listed({ group: 'phone-only' });
        assert.deepEqual([...new Set(items.map(({ scope }) => scope))], ['unknown']);
        assert.deepEqual(
          gaps.map((gap) => gap.what),
          [what],
        );
        assert.ok(gaps[0]?.permissions.includes(name));
      });

    it('says that per-user MFA may not be read, where a policy asks everybody', async () => {
      await start(0);
      const asking = { name: 'MFA for all', asksForMfa: true, guardsRegistration: false, strength: null };
      entra.change({ conditionalAccess: [asking] });
      entra.setPermissions([
        ...defaultPermissions.filter((one) => one !== 'Policy.Read.All'),
        'Policy.Read.ConditionalAccess',
      ]);
      const { gaps, items, totals } = await listed({ whole: '1' });
      const gap = { what: 'per-user-mfa', why: 'permission', permissions: ['Policy.Read.All'] };
      assert.deepEqual(gaps.at(-1), gap);
      assert.ok(items.every(({ mfaTwice }) => mfaTwice === null));
      assert.equal(totals['mfa-twice'], 0);
    });

    it('does not know without a directory, and keeps what it knew', async () => {
      await start(0);
      await listed();
      entra.change({ hasPremiumLicence: false });
      without('User.Read.All');
      clock.turn(120 * minuteMs); // the access token of before still has it
      const { failure, totals } = await readAgain();
      assert.deepEqual([failure, totals['phone-only']], ['directory-refused', 4]);
    });
  });

  describe('with Graph in trouble', () => {
    it('answers with progress while it is slow, and asks once for all', async () => {
      await start(0);
      entra.change({ slowMs: 400 });
      const [one, two] = await Promise.all([list(), list()]);
      assert.deepEqual([one.readAt, one.items, one.reading], [null, [], { done: 0, of: null }]);
      assert.deepEqual(two.reading, one.reading);
      await directory.needs({ again: false }).settled;
      assert.equal((await list()).totals['phone-only'], 4);
      const reports = watched.calls.filter(({ path }) => path.includes('/reports/'));
      assert.equal(reports.length, 1);
    });

    it('waits as long as Graph says, and goes on', async () => {
      await start(0);
      await directory.tenantFacts();
      entra.throttleGraph(4, 0);
      assert.equal((await listed()).totals['phone-only'], 4);
    });

    it('says that Microsoft did not answer, rests, and asks again when it is told to', async () => {
      await start(0);
      entra.change({ isDown: true });
      const first = await listed();
      assert.deepEqual([first.readAt, first.failure], [null, 'directory-unavailable']);
      const asked = watched.calls.length;
      await listed();
      assert.equal(watched.calls.length, asked, 'asked again at once');
      entra.change({ isDown: false });
      const { failure, totals } = await listed({ again: '1' });
      assert.deepEqual([failure, totals['phone-only']], [null, 4]);
    });
  });

  it('is read once for ten minutes, whoever asks, and anew after half a minute for who says so', async () => {
    await start(0);
    const { readAt } = await listed();
    clock.turn(9 * minuteMs);
    assert.equal((await listed()).readAt, readAt);
    assert.equal((await listed({ again: '1' })).readAt, clock.now());
    assert.equal((await listed({ again: '1' })).readAt, clock.now());
    clock.turn(10 * minuteMs);
    assert.equal((await listed()).readAt, clock.now());
  });

  it('turns its pages by name: every one once, fifty at a time, by group and by text', async () => {
    await start(200);
    const seen: NeedRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await listed({ group: 'phone-only', cursor });
      assert.equal(page.total, 204);
      assert.ok(page.items.length <= 50);
      seen.push(...page.items);
      cursor = page.next ?? undefined;
      if (seen.length === 100) await readAgain();
    } while (cursor !== undefined);
    assert.equal(new Set(seen.map(({ id }) => id)).size, 204);
    assert.deepEqual(seen.map(({ name }) => name).slice(0, 2), ['Hélène Duval', 'Jonas Becker']);
    const found = await listed({ q: ' HELENE ' });
    assert.deepEqual([found.total, found.items[0]?.name], [1, 'Hélène Duval']);
    assert.equal(await problemOf(listed({ cursor: 'nonsense' })), 'bad-request');
  });

  it('costs a few calls for two hundred people with the report, and one for twenty without', async () => {
    const cost = async (hasPremiumLicence: boolean) => {
      entra.change({ hasPremiumLicence });
      directory = newDirectory();
      const before = watched.calls.length;
      await listed();
      const calls = watched.calls.slice(before);
      const inBatches = calls.map(({ path, body }) =>
        path === '/$batch' ? (body as { requests: unknown[] }).requests.length : 0,
      );
      return calls.length - inBatches.reduce((sum, count) => sum + count, 0);
    };
    await start(176); // with the practice's own, 200 accounts that are enabled
    excludeHoldersFromAll();
    // Policies, roles and licences 4, the group that can hold roles with its members and owners 2, the report's pages 2,
    // the excluded group 1.
    assert.equal(await cost(true), 9);
    // The refused report 1, the people 1, their lists 10 in place of the report's pages.
    assert.equal(await cost(false), 19);
  });

  it('reads nine thousand, page by page', async () => {
    await start(9_000);
    const { totals, total } = await listed();
    assert.deepEqual([totals['phone-only'], total], [9_004, 9_024]);
  });

  it('keeps numbers by day and no name, the later reading of a day', async () => {
    await start(0);
    await listed();
    const first = await onPhone();
    await giveToken(first.id);
    await readAgain();
    clock.turn(24 * 60 * minuteMs);
    await listed();
    const days = await lastNeedDays(desk.core.deps.store.db, 120);
    assert.deepEqual(
      days.map(({ totals }) => totals['phone-only']),
      [3, 3],
    );
    const rows = await desk.core.deps.store.db.selectFrom('need_days').selectAll().execute();
    assert.equal(JSON.stringify(rows).includes('Jonas'), false);
  });
});
