import assert from 'node:assert/strict';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import { ends } from '@token-desk/bot/domain/retention';
import { atOnce } from '@token-desk/bot/store/at-once';
import type { Store } from '@token-desk/bot/store/database';
import { forgetters } from '@token-desk/bot/store/kept';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { forgetDue, readRetention } from '@token-desk/bot/usecases/people/forget';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { recordCall } from '@token-desk/bot/usecases/requests/requests';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { getToken } from '@token-desk/bot/usecases/tokens/token-views';
import { auditor, manager, otherTechnician, technician } from '../support/bot/bot-core.ts';
import { problemOf, useDeskCore } from '../support/bot/desk-core.ts';
import { dayMs, form, serial, sven } from '../support/bot/requests.ts';

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

    /** What the books say was deleted, in that order. */
    const deletions = async () =>
      (await listAudit(deps(), { event: 'data_deleted' })).items.map(({ data }) => data);

    async function rejected(): Promise<string> {
      const { id } = await desk.submit({ reason: 'accessibility', ...text });
      await desk.order(id, { kind: 'hold', why: 'waits for a doctor' });
      await desk.order(id, { kind: 'resume' });
      await desk.order(id, { kind: 'withdraw' }, manager);
      return id;
    }

    it('free text and private reasons 90 days after a request is done, not before', async () => {
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
      assert.deepEqual(await deletions(), [
        { class: 'free-text', count: 2 },
        { class: 'health-reason', count: 1 },
      ]);
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
      await forget({ closedRequests: 30, freeText: 30, healthReason: 30 });
      // its asker had no chat, and nobody had told them yet
      const once = [{ class: 'closed-requests', count: 1, openLines: 1 }];
      assert.deepEqual(await deletions(), once, 'what goes with a request is not forgotten a second time');
      assert.equal(await problemOf(getRequestDetail(deps(), auditor, id)), 'request-not-found');
      assert.ok((await listAudit(deps(), { requestId: id })).items.length > 0);
      assert.equal((await verifyAudit(deps())).ok, true);
    });

    it('words, and neither that a check was made nor how somebody on the phone was known', async () => {
      const { id } = await recordCall(deps(), technician, {
        subjectId: sven.id,
        form: { ...form, ...text },
        calledBy: 'Sven’s neighbour',
        identifiedBy: 'call-back',
        source: 'phone',
        submissionKey: 'call',
      });
      await desk.order(id, { kind: 'claim' }, otherTechnician);
      const check = { kind: 'check-identity', identity: 'vouched', vouchedBy: 'the porter' } as const;
      const { version } = await desk.order(id, check, otherTechnician);
      desk.core.clock.turn(91 * dayMs);
      await forget();
      const { form: kept, ...left } = await getRequestDetail(deps(), auditor, id);
      assert.deepEqual([kept.reasonText, kept.note, kept.reason], [undefined, undefined, form.reason]);
      const { at, by, ...known } = left.identityCheck ?? assert.fail();
      assert.deepEqual([known, by.id], [{ kind: 'vouched' }, otherTechnician.person.id]);
      assert.deepEqual(left.call, { identifiedBy: 'call-back', source: 'phone' });
      assert.ok(left.version > version, 'who saw it before has seen another one');
    });

    it('all that is due on one day, in however many rounds', async () => {
      const standard = { ...atOnce };
      try {
        atOnce.forget = 2;
        for (let n = 0; n < 5; n += 1) await rejected();
        desk.core.clock.turn(91 * dayMs);
        await forget({ healthReason: null });
      } finally {
        Object.assign(atOnce, standard);
      }
      const facts = (await readRetention(deps())).classes.find((one) => one.name === 'free-text');
      assert.equal(facts?.count, 0);
      assert.deepEqual(
        (await deletions()).map(({ count }) => count),
        [2, 2, 1],
      );
    });

    it('ends where it forgets the same again and again', async () => {
      const standard = { ...atOnce };
      const { chats } = forgetters;
      try {
        atOnce.forget = 1;
        Object.assign(forgetters, { chats: async () => ['always-there'] });
        await assert.rejects(forget(), /nothing was forgotten of chats/);
      } finally {
        Object.assign(atOnce, standard);
        Object.assign(forgetters, { chats });
      }
    });

    it('again after exactly a day', async () => {
      await forget();
      await rejected();
      desk.core.clock.turn(dayMs - 1);
      assert.equal(await forget({ freeText: 0 }), 0);
      desk.core.clock.turn(1);
      assert.equal(await forget({ freeText: 0 }), 1);
    });

    it('nothing of what is kept for good, and says of it no day', async () => {
      const id = await rejected();
      const forGood = { ...standardPolicy.keptDays, freeText: null };
      const policy = { ...standardPolicy, keptDays: forGood };
      const classes = async () => (await readRetention({ ...deps(), policy })).classes;
      const of = async (name: string) => {
        const found = (await classes()).find((one) => one.name === name);
        return (
          found && {
            name,
            keptDays: found.keptDays,
            count: found.count,
            nextDeletionAt: found.nextDeletionAt,
          }
        );
      };
      desk.core.clock.turn(9_999 * dayMs);
      await forgetDue({ ...deps(), policy: { ...policy, keptDays: { ...forGood, closedRequests: null } } });
      assert.equal((await getRequestDetail(deps(), auditor, id)).form.note, 'ring twice');
      const endless = { keptDays: null, count: 1, nextDeletionAt: null };
      assert.deepEqual(await of('free-text'), { name: 'free-text', ...endless });
      assert.deepEqual((await of('audit'))?.keptDays, null);
      const without = { name: 'health-reason', keptDays: 90, count: 0, nextDeletionAt: null };
      assert.deepEqual(await of('health-reason'), without, 'where there is nothing, nothing goes');
      assert.deepEqual((await classes()).map(({ name }) => name).sort(), Object.keys(ends).sort());
    });
  });
}
