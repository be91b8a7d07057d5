import assert from 'node:assert/strict';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import { atOnce } from '@token-desk/bot/store/at-once';
import type { Store } from '@token-desk/bot/store/database';
import { insertBurner } from '@token-desk/bot/store/tables/burners';
import { boundChannels } from '@token-desk/bot/store/tables/conversations';
import { findJob, insertJob, type Job, lastBurn } from '@token-desk/bot/store/tables/jobs';
import { verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { readStatement } from '@token-desk/bot/usecases/audit/statement';
import { listBurners } from '@token-desk/bot/usecases/desks/burners';
import { pendingFor } from '@token-desk/bot/usecases/jobs/burner-reports';
import { sweep } from '@token-desk/bot/usecases/jobs/sweep';
import { bindChannel } from '@token-desk/bot/usecases/people/conversations';
import { auditor, technician } from '../support/bot/bot-core.ts';
import { useDeskCore } from '../support/bot/desk-core.ts';
import { serial } from '../support/bot/requests.ts';

/** What is true does not depend on how many rows are taken at once, nor on how many there are. */
export function limitsSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`no limit decides on ${name}`, () => {
    const desk = useDeskCore(openEmpty);
    const standard = { ...atOnce };
    afterEach(() => {
      Object.assign(atOnce, standard);
    });
    const lower = (rows: number) => {
      for (const key of Object.keys(atOnce) as (keyof typeof atOnce)[]) atOnce[key] = rows;
    };
    const statement = () => readStatement(desk.core.deps, auditor, serial);

    async function manyJobs(count: number, change: (n: number) => Partial<Job>, of: Job): Promise<void> {
      for (let n = 0; n < count; n += 1) {
        const jobId = `more-${String(n).padStart(3, '0')}`;
        const offer = { ...of.offer, jobId };
        await insertJob(desk.store.db, { ...of, offer, createdAt: of.createdAt + 1 + n, ...change(n) });
      }
    }

    it('what a statement says, and whether a row was changed after the walk', async () => {
      await desk.handedOver();
      const { core } = desk;
      const one = await statement();
      assert.deepEqual([one.chain.ok, one.burns.length], [true, 1]);
      for (const rows of [1, 2, 3, 7]) {
        lower(rows);
        assert.equal((await verifyAudit(core.deps)).ok, true, `${rows} at once`);
        assert.deepEqual(await statement(), one, `${rows} at once`);
        assert.deepEqual(await statement(), one, 'from what was remembered');
      }
      const of = desk.store.db.updateTable('audit').set({ at: 1 }).where('event', '=', 'checked');
      await of.execute();
      assert.equal((await statement()).chain.ok, false);
    });

    it('statements asked for at the same time', async () => {
      await desk.handedOver();
      lower(2);
      const many = await Promise.all(Array.from({ length: 6 }, statement));
      assert.deepEqual(
        many.map(({ chain }) => chain.ok),
        Array.from({ length: 6 }, () => true),
      );
    });

    it('desks, however many were revoked', async () => {
      await desk.handedOver();
      const burner = await desk.store.db.selectFrom('burners').selectAll().executeTakeFirstOrThrow();
      await desk.store.transaction(async (tx) => {
        for (let n = 0; n < 520; n += 1) {
          const { name, version, fingerprint } = burner;
          await insertBurner(tx, {
            ...{
              id: `old-${n}`,
              rowVersion: 0,
              name: `A ${name}`,
              state: 'revoked',
              practice: true,
              version,
            },
            ...{ hostName: 'old', identityKey: `i${n}`, linkKey: `l${n}`, keyId: `k${n}`, fingerprint },
            ...{ lastReceiptSeq: 0, lastReceiptHash: null, lastSeenAt: null, pairedAt: 0, doctor: null },
            replacedBy: null,
          });
        }
      });
      assert.equal((await verifyAudit(desk.core.deps)).ok, true);
      assert.equal((await statement()).chain.ok, true);
      assert.equal((await listBurners(desk.core.deps)).length, 521);
    });

    it('the burn a token carries, behind many tries that failed', async () => {
      const { requestId, job } = await desk.burned();
      const burned = await findJob(desk.store.db, job.id);
      assert.ok(burned);
      await manyJobs(60, () => ({ outcome: 'failed' }), burned);
      assert.equal((await lastBurn(desk.store.db, requestId))?.offer.jobId, job.id);
    });

    it('what a desk is told when it comes back: every cancellation, the newest too', async () => {
      const { job } = await desk.burned();
      const done = await findJob(desk.store.db, job.id);
      assert.ok(done);
      await manyJobs(60, () => ({ state: 'cancelled', outcome: null }), done);
      const told = await pendingFor(desk.core.deps, desk.burner.burnerId);
      assert.deepEqual([told.length, told.at(-1)], [60, { type: 'cancel', jobId: 'more-059', attempt: 1 }]);
    });

    it('who is told: every channel', async () => {
      for (let n = 0; n < 205; n += 1) {
        await bindChannel(desk.core.deps, technician, {
          id: `c-${n}`,
          reference: {},
          locale: null,
          topics: ['technicians'],
        });
      }
      assert.equal((await boundChannels(desk.store.db)).length, 205);
    });

    it('what is due: all of it, behind what cannot be changed', async () => {
      lower(1);
      const ids: string[] = [];
      for (let n = 0; n < 4; n += 1) {
        desk.core.directory.add({ id: `s${n}`, name: `S ${n}`, upn: `s${n}@contoso.example` });
        const { id } = await desk.submit({}, `s${n}`);
        await desk.order(id, { kind: 'claim' });
        ids.push(id);
      }
      const stuck = ids.toSorted()[0] ?? '';
      // It says what the state machine refuses: somebody wrote it by hand.
      const row = await desk.store.db
        .selectFrom('requests')
        .select('doc')
        .where('id', '=', stuck)
        .executeTakeFirstOrThrow();
      const doc = JSON.stringify({ ...JSON.parse(row.doc), state: 'on_hold' });
      await desk.store.db.updateTable('requests').set({ doc }).where('id', '=', stuck).execute();
      desk.core.clock.turn(standardPolicy.claimIdleMs + 1);
      await sweep(desk.core.deps);
      for (const id of ids.filter((one) => one !== stuck)) assert.equal(await desk.stateOf(id), 'queued', id);
    });
  });
}
