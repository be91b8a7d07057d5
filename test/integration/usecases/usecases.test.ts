import assert from 'node:assert/strict';
import type { Store } from '@token-desk/bot/store/database';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { checkCode, submitEnvelope } from '@token-desk/bot/usecases/jobs/jobs';
import { sweep } from '@token-desk/bot/usecases/jobs/sweep';
import { getRequestDetail, listRequests } from '@token-desk/bot/usecases/requests/request-views';
import { commandRequest, submitRequest } from '@token-desk/bot/usecases/requests/requests';
import type { Caller } from '@token-desk/bot/usecases/write/deps';
import { envelopeLifetimeMs, jobLifetimeMs } from '@token-desk/contract/desk/job';
import type { ProblemCode } from '@token-desk/contract/problem';
import {
  administrator,
  approver,
  auditor,
  caller,
  manager,
  otherTechnician,
  startCore,
  technician,
} from '../../support/bot/bot-core.ts';
import { envelope, problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { dayMs, form, mara, minuteMs, sven, tom } from '../../support/bot/requests.ts';
import { readerName } from '../../support/desk/desk-burner.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('use cases', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const { burned, claimed, open, order, stateOf, submit } = desk;

    it('go from asking to closed, and the chain and every receipt verify', async () => {
      const { requestId, job } = await burned();
      assert.equal(job.state, 'keyed');
      assert.equal(job.offer.reader, readerName);
      assert.equal(job.offer.expiresAt, desk.core.clock.now() + jobLifetimeMs);
      assert.equal(await stateOf(requestId), 'burned');

      const wrong = await checkCode(desk.core.deps, technician, { requestId, code: '000000' });
      assert.equal(wrong.problem?.code, 'code-wrong');
      assert.equal(await stateOf(requestId), 'burned');
      const right = await checkCode(desk.core.deps, technician, { requestId, code: desk.burner.rightCode });
      assert.deepEqual(right, { matched: true, stepOffset: 0, problem: null, sealed: null });
      assert.equal(await stateOf(requestId), 'checked');

      assert.equal(await problemOf(order(requestId, { kind: 'hand-over', to: 'subject' })), 'not-bound-yet');
      assert.equal(await problemOf(order(requestId, { kind: 'look-for-method' })), 'no-new-method');
      desk.core.directory.methods = ['old-method', 'new-method'];
      const bound = await order(requestId, { kind: 'look-for-method' });
      assert.deepEqual([bound.binding?.how, bound.binding?.methodId], ['seen', 'new-method']);
      await order(requestId, { kind: 'hand-over', to: 'subject' });
      const closed = await order(requestId, { kind: 'close' }, manager);
      assert.equal(closed.state, 'closed');

      assert.deepEqual(
        closed.history.map(({ event }) => event),
        [
          'submitted',
          'approved',
          'queued',
          'claimed',
          'identity_checked',
          'job_opened',
          'secret_sealed',
          'burned',
          'check_failed',
          'checked',
          'bound',
          'handed_over',
          'closed',
        ],
      );
      const verified = await verifyAudit(desk.core.deps);
      assert.deepEqual([verified.ok, verified.receipts, verified.brokenAt], [true, 3, null]);
      assert.deepEqual(desk.core.hub.failures, []);
    });

    it('forget the sealed bytes after the check, and without one after 15 minutes', async () => {
      const sealed = async () =>
        (await desk.store.db.selectFrom('jobs').select('id').where('envelope', 'is not', null).execute())
          .length;
      const { requestId } = await burned();
      assert.equal(await sealed(), 1);
      await checkCode(desk.core.deps, technician, { requestId, code: desk.burner.rightCode });
      assert.equal(await sealed(), 0);
      await open(requestId);
      const again = await open(requestId);
      desk.burner.behaviour.answers = false;
      await submitEnvelope(desk.core.deps, technician, { jobId: again.id, envelope, accountSeen: true });
      assert.equal(await sealed(), 1);
      desk.core.clock.turn(envelopeLifetimeMs + 1);
      await sweep(desk.core.deps);
      assert.equal(await sealed(), 0);
    });

    describe('asking', () => {
      const refusals: [string, () => Promise<unknown>, ProblemCode][] = [
        ['an unknown person', () => submit({}, 'nobody'), 'subject-unknown'],
        ['oneself', () => submit({}, mara.id), 'request-for-self'],
        ['the same person twice', async () => [await submit(), await submit()], 'request-duplicate'],
      ];
      for (const [what, ask, code] of refusals) {
        it(`for ${what} is refused: ${code}`, async () => assert.equal(await problemOf(ask()), code));
      }

      it('for a guest or a disabled account is refused', async () => {
        desk.core.directory.add({ id: 'g', name: 'Gus', upn: 'g@x.example' }, { guest: true });
        desk.core.directory.add({ id: 'd', name: 'Dis', upn: 'd@x.example' }, { enabled: false });
        assert.equal(await problemOf(submit({}, 'g')), 'subject-guest');
        assert.equal(await problemOf(submit({}, 'd')), 'subject-disabled');
      });

      it('twice with one card is one request, also at the same moment', async () => {
        const press = () =>
          submitRequest(desk.core.deps, manager, {
            subject: sven.id,
            form,
            source: 'chat',
            submissionId: 'card-1',
          });
        const [first, second] = await Promise.all([press(), press()]);
        assert.equal(first.id, second.id);
        assert.equal((await press()).id, first.id);
      });

      it('again is possible once the first is done', async () => {
        const { id } = await submit();
        await order(id, { kind: 'withdraw' }, manager);
        assert.equal(await problemOf(submit()), 'fine');
      });
    });

    it('show reasons that touch health, and free text, only to the requester, approvers and auditors', async () => {
      const { id } = await submit({ reason: 'accessibility', ...{ reasonText: 'private', note: 'also' } });
      for (const who of [technician, administrator]) {
        const text = JSON.stringify([
          await getRequestDetail(desk.core.deps, who, id),
          await listRequests(desk.core.deps, who, {}),
        ]);
        assert.doesNotMatch(text, /private|also|accessibility/);
      }
      for (const who of [manager, approver, auditor]) {
        assert.equal((await getRequestDetail(desk.core.deps, who, id)).form.reasonText, 'private');
      }
      assert.equal(await problemOf(getRequestDetail(desk.core.deps, caller(tom), id)), 'request-not-found');
      assert.equal(await problemOf(listRequests(desk.core.deps, manager, {})), 'role-missing');
      assert.doesNotMatch(JSON.stringify(await listAudit(desk.core.deps, {})), /private|accessibility/);
    });

    it('decide on the version that was seen', async () => {
      const { id, version } = await submit();
      const claim = (who: Caller) =>
        problemOf(
          commandRequest(desk.core.deps, who, { requestId: id, version, command: { kind: 'claim' } }),
        );
      const outcomes = await Promise.all([claim(technician), claim(otherTechnician)]);
      assert.deepEqual([...outcomes].sort(), ['fine', 'request-changed']);
    });

    it('let one of many claim at once, and keep one chain', async () => {
      const { id } = await submit();
      const people = Array.from({ length: 12 }, (_, n) =>
        caller({ id: `t${n}`, name: `T ${n}`, upn: `t${n}@contoso.example` }, 'Technician'),
      );
      const outcomes = await Promise.all(people.map((who) => problemOf(order(id, { kind: 'claim' }, who))));
      assert.equal(outcomes.filter((one) => one === 'fine').length, 1);
      assert.equal(outcomes.filter((one) => one === 'request-claimed').length, 11);
      assert.equal((await verifyAudit(desk.core.deps)).ok, true);
    });

    it('leave nothing behind when they fail before the commit', async () => {
      const cutOff: Store = {
        ...desk.store,
        transaction: (work) =>
          desk.store.transaction(async (tx) => {
            await work(tx);
            throw new Error('power cut');
          }),
      };
      const broken = startCore(cutOff);
      await assert.rejects(
        submitRequest(broken.deps, manager, { subject: sven.id, form, source: 'chat' }),
        /power cut/,
      );
      assert.equal((await listRequests(desk.core.deps, technician, {})).total, 0);
      assert.deepEqual(broken.bus.events, []);
      assert.equal((await verifyAudit(desk.core.deps)).ok, true);
    });

    it('burn again with a new code on the same token', async () => {
      const { requestId, job } = await burned();
      await checkCode(desk.core.deps, technician, { requestId, code: desk.burner.rightCode });
      const again = await open(requestId);
      assert.notEqual(again.id, job.id);
      assert.equal(await stateOf(requestId), 'in_progress');
      await submitEnvelope(desk.core.deps, technician, { jobId: again.id, envelope, accountSeen: true });
      await desk.core.hub.settled();
      assert.equal(await stateOf(requestId), 'burned');
    });

    it('bind a burned token the desk could not check', async () => {
      const { requestId } = await burned();
      desk.core.hub.burners.delete(desk.burner.burnerId);
      assert.equal(
        await problemOf(checkCode(desk.core.deps, technician, { requestId, code: '123456' })),
        'burner-offline',
      );
      desk.core.directory.methods = null;
      assert.equal(await problemOf(order(requestId, { kind: 'look-for-method' })), 'methods-not-readable');
      const bound = await order(requestId, { kind: 'say-bound' });
      assert.deepEqual([bound.state, bound.binding?.how, bound.checkedAt], ['bound', 'said', null]);
    });

    it('let idle claims lapse and close what was handed over a week ago', async () => {
      const idle = await claimed();
      desk.core.clock.turn(31 * minuteMs);
      await sweep(desk.core.deps);
      assert.equal(await stateOf(idle), 'queued');

      const { requestId } = await (async () => {
        await order(idle, { kind: 'withdraw' }, manager);
        return burned();
      })();
      desk.core.clock.turn(2 * 60 * minuteMs);
      await sweep(desk.core.deps);
      assert.equal(await stateOf(requestId), 'burned');
      desk.core.directory.methods = ['old-method', 'new-method'];
      await order(requestId, { kind: 'look-for-method' });
      await order(requestId, { kind: 'hand-over', to: 'subject' });
      desk.core.clock.turn(7 * dayMs);
      await sweep(desk.core.deps);
      assert.equal(await stateOf(requestId), 'closed');
    });
  }));
