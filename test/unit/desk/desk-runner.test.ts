import assert from 'node:assert/strict';
import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashReceiptBody } from '@token-desk/burner-service/journal/journal';
import { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import { type JobOffer, jobKeyStatement } from '@token-desk/contract/desk/job';
import { generateJobKeyPair } from '@token-desk/contract/seed/envelope';
import { ana, DeskBench, liftOnce, restricted, tom } from '../../support/desk/desk-bench.ts';

describe('the desk: a burn', () => {
  let desk: DeskBench;
  beforeEach(() => {
    desk = new DeskBench();
  });
  afterEach(() => desk.close());

  it('writes the token, says each step, signs what it saw and checks the typed code', async () => {
    desk.readers.tap(desk.token);
    const outcome = await desk.burn();
    assert.equal(outcome.problem, null);
    const phases = desk.frames.flatMap((frame) => (frame.type === 'progress' ? [frame.phase] : []));
    assert.deepEqual(phases, [
      'place-token',
      'reading',
      'authenticating',
      'writing-clock',
      'writing-seed',
      'written',
    ]);
    const burned = desk.read(outcome.receipt);
    assert.equal(burned.seen.outcome, 'burned');
    assert.equal(burned.seen.serial, restricted);
    assert.equal(burned.seen.model, 'OTPC-P2-i');
    assert.equal(burned.seen.clockDriftBeforeSeconds, -41);
    assert.equal(burned.seen.clockDriftAfterSeconds, 0);
    assert.equal(burned.seen.account, ana.upn);
    assert.deepEqual([burned.told.subject, burned.told.technician], [ana, tom]);
    const checked = await desk.check(desk.token.press()!);
    assert.deepEqual([checked.matched, checked.stepOffset, checked.problem], [true, 0, null]);
    const check = desk.read(checked.receipt);
    assert.equal(check.previousHash, hashReceiptBody(outcome.receipt!.body), 'receipts are chained');
    assert.deepEqual([burned.seq, check.seq], [1, 2]);
  });

  it('signs its job key with the identity people confirmed', async () => {
    const offer = desk.offer();
    desk.readers.tap(desk.token);
    await desk.key(offer);
    const { key } = await desk.next('job-key');
    const identity = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: desk.keys.identity.publicKey },
      format: 'jwk',
    });
    assert.ok(
      verify(
        null,
        Buffer.from(jobKeyStatement(offer, key.publicKey)),
        identity,
        Buffer.from(key.signature, 'base64url'),
      ),
    );
  });

  it('waits for a token that is laid down later', async () => {
    const offer = desk.offer();
    await desk.runner.take(await desk.envelope(offer, await desk.key(offer)));
    await desk.next('progress', (frame) => frame.phase === 'place-token');
    desk.readers.tap(desk.token);
    assert.equal((await desk.next('outcome')).problem, null);
  });

  it('says that a token lifted between clock and secret is empty, and finishes when it is put back', async () => {
    desk.readers.tap(desk.token, { faults: liftOnce('clock-read-back', 'before') });
    const offer = desk.offer();
    await desk.runner.take(await desk.envelope(offer, await desk.key(offer)));
    const empty = await desk.next('progress', (frame) => frame.problem !== null);
    assert.deepEqual([empty.phase, empty.problem?.code], ['place-token', 'token-empty']);
    assert.equal(desk.token.displayCode(), null, 'it holds no secret');
    desk.readers.tap(desk.token);
    const outcome = await desk.next('outcome');
    assert.equal(desk.read(outcome.receipt).seen.outcome, 'burned');
    assert.equal((await desk.check(desk.token.press()!)).matched, true);
  });

  it('never calls a lost answer to the secret a failure: the typed code turns it into a fact', async () => {
    desk.readers.tap(desk.token, { faults: liftOnce('secret', 'after') });
    const offer = desk.offer();
    await desk.runner.take(await desk.envelope(offer, await desk.key(offer)));
    const unknown = await desk.next('progress', (frame) => frame.problem !== null);
    assert.equal(unknown.problem?.code, 'burn-unknown');
    const checked = await desk.check(desk.token.press()!);
    assert.equal(desk.read((await desk.next('outcome')).receipt).seen.outcome, 'unknown');
    assert.equal(checked.matched, true);
  });

  describe('told that its order is over', () => {
    const cancel = (jobId: string) => desk.runner.take({ type: 'cancel', jobId, attempt: 1 });
    const refusals = () => desk.frames.filter(({ type }) => type === 'job-refused');

    it('says that nothing was written where it never began, also after a restart, and of a job it never saw', async () => {
      const offer = desk.offer();
      await desk.key(offer);
      await cancel(offer.jobId);
      const said = { type: 'job-refused', jobId: 'job-1', attempt: 1, problem: { code: 'job-cancelled' } };
      assert.deepEqual(refusals(), [said]);
      desk.restart();
      await cancel(offer.jobId);
      await cancel('never-seen');
      assert.deepEqual(refusals(), [said, { ...said, jobId: 'never-seen' }]);
    });

    it('ends an order to draw a secret that is still on its way through, and writes no token for it', async () => {
      const { publicKey } = await generateJobKeyPair();
      const taking = desk.runner.take({
        type: 'offer',
        offer: desk.offer({ route: 'B', tabKey: publicKey }),
      });
      await cancel('job-1');
      await taking;
      const ended = await desk.outcomeOf({ jobId: 'job-1' });
      assert.deepEqual(
        [ended.problem?.code, desk.read(ended.receipt).seen.outcome],
        ['job-cancelled', 'failed'],
      );
      assert.deepEqual(refusals(), []);
    });

    it('says nothing of the kind where it wrote: it tells that again until the server has it, then nothing', async () => {
      desk.readers.tap(desk.token);
      const offer = desk.offer();
      await desk.runner.take(await desk.envelope(offer, await desk.key(offer)));
      const outcome = await desk.next('outcome');
      await cancel(offer.jobId);
      assert.deepEqual(desk.frames.at(-1), outcome);
      const frames = desk.frames.length;
      await desk.runner.take({ type: 'receipt-stored', seq: desk.read(outcome.receipt).seq });
      await cancel(offer.jobId);
      assert.equal(desk.frames.length, frames);
    });
  });

  it('says empty, with a receipt, when an empty token does not come back and the job is cancelled', async () => {
    desk.readers.tap(desk.token, { faults: liftOnce('clock-read-back', 'before') });
    const offer = desk.offer();
    await desk.runner.take(await desk.envelope(offer, await desk.key(offer)));
    await desk.next('progress', (frame) => frame.problem !== null);
    await desk.runner.take({ type: 'cancel', jobId: offer.jobId });
    const outcome = await desk.next('outcome');
    assert.equal(outcome.problem?.code, 'token-empty');
    assert.equal(desk.read(outcome.receipt).seen.outcome, 'empty');
  });

  it('shows a wrong token and goes on when the right one is there', async () => {
    const other = new VirtualToken({
      serial: '86596000000009',
      isRestricted: false,
      nowMs: desk.clock.now,
      random: randomBytes,
    });
    desk.readers.tap(other);
    const offer = desk.offer();
    await desk.runner.take(await desk.envelope(offer, await desk.key(offer)));
    const wrong = await desk.next('progress', (frame) => frame.problem !== null);
    assert.equal(wrong.problem?.code, 'wrong-serial');
    assert.equal(other.displayCode(), null, 'the wrong token was not written');
    desk.readers.tap(desk.token);
    assert.equal((await desk.next('outcome')).problem, null);
  });

  it('says why a code does not match', async () => {
    desk.readers.tap(desk.token);
    await desk.burn();
    const right = desk.token.displayCode()!;
    const wrong = right === '000000' ? '000001' : '000000';
    assert.equal((await desk.check(wrong, 'a')).problem?.code, 'code-wrong');
    desk.clock.turn(-300_000);
    const off = await desk.check(right, 'b');
    assert.deepEqual(
      [off.matched, off.problem],
      [false, { code: 'code-clock-off', detail: { offsetSeconds: 300 } }],
    );
  });
});

