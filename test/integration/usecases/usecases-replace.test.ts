import assert from 'node:assert/strict';
import { unknownToken } from '@token-desk/bot/domain/tokens/token';
import { saveToken } from '@token-desk/bot/store/tables/tokens';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { checkCode, submitEnvelope } from '@token-desk/bot/usecases/jobs/jobs';
import { recordCall } from '@token-desk/bot/usecases/requests/requests';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { getToken } from '@token-desk/bot/usecases/tokens/token-views';
import type { RequestType } from '@token-desk/contract/request';
import { otherTechnician, technician } from '../../support/bot/bot-core.ts';
import { envelope, problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { form, serial, sven, tina } from '../../support/bot/requests.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

const newSerial = '8659622000025';

describe('replacing a token', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const rowsOf = async (requestId: string) => (await listAudit(deps(), { requestId })).items;

    /** The new token burned for a request and accepted by Microsoft. */
    async function boundFor(requestId: string) {
      await desk.order(requestId, { kind: 'claim' });
      await desk.order(requestId, { kind: 'check-identity', identity: 'badge-photo' });
      const job = await desk.open(requestId, { serial: newSerial });
      await submitEnvelope(deps(), technician, { jobId: job.id, envelope, accountSeen: true });
      await desk.core.hub.settled();
      desk.core.clock.turn(20_000);
      const code = desk.burner.rightCode;
      assert.equal((await checkCode(deps(), technician, { requestId, code })).matched, true);
      assert.equal(await problemOf(desk.order(requestId, { kind: 'look-for-method' })), 'no-new-method');
      desk.core.directory.methods = ['old-method', 'new-method', 'newest-method'];
      return desk.order(requestId, { kind: 'look-for-method' });
    }

    it('that is lost: lost at once, the new one binds beside its method, the technician is told of it', async () => {
      await desk.handedOver();
      const { id, state } = await desk.submit({ type: 'replace-lost' });
      assert.equal(state, 'queued');
      const lost = await getToken(deps(), serial);
      assert.deepEqual([lost.state, lost.holder?.id], ['lost', sven.id]);
      assert.deepEqual(lost.custody.at(-1)?.kind, 'lost');
      const row = (await rowsOf(id)).find(({ event }) => event === 'token_lost');
      assert.deepEqual(
        [row?.data.serial, row?.data.from, row?.data.methodId],
        [serial, 'active', 'new-method'],
      );

      const bound = await boundFor(id);
      assert.deepEqual([bound.state, bound.binding?.methodId], ['bound', 'newest-method']);
      assert.equal(bound.attention, 'old-method-left');
      assert.equal(bound.history.at(-1)?.data.oldMethodLeft, true);
      assert.equal((await getToken(deps(), serial)).state, 'lost');
      assert.equal((await getToken(deps(), newSerial)).state, 'active');
      const over = await desk.order(id, { kind: 'hand-over', to: 'subject' });
      assert.equal(over.attention, null);
      assert.equal((await verifyAudit(deps())).ok, true);
    });

    it('that is faulty leaves the spare one in use', async () => {
      const bound = await desk.handedOver();
      const { second } = await desk.order(bound, { kind: 'ask-spare' });
      assert.ok(second?.how === 'spare');
      const spare = { ...unknownToken('86596000000099', 0), holder: sven, requestId: second.requestId };
      await saveToken(desk.store.db, { ...spare, state: 'active', methodId: 'spare-s' });
      await boundFor((await desk.submit({ type: 'replace-faulty' })).id);
      assert.equal((await getToken(deps(), serial)).state, 'quarantine');
      assert.equal((await getToken(deps(), spare.serial)).state, 'active');
    });

    it('that is faulty: active until the new one is bound, then set aside until its method is gone', async () => {
      await desk.handedOver();
      const { id } = await desk.submit({ type: 'replace-faulty' });
      assert.equal((await getToken(deps(), serial)).state, 'active');
      const bound = await boundFor(id);
      assert.equal(bound.attention, 'old-method-left');
      const old = await getToken(deps(), serial);
      assert.deepEqual([old.state, old.holder, old.methodStillThere], ['quarantine', null, true]);
      assert.equal(old.custody.at(-1)?.kind, 'set_aside');
      const row = (await rowsOf(id)).find(({ event }) => event === 'token_set_aside');
      assert.deepEqual([row?.data.serial, row?.data.to], [serial, 'quarantine']);
      const held = await getToken(deps(), newSerial);
      assert.deepEqual([held.state, held.holder?.id], ['active', sven.id]);
      assert.equal((await verifyAudit(deps())).ok, true);
    });

    it('is no reason to touch the one before when a further one is asked for', async () => {
      await desk.handedOver();
      const { id } = await desk.submit();
      assert.equal((await boundFor(id)).attention, null);
      assert.equal((await getToken(deps(), serial)).state, 'active');
      assert.equal((await getToken(deps(), newSerial)).state, 'active');
    });

    it('by phone: a loss is queued at once, whoever answered the phone is in the books', async () => {
      await desk.handedOver();
      const call = (type: RequestType) =>
        recordCall(deps(), technician, {
          subjectId: sven.id,
          form: { ...form, type },
          calledBy: 'Sven Subject',
          identifiedBy: 'video',
          source: 'phone',
          submissionKey: `call-${type}`,
        });
      assert.equal(await problemOf(call('temporary')), 'request-type-not-yet');
      const made = await call('replace-lost');
      assert.deepEqual([made.state, made.approvedBy], ['queued', 'policy']);
      const { custody } = await getToken(deps(), serial);
      assert.deepEqual([custody.at(-1)?.kind, custody.at(-1)?.by.id], ['lost', tina.id]);
      // Sent twice it is one request, and the token is lost once.
      assert.equal((await call('replace-lost')).id, made.id);
      assert.equal((await rowsOf(made.id)).filter(({ event }) => event === 'token_lost').length, 1);
    });

    it('that is refused loses nothing', async () => {
      await desk.handedOver();
      await desk.submit();
      assert.equal(await problemOf(desk.submit({ type: 'replace-lost' })), 'request-duplicate');
      assert.equal((await getToken(deps(), serial)).state, 'active');
    });

    it('that turns up again is taken back as any other', async () => {
      await desk.handedOver();
      await desk.submit({ type: 'replace-lost' });
      const found = { serial, command: { kind: 'report-found' } } as const;
      assert.equal((await commandToken(deps(), otherTechnician, found)).state, 'suspended');
    });
  }));
