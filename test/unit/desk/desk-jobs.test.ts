import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultPlan } from '@token-desk/burner-service/reader/virtual/virtual-card';
import { virtualReaderName } from '@token-desk/burner-service/reader/virtual/virtual-reader';
import { codeAt } from '@token-desk/burner-service/token/code-check';
import type { JobOffer } from '@token-desk/contract/desk/job';
import { generateJobKeyPair, matchDigits, openDrawnSecret } from '@token-desk/contract/seed/envelope';
import { DeskBench, liftOnce, restricted } from '../../support/desk/desk-bench.ts';

const unrestricted = '86596000000009';
const setConfig = 0xd4;

let desk: DeskBench;
beforeEach(() => {
  desk = new DeskBench();
});
afterEach(() => desk.close());

const offered = async (change: Partial<JobOffer>) => {
  const offer = desk.offer(change);
  await desk.runner.take({ type: 'offer', offer });
  return offer;
};

describe('the desk: identify', () => {
  it('reads the token anew instead of repeating what it saw when it was laid down', async () => {
    desk.readers.tap(desk.token);
    await desk.watch.read(virtualReaderName);
    desk.clock.turn(3_600_000);
    await offered({ kind: 'identify', serial: null });
    const { identified } = await desk.next('outcome');
    assert.deepEqual([identified?.serial, identified?.readAt], [restricted, desk.clock.now()]);
  });

  it('says that nothing is there', async () => {
    await offered({ kind: 'identify', serial: null });
    const { identified, problem } = await desk.next('outcome');
    assert.deepEqual([identified, problem?.code], [null, 'no-token']);
  });
});

describe('the desk: blanking', () => {
  it('overwrites the secret with a random one that it forgets at once', async () => {
    desk.readers.tap(desk.token);
    await desk.burn();
    const before = desk.token.displayCode();
    await offered({ kind: 'blank', jobId: 'job-2' });
    const outcome = await desk.next('outcome', (frame) => frame.jobId === 'job-2');
    const receipt = desk.read(outcome.receipt);
    assert.deepEqual(
      [receipt.kind, receipt.seen.outcome, receipt.seen.serial],
      ['blank', 'burned', restricted],
    );
    const old = { seed: new Uint8Array(20).fill(0x5a), algorithm: 'SHA1', stepSeconds: 30 } as const;
    assert.equal(before, codeAt(old, desk.clock.now()));
    const codes = [0, 1, 2].map((steps) => {
      desk.clock.turn(steps * 30_000);
      return [desk.token.displayCode(), codeAt(old, desk.clock.now())];
    });
    assert.ok(
      codes.some(([shown, oldCode]) => shown !== oldCode),
      'it no longer shows the old codes',
    );
    await desk.runner.take({
      type: 'check',
      jobId: 'job-2',
      checkId: 'check-9',
      code: desk.token.press()!,
      technician: { id: 't', name: 't', upn: 't' },
    });
    assert.equal((await desk.next('checked')).problem?.code, 'secret-gone');
  });

  it('keeps the random secret while nobody can know whether it was written, and lets a code tell', async () => {
    desk.readers.tap(desk.token, { faults: liftOnce('secret', 'after') });
    await offered({ kind: 'blank' });
    await desk.next('progress', (frame) => frame.problem?.code === 'burn-unknown');
    const checked = await desk.check(desk.token.press()!);
    assert.equal(desk.read((await desk.next('outcome')).receipt).seen.outcome, 'unknown');
    assert.equal(checked.matched, true);
  });

  it('says unknown, not empty, when the next try perhaps did not reach the clock: the secret may be on it', async () => {
    desk.readers.tap(desk.token, { faults: liftOnce('secret', 'after') });
    await offered({ kind: 'blank' });
    await desk.next('progress', (frame) => frame.problem?.code === 'burn-unknown');
    const written = Uint8Array.from(desk.token.memory.seed);
    const faults: FaultPlan = ({ apdu }) => (apdu[1] === setConfig ? { kind: 'lift', when: 'before' } : null);
    desk.readers.tap(desk.token, { faults });
    await desk.next('progress', (frame) => frame.problem?.code === 'token-perhaps-empty');
    assert.deepEqual(desk.token.memory.seed, written);
    const checked = await desk.check(desk.token.press()!);
    assert.equal(desk.read((await desk.next('outcome')).receipt).seen.outcome, 'unknown');
    assert.equal(checked.matched, true);
  });

  it('touches no token that it was not told by its serial', async () => {
    desk.readers.tap(desk.token);
    await offered({ kind: 'blank', serial: null });
    assert.equal((await desk.next('job-refused')).problem.code, 'bad-request');
  });
});

