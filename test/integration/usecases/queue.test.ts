import assert from 'node:assert/strict';
import { insertRequest } from '@token-desk/bot/store/tables/requests';
import { listAudit } from '@token-desk/bot/usecases/audit/audit';
import { findRequest, getRequestDetail, listRequests } from '@token-desk/bot/usecases/requests/request-views';
import { listMine, submitRequest } from '@token-desk/bot/usecases/requests/requests';
import type { Request } from '@token-desk/contract/request';
import type { RequestQuery } from '@token-desk/contract/routes/requests';
import { stepOf } from '@token-desk/contract/wizard-step';
import { auditor, caller, manager, otherTechnician, technician } from '../../support/bot/bot-core.ts';
import { isProblem, problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { form, minuteMs, monday, requestIn, sven, tom } from '../../support/bot/requests.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('the queue', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const list = (query: RequestQuery = {}) => listRequests(deps(), technician, query);
    const ids = async (query: RequestQuery = {}) => (await list(query)).items.map(({ id }) => id);

    const put = (id: string, change: Partial<Request> = {}) => {
      const { state = 'queued' } = change;
      const subject = { ...sven, id: `subject-of-${id}` };
      return insertRequest(desk.store.db, requestIn(state, { id, subject, ...change }), null);
    };
    const putMany = async (count: number) => {
      for (let n = 0; n < count; n += 1)
        await put(`r${String(n).padStart(2, '0')}`, { updatedAt: monday + n * minuteMs });
    };

    for (const scope of [undefined, 'all'] as const)
      it(`comes in pages of 50, each after the last of the one before (${scope ?? 'what is open'})`, async () => {
        await putMany(60);
        const first = await list({ scope });
        assert.deepEqual([first.items.length, first.total], [50, 60]);
        const second = await list({ scope, cursor: first.next ?? assert.fail() });
        assert.deepEqual([second.items.length, second.total, second.next], [10, 60, null]);
        const all = [...first.items, ...second.items].map(({ id }) => id);
        const inOrder = all.toSorted();
        assert.equal(new Set(all).size, 60);
        assert.deepEqual(all, scope === 'all' ? inOrder.reverse() : inOrder);
      });

    it('ends with a full page when there is no other behind it', async () => {
      await putMany(50);
      const { items, next } = await list();
      assert.deepEqual([items.length, next], [50, null]);
    });

    it('takes as a place only one that it has given, in the same order', async () => {
      await putMany(51);
      const recent = (await list({ scope: 'all' })).next ?? assert.fail();
      const needed = (await list()).next ?? assert.fail();
      const refused = isProblem('bad-request', { where: 'cursor' });
      for (const [scope, cursor] of [
        ['open', recent],
        ['all', needed],
        ['open', 'nothing'],
        ['open', ''],
      ] as const)
        await assert.rejects(list({ scope, cursor }), refused, cursor);
    });

    it('holds what is open, what is asked for by its state, or all', async () => {
      await put('open');
      await put('over', { state: 'closed' });
      assert.deepEqual(await ids(), ['open']);
      assert.deepEqual(await ids({ scope: 'open' }), ['open']);
      assert.deepEqual(await ids({ state: 'closed' }), ['over']);
      assert.deepEqual((await ids({ scope: 'all' })).sort(), ['open', 'over']);
    });

    it('is narrowed to what somebody has in hand, to what is late, to a site and to words', async () => {
      await put('mine', { state: 'in_progress' });
      await put('theirs', {
        state: 'in_progress',
        claim: { by: otherTechnician.person, since: monday },
        openJobId: null,
      });
      const today = new Date(monday).toISOString().slice(0, 10);
      const late = { ...form, neededBy: '2026-11-01' };
      await put('late', { form: late });
      await put('today', { form: { ...form, neededBy: today } });
      await put('elsewhere', { form: { ...form, site: 'Graz' }, subject: { ...tom, name: 'Ägidius Ürtz' } });
      const only = async (query: RequestQuery) => (await ids(query)).sort();
      assert.deepEqual(await only({ mine: '1' }), ['mine']);
      assert.deepEqual(await only({ overdue: '1' }), ['late']);
      assert.deepEqual(await only({ site: 'Graz' }), ['elsewhere']);
      assert.deepEqual(await only({ q: ' ägidius ' }), ['elsewhere']);
      assert.equal((await only({ q: '  ' })).length, 5);
    });

    it('shows of each request its step, and neither its words nor why it stands where it does', async () => {
      await put('one', {
        state: 'in_progress',
        why: 'private',
        form: { ...form, note: 'private', costCentre: 'CC-1' },
      });
      const [one] = (await list()).items;
      assert.ok(one);
      assert.doesNotMatch(JSON.stringify(one), /private|CC-1|methodsBefore/);
      assert.deepEqual(one.form, {
        ...{ type: form.type, reason: form.reason, site: form.site },
        ...{ neededBy: form.neededBy, handOver: form.handOver },
      });
      assert.equal(one.step, stepOf(requestIn('in_progress')));
      assert.ok(one.step !== null);
    });

    describe('a request by itself', () => {
      it('is there for roles that read, for who asked and who will carry the token, and for nobody else', async () => {
        const { id } = await desk.submit();
        const subject = caller(sven);
        for (const who of [technician, auditor, manager, subject])
          assert.equal((await getRequestDetail(deps(), who, id)).id, id);
        assert.equal(await problemOf(getRequestDetail(deps(), caller(tom), id)), 'request-not-found');
        assert.equal(await problemOf(getRequestDetail(deps(), technician, 'nobody-s')), 'request-not-found');
        assert.equal((await findRequest(deps(), id))?.id, id);
        assert.equal(await findRequest(deps(), 'nobody-s'), null);
      });

      it('says why it stands where it does to who may read its reasons', async () => {
        const { id } = await desk.submit();
        await desk.order(id, { kind: 'hold', why: 'waits for a doctor' });
        const why = async (who: typeof technician) => (await getRequestDetail(deps(), who, id)).why;
        assert.deepEqual([await why(manager), await why(technician)], ['waits for a doctor', undefined]);
      });

      it('has a history of what happened to it, not of what was written down beside it', async () => {
        const id = await desk.claimed();
        const { history } = await getRequestDetail(deps(), technician, id);
        const events = history.map(({ event }) => event);
        assert.deepEqual(events, ['submitted', 'approved', 'queued', 'claimed', 'identity_checked']);
        const { items } = await listAudit(deps(), { requestId: id });
        assert.deepEqual(
          history.map(({ seq, at, actor, data }) => ({ seq, at, actor, data })),
          items.map(({ seq, at, actor, data }) => ({ seq, at, actor, data })),
        );
      });
    });

    it('tells who was refused as a subject by name, and nobody twice', async () => {
      const ask = (subject: string) => submitRequest(deps(), manager, { subject, form, source: 'chat' });
      desk.core.directory.add({ id: 'g', name: 'Gus', upn: 'g@x.example' }, { guest: true });
      desk.core.directory.add({ id: 'd', name: 'Dis', upn: 'd@x.example' }, { enabled: false });
      await assert.rejects(ask('g'), isProblem('subject-guest', { subject: 'Gus' }));
      await assert.rejects(ask('d'), isProblem('subject-disabled', { subject: 'Dis' }));
      await ask(sven.upn);
      await assert.rejects(ask(sven.id), isProblem('request-duplicate', { subject: sven.name }));
    });

    it('of one person is the newest 20 they asked for or will carry', async () => {
      const mine = { ...sven, id: 'me' };
      for (let n = 0; n < 21; n += 1) {
        const createdAt = monday + n;
        await put(`a${String(n).padStart(2, '0')}`, {
          state: 'closed',
          requestedBy: mine,
          createdAt,
          updatedAt: createdAt,
        });
      }
      await put('carried', { subject: mine, createdAt: monday + 99, updatedAt: monday + 99 });
      await put('others');
      const found = (await listMine(deps(), mine)).map(({ id }) => id);
      assert.deepEqual([found.length, found[0], found[1], found.at(-1)], [20, 'carried', 'a20', 'a02']);
    });
  }));