describe('the desk: orders it refuses', () => {
  let desk: DeskBench;
  beforeEach(() => {
    desk = new DeskBench();
    desk.readers.tap(desk.token);
  });
  afterEach(async () => {
    assert.equal(desk.token.displayCode(), null, 'nothing was written');
    await desk.close();
  });

  const refusedOffers: [string, Partial<JobOffer>, string][] = [
    ['for another burner', { burnerId: 'desk-2' }, 'job-wrong-burner'],
    ['that expired', { expiresAt: 1 }, 'job-expired'],
    ['for a reader it does not have', { reader: 'Other' }, 'reader-not-found'],
  ];
  for (const [what, change, code] of refusedOffers) {
    it(`an offer ${what}`, async () => {
      await desk.runner.take({ type: 'offer', offer: desk.offer(change) });
      assert.equal((await desk.next('job-refused')).problem.code, code);
    });
  }

  it('a write while its clock differs from the server’s by more than two seconds', async () => {
    desk.offsetMs = 2_500;
    await desk.runner.take({ type: 'offer', offer: desk.offer() });
    const { problem } = await desk.next('job-refused');
    assert.deepEqual(problem, { code: 'clock-not-trusted', detail: { offsetSeconds: -2.5 } });
  });

  it('a write before the server has said what time it is', async () => {
    desk.offsetMs = null;
    await desk.runner.take({ type: 'offer', offer: desk.offer() });
    assert.deepEqual((await desk.next('job-refused')).problem, { code: 'clock-not-compared' });
  });

  const clockChanges: [string, number | null, string][] = [
    ['went wrong', 60_000, 'clock-not-trusted'],
    ['cannot be compared any more', null, 'clock-not-compared'],
  ];
  for (const [what, offsetMs, code] of clockChanges) {
    it(`a token laid down after the desk's clock ${what}, the secret already at the desk`, async () => {
      desk.readers.lift();
      const offer = desk.offer();
      await desk.runner.take(await desk.envelope(offer, await desk.key(offer)));
      await desk.next('progress', ({ phase }) => phase === 'place-token');
      const before = { ...desk.token.memory };
      desk.offsetMs = offsetMs;
      desk.readers.tap(desk.token);
      const { problem } = await desk.outcomeOf(offer);
      assert.equal(problem?.code, code);
      assert.deepEqual(desk.token.memory, before);
    });
  }

  const boundFields: [string, Partial<JobOffer>][] = [
    ['another person', { subject: { ...ana, id: 'jonas' } }],
    ['another request', { requestId: 'request-2' }],
    ['another token', { serial: '86596220000002' }],
    ['another job', { jobId: 'job-2' }],
    ['another desk', { burnerId: 'desk-2' }],
    ['another time', { expiresAt: 1_800_000_000_001 }],
  ];
  for (const [what, change] of boundFields) {
    it(`an envelope sealed for ${what}`, async () => {
      const offer = desk.offer();
      const publicKey = await desk.key(offer);
      await desk.runner.take(await desk.envelope(offer, publicKey, { ...offer, ...change }));
      assert.equal((await desk.next('job-refused')).problem.code, 'envelope-tampered');
    });
  }

  it('an envelope with one byte changed', async () => {
    const offer = desk.offer();
    const frame = await desk.envelope(offer, await desk.key(offer));
    const bytes = Buffer.from(frame.envelope.ciphertext, 'base64url');
    bytes[3]! ^= 1;
    await desk.runner.take({
      ...frame,
      envelope: { ...frame.envelope, ciphertext: bytes.toString('base64url') },
    });
    assert.equal((await desk.next('job-refused')).problem.code, 'envelope-tampered');
  });

  it('an envelope that comes after the job’s time', async () => {
    const offer = desk.offer();
    const frame = await desk.envelope(offer, await desk.key(offer));
    desk.clock.turnTo(offer.expiresAt + 1);
    await desk.runner.take(frame);
    assert.equal((await desk.next('job-refused')).problem.code, 'job-expired');
  });

  it('an envelope nobody was offered', async () => {
    const offer = desk.offer();
    const frame = await desk.envelope(offer, await desk.key(offer));
    await desk.runner.take({ ...frame, jobId: 'job-9' });
    assert.equal(
      (await desk.next('job-refused', (one) => one.jobId === 'job-9')).problem.code,
      'job-not-open',
    );
  });

  it('a code for a secret it does not have', async () => {
    const checked = await desk.check('123456');
    assert.deepEqual([checked.matched, checked.problem?.code, checked.receipt], [false, 'secret-gone', null]);
  });
});

