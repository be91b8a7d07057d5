import assert from 'node:assert/strict';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit';
import { receiveFrame } from '@token-desk/bot/usecases/burner-reports';
import { verifyCode } from '@token-desk/bot/usecases/jobs';
import { getRequestDetail } from '@token-desk/bot/usecases/request-views';
import type { JobView } from '@token-desk/contract/api';
import type { ProblemCode } from '@token-desk/contract/problem';
import { auditor, technician } from '../support/bot-core.ts';
import { onBothStores } from '../support/both-stores.ts';
import { DeskBurner } from '../support/desk-burner.ts';
import { problemOf, useDeskCore } from '../support/desk-core.ts';
import { tom } from '../support/requests.ts';

describe('use cases, receipts', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const { burned, claimed, open, order } = desk;

    describe('a receipt', () => {
      type Outcome = ReturnType<DeskBurner['receipt']>;
      const report = (job: JobView, receipt: Outcome) =>
        receiveFrame(desk.core.deps, desk.burner.burnerId, {
          type: 'outcome',
          jobId: job.id,
          attempt: 1,
          receipt,
          problem: null,
          identified: null,
        });

      const forgeries: [string, (job: JobView) => Outcome, ProblemCode][] = [
        [
          'signed by another desk',
          (job) => {
            const stranger = new DeskBurner(() => desk.core.time.now);
            stranger.burnerId = desk.burner.burnerId;
            return stranger.receipt(job.offer, {});
          },
          'receipt-invalid',
        ],
        [
          'changed after signing',
          (job) => {
            const { body, signature } = desk.burner.receipt(job.offer, {});
            return { body: body.replace('"burned"', '"failed"'), signature };
          },
          'receipt-invalid',
        ],
        [
          'that is not a receipt',
          () => ({ body: '{"v":1}', signature: desk.burner.sign('{"v":1}') }),
          'receipt-invalid',
        ],
        ['that is not JSON', () => ({ body: 'x', signature: desk.burner.sign('x') }), 'receipt-invalid'],
        [
          'of a real desk here',
          (job) => desk.burner.receipt(job.offer, { practice: false }),
          'practice-receipt',
        ],
        ['with a number left out', (job) => desk.burner.receipt(job.offer, { seq: 2 }), 'receipt-invalid'],
        [
          'that does not follow the one before',
          (job) => desk.burner.receipt(job.offer, { previousHash: 'A'.repeat(64) }),
          'receipt-invalid',
        ],
        [
          'for another person',
          (job) =>
            desk.burner.receipt(job.offer, {
              told: { requestId: job.offer.requestId, subject: tom, technician: job.offer.technician },
            }),
          'receipt-invalid',
        ],
        [
          'for another token',
          (job) => desk.burner.receipt(job.offer, { seen: { serial: '8659622000099' } }),
          'receipt-invalid',
        ],
        ['for another job', (job) => desk.burner.receipt(job.offer, { jobId: 'other' }), 'receipt-invalid'],
      ];
      for (const [what, forge, code] of forgeries) {
        it(`${what} is refused: ${code}, changes nothing and is noted`, async () => {
          const id = await claimed();
          const job = await open(id);
          const before = await getRequestDetail(desk.core.deps, technician, id);
          assert.equal(await problemOf(report(job, forge(job))), code);
          assert.deepEqual(await getRequestDetail(desk.core.deps, technician, id), before);
          const { items } = await listAudit(desk.core.deps, {});
          assert.equal(items.at(-1)?.event, 'receipt_refused');
        });
      }

      it('refused again and again is noted once', async () => {
        const job = await open(await claimed());
        const forged = { body: 'x', signature: desk.burner.sign('x') };
        for (let n = 0; n < 3; n += 1) assert.equal(await problemOf(report(job, forged)), 'receipt-invalid');
        const { items } = await listAudit(desk.core.deps, { event: 'receipt_refused' });
        assert.equal(items.length, 1);
      });

      it('of a practice desk is refused by a real server', async () => {
        const id = await claimed();
        const job = await open(id);
        const real = { ...desk.core.deps, practice: false };
        const receipt = desk.burner.receipt(job.offer, {});
        const frame = {
          type: 'outcome',
          jobId: job.id,
          attempt: 1,
          receipt,
          problem: null,
          identified: null,
        } as const;
        assert.equal(await problemOf(receiveFrame(real, desk.burner.burnerId, frame)), 'practice-receipt');
      });

      it('sent again is acknowledged again and stored once', async () => {
        const id = await claimed();
        const job = await open(id);
        const receipt = desk.burner.receipt(job.offer, {});
        const stored = { type: 'receipt-stored', seq: 1 };
        assert.deepEqual(await report(job, receipt), stored);
        const rows = (await listAudit(desk.core.deps, { requestId: id })).items.length;
        assert.deepEqual(await report(job, receipt), stored);
        assert.equal((await listAudit(desk.core.deps, { requestId: id })).items.length, rows);
      });

      it('with a number already used for another one is refused', async () => {
        const id = await claimed();
        const job = await open(id);
        await report(job, desk.burner.receipt(job.offer, {}));
        const second = desk.burner.receipt(job.offer, { seq: 1, previousHash: null, at: 5 });
        assert.equal(await problemOf(report(job, second)), 'receipt-invalid');
      });

      it('of a burn that came after cancelling is kept, and the token set aside', async () => {
        const id = await claimed();
        const job = await open(id);
        await order(id, { kind: 'release' });
        await report(job, desk.burner.receipt(job.offer, {}));
        const request = await getRequestDetail(desk.core.deps, auditor, id);
        assert.deepEqual([request.state, request.token, request.attention], ['queued', null, 'burned-late']);
        const row = await desk.store.db.selectFrom('tokens').selectAll().executeTakeFirst();
        assert.equal(row?.state, 'quarantine');
      });

      it('taken out of the books afterwards breaks the verification', async () => {
        const { requestId } = await burned();
        await verifyCode(desk.core.deps, technician, { requestId, code: desk.burner.rightCode });
        await desk.store.db
          .updateTable('audit')
          .set({ receipt_body: null, receipt_signature: null })
          .where('event', '=', 'burned')
          .execute();
        const verified = await verifyAudit(desk.core.deps);
        assert.equal(verified.ok, false);
        assert.equal(verified.brokenAt?.why, 'changed');
      });
    });
  }));
