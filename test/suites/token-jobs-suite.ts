import assert from 'node:assert/strict';
import type { Store } from '@token-desk/bot/store/database';
import { findToken, saveToken } from '@token-desk/bot/store/tables/tokens';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { cancelJob, getJob } from '@token-desk/bot/usecases/jobs/jobs';
import { sweep } from '@token-desk/bot/usecases/jobs/sweep';
import { openTokenJob } from '@token-desk/bot/usecases/jobs/token-jobs';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { getToken } from '@token-desk/bot/usecases/tokens/token-views';
import type { Caller } from '@token-desk/bot/usecases/write/deps';
import { jobLifetimeMs } from '@token-desk/contract/desk/job';
import type { TokenCommand } from '@token-desk/contract/token/record';
import { otherTechnician, technician } from '../support/bot/bot-core.ts';
import { problemOf, useDeskCore } from '../support/bot/desk-core.ts';
import { loadSteps } from '../support/bot/load-steps.ts';
import { serial } from '../support/bot/requests.ts';

const unrestricted = '8659612000023';
const unknown = '7777777000001';

/** What a desk does without a request, on any database. */
export function tokenJobsSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`tokens at a desk on ${name}`, () => {
    const desk = useDeskCore(openEmpty);
    const order = (command: TokenCommand, wanted = serial, who: Caller = technician) =>
      commandToken(desk.core.deps, who, { serial: wanted, command });
    const job = (kind: 'identify' | 'blank' | 'sync-clock', wanted: string | null, who = technician) =>
      openTokenJob(desk.core.deps, who, {
        kind,
        burnerId: desk.burner.burnerId,
        reader: null,
        serial: wanted,
      });
    const events = async () =>
      (await listAudit(desk.core.deps, { serial })).items.map(({ event }) => event as string);

    it('are read, and the drift that was seen is kept', async () => {
      await order({ kind: 'adopt', site: null });
      const lying = {
        serial,
        model: 'OTPC-P2-i',
        clearsSeedOnConfig: true,
        clockDriftSeconds: 41,
        readAt: 0,
      };
      desk.burner.lying = lying;
      const read = await job('identify', null);
      await desk.core.hub.settled();
      assert.deepEqual((await getJob(desk.core.deps, technician, read.id)).identified, lying);
      assert.equal((await getToken(desk.core.deps, serial)).lastDriftSeconds, 41);
      desk.burner.lying = null;
      const empty = await job('identify', null);
      await desk.core.hub.settled();
      assert.equal((await getJob(desk.core.deps, technician, empty.id)).problem?.code, 'no-token');
    });

    it('are blanked only when they are nobody’s, and in the books', async () => {
      assert.equal(await problemOf(job('blank', serial)), 'token-not-in-books');
      assert.equal(await problemOf(job('blank', null)), 'bad-request');
      await desk.handedOver();
      assert.equal(await problemOf(job('blank', serial)), 'serial-in-use');
    });

    it('get their clock set, unless that would empty them', async () => {
      assert.equal(await problemOf(job('sync-clock', serial)), 'token-would-be-emptied');
      assert.equal(await problemOf(job('sync-clock', unknown)), 'unknown-model');
      const set = await job('sync-clock', unrestricted);
      await desk.core.hub.settled();
      assert.equal((await getJob(desk.core.deps, technician, set.id)).outcome, 'burned');
      const { items } = await listAudit(desk.core.deps, { event: 'token_clock_set' });
      assert.equal(items.length, 1);
      const verified = await verifyAudit(desk.core.deps);
      assert.deepEqual([verified.ok, verified.receipts], [true, 1]);
    });

    it('keep hash and step with their clock, and their clock where those are not known', async () => {
      const sha256 = { algorithm: 'SHA256', stepSeconds: 30, displayTimeoutSeconds: 30 } as const;
      const told = async () => (await job('sync-clock', unrestricted)).offer.config;
      await loadSteps(desk).burn(unrestricted, { config: sha256 });
      desk.core.clock.turn(1_000);
      assert.deepEqual(await told(), sha256);
      await desk.core.hub.settled();
      await desk.store.db.deleteFrom('jobs').where('serial', '=', unrestricted).execute();
      assert.equal(await problemOf(told()), 'token-settings-unknown', 'its order is forgotten');
      const token = await findToken(desk.store.db, unrestricted);
      assert.ok(token !== null);
      await saveToken(desk.store.db, { ...token, blankedAt: desk.core.clock.now() });
      assert.equal((await told()).algorithm, 'SHA1');
    });

    it('keep a failed blanking as failed', async () => {
      await order({ kind: 'adopt', site: null });
      desk.burner.behaviour.outcome = 'failed';
      await job('blank', serial);
      await desk.core.hub.settled();
      assert.ok((await events()).includes('desk_job_failed'));
      assert.equal((await findToken(desk.store.db, serial))?.blankedAt, null);
    });

    it('have one job per reader: the same technician’s next one ends it, another’s is refused', async () => {
      desk.burner.behaviour.answers = false;
      const deps = { ...desk.core.deps, jobKeyWaitMs: 1 };
      const ask = (who: Caller) =>
        openTokenJob(deps, who, {
          kind: 'identify',
          burnerId: desk.burner.burnerId,
          reader: null,
          serial: null,
        });
      const first = await ask(technician);
      assert.equal(await problemOf(ask(otherTechnician)), 'burner-busy');
      const second = await ask(technician);
      assert.equal((await getJob(deps, technician, first.id)).state, 'cancelled');
      assert.ok(desk.burner.received.some((frame) => frame.type === 'cancel' && frame.jobId === first.id));
      assert.equal((await cancelJob(deps, technician, second.id)).state, 'cancelled');
      const third = await ask(technician);
      desk.core.clock.turn(jobLifetimeMs + 120_000);
      await sweep(deps);
      assert.equal((await getJob(deps, technician, third.id)).state, 'expired');
    });
  });
}
