import assert from 'node:assert/strict';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { acknowledgeRecord, listRecordsApart } from '@token-desk/bot/usecases/audit/record-apart';
import { readStatement } from '@token-desk/bot/usecases/audit/statement';
import { commandBurner } from '@token-desk/bot/usecases/desks/burners';
import { createPairingCode, pairBurner } from '@token-desk/bot/usecases/desks/pairing';
import { receiveFrame } from '@token-desk/bot/usecases/jobs/burner-reports';
import { checkCode, submitEnvelope } from '@token-desk/bot/usecases/jobs/jobs';
import { openTokenJob } from '@token-desk/bot/usecases/jobs/token-jobs';
import { bindChannel } from '@token-desk/bot/usecases/people/conversations';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { getToken } from '@token-desk/bot/usecases/tokens/token-views';
import type { ReceiptDoubt, SignedReceipt } from '@token-desk/contract/desk/receipt';
import type { JobView } from '@token-desk/contract/views';
import { administrator, auditor, technician } from '../../support/bot/bot-core.ts';
import { envelope, problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { mara, minuteMs, serial, sven, tina, tom } from '../../support/bot/requests.ts';
import type { DeskBurner } from '../../support/desk/desk-burner.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

const otherSerial = '8659622000099';

describe('use cases, records that do not fit', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const { burned, claimed, open, order } = desk;
    const deps = () => desk.core.deps;

    const report = (jobId: string, receipt: SignedReceipt) =>
      receiveFrame(deps(), desk.burner.burnerId, {
        ...{ type: 'outcome', jobId, attempt: 1, receipt, problem: null, identified: null },
      });
    const apart = async () => (await listRecordsApart(deps())).items;
    const audited = async (event: 'receipt_set_apart' | 'failed') =>
      (await listAudit(deps(), { event })).items;

    type Change = Parameters<DeskBurner['receipt']>[1];
    const told = (job: JobView, change: object) => {
      const { requestId, subject, technician: by } = job.offer;
      return { told: { requestId, subject, technician: by, ...change } };
    };
    const misfits: [string, ReceiptDoubt, (job: JobView) => Change][] = [
      [
        'whose account is somebody else’s',
        'other-account',
        () => ({ seen: { account: 'ceo@contoso.example' } }),
      ],
      ['without the account that the tab saw', 'other-account', () => ({ seen: { account: null } })],
      ['whose code is of another organisation', 'other-tenant', () => ({ seen: { tenant: 'Fabrikam' } })],
      ['on another token', 'other-token', () => ({ seen: { serial: otherSerial } })],
      ['on a token it could not read', 'no-serial', () => ({ seen: { serial: null } })],
      ['for another person', 'other-person', (job) => told(job, { subject: tom })],
      ['for another request', 'other-request', (job) => told(job, { requestId: 'request-2' })],
      ['by another technician', 'other-technician', (job) => told(job, { technician: tom })],
      ['of another kind', 'other-kind', () => ({ kind: 'blank' })],
      ['by another route', 'other-route', () => ({ seen: { route: 'B' } })],
      ['of another try', 'other-job', () => ({ attempt: 2 })],
      ['of another desk', 'other-desk', () => ({ burnerId: 'desk-9' })],
      ['with a number left out', 'one-missing', () => ({ seq: 2 })],
      ['that does not follow the one before', 'one-missing', () => ({ previousHash: 'A'.repeat(64) })],
      ['of another desk, with a number left out', 'one-missing', () => ({ burnerId: 'desk-9', seq: 2 })],
      ['that says nothing', 'says-nothing', () => ({ seen: { outcome: null } })],
    ];

    async function sealed(): Promise<{ requestId: string; job: JobView }> {
      const requestId = await claimed();
      const job = await open(requestId);
      await desk.core.hub.settled();
      desk.burner.behaviour.answers = false;
      await submitEnvelope(deps(), technician, { jobId: job.id, envelope, accountSeen: true });
      return { requestId, job };
    }

    for (const [what, why, change] of misfits) {
      it(`a burn ${what} is kept (${why}), fails its request, and the desk’s chain goes on`, async () => {
        const { requestId, job } = await sealed();
        const receipt = desk.burner.receipt(job.offer, change(job));
        assert.equal((await report(job.id, receipt))?.type, 'receipt-stored');
        const request = await getRequestDetail(deps(), technician, requestId);
        assert.deepEqual(
          [request.state, request.attention, request.openJobId, request.token],
          ['failed', 'record-unfit', null, null],
        );
        const [record, ...more] = await apart();
        assert.deepEqual([record?.why, record?.requestId, more], [why, requestId, []]);
        assert.equal(await jobState(job.id), 'done');

        await order(requestId, { kind: 'requeue' });
        await order(requestId, { kind: 'claim' });
        await order(requestId, { kind: 'check-identity', identity: 'badge-photo' });
        desk.burner.behaviour.answers = true;
        const next = await open(requestId, { serial: '8659622000077' });
        await submitEnvelope(deps(), technician, { jobId: next.id, envelope, accountSeen: true });
        await desk.core.hub.settled();
        assert.deepEqual(desk.core.hub.failures, []);
        assert.equal((await getRequestDetail(deps(), technician, requestId)).state, 'burned');
        const { ok, receipts, brokenAt } = await verifyAudit(deps());
        assert.deepEqual([ok, receipts, brokenAt], [true, 2, null]);
      });
    }

    const jobState = async (jobId: string) =>
      (await desk.store.db.selectFrom('jobs').select('state').where('id', '=', jobId).executeTakeFirst())
        ?.state;

    it('the token it wrote is set aside, whoever holds it; the one it was ordered to write is free', async () => {
      const { job } = await sealed();
      await report(job.id, desk.burner.receipt(job.offer, { seen: { serial: otherSerial } }));
      const written = await getToken(deps(), otherSerial);
      assert.deepEqual(
        [written.state, written.burns, written.requestId, written.custody.map(({ kind }) => kind)],
        ['quarantine', 1, null, ['set_aside']],
      );
      assert.equal((await getToken(deps(), serial)).state, 'in_stock');
    });

    it('another request that counted on the token it wrote fails with it', async () => {
      const { requestId: other } = await burned();
      const { id } = await desk.submit({}, tom.id);
      await order(id, { kind: 'claim' });
      await order(id, { kind: 'check-identity', identity: 'badge-photo' });
      const job = await open(id, { serial: otherSerial });
      await desk.core.hub.settled();
      desk.burner.behaviour.answers = false;
      await submitEnvelope(deps(), technician, { jobId: job.id, envelope, accountSeen: true });
      await report(job.id, desk.burner.receipt(job.offer, { seen: { serial } }));
      const states = await Promise.all([other, id].map((one) => getRequestDetail(deps(), technician, one)));
      assert.deepEqual(
        states.map(({ state, attention }) => [state, attention]),
        [
          ['failed', 'its-token-overwritten'],
          ['failed', 'record-unfit'],
        ],
      );
      assert.equal((await getToken(deps(), serial)).state, 'quarantine');
    });

    it('a token that carries a secret now is not stock until it was blanked', async () => {
      const { job } = await sealed();
      await report(job.id, desk.burner.receipt(job.offer, { seen: { serial: otherSerial } }));
      const toStock = commandToken(deps(), technician, {
        serial: otherSerial,
        command: { kind: 'to-stock' },
      });
      assert.equal(await problemOf(toStock), 'token-not-blanked');
    });

    it('where it could not read which one it was, the token of the order is set aside', async () => {
      const { job } = await sealed();
      await report(job.id, desk.burner.receipt(job.offer, { seen: { serial: null } }));
      assert.equal((await getToken(deps(), serial)).state, 'quarantine');
    });

    it('stands in the statement of the token, with the account it names', async () => {
      const { requestId, job } = await sealed();
      await report(job.id, desk.burner.receipt(job.offer, { seen: { account: 'ceo@contoso.example' } }));
      const { setApart = [], burns, chain } = await readStatement(deps(), auditor, serial);
      assert.deepEqual(burns, []);
      assert.equal(chain.ok, true);
      const [record] = setApart;
      assert.deepEqual(
        [record?.why, record?.account, record?.subject?.id, record?.requestId, record?.technician.id],
        ['other-account', 'ceo@contoso.example', sven.id, requestId, tina.id],
      );
    });

    it('a statement names the account that was seen, and a typed key carries none', async () => {
      await burned();
      const { burns } = await readStatement(deps(), auditor, serial);
      assert.deepEqual([burns[0]?.accountSeen, burns[0]?.account], [true, sven.upn]);
    });

    it('a statement says what was out of the ordinary although it was written', async () => {
      const { job } = await sealed();
      await report(job.id, desk.burner.receipt(job.offer, { seen: { note: 'token-clock-unsure' } }));
      const { burns } = await readStatement(deps(), auditor, serial);
      assert.deepEqual(
        burns.map(({ outcome, note }) => [outcome, note]),
        [['burned', 'token-clock-unsure']],
      );
    });

    it('is announced: the manager and the channel hear that the request failed, the channel what the desk did', async () => {
      const channel = { id: '19:it@thread', reference: {}, locale: 'en' };
      await bindChannel(deps(), administrator, channel);
      const { job } = await sealed();
      await desk.store.db.deleteFrom('outbox').execute();
      await report(job.id, desk.burner.receipt(job.offer, { seen: { serial: otherSerial } }));
      const rows = await desk.store.db.selectFrom('outbox').select(['kind', 'event']).execute();
      const said = rows.filter(({ kind }) => kind !== 'card').map(({ kind, event }) => `${kind} ${event}`);
      assert.deepEqual(said.sort(), ['desk-notice receipt_set_apart', 'notice failed']);
    });

    it('a check for another person is kept, and the token it speaks for goes no further', async () => {
      const { requestId, job } = await burned();
      const seen = { serial: null, outcome: null, matched: true, stepOffset: 0 } as const;
      const receipt = desk.burner.receipt(job.offer, {
        kind: 'check',
        seen,
        ...told(job, { subject: mara }),
      });
      await receiveFrame(deps(), desk.burner.burnerId, {
        ...{
          type: 'checked',
          jobId: job.id,
          checkId: 'c',
          matched: true,
          stepOffset: 0,
          problem: null,
          receipt,
        },
      });
      assert.equal(await desk.stateOf(requestId), 'failed');
      assert.equal((await getToken(deps(), serial)).state, 'quarantine');
      assert.deepEqual(
        (await readStatement(deps(), auditor, serial)).setApart?.map(({ why }) => why),
        ['other-person'],
      );
    });

    it('about an order nobody gave is kept beside everything else', async () => {
      const { requestId, job } = await sealed();
      await report(
        job.id,
        desk.burner.receipt(job.offer, { jobId: 'nobody', seen: { serial: otherSerial } }),
      );
      assert.deepEqual([(await apart())[0]?.why, (await apart())[0]?.requestId], ['other-job', null]);
      assert.equal(await desk.stateOf(requestId), 'in_progress');
      assert.equal((await getToken(deps(), otherSerial)).state, 'quarantine');
      assert.equal((await verifyAudit(deps())).ok, true);
    });

    it('told in a frame about another order is kept', async () => {
      const { job } = await sealed();
      await report('another-job', desk.burner.receipt(job.offer, {}));
      assert.deepEqual(
        (await apart()).map(({ why }) => why),
        ['other-job'],
      );
    });

    it('with a number used before is kept once and breaks nothing', async () => {
      const { job } = await burned();
      const second = desk.burner.receipt(job.offer, { seq: 1, previousHash: null, at: 5 });
      for (let n = 0; n < 2; n += 1) await report(job.id, second);
      assert.deepEqual(
        (await apart()).map(({ why }) => why),
        ['number-taken'],
      );
      assert.equal((await verifyAudit(deps())).ok, true);
    });

    it('of a request that was left is kept; the request is what it was', async () => {
      const { requestId, job } = await sealed();
      await order(requestId, { kind: 'release' });
      await report(job.id, desk.burner.receipt(job.offer, { seen: { serial: otherSerial } }));
      assert.equal(await desk.stateOf(requestId), 'queued');
      assert.equal((await apart()).length, 1);
      assert.deepEqual(await audited('failed'), []);
    });

    it('of a desk’s own order is kept too', async () => {
      await commandToken(deps(), technician, { serial, command: { kind: 'adopt', site: null } });
      desk.burner.behaviour.answers = false;
      const job = await openTokenJob({ ...deps(), jobKeyWaitMs: 1 }, technician, {
        ...{ kind: 'blank', burnerId: desk.burner.burnerId, reader: null, serial },
      });
      const receipt = desk.burner.receipt(job.offer, { kind: 'blank', seen: { serial: otherSerial } });
      await report(job.id, receipt);
      assert.deepEqual(
        (await apart()).map(({ record, why }) => [record, why]),
        [['blank', 'other-token']],
      );
      assert.equal(await jobState(job.id), 'done');
      assert.equal((await getToken(deps(), serial)).state, 'in_stock');
    });

    it('written before the desk was paired again with its keys is kept as what it is: late', async () => {
      const { requestId, job } = await sealed();
      const receipt = desk.burner.receipt(job.offer, {});
      const older = desk.burner.burnerId;
      const { code } = await createPairingCode(deps(), administrator, { name: 'Desk 1' });
      desk.burner.paired(await pairBurner(deps(), desk.burner.pairRequest(code)));
      assert.equal((await report(job.id, receipt))?.type, 'receipt-stored');
      assert.deepEqual(await apart(), []);
      const request = await getRequestDetail(deps(), technician, requestId);
      assert.equal(request.token?.burnerId ?? older, older);
      const [row] = (await listAudit(deps(), { event: 'burned' })).items;
      assert.deepEqual(row?.actor.kind === 'burner' && row.actor.burnerId, older);
      assert.equal((await verifyAudit(deps())).ok, true);
    });

    it('a check of who took the request over fits, whoever holds it when the receipt arrives', async () => {
      const { requestId, job } = await burned();
      await order(requestId, { kind: 'take-over' }, { person: tom, roles: ['Technician'] });
      const seen = { serial: null, outcome: null, matched: true, stepOffset: 0 } as const;
      const receipt = desk.burner.receipt(job.offer, {
        kind: 'check',
        seen,
        ...told(job, { technician: tom }),
      });
      await order(requestId, { kind: 'take-over' });
      await report(job.id, receipt);
      assert.deepEqual(await apart(), []);
      assert.equal(await desk.stateOf(requestId), 'checked');
    });

    it('of a burn before its secret was handed over is kept, and counts for nothing', async () => {
      const requestId = await claimed();
      const job = await open(requestId);
      await desk.core.hub.settled();
      const seen = { account: null, capture: null } as const;
      await report(job.id, desk.burner.receipt(job.offer, { seen }));
      assert.deepEqual(
        (await apart()).map(({ why }) => why),
        ['nothing-sealed'],
      );
      assert.equal(await desk.stateOf(requestId), 'failed');
      assert.equal((await getToken(deps(), serial)).state, 'quarantine');
    });

    it('that comes late takes no token that was written and handed over since', async () => {
      const { id } = await desk.submit({}, tom.id);
      await order(id, { kind: 'claim' });
      await order(id, { kind: 'check-identity', identity: 'badge-photo' });
      const job = await open(id, { serial: otherSerial });
      await desk.core.hub.settled();
      desk.burner.behaviour.answers = false;
      await submitEnvelope(deps(), technician, { jobId: job.id, envelope, accountSeen: true });
      const then = desk.core.clock.now();
      await order(id, { kind: 'release' });
      desk.core.clock.turn(60 * minuteMs);
      desk.burner.behaviour.answers = true;
      await desk.handedOver();
      const before = await getToken(deps(), serial);
      const seen = { serial, startedAt: then, finishedAt: then };
      await report(job.id, desk.burner.receipt(job.offer, { at: then, seen }));
      const after = await getToken(deps(), serial);
      assert.deepEqual(
        [after.state, after.holder?.id, after.burns, after.custody.length],
        ['active', sven.id, before.burns + 1, before.custody.length],
      );
      assert.deepEqual(
        (await apart()).map(({ why }) => why),
        ['other-token'],
      );
    });

    for (const kind of ['revoke', 'report-stolen'] as const) {
      it(`that crossed with the desk’s end (${kind}) is kept, moves no request, and its token is set aside`, async () => {
        const { requestId, job } = await sealed();
        await commandBurner(deps(), administrator, { burnerId: desk.burner.burnerId, command: { kind } });
        const receipt = desk.burner.receipt(job.offer, {});
        assert.equal((await report(job.id, receipt))?.type, 'receipt-stored');
        assert.deepEqual(
          (await apart()).map(({ why }) => why),
          ['desk-shut-out'],
        );
        const request = await getRequestDetail(deps(), technician, requestId);
        assert.deepEqual(
          [request.state, request.attention, request.token],
          ['in_progress', 'burner-revoked', null],
        );
        assert.equal((await getToken(deps(), serial)).state, 'quarantine');
        assert.equal((await verifyAudit(deps())).ok, true);
      });
    }

    it('of a check is not answered as a right code, nor is a “right” that nobody signed', async () => {
      const { requestId, job } = await burned();
      const order = { requestId, code: desk.burner.rightCode };
      const frame = { type: 'checked', jobId: job.id, matched: true, stepOffset: 0, problem: null } as const;
      const { hub } = desk.core;
      hub.check = async (id, { checkId }) => hub.recorded(id, { ...frame, checkId, receipt: null });
      assert.equal(await problemOf(checkCode(deps(), technician, order)), 'request-changed');
      assert.equal(await desk.stateOf(requestId), 'burned');
      const seen = { outcome: null, matched: true, stepOffset: 0, serial: otherSerial } as const;
      const receipt = desk.burner.receipt(job.offer, { kind: 'check', seen });
      hub.check = async (id, { checkId }) => hub.recorded(id, { ...frame, checkId, receipt });
      assert.equal(await problemOf(checkCode(deps(), technician, order)), 'record-unfit');
      assert.equal(await desk.stateOf(requestId), 'failed');
    });

    for (const body of ['no JSON', '{"v":1}']) {
      it(`that somebody made unreadable (${body}) is still shown, and no page fails for it`, async () => {
        const { requestId, job } = await sealed();
        await report(job.id, desk.burner.receipt(job.offer, { seen: { account: null } }));
        await desk.store.db
          .updateTable('audit')
          .set({ receipt_body: body })
          .where('receipt_body', 'is not', null)
          .execute();
        const [record] = await apart();
        assert.deepEqual(
          [record?.why, record?.requestId, record?.record, record?.technician.id, record?.account],
          ['other-account', requestId, 'burn', tina.id, null],
        );
        const { chain, setApart = [] } = await readStatement(deps(), auditor, serial);
        assert.deepEqual([chain.ok, setApart.length], [false, 1]);
      });
    }

    it('of a burn that somebody made unreadable is in no statement, which says that the books do not hold', async () => {
      await burned();
      await desk.store.db
        .updateTable('audit')
        .set({ receipt_body: 'no JSON' })
        .where('event', '=', 'burned')
        .execute();
      const { burns, chain } = await readStatement(deps(), auditor, serial);
      assert.deepEqual([burns, chain.ok], [[], false]);
    });

    it('waits on the first page until somebody says that they have looked, once, in the books', async () => {
      const { job } = await sealed();
      await report(job.id, desk.burner.receipt(job.offer, { seen: { serial: otherSerial } }));
      const [record] = await apart();
      const seq = record?.auditSeq ?? 0;
      assert.deepEqual([record?.serial, record?.burner, record?.outcome], [otherSerial, 'Desk 1', 'burned']);
      for (let n = 0; n < 2; n += 1) await acknowledgeRecord(deps(), technician, seq);
      assert.deepEqual(await listRecordsApart(deps()), { items: [], total: 0 });
      const { items } = await listAudit(deps(), { event: 'receipt_acknowledged' });
      assert.deepEqual(
        items.map(({ actor, data }) => [actor.kind === 'person' && actor.person.id, data.record]),
        [[tina.id, seq]],
      );
      for (const unknown of [seq + 1_000, Number.NaN]) {
        assert.equal(await problemOf(acknowledgeRecord(deps(), technician, unknown)), 'not-found');
      }
    });

    it('what fits is in no such list', async () => {
      const { requestId } = await burned();
      await checkCode(deps(), technician, { requestId, code: desk.burner.rightCode });
      assert.deepEqual(await listRecordsApart(deps()), { items: [], total: 0 });
    });
  }));
