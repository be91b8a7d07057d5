import assert from 'node:assert/strict';
import { commandBurner } from '@token-desk/bot/usecases/desks/burners';
import { pendingFor, receiveFrame } from '@token-desk/bot/usecases/jobs/burner-reports';
import { cancelJob, getJob, openJob, submitEnvelope } from '@token-desk/bot/usecases/jobs/jobs';
import { openTokenJob } from '@token-desk/bot/usecases/jobs/token-jobs';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { getToken } from '@token-desk/bot/usecases/tokens/token-views';
import { type FromBurner, jobLifetimeMs } from '@token-desk/contract/desk/job';
import type { JobView } from '@token-desk/contract/views';
import { technician } from '../../support/bot/bot-core.ts';
import { config, envelope, isProblem, problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { minuteMs, serial } from '../../support/bot/requests.ts';
import type { DeskBurner } from '../../support/desk/desk-burner.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('what a desk says', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const tell = (frame: FromBurner, from: DeskBurner = desk.burner) =>
      receiveFrame(deps(), from.burnerId, frame);
    const read = ({ id }: JobView) => getJob(deps(), technician, id);
    const refOf = ({ offer: { jobId, attempt } }: JobView) => ({ jobId, attempt });
    const received = (type: string, { id }: JobView) =>
      desk.burner.received.filter((one) => one.type === type && 'jobId' in one && one.jobId === id).length;

    /** An order whose desk has not answered yet. */
    async function offered(): Promise<JobView> {
      const requestId = await desk.claimed();
      desk.burner.behaviour.answers = false;
      const { version } = await getRequestDetail(deps(), technician, requestId);
      const order = { requestId, version, burnerId: desk.burner.burnerId, reader: null, serial, config };
      return openJob({ ...deps(), jobKeyWaitMs: 1 }, technician, order);
    }
    async function identifying(): Promise<JobView> {
      desk.burner.behaviour.answers = false;
      const order = { kind: 'identify', burnerId: desk.burner.burnerId, reader: null, serial: null } as const;
      return openTokenJob({ ...deps(), jobKeyWaitMs: 1 }, technician, order);
    }
    const seal = (job: JobView) =>
      submitEnvelope(deps(), technician, { jobId: job.id, envelope, accountSeen: true });

    it('is heard by who waits for it, who waits no longer then', async () => {
      const requestId = await desk.claimed();
      const { version } = await getRequestDetail(deps(), technician, requestId);
      const order = { requestId, version, burnerId: desk.burner.burnerId, reader: null, serial, config };
      const job = await openJob({ ...deps(), jobKeyWaitMs: 2_000 }, technician, order);
      assert.equal(job.state, 'keyed');
      const readerOrder = { kind: 'identify', burnerId: desk.burner.burnerId, reader: null } as const;
      await cancelJob(deps(), technician, job.id);
      const read = await openTokenJob({ ...deps(), jobKeyWaitMs: 2_000 }, technician, {
        ...readerOrder,
        serial: null,
      });
      assert.equal(read.state, 'refused', 'there lay no token');
    });

    describe('counts only', () => {
      it('of a desk that was paired', async () => {
        const frame = desk.burner.jobKey((await offered()).offer);
        assert.equal(await problemOf(receiveFrame(deps(), 'nobody-s', frame)), 'burner-not-paired');
        const command = { kind: 'revoke' } as const;
        await commandBurner(deps(), technician, { burnerId: desk.burner.burnerId, command });
        assert.equal(await problemOf(tell(frame)), 'burner-revoked');
      });

      it('about an order of its own, and about this try at it', async () => {
        const job = await offered();
        const key = desk.burner.jobKey(job.offer);
        const other = await desk.pairDesk();
        assert.equal(await problemOf(tell(key, other)), 'job-wrong-burner');
        assert.equal(await problemOf(tell({ ...key, attempt: job.attempt + 1 })), 'job-not-open');
        assert.equal(await problemOf(tell({ ...key, jobId: 'nobody-s' })), 'job-not-open');
        const { state, key: kept } = await read(job);
        assert.deepEqual([state, kept], ['offered', null]);
      });
    });

    describe('as its key', () => {
      it('may be another one until the secret is sealed to it, and none afterwards', async () => {
        const job = await offered();
        const [first, second] = [desk.burner.jobKey(job.offer), desk.burner.jobKey(job.offer)];
        await tell(first);
        assert.deepEqual([(await read(job)).state, (await read(job)).key], ['keyed', first.key]);
        await tell(second);
        assert.deepEqual((await read(job)).key, second.key);
        await seal(job);
        assert.equal(await problemOf(tell(first)), 'job-not-open');
        assert.deepEqual((await read(job)).key, second.key);
      });

      it('said twice changes nothing', async () => {
        const job = await offered();
        const key = desk.burner.jobKey(job.offer);
        const versions = () => desk.store.db.selectFrom('jobs').select('version').execute();
        await tell(key);
        const before = await versions();
        await tell(key);
        assert.deepEqual(await versions(), before);
      });
    });

    describe('as its refusal', () => {
      const ourOwn = { code: 'no-token' };
      const foreign = { code: 'made-up-yesterday', detail: { why: 'whatever' } };

      it('is in the books what we know, and “unexpected” where we do not', async () => {
        const job = await offered();
        await tell({ type: 'job-refused', ...refOf(job), problem: foreign });
        const { problem, state } = await read(job);
        assert.deepEqual([state, problem], ['refused', { code: 'unexpected' }]);
        const { attention } = await getRequestDetail(deps(), technician, job.offer.requestId ?? '');
        assert.equal(attention, 'unexpected');
        assert.equal(received('cancel', job), 0, 'who refused need not hear that it is over');
      });

      it('is shown as it came where no request has it in its books', async () => {
        const job = await identifying();
        await tell({ type: 'job-refused', ...refOf(job), problem: foreign });
        assert.deepEqual([(await read(job)).state, (await read(job)).problem], ['refused', foreign]);
      });

      it('is the same as an outcome without a record', async () => {
        const job = await offered();
        const outcome = { type: 'outcome', ...refOf(job), receipt: null, identified: null } as const;
        await tell({ ...outcome, problem: null });
        assert.equal((await read(job)).state, 'offered', 'an outcome that says nothing');
        await tell({ ...outcome, problem: ourOwn });
        assert.deepEqual([(await read(job)).state, (await read(job)).problem], ['refused', ourOwn]);
      });

      it('is nothing new once its order is over', async () => {
        const job = await offered();
        await cancelJob(deps(), technician, job.id);
        const { version } = await getRequestDetail(deps(), technician, job.offer.requestId ?? '');
        await tell({ type: 'job-refused', ...refOf(job), problem: ourOwn });
        const after = await getRequestDetail(deps(), technician, job.offer.requestId ?? '');
        assert.deepEqual(
          [(await read(job)).state, after.version, after.attention],
          ['cancelled', version, null],
        );
      });
    });

    describe('it is doing', () => {
      const progress = (job: JobView): FromBurner => ({
        ...{ type: 'progress', ...refOf(job), phase: 'writing-seed', at: 0 },
        problem: { code: 'no-token' },
      });

      it('is seen by whoever looks, and at once by open tabs', async () => {
        const job = await offered();
        await tell(progress(job));
        const { phase, problem, state } = await read(job);
        assert.deepEqual([state, phase, problem], ['offered', 'writing-seed', { code: 'no-token' }]);
        const last = desk.core.bus.events.at(-1);
        assert.ok(last?.type === 'job');
        assert.deepEqual([last.job.id, last.job.phase, last.job.problem], [job.id, phase, problem]);
      });

      it('is why nobody says that nothing was written when its order is ended', async () => {
        const job = await offered();
        await tell(progress(job));
        await cancelJob(deps(), technician, job.id);
        const { attention } = await getRequestDetail(deps(), technician, job.offer.requestId ?? '');
        assert.deepEqual([attention, (await read(job)).problem], ['job-stopped', { code: 'job-stopped' }]);
      });

      it('is nobody’s business once its order is over', async () => {
        const job = await offered();
        await cancelJob(deps(), technician, job.id);
        const { length } = desk.core.bus.events;
        await tell(progress(job));
        assert.equal((await read(job)).phase, null);
        assert.equal(desk.core.bus.events.length, length);
      });
    });

    describe('it found on its reader', () => {
      const lying = {
        ...{ serial, model: 'OTPC-P2-i', clearsSeedOnConfig: true },
        ...{ clockDriftSeconds: 41, readAt: 0 },
      };
      const found = (job: JobView): FromBurner => ({
        ...{ type: 'outcome', ...refOf(job), receipt: null, problem: null, identified: lying },
      });
      const drift = async () => (await getToken(deps(), serial)).lastDriftSeconds;
      beforeEach(async () => {
        await commandToken(deps(), technician, { serial, command: { kind: 'adopt', site: null } });
      });

      it('is the answer to who asked, kept with the token, and the desk hears nothing of it', async () => {
        const job = await identifying();
        await tell(found(job));
        const { state, identified } = await read(job);
        assert.deepEqual([state, identified, await drift()], ['done', lying, 41]);
        assert.equal(received('cancel', job), 0);
        const last = desk.core.bus.events.at(-1);
        assert.ok(last?.type === 'job');
        assert.deepEqual([last.job.id, last.job.state], [job.id, 'done']);
      });

      it('is no answer to an order to burn', async () => {
        const job = await offered();
        assert.equal(await problemOf(tell(found(job))), 'job-not-open');
        assert.deepEqual([(await read(job)).state, await drift()], ['offered', null]);
      });

      it('comes too late when nobody waits for it any more', async () => {
        const job = await identifying();
        await cancelJob(deps(), technician, job.id);
        await tell(found(job));
        assert.deepEqual([(await read(job)).state, await drift()], ['cancelled', null]);
      });
    });

    describe('it is told when it comes back', () => {
      const told = async () =>
        (await pendingFor(deps(), desk.burner.burnerId)).map((frame) =>
          frame.type === 'offer'
            ? ['offer', frame.offer.jobId]
            : [frame.type, 'jobId' in frame && frame.jobId],
        );

      it('no order whose time is over, although nobody has ended it yet', async () => {
        const job = await offered();
        desk.core.clock.turn(jobLifetimeMs - 1);
        assert.deepEqual(await told(), [['offer', job.id]]);
        desk.core.clock.turn(1);
        assert.deepEqual(await told(), []);
      });

      it('what ended within the last hour', async () => {
        const job = await offered();
        await cancelJob(deps(), technician, job.id);
        desk.core.clock.turn(60 * minuteMs - 1);
        assert.deepEqual(await told(), [['cancel', job.id]]);
        desk.core.clock.turn(minuteMs);
        assert.deepEqual(await told(), []);
      });
    });

    describe('at the end of an order', () => {
      it('is owed an answer, and so is who ended it', async () => {
        const job = await offered();
        await cancelJob(deps(), technician, job.id);
        assert.equal(received('cancel', job), 1);
        const { attention } = await getRequestDetail(deps(), technician, job.offer.requestId ?? '');
        assert.equal(attention, null, 'nothing was written, so there is nothing to look at');
        await cancelJob(deps(), technician, job.id);
        assert.equal(received('cancel', job), 1, 'once');
      });
    });

    it('names the readers it has, where another one is asked for', async () => {
      const requestId = await desk.claimed();
      const [only] = desk.burner.readers();
      const refused = isProblem('reader-not-found', { reader: 'other', readers: only?.name ?? '' });
      await assert.rejects(desk.open(requestId, { reader: 'other' }), refused);
    });
  }));
