import assert from 'node:assert/strict';
import { listAudit } from '@token-desk/bot/usecases/audit/audit';
import { commandBurner, listBurners } from '@token-desk/bot/usecases/desks/burners';
import { createPairingCode, pairBurner } from '@token-desk/bot/usecases/desks/pairing';
import { cancelJob, checkCode, getJob, openJob, submitEnvelope } from '@token-desk/bot/usecases/jobs/jobs';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { generateJobKeyPair } from '@token-desk/contract/seed/envelope';
import { administrator, manager, otherTechnician, technician } from '../../support/bot/bot-core.ts';
import { config, envelope, isProblem, problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { serial } from '../../support/bot/requests.ts';
import { DeskBurner, readerName } from '../../support/desk/desk-burner.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('an order to burn', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const seal = (jobId: string, who = technician, change: { ciphertext?: string } = {}) =>
      submitEnvelope(deps(), who, { jobId, envelope: { ...envelope, ...change }, accountSeen: true });
    const tabKey = async () => (await generateJobKeyPair()).publicKey;

    it('is one of a version that was seen, at a desk of ours that is confirmed', async () => {
      const id = await desk.claimed();
      assert.equal(await problemOf(desk.open(id, { version: 1 })), 'request-changed');
      assert.equal(await problemOf(desk.open(id, { burnerId: 'nobody-s' })), 'not-found');
      const fresh = new DeskBurner(desk.core.clock.now);
      const { code } = await createPairingCode(deps(), administrator, { name: 'Desk 2' });
      fresh.paired(await pairBurner(deps(), fresh.pairRequest(code)));
      desk.core.hub.burners.set(fresh.burnerId, fresh);
      const [one] = (await listBurners(deps())).filter((burner) => burner.id === fresh.burnerId);
      const refused = isProblem('burner-not-confirmed', { burner: one?.name ?? '' });
      await assert.rejects(desk.open(id, { burnerId: fresh.burnerId }), refused);
      const command = { kind: 'revoke' } as const;
      await commandBurner(deps(), technician, { burnerId: desk.burner.burnerId, command });
      desk.core.hub.burners.set(desk.burner.burnerId, desk.burner);
      assert.equal(await problemOf(desk.open(id)), 'burner-revoked');
    });

    it('says where the desk is when another server has it', async () => {
      const id = await desk.claimed();
      const { version } = await getRequestDetail(deps(), technician, id);
      desk.core.hub.burners.delete(desk.burner.burnerId);
      const peers = { holds: (burnerId: string) => burnerId === desk.burner.burnerId, drop: () => {} };
      const order = { requestId: id, version, burnerId: desk.burner.burnerId, reader: null, serial, config };
      const asked = openJob({ ...deps(), peers }, technician, order);
      await assert.rejects(asked, isProblem('burner-at-other-server', { burner: 'Desk 1' }));
      const nowhere = openJob({ ...deps(), peers: { ...peers, holds: () => false } }, technician, order);
      await assert.rejects(nowhere, isProblem('burner-offline', { burner: 'Desk 1' }));
    });

    it('names its one reader, and none where there are several to choose from', async () => {
      const id = await desk.claimed();
      assert.equal((await desk.open(id)).offer.reader, readerName);
      const [one] = desk.burner.readers();
      assert.ok(one);
      desk.burner.readers = () => [one, { ...one, name: 'second' }];
      assert.equal((await desk.open(id)).offer.reader, null);
      assert.equal((await desk.open(id, { reader: 'second' })).offer.reader, 'second');
    });

    it('tells the desk its tenant, where that has a name, and no more than it was asked', async () => {
      const id = await desk.claimed();
      const { offer } = await desk.open(id);
      assert.deepEqual([offer.tenant, offer.attempt, offer.kind], ['Contoso', 1, 'burn']);
      for (const none of ['route', 'tabKey', 'allowUnknownModel'])
        assert.ok(!Object.hasOwn(offer, none), none);
      const { version } = await getRequestDetail(deps(), technician, id);
      const order = { requestId: id, version, burnerId: desk.burner.burnerId, reader: null, serial, config };
      const nameless = await openJob({ ...deps(), tenantName: '' }, technician, order);
      assert.ok(!Object.hasOwn(nameless.offer, 'tenant'));
    });

    it('whose secret the desk draws needs a key of the tab that is one, and new', async () => {
      const id = await desk.claimed();
      const wrong = isProblem('bad-request', { where: 'tabKey' });
      await assert.rejects(desk.open(id, { route: 'B' }), wrong);
      const noPoint = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString('base64url');
      await assert.rejects(desk.open(id, { route: 'B', tabKey: noPoint }), wrong);
      const key = await tabKey();
      const { offer } = await desk.open(id, { route: 'B', tabKey: key });
      assert.deepEqual([offer.route, offer.tabKey], ['B', key]);
      assert.equal(await problemOf(desk.open(id, { route: 'B', tabKey: key })), 'job-replayed');
    });

    it('whose secret the desk draws may have been written from its first word on', async () => {
      const id = await desk.claimed();
      const job = await desk.open(id, { route: 'B', tabKey: await tabKey() });
      const { problem } = await cancelJob(deps(), technician, job.id);
      assert.deepEqual(problem, { code: 'job-stopped' });
    });

    it('is read by the roles that may, and is there or not', async () => {
      const job = await desk.open(await desk.claimed());
      assert.deepEqual(await getJob(deps(), technician, job.id), job);
      assert.equal(await problemOf(getJob(deps(), manager, job.id)), 'role-missing');
      assert.equal(await problemOf(getJob(deps(), technician, 'nobody-s')), 'not-found');
    });

    describe('takes a secret', () => {
      it('of whoever ordered it, once', async () => {
        const job = await desk.open(await desk.claimed());
        desk.burner.behaviour.answers = false;
        assert.equal(await problemOf(seal(job.id, otherTechnician)), 'request-not-claimed');
        const sealed = await seal(job.id);
        assert.equal(sealed.state, 'sealed');
        assert.deepEqual(await seal(job.id), sealed, 'the same again is the same');
        assert.equal(await problemOf(seal(job.id, technician, { ciphertext: 'b3RoZXI' })), 'job-not-open');
        assert.equal(desk.burner.received.filter(({ type }) => type === 'envelope').length, 1);
        assert.equal(await problemOf(seal('nobody-s')), 'not-found');
      });

      it('when its desk has sent a key, and not once it is done', async () => {
        const id = await desk.claimed();
        desk.burner.behaviour.answers = false;
        const { version } = await getRequestDetail(deps(), technician, id);
        const order = {
          requestId: id,
          version,
          burnerId: desk.burner.burnerId,
          reader: null,
          serial,
          config,
        };
        const silent = await openJob({ ...deps(), jobKeyWaitMs: 1 }, technician, order);
        assert.equal(await problemOf(seal(silent.id)), 'job-not-open');
        desk.burner.behaviour.answers = true;
        const job = await desk.open(id);
        await seal(job.id);
        await desk.core.hub.settled();
        assert.equal(await problemOf(seal(job.id)), 'job-replayed');
      });

      it('never where the desk draws its own', async () => {
        const job = await desk.open(await desk.claimed(), { route: 'B', tabKey: await tabKey() });
        assert.equal(job.state, 'keyed');
        assert.equal(await problemOf(seal(job.id)), 'job-not-open');
      });

      it('and the books have for how long it was in clear, in whole seconds, where that was told', async () => {
        const { requestId } = await desk.burned();
        const sealedRows = async () =>
          (await listAudit(deps(), { requestId, event: 'secret_sealed' })).items.map(({ data }) => data);
        assert.equal((await sealedRows())[0]?.heldSeconds, 4);
        await seal((await desk.open(requestId)).id);
        assert.ok(!Object.hasOwn((await sealedRows())[1] ?? {}, 'heldSeconds'));
      });
    });

    it('is ended by whoever gave it, and no longer when it is done', async () => {
      const id = await desk.claimed();
      const job = await desk.open(id);
      assert.equal(await problemOf(cancelJob(deps(), otherTechnician, job.id)), 'request-not-claimed');
      assert.equal(await problemOf(cancelJob(deps(), technician, 'nobody-s')), 'not-found');
      const { state, problem } = await cancelJob(deps(), technician, job.id);
      assert.deepEqual([state, problem], ['cancelled', null]);
      const again = await desk.open(id);
      await seal(again.id);
      await desk.core.hub.settled();
      assert.notEqual(await problemOf(cancelJob(deps(), technician, again.id)), 'fine');
      assert.equal(await desk.stateOf(id), 'burned');
    });

    describe('and then the typed code', () => {
      const check = (requestId: string, who = technician, code = desk.burner.rightCode) =>
        checkCode(deps(), who, { requestId, code });

      it('is one of a burned request, of whoever has it in hand', async () => {
        assert.equal(await problemOf(check('nobody-s')), 'request-not-found');
        const { id } = await desk.submit();
        await assert.rejects(check(id), isProblem('request-wrong-state', { state: 'queued' }));
        await desk.order(id, { kind: 'withdraw' }, manager);
        const { requestId } = await desk.burned();
        assert.equal(await problemOf(check(requestId, otherTechnician)), 'request-claimed');
        await desk.order(requestId, { kind: 'take-over' }, otherTechnician);
        assert.equal(await problemOf(check(requestId)), 'request-claimed');
        const { matched } = await check(requestId, otherTechnician);
        assert.equal(matched, true);
        assert.equal((await check(requestId, otherTechnician)).matched, true, 'checked again');
      });

      it('goes to the desk that burned, named as they were when they took the request', async () => {
        const { requestId, job } = await desk.burned();
        await check(requestId);
        const frame = desk.burner.received.findLast(({ type }) => type === 'check');
        assert.ok(frame?.type === 'check');
        assert.deepEqual([frame.jobId, frame.code], [job.id, desk.burner.rightCode]);
        assert.deepEqual(frame.technician, technician.person);
      });

      it('finds no secret where nothing tells which burn it was', async () => {
        const { requestId } = await desk.burned();
        await desk.store.db.deleteFrom('jobs').execute();
        assert.equal(await problemOf(check(requestId)), 'secret-gone');
      });

      it('that the desk cannot compare says what helps: only one route’s secret is known elsewhere', async () => {
        const unknown = async (id: string) => {
          desk.core.hub.check = async (_burnerId, { jobId, checkId }) => ({
            said: {
              ...{ type: 'checked', jobId, checkId, matched: false, stepOffset: null },
              ...{ problem: { code: 'secret-gone' }, receipt: null },
            },
            owed: null,
          });
          const { matched, problem, sealed } = await check(id);
          assert.deepEqual([matched, sealed], [false, null]);
          return problem?.code;
        };
        const { requestId } = await desk.burned();
        assert.equal(await unknown(requestId), 'secret-gone');
        desk.core.clock.turn(1_000);
        const { offer } = await desk.open(requestId, { route: 'B', tabKey: await tabKey() });
        const { jobId, attempt } = offer;
        const receipt = desk.burner.receipt(offer, { kind: 'burn', seen: { route: 'B' } });
        const outcome = {
          type: 'outcome',
          jobId,
          attempt,
          receipt,
          problem: null,
          identified: null,
        } as const;
        desk.core.hub.receive(desk.burner.burnerId, outcome);
        await desk.core.hub.settled();
        assert.equal(await unknown(requestId), 'secret-gone-drawn');
      });
    });
  }));
