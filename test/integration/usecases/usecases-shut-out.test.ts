import assert from 'node:assert/strict';
import { listAudit } from '@token-desk/bot/usecases/audit/audit';
import { readStatement } from '@token-desk/bot/usecases/audit/statement';
import { burnerOfKey, commandBurner, listBurners } from '@token-desk/bot/usecases/desks/burners';
import { createPairingCode, pairBurner } from '@token-desk/bot/usecases/desks/pairing';
import { getJob, submitEnvelope } from '@token-desk/bot/usecases/jobs/jobs';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { administrator, auditor, technician } from '../../support/bot/bot-core.ts';
import { envelope, problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { serial } from '../../support/bot/requests.ts';
import { DeskBurner } from '../../support/desk/desk-burner.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('use cases, desks that are shut out', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const { burned, claimed, open } = desk;

    /** A program that has these keys. */
    function withKeys(keys: { identity?: DeskBurner['identity']; link?: DeskBurner['link'] }): DeskBurner {
      return Object.assign(new DeskBurner(desk.core.clock.now), keys);
    }
    async function pair(candidate: DeskBurner): Promise<void> {
      const { code } = await createPairingCode(desk.core.deps, administrator, { name: 'Desk again' });
      candidate.paired(await pairBurner(desk.core.deps, candidate.pairRequest(code)));
    }
    const command = (kind: 'revoke' | 'report-stolen', burnerId = desk.burner.burnerId) =>
      commandBurner(desk.core.deps, technician, { burnerId, command: { kind } });

    for (const kind of ['revoke', 'report-stolen'] as const) {
      it(`after ${kind}, neither of its keys ever pairs again, whichever key it is used as`, async () => {
        const { identity, link } = desk.burner;
        await command(kind);
        for (const keys of [
          { identity, link },
          { identity },
          { link },
          { identity: link },
          { link: identity },
        ]) {
          assert.equal(await problemOf(pair(withKeys(keys))), 'burner-key-ended');
        }
        assert.equal(await problemOf(pair(withKeys({}))), 'fine');
      });
    }

    it('an ended key costs its pairing code nothing, a wrong code with it costs a try', async () => {
      await command('revoke');
      const { code } = await createPairingCode(desk.core.deps, administrator, { name: 'Desk 2' });
      const ended = withKeys(desk.burner);
      assert.equal(await problemOf(pairBurner(desk.core.deps, ended.pairRequest(code))), 'burner-key-ended');
      const wrong = problemOf(
        pairBurner(
          desk.core.deps,
          ended.pairRequest(`${code.slice(0, -4)}${code.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`),
        ),
      );
      assert.equal(await wrong, 'pairing-code-wrong');
      const honest = withKeys({});
      assert.equal(await problemOf(pairBurner(desk.core.deps, honest.pairRequest(code))), 'fine');
    });

    for (const key of ['identity', 'link'] as const) {
      it(`paired again with its ${key} key, the older self is shut out: link, jobs, sealed bytes`, async () => {
        const requestId = await claimed();
        const job = await open(requestId);
        await desk.core.hub.settled();
        desk.burner.behaviour.answers = false;
        await submitEnvelope(desk.core.deps, technician, { jobId: job.id, envelope, accountSeen: true });
        const { burnerId, keyId } = desk.burner;
        await pair(withKeys({ [key]: desk.burner[key] }));
        assert.deepEqual(desk.core.hub.dropped, [burnerId]);
        assert.equal(await problemOf(burnerOfKey(desk.core.deps, keyId)), 'burner-revoked');
        const ended = await getJob(desk.core.deps, technician, job.id);
        assert.deepEqual([ended.state, ended.problem], ['cancelled', { code: 'burner-revoked' }]);
        assert.equal((await getRequestDetail(desk.core.deps, technician, requestId)).openJobId, null);
        const kept = await desk.store.db.selectFrom('jobs').select('envelope').execute();
        assert.deepEqual(kept, [{ envelope: null }]);
      });
    }

    it('pairing again and again with the same keys is no revocation', async () => {
      for (let n = 0; n < 3; n += 1) await pair(withKeys(desk.burner));
      const states = (await listBurners(desk.core.deps)).map(({ state }) => state).sort();
      assert.deepEqual(states, ['pending', 'revoked', 'revoked', 'revoked']);
    });

    it('an older self reported stolen takes the newer one with it: the keys are the same', async () => {
      const older = desk.burner.burnerId;
      const newer = withKeys(desk.burner);
      await pair(newer);
      await command('report-stolen', older);
      const states = (await listBurners(desk.core.deps)).map(({ state }) => state);
      assert.deepEqual(states, ['stolen', 'stolen']);
      assert.ok(desk.core.hub.dropped.includes(newer.burnerId));
      const { items } = await listAudit(desk.core.deps, { event: 'burner_stolen' });
      assert.deepEqual(items.map(({ data }) => data.burnerId).sort(), [older, newer.burnerId].sort());
      assert.equal(await problemOf(pair(withKeys(desk.burner))), 'burner-key-ended');
    });

    it('a stolen one stays stolen when a desk with one of its keys is revoked, and has no second row', async () => {
      const first = desk.burner;
      const [sameIdentity, sameLink] = [
        withKeys({ identity: first.identity }),
        withKeys({ link: first.link }),
      ];
      await pair(sameIdentity);
      await pair(sameLink);
      await command('report-stolen', sameIdentity.burnerId);
      await command('revoke', sameLink.burnerId);
      const states = new Map((await listBurners(desk.core.deps)).map(({ id, state }) => [id, state]));
      assert.deepEqual(
        [first, sameIdentity, sameLink].map(({ burnerId }) => states.get(burnerId)),
        ['stolen', 'stolen', 'revoked'],
      );
      const { items } = await listAudit(desk.core.deps, { event: 'burner_revoked' });
      assert.deepEqual(
        items.map(({ data }) => [data.burnerId, data.replacedBy]),
        [
          [first.burnerId, sameIdentity.burnerId],
          [sameLink.burnerId, undefined],
        ],
      );
    });

    it('is told in the statement of what it burned', async () => {
      await burned();
      await command('report-stolen');
      const { burns } = await readStatement(desk.core.deps, auditor, serial);
      assert.deepEqual(
        burns[0]?.burner.keyHistory.map(({ event }) => event),
        ['burner_paired', 'burner_confirmed', 'burner_stolen'],
      );
    });
  }));