describe('the desk: what it remembers', () => {
  let desk: DeskBench;
  beforeEach(() => {
    desk = new DeskBench();
  });
  afterEach(() => desk.close());

  it('answers a repeated job with its stored outcome and writes nothing twice, also after a restart', async () => {
    desk.readers.tap(desk.token);
    const offer = desk.offer();
    const first = await desk.burn(offer);
    desk.frames.length = 0;
    await desk.runner.take({ type: 'offer', offer });
    assert.deepEqual(await desk.next('outcome'), first);
    desk.restart();
    await desk.runner.take({ type: 'offer', offer });
    assert.deepEqual(desk.frames, [first]);
    assert.equal((await desk.check(desk.token.press()!)).problem?.code, 'secret-gone');
  });

  it('says of a job whose outcome the server has that it was done, and writes nothing twice, also after a restart', async () => {
    desk.readers.tap(desk.token);
    const offer = desk.offer();
    const envelope = await desk.envelope(offer, await desk.key(offer));
    await desk.runner.take(envelope);
    await desk.next('outcome');
    await desk.runner.take({ type: 'receipt-stored', seq: 1 });
    const writes = desk.token.memory.seed.slice();
    for (const isRestarted of [false, true]) {
      if (isRestarted) desk.restart();
      desk.frames.length = 0;
      await desk.runner.take({ type: 'offer', offer });
      await desk.runner.take(envelope);
      const codes = desk.frames.map((one) => (one.type === 'job-refused' ? one.problem.code : one.type));
      assert.deepEqual(codes, ['job-replayed', 'job-replayed']);
    }
    assert.deepEqual(desk.token.memory.seed, writes);
    const text = readFileSync(join(desk.folder, 'journal.jsonl'), 'utf8');
    for (const { name, upn } of [offer.subject, offer.technician].filter((one) => one !== null))
      assert.ok(!text.includes(name) && !text.includes(upn), 'nobody is named any more');
  });

  it('sends the same key again when the offer is repeated before the seal', async () => {
    desk.readers.tap(desk.token);
    const offer = desk.offer();
    const key = await desk.key(offer);
    desk.frames.length = 0;
    assert.equal(await desk.key(offer), key);
  });

  it('says that it cannot open the secret when it restarted between key and envelope', async () => {
    desk.readers.tap(desk.token);
    const offer = desk.offer();
    const frame = await desk.envelope(offer, await desk.key(offer));
    desk.restart();
    await desk.runner.take({ type: 'offer', offer });
    await desk.runner.take(frame);
    const codes = desk.frames.map((one) => (one.type === 'job-refused' ? one.problem.code : one.type));
    assert.deepEqual(codes, ['secret-unopened', 'secret-unopened']);
  });

  it('does not send for a new QR code when the secret that is gone was its own', async () => {
    const tabKey = (await generateJobKeyPair()).publicKey;
    const offer = desk.offer({ route: 'B', tabKey });
    await desk.key(offer);
    desk.restart();
    await desk.runner.take({ type: 'offer', offer });
    const refused = desk.frames.map((one) => (one.type === 'job-refused' ? one.problem.code : one.type));
    assert.deepEqual(refused, ['secret-gone-drawn']);
  });

  it('reports a write cut short by a crash as unknown, once, signed', () => {
    const offer = desk.offer();
    desk.journal.markWriting(offer);
    desk.restart();
    const [frame] = desk.journal.unstored();
    assert.ok(frame?.type === 'outcome');
    assert.equal(desk.read(frame.receipt).seen.outcome, 'unknown');
    desk.restart();
    assert.equal(desk.journal.unstored().length, 1, 'not reported twice');
  });

  it('keeps a receipt until the server has it', async () => {
    desk.readers.tap(desk.token);
    await desk.burn();
    assert.equal(desk.journal.unstored().length, 1);
    await desk.runner.take({ type: 'receipt-stored', seq: 1 });
    desk.restart();
    assert.equal(desk.journal.unstored().length, 0);
    assert.equal(desk.journal.lastReceipt?.seq, 1);
  });

  it('drops a last line that a crash cut short', async () => {
    desk.readers.tap(desk.token);
    await desk.burn();
    const path = join(desk.folder, 'journal.jsonl');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, `${text}{"type":"receipt","at":`);
    desk.restart();
    assert.equal(desk.journal.lastReceipt?.seq, 1);
    assert.equal(readFileSync(path, 'utf8'), text);
  });

  it('writes neither the secret nor a typed code into its journal', async () => {
    desk.readers.tap(desk.token);
    await desk.burn();
    const code = desk.token.press()!;
    await desk.check(code);
    const text = readFileSync(join(desk.folder, 'journal.jsonl'), 'utf8');
    const seed = Buffer.alloc(20, 0x5a);
    for (const form of [
      seed.toString('hex'),
      seed.toString('base64'),
      'LJNFUWS2LJNFUWS2LJNFUWS2LJNFUWS2',
      seed.toString('latin1'),
      code,
    ]) {
      assert.ok(!text.toUpperCase().includes(form.toUpperCase()), 'a secret is in the journal');
    }
  });
});
