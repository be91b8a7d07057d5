import assert from 'node:assert/strict';
import { unknownToken } from '@token-desk/bot/domain/tokens/token';
import { findToken, saveToken } from '@token-desk/bot/store/tables/tokens';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { sweep } from '@token-desk/bot/usecases/jobs/sweep';
import { readReports } from '@token-desk/bot/usecases/requests/reports';
import { getRequestDetail, listRequests } from '@token-desk/bot/usecases/requests/request-views';
import { commandRequest, submitRequest } from '@token-desk/bot/usecases/requests/requests';
import { readSecondMethod, withoutSecondTotal } from '@token-desk/bot/usecases/requests/second-method';
import { readLosses } from '@token-desk/bot/usecases/requests/who-writes-off';
import { listTokens } from '@token-desk/bot/usecases/tokens/token-views';
import { ProblemError } from '@token-desk/contract/problem';
import {
  approver,
  approverDecides,
  auditor,
  manager,
  otherTechnician,
  technician,
} from '../../support/bot/bot-core.ts';
import { problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { loadSteps } from '../../support/bot/load-steps.ts';
import { dayMs, form, serial, sven } from '../../support/bot/requests.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('a second way to sign in', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const total = async () => (await withoutSecondTotal(deps())).total;
    const look = { kind: 'look-for-second' } as const;
    const ask = { kind: 'ask-spare' } as const;
    const own = { id: 'new-method', kind: 'code' } as const;
    const rowsOf = async (requestId: string) => (await listAudit(deps(), { requestId })).items;
    const listed = async () =>
      (await listRequests(deps(), technician, { withoutSecond: '1', scope: 'all' })).items.map(
        ({ id }) => id,
      );

    it('is missing from the moment the token is bound, whatever follows, until something is recorded', async () => {
      const { id } = await desk.submit();
      assert.equal(await total(), 0);
      await desk.order(id, { kind: 'withdraw' }, manager);
      const bound = await desk.bound();
      assert.deepEqual([await total(), await listed()], [1, [bound]]);
      await desk.order(bound, { kind: 'hand-over', to: 'subject' });
      assert.deepEqual([await total(), await listed()], [1, [bound]]);
      const reported = async (site?: string) => (await readReports(deps(), { site })).secondWays;
      assert.deepEqual(await reported(), { recorded: 0, open: 1 });
      assert.deepEqual(await reported('Graz'), { recorded: 0, open: 0 });
      desk.core.directory.ways = [own, { id: 'key', kind: 'passkey' }];
      await desk.order(bound, look);
      assert.deepEqual([await total(), await listed()], [0, []]);
      assert.deepEqual(await reported(), { recorded: 1, open: 0 });
    });

    it('is found at Microsoft or not, and never stands in the way of the hand-over', async () => {
      const bound = await desk.bound();
      const { directory } = desk.core;
      directory.ways = [own];
      assert.equal(await problemOf(desk.order(bound, look)), 'no-second-method');
      directory.ways = null;
      assert.equal(await problemOf(desk.order(bound, look)), 'second-not-readable');
      directory.waysIn = async () => Promise.reject(new ProblemError('directory-unavailable'));
      assert.equal(await problemOf(desk.order(bound, look)), 'second-not-readable');
      assert.equal((await desk.order(bound, { kind: 'hand-over', to: 'subject' })).state, 'handed_over');
      Object.assign(directory, { waysIn: async () => [own, { id: 'key', kind: 'passkey' }] });
      const { second } = await desk.order(bound, look, otherTechnician);
      assert.deepEqual(second, { how: 'found', ways: ['passkey'], at: desk.core.clock.now() });
      const row = (await rowsOf(bound)).at(-1);
      assert.deepEqual([row?.event, row?.data], ['second_found', { ways: 'passkey' }]);
    });

    it('is read with the token of our books that each code is, and what may be offered', async () => {
      const bound = await desk.bound();
      desk.core.directory.ways = [own, { id: 'p', kind: 'phone' }];
      const { ways, offered } = await readSecondMethod(deps(), bound);
      assert.deepEqual(
        ways?.map(({ is, methodId, token }) => [is, methodId, token?.serial, token?.model]),
        [
          ['its-token', 'new-method', serial, 'OTPC-P2-i'],
          ['second', null, undefined, undefined],
        ],
      );
      assert.deepEqual(offered, [...deps().policy.secondMethods.all]);
      assert.ok(offered.includes('phone'));
    });

    it('names the serial of a method in the search of requests and of tokens', async () => {
      const bound = await desk.handedOver();
      const { items } = await listRequests(deps(), technician, { q: 'NEW-method', scope: 'all' });
      assert.deepEqual(
        items.map(({ id, token }) => [id, token?.serial]),
        [[bound, serial]],
      );
      assert.equal((await listTokens(deps(), { q: 'new-method' })).items[0]?.serial, serial);
    });

    it('is a spare token in a request of its own, which a colleague burns', async () => {
      const bound = await desk.bound();
      const { second } = await desk.order(bound, ask);
      assert.ok(second?.how === 'spare');
      const spare = await getRequestDetail(deps(), otherTechnician, second.requestId);
      assert.deepEqual(
        [spare.state, spare.subject, spare.spareFor, spare.form.reason, spare.form.site, spare.form.neededBy],
        ['queued', sven, bound, 'second-factor', form.site, form.neededBy],
      );
      assert.equal(await problemOf(desk.order(spare.id, { kind: 'claim' })), 'four-eyes');
      assert.equal(await problemOf(desk.order(spare.id, { kind: 'claim' }, otherTechnician)), 'fine');
      assert.deepEqual((await rowsOf(bound)).at(-1)?.data, { spareId: spare.id });
      assert.equal((await rowsOf(spare.id))[0]?.data.spareFor, bound);
      assert.deepEqual(await desk.order(bound, ask).then((again) => again.second), second);
      assert.equal((await listRequests(deps(), technician, {})).total, 2);
      assert.deepEqual([await total(), (await verifyAudit(deps())).ok], [0, true]);
    });

    it('of which one may be open for a person, and it holds up nobody who loses the token', async () => {
      const bound = await desk.bound();
      await desk.order(bound, ask);
      await desk.order(bound, { kind: 'hand-over', to: 'subject' });
      const lost = { ...form, type: 'replace-lost' } as const;
      const asked = { subject: sven.id, form: lost, source: 'chat' } as const;
      const { state } = await submitRequest(deps(), manager, asked);
      assert.equal(state, 'queued');
      assert.equal(await problemOf(submitRequest(deps(), manager, asked)), 'request-duplicate');
    });

    it('is not the lost token, whose method Microsoft still lists: its holder is not left alone with the new one', async () => {
      await desk.handedOver();
      const replacing = '8659622000024';
      const load = loadSteps(desk);
      await load.load(replacing);
      const asked = { subject: sven.id, form: { ...form, type: 'replace-lost' }, source: 'chat' } as const;
      const { id } = await submitRequest(deps(), manager, asked);
      await desk.order(id, { kind: 'claim' });
      await desk.order(id, { kind: 'check-identity', identity: 'badge-photo' });
      await desk.order(id, { kind: 'take-loaded', serial: replacing });
      const leave = () => desk.order(id, { kind: 'leave-to-holder', isAssigned: false });
      desk.core.directory.ways = [own];
      assert.equal(await problemOf(leave()), 'no-other-way');
      desk.core.directory.ways = [own, { id: 'p', kind: 'phone' }];
      assert.equal(await problemOf(leave()), 'fine');
      const said = () => desk.order(id, { kind: 'leave-to-holder', isAssigned: true });
      assert.equal(await problemOf(said()), 'left-not-listed', 'the page says so, Microsoft does not');
      const { hardware } = desk.core.directory;
      desk.core.directory.hardware = null;
      assert.equal(await problemOf(leave()), 'left-not-readable');
      Object.assign(desk.core.directory, { hardware });
      load.assign(sven.id, replacing, false);
      assert.equal((await said()).awaitsHolder, true);
    });

    async function spareOf(bound: string): Promise<string> {
      const { second } = await desk.order(bound, ask);
      assert.ok(second?.how === 'spare');
      return second.requestId;
    }

    const endings: readonly (readonly [string, (spareId: string) => Promise<unknown>])[] = [
      ['rejected', (spareId) => desk.order(spareId, { kind: 'reject', why: 'not needed' }, approver)],
      ['withdrawn', (spareId) => desk.order(spareId, { kind: 'withdraw' }, technician)],
      [
        'expired',
        async () => {
          desk.core.clock.turn(14 * dayMs);
          await sweep(deps());
        },
      ],
    ];
    for (const [ending, end] of endings)
      it(`is none again once the request for the spare token is ${ending}, and can be asked for anew`, async () => {
        const bound = await desk.bound();
        const asked = await commandRequest({ ...deps(), approval: approverDecides }, technician, {
          requestId: bound,
          version: null,
          command: ask,
        });
        assert.ok(asked.second?.how === 'spare');
        const spareId = asked.second.requestId;
        await end(spareId);
        assert.equal(await desk.stateOf(spareId), ending);
        assert.deepEqual(
          [(await getRequestDetail(deps(), technician, bound)).second, await total()],
          [undefined, 1],
        );
        const row = (await rowsOf(bound)).at(-1);
        assert.deepEqual([row?.event, row?.data], ['spare_ended', { spareId }]);
        assert.notEqual(await spareOf(bound), spareId);
        assert.equal((await verifyAudit(deps())).ok, true);
      });

    it('stays what it was when a spare token that is no longer meant is withdrawn', async () => {
      const bound = await desk.bound();
      const spareId = await spareOf(bound);
      desk.core.directory.ways = [own, { id: 'key', kind: 'passkey' }];
      await desk.order(bound, look);
      await desk.order(spareId, { kind: 'withdraw' }, technician);
      assert.equal((await getRequestDetail(deps(), technician, bound)).second?.how, 'found');
    });

    it('is not done without while one is recorded; one that was found and is gone may be', async () => {
      const bound = await desk.bound();
      const waive = { kind: 'waive-second', why: 'leaves' } as const;
      const { directory } = desk.core;
      directory.ways = [own, { id: 'key', kind: 'passkey' }];
      await desk.order(bound, look);
      assert.equal((await desk.order(bound, waive)).second?.how, 'found');
      directory.ways = null;
      assert.equal((await desk.order(bound, waive)).second?.how, 'found');
      directory.ways = [own];
      assert.equal((await desk.order(bound, waive)).second?.how, 'waived');
    });

    /** In use as a spare one, for the request of this person's first token. */
    async function activeSpare(bound: string): Promise<string> {
      const requestId = await spareOf(bound);
      const spare = { ...unknownToken('86596000000099', 0), holder: sven, requestId, methodId: 'spare-s' };
      await saveToken(desk.store.db, { ...spare, state: 'active' });
      return spare.serial;
    }
    const stateOfToken = async (of: string) => (await findToken(desk.store.db, of))?.state;

    it('stays in use when the first token is lost, and is lost itself where it is all the person has', async () => {
      const spare = await activeSpare(await desk.handedOver());
      const lost = { ...form, type: 'replace-lost' } as const;
      const asked = { subject: sven.id, form: lost, source: 'tab' } as const;
      assert.deepEqual(await readLosses(deps(), sven.id), { lost: [serial], spare: [spare] });
      const { id } = await submitRequest(deps(), technician, asked);
      assert.deepEqual(await readLosses(deps(), sven.id), { lost: [spare], spare: [] });
      assert.deepEqual([await stateOfToken(serial), await stateOfToken(spare)], ['lost', 'active']);
      await desk.order(id, { kind: 'withdraw' }, technician);
      const token = await findToken(desk.store.db, serial);
      assert.ok(token !== null);
      await saveToken(desk.store.db, { ...token, state: 'retired' });
      await submitRequest(deps(), technician, asked);
      assert.equal(await stateOfToken(spare), 'lost');
    });

    it('is not among the tokens that a stranger reports lost', async () => {
      await activeSpare(await desk.handedOver());
      const stranger = { person: { id: 'olga', name: 'Olga', upn: 'olga@contoso.example' }, roles: [] };
      const lost = { ...form, type: 'replace-lost' } as const;
      const { lossReport } = await submitRequest(deps(), stranger, {
        subject: sven.id,
        form: lost,
        source: 'chat',
      });
      assert.deepEqual(lossReport?.serials, [serial]);
    });

    it('is missing of a token that is still the person’s, not of one that is lost or replaced', async () => {
      const bound = await desk.handedOver();
      const reported = async () => (await readReports(deps(), {})).secondWays;
      assert.deepEqual(
        [await total(), await listed(), await reported()],
        [1, [bound], { recorded: 0, open: 1 }],
      );
      await desk.submit({ type: 'replace-lost' });
      assert.deepEqual([await total(), await listed(), await reported()], [0, [], { recorded: 0, open: 0 }]);
    });

    it('waits for an approver where no rule approves it', async () => {
      const bound = await desk.bound();
      const order = { requestId: bound, version: null, command: ask };
      const { second } = await commandRequest({ ...deps(), approval: approverDecides }, technician, order);
      assert.ok(second?.how === 'spare');
      assert.equal((await getRequestDetail(deps(), approver, second.requestId)).state, 'submitted');
    });

    it('is refused where it is not among what is set', async () => {
      const bound = await desk.bound();
      const set = {
        all: ['passkey'] as const,
        at: new Map([['elsewhere', ['spare-token', 'waiver'] as const]]),
      };
      const policy = { ...deps().policy, secondMethods: set };
      for (const command of [ask, { kind: 'waive-second', why: 'leaves' }] as const) {
        const order = { requestId: bound, version: null, command };
        const refused = commandRequest({ ...deps(), policy }, technician, order);
        assert.equal(await problemOf(refused), 'second-not-offered');
      }
      assert.deepEqual((await readSecondMethod({ ...deps(), policy }, bound)).offered, ['passkey']);
    });

    it('is what is set for the site of the request, and what is set for all where that has none of its own', async () => {
      const bound = await desk.bound();
      const { site } = (await getRequestDetail(deps(), technician, bound)).form;
      const at = new Map([[site, ['waiver', 'spare-token'] as const]]);
      const policy = { ...deps().policy, secondMethods: { all: ['passkey'] as const, at } };
      const here = { ...deps(), policy };
      assert.deepEqual((await readSecondMethod(here, bound)).offered, ['waiver', 'spare-token']);
      const order = {
        requestId: bound,
        version: null,
        command: { kind: 'waive-second', why: 'leaves' },
      } as const;
      assert.equal((await commandRequest(here, technician, order)).second?.how, 'waived');
    });

    it('may be done without, for a reason that stays with the request and is shown to whoever may read reasons', async () => {
      const bound = await desk.bound();
      const why = 'leaves the company on Friday';
      const shown = await desk.order(bound, { kind: 'waive-second', why });
      const waived = { how: 'waived', at: desk.core.clock.now() };
      assert.deepEqual(shown.second, waived);
      for (const reader of [approver, auditor, manager])
        assert.deepEqual((await getRequestDetail(deps(), reader, bound)).second, { ...waived, why });
      const [summary] = (await listRequests(deps(), auditor, {})).items;
      assert.deepEqual(summary?.second, waived);
      const row = (await rowsOf(bound)).at(-1);
      assert.deepEqual([row?.event, row?.data, await total()], ['second_waived', {}, 0]);
    });
  }));
