import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { refusedWith, until } from '../../support/desk/desk-hands.ts';
import { journalCopy } from '../../support/desk/journal-copy.ts';
import { seed, serial, WholeJob } from '../../support/whole/whole-job.ts';

const program = fileURLToPath(new URL('../../support/desk/dying-desk.ts', import.meta.url));
/** What the job may end as, and what the token then holds. */
type End = { readonly outcomes: readonly (string | null)[]; readonly tokenHolds: 'new' | 'old' | 'nothing' };

const untouched: End = { outcomes: [null], tokenHolds: 'old' };
const finished: End = { outcomes: ['burned'], tokenHolds: 'new' };
/** The process died with the question open: nobody may say more than “unknown”. */
const open = (tokenHolds: End['tokenHolds']): End => ({ outcomes: ['unknown'], tokenHolds });

const moments: readonly (readonly [string, End])[] = [
  ['frame received offer', finished],
  ['frame sent job-key', untouched],
  ['frame received envelope', untouched],
  ['frame sent progress authenticating', untouched],
  ['apdu 4B before', untouched],
  ['apdu CE after', untouched],
  ['apdu D4 before', open('old')],
  ['apdu D4 after', open('nothing')],
  ['apdu C5 before', open('nothing')],
  ['apdu C5 after', open('new')],
  ['frame sent progress written', open('new')],
  ['frame sent outcome', finished],
  ['frame received receipt-stored', finished],
];

describe('a desk that is killed in the middle of a burn', () => {
  let job: WholeJob;
  let child: ChildProcess | null = null;
  let tokenFile: string;

  before(async () => {
    job = await WholeJob.start();
    await job.whole.stopDesk();
    await job.begin();
    tokenFile = join(job.whole.folder, 'token.json');
  });
  afterEach(async () => {
    if (child?.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  after(() => job.close());

  async function startChild(moment: string): Promise<ChildProcess> {
    const args = ['--conditions=tokendesk:src', '--import=tsx', program];
    const own = [job.whole.deskFolder, tokenFile, serial, ...moment.split(' ')];
    const started = spawn(process.execPath, [...args, ...own], { stdio: ['ignore', 'pipe', 'inherit'] });
    child = started;
    for await (const state of createInterface({ input: started.stdout })) if (state === 'online') break;
    await until('the desk to be online', async () => (await job.whole.burner()).online);
    return started;
  }
  const journal = () => journalCopy(job.whole.deskFolder);
  const held = () => {
    const hex = existsSync(tokenFile) ? (JSON.parse(readFileSync(tokenFile, 'utf8')).seed as string) : '';
    if (hex === Buffer.from(seed).toString('hex')) return 'new';
    return hex === '' ? 'nothing' : 'old';
  };

  for (const [moment, end] of moments) {
    it(`at “${moment}”: ${end.outcomes.join(' or ') || 'nothing written'}, on both sides`, async () => {
      rmSync(tokenFile, { force: true });
      await layOldSecret(tokenFile);
      const dying = await startChild(moment);
      const died = once(dying, 'exit');
      const jobId = await burnWith(dying);
      assert.deepEqual((await died)[1], 'SIGKILL');
      await startChild('never');
      const stored = await job.tom.untilJob(
        jobId,
        ({ state, outcome }) => outcome !== null || state === 'refused' || state === 'cancelled',
      );
      await until('every receipt to be confirmed', () => journal().unstored().length === 0);
      const atDesk = journal().doneOf(jobId);
      assert.ok(end.outcomes.includes(stored.outcome), `the server says ${stored.outcome}`);
      assert.equal(atDesk?.outcome ?? null, stored.outcome, 'both sides say the same');
      assert.equal(held(), end.tokenHolds, 'what the token holds');
    });
  }

  it('has broken no chain of receipts, and burns again afterwards', async () => {
    await startChild('never');
    const keyed = await job.keyed();
    await job.submit(keyed.id, await job.sealed(keyed));
    await job.tom.untilJob(keyed.id, ({ outcome }) => outcome === 'burned');
    assert.equal(held(), 'new');
    const report = await job.alex.api.call('verifyAudit', {});
    assert.equal(report.ok, true, JSON.stringify(report.brokenAt));
  });

  /** Opens a job and seals for it, as far as the desk lives to see it; answers the job's id. */
  async function burnWith(dying: ChildProcess): Promise<string> {
    const started = job.keyed();
    const keyed = await Promise.race([started.catch(() => null), once(dying, 'exit').then(() => null)]);
    if (keyed !== null) {
      const isSent = await job.submit(keyed.id, await job.sealed(keyed)).catch(refusedWith('job-not-open'));
      assert.ok(isSent);
      return keyed.id;
    }
    // Died before its key came: the desk that comes next gets the same offer, and its key the same seal.
    await startChild('never');
    const late = await started;
    // Where its key was still heard, the next desk has lost the secret and refuses.
    await job.submit(late.id, await job.sealed(late)).catch(refusedWith('job-not-open'));
    await job.tom.untilJob(late.id, ({ outcome, state }) => outcome !== null || state === 'refused');
    child?.kill('SIGKILL');
    return late.id;
  }
});

/** A token that already works for somebody. */
async function layOldSecret(tokenFile: string): Promise<void> {
  const { writeFile } = await import('node:fs/promises');
  const old = { seed: '11'.repeat(20), algorithm: 1, stepSeconds: 30, displayTimeout: 1, clockOffsetMs: 0 };
  await writeFile(tokenFile, JSON.stringify(old));
}
