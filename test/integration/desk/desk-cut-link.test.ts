import assert from 'node:assert/strict';
import { codeAt } from '@token-desk/burner-service/token/code-check';
import { codesAround } from '../../support/desk/codes-around.ts';
import { until } from '../../support/desk/desk-hands.ts';
import { journalCopy } from '../../support/desk/journal-copy.ts';
import { LinkCutter } from '../../support/desk/link-cutter.ts';
import { seed, WholeJob } from '../../support/whole/whole-job.ts';

/** A burn has about so many; the wire breaks at each of them. */
const [fewestFrames, mostFrames] = [10, 14];

describe('a link that breaks at any frame of a burn', () => {
  let job: WholeJob;
  let cutter: LinkCutter;
  let jobIds: string[];

  before(async () => {
    job = await WholeJob.start();
    cutter = await LinkCutter.open(job.whole.front.targetPort);
    job.whole.front.targetPort = cutter.port;
    await job.whole.stopDesk();
    await job.whole.startDesk();
    await job.begin();
    job.whole.readers.tap(job.token);
    jobIds = [];
  });
  after(async () => {
    await job.close();
    await cutter.close();
  });

  const journal = () => journalCopy(job.whole.deskFolder, job.whole.now);
  const isOnline = () => until('the desk to be back', async () => (await job.whole.burner()).online);

  async function burnOnce(): Promise<string> {
    const keyed = await job.keyed();
    await job.submit(keyed.id, await job.sealed(keyed));
    const done = await job.tom.untilJob(keyed.id, ({ outcome }) => outcome !== null);
    assert.equal(done.outcome, 'burned');
    jobIds.push(keyed.id);
    return keyed.id;
  }

  it('counts the frames of an undisturbed one', async () => {
    cutter.arm(null);
    await burnOnce();
    await until('the receipt’s confirmation', () => journal().unstored().length === 0);
    assert.ok(cutter.frames >= fewestFrames && cutter.frames <= mostFrames, `${cutter.frames}`);
  });

  for (const isDelivered of [false, true]) {
    for (let frame = 1; frame <= mostFrames; frame += 1) {
      it(`number ${frame}, ${isDelivered ? 'just after' : 'with'} it: one stored outcome on both sides`, async () => {
        await isOnline();
        cutter.arm({ frame, isDelivered });
        const jobId = await burnOnce();
        await until('every receipt to be confirmed', () => journal().unstored().length === 0);
        if (frame <= fewestFrames) assert.equal(cutter.isArmed, false, 'the wire broke');
        const atDesk = journal().doneOf(jobId);
        assert.deepEqual([atDesk?.outcome, atDesk?.problem], ['burned', null]);
        const codes = codesAround(
          (at) => codeAt({ seed, algorithm: 'SHA1', stepSeconds: 30 }, at),
          job.whole.now(),
        );
        assert.ok(codes.includes(job.token.displayCode() ?? ''), 'the token holds this secret');
      });
    }
  }

  it('has lost no receipt, stored none twice and broken no chain', async () => {
    await isOnline();
    cutter.arm(null);
    const report = await job.alex.api.call('verifyAudit', {});
    assert.equal(report.ok, true, JSON.stringify(report.brokenAt));
    assert.equal(report.receipts, jobIds.length);
    assert.equal(journal().lastReceipt?.seq, jobIds.length);
  });

  const atTheCheck: [string, number, boolean][] = [
    ['the code on its way', 1, false],
    ['its answer', 2, false],
    ['just after its answer', 2, true],
  ];
  for (const [what, frame, isDelivered] of atTheCheck) {
    it(`at the check, ${what}: the check is recorded, or the next code is`, async () => {
      await isOnline();
      await burnOnce();
      await until('every receipt to be confirmed', () => journal().unstored().length === 0);
      cutter.arm({ frame, isDelivered });
      await job.tom.check(job.requestId, job.token.press()).catch(() => null);
      await isOnline();
      const { state } = await job.tom.read(job.requestId);
      if (state !== 'checked') {
        job.whole.skip(30_000);
        await until('the request to be checked', async () => {
          const now = await job.tom.read(job.requestId);
          if (now.state === 'checked') return true;
          return (await job.tom.check(job.requestId, job.token.press()).catch(() => null))?.matched;
        });
      }
      assert.equal((await job.tom.read(job.requestId)).state, 'checked');
    });
  }
});
