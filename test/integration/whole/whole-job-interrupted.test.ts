import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { FaultPlan } from '@token-desk/burner-service/reader/virtual/virtual-card';
import { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import { ins } from '@token-desk/burner-service/token/protocol/commands';
import { cast } from '@token-desk/practice/people';
import { refusedWith, until } from '../../support/desk/desk-hands.ts';
import { seed, serial, WholeJob } from '../../support/whole/whole-job.ts';

describe('the whole job, interrupted', () => {
  let job: WholeJob;

  beforeEach(async () => {
    job = await WholeJob.start();
  });
  afterEach(() => job.close());

  it('lets Microsoft decide where a restarted desk has lost the secret, and the record says so', async () => {
    const { whole, tom, token } = job;
    await job.begin();
    const ana = await whole.atMicrosoft();
    await job.burn(ana.qrText());
    await whole.stopDesk();
    await whole.startDesk();
    const code = token.press() ?? '';
    const { matched, problem } = await tom.check(job.requestId, code);
    assert.deepEqual([matched, problem?.code], [false, 'secret-gone']);
    assert.equal(await job.tellMicrosoft(ana, code), 'Success!');
    const bound = await tom.order(job.requestId, { kind: 'look-for-method' });
    assert.deepEqual([bound.state, bound.checkedAt], ['bound', null]);
    assert.ok(!bound.history.some(({ event }) => event === 'checked'));
  });

  it('gives a released request to the next technician, and says whose it is until then', async () => {
    await job.begin();
    await assert.rejects(job.eszter.order(job.requestId, { kind: 'claim' }), (error) => {
      refusedWith('request-claimed')(error);
      const { detail } = (error as { problem: { detail: Record<string, unknown> } }).problem;
      assert.deepEqual([detail.holder, detail.step], ['Tom Weber', 'secret']);
      return true;
    });
    await job.tom.order(job.requestId, { kind: 'release' });
    const claimed = await job.eszter.begin(job.requestId);
    assert.equal(claimed.claim?.by.name, 'Eszter Kovács');
  });

  it('ends the job of whoever had the request when somebody takes it over', async () => {
    await job.begin();
    const opened = await job.keyed();
    const envelope = await job.sealed(opened);
    const taken = await job.eszter.order(job.requestId, { kind: 'take-over' });
    assert.deepEqual([taken.claim?.by.name, taken.openJobId], ['Eszter Kovács', null]);
    await assert.rejects(job.submit(opened.id, envelope), refusedWith('job-cancelled'));
    await until('the desk to be told', () =>
      job.toDesk.find((frame) => frame.type === 'cancel' && frame.jobId === opened.id),
    );
    assert.equal(await job.refusal(opened.id), 'job-cancelled');
    job.whole.readers.tap(job.token);
    job.force({ type: 'envelope', jobId: opened.id, attempt: 1, envelope });
    assert.equal(await job.refusal(opened.id, 1), 'secret-unopened');
    assert.equal(job.token.settings.seedBytes, 0);
  });

  it('goes on after the bot was restarted in the middle, from what the database knows', async () => {
    const { whole, tom, token } = job;
    await job.begin();
    const opened = await job.keyed();
    await job.submit(opened.id, await job.sealed(opened));
    await until('the desk to wait for the token', () =>
      job.fromDesk.some((frame) => frame.type === 'progress'),
    );
    await whole.stopBot();
    whole.readers.tap(token);
    await until('the token to be written', () => token.settings.seedBytes === seed.length);
    await whole.startBot();
    const burned = await tom.untilState(job.requestId, 'burned');
    assert.equal(burned.token?.serial, serial);
    assert.equal((await tom.check(job.requestId, token.press())).matched, true);
    assert.equal((await job.alex.api.call('verifyAudit', {})).ok, true);
  });

  it('keeps what was ordered while the desk is away, and the desk does it when it is back', async () => {
    const { whole, tom, token } = job;
    await job.begin();
    const opened = await job.keyed();
    const envelope = await job.sealed(opened);
    await whole.stopBot();
    await whole.startBot();
    await until('the desk to be back', async () => (await whole.burner()).online);
    whole.front.cut();
    await job.submit(opened.id, envelope);
    whole.readers.tap(token);
    await tom.untilState(job.requestId, 'burned');
    assert.equal((await tom.check(job.requestId, token.press())).matched, true);

    await whole.stopDesk();
    await assert.rejects(job.keyed(), refusedWith('burner-offline'));
    await assert.rejects(tom.check(job.requestId, '123456'), refusedWith('burner-offline'));
  });

  it('says that a token lifted between clock and seed is empty, and the re-tap succeeds', async () => {
    const { whole, tom, token } = job;
    await whole.chat(cast.technician, 'channel').say('notify here');
    await job.begin();
    let isClockSet = false;
    const faults: FaultPlan = ({ apdu }) => {
      if (isClockSet) return { kind: 'lift', when: 'before' };
      isClockSet = apdu[1] === ins.setConfig;
      return null;
    };
    whole.readers.tap(token, { faults });
    const opened = await job.keyed();
    await job.submit(opened.id, await job.sealed(opened));
    const waiting = await tom.untilJob(opened.id, ({ problem }) => problem !== null);
    assert.deepEqual(
      [waiting.state, waiting.phase, waiting.problem?.code],
      ['sealed', 'place-token', 'token-empty'],
    );
    assert.equal(token.settings.seedBytes, 0);
    whole.readers.tap(token);
    await tom.untilState(job.requestId, 'burned');
    assert.equal((await tom.check(job.requestId, token.press())).matched, true);
  });

  it('tells the channel about a token that was emptied and not put back', async () => {
    const { whole, tom, token } = job;
    await whole.chat(cast.technician, 'channel').say('notify here');
    await job.begin();
    const faults: FaultPlan = ({ apdu }) =>
      apdu[1] === ins.setConfig ? { kind: 'lift', when: 'after' } : null;
    whole.readers.tap(token, { faults });
    const opened = await job.keyed();
    await job.submit(opened.id, await job.sealed(opened));
    const waiting = await tom.untilJob(opened.id, ({ problem }) => problem !== null);
    assert.equal(waiting.problem?.code, 'token-perhaps-empty');
    await tom.api.call('cancelJob', { params: { jobId: opened.id }, body: {} });
    const line = await until('the line in the channel', () =>
      whole.connector.sent.find(({ activity }) => /may be empty/.test(activity.text ?? '')),
    );
    assert.match(line.activity.text ?? '', /Ana Moreau/);
    const request = await tom.read(job.requestId);
    assert.deepEqual([request.state, request.attention], ['in_progress', 'token-perhaps-empty']);
  });

  it('says of a token with new settings and its old secret what it is, to everybody, after a cancel too', async () => {
    const { whole, tom } = job;
    const kept = '86596000000042';
    const token = new VirtualToken({
      serial: kept,
      isRestricted: false,
      nowMs: Date.now,
      random: randomBytes,
    });
    await whole.chat(cast.technician, 'channel').say('notify here');
    await job.begin();
    let isClockSet = false;
    const faults: FaultPlan = ({ apdu }) => {
      if (isClockSet) return { kind: 'lift', when: 'before' };
      isClockSet = apdu[1] === ins.setConfig;
      return null;
    };
    whole.readers.tap(token, { faults });
    const opened = await job.keyed(kept);
    await job.submit(opened.id, await job.sealed(opened));
    const waiting = await tom.untilJob(opened.id, ({ problem }) => problem !== null);
    assert.deepEqual([waiting.phase, waiting.problem?.code], ['place-token', 'token-changed']);
    await tom.api.call('cancelJob', { params: { jobId: opened.id }, body: {} });
    const over = await tom.untilJob(opened.id, ({ outcome }) => outcome !== null);
    assert.equal(over.outcome, 'settings-changed');
    const line = await until('the line in the channel', () =>
      whole.connector.sent.find(({ activity }) => /codes may no longer fit/.test(activity.text ?? '')),
    );
    assert.match(line.activity.text ?? '', /Ana Moreau/);
    const request = await tom.read(job.requestId);
    assert.deepEqual([request.state, request.attention], ['in_progress', 'token-changed']);
    assert.ok(request.history.some(({ event }) => event === 'burn_settings_changed'));
    const held = await tom.api.call('getToken', { params: { serial: kept } });
    assert.equal(held.state, 'quarantine');
    assert.equal((await job.alex.api.call('verifyAudit', {})).ok, true);

    whole.readers.tap(token);
    const again = await job.keyed(kept);
    await job.submit(again.id, await job.sealed(again));
    await tom.untilState(job.requestId, 'burned');
    assert.equal((await tom.check(job.requestId, token.press())).matched, true);
  });

  it('tells the technician of a token that answered too slowly for its clock to be sure', async () => {
    const { whole, tom, token } = job;
    await job.begin();
    const faults: FaultPlan = ({ apdu }) =>
      apdu[1] === ins.setConfig ? { kind: 'slow', delayMs: 5200 } : null;
    whole.readers.tap(token, { faults });
    const opened = await job.keyed();
    await job.submit(opened.id, await job.sealed(opened));
    const over = await tom.untilJob(opened.id, ({ outcome }) => outcome !== null);
    assert.deepEqual([over.outcome, over.problem?.code], ['burned', 'token-clock-unsure']);
    assert.ok(Number(over.problem?.detail?.offSeconds) > 2);
  });
});