describe('the desk: setting a clock', () => {
  it('sets it where the secret survives, and says how far it was off', async () => {
    const slow = { ...desk.token.memory, seed: new Uint8Array(20).fill(7), clockOffsetMs: -41_000 };
    const token = desk.makeToken({ serial: unrestricted, isRestricted: false, memory: slow });
    desk.readers.tap(token);
    await offered({ kind: 'sync-clock', jobId: 'job-2', serial: unrestricted });
    const outcome = await desk.next('outcome', (frame) => frame.jobId === 'job-2');
    const { kind, seen } = desk.read(outcome.receipt);
    assert.deepEqual([outcome.problem, kind, seen.outcome], [null, 'sync-clock', 'burned']);
    assert.deepEqual([seen.clockDriftBeforeSeconds, seen.clockDriftAfterSeconds], [-41, 0]);
    const code = codeAt({ seed: slow.seed, algorithm: 'SHA1', stepSeconds: 30 }, desk.clock.now());
    assert.equal(token.displayCode(), code);
  });

  it('refuses a model that would be emptied, and leaves it as it is', async () => {
    desk.readers.tap(desk.token);
    await desk.burn();
    await offered({ kind: 'sync-clock', jobId: 'job-2' });
    const outcome = await desk.next('outcome', (frame) => frame.jobId === 'job-2');
    assert.equal(outcome.problem?.code, 'token-would-be-emptied');
    assert.equal(desk.read(outcome.receipt).seen.outcome, 'failed');
    assert.equal(desk.token.settings.seedBytes, 20);
  });

  it('waits for the token again when it is lifted in the middle', async () => {
    let isLifted = false;
    const liftAtConfig: FaultPlan = ({ apdu }) => {
      if (apdu[1] !== setConfig || isLifted) return null;
      isLifted = true;
      return { kind: 'lift', when: 'after' };
    };
    const token = desk.makeToken({ serial: unrestricted, isRestricted: false });
    desk.readers.tap(token, { faults: liftAtConfig });
    await offered({ kind: 'sync-clock', serial: unrestricted });
    await desk.next('progress', (frame) => frame.problem?.code === 'clock-unknown');
    desk.readers.tap(token);
    assert.equal(desk.read((await desk.next('outcome')).receipt).seen.outcome, 'burned');
  });
});

