import assert from 'node:assert/strict';
import { read } from '@token-desk/bot/domain/entra/facts';
import type { Store } from '@token-desk/bot/store/database';
import { listBoxes } from '@token-desk/bot/store/tables/boxes';
import { findToken, saveToken } from '@token-desk/bot/store/tables/tokens';
import { submitSeveral } from '@token-desk/bot/usecases/asking/send';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { readStatement } from '@token-desk/bot/usecases/audit/statement';
import { commandBurner } from '@token-desk/bot/usecases/desks/burners';
import { cancelJob, getJob } from '@token-desk/bot/usecases/jobs/jobs';
import { openLoad } from '@token-desk/bot/usecases/jobs/loads';
import { sweep } from '@token-desk/bot/usecases/jobs/sweep';
import { openTokenJob } from '@token-desk/bot/usecases/jobs/token-jobs';
import { readOrganisation, saveOrganisation } from '@token-desk/bot/usecases/people/organisation';
import { readReports } from '@token-desk/bot/usecases/requests/reports';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { watchForMethod } from '@token-desk/bot/usecases/requests/watch-for-method';
import { allowModel } from '@token-desk/bot/usecases/tokens/allow-model';
import { leftOverTotal, listLeftDevices } from '@token-desk/bot/usecases/tokens/left-over';
import { findTokens, loadFactory } from '@token-desk/bot/usecases/tokens/load-factory';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { importTokens } from '@token-desk/bot/usecases/tokens/token-import';
import { getToken, listTokens, readBoxes } from '@token-desk/bot/usecases/tokens/token-views';
import type { Caller } from '@token-desk/bot/usecases/write/deps';
import type { FromBurner } from '@token-desk/contract/desk/job';
import { jobLifetimeMs } from '@token-desk/contract/desk/job';
import { ProblemError } from '@token-desk/contract/problem';
import type { TokenCommand } from '@token-desk/contract/token/record';
import {
  administrator,
  approver,
  auditor,
  caller,
  manager,
  otherTechnician,
  technician,
} from '../support/bot/bot-core.ts';
import { isProblem, problemOf, useDeskCore } from '../support/bot/desk-core.ts';
import { config } from '../support/bot/desk-steps.ts';
import { loadSteps } from '../support/bot/load-steps.ts';
import { anna, form, minuteMs, serial, sven } from '../support/bot/requests.ts';
import { drawnSecret } from '../support/desk/desk-burner.ts';
import { readyTenant } from '../support/entra/facts.ts';

const second = '8659622000024';

