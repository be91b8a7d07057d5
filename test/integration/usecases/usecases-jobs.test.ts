import assert from 'node:assert/strict';
import { commandBurner } from '@token-desk/bot/usecases/desks/burners';
import { pendingFor, receiveFrame } from '@token-desk/bot/usecases/jobs/burner-reports';
import { cancelJob, openJob, submitEnvelope } from '@token-desk/bot/usecases/jobs/jobs';
import { sweep } from '@token-desk/bot/usecases/jobs/sweep';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { getToken } from '@token-desk/bot/usecases/tokens/token-views';
import { type FromBurner, type JobOffer, jobLifetimeMs } from '@token-desk/contract/desk/job';
import type { ProblemCode } from '@token-desk/contract/problem';
import { generateJobKeyPair } from '@token-desk/contract/seed/envelope';
import { otherTechnician, technician } from '../../support/bot/bot-core.ts';
import { config, envelope, problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { minuteMs, serial, sven } from '../../support/bot/requests.ts';
import { DeskBurner } from '../../support/desk/desk-burner.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('use cases, jobs', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const { claimed, open, order, pairDesk, submit } = desk;

    describe('a job', () => {
      it('needs the person identified, a confirmed and connected desk, a known reader and model', async () => {
        const { id } = await submit();
        await order(id, { kind: 'claim' });
        assert.equal(await problemOf(open(id)), 'identity-not-checked');
        await order(id, { kind: 'check-identity', identity: 'badge-photo' });
        assert.equal(await problemOf(open(id, { reader: 'other' })), 'reader-not-found');
        assert.equal(await problemOf(open(id, { serial: '1234567890' })), 'unknown-model');
        desk.core.hub.burners.delete(desk.burner.burnerId);
        assert.equal(await problemOf(open(id)), 'burner-offline');
      });

      it('is refused at a reader that is busy and for a token that is somebody’s', async () => {
        await open(await claimed());
        const other = await submit({}, 'olga');
        await order(other.id, { kind: 'claim' });
        await order(other.id, { kind: 'check-identity', identity: 'video' });
        assert.equal(await problemOf(open(other.id, { serial: '8659622000099' })), 'burner-busy');
        assert.equal(await problemOf(open(other.id)), 'serial-in-use');
        const second = await pairDesk();
        assert.equal(await problemOf(open(other.id, { burnerId: second.burnerId })), 'serial-in-use');
      });

      it('replaces the request’s own open job', async () => {
        const id = await claimed();
        const first = await open(id);
        const second = await open(id);
        assert.notEqual(second.id, first.id);
        const sealing = submitEnvelope(desk.core.deps, technician, {
          jobId: first.id,
          envelope,
          accountSeen: true,
        });
        assert.equal(await problemOf(sealing), 'job-cancelled');
        assert.ok(desk.burner.received.some((frame) => frame.type === 'cancel' && frame.jobId === first.id));
      });

      it('ends with the claim that opened it', async () => {
        const id = await claimed();
        const job = await open(id);
        await order(id, { kind: 'take-over' }, otherTechnician);
        const sealing = submitEnvelope(desk.core.deps, technician, {
          jobId: job.id,
          envelope,
          accountSeen: true,
        });
        assert.equal(await problemOf(sealing), 'job-cancelled');
      });

      it('expires five minutes after it was offered, and its reader is free again', async () => {
        const id = await claimed();
        const job = await open(id);
        desk.core.clock.turn(jobLifetimeMs);
        const sealing = submitEnvelope(desk.core.deps, technician, {
          jobId: job.id,
          envelope,
          accountSeen: true,
        });
        assert.equal(await problemOf(sealing), 'job-expired');
        desk.core.clock.turn(2 * minuteMs);
        await sweep(desk.core.deps);
        const request = await getRequestDetail(desk.core.deps, technician, id);
        assert.deepEqual([request.openJobId, request.attention], [null, 'job-expired']);
      });

      it('does not say that nothing was written when it ends after the desk was given the secret', async () => {
        const id = await claimed();
        const job = await open(id);
        desk.burner.behaviour.answers = false;
        await submitEnvelope(desk.core.deps, technician, { jobId: job.id, envelope, accountSeen: true });
        desk.core.clock.turn(jobLifetimeMs + 2 * minuteMs);
        await sweep(desk.core.deps);
        const request = await getRequestDetail(desk.core.deps, technician, id);
        assert.deepEqual([request.openJobId, request.attention], [null, 'job-stopped']);
      });

      describe('that ended after the desk was given the secret', () => {
        let requestId = '';
        let offer: JobOffer;
        beforeEach(async () => {
          requestId = await claimed();
          offer = (await open(requestId)).offer;
          desk.burner.behaviour.answers = false;
          await submitEnvelope(desk.core.deps, technician, {
            jobId: offer.jobId,
            envelope,
            accountSeen: true,
          });
        });

        const token = () => getToken(desk.core.deps, serial);
        const request = () => getRequestDetail(desk.core.deps, technician, requestId);
        const cancel = () => cancelJob(desk.core.deps, technician, offer.jobId);
        const tell = (frame: FromBurner) => receiveFrame(desk.core.deps, desk.burner.burnerId, frame);
        const refusal = (code: ProblemCode): FromBurner => {
          const { jobId, attempt } = offer;
          return { type: 'job-refused', jobId, attempt, problem: { code } };
        };
        const signed = (outcome: 'burned' | 'failed'): FromBurner => {
          const { jobId, attempt } = offer;
          const receipt = desk.burner.receipt(offer, { kind: 'burn', seen: { outcome } });
          return { type: 'outcome', jobId, attempt, receipt, problem: null, identified: null };
        };
        const toStock = () =>
          commandToken(desk.core.deps, technician, { serial, command: { kind: 'to-stock' } });
        const shutOut = (kind: 'revoke' | 'report-stolen') =>
          commandBurner(desk.core.deps, technician, { burnerId: desk.burner.burnerId, command: { kind } });

        const endings: [string, () => Promise<unknown>, string][] = [
          ['cancelled', cancel, 'job-stopped'],
          ['put off', () => order(requestId, { kind: 'hold', why: 'later' }), ''],
          ['its desk revoked', () => shutOut('revoke'), 'burner-revoked'],
          ['its desk stolen', () => shutOut('report-stolen'), 'burner-revoked'],
          [
            'out of time',
            () => {
              desk.core.clock.turn(jobLifetimeMs + 2 * minuteMs);
              return sweep(desk.core.deps);
            },
            'job-stopped',
          ],
        ];
        for (const [how, end, why] of endings)
          it(`leaves its token aside and no stock (${how}), and the request waiting`, async () => {
            await end();
            const { state, holder, custody } = await token();
            assert.deepEqual([state, holder], ['quarantine', null]);
            const { kind, note, by } = custody.at(-1) ?? {};
            assert.deepEqual([kind, note, by?.id], ['set_aside', 'perhaps-written', technician.person.id]);
            assert.equal(await problemOf(toStock()), 'token-not-blanked');
            const { state: step, attention, openJobId } = await request();
            assert.deepEqual([step, openJobId], [how === 'put off' ? 'on_hold' : 'in_progress', null]);
            assert.equal(attention ?? '', why);
          });

        it('has it back in stock when the desk says that nothing was written, once', async () => {
          await cancel();
          desk.core.clock.turn(1_000);
          await tell(refusal('job-cancelled'));
          assert.equal((await token()).state, 'in_stock');
          const { note, kind } = (await token()).custody.at(-1) ?? {};
          assert.deepEqual([kind, note], ['added', 'not-written']);
          assert.equal((await request()).attention, 'job-cancelled');
          const { version } = await request();
          await tell(refusal('job-cancelled'));
          assert.equal((await request()).version, version);
        });

        it('has it back in stock when the desk signs that nothing was written', async () => {
          await cancel();
          await tell(signed('failed'));
          assert.equal((await token()).state, 'in_stock');
        });

        it('goes on with what the desk signs that it wrote', async () => {
          await cancel();
          await tell(signed('burned'));
          assert.deepEqual(
            [(await token()).state, (await token()).holder?.id],
            ['burned_unverified', sven.id],
          );
          assert.deepEqual([(await request()).state, (await request()).token?.serial], ['burned', serial]);
        });

        it('has it set aside for good when what was written counts for nobody any more', async () => {
          await order(requestId, { kind: 'release' });
          await tell(signed('burned'));
          assert.equal((await token()).state, 'quarantine');
          assert.equal((await token()).burns, 1);
          assert.equal((await request()).attention, 'burned-late');
        });

        it('believes no “nothing was written” of a desk that only knows that it has told before', async () => {
          await cancel();
          await tell(refusal('job-replayed'));
          assert.equal((await token()).state, 'quarantine');
        });

        it('believes none of a desk that was shut out', async () => {
          await shutOut('report-stolen');
          assert.equal(await problemOf(tell(refusal('job-cancelled'))), 'burner-revoked');
          await tell(signed('failed'));
          assert.equal((await token()).state, 'quarantine');
        });
      });

      it('of a desk that draws the secret leaves its token aside from the first word on', async () => {
        const { publicKey: tabKey } = await generateJobKeyPair();
        const job = await open(await claimed(), { route: 'B', tabKey });
        await cancelJob(desk.core.deps, technician, job.id);
        assert.equal((await getToken(desk.core.deps, serial)).state, 'quarantine');
        const { jobId, attempt } = job.offer;
        const problem = { code: 'job-cancelled' };
        await receiveFrame(desk.core.deps, desk.burner.burnerId, {
          type: 'job-refused',
          jobId,
          attempt,
          problem,
        });
        assert.equal((await getToken(desk.core.deps, serial)).state, 'in_stock');
      });

      it('is backfilled until it has an outcome', async () => {
        const id = await claimed();
        desk.burner.behaviour.answers = false;
        const patient = { ...desk.core.deps, jobKeyWaitMs: 1 };
        const { version } = await getRequestDetail(desk.core.deps, technician, id);
        const job = await openJob(patient, technician, {
          requestId: id,
          version,
          burnerId: desk.burner.burnerId,
          reader: null,
          serial,
          config,
        });
        assert.deepEqual([job.state, job.key], ['offered', null]);
        const kinds = async () =>
          (await pendingFor(desk.core.deps, desk.burner.burnerId)).map(({ type }) => type);
        assert.deepEqual(await kinds(), ['offer']);
        await receiveFrame(desk.core.deps, desk.burner.burnerId, desk.burner.jobKey(job.offer));
        await submitEnvelope(desk.core.deps, technician, { jobId: job.id, envelope, accountSeen: true });
        assert.deepEqual(await kinds(), ['offer', 'envelope']);
        await cancelJob(desk.core.deps, technician, job.id);
        assert.deepEqual(await kinds(), ['cancel']);
      });

      it('refuses a key that another identity signed', async () => {
        const id = await claimed();
        desk.burner.behaviour.answers = false;
        const job = await openJob({ ...desk.core.deps, jobKeyWaitMs: 1 }, technician, {
          requestId: id,
          version: (await getRequestDetail(desk.core.deps, technician, id)).version,
          burnerId: desk.burner.burnerId,
          reader: null,
          serial,
          config,
        });
        const stranger = new DeskBurner(desk.core.clock.now);
        const forged = receiveFrame(desk.core.deps, desk.burner.burnerId, stranger.jobKey(job.offer));
        assert.equal(await problemOf(forged), 'burner-identity-changed');
      });

      it('goes back when the desk refuses it', async () => {
        const id = await claimed();
        const job = await open(id);
        const { jobId, attempt } = job.offer;
        const problem = { code: 'clock-not-trusted', detail: { offsetSeconds: 7 } };
        await receiveFrame(desk.core.deps, desk.burner.burnerId, {
          type: 'job-refused',
          jobId,
          attempt,
          problem,
        });
        const request = await getRequestDetail(desk.core.deps, technician, id);
        assert.deepEqual([request.openJobId, request.attention], [null, 'clock-not-trusted']);
      });
    });
  }));
