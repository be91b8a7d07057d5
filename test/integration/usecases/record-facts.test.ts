import assert from 'node:assert/strict';
import { listAudit } from '@token-desk/bot/usecases/audit/audit';
import { createPairingCode, pairBurner } from '@token-desk/bot/usecases/desks/pairing';
import { receiveFrame } from '@token-desk/bot/usecases/jobs/burner-reports';
import { cancelJob, checkCode, getJob, submitEnvelope } from '@token-desk/bot/usecases/jobs/jobs';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { getToken } from '@token-desk/bot/usecases/tokens/token-views';
import type { AuditRow } from '@token-desk/contract/audit-row';
import type { FromBurner } from '@token-desk/contract/desk/job';
import { generateJobKeyPair } from '@token-desk/contract/seed/envelope';
import type { JobView } from '@token-desk/contract/views';
import { administrator, otherTechnician, technician } from '../../support/bot/bot-core.ts';
import { envelope, problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { serial } from '../../support/bot/requests.ts';
import { DeskBurner } from '../../support/desk/desk-burner.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

type Outcome = Extract<FromBurner, { type: 'outcome' }>;
type WireProblem = NonNullable<Outcome['problem']>;

describe('what a desk’s record says', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const read = (job: JobView) => getJob(deps(), technician, job.id);
    const detail = (job: JobView) => getRequestDetail(deps(), technician, job.offer.requestId ?? '');
    const rowsOf = async (event: AuditRow['event']) => (await listAudit(deps(), { event })).items;

    /** The desk has the secret and says nothing by itself. */
    async function sealed(accountSeen = true): Promise<JobView> {
      const job = await desk.open(await desk.claimed());
      desk.burner.behaviour.answers = false;
      await submitEnvelope(deps(), technician, { jobId: job.id, envelope, accountSeen });
      return job;
    }
    const report = (
      { offer }: JobView,
      change: Parameters<DeskBurner['receipt']>[1],
      more: Partial<Outcome> = {},
    ) => {
      const { jobId, attempt } = offer;
      const receipt = desk.burner.receipt(offer, change);
      const said = { type: 'outcome', jobId, attempt, receipt, problem: null, identified: null } as const;
      return receiveFrame(deps(), desk.burner.burnerId, { ...said, ...more });
    };

    it('about a burn stands in the books and at its token: drift, account, route', async () => {
      const job = await sealed();
      await report(job, { seen: { clockDriftAfterSeconds: 2 } });
      const [first] = await rowsOf('burned');
      const { clockDriftBeforeSeconds, accountSeen } = first?.data ?? {};
      assert.deepEqual([clockDriftBeforeSeconds, accountSeen], [3, true]);
      assert.equal((await detail(job)).token?.clockDriftAfterSeconds, 2);
      assert.ok(!Object.hasOwn(first?.data ?? {}, 'route'));
      assert.equal((await getToken(deps(), serial)).lastDriftSeconds, 2);
    });

    it('about a burn may leave out the drift afterwards, and the account of a typed key', async () => {
      const job = await sealed(false);
      await report(job, { seen: { clockDriftAfterSeconds: null, account: null, capture: 'typed-key' } });
      const [row] = await rowsOf('burned');
      assert.equal(row?.data.accountSeen, false);
      const { token } = await detail(job);
      assert.deepEqual([token?.accountSeen, token?.clockDriftAfterSeconds], [false, undefined]);
    });

    it('about a burn whose secret it drew says that route', async () => {
      const { publicKey: tabKey } = await generateJobKeyPair();
      const job = await desk.open(await desk.claimed(), { route: 'B', tabKey });
      await report(job, { seen: { route: 'B' } });
      const [row] = await rowsOf('burned');
      assert.deepEqual([row?.data.route, (await getToken(deps(), serial)).route], ['B', 'B']);
    });

    const causes: [string, string | null, WireProblem | null, string][] = [
      ['signed', 'no-token', { code: 'reader-failed' }, 'no-token'],
      ['told beside it', null, { code: 'reader-failed' }, 'reader-failed'],
      ['one that we do not know', 'made-up-yesterday', null, 'unexpected'],
    ];
    for (const [what, signed, said, expected] of causes)
      it(`about a burn that failed has a cause (${what})`, async () => {
        const job = await sealed();
        await report(job, { seen: { outcome: 'failed', problem: signed } }, { problem: said });
        assert.deepEqual(
          [(await detail(job)).state, (await detail(job)).attention],
          ['in_progress', expected],
        );
        const { outcome, problem, state } = await read(job);
        assert.deepEqual(
          [state, outcome, problem],
          ['done', 'failed', signed === null ? null : { code: signed }],
        );
        assert.equal((await getToken(deps(), serial)).state, 'in_stock');
      });

    it('about something a person must know is kept with its details, where the desk told them', async () => {
      const note = { code: 'clock-not-trusted', detail: { offsetSeconds: 7 } };
      const first = await sealed();
      await report(first, { seen: { note: note.code } }, { note });
      assert.deepEqual((await read(first)).problem, note);
      desk.core.clock.turn(1_000);
      desk.burner.behaviour.answers = true;
      const second = await desk.open(first.offer.requestId ?? '');
      desk.burner.behaviour.answers = false;
      await submitEnvelope(deps(), technician, { jobId: second.id, envelope, accountSeen: true });
      const other = { ...note, code: 'reader-failed' };
      await report(second, { seen: { note: note.code } }, { note: other });
      assert.deepEqual((await read(second)).problem, { code: note.code }, 'what is signed counts');
    });

    it('about a burn nobody can tell the end of lets its code be checked', async () => {
      const job = await sealed();
      await report(job, { seen: { outcome: 'unknown' } });
      assert.equal((await read(job)).outcome, 'unknown');
      assert.equal((await getToken(deps(), serial)).state, 'burned_unverified');
      desk.burner.behaviour.answers = true;
      desk.burner.offers.set(job.id, job.offer);
      const order = { requestId: job.offer.requestId ?? '', code: desk.burner.rightCode };
      assert.equal((await checkCode(deps(), technician, order)).matched, true);
    });

    it('about a burn stays the strongest word: what was written is never made undone', async () => {
      const job = await sealed();
      for (const [outcome, expected] of [
        ['unknown', 'unknown'],
        ['failed', 'unknown'],
        ['burned', 'burned'],
        ['unknown', 'burned'],
      ] as const) {
        await report(job, { seen: { outcome } });
        assert.equal((await read(job)).outcome, expected, outcome);
      }
    });

    /** A second burn of the same request, on the same token. */
    async function burnedAgain(): Promise<{ first: JobView; second: JobView; requestId: string }> {
      const { requestId, job: first } = await desk.burned();
      desk.core.clock.turn(1_000);
      const second = await desk.open(requestId);
      await submitEnvelope(deps(), technician, { jobId: second.id, envelope, accountSeen: true });
      await desk.core.hub.settled();
      return { requestId, first, second };
    }
    const checked = ({ offer }: JobView, change: Parameters<DeskBurner['receipt']>[1] = {}) => {
      const receipt = desk.burner.receipt(offer, {
        kind: 'check',
        seen: { matched: true, stepOffset: 0 },
        ...change,
      });
      const { jobId } = offer;
      return receiveFrame(deps(), desk.burner.burnerId, {
        ...{ type: 'checked', jobId, checkId: 'c', matched: true, stepOffset: 0, problem: null, receipt },
      });
    };

    it('about a code of a burn before is no word about the one the token carries now', async () => {
      const { requestId, first, second } = await burnedAgain();
      await checked(first);
      assert.equal(await desk.stateOf(requestId), 'burned');
      await checked(second);
      assert.equal(await desk.stateOf(requestId), 'checked');
    });

    it('about a wrong code leaves the secret where it can be compared again', async () => {
      const { requestId } = await desk.burned();
      const kept = async () =>
        (await desk.store.db.selectFrom('jobs').select('id').where('envelope', 'is not', null).execute())
          .length;
      await checkCode(deps(), technician, { requestId, code: '000000' });
      assert.equal(await kept(), 1);
      await checkCode(deps(), technician, { requestId, code: desk.burner.rightCode });
      assert.equal(await kept(), 0);
    });

    it('that is none of ours is noted with what was wrong with it, and by which desk', async () => {
      const job = await sealed();
      const receipt = { body: 'x', signature: desk.burner.sign('y') };
      assert.equal(await problemOf(report(job, {}, { receipt })), 'receipt-invalid');
      const [row] = await rowsOf('receipt_refused');
      const { burnerId } = desk.burner;
      const data = { burnerId, jobId: job.id, problem: 'receipt-invalid', why: 'signature' };
      assert.deepEqual(row?.data, data);
      assert.deepEqual(row?.actor, { kind: 'burner', burnerId, name: 'Desk 1' });
    });

    it('is brought by its newer self, and the older one is sent away without a note', async () => {
      const job = await sealed();
      const { identity, link } = desk.burner;
      const again = Object.assign(new DeskBurner(desk.core.clock.now), { identity, link });
      const { code } = await createPairingCode(deps(), administrator, { name: 'Desk again' });
      again.paired(await pairBurner(deps(), again.pairRequest(code)));
      assert.equal(await problemOf(report(job, {})), 'burner-revoked');
      assert.deepEqual(await rowsOf('receipt_refused'), []);
    });

    describe('and does not fit', () => {
      const adopt = () =>
        commandToken(deps(), technician, { serial, command: { kind: 'adopt', site: null } });
      const apart = async () => (await rowsOf('receipt_set_apart')).at(-1);
      const custody = async () => (await getToken(deps(), serial)).custody.map(({ kind }) => kind);
      const unfit = { account: 'ceo@contoso.example' };

      it('that nothing was written is kept, and sets no token aside', async () => {
        await adopt();
        const job = await sealed();
        await report(job, { attempt: 2, seen: { outcome: 'failed' } });
        assert.equal((await apart())?.data.outcome, 'failed');
        assert.notEqual((await getToken(deps(), serial)).state, 'quarantine');
        assert.ok(!(await custody()).includes('set_aside'));
        const { state, problem, outcome } = await read(job);
        assert.deepEqual([state, problem, outcome], ['done', { code: 'record-unfit' }, 'failed']);
      });

      it('tells open tabs that its order is over', async () => {
        const job = await sealed();
        await report(job, { seen: unfit });
        const heard = desk.core.bus.events.filter((event) => event.type === 'job' && event.job.id === job.id);
        const last = heard.at(-1);
        assert.ok(last?.type === 'job');
        assert.deepEqual([last.job.state, last.job.problem?.code], ['done', 'record-unfit']);
      });

      it('sets a token aside once, also when a second one comes', async () => {
        const job = await sealed();
        await report(job, { seen: unfit });
        assert.equal((await custody()).filter((kind) => kind === 'set_aside').length, 1);
        await report(job, { seen: unfit });
        assert.equal((await custody()).filter((kind) => kind === 'set_aside').length, 1);
        assert.equal((await rowsOf('receipt_set_apart')).length, 2);
      });

      for (const matched of [true, false])
        it(`about a code says whether it matched (${matched}), and the token stays as it is`, async () => {
          const { job } = await desk.burned();
          const { jobId } = job.offer;
          const told = { requestId: 'another', subject: job.offer.subject, technician: technician.person };
          const stepOffset = matched ? 0 : null;
          const receipt = desk.burner.receipt(job.offer, {
            kind: 'check',
            seen: { matched, stepOffset },
            told,
          });
          await receiveFrame(deps(), desk.burner.burnerId, {
            ...{ type: 'checked', jobId, checkId: 'c', matched, stepOffset, problem: null, receipt },
          });
          const row = await apart();
          assert.deepEqual(
            [row?.data.outcome, row?.data.record],
            [matched ? 'matched' : 'not-matched', 'check'],
          );
          assert.ok(!(await custody()).includes('set_aside'));
          assert.equal((await read(job)).outcome, 'burned', 'what was written stays written');
        });

      it('about a code fails its request where it is of the burn the token carries, and not of one before', async () => {
        const { requestId, first, second } = await burnedAgain();
        const told = { requestId: 'another', subject: first.offer.subject, technician: technician.person };
        await checked(first, { told });
        assert.equal(await desk.stateOf(requestId), 'burned');
        await checked(second, { told });
        assert.equal(await desk.stateOf(requestId), 'failed');
      });

      it('about a code of somebody who never had the request in hand is kept apart', async () => {
        const { requestId, job } = await desk.burned();
        const { id } = await desk.submit({}, 'olga');
        await desk.order(id, { kind: 'claim' }, otherTechnician);
        const { subject } = job.offer;
        await checked(job, { told: { requestId, subject, technician: otherTechnician.person } });
        assert.equal((await apart())?.data.why, 'other-technician');
      });

      it('fails its request after its order was ended, while the same technician has it in hand', async () => {
        const job = await sealed();
        const requestId = job.offer.requestId ?? '';
        await cancelJob(deps(), technician, job.id);
        await report(job, { seen: unfit });
        assert.equal(await desk.stateOf(requestId), 'failed');
      });

      it('fails no request that somebody else has in hand now, or that has another order', async () => {
        const job = await sealed();
        const requestId = job.offer.requestId ?? '';
        await desk.order(requestId, { kind: 'take-over' }, otherTechnician);
        await report(job, { seen: unfit });
        assert.equal(await desk.stateOf(requestId), 'in_progress');
        await desk.order(requestId, { kind: 'take-over' });
        desk.burner.behaviour.answers = true;
        await desk.order(requestId, { kind: 'check-identity', identity: 'badge-photo' });
        const next = await desk.open(requestId, { serial: '8659622000077' });
        await report(job, { seen: unfit });
        assert.equal((await detail(next)).openJobId, next.id);
      });

      it('fails no request that has gone on to another technician, or waits for none', async () => {
        const job = await sealed();
        const requestId = job.offer.requestId ?? '';
        await desk.order(requestId, { kind: 'release' });
        await report(job, { seen: unfit });
        assert.equal(await desk.stateOf(requestId), 'queued');
      });
    });
  }));
