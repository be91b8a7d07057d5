import assert from 'node:assert/strict';
import { sign } from 'node:crypto';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { receiveFrame } from '@token-desk/bot/usecases/jobs/burner-reports';
import { checkCode, getJob, submitEnvelope } from '@token-desk/bot/usecases/jobs/jobs';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import type { ProblemCode } from '@token-desk/contract/problem';
import type { JobView } from '@token-desk/contract/views';
import { auditor, technician } from '../../support/bot/bot-core.ts';
import { envelope, problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { DeskBurner } from '../../support/desk/desk-burner.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

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

      /** The same words in another form, well signed. */
      const again = (job: JobView, change: (body: string) => string): Outcome => {
        const body = change(desk.burner.receipt(job.offer, {}).body);
        return { body, signature: desk.burner.sign(body) };
      };

      const forgeries: [string, (job: JobView) => Outcome, ProblemCode][] = [
        [
          'signed by another desk',
          (job) => {
            const stranger = new DeskBurner(desk.core.clock.now);
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
          'signed over its bare body',
          (job) => {
            const { body } = desk.burner.receipt(job.offer, {});
            const { privateKey } = desk.burner.identity;
            return { body, signature: sign(null, Buffer.from(body), privateKey).toString('base64url') };
          },
          'receipt-invalid',
        ],
        ['with a space in it', (job) => again(job, (body) => body.replace(':', ': ')), 'receipt-invalid'],
        [
          'that says one thing twice',
          (job) => again(job, (body) => body.replace('{', '{"seq":9,')),
          'receipt-invalid',
        ],
        [
          'with half a character',
          (job) => again(job, (body) => body.replace('OTPC', '\ud800')),
          'receipt-invalid',
        ],
        [
          'with half a character, escaped',
          (job) => again(job, (body) => body.replace('OTPC', '\\ud800')),
          'receipt-invalid',
        ],
        ['with a NUL', (job) => again(job, (body) => body.replace('OTPC', '\\u0000')), 'receipt-invalid'],
        [
          'whose signature has characters that decode away',
          (job) => {
            const { body, signature } = desk.burner.receipt(job.offer, {});
            return { body, signature: `${signature}\ud800` };
          },
          'receipt-invalid',
        ],
        [
          'whose signature has bits left over',
          (job) => {
            const { body, signature } = desk.burner.receipt(job.offer, {});
            const last = { A: 'B', Q: 'R', g: 'h', w: 'x' }[signature.at(-1) ?? ''] ?? '';
            return { body, signature: signature.slice(0, -1) + last };
          },
          'receipt-invalid',
        ],
        [
          'of a real desk here',
          (job) => desk.burner.receipt(job.offer, { practice: false }),
          'practice-receipt',
        ],
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

      it('that says of a burned job that it failed is kept, and leaves it burned', async () => {
        const { requestId, job } = await burned();
        const before = await getRequestDetail(desk.core.deps, technician, requestId);
        assert.equal(before.state, 'burned');
        const stored = await report(job, desk.burner.receipt(job.offer, { seen: { outcome: 'failed' } }));
        assert.equal(stored?.type, 'receipt-stored');
        const { state, outcome } = await getJob(desk.core.deps, technician, job.id);
        assert.deepEqual([state, outcome], ['done', 'burned']);
        const after = await getRequestDetail(desk.core.deps, technician, requestId);
        assert.deepEqual([after.state, after.token], [before.state, before.token]);
      });

      it('of a burn that came after cancelling is kept, and the token set aside', async () => {
        const id = await claimed();
        const job = await open(id);
        await desk.core.hub.settled();
        desk.burner.behaviour.answers = false;
        await submitEnvelope(desk.core.deps, technician, { jobId: job.id, envelope, accountSeen: true });
        await order(id, { kind: 'release' });
        await report(job, desk.burner.receipt(job.offer, {}));
        const request = await getRequestDetail(desk.core.deps, auditor, id);
        assert.deepEqual([request.state, request.token, request.attention], ['queued', null, 'burned-late']);
        const row = await desk.store.db.selectFrom('tokens').selectAll().executeTakeFirst();
        assert.equal(row?.state, 'quarantine');
      });

      it('taken out of the books afterwards breaks the verification', async () => {
        const { requestId } = await burned();
        await checkCode(desk.core.deps, technician, { requestId, code: desk.burner.rightCode });
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
