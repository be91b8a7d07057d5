import assert from 'node:assert/strict';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import type { Store } from '@token-desk/bot/store/database';
import { listAudit } from '@token-desk/bot/usecases/audit/audit';
import { checkCode, submitEnvelope } from '@token-desk/bot/usecases/jobs/jobs';
import { sweep } from '@token-desk/bot/usecases/jobs/sweep';
import { searchPeople, subjectLanguage } from '@token-desk/bot/usecases/people/directory';
import { noteWrongInput, readReports } from '@token-desk/bot/usecases/requests/reports';
import { getRequestDetail, listRequests } from '@token-desk/bot/usecases/requests/request-views';
import { recordCall } from '@token-desk/bot/usecases/requests/requests';
import { getToken } from '@token-desk/bot/usecases/tokens/token-views';
import { ProblemError } from '@token-desk/contract/problem';
import {
  approver,
  approverDecides,
  auditor,
  manager,
  otherTechnician,
  technician,
} from '../support/bot/bot-core.ts';
import { envelope, problemOf, useDeskCore } from '../support/bot/desk-core.ts';
import { form, minuteMs, serial, sven } from '../support/bot/requests.ts';

/** Who asks, who has one, who may read what, on any database. */
export function requestsSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`requests on ${name}`, () => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;

    describe('of a caller', () => {
      const call = (change: Partial<typeof form> = {}, submissionKey = 'key-1') =>
        recordCall(deps(), technician, {
          subjectId: sven.id,
          form: { ...form, ticketNumber: 'INC0012345', ...change },
          calledBy: 'Mara Manager',
          identifiedBy: 'vouched',
          source: 'phone',
          submissionKey,
        });

      it('say who called and how they were identified, and are one however often they are sent', async () => {
        const made = await call();
        assert.deepEqual([made.source, made.state], ['tab', 'queued']);
        assert.deepEqual(made.call, { by: 'Mara Manager', identifiedBy: 'vouched', source: 'phone' });
        assert.equal((await call()).id, made.id);
        const [asked] = (await listAudit(deps(), { requestId: made.id })).items;
        const { calledBy, identifiedBy, callSource } = asked?.data ?? {};
        assert.deepEqual([calledBy, identifiedBy, callSource], [undefined, 'vouched', 'phone']);
        assert.equal((await listRequests(deps(), technician, { q: 'inc0012345' })).total, 1);
      });

      it('are burned by somebody else than the one who recorded them', async () => {
        const { id } = await call();
        const shown = await getRequestDetail(deps(), technician, id);
        assert.deepEqual([shown.cannotBurn, shown.may], ['requester', ['hold', 'withdraw']]);
        assert.equal(await problemOf(desk.order(id, { kind: 'claim' })), 'four-eyes');
        assert.equal(await problemOf(desk.order(id, { kind: 'claim' }, otherTechnician)), 'fine');
      });

      it('wait for an approver where no rule approves', async () => {
        const made = await recordCall({ ...deps(), approval: approverDecides }, technician, {
          subjectId: sven.id,
          form,
          calledBy: 'Mara Manager',
          identifiedBy: 'badge-photo',
          source: 'desk',
          submissionKey: 'k',
        });
        assert.equal(made.state, 'submitted');
      });

      it('need no reason where their type says it, and do where it does not', async () => {
        const { reason: _reason, ...plain } = form;
        const asked = (type: 'new' | 'replace-lost') =>
          recordCall(deps(), technician, {
            subjectId: sven.id,
            form: { ...plain, type },
            calledBy: 'Sven Subject',
            identifiedBy: 'call-back',
            source: 'phone',
            submissionKey: type,
          });
        assert.equal(await problemOf(asked('new')), 'request-invalid');
        assert.equal((await asked('replace-lost')).form.reason, undefined);
      });

      it('are begun in the language the directory has for their person, or in none', async () => {
        const { id } = await call();
        assert.deepEqual(await subjectLanguage(deps(), id), { language: null });
        desk.core.directory.add(sven, { preferredLanguage: 'de-AT' });
        assert.deepEqual(await subjectLanguage(deps(), id), { language: 'de-AT' });
        desk.core.directory.add(sven, { preferredLanguage: 'x'.repeat(99) });
        assert.deepEqual(await subjectLanguage(deps(), id), { language: 'x'.repeat(35) });
        desk.core.directory.people.clear();
        assert.deepEqual(await subjectLanguage(deps(), id), { language: null });
        desk.core.directory.person = () => Promise.reject(new ProblemError('directory-unavailable'));
        assert.deepEqual(await subjectLanguage(deps(), id), { language: null });
        assert.equal(await problemOf(subjectLanguage(deps(), 'nobody')), 'request-not-found');
      });

      it('find their person by name', async () => {
        const { items } = await searchPeople(deps(), 'sven');
        assert.deepEqual(items, [{ ...sven, bar: null }]);
      });

      it('say of whom they cannot be why not', async () => {
        const named = async (change: { enabled?: boolean; guest?: boolean }) => {
          desk.core.directory.add(sven, change);
          return (await searchPeople(deps(), 'sven')).items.map(({ bar }) => bar);
        };
        assert.deepEqual(await named({ enabled: false }), ['subject-disabled']);
        assert.deepEqual(await named({ guest: true, enabled: false }), ['subject-guest']);
      });
    });

    it('count wrong inputs without touching the request', async () => {
      const requestId = await desk.claimed();
      const before = await getRequestDetail(deps(), technician, requestId);
      for (const kind of ['microsoft-push', 'wrong-account', 'wrong-account']) {
        await noteWrongInput(deps(), technician, { requestId, kind });
      }
      assert.deepEqual(await getRequestDetail(deps(), technician, requestId), before);
      const { wrongInputs } = await readReports(deps(), {});
      assert.deepEqual(wrongInputs, [
        { kind: 'wrong-account', count: 2 },
        { kind: 'microsoft-push', count: 1 },
      ]);
      assert.deepEqual((await readReports(deps(), { site: 'Graz' })).wrongInputs, []);
      const nobody = noteWrongInput(deps(), technician, { requestId: 'none', kind: 'x' });
      assert.equal(await problemOf(nobody), 'request-not-found');
    });

    describe('claims', () => {
      it('lapse after a quarter of an hour, or what is set, unless something is burned', async () => {
        const requestId = await desk.claimed();
        desk.core.clock.turn(15 * minuteMs - 1);
        await sweep(deps());
        assert.equal(await desk.stateOf(requestId), 'in_progress');
        await sweep({ ...deps(), policy: { ...standardPolicy, claimIdleMs: 10 * minuteMs } });
        assert.equal(await desk.stateOf(requestId), 'queued');
      });

      it('stay while a burned token waits', async () => {
        const { requestId } = await desk.burned();
        desk.core.clock.turn(60 * minuteMs);
        await sweep(deps());
        assert.equal(await desk.stateOf(requestId), 'burned');
      });

      it('taken over end the old job: its desk is told, its envelope refused, its late word set aside', async () => {
        const requestId = await desk.claimed();
        const old = await desk.open(requestId);
        await desk.core.hub.settled();
        const sealed = { jobId: old.id, envelope, accountSeen: true };
        desk.burner.behaviour.answers = false;
        await submitEnvelope(deps(), technician, sealed);
        await desk.order(requestId, { kind: 'take-over' }, otherTechnician);
        assert.ok(desk.burner.received.some((frame) => frame.type === 'cancel' && frame.jobId === old.id));
        assert.equal(await problemOf(submitEnvelope(deps(), technician, sealed)), 'job-cancelled');
        for (const frame of desk.burner.burn(old.offer)) desk.core.hub.receive(desk.burner.burnerId, frame);
        await desk.core.hub.settled();
        const after = await getRequestDetail(deps(), otherTechnician, requestId);
        assert.deepEqual([after.state, after.token, after.attention], ['in_progress', null, 'burned-late']);
        assert.equal((await getToken(deps(), serial)).state, 'quarantine');
        const code = { requestId, code: desk.burner.rightCode };
        assert.notEqual(await problemOf(checkCode(deps(), technician, code)), 'fine');
      });
    });

    it('keep free text from everybody but the one who asked, approvers and auditors', async () => {
      const { id } = await desk.submit({ reason: 'accessibility', note: 'private words' });
      await desk.order(id, { kind: 'hold', why: 'private words too' });
      for (const [who, reads] of [
        [technician, false],
        [approver, true],
        [auditor, true],
        [manager, true],
      ] as const) {
        const seen = JSON.stringify(await getRequestDetail(deps(), who, id));
        assert.equal(/private words(?! too)/.test(seen), reads);
        assert.equal(/private words too/.test(seen), reads);
        assert.equal(/accessibility/.test(seen), reads);
      }
      const list = JSON.stringify(await listRequests(deps(), technician, {}));
      assert.doesNotMatch(list, /private|accessibility/);
      assert.doesNotMatch(JSON.stringify((await listAudit(deps(), {})).items), /private|accessibility/);
    });
  });
}
