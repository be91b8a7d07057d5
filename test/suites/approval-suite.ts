import assert from 'node:assert/strict';
import type { Store } from '@token-desk/bot/store/database';
import { findDeskNews, listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import {
  checkPolicy,
  decidePolicy,
  proposePolicy,
  readApproval,
} from '@token-desk/bot/usecases/people/approval';
import { bindChannel, rememberPersonal } from '@token-desk/bot/usecases/people/conversations';
import { submitRequest } from '@token-desk/bot/usecases/requests/requests';
import type { ApprovalPolicy } from '@token-desk/contract/approval';
import type { RequestForm } from '@token-desk/contract/request';
import {
  administrator,
  approver,
  caller,
  manager,
  otherAdministrator,
  technician,
} from '../support/bot/bot-core.ts';
import { problemOf, useDeskCore } from '../support/bot/desk-core.ts';
import { form, mara, olga, sven, tom } from '../support/bot/requests.ts';

const rest = { name: 'rest', approve: 'approver' } as const;
const byManager: ApprovalPolicy = {
  rules: [{ name: 'their-manager', types: ['new'], approve: 'manager' }, rest],
};

/** Who approves, as administrators keep it, on any database. */
export function approvalSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`who approves, on ${name}`, () => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const propose = async (policy: ApprovalPolicy, who = administrator) => {
      const { version } = await readApproval(deps());
      return proposePolicy(deps(), who, { version, text: JSON.stringify(policy) });
    };
    const decide = async (decision: 'confirm' | 'drop', who = otherAdministrator) => {
      const { version } = await readApproval(deps());
      return decidePolicy(deps(), who, { version, decision });
    };
    const hold = async (...rules: ApprovalPolicy['rules']) => {
      await propose({ rules });
      await decide('confirm');
    };
    const ask = (change: Partial<RequestForm> = {}) =>
      submitRequest(deps(), manager, { subject: sven.id, form: { ...form, ...change }, source: 'chat' });
    const rows = async () =>
      (await listAudit(deps(), {})).items.filter(({ event }) => event.startsWith('policy_'));

    it('holds once a second administrator has confirmed it, and until then nothing has changed', async () => {
      assert.equal(await problemOf(propose(byManager, technician)), 'role-missing');
      const proposed = await propose(byManager);
      assert.deepEqual(
        proposed.proposal?.meaning.changes.filter(({ what }) => what === 'added').map(({ rule }) => rule),
        ['their-manager', 'rest'],
      );
      assert.equal((await ask()).state, 'queued');
      assert.equal(await problemOf(decide('confirm', administrator)), 'own-proposal');
      assert.equal(await problemOf(decide('confirm', approver)), 'role-missing');
      const held = await decide('confirm');
      assert.deepEqual([held.policy, held.proposal], [byManager, null]);
      assert.deepEqual(
        [held.since?.proposedBy.id, held.since?.confirmedBy.id],
        [administrator.person.id, otherAdministrator.person.id],
      );
      assert.equal(await problemOf(decide('confirm')), 'no-proposal');
    });

    it('is a row of the log at each step, with the rules by their hash, and announced where it holds', async () => {
      await bindChannel(deps(), technician, { id: '19:a', reference: {}, locale: null });
      await propose(byManager);
      await decide('drop', administrator);
      assert.equal((await readApproval(deps())).since, null);
      await propose(byManager);
      await decide('confirm');
      const all = (await rows()).toSorted((a, b) => a.seq - b.seq);
      assert.deepEqual(
        all.map(({ event }) => event),
        ['policy_proposed', 'policy_dropped', 'policy_proposed', 'policy_changed'],
      );
      assert.equal(new Set(all.map(({ data }) => data.policy)).size, 1);
      assert.equal(all[3]?.data.proposedBy, administrator.person.upn);
      const told = await deps().store.db.selectFrom('outbox').select(['event', 'seq']).execute();
      assert.deepEqual(told, [{ event: 'policy_changed', seq: all[3]?.seq }]);
      assert.equal((await findDeskNews(deps(), told[0]?.seq ?? 0))?.by, otherAdministrator.person.name);
      assert.equal((await verifyAudit(deps())).ok, true);
    });

    it('is decided by who has seen the newest, and proposed only where it is right and says something else', async () => {
      const { version } = await propose(byManager);
      await propose({ rules: [rest] });
      const late = decidePolicy(deps(), otherAdministrator, { version, decision: 'confirm' });
      assert.equal(await problemOf(late), 'organisation-changed');
      await decide('confirm');
      assert.equal(await problemOf(propose({ rules: [rest] })), 'policy-same');
      assert.equal(await problemOf(propose({ rules: [] })), 'policy-wrong');
      const { faults } = await checkPolicy(deps(), { text: '{"rules":[]}' });
      assert.deepEqual(
        faults.map(({ kind }) => kind),
        ['empty'],
      );
      assert.deepEqual((await checkPolicy(deps(), { text: JSON.stringify(byManager) })).faults, []);
    });

    it('lets go on what the manager of the person asks for, and lets the rest wait by the rule’s name', async () => {
      await hold(...byManager.rules);
      const waiting = await ask();
      assert.deepEqual(
        [waiting.state, waiting.approval],
        ['submitted', { rule: 'their-manager', of: 'approver' }],
      );
      const { items } = await listAudit(deps(), {});
      assert.equal(items.find(({ event }) => event === 'submitted')?.data.rule, 'their-manager');
      await desk.order(waiting.id, { kind: 'withdraw' }, manager);
      desk.core.directory.managers.set(sven.id, mara.id);
      const going = await ask();
      assert.deepEqual([going.state, going.approval], ['queued', undefined]);
      const approved = (await listAudit(deps(), {})).items.find(({ event }) => event === 'approved');
      assert.deepEqual(approved?.data, { rule: 'their-manager', managerAsked: true });
    });

    it('asks the manager who has a chat, who decides without a role, and nobody else without one', async () => {
      await hold(...byManager.rules);
      const { directory } = desk.core;
      const { db } = deps().store;
      directory.managers.set(sven.id, olga.id);
      const unheard = await ask();
      assert.equal(unheard.approval?.of, 'approver', 'nobody is asked who would not hear of it');
      await desk.order(unheard.id, { kind: 'withdraw' }, manager);
      for (const { id } of [olga, mara])
        await rememberPersonal(deps(), { id: `person:${id}`, personId: id, reference: {}, locale: null });
      const asked = await ask();
      assert.deepEqual(asked.approval, { rule: 'their-manager', of: 'manager', asked: olga });
      const told = async (kind: string) => {
        const rows = await db.selectFrom('outbox').selectAll().where('request_id', '=', asked.id).execute();
        return [...new Set(rows.flatMap((row) => (row.kind === kind ? row.conversation_id : [])))].sort();
      };
      assert.deepEqual(await told('card'), [`person:${mara.id}`, `person:${olga.id}`].sort());
      const approve = { kind: 'approve' } as const;
      assert.equal(await problemOf(desk.order(asked.id, approve, manager)), 'role-missing');
      assert.equal(await problemOf(desk.order(asked.id, approve, technician)), 'role-missing');
      await desk.order(asked.id, { kind: 'reject', why: 'has one already' }, caller(olga));
      assert.equal(await desk.stateOf(asked.id), 'rejected');
      assert.deepEqual(await told('notice'), [`person:${mara.id}`], 'a line is for who asked');
      const again = await ask();
      await desk.order(again.id, approve, caller(olga));
      assert.equal(await desk.stateOf(again.id), 'queued');
      directory.add(olga, { enabled: false });
      await desk.order(again.id, { kind: 'withdraw' }, manager);
      assert.equal((await ask()).approval?.of, 'approver', 'who has left decides nothing');
    });

    it('has whom somebody asks for decide who else has to, and a deputy stand in on their days', async () => {
      const { directory } = desk.core;
      directory.managers.set(sven.id, olga.id);
      const people = {
        requesters: [{ upn: mara.upn, sites: [form.site], until: '2026-12-31' }],
        deputies: [{ of: olga.upn, by: tom.upn, from: '2026-01-01', until: '2026-12-31' }],
      };
      const rules: ApprovalPolicy['rules'] = [
        { name: 'theirs', askedBy: ['manager', 'named'], approve: 'none' },
        { name: 'not-theirs', approve: 'manager' },
      ];
      await propose({ ...people, rules });
      await decide('confirm');
      for (const { id } of [olga, tom])
        await rememberPersonal(deps(), { id: `person:${id}`, personId: id, reference: {}, locale: null });
      const named = await ask();
      assert.equal(named.state, 'queued');
      await desk.order(named.id, { kind: 'withdraw' }, manager);
      const askAs = (who: typeof tom, site = form.site) =>
        submitRequest(deps(), caller(who), { subject: sven.id, form: { ...form, site }, source: 'chat' });
      const elsewhere = await askAs(mara, 'Graz');
      assert.deepEqual(elsewhere.approval, { rule: 'not-theirs', of: 'manager', asked: tom });
      await desk.order(elsewhere.id, { kind: 'approve' }, caller(tom));
      await desk.order(elsewhere.id, { kind: 'withdraw' }, manager);
      const byDeputy = await askAs(tom);
      assert.equal(byDeputy.state, 'queued', 'a deputy asks as the manager does');
      await desk.order(byDeputy.id, { kind: 'withdraw' }, caller(tom));
      directory.managers.set(sven.id, mara.id);
      assert.deepEqual(
        (await askAs(olga)).approval,
        { rule: 'not-theirs', of: 'approver' },
        'no chat, no deputy',
      );
    });

    it('counts the quarter of the person, without what came to nothing', async () => {
      await hold(
        { name: 'second', moreThanPerQuarter: 1, approve: 'approver' },
        { name: 'first', approve: 'none' },
      );
      const first = await ask();
      assert.equal(first.state, 'queued');
      await desk.order(first.id, { kind: 'withdraw' }, manager);
      const served = await desk.bound();
      await desk.order(served, { kind: 'hand-over', to: 'subject' });
      assert.deepEqual((await ask()).approval, { rule: 'second', of: 'approver' });
    });

    it('looks at the token the person carries already', async () => {
      await hold(
        { name: 'beside', secondToken: true, approve: 'approver' },
        { name: 'first', approve: 'none' },
      );
      const served = await desk.bound();
      await desk.order(served, { kind: 'hand-over', to: 'subject' });
      assert.equal((await ask({ type: 'replace-faulty' })).approval, undefined, 'it takes its place');
      const [open] = await deps()
        .store.db.selectFrom('requests')
        .select('id')
        .where('state', '=', 'queued')
        .execute();
      await desk.order(open?.id ?? '', { kind: 'withdraw' }, manager);
      assert.deepEqual((await ask()).approval, { rule: 'beside', of: 'approver' });
    });

    it('looks whether Microsoft gave the person a role, which counts as one where nobody can tell', async () => {
      await hold({ name: 'role', privileged: true, approve: 'approver' }, { name: 'rest', approve: 'none' });
      const { directory } = desk.core;
      const first = await ask();
      assert.equal(first.approval, undefined);
      await desk.order(first.id, { kind: 'withdraw' }, manager);
      directory.tenant = { ...directory.tenant, roles: { kind: 'no-answer' } };
      assert.deepEqual((await ask()).approval, { rule: 'role', of: 'approver' });
    });
  });
}
