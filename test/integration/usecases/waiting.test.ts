import assert from 'node:assert/strict';
import { nowhere } from '@token-desk/bot/domain/organisation';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import { sweep } from '@token-desk/bot/usecases/jobs/sweep';
import { rememberPersonal } from '@token-desk/bot/usecases/people/conversations';
import { listUnheard } from '@token-desk/bot/usecases/people/unheard';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { commandRequest, submitRequest } from '@token-desk/bot/usecases/requests/requests';
import { approvalsTotal } from '@token-desk/bot/usecases/requests/waiting';
import type { ApprovalPolicy } from '@token-desk/contract/approval';
import type { Person } from '@token-desk/contract/ids';
import { approver, type Core, caller, manager, startCore, technician } from '../../support/bot/bot-core.ts';
import { anna, form, mara, monday, olga, sven, tom } from '../../support/bot/requests.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

const hourMs = 3_600_000;
/** Ten working days of nine hours after a Monday at eight. */
const lapses = 14 * 24;

/** Tom is Sven's manager, Olga stands in for him, Anna approves at the site; Mara asks. */
describe('a request that nobody decides on', () =>
  onBothStores((_name, openEmpty) => {
    let core: Core;
    const deps = () => core.deps;
    const vienna = { ...nowhere, approver: anna.upn };
    const rules = (approve: 'manager' | 'approver'): ApprovalPolicy => ({
      deputies: [{ of: tom.upn, by: olga.upn, from: '2026-01-01', until: '2026-12-31' }],
      rules: [{ name: 'all', approve }],
    });
    const begin = async (approve: 'manager' | 'approver', chats: readonly Person[]) => {
      const policy = { ...standardPolicy, places: new Map([[form.site, vienna]]) };
      core = startCore(await openEmpty(), { approval: rules(approve), policy });
      core.directory.managers.set(sven.id, tom.id);
      core.directory.roles.set(anna.id, ['Approver']);
      for (const { id: personId } of chats)
        await rememberPersonal(deps(), { id: `person:${personId}`, personId, reference: {}, locale: null });
      return (await submitRequest(deps(), manager, { subject: sven.id, form, source: 'chat' })).id;
    };
    const read = (id: string) => getRequestDetail(deps(), technician, id);
    const later = async (id: string, hours: number) => {
      core.clock.turnTo(monday + hours * hourMs);
      await sweep(deps());
      return read(id);
    };
    const rows = (kind: 'notice' | 'card', event: string) =>
      deps()
        .store.db.selectFrom('outbox')
        .select('conversation_id')
        .where('kind', '=', kind)
        .where('event', '=', event)
        .orderBy('conversation_id')
        .execute()
        .then((found) => found.map(({ conversation_id: id }) => id));

    it('is reminded of, passed on to the next, and lapses, each in its hour and once', async () => {
      const id = await begin('manager', [mara, olga, tom, anna]);
      assert.equal((await read(id)).approval?.asked?.id, olga.id);
      assert.deepEqual(await approvalsTotal(deps()), { total: 1 });
      assert.deepEqual((await read(id)).waits, { since: monday, lapsesAt: monday + lapses * hourMs });
      assert.equal((await later(id, 23)).version, 1);
      assert.equal((await later(id, 24)).history.at(-1)?.event, 'approval_reminded');
      assert.deepEqual(await rows('notice', 'approval_reminded'), [`person:${olga.id}`]);
      assert.equal((await later(id, 25)).version, 2);
      const passed = await later(id, 48);
      assert.deepEqual(passed.approval?.also, [{ person: tom, byRole: false }]);
      assert.ok((await rows('card', 'approval_passed_on')).includes(`person:${tom.id}`));
      assert.equal((await later(id, lapses - 1)).version, 3);
      const ended = await later(id, lapses);
      assert.deepEqual([ended.state, ended.history.at(-1)?.event], ['expired', 'expired']);
      assert.deepEqual(await rows('notice', 'expired'), [`person:${mara.id}`]);
      assert.deepEqual(await approvalsTotal(deps()), { total: 0 });
    });

    it('goes to the approver of its site once no manager is left, who decides by their role', async () => {
      const id = await begin('manager', [mara, olga, anna]);
      const { approval } = await later(id, 48);
      assert.deepEqual(approval?.also, [{ person: anna, byRole: true }]);
      const approve = { requestId: id, version: null, command: { kind: 'approve' } } as const;
      await assert.rejects(commandRequest(deps(), caller(anna), approve), { message: /role-missing/ });
      assert.equal((await commandRequest(deps(), approver, approve)).state, 'queued');
      const again = commandRequest(deps(), caller(olga), approve);
      await assert.rejects(again, { message: /approved-already/ });
    });

    it('goes to the approver of its site at once where a rule asks one, unless they ask or have no role', async () => {
      const id = await begin('approver', [mara, anna]);
      assert.deepEqual((await read(id)).approval?.also, [{ person: anna, byRole: true }]);
      core.directory.roles.clear();
      const other = await submitRequest(deps(), manager, { subject: tom.id, form, source: 'chat' });
      assert.equal(other.approval?.also, undefined);
      core.directory.roles.set(anna.id, ['Approver']);
      const own = await submitRequest(deps(), approver, { subject: olga.id, form, source: 'chat' });
      assert.equal(own.approval?.also, undefined);
    });

    it('has its card in the ledger for each who is to decide, since it is how they hear of it', async () => {
      await begin('manager', [mara, olga]);
      core.clock.turn(hourMs);
      const { items } = await listUnheard(deps(), {});
      assert.deepEqual(
        items.map(({ event, receiver }) => [event, receiver?.id]),
        [['submitted', olga.id]],
      );
    });

    it('begins its hours anew when it was held meanwhile', async () => {
      const id = await begin('manager', [mara, olga, tom]);
      const order = (command: { kind: 'hold'; why: string } | { kind: 'resume' }) =>
        commandRequest(deps(), approver, { requestId: id, version: null, command });
      await later(id, 48);
      await order({ kind: 'hold', why: 'Who is that?' });
      await later(id, lapses);
      const { approval, state } = await order({ kind: 'resume' });
      assert.equal(state, 'submitted');
      assert.deepEqual([approval?.since, approval?.remindedAt], [core.clock.now(), undefined]);
    });
  }));