describe('the desk: a secret it draws itself', () => {
  const begin = async () => {
    const tab = await generateJobKeyPair();
    desk.readers.tap(desk.token);
    const offer = desk.offer({ route: 'B', tabKey: tab.publicKey });
    await desk.runner.take({ type: 'offer', offer });
    const { key } = await desk.next('job-key');
    const outcome = await desk.next('outcome');
    const withKey = { ...offer, tabKey: tab.publicKey };
    const open = (envelope: Parameters<typeof openDrawnSecret>[2], change: Partial<typeof withKey> = {}) =>
      openDrawnSecret({ ...withKey, ...change }, { tab: tab.keyPair, burnerKey: key.publicKey }, envelope);
    return { offer: withKey, key, outcome, open };
  };

  it('leaves for the tab once its code was right, and is what the token holds', async () => {
    const { outcome, open } = await begin();
    assert.deepEqual([outcome.problem, desk.read(outcome.receipt).seen.route], [null, 'B']);
    const checked = await desk.check(desk.token.press()!);
    assert.ok(checked.sealed);
    const opened = await open(checked.sealed);
    assert.ok(opened.ok);
    const { seed, algorithm, stepSeconds } = opened.secret;
    assert.equal(seed.length, 20);
    assert.equal(codeAt({ seed, algorithm, stepSeconds }, desk.clock.now()), desk.token.displayCode());
  });

  it('shows the digits that the tab computes from the same keys', async () => {
    const { offer, key } = await begin();
    assert.deepEqual(desk.digits, [await matchDigits(offer, key.publicKey)]);
    assert.match(desk.digits[0]!, /^\d{6}$/);
    const other = await generateJobKeyPair();
    assert.notEqual(desk.digits[0], await matchDigits({ ...offer, tabKey: other.publicKey }, key.publicKey));
  });

  it('opens with no other job, key or token', async () => {
    const { open } = await begin();
    const { sealed } = await desk.check(desk.token.press()!);
    for (const change of [
      { jobId: 'job-2' },
      { serial: unrestricted },
      { burnerId: 'desk-2' },
      { requestId: 'r' },
    ])
      assert.equal((await open(sealed!, change)).ok, false, JSON.stringify(change));
  });

  it('stays at the desk for a wrong code, and for good after ten', async () => {
    await begin();
    const right = desk.token.displayCode()!;
    const wrong = right === '000000' ? '000001' : '000000';
    for (let miss = 1; miss <= 10; miss += 1)
      assert.equal((await desk.check(wrong, `miss-${miss}`)).sealed, undefined);
    const checked = await desk.check(right, 'late');
    assert.deepEqual([checked.problem?.code, checked.sealed], ['secret-gone', undefined]);
  });

  it('is sealed again for the next code when the link was cut, until the server has it', async () => {
    await begin();
    assert.ok((await desk.check(desk.token.press()!, 'first')).sealed);
    desk.clock.turn(30_000);
    const again = await desk.check(desk.token.press()!, 'second');
    assert.ok(again.sealed);
    await desk.runner.take({ type: 'receipt-stored', seq: desk.read(again.receipt).seq });
    desk.clock.turn(30_000);
    assert.equal((await desk.check(desk.token.press()!, 'third')).problem?.code, 'secret-gone');
  });

  it('is refused for an exchanged tab key', async () => {
    const { offer } = await begin();
    desk.frames.length = 0;
    const tab = await generateJobKeyPair();
    await desk.runner.take({ type: 'offer', offer: { ...offer, jobId: 'job-2', tabKey: undefined } });
    assert.equal((await desk.next('job-refused')).problem.code, 'bad-request');
    desk.readers.lift();
    await desk.runner.take({ type: 'offer', offer: { ...offer, jobId: 'job-3' } });
    await desk.next('job-key');
    await desk.runner.take({ type: 'offer', offer: { ...offer, jobId: 'job-3', tabKey: tab.publicKey } });
    const refused = await desk.next('job-refused', (frame) => frame.jobId === 'job-3');
    assert.equal(refused.problem.code, 'envelope-tampered');
  });

  it('is in no line of the journal, sealed or not', async () => {
    const { open } = await begin();
    const { sealed } = await desk.check(desk.token.press()!);
    const opened = await open(sealed!);
    assert.ok(opened.ok);
    const text = readFileSync(join(desk.folder, 'journal.jsonl'), 'utf8');
    const seed = Buffer.from(opened.secret.seed);
    for (const form of [sealed!.ciphertext, seed.toString('hex'), seed.toString('base64url')])
      assert.ok(!text.toLowerCase().includes(form.toLowerCase()), 'the secret is in the journal');
  });
});

describe('the desk: tokens it does not know', () => {
  const unknown = '12345670000001';

  it('refuses an unknown prefix unless a second technician has allowed it', async () => {
    const token = desk.makeToken({ serial: unknown });
    desk.readers.tap(token);
    const refused = await desk.burn(desk.offer({ serial: unknown }));
    assert.equal(refused.problem?.code, 'unknown-model');
    assert.equal(token.settings.seedBytes, 0);
    const offer = desk.offer({ serial: unknown, jobId: 'job-2', allowUnknownModel: true });
    await desk.runner.take({ type: 'offer', offer });
    const { key } = await desk.next('job-key', (frame) => frame.jobId === 'job-2');
    await desk.runner.take(await desk.envelope(offer, key.publicKey));
    assert.equal((await desk.next('outcome', (frame) => frame.jobId === 'job-2')).problem, null);
    assert.equal(token.settings.seedBytes, 20);
  });

  it('writes the secret alone to a token whose clock cannot be set, and says how far that is off', async () => {
    const token = desk.makeToken({
      serial: unknown,
      isFirstGeneration: true,
      isRestricted: false,
      driftSeconds: 12,
    });
    desk.readers.tap(token);
    const outcome = await desk.burn(desk.offer({ serial: unknown, allowUnknownModel: true }));
    assert.equal(outcome.problem, null);
    assert.deepEqual(outcome.note, { code: 'token-clock-not-settable', detail: { driftSeconds: 12 } });
    const { seen } = desk.read(outcome.receipt);
    assert.deepEqual(
      [seen.outcome, seen.note, seen.clockDriftBeforeSeconds, seen.clockDriftAfterSeconds],
      ['burned', 'token-clock-not-settable', 12, 12],
    );
    assert.equal((await desk.check(token.press()!)).matched, true);
  });
});

