import assert from 'node:assert/strict';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import type { Store } from '@token-desk/bot/store/database';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { forgetDue, readRetention } from '@token-desk/bot/usecases/people/forget';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { getToken } from '@token-desk/bot/usecases/tokens/token-views';
import { auditor, manager, technician } from '../support/bot/bot-core.ts';
import { problemOf, useDeskCore } from '../support/bot/desk-core.ts';
import { dayMs, serial } from '../support/bot/requests.ts';

/** How long what is kept, on any database. */
export function forgettingSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`forgetting on ${name}`, () => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;

    const text = { reasonText: 'cannot hold a phone', note: 'ring twice' };
    const forget = (change: Partial<typeof standardPolicy.keptDays> = {}) =>
      forgetDue({
        ...deps(),
        policy: { ...standardPolicy, keptDays: { ...standardPolicy.keptDays, ...change } },
      });

    async function rejected(): Promise<string> {
      const { id } = await desk.submit({ reason: 'accessibility', ...text });
      await desk.order(id, { kind: 'hold', why: 'waits for a doctor' });
      await desk.order(id, { kind: 'resume' });
      await desk.order(id, { kind: 'withdraw' }, manager);
      return id;
    }

    it('free text and reasons that touch health 90 days after a request is done, not before', async () => {
      const id = await rejected();
      await commandToken(deps(), technician, { serial, command: { kind: 'set-aside', note: 'ladder fall' } });
      desk.core.clock.turn(89 * dayMs);
      assert.equal(await forget(), 0);
      const facts = (await readRetention(deps())).classes.find((one) => one.name === 'free-text');
      assert.deepEqual([facts?.count, facts?.keptDays], [2, 90], 'the request and the note on the token');
      assert.equal(facts?.nextDeletionAt, desk.core.clock.now() + dayMs);
      desk.core.clock.turn(2 * dayMs);
      assert.ok((await forget()) > 0);
      const left = JSON.stringify([
        await getRequestDetail(deps(), auditor, id),
        await getToken(deps(), serial),
        await desk.store.db.selectFrom('requests').selectAll().execute(),
        (await listAudit(deps(), {})).items,
      ]);
      assert.doesNotMatch(left, /hold a phone|ring twice|a doctor|accessibility|ladder/);
      assert.equal((await listAudit(deps(), { event: 'data_deleted' })).items.length, 2);
      assert.equal((await verifyAudit(deps())).ok, true);
    });

    it('once a day, counted anew from each change', async () => {
      const { id } = await desk.submit({ reason: 'accessibility', ...text });
      desk.core.clock.turn(89 * dayMs);
      await desk.order(id, { kind: 'hold', why: 'waits for a doctor' });
      desk.core.clock.turn(89 * dayMs);
      await forget();
      assert.equal((await getRequestDetail(deps(), auditor, id)).form.note, 'ring twice');
      await desk.order(id, { kind: 'withdraw' }, manager);
      desk.core.clock.turn(dayMs / 2);
      assert.equal(await forget({ freeText: 0 }), 0);
      desk.core.clock.turn(dayMs);
      assert.equal(await forget({ freeText: 1, healthReason: null }), 1);
      assert.equal((await getRequestDetail(deps(), auditor, id)).form.reason, 'accessibility');
    });

    it('the whole request where that is set, its books stay', async () => {
      const id = await rejected();
      desk.core.clock.turn(40 * dayMs);
      await forget({ closedRequests: 30 });
      assert.equal(await problemOf(getRequestDetail(deps(), auditor, id)), 'request-not-found');
      assert.ok((await listAudit(deps(), { requestId: id })).items.length > 0);
      assert.equal((await verifyAudit(deps())).ok, true);
    });
  });
}
