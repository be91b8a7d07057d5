import assert from 'node:assert/strict';
import type { Store } from '@token-desk/bot/store/database';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { submitEnvelope } from '@token-desk/bot/usecases/jobs/jobs';
import { openTokenJob } from '@token-desk/bot/usecases/jobs/token-jobs';
import { bindChannel, rememberPersonal } from '@token-desk/bot/usecases/people/conversations';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { listMine, submitRequest } from '@token-desk/bot/usecases/requests/requests';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { getToken } from '@token-desk/bot/usecases/tokens/token-views';
import type { Caller } from '@token-desk/bot/usecases/write/deps';
import { ProblemError } from '@token-desk/contract/problem';
import type { TokenCommand } from '@token-desk/contract/token/record';
import {
  administrator,
  auditor,
  caller,
  manager,
  otherTechnician,
  technician,
} from '../support/bot/bot-core.ts';
import { envelope, problemOf, useDeskCore } from '../support/bot/desk-core.ts';
import { anna, dayMs, form, mara, minuteMs, olga, serial, sven } from '../support/bot/requests.ts';

const lena = { id: 'lena', name: 'Lena Second', upn: 'lena@contoso.example' };

/** The books and the requests say the same, on any database. */
export function oneTruthSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`books and requests on ${name}`, () => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const order = (command: TokenCommand, who: Caller = technician, wanted = serial) =>
      commandToken(deps(), who, { serial: wanted, command });
    const detail = (requestId: string) => getRequestDetail(deps(), auditor, requestId);

    /** A second person’s request, claimed and identified by somebody. */
    async function second(who: Caller = otherTechnician): Promise<string> {
      desk.core.directory.add(lena);
      const { id } = await desk.submit({}, lena.id);
      await desk.order(id, { kind: 'claim' }, who);
      await desk.order(id, { kind: 'check-identity', identity: 'badge-photo' }, who);
      return id;
    }
    async function burnFor(requestId: string, who: Caller = technician, wanted = serial) {
      desk.core.clock.turn(1_000);
      const job = await desk.openAs(who, requestId, { serial: wanted });
      await submitEnvelope(deps(), who, { jobId: job.id, envelope, accountSeen: true });
      await desk.core.hub.settled();
      return job;
    }

    const takings: [string, TokenCommand, string][] = [
      ['set aside', { kind: 'set-aside', note: 'cracked' }, 'its-token-set-aside'],
      ['taken back', { kind: 'take-back' }, 'its-token-taken-back'],
      ['lost', { kind: 'report-lost', note: 'in the train' }, 'its-token-lost'],
    ];
    for (const [what, command, because] of takings) {
      it(`a token that is ${what} ends the request that counted on it, at once and with the reason`, async () => {
        const channel = { id: '19:it@thread.tacv2', reference: '{}', locale: null };
        await bindChannel(deps(), technician, channel);
        const { requestId } = await desk.burned();
        await order(command, otherTechnician);
        const failed = await detail(requestId);
        assert.deepEqual([failed.state, failed.attention, failed.claim], ['failed', because, null]);
        const row = failed.history.at(-1);
        assert.deepEqual([row?.event, row?.data.problem, row?.data.serial], ['failed', because, serial]);
        assert.equal(row?.actor.kind === 'person' && row.actor.person.id, otherTechnician.person.id);
        const told = await desk.store.db
          .selectFrom('outbox')
          .select(['kind', 'seq'])
          .where('event', '=', 'failed')
          .where('conversation_id', '=', channel.id)
          .execute();
        assert.deepEqual(told.map(({ kind, seq }) => [kind, Number(seq)]).sort(), [
          ['card', row?.seq],
          ['notice', row?.seq],
        ]);
        assert.ok(
          desk.core.bus.events.some(
            (event) => event.type === 'request' && event.requestId === requestId && event.seq === row?.seq,
          ),
        );
        const handOver = desk.order(requestId, { kind: 'hand-over', to: 'manager' });
        assert.equal(await problemOf(handOver), 'request-wrong-state');
        assert.equal((await verifyAudit(deps())).ok, true);
      });
    }

    it('one serial is never handed over twice: set aside, and burned for somebody else', async () => {
      const first = await desk.bound();
      assert.equal(await problemOf(order({ kind: 'set-aside', note: '' })), 'token-wrong-state');
      await order({ kind: 'take-back' }, otherTechnician);
      assert.deepEqual((await detail(first)).state, 'failed');
      const other = await second(technician);
      await burnFor(other);
      assert.deepEqual((await getToken(deps(), serial)).holder?.id, lena.id);
      for (const to of ['subject', 'manager', 'mail'] as const) {
        const over = desk.order(first, { kind: 'hand-over', to }, otherTechnician);
        assert.equal(await problemOf(over), 'request-wrong-state', to);
      }
      await desk.order(first, { kind: 'requeue' });
      assert.deepEqual((await detail(first)).token, null);
    });

    it('a hand-over is refused when the books say otherwise, whatever the request says', async () => {
      const requestId = await desk.bound();
      // As another version of the server may have left them.
      const { doc } = await desk.store.db
        .selectFrom('tokens')
        .select('doc')
        .where('serial', '=', serial)
        .executeTakeFirstOrThrow();
      for (const change of [{ requestId: 'another' }, { holder: lena }, { burnedAt: 1 }, { state: 'lost' }]) {
        const changed = JSON.stringify({ ...JSON.parse(doc), ...change });
        await desk.store.db
          .updateTable('tokens')
          .set({ doc: changed })
          .where('serial', '=', serial)
          .execute();
        const over = desk.order(requestId, { kind: 'hand-over', to: 'subject' });
        assert.equal(await problemOf(over), 'not-its-token', JSON.stringify(change));
      }
      await desk.order(requestId, { kind: 'give-up', why: 'the books differ' });
      assert.equal((await detail(requestId)).state, 'failed');
    });

    describe('a burn that is told late', () => {
      /** Sealed for somebody, the desk cut off, given back, and the same token burned for somebody else. */
      async function burnedTwice(finishedAt: (burnedForOther: number) => number) {
        const first = await desk.claimed();
        const job = await desk.open(first);
        desk.burner.behaviour.answers = false;
        await submitEnvelope(deps(), technician, { jobId: job.id, envelope, accountSeen: true });
        await desk.order(first, { kind: 'release' });
        desk.burner.behaviour.answers = true;
        desk.core.clock.turn(10 * minuteMs);
        const other = await second(technician);
        await burnFor(other);
        const at = finishedAt(desk.core.clock.now());
        desk.core.clock.turn(10 * minuteMs);
        const receipt = desk.burner.receipt(job.offer, { kind: 'burn', seen: { finishedAt: at } });
        const { id: jobId, attempt } = job;
        desk.core.hub.receive(desk.burner.burnerId, {
          type: 'outcome',
          jobId,
          attempt,
          receipt,
          problem: null,
          identified: null,
        });
        await desk.core.hub.settled();
        assert.deepEqual(desk.core.hub.failures, []);
        return { first, other };
      }

      it('takes the token from whoever had it burned before, and ends their request', async () => {
        const { first, other } = await burnedTwice((burned) => burned + 2 * minuteMs);
        const ended = await detail(other);
        assert.deepEqual([ended.state, ended.attention], ['failed', 'its-token-overwritten']);
        assert.deepEqual(
          [(await detail(first)).state, (await detail(first)).attention],
          ['queued', 'burned-late'],
        );
        assert.deepEqual([(await getToken(deps(), serial)).state], ['quarantine']);
        assert.equal((await verifyAudit(deps())).ok, true);
      });

      it('takes nothing where it was written for them since', async () => {
        const { other } = await burnedTwice((burned) => burned - 5 * minuteMs);
        assert.equal((await detail(other)).state, 'burned');
        assert.equal((await getToken(deps(), serial)).holder?.id, lena.id);
      });
    });

    describe('a token that was in use', () => {
      async function back(by: Caller) {
        await desk.handedOver();
        await order({ kind: 'take-back' }, by);
        desk.core.clock.turn(1_000);
      }

      it('is not written for somebody else by whoever took it back', async () => {
        await back(technician);
        const other = await second(technician);
        assert.equal(await problemOf(burnFor(other)), 'second-technician');
        const kept = await getToken(deps(), serial, { showsMethod: true });
        assert.deepEqual([kept.state, kept.methodId], ['quarantine', 'new-method']);
      });

      it('is written by a second technician, and its old method stays on the list to remove', async () => {
        await back(otherTechnician);
        await burnFor(await second(technician));
        const written = await getToken(deps(), serial, { showsMethod: true });
        assert.equal(written.holder?.id, lena.id);
        assert.deepEqual(written.leftMethods, [{ owner: sven, methodId: 'new-method', isThere: true }]);
        assert.deepEqual((await getToken(deps(), serial)).leftMethods, []);
      });

      it('is written by one technician once it is empty and Microsoft says that its method is gone', async () => {
        await back(technician);
        await openTokenJob(deps(), technician, {
          kind: 'blank',
          burnerId: desk.burner.burnerId,
          reader: null,
          serial,
        });
        await desk.core.hub.settled();
        const other = await second(technician);
        assert.equal(await problemOf(burnFor(other)), 'second-technician', 'its method is there');
        desk.core.directory.methods = null;
        assert.equal(await problemOf(burnFor(other)), 'second-technician', 'nobody can tell');
        desk.core.directory.methods = ['old-method'];
        assert.equal(await problemOf(burnFor(other)), 'fine');
      });

      it('keeps its methods to remove until Microsoft says that they are gone', async () => {
        await back(otherTechnician);
        await burnFor(await second(technician));
        const look = () => order({ kind: 'look-for-methods' });
        assert.equal((await look()).leftMethods.length, 1);
        desk.core.directory.methods = null;
        assert.equal((await look()).leftMethods.length, 1, 'nobody can tell');
        desk.core.directory.methods = ['old-method'];
        assert.deepEqual((await look()).leftMethods, []);
        const rows = (await listAudit(deps(), { event: 'token_method_gone' })).items;
        assert.deepEqual(
          rows.map(({ data }) => [data.serial, data.holderId, data.methodId]),
          [[serial, sven.id, 'new-method']],
        );
      });
    });

    describe('a colleague’s token', () => {
      const stranger = caller(olga);
      const ask = (who: Caller) =>
        submitRequest(deps(), who, {
          subject: sven.id,
          form: { ...form, type: 'replace-lost' },
          source: 'chat',
        });
      const token = () => getToken(deps(), serial);

      it('is only reported lost by somebody who is nothing to its holder, and a technician confirms', async () => {
        await desk.handedOver();
        const { id, state, attention } = await ask(stranger);
        assert.deepEqual([state, attention], ['queued', 'loss-not-confirmed']);
        assert.equal((await token()).state, 'active');
        const shown = await getRequestDetail(deps(), technician, id);
        assert.deepEqual(shown.lossReport, { serials: [serial] });
        assert.ok(shown.may.includes('confirm-loss') && shown.may.includes('reject-loss'));
        assert.equal(await problemOf(desk.order(id, { kind: 'confirm-loss' }, stranger)), 'role-missing');

        await desk.order(id, { kind: 'confirm-loss' });
        const lost = await token();
        assert.deepEqual([lost.state, lost.custody.at(-1)?.kind], ['lost', 'lost']);
        assert.equal(lost.custody.at(-1)?.by.id, technician.person.id);
        await desk.order(id, { kind: 'withdraw' }, stranger);
        assert.equal((await token()).state, 'lost', 'the technician said so too');
        assert.equal((await verifyAudit(deps())).ok, true);
      });

      it('is not lost when a technician rejects the report, and whoever reported it is told', async () => {
        await desk.handedOver();
        await rememberPersonal(deps(), { personId: olga.id, id: 'chat-1', reference: '{}', locale: null });
        const { id } = await ask(stranger);
        await desk.order(id, { kind: 'reject-loss' });
        assert.deepEqual([(await detail(id)).state, (await token()).state], ['rejected', 'active']);
        const told = await desk.store.db
          .selectFrom('outbox')
          .select('kind')
          .where('event', '=', 'loss_rejected')
          .execute();
        assert.deepEqual(told.map(({ kind }) => kind).sort(), ['card', 'notice']);
      });

      it('is as it was when a report is withdrawn, and burns nothing while it stands', async () => {
        await desk.handedOver();
        const { id } = await ask(stranger);
        await desk.order(id, { kind: 'claim' });
        await desk.order(id, { kind: 'check-identity', identity: 'video' });
        const open = desk.open(id, { serial: '8659622000025' });
        assert.equal(await problemOf(open), 'loss-not-confirmed');
        await desk.order(id, { kind: 'release' });
        await desk.order(id, { kind: 'withdraw' }, stranger);
        assert.equal((await token()).state, 'active');
      });

      it('is lost at once by the word of its holder’s manager, of whoever asked for it, of a technician', async () => {
        await desk.handedOver();
        desk.core.directory.managers.set(sven.id, olga.id);
        for (const who of [stranger, manager, otherTechnician, administrator]) {
          const { id, attention } = await ask(who);
          assert.deepEqual([(await token()).state, attention], ['lost', null], who.person.id);
          await desk.order(id, { kind: 'withdraw' }, who);
          assert.equal((await token()).state, 'active', who.person.id);
        }
      });

      it('is lost at once by a word that is enough, also where a stranger’s report waits, which gives way', async () => {
        await desk.handedOver();
        const reported = (await ask(stranger)).id;
        const other = await ask(caller(anna));
        assert.equal(other.state, 'queued', 'another stranger is not told of the first');
        assert.equal(await problemOf(ask(stranger)), 'request-duplicate', 'of their own they know');
        assert.equal((await token()).state, 'active');
        const { id, state, attention } = await ask(manager);
        assert.deepEqual([state, attention, (await token()).state], ['queued', null, 'lost']);
        assert.equal((await detail(reported)).state, 'withdrawn');
        assert.equal((await detail(other.id)).state, 'withdrawn');
        assert.equal((await listMine(deps(), manager.person))[0]?.id, id);
        const rows = (await listAudit(deps(), { event: 'withdrawn' })).items;
        assert.deepEqual(
          rows.map(({ requestId, actor }) => [requestId, actor.kind === 'person' && actor.person.id]).sort(),
          [other.id, reported].sort().map((one) => [one, manager.person.id]),
        );
        await desk.order(id, { kind: 'withdraw' }, manager);
        assert.equal((await token()).state, 'active');
        assert.equal((await verifyAudit(deps())).ok, true);
      });

      it('is held up by nothing but a report: what a technician confirmed or has in hand stays', async () => {
        await desk.handedOver();
        desk.core.directory.managers.set(sven.id, manager.person.id);
        const { id } = await ask(stranger);
        await desk.order(id, { kind: 'claim' });
        assert.equal(await problemOf(ask(manager)), 'request-duplicate');
        await desk.order(id, { kind: 'release' });
        await desk.order(id, { kind: 'confirm-loss' });
        assert.equal(await problemOf(ask(manager)), 'request-duplicate');
        assert.equal((await detail(id)).state, 'queued');
      });

      for (const code of ['directory-unavailable', 'directory-refused'] as const) {
        it(`is only reported where the directory does not say who is whose manager: ${code}`, async () => {
          await desk.handedOver();
          desk.core.directory.managerOf = () => Promise.reject(new ProblemError(code));
          assert.equal((await ask(stranger)).attention, 'loss-not-confirmed');
        });
      }

      it('is in use again when the loss is withdrawn, with a row in the books', async () => {
        await desk.handedOver();
        const { id } = await ask(manager);
        desk.core.clock.turn(minuteMs);
        await desk.order(id, { kind: 'withdraw' }, manager);
        const back = await token();
        assert.deepEqual(
          [back.state, back.holder?.id, back.custody.at(-1)?.kind],
          ['active', sven.id, 'loss_undone'],
        );
        const { items } = await listAudit(deps(), { event: 'token_loss_undone' });
        assert.deepEqual(
          items.map(({ data, requestId }) => [data.serial, data.from, data.to, requestId]),
          [[serial, 'lost', 'active', id]],
        );
      });

      it('stays what it is when something else happened to it, or its method is gone', async () => {
        await desk.handedOver();
        const { id } = await ask(manager);
        await order({ kind: 'report-found' });
        await desk.order(id, { kind: 'withdraw' }, manager);
        assert.equal((await token()).state, 'suspended');
      });

      it('stays lost when a technician reported it lost after it was found: that word is not the asker’s', async () => {
        await desk.handedOver();
        const { id } = await ask(manager);
        await order({ kind: 'report-found' });
        await order({ kind: 'report-lost', note: '' });
        await desk.order(id, { kind: 'withdraw' }, manager);
        assert.equal((await token()).state, 'lost');
      });

      it('stays lost when its method was removed meanwhile: it lets nobody in any more', async () => {
        await desk.handedOver();
        const { id } = await ask(manager);
        desk.core.directory.methods = ['old-method'];
        await desk.order(id, { kind: 'withdraw' }, manager);
        assert.equal((await token()).state, 'lost');
      });
    });

    describe('a check of the person', () => {
      it('made five days ago, before a hold, burns nothing', async () => {
        const requestId = await desk.claimed();
        await desk.order(requestId, { kind: 'hold', why: 'on leave' });
        desk.core.clock.turn(5 * dayMs);
        await desk.order(requestId, { kind: 'resume' });
        const shown = await getRequestDetail(deps(), technician, requestId);
        assert.deepEqual([shown.identityCheck, shown.step], [null, 'person']);
        assert.equal(await problemOf(desk.open(requestId)), 'identity-not-checked');
        await desk.order(requestId, { kind: 'check-identity', identity: 'video' });
        assert.equal(await problemOf(desk.open(requestId)), 'fine');
      });

      it('is nothing a take-over brings along', async () => {
        const requestId = await desk.claimed();
        await desk.order(requestId, { kind: 'take-over' }, otherTechnician);
        assert.equal(await problemOf(desk.openAs(otherTechnician, requestId)), 'identity-not-checked');
      });

      it('of another day is asked for again, and the page is told', async () => {
        const { requestId } = await desk.burned();
        const counts = async (who: Caller) => (await getRequestDetail(deps(), who, requestId)).isIdentified;
        assert.deepEqual([await counts(technician), await counts(otherTechnician)], [true, false]);
        desk.core.clock.turn(dayMs);
        assert.equal(await counts(technician), false);
        assert.equal(await problemOf(desk.open(requestId)), 'identity-not-checked');
      });

      it('is nothing the subject makes, nor hands the token to themselves', async () => {
        const requestId = await desk.bound();
        const self = caller(sven, 'Technician');
        const check = desk.order(requestId, { kind: 'check-identity', identity: 'badge-photo' }, self);
        assert.equal(await problemOf(check), 'four-eyes');
        for (const to of ['subject', 'manager', 'mail'] as const) {
          assert.equal(await problemOf(desk.order(requestId, { kind: 'hand-over', to }, self)), 'four-eyes');
        }
        const asker = caller(mara, 'Technician');
        const toAsker = desk.order(requestId, { kind: 'hand-over', to: 'manager' }, asker);
        assert.equal(await problemOf(toAsker), 'four-eyes');
      });
    });

    it('what the desk checks is not handed over to the subject by somebody who saw nobody', async () => {
      const requestId = await desk.bound();
      const over = () => desk.order(requestId, { kind: 'hand-over', to: 'subject' }, otherTechnician);
      assert.equal(await problemOf(over()), 'identity-not-checked');
      await desk.order(requestId, { kind: 'check-identity', identity: 'picture-id' }, otherTechnician);
      assert.equal((await over()).state, 'handed_over');
      assert.equal((await getToken(deps(), serial)).holder?.id, sven.id);
    });
  });
}
