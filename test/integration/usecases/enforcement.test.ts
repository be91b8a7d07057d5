import assert from 'node:assert/strict';
import { insertRequest } from '@token-desk/bot/store/tables/requests';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { listUnenforced, unenforcedTotal } from '@token-desk/bot/usecases/requests/enforcement';
import { ProblemError } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import { administrator, manager, technician } from '../../support/bot/bot-core.ts';
import { problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { monday, requestIn, serial, sven } from '../../support/bot/requests.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('MFA of people whose token is bound', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const list = async (cursor?: string) => listUnenforced(deps(), { cursor });
    const total = async () => (await unenforcedTotal(deps())).total;
    const look = { kind: 'look-for-enforcement' } as const;
    const waive = { kind: 'waive-enforcement', because: 'conditional-access' } as const;

    it('is asked of nobody before, and of everybody from then on until it is decided', async () => {
      const { id } = await desk.submit();
      assert.equal(await problemOf(desk.order(id, look, administrator)), 'request-wrong-state');
      await desk.order(id, { kind: 'withdraw' }, manager);
      assert.equal(await total(), 0);
      const bound = await desk.bound();
      const { items } = await list();
      assert.deepEqual(
        items.map(({ requestId: id, subject, state, mfa, serial: token }) => [
          id,
          subject.id,
          state,
          mfa,
          token,
        ]),
        [[bound, sven.id, 'bound', 'disabled', serial]],
      );
      assert.equal(items[0]?.since, desk.core.clock.now());
      await desk.order(bound, { kind: 'hand-over', to: 'subject' });
      assert.deepEqual((await list()).items[0]?.state, 'handed_over');
      await desk.order(bound, { kind: 'close' }, administrator);
      assert.deepEqual((await list()).items[0]?.state, 'closed');
      assert.equal(await total(), 1);
    });

    it('is asked of a person once, however many tokens they have, and decided for all of them', async () => {
      const first = await desk.handedOver();
      desk.core.clock.turn(60_000);
      const binding = { how: 'seen', methodId: 'm-2', at: desk.core.clock.now() } as const;
      const second = requestIn('handed_over', { id: 'second', binding });
      await insertRequest(deps().store.db, second, null);
      const shown = async () => (await list()).items.map(({ requestId }) => requestId);
      assert.deepEqual([await shown(), await total()], [[first], 1]);
      desk.core.directory.mfa = new Map([[sven.id, 'enforced']]);
      await desk.order(first, look, administrator);
      assert.deepEqual([await shown(), await total()], [[], 0]);
      const decided = await listAudit(deps(), { event: 'enforced' });
      assert.deepEqual(decided.items.map(({ requestId }) => requestId).sort(), [first, 'second'].sort());
      assert.equal((await verifyAudit(deps())).ok, true);
    });

    it('is believed when Microsoft says so and not before, and the audit says who looked', async () => {
      const requestId = await desk.handedOver();
      assert.equal(await problemOf(desk.order(requestId, look, administrator)), 'mfa-not-on');
      desk.core.directory.mfa = null;
      assert.equal(await problemOf(desk.order(requestId, look, administrator)), 'mfa-not-readable');
      desk.core.directory.mfa = new Map([[sven.id, 'enforced']]);
      const seen = await desk.order(requestId, { ...look, graphRequestId: 'b1f2-77' }, administrator);
      assert.deepEqual([seen.enforcement, seen.state], ['enforced', 'handed_over']);
      assert.deepEqual([await total(), (await list()).items], [0, []]);
      const row = (await listAudit(deps(), { requestId })).items.at(-1);
      assert.deepEqual(
        [row?.event, row?.data, row?.actor.kind === 'person' && row.actor.person.id],
        ['enforced', { mfa: 'enforced', graphRequestId: 'b1f2-77' }, administrator.person.id],
      );
      assert.equal((await verifyAudit(deps())).ok, true);
    });

    it('need not be switched on where somebody who may says why', async () => {
      const requestId = await desk.handedOver();
      assert.equal(await problemOf(desk.order(requestId, waive, technician)), 'role-missing');
      assert.equal(await problemOf(desk.order(requestId, look, technician)), 'role-missing');
      assert.equal((await desk.order(requestId, waive, administrator)).enforcement, 'not-needed');
      assert.equal(await total(), 0);
      const row = (await listAudit(deps(), { requestId })).items.at(-1);
      assert.deepEqual([row?.event, row?.data], ['enforcement_waived', { because: 'conditional-access' }]);
    });

    it('is not known where Microsoft does not answer, and the list stands all the same', async () => {
      await desk.handedOver();
      const down = async () => {
        throw new ProblemError('directory-unavailable');
      };
      Object.assign(desk.core.directory, { perUserMfa: down, tenantFacts: down });
      const { items, guards } = await list();
      assert.deepEqual(
        items.map(({ mfa }) => mfa),
        [null],
      );
      assert.deepEqual(guards, { securityDefaults: null, conditionalAccess: null });
    });

    it('says what asks for MFA instead', async () => {
      const { directory } = desk.core;
      const policy = { isForAll: true, guardsRegistration: false, strength: null };
      directory.tenant = {
        ...directory.tenant,
        securityDefaults: { kind: 'not-allowed', permissions: ['Policy.Read.All'] },
        conditionalAccess: {
          kind: 'read',
          value: [
            { name: 'MFA for all', asksForMfa: true, ...policy },
            { name: 'Block old programs', asksForMfa: false, ...policy },
          ],
        },
      };
      assert.deepEqual((await list()).guards, { securityDefaults: null, conditionalAccess: ['MFA for all'] });
    });

    it('does not know what asks each person where a policy that asks is not for everybody', async () => {
      const policy = { asksForMfa: true, guardsRegistration: false, strength: null };
      const forAll = { name: 'MFA for all', isForAll: true, ...policy };
      const forSome = { name: 'MFA for administrators', isForAll: false, ...policy };
      const asking = async (...value: (typeof forAll)[]) => {
        const { directory } = desk.core;
        directory.tenant = { ...directory.tenant, conditionalAccess: { kind: 'read', value } };
        return (await list()).guards.conditionalAccess;
      };
      assert.equal(await asking(forSome), null);
      assert.equal(await asking(forSome, { ...forSome, name: 'MFA for guests' }), null);
      assert.deepEqual(await asking(forSome, forAll), ['MFA for all']);
      assert.deepEqual(await asking({ ...forSome, asksForMfa: false }), []);
    });

    it('comes in pages of 50, the longest first, each once', async () => {
      for (let at = 0; at < 120; at += 1) {
        const base = requestIn('closed');
        const request: Request = {
          ...base,
          id: `r-${String(at).padStart(3, '0')}`,
          subject: { ...sven, id: `person-${at}` },
          // Three together: their ids decide.
          binding: { how: 'seen', methodId: `m-${at}`, at: monday - Math.floor(at / 3) },
        };
        await insertRequest(deps().store.db, request, null);
      }
      desk.core.directory.mfa = new Map([[`person-${119}`, 'enabled']]);
      const seen: string[] = [];
      let cursor: string | undefined;
      for (let pages = 0; pages < 3; pages += 1) {
        const page = await list(cursor);
        assert.equal(page.total, 120);
        if (pages === 0)
          assert.equal(page.items.find(({ subject }) => subject.id === 'person-119')?.mfa, 'enabled');
        seen.push(...page.items.map(({ since, requestId }) => `${since} ${requestId}`));
        assert.equal(page.next === null, pages === 2);
        cursor = page.next ?? undefined;
      }
      assert.equal(new Set(seen).size, 120);
      assert.deepEqual(seen, [...seen].sort());
      assert.equal(await problemOf(list('nonsense')), 'bad-request');
    });
  }));
