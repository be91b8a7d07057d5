import assert from 'node:assert/strict';
import { listAudit } from '@token-desk/bot/usecases/audit/audit';
import { commandBurner } from '@token-desk/bot/usecases/desks/burners';
import { receiveFrame } from '@token-desk/bot/usecases/jobs/burner-reports';
import { cancelJob, checkCode, getJob, submitEnvelope } from '@token-desk/bot/usecases/jobs/jobs';
import { sweep } from '@token-desk/bot/usecases/jobs/sweep';
import { openTokenJob } from '@token-desk/bot/usecases/jobs/token-jobs';
import { allowModel } from '@token-desk/bot/usecases/tokens/allow-model';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { getToken } from '@token-desk/bot/usecases/tokens/token-views';
import type { Caller, Deps } from '@token-desk/bot/usecases/write/deps';
import { jobLifetimeMs } from '@token-desk/contract/desk/job';
import { otherTechnician, technician } from '../../support/bot/bot-core.ts';
import { envelope, isProblem, problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { minuteMs, serial } from '../../support/bot/requests.ts';
import type { DeskBurner } from '../../support/desk/desk-burner.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

const unknown = '7777777000001';
const plain = '8659612000023';

describe('a reader and a token are one order’s at a time', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const at = (
      kind: 'identify' | 'blank' | 'sync-clock',
      wanted: string | null,
      { who = technician, burner = desk.burner, reader = null as string | null, by = deps() } = {},
    ) => openTokenJob(by, who, { kind, burnerId: burner.burnerId, reader, serial: wanted });
    const quick = (): Deps => ({ ...deps(), jobKeyWaitMs: 1 });
    const adopt = (wanted: string, who: Caller = technician) =>
      commandToken(deps(), who, { serial: wanted, command: { kind: 'adopt', site: null } });
    const twoReaders = (burner: DeskBurner) => {
      const [one] = burner.readers();
      assert.ok(one);
      burner.readers = () => [one, { ...one, name: 'second' }];
      return one.name;
    };

    it('but another reader of the same desk is free', async () => {
      const first = twoReaders(desk.burner);
      desk.burner.behaviour.answers = false;
      await at('identify', null, { reader: first, by: quick() });
      const there = () => at('identify', null, { reader: first, who: otherTechnician, by: quick() });
      await assert.rejects(there(), isProblem('burner-busy', { burner: 'Desk 1' }));
      const elsewhere = await at('identify', null, { reader: 'second', who: otherTechnician, by: quick() });
      assert.equal(elsewhere.state, 'offered');
    });

    it('also at two desks: who has the token is named', async () => {
      await adopt(serial);
      const second = await desk.pairDesk();
      second.behaviour.answers = false;
      await at('blank', serial, { burner: second, who: otherTechnician, by: quick() });
      const id = await desk.claimed();
      const holder = otherTechnician.person.name;
      await assert.rejects(desk.open(id), isProblem('serial-in-use', { serial, holder }));
    });

    it('and an order of one’s own without a person makes room, once, and its desk hears that', async () => {
      await adopt(serial);
      desk.burner.behaviour.answers = false;
      const first = await at('blank', serial, { by: quick() });
      desk.burner.behaviour.answers = true;
      await desk.open(await desk.claimed());
      assert.equal((await getJob(deps(), technician, first.id)).state, 'cancelled');
      const told = desk.burner.received.filter((one) => one.type === 'cancel' && one.jobId === first.id);
      assert.equal(told.length, 1);
    });

    describe('for an order about a token alone', () => {
      it('open tabs see it from its beginning', async () => {
        desk.burner.behaviour.answers = false;
        const job = await at('identify', null, { by: quick() });
        const seen = desk.core.bus.events.filter((event) => event.type === 'job' && event.job.id === job.id);
        assert.equal(seen.length, 1);
      });

      it('its desk is heard when it says what it is doing, although it sends no key', async () => {
        desk.burner.behaviour.answers = false;
        const opening = at('identify', null, { by: { ...deps(), jobKeyWaitMs: 300_000 } });
        const offered = async () => desk.burner.received.find(({ type }) => type === 'offer');
        while ((await offered()) === undefined) await new Promise((resolve) => setImmediate(resolve));
        const frame = await offered();
        assert.ok(frame?.type === 'offer');
        const { jobId, attempt } = frame.offer;
        const doing = {
          type: 'progress',
          jobId,
          attempt,
          phase: 'writing-seed',
          problem: null,
          at: 0,
        } as const;
        await receiveFrame(deps(), desk.burner.burnerId, doing);
        const startedAt = performance.now();
        assert.equal((await opening).phase, 'writing-seed');
        assert.ok(performance.now() - startedAt < 100_000, 'it waited no longer');
      });

      it('a serial is needed where something is written, and one may be named where it is read', async () => {
        for (const kind of ['blank', 'sync-clock'] as const)
          await assert.rejects(at(kind, null), isProblem('bad-request', { where: 'serial' }));
        assert.equal((await at('identify', unknown)).offer.serial, unknown);
      });

      it('a kind nobody knows is emptied when a second technician allowed it, and its clock is never set', async () => {
        await adopt(unknown);
        await assert.rejects(at('blank', unknown), isProblem('unknown-model', { serial: unknown }));
        await allowModel(deps(), otherTechnician, unknown.slice(0, 7));
        assert.equal((await at('blank', unknown)).offer.allowUnknownModel, true);
        await desk.core.hub.settled();
        await adopt(serial);
        const known = await at('blank', serial);
        assert.ok(!Object.hasOwn(known.offer, 'allowUnknownModel'));
        await assert.rejects(at('sync-clock', unknown), isProblem('unknown-model', { serial: unknown }));
      });

      it('no clock is set of a token that is being burned', async () => {
        const id = await desk.claimed();
        const job = await desk.open(id, { serial: plain });
        const second = await desk.pairDesk();
        const set = () => at('sync-clock', plain, { burner: second });
        await assert.rejects(set(), isProblem('token-wrong-state', { serial: plain, state: 'reserved' }));
        desk.burner.behaviour.answers = false;
        await submitEnvelope(deps(), technician, { jobId: job.id, envelope, accountSeen: true });
        await assert.rejects(set(), isProblem('token-wrong-state', { serial: plain, state: 'burning' }));
      });

      it('what its desk signed stands in the books and at the token, where that is in them', async () => {
        await at('sync-clock', plain);
        await desk.core.hub.settled();
        assert.equal(await problemOf(getToken(deps(), plain)), 'token-not-in-books');
        await adopt(plain);
        desk.core.clock.turn(1_000);
        await at('sync-clock', plain);
        await desk.core.hub.settled();
        assert.equal((await getToken(deps(), plain)).lastDriftSeconds, 0);
        await at('blank', plain);
        await desk.core.hub.settled();
        const [row] = (await listAudit(deps(), { event: 'token_blanked' })).items;
        assert.deepEqual([row?.data.outcome, row?.data.serial, row?.requestId], ['burned', plain, null]);
        const { custody } = await getToken(deps(), plain);
        assert.equal(custody.at(-1)?.kind, 'blanked');
        assert.deepEqual(desk.core.hub.failures, []);
      });

      it('it is ended while it runs, not afterwards', async () => {
        const done = await at('sync-clock', plain);
        await desk.core.hub.settled();
        assert.equal((await getJob(deps(), technician, done.id)).state, 'done');
        assert.equal(await problemOf(cancelJob(deps(), technician, done.id)), 'job-not-open');
      });
    });

    it('and an order that ran out takes no secret any more', async () => {
      const job = await desk.open(await desk.claimed());
      desk.core.clock.turn(jobLifetimeMs + 2 * minuteMs);
      await sweep(deps());
      assert.equal((await getJob(deps(), technician, job.id)).state, 'expired');
      const order = { jobId: job.id, envelope, accountSeen: true };
      assert.equal(await problemOf(submitEnvelope(deps(), technician, order)), 'job-expired');
    });

    describe('and of a right code', () => {
      const drawn = { enc: 'ZW5j', ciphertext: 'ZHJhd24' };
      const check = (requestId: string, onHanded?: (work: () => void) => void) =>
        checkCode(deps(), technician, { requestId, code: desk.burner.rightCode }, onHanded);
      const acknowledged = () => desk.burner.received.filter(({ type }) => type === 'receipt-stored').length;

      it('the desk hears only when the sealed bytes it brought are in the caller’s hands', async () => {
        const { requestId } = await desk.burned();
        const { burner } = desk;
        const plainly = burner.check.bind(burner);
        burner.check = (offer, frame) => ({ ...plainly(offer, frame), sealed: drawn });
        const before = acknowledged();
        let hand = () => {};
        const { sealed } = await check(requestId, (work) => {
          hand = work;
        });
        assert.deepEqual(sealed, drawn);
        assert.equal(acknowledged(), before);
        hand();
        assert.equal(acknowledged(), before + 1);
        await check(requestId);
        assert.equal(acknowledged(), before + 2, 'at once where nobody says when');
      });

      it('nothing is said of a desk that ended meanwhile', async () => {
        const { requestId } = await desk.burned();
        desk.core.hub.check = async (burnerId, { jobId, checkId }) => {
          await commandBurner(deps(), technician, { burnerId, command: { kind: 'report-stolen' } });
          const said = { type: 'checked', jobId, checkId, matched: true, stepOffset: 0 } as const;
          return { said: { ...said, problem: null, receipt: null }, owed: null };
        };
        assert.equal(await problemOf(check(requestId)), 'burner-revoked');
      });

      it('a desk that was shut out before is called so, not one that is only away', async () => {
        const { requestId } = await desk.burned();
        const { burnerId } = desk.burner;
        await commandBurner(deps(), technician, { burnerId, command: { kind: 'revoke' } });
        desk.core.hub.burners.delete(burnerId);
        assert.equal(await problemOf(check(requestId)), 'burner-revoked');
      });
    });
  }));
