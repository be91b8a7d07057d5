import assert from 'node:assert/strict';
import { pendingFor, receiveFrame } from '@token-desk/bot/usecases/burner-reports';
import { cancelJob, openJob, submitEnvelope } from '@token-desk/bot/usecases/jobs';
import { getRequestDetail } from '@token-desk/bot/usecases/request-views';
import { sweep } from '@token-desk/bot/usecases/sweep';
import { jobLifetimeMs } from '@token-desk/contract/job';
import { otherTechnician, technician } from '../support/bot-core.ts';
import { onBothStores } from '../support/both-stores.ts';
import { DeskBurner } from '../support/desk-burner.ts';
import { config, envelope, problemOf, useDeskCore } from '../support/desk-core.ts';
import { minuteMs, serial } from '../support/requests.ts';

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
        desk.core.time.now += jobLifetimeMs;
        const sealing = submitEnvelope(desk.core.deps, technician, {
          jobId: job.id,
          envelope,
          accountSeen: true,
        });
        assert.equal(await problemOf(sealing), 'job-expired');
        desk.core.time.now += 2 * minuteMs;
        await sweep(desk.core.deps);
        const request = await getRequestDetail(desk.core.deps, technician, id);
        assert.deepEqual([request.openJobId, request.attention], [null, 'job-expired']);
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
        const stranger = new DeskBurner(() => desk.core.time.now);
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