/** Stock that is loaded ahead of requests, and handed out; on any database. */
export function loadSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`loaded stock on ${name}`, () => {
    const desk = useDeskCore(openEmpty);
    const steps = () => loadSteps(desk);
    const deps = () => desk.core.deps;
    const tokenOf = async (wanted = serial) => (await findToken(desk.store.db, wanted))!;
    const events = async (wanted = serial) =>
      (await listAudit(deps(), { serial: wanted })).items.map(({ event }) => event as string);
    const order = (command: TokenCommand, wanted = serial) =>
      commandToken(deps(), technician, { serial: wanted, command });

    describe('is loaded', () => {
      it('token by token: burned, checked, created at Microsoft, seen there', async () => {
        const { burn, check, createDevice, look } = steps();
        const job = await burn();
        assert.deepEqual(
          [job.offer.route, job.offer.requestId, job.offer.subject, job.offer.serial],
          ['B', null, null, serial],
        );
        const burned = await getToken(deps(), serial);
        assert.deepEqual(
          [burned.state, burned.box, burned.isLoadChecked, burned.holder, burned.burns],
          ['burned_unverified', 'Box 7', false, null, 1],
        );
        assert.equal((await check(job.id, '000000')).sealed, null);
        assert.equal((await getToken(deps(), serial)).isLoadChecked, false);
        const said = await check(job.id);
        assert.deepEqual([said.matched, said.sealed], [true, drawnSecret]);
        assert.equal((await getToken(deps(), serial)).isLoadChecked, true);
        assert.equal((await look()).found, 'none');
        const seen = await look(serial, createDevice());
        assert.deepEqual(
          [seen.found, seen.token.state, seen.token.deviceId, seen.token.box],
          ['loaded', 'loaded', `device-${serial}`, 'Box 7'],
        );
        const told = await events();
        assert.deepEqual(told, ['token_written', 'desk_job_failed', 'token_checked', 'token_loaded']);
        const { ok, receipts } = await verifyAudit(deps());
        assert.deepEqual([ok, receipts], [true, 3]);
      });

      it('looked for twice is loaded once', async () => {
        const { load, look } = steps();
        await load();
        const { version } = await tokenOf();
        assert.equal((await look()).found, 'loaded');
        assert.equal((await look(serial, `device-${serial}`)).found, 'loaded');
        assert.equal((await tokenOf()).version, version);
      });

      it('by the tab’s word where Microsoft cannot be read, and the books say so', async () => {
        await steps().checked();
        desk.core.directory.devices = null;
        assert.equal(await problemOf(steps().look()), 'devices-not-readable');
        assert.equal((await steps().look(serial, 'device-9')).found, 'said');
        const { items } = await listAudit(deps(), { event: 'token_loaded' });
        assert.deepEqual(items[0]?.data, { serial, deviceId: 'device-9', box: 'Box 7', how: 'said' });
      });

      it('by nobody’s word while Microsoft does not answer: it is looked for again', async () => {
        await steps().checked();
        const { directory } = desk.core;
        for (const [code, said] of [
          ['directory-unavailable', 'directory-unavailable'],
          ['directory-refused', 'devices-not-readable'],
        ] as const) {
          directory.hardwareDevices = () => Promise.reject(new ProblemError(code));
          assert.equal(await problemOf(steps().look()), said);
        }
        directory.hardwareDevices = () => Promise.reject(new ProblemError('directory-unavailable'));
        assert.equal(await problemOf(steps().look(serial, 'device-9')), 'directory-unavailable');
        assert.equal((await tokenOf()).state, 'burned_unverified');
        directory.hardwareDevices = () => Promise.reject(new ProblemError('directory-refused'));
        assert.equal((await steps().look(serial, 'device-9')).found, 'said');
      });

      it('with Microsoft’s number of its answer, once', async () => {
        const { checked, look, createDevice } = steps();
        await checked();
        const deviceId = createDevice();
        await look(serial, deviceId, 'b1f2-77');
        await look(serial, deviceId, 'later');
        const { items } = await listAudit(deps(), { event: 'token_loaded' });
        assert.deepEqual(
          items.map(({ data }) => data.graphRequestId),
          ['b1f2-77'],
        );
      });

      it('only as the device that is its own and nobody’s', async () => {
        const { checked, look, createDevice } = steps();
        await checked();
        desk.core.directory.devices = [{ id: 'd', serial: 'other', assignedTo: null }];
        assert.equal((await look(serial, 'd')).found, 'other');
        desk.core.directory.devices = [{ id: 'd', serial, assignedTo: anna.id }];
        assert.equal((await look()).found, 'other');
        assert.equal((await tokenOf()).state, 'burned_unverified');
        desk.core.directory.devices = [];
        assert.equal((await look(serial, createDevice())).found, 'loaded');
        assert.equal(await problemOf(look('1111111')), 'token-not-in-books');
      });

      it('not before its code was checked', async () => {
        await steps().burn();
        steps().createDevice();
        await assert.rejects(steps().look(), isProblem('token-not-checked', { serial }));
      });

      it('by technicians and stock keepers, each their own order', async () => {
        const keeper = caller(anna, 'StockKeeper');
        const { id } = await loadSteps(desk, keeper).burn();
        const other = isProblem('load-of-other', { holder: anna.name });
        await assert.rejects(steps().check(id), other);
        assert.equal((await loadSteps(desk, keeper).check(id)).matched, true);
        assert.equal(await problemOf(loadSteps(desk, administrator).burn()), 'role-missing');
        assert.equal(await problemOf(loadSteps(desk, caller(anna)).look()), 'role-missing');
        assert.equal(await problemOf(loadSteps(desk, caller(anna)).check(id)), 'role-missing');
      });

      it('never beside a device that Microsoft has already under its serial', async () => {
        desk.core.directory.devices = [{ id: 'old', serial, assignedTo: null }];
        await assert.rejects(steps().burn(), isProblem('device-exists', { serial }));
        assert.equal(await findToken(desk.store.db, serial), null);
        desk.core.directory.devices = null;
        await steps().burn();
      });

      it('never where the books refuse it: that comes before what Microsoft has', async () => {
        await steps().load();
        assert.equal(await problemOf(steps().burn()), 'token-is-loaded');
        const id = await desk.claimed();
        await desk.order(id, { kind: 'take-loaded', serial });
        assert.equal(await problemOf(steps().burn()), 'token-is-loaded');
        await desk.order(id, { kind: 'give-back-loaded' });
        await order({ kind: 'report-lost', note: '' });
        assert.equal(await problemOf(steps().burn()), 'token-wrong-state');
      });

      it('with a key that is one, and new', async () => {
        const { burn } = steps();
        assert.equal(await problemOf(burn(serial, { tabKey: 'B'.repeat(87) })), 'bad-request');
        const { offer } = await burn();
        assert.equal(await problemOf(burn(second, { tabKey: offer.tabKey ?? '' })), 'job-replayed');
      });

      it('in boxes, which are counted: what is finished, and what is not', async () => {
        const { load, burn } = steps();
        await load();
        desk.core.clock.turn(minuteMs);
        await burn(second);
        desk.core.clock.turn(minuteMs);
        await burn('8659622000031', { box: 'Box 8' });
        const [eight, seven] = await readBoxes(deps());
        assert.deepEqual([eight?.box, eight?.loaded, eight?.unfinished], ['Box 8', 0, 1]);
        assert.deepEqual([seven?.box, seven?.loaded, seven?.unfinished], ['Box 7', 1, 1]);
        assert.equal(seven?.lastAt, (await tokenOf(second)).burnedAt);
        assert.equal((await listBoxes(desk.store.db, 1)).length, 1);
        const serials = (await listTokens(deps(), { box: 'Box 7' })).items.map((one) => one.serial);
        assert.deepEqual(serials, [serial, second]);
        const found = await listTokens(deps(), { box: 'Box 7', state: 'loaded' });
        assert.deepEqual([found.total, found.items[0]?.serial], [1, serial]);
        assert.equal((await listTokens(deps(), { q: `device-${serial}` })).total, 1);
      });

      it('and what is left over is counted and listed, with what it is', async () => {
        const { directory } = desk.core;
        const keeper = caller(anna, 'StockKeeper');
        const left = () => listLeftDevices(deps(), keeper);
        const total = async () => (await leftOverTotal(deps(), keeper)).total;
        await steps().load();
        assert.deepEqual([await total(), await left()], [0, { items: [], total: 0, isRead: true }]);
        await order({ kind: 'set-aside', note: '' });
        const [aside] = await readBoxes(deps());
        assert.deepEqual([aside?.box, aside?.loaded, aside?.unfinished, aside?.setAside], ['Box 7', 0, 0, 1]);
        assert.equal(await total(), 1, 'a box of which all is set aside');
        assert.equal((await left()).total, 0, 'its device is its own');
        desk.core.clock.turn(minuteMs);
        await steps().burn(second);
        assert.equal(await total(), 2, 'burned and not checked');
        const { devices } = directory;
        directory.devices = [
          ...(devices ?? []),
          { id: 'unread', serial: second, assignedTo: null },
          { id: 'unknown', serial: 'FT1', assignedTo: null },
          { id: 'theirs', serial: 'FT2', assignedTo: sven.id },
        ];
        assert.deepEqual(
          (await left()).items.map(({ serial: of, why, box }) => [of, why, box]),
          [
            [second, 'unread', 'Box 7'],
            ['FT1', 'unknown', null],
          ],
        );
        assert.equal(await problemOf(listLeftDevices(deps(), auditor)), 'role-missing');
        assert.equal(await problemOf(leftOverTotal(deps(), auditor)), 'role-missing');
      });

      it('and a device of a secret that was written over is listed until it is deleted', async () => {
        const { directory } = desk.core;
        await steps().load();
        await order({ kind: 'set-aside', note: '' });
        directory.devices = [];
        await steps().burn();
        const left = () => listLeftDevices(deps(), technician);
        assert.deepEqual((await left()).items, [], 'Microsoft says that it is gone');
        const old = { id: `device-${serial}`, serial, assignedTo: null };
        directory.devices = [old];
        const listed = [{ serial, deviceId: old.id, why: 'left', box: 'Box 7' }];
        assert.deepEqual(await left(), { items: listed, total: 1, isRead: true });
        directory.devices = null;
        assert.deepEqual(await left(), { items: listed, total: 1, isRead: false });
        assert.equal((await getToken(deps(), serial, { showsDevices: true })).leftDevices.length, 1);
        assert.equal((await getToken(deps(), serial)).leftDevices.length, 0);
        directory.devices = [];
        const look = { kind: 'look-for-methods' } as const;
        await commandToken(deps(), caller(anna, 'StockKeeper'), { serial, command: look });
        assert.equal((await leftOverTotal(deps(), technician)).total, 1, 'it is burned and not checked');
        directory.devices = null;
        assert.deepEqual((await left()).items, [], 'in the books neither');
      });

      it('and stands in the reports', async () => {
        await steps().load();
        const { stock, driftByModel } = await readReports(deps(), {});
        assert.equal(stock[0]?.other, 1);
        assert.deepEqual([driftByModel[0]?.count, driftByModel[0]?.medianSeconds], [1, 3]);
      });
    });

    describe('comes with its maker’s secret', () => {
      const model = 'C-200';
      const wanted = 'FT1234567';
      const seed = (deviceId: string, one = wanted, by: Caller = technician, box = 'Box 7') =>
        loadFactory(deps(), by, { serial: one, box, model, deviceId });

      it('and is loaded without a burn, once Microsoft shows its device; asked twice it is loaded once', async () => {
        assert.equal((await seed(`device-${wanted}`)).found, 'none');
        assert.equal(await findToken(desk.store.db, wanted), null, 'nothing is in the books before');
        const deviceId = steps().createDevice(wanted);
        assert.equal((await seed(deviceId)).found, 'loaded');
        const { version } = await tokenOf(wanted);
        assert.equal((await seed(deviceId, wanted, technician, 'Box 8')).found, 'loaded');
        assert.equal((await tokenOf(wanted)).version, version);
        const token = await getToken(deps(), wanted);
        assert.deepEqual(
          [token.state, token.isFactorySeeded, token.isLoadChecked, token.burns, token.burnedAt, token.box],
          ['loaded', true, null, 0, null, 'Box 7'],
        );
        assert.equal(token.model, model);
        assert.deepEqual(await events(wanted), ['token_added', 'token_loaded']);
        const { items } = await listAudit(deps(), { event: 'token_loaded' });
        const data = { serial: wanted, deviceId, box: 'Box 7', how: 'seen', origin: 'factory' };
        assert.deepEqual(items[0]?.data, data);
        const [box] = await readBoxes(deps());
        assert.deepEqual([box?.loaded, box?.lastAt], [1, token.updatedAt]);
      });

      it('and is not loaded by a word where Microsoft does not answer; only where it may not be read', async () => {
        const { directory } = desk.core;
        const deviceId = steps().createDevice(wanted);
        directory.hardwareDevices = () => Promise.reject(new ProblemError('directory-unavailable'));
        assert.equal(await problemOf(seed(deviceId)), 'directory-unavailable');
        assert.equal(await findToken(desk.store.db, wanted), null);
        directory.hardwareDevices = async () => null;
        assert.equal((await seed(deviceId)).found, 'said');
      });

      it('which the books are asked about before: unknown, in stock, loaded, written over', async () => {
        await importTokens(deps(), technician, { csv: `serial\n${second}`, commit: true });
        await steps().burn();
        await seed(steps().createDevice(wanted));
        const serials = [serial, second, wanted, '8659622000031'];
        const { items } = await findTokens(deps(), technician, { serials });
        assert.deepEqual(Object.fromEntries(items.map((one) => [one.serial, one.books])), {
          [serial]: 'written',
          [second]: 'blank',
          [wanted]: 'loaded',
        });
        assert.equal(await problemOf(seed(steps().createDevice(), serial)), 'token-secret-written-over');
        assert.equal((await seed(steps().createDevice(second), second)).found, 'loaded');
        assert.deepEqual(await events(second), ['token_added', 'token_loaded']);
      });

      it('only for whoever may load', async () => {
        assert.equal(await problemOf(seed('device-1', wanted, auditor)), 'role-missing');
        assert.equal(await problemOf(findTokens(deps(), auditor, { serials: [] })), 'role-missing');
      });

      it('and is handed out: no desk checked it, and the statement says whose secret it is', async () => {
        await seed(steps().createDevice(), serial);
        const id = await desk.claimed();
        const taken = await desk.order(id, { kind: 'take-loaded', serial });
        assert.deepEqual([taken.token?.burnedAt, taken.token?.burnerId, taken.step], [null, null, 'finish']);
        steps().assign(sven.id);
        const bound = await desk.order(id, { kind: 'look-for-method' });
        assert.deepEqual([bound.state, bound.binding?.how, bound.checkedAt], ['bound', 'seen', null]);
        await desk.order(id, { kind: 'hand-over', to: 'subject' });
        assert.equal((await tokenOf()).state, 'active');
        const { burns, loads, factory, chain } = await readStatement(deps(), auditor, serial);
        assert.deepEqual([burns, loads, factory?.length, chain.ok], [[], [], 1, true]);
        const [told] = factory ?? [];
        assert.deepEqual(
          [told?.box, told?.loaded.how, told?.loaded.by?.id, told?.handedOut?.subject?.id],
          ['Box 7', 'seen', technician.person.id, sven.id],
        );
      });

      it('and goes back to its box, or is set aside and found again', async () => {
        await seed(steps().createDevice(), serial);
        const id = await desk.claimed();
        await desk.order(id, { kind: 'take-loaded', serial });
        await desk.order(id, { kind: 'give-back-loaded' });
        assert.equal((await tokenOf()).state, 'loaded');
        assert.equal(await problemOf(steps().burn()), 'token-is-loaded');
        await order({ kind: 'set-aside', note: '' });
        assert.equal((await steps().look()).found, 'loaded');
        await order({ kind: 'set-aside', note: '' });
        assert.equal(await problemOf(steps().burn()), 'device-exists');
        desk.core.directory.devices = [];
        await steps().burn();
        const { isFactorySeeded, leftDevices } = await getToken(deps(), serial, { showsMethod: true });
        assert.deepEqual([isFactorySeeded, leftDevices.length], [false, 1]);
      });
    });

    describe('is not loaded', () => {
      const silent = () => ({ ...deps(), jobKeyWaitMs: 1 });
      const open = async (who: Caller = technician) => {
        desk.burner.behaviour.answers = false;
        return openLoad(silent(), who, await loadSteps(desk).order());
      };
      const says = async (...frames: FromBurner[]) => {
        for (const frame of frames) desk.core.hub.receive(desk.burner.burnerId, frame);
        await desk.core.hub.settled();
        assert.deepEqual(desk.core.hub.failures, []);
      };

      it('while its desk is at it: nobody else orders that token or reader', async () => {
        const job = await open();
        assert.equal((await tokenOf()).state, 'burning');
        assert.equal(await problemOf(open(otherTechnician)), 'burner-busy');
        assert.equal(await problemOf(steps().check(job.id)), 'token-not-checked');
        assert.equal(await problemOf(steps().look()), 'token-wrong-state');
      });

      it('by who took it back from somebody: as for a burn, a second technician writes it', async () => {
        await desk.handedOver();
        await order({ kind: 'take-back' });
        desk.core.clock.turn(1_000);
        assert.equal(await problemOf(steps().burn()), 'second-technician');
        assert.equal(await problemOf(loadSteps(desk, otherTechnician).burn()), 'fine');
      });

      it('with SHA-256, where nobody knows whether its kind computes with it', async () => {
        const unknown = '7777777000001';
        await allowModel(deps(), otherTechnician, unknown.slice(0, 7));
        const with256 = { config: { ...config, algorithm: 'SHA256' } } as const;
        assert.equal(await problemOf(steps().burn(unknown, with256)), 'hash-unsure');
        assert.equal(await problemOf(steps().burn(unknown)), 'fine');
        assert.equal((await steps().burn(second, with256)).offer.config.algorithm, 'SHA256');
      });

      it('when its desk refused: it is stock as before', async () => {
        const { id, attempt } = await open();
        await says({ type: 'job-refused', jobId: id, attempt, problem: { code: 'no-token' } });
        const token = await tokenOf();
        assert.deepEqual([token.state, token.box, token.unsaid], ['in_stock', null, []]);
        assert.equal((await getJob(deps(), technician, id)).problem?.code, 'no-token');
        assert.equal(await problemOf(steps().check(id)), 'no-token');
      });

      it('when it is cancelled: aside until its desk says what it did, in stock once that is nothing', async () => {
        const { id, attempt } = await open();
        await cancelJob(deps(), technician, id);
        assert.deepEqual([(await tokenOf()).state, (await tokenOf()).unsaid.length], ['quarantine', 1]);
        const custody = (await getToken(deps(), serial)).custody.map(({ kind, note }) => `${kind} ${note}`);
        assert.deepEqual(custody, ['added null', 'set_aside perhaps-written']);
        await says({ type: 'job-refused', jobId: id, attempt, problem: { code: 'job-cancelled' } });
        assert.deepEqual([(await tokenOf()).state, (await tokenOf()).unsaid], ['in_stock', []]);
        assert.ok((await events()).includes('desk_job_failed'));
      });

      it('when its time is over; a late word that it was written leads on', async () => {
        const { id, offer } = await open();
        desk.core.clock.turn(jobLifetimeMs + 2 * minuteMs);
        await sweep(deps());
        assert.equal((await getJob(deps(), technician, id)).state, 'expired');
        assert.equal((await tokenOf()).state, 'quarantine');
        desk.burner.behaviour.answers = true;
        desk.burner.offers.set(id, offer);
        await says(...desk.burner.burn(offer));
        assert.deepEqual([(await tokenOf()).state, (await tokenOf()).box], ['burned_unverified', 'Box 7']);
        assert.equal((await steps().check(id)).matched, true);
        assert.equal((await verifyAudit(deps())).ok, true);
      });

      it('when the desk is shut out while it may be writing', async () => {
        await open();
        const { burnerId } = desk.burner;
        await commandBurner(deps(), technician, { burnerId, command: { kind: 'revoke' } });
        assert.equal((await tokenOf()).state, 'quarantine');
      });

      it('when the same technician orders something else there: the load ends first', async () => {
        await open();
        const { burnerId } = desk.burner;
        const asked = { kind: 'identify', burnerId, reader: null, serial: null } as const;
        await openTokenJob(silent(), technician, asked);
        assert.deepEqual([(await tokenOf()).state, (await tokenOf()).unsaid.length], ['quarantine', 1]);
      });

      const outcomes = [
        ['failed', 'in_stock', 'desk_job_failed'],
        ['empty', 'quarantine', 'desk_job_failed'],
        ['settings-changed', 'quarantine', 'desk_job_failed'],
        ['unknown', 'burned_unverified', 'token_written'],
      ] as const;
      for (const [outcome, state, event] of outcomes) {
        it(`when the desk signs ${outcome}: ${state}`, async () => {
          desk.burner.behaviour.outcome = outcome;
          await steps().burn();
          assert.equal((await tokenOf()).state, state);
          assert.deepEqual(await events(), [event]);
          assert.equal((await verifyAudit(deps())).ok, true);
        });
      }

      it('by a desk that was started again: it is written once more, and the first secret counts no more', async () => {
        const first = await steps().burn();
        desk.core.hub.check = async (_burnerId, { jobId, checkId }) => ({
          said: {
            ...{ type: 'checked', jobId, checkId, matched: false, stepOffset: null },
            ...{ problem: { code: 'secret-gone' }, receipt: null },
          },
          owed: null,
        });
        const { problem, sealed } = await steps().check(first.id);
        assert.deepEqual([problem?.code, sealed], ['secret-gone-drawn', null]);
        Reflect.deleteProperty(desk.core.hub, 'check');
        desk.core.clock.turn(minuteMs);
        const again = await steps().burn();
        assert.equal(await problemOf(steps().check(first.id)), 'token-wrong-state');
        assert.equal((await steps().check(again.id)).matched, true);
        assert.equal((await tokenOf()).burns, 2);
      });

      it('by a word that does not fit: the token is set apart', async () => {
        const { offer } = await open();
        desk.burner.behaviour.answers = true;
        const receipt = desk.burner.receipt(offer, { kind: 'burn', seen: { route: 'A' } });
        const { jobId, attempt } = offer;
        await says({ type: 'outcome', jobId, attempt, receipt, problem: null, identified: null });
        assert.equal((await tokenOf()).state, 'quarantine');
        assert.deepEqual(await events(), ['receipt_set_apart']);
        assert.equal(await problemOf(steps().check(jobId)), 'record-unfit');
      });

      it('when a right code’s word does not fit: nothing is told of the secret', async () => {
        const job = await steps().burn();
        desk.core.hub.check = async (burnerId, { jobId, checkId }) => {
          const receipt = desk.burner.receipt(job.offer, {
            kind: 'check',
            seen: { matched: true, stepOffset: 0, serial: second },
          });
          return desk.core.hub.recorded(burnerId, {
            ...{ type: 'checked', jobId, checkId, matched: true, stepOffset: 0, problem: null, receipt },
            sealed: drawnSecret,
          });
        };
        assert.equal(await problemOf(steps().check(job.id)), 'record-unfit');
        assert.equal((await tokenOf()).load?.checkedAt, null);
      });
    });

    describe('is handed out', () => {
      const take = (id: string, wanted = serial, who?: Caller) =>
        desk.order(id, { kind: 'take-loaded', serial: wanted }, who);

      it('from the box to the person: taken, assigned, bound, handed over', async () => {
        const job = await steps().load();
        const id = await desk.claimed();
        const taken = await take(id);
        assert.deepEqual([taken.state, taken.step, taken.token?.loaded], ['in_progress', 'finish', true]);
        const held = await tokenOf();
        assert.deepEqual([held.state, held.holder?.id, held.requestId], ['reserved', sven.id, id]);
        assert.equal((await watchForMethod(deps(), technician, id)).seen, 'not-assigned');
        await assert.rejects(
          desk.order(id, { kind: 'look-for-method' }),
          isProblem('token-not-assigned', { serial }),
        );
        steps().assign(sven.id, serial, false);
        assert.equal((await watchForMethod(deps(), technician, id)).seen, 'not-activated');
        assert.equal(await problemOf(desk.order(id, { kind: 'look-for-method' })), 'method-not-activated');
        steps().assign(sven.id);
        assert.equal((await watchForMethod(deps(), technician, id)).seen, 'one');
        const bound = await desk.order(id, { kind: 'look-for-method', graphRequestId: 'b1f2-77' });
        assert.deepEqual([bound.state, bound.binding?.how], ['bound', 'seen']);
        const [row] = (await listAudit(deps(), { event: 'bound' })).items;
        assert.equal(row?.data.graphRequestId, 'b1f2-77');
        assert.equal(bound.checkedAt, (await tokenOf()).load?.checkedAt);
        const after = await desk.order(id, { kind: 'hand-over', to: 'subject' });
        assert.equal(after.state, 'handed_over');
        const token = await getToken(deps(), serial, { showsMethod: true });
        assert.deepEqual(
          [token.state, token.holder?.id, token.methodId, token.route, token.methodStillThere],
          ['active', sven.id, `method-${serial}`, 'B', true],
        );
        assert.ok(token.custody.some(({ kind }) => kind === 'handed_over'));
        assert.deepEqual(await events(), ['token_written', 'token_checked', 'token_loaded', 'loaded_taken']);
        assert.equal((await verifyAudit(deps())).ok, true);
        assert.equal((await getJob(deps(), technician, job.id)).outcome, 'burned');
        assert.deepEqual(await readBoxes(deps()), []);
      });

      it('where the organisation says so, only once a second technician has confirmed it', async () => {
        await steps().load();
        const { version, organisation } = await readOrganisation(deps());
        const rules = { ...organisation, secondTechnician: 'everybody' } as const;
        await saveOrganisation(deps(), administrator, { version, organisation: rules });
        const id = await desk.claimed();
        assert.deepEqual((await take(id)).secondTechnician, { because: 'everybody', confirmedBy: null });
        steps().assign(sven.id);
        const look = () => desk.order(id, { kind: 'look-for-method' });
        assert.equal(await problemOf(look()), 'second-technician-missing');
        assert.equal(await problemOf(watchForMethod(deps(), technician, id)), 'second-technician-missing');
        const left = desk.order(id, { kind: 'leave-to-holder', isAssigned: false });
        assert.equal(await problemOf(left), 'second-technician-missing');
        assert.equal(await problemOf(desk.order(id, { kind: 'confirm-hand-out' })), 'four-eyes');
        const shown = await getRequestDetail(deps(), otherTechnician, id);
        assert.ok(shown.may.includes('confirm-hand-out'), 'offered to a colleague');
        await desk.order(id, { kind: 'confirm-hand-out' }, otherTechnician);
        assert.equal((await look()).state, 'bound');
        const { items } = await listAudit(deps(), { event: 'hand_out_confirmed' });
        assert.deepEqual(
          items.map(({ actor, data }) => [actor, data]),
          [[{ kind: 'person', person: otherTechnician.person }, { serial }]],
        );
        const told = (await readStatement(deps(), auditor, serial)).loads?.[0]?.handedOut;
        assert.equal(told?.confirmedBy?.id, otherTechnician.person.id);
      });

      it('by one technician alone to whoever is on a list that somebody approved, and has no role at Microsoft', async () => {
        await steps().load();
        const { version, organisation } = await readOrganisation(deps());
        const rules = { ...organisation, secondTechnician: 'everybody' } as const;
        await saveOrganisation(deps(), administrator, { version, organisation: rules });
        const asks = { ...deps(), approval: { rules: [{ name: 'lists', approve: 'approver' as const }] } };
        const { requests } = await submitSeveral(asks, manager, {
          ...{ people: [sven], form, submissionId: 's-1', cohort: 'list-1' },
        });
        const id = requests[0]?.id ?? '';
        await desk.order(id, { kind: 'approve' }, approver);
        assert.equal(
          await problemOf(desk.order(id, { kind: 'claim' }, { ...approver, roles: technician.roles })),
          'four-eyes',
        );
        await desk.order(id, { kind: 'claim' });
        await desk.order(id, { kind: 'check-identity', identity: 'badge-photo' });
        const { directory } = desk.core;
        directory.tenant = readyTenant({ assignableMembers: read([sven.id]) });
        assert.equal((await take(id)).secondTechnician?.because, 'everybody');
        await desk.order(id, { kind: 'give-back-loaded' });
        directory.tenant = readyTenant();
        assert.equal((await take(id)).secondTechnician, undefined);
        const { items } = await listAudit(deps(), { event: 'loaded_taken' });
        const [row] = items.toSorted((a, b) => b.seq - a.seq);
        assert.deepEqual([row?.data.list, row?.data.listApprovedById], ['list-1', approver.person.id]);
      });

      it('to whom Microsoft shows a role, or nobody can tell, by that rule as it comes', async () => {
        await steps().load();
        const { directory } = desk.core;
        const asked = async () => {
          const id = await desk.claimed();
          const { secondTechnician } = await take(id);
          await desk.order(id, { kind: 'give-up', why: 'again' });
          await desk.order(id, { kind: 'requeue' });
          await desk.order(id, { kind: 'withdraw' }, manager);
          return secondTechnician?.because;
        };
        assert.equal(await asked(), undefined);
        directory.tenant = readyTenant({ assignableMembers: read([sven.id]) });
        assert.equal(await asked(), 'privileged');
        directory.tenant = readyTenant({ roles: { kind: 'no-answer' } });
        assert.equal(await asked(), 'unknown');
      });

      it('or given back, with Microsoft’s number of its last answer about it', async () => {
        await steps().load();
        const id = await desk.claimed();
        const rows = async (event: 'loaded_given_back' | 'holder_awaited') =>
          (await listAudit(deps(), { event })).items.map(({ data }) => data.graphRequestId);
        await take(id);
        await desk.order(id, { kind: 'give-back-loaded', graphRequestId: 'a-1' });
        await take(id);
        desk.core.directory.ways = [{ id: 'p', kind: 'phone' }];
        steps().assign(sven.id, serial, false);
        await desk.order(id, { kind: 'leave-to-holder', isAssigned: true, graphRequestId: 'a-2' });
        assert.deepEqual(await rows('holder_awaited'), ['a-2']);
        await desk.order(id, { kind: 'release', graphRequestId: 'a-3' });
        assert.deepEqual((await rows('loaded_given_back')).toSorted(), ['a-1', 'a-3']);
      });

      it('and its statement tells who loaded it, who took it for whom, and what Microsoft showed', async () => {
        await steps().load();
        const of = async () => (await readStatement(deps(), auditor, serial)).loads?.[0];
        const lying = await of();
        assert.deepEqual(
          [lying?.technician.id, lying?.box, lying?.loaded?.how, lying?.loaded?.by?.id, lying?.handedOut],
          [technician.person.id, 'Box 7', 'seen', technician.person.id, null],
        );
        const first = await desk.claimed();
        await take(first);
        await desk.order(first, { kind: 'release' });
        assert.equal((await of())?.handedOut, null, 'given back is not handed out');
        await desk.order(first, { kind: 'claim' }, otherTechnician);
        await desk.order(first, { kind: 'check-identity', identity: 'badge-photo' }, otherTechnician);
        await take(first, serial, otherTechnician);
        steps().assign(sven.id);
        await desk.order(first, { kind: 'look-for-method' }, otherTechnician);
        await desk.order(first, { kind: 'hand-over', to: 'subject' }, otherTechnician);
        const out = await of();
        assert.deepEqual(
          [out?.handedOut?.subject?.id, out?.handedOut?.by?.id, out?.handedOut?.requestedBy?.id],
          [sven.id, otherTechnician.person.id, manager.person.id],
        );
        assert.deepEqual(
          [
            out?.handedOut?.binding?.how,
            out?.handedOut?.binding?.methodId,
            out?.handedOut?.identityCheck?.kind,
          ],
          ['seen', `method-${serial}`, 'badge-photo'],
        );
        assert.deepEqual([out?.outcome, out?.stepOffset, out?.receipt.isValid], ['burned', 0, true]);
        assert.ok((out?.handedOut?.handedOverAt ?? 0) >= (out?.checkedAt ?? Infinity));
        const { chain, burns, loads } = await readStatement(deps(), auditor, serial);
        assert.deepEqual([chain.ok, burns.length, loads?.length], [true, 0, 1]);
      });

      it('by the technician’s word where Microsoft cannot be read', async () => {
        await steps().load();
        desk.core.directory.devices = null;
        desk.core.directory.hardware = null;
        const id = await desk.claimed();
        await take(id);
        assert.equal((await watchForMethod(deps(), technician, id)).seen, 'not-readable');
        const bound = await desk.order(id, { kind: 'say-bound' });
        assert.deepEqual([bound.binding?.how, bound.binding?.methodId], ['said', null]);
        assert.equal((await tokenOf()).state, 'active');
      });

      it('once: of two technicians who take it at once one wins, and the other reads whose it is', async () => {
        await steps().load();
        await steps().load(second);
        desk.core.directory.add({ id: 'two', name: 'Two', upn: 'two@contoso.example' });
        const ids = [await desk.claimed(), (await desk.submit({}, 'two')).id];
        await desk.order(ids[1]!, { kind: 'claim' }, otherTechnician);
        await desk.order(ids[1]!, { kind: 'check-identity', identity: 'badge-photo' }, otherTechnician);
        const both = await Promise.all([
          problemOf(take(ids[0]!)),
          problemOf(take(ids[1]!, serial, otherTechnician)),
        ]);
        assert.deepEqual([...both].sort(), ['fine', 'serial-in-use']);
        const winner = both.indexOf('fine');
        assert.equal((await tokenOf()).requestId, ids[winner]);
        assert.equal(
          await problemOf(take(ids[1 - winner]!, second, winner === 0 ? otherTechnician : technician)),
          'fine',
        );
      });

      it('never when somebody else has it at Microsoft, or when it is not there', async () => {
        await steps().load();
        const id = await desk.claimed();
        steps().assign(anna.id);
        await assert.rejects(take(id), isProblem('token-assigned', { serial }));
        desk.core.directory.devices = [];
        assert.equal(await problemOf(take(id)), 'device-not-there');
        assert.equal(await problemOf(take(id, '1111111')), 'token-not-in-books');
        steps().createDevice();
        steps().assign(sven.id);
        assert.equal(await problemOf(take(id)), 'fine', 'a try that broke off goes on');
      });

      it('to whom it was begun for: their request names it until it is taken, however far it is', async () => {
        const id = await desk.claimed();
        const begun = async (who = technician) => (await getRequestDetail(deps(), who, id)).begun ?? null;
        assert.equal(await begun(), null);
        const job = await openLoad(
          { ...deps(), jobKeyWaitMs: 1 },
          technician,
          await steps().order({ forRequest: id }),
        );
        const at = (stage: 'unchecked' | 'checked' | 'loaded') => ({ serial, box: 'Box 7', stage });
        assert.deepEqual(await begun(), at('unchecked'));
        await desk.core.hub.settled();
        assert.deepEqual(await begun(), at('unchecked'), 'burned');
        assert.equal((await steps().check(job.id)).matched, true);
        assert.deepEqual(await begun(), at('checked'));
        await steps().look(serial, steps().createDevice());
        assert.deepEqual(await begun(), at('loaded'));
        await take(id);
        assert.equal(await begun(), null);
        await desk.order(id, { kind: 'give-back-loaded' });
        assert.equal(await begun(), null, 'it lies among the others');
      });

      it('and is not begun for a request that somebody else has in hand, nor for none any more once it is stock’s', async () => {
        const id = await desk.claimed();
        const other = loadSteps(desk, otherTechnician);
        await other.burn(serial, { forRequest: id });
        assert.equal((await tokenOf()).begunFor, null);
        await steps().burn(second, { forRequest: id });
        assert.equal((await tokenOf(second)).begunFor, id);
        await order({ kind: 'set-aside', note: 'again' }, second);
        await steps().burn(second);
        assert.equal((await tokenOf(second)).begunFor, null);
      });

      it('another one instead: the first lies in its box again', async () => {
        await steps().load();
        await steps().load(second);
        const id = await desk.claimed();
        await take(id);
        await take(id);
        await take(id, second);
        assert.deepEqual([(await tokenOf()).state, (await tokenOf()).holder], ['loaded', null]);
        assert.equal((await tokenOf(second)).requestId, id);
        await desk.order(id, { kind: 'give-back-loaded' });
        assert.equal((await tokenOf(second)).state, 'loaded');
        assert.deepEqual((await events(second)).slice(-2), ['loaded_taken', 'loaded_given_back']);
      });

      const endings: [string, (id: string) => Promise<unknown>, string][] = [
        ['released', (id) => desk.order(id, { kind: 'release' }), 'queued'],
        ['given up', (id) => desk.order(id, { kind: 'give-up', why: 'no' }), 'failed'],
        [
          'left alone',
          () => {
            desk.core.clock.turn(20 * minuteMs);
            return sweep(deps());
          },
          'queued',
        ],
      ];
      for (const [what, end, state] of endings) {
        it(`not when its request is ${what}: it lies in its box again`, async () => {
          await steps().load();
          const id = await desk.claimed();
          await take(id);
          await end(id);
          assert.equal(await desk.stateOf(id), state);
          const token = await tokenOf();
          assert.deepEqual([token.state, token.requestId, token.box], ['loaded', null, 'Box 7']);
        });
      }

      for (const [what, end] of endings.slice(0, 2)) {
        it(`not when its request is ${what} after Microsoft assigned it: aside until Microsoft shows it as nobody’s`, async () => {
          await steps().load();
          const id = await desk.claimed();
          await take(id);
          steps().assign(sven.id, serial, false);
          await end(id);
          const shown = await getToken(deps(), serial, { showsMethod: true });
          assert.deepEqual([shown.state, shown.holder], ['quarantine', null]);
          assert.deepEqual(
            shown.leftMethods.map(({ owner, methodId, route, isThere }) => [
              owner.id,
              methodId,
              route,
              isThere,
            ]),
            [[sven.id, `method-${serial}`, 'B', true]],
          );
          assert.equal(shown.custody.at(-1)?.note, 'perhaps-assigned');
          assert.equal((await steps().look()).found, 'other');
          desk.core.directory.devices = null;
          assert.equal(await problemOf(steps().look()), 'devices-not-readable');
          desk.core.directory.hardware = [];
          desk.core.directory.devices = [{ id: `device-${serial}`, serial, assignedTo: null }];
          await order({ kind: 'look-for-methods' });
          assert.equal((await steps().look()).found, 'loaded');
          assert.deepEqual((await tokenOf()).leftMethods, []);
          assert.equal((await verifyAudit(deps())).ok, true);
        });
      }

      it('not to stock where Microsoft cannot be read when another one is burned instead', async () => {
        await steps().load();
        const id = await desk.claimed();
        await take(id);
        desk.core.directory.devices = null;
        desk.core.clock.turn(minuteMs);
        await desk.open(id, { serial: second });
        assert.equal((await tokenOf()).state, 'quarantine');
      });

      it('to its box again when another one is burned instead', async () => {
        await steps().load();
        const id = await desk.claimed();
        await take(id);
        desk.core.clock.turn(minuteMs);
        await desk.open(id, { serial: second });
        assert.equal((await tokenOf()).state, 'loaded');
      });

      it('and its request, left alone, stays with who has it once Microsoft has assigned it', async () => {
        await steps().load();
        const id = await desk.claimed();
        await take(id);
        steps().assign(sven.id);
        desk.core.clock.turn(20 * minuteMs);
        await sweep(deps());
        assert.deepEqual([await desk.stateOf(id), (await tokenOf()).requestId], ['in_progress', id]);
        assert.equal((await desk.order(id, { kind: 'look-for-method' })).state, 'bound');
      });

      it('and held, its request keeps it once Microsoft has assigned it', async () => {
        await steps().load();
        const id = await desk.claimed();
        await take(id);
        steps().assign(sven.id);
        await desk.order(id, { kind: 'hold', why: 'fire alarm' });
        assert.deepEqual([(await tokenOf()).state, (await tokenOf()).requestId], ['reserved', id]);
        await desk.order(id, { kind: 'resume' });
        assert.equal((await desk.order(id, { kind: 'look-for-method' })).state, 'bound');
      });

      it('not when it is lost meanwhile: the request stops', async () => {
        await steps().load();
        const id = await desk.claimed();
        await take(id);
        assert.equal(await problemOf(order({ kind: 'report-lost', note: '' })), 'token-wrong-state');
        await desk.order(id, { kind: 'give-back-loaded' });
        await order({ kind: 'report-lost', note: '' });
        assert.equal(await problemOf(take(id)), 'token-not-loaded');
      });

      it('and lost, it is not lost after all while Microsoft lists its hardware method', async () => {
        await steps().load();
        const id = await desk.claimed();
        await take(id);
        steps().assign(sven.id);
        await desk.order(id, { kind: 'look-for-method' });
        await desk.order(id, { kind: 'hand-over', to: 'subject' });
        const lost = async () => (await desk.submit({ type: 'replace-lost' })).id;
        await desk.order(await lost(), { kind: 'withdraw' }, manager);
        assert.equal((await tokenOf()).state, 'active');
        const again = await lost();
        desk.core.directory.hardware = [];
        await desk.order(again, { kind: 'withdraw' }, manager);
        assert.equal((await tokenOf()).state, 'lost');
      });

      it('given back by its holder, its method is Microsoft’s hardware method', async () => {
        await steps().load();
        const id = await desk.claimed();
        await take(id);
        steps().assign(sven.id);
        await desk.order(id, { kind: 'look-for-method' });
        await desk.order(id, { kind: 'hand-over', to: 'subject' });
        await order({ kind: 'take-back' });
        assert.equal((await getToken(deps(), serial, { showsMethod: true })).methodStillThere, true);
        desk.core.directory.hardware = [];
        assert.equal((await getToken(deps(), serial)).methodStillThere, false);
      });
    });

    describe('is written over', () => {
      it('never as it lies there: it is set aside first, and its device stays to be deleted', async () => {
        await steps().load();
        const id = await desk.claimed();
        assert.equal(await problemOf(desk.open(id)), 'token-is-loaded');
        assert.equal(await problemOf(steps().burn()), 'token-is-loaded');
        const asked = { kind: 'blank', burnerId: desk.burner.burnerId, reader: null, serial } as const;
        assert.equal(await problemOf(openTokenJob(deps(), technician, asked)), 'token-is-loaded');
        await order({ kind: 'set-aside', note: '' });
        assert.equal((await getToken(deps(), serial)).deviceId, `device-${serial}`);
        desk.core.clock.turn(minuteMs);
        await openTokenJob(deps(), technician, asked);
        await desk.core.hub.settled();
        const shown = await getToken(deps(), serial, { showsMethod: true });
        assert.deepEqual(shown.leftDevices, [{ deviceId: `device-${serial}`, isThere: true }]);
        assert.deepEqual([shown.deviceId, shown.box, shown.isLoadChecked], [null, null, null]);
        assert.equal(await problemOf(steps().burn()), 'device-exists');
        desk.core.directory.devices = [];
        await order({ kind: 'look-for-methods', graphRequestId: 'b1f2-77' });
        assert.deepEqual((await tokenOf()).leftDevices, []);
        const { items } = await listAudit(deps(), { event: 'token_method_gone' });
        const gone = { serial, deviceId: `device-${serial}`, graphRequestId: 'b1f2-77' };
        assert.deepEqual(items[0]?.data, gone);
        await steps().load();
      });

      it('and what is left goes from its list when it is gone, no other; of several no row has Microsoft’s number', async () => {
        await steps().load();
        const methods = ['m-1', 'm-2'].map((methodId) => ({ owner: sven, methodId, route: 'B' as const }));
        const app = { owner: sven, methodId: 'old-method' };
        const left = { leftMethods: [...methods, app], leftDevices: ['d-1', `device-${serial}`] };
        await saveToken(desk.store.db, { ...(await tokenOf()), ...left });
        desk.core.directory.hardware = [{ id: 'm-2', deviceId: 'd-2', serial: second, isActivated: true }];
        const before = desk.core.directory.asked;
        await order({ kind: 'look-for-methods', graphRequestId: 'b1f2-77' });
        const { leftMethods, leftDevices } = await tokenOf();
        assert.deepEqual([leftMethods, leftDevices], [[methods[1], app], [`device-${serial}`]]);
        const { items } = await listAudit(deps(), { event: 'token_method_gone' });
        assert.deepEqual(
          items.map(({ data }) => data),
          [
            { serial, holder: sven.upn, holderId: sven.id, methodId: 'm-1' },
            { serial, deviceId: 'd-1' },
          ],
        );
        assert.equal(desk.core.directory.asked - before, 6, 'once for each list, to look and to answer');
        await order({ kind: 'look-for-methods', graphRequestId: 'later' });
        assert.equal((await listAudit(deps(), { event: 'token_method_gone' })).items.length, 2);
        const unknown = order({ kind: 'look-for-methods' }, '1111111');
        await assert.rejects(unknown, isProblem('token-not-in-books', { serial: '1111111' }));
      });

      it('never again once it is retired: its device is left', async () => {
        await steps().load();
        await order({ kind: 'retire', note: '' });
        const token = await tokenOf();
        assert.deepEqual(
          [token.state, token.leftDevices, token.deviceId],
          ['retired', [`device-${serial}`], null],
        );
        assert.equal(await problemOf(steps().look()), 'token-wrong-state');
      });

      it('set aside by mistake it is loaded again as soon as Microsoft shows its device', async () => {
        await steps().load();
        await order({ kind: 'set-aside', note: '' });
        assert.equal((await steps().look()).found, 'loaded');
        assert.equal((await tokenOf()).state, 'loaded');
      });

      for (const outcome of ['empty', 'settings-changed'] as const) {
        it(`perhaps, by a burn for somebody that its desk signs as ${outcome}: no look makes it loaded`, async () => {
          await steps().load();
          await order({ kind: 'set-aside', note: '' });
          desk.core.clock.turn(minuteMs);
          desk.burner.behaviour.outcome = outcome;
          await desk.burned();
          assert.equal((await tokenOf()).state, 'quarantine');
          assert.equal(await problemOf(steps().look()), 'token-wrong-state');
          const { isLoadChecked, deviceId } = await getToken(deps(), serial);
          assert.deepEqual([isLoadChecked, deviceId], [false, `device-${serial}`]);
        });
      }

      it('perhaps, by a second load of it that wrote no secret: no look makes it loaded', async () => {
        await steps().load();
        await order({ kind: 'set-aside', note: '' });
        desk.core.directory.devices = null;
        desk.core.clock.turn(minuteMs);
        desk.burner.behaviour.outcome = 'empty';
        await steps().burn();
        assert.equal(await problemOf(steps().look()), 'token-wrong-state');
      });

      it('by a burn for somebody after it was set aside: its device is left', async () => {
        await steps().load();
        await order({ kind: 'set-aside', note: '' });
        desk.core.clock.turn(minuteMs);
        await desk.burned();
        const { burns, loads } = await readStatement(deps(), auditor, serial);
        assert.deepEqual([burns.length, loads?.length, loads?.[0]?.loaded?.how], [1, 1, 'seen']);
        const token = await tokenOf();
        assert.deepEqual([token.leftDevices, token.load, token.box], [[`device-${serial}`], null, null]);
      });
    });
  });
}