describe('the desk: more than one reader', () => {
  it('writes on one while another waits, and refuses a second write on the same', async () => {
    desk.readers.plugIn('Second');
    const waiting = desk.offer();
    await desk.runner.take(await desk.envelope(waiting, await desk.key(waiting)));
    await desk.next('progress');
    const other = desk.makeToken({ serial: unrestricted, isRestricted: false });
    desk.readers.tap(other, {}, 'Second');
    await offered({ kind: 'blank', jobId: 'job-2', serial: unrestricted, reader: 'Second' });
    assert.equal((await desk.next('outcome')).jobId, 'job-2');
    await offered({ kind: 'blank', jobId: 'job-3', serial: restricted });
    const refused = await desk.next('job-refused');
    assert.deepEqual(refused.problem, { code: 'burner-busy', detail: { burner: 'Desk 1' } });
  });

  describe('while a cancelled write comes to its end', () => {
    /** A burn that is cancelled in the middle of its first writing command, which takes this long. */
    const cancelInTheMiddle = async (delayMs: number) => {
      desk.readers.tap(desk.token, {
        faults: ({ apdu }) => (apdu[1] === setConfig ? { kind: 'slow', delayMs } : null),
      });
      const first = desk.offer();
      await desk.runner.take(await desk.envelope(first, await desk.key(first)));
      await desk.next('progress', (frame) => frame.phase === 'writing-clock');
      await desk.runner.take({ type: 'cancel', jobId: first.jobId });
    };
    const next = { jobId: 'job-2', requestId: 'request-2' } as const;

    it('takes the next job once that has its receipt', async () => {
      await cancelInTheMiddle(150);
      await offered(next);
      const answers = desk.frames.filter(({ type }) => type === 'outcome' || type === 'job-key');
      assert.deepEqual(
        answers.map((frame) => (frame.type === 'outcome' || frame.type === 'job-key' ? frame.jobId : '')),
        ['job-1', 'job-1', 'job-2'],
      );
    });

    it('never begins one that is cancelled meanwhile', async () => {
      await cancelInTheMiddle(150);
      const waiting = offered({ ...next, kind: 'blank' });
      await desk.runner.take({ type: 'cancel', jobId: next.jobId });
      await waiting;
      assert.ok(!desk.frames.some((frame) => 'jobId' in frame && frame.jobId === next.jobId));
      await desk.outcomeOf(desk.offer());
      // Orders go in order: this one is answered after the other would have been begun.
      await offered({ kind: 'identify', jobId: 'job-3', serial: null });
      await desk.outcomeOf({ jobId: 'job-3' });
      assert.ok(!desk.frames.some((frame) => 'jobId' in frame && frame.jobId === next.jobId));
    });

    it('says that it is busy when the end takes too long', async () => {
      await desk.close();
      desk = new DeskBench({ endingWaitMs: 10 });
      await cancelInTheMiddle(300);
      await offered(next);
      assert.equal((await desk.next('job-refused')).problem.code, 'burner-busy');
    });

    it('begins nothing more when the desk closes', async () => {
      await cancelInTheMiddle(150);
      const waiting = offered(next);
      await desk.runner.close();
      await waiting;
      assert.ok(!desk.frames.some((frame) => 'jobId' in frame && frame.jobId === next.jobId));
    });
  });

  it('says that a reader was unplugged by not finding it', async () => {
    desk.readers.unplug(virtualReaderName);
    await offered({});
    assert.equal((await desk.next('job-refused')).problem.code, 'no-reader');
  });
});
