import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Desk, startDesk } from '@token-desk/burner-service/desk';
import { openDeskLog } from '@token-desk/burner-service/journal/desk-log';
import { Journal } from '@token-desk/burner-service/journal/journal';
import { createKeys } from '@token-desk/burner-service/keys/identity';
import { deskFiles, savePairing } from '@token-desk/burner-service/keys/pairing-file';
import type { LinkState } from '@token-desk/burner-service/link/link';
import { VirtualReaders, virtualReaderName } from '@token-desk/burner-service/reader/virtual/virtual-reader';
import { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import type { DoctorReport, JobOffer } from '@token-desk/contract/desk/job';
import type { Problem } from '@token-desk/contract/problem';
import { sealSecret } from '@token-desk/contract/seed/envelope';
import { ana, restricted, tom } from '../../support/desk/desk-bench.ts';
import { until } from '../../support/desk/desk-hands.ts';
import { TinyHub } from '../../support/desk/tiny-hub.ts';

const firstReport: DoctorReport = {
  ok: false,
  at: 1,
  lines: [{ check: 'clock', ok: false, what: 'It is off.', todo: 'Set it.' }],
};

describe('the desk and its server', () => {
  let folder: string;
  let hub: TinyHub;
  let desk: Desk;
  let readers: VirtualReaders;
  let token: VirtualToken;
  let log: ReturnType<typeof openDeskLog>;
  let told: [LinkState, Problem | null][];
  let doctor: DoctorReport;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'token-desk-link-'));
    doctor = firstReport;
    hub = await TinyHub.start();
    const files = deskFiles(folder);
    await createKeys().save(files.keys);
    const { journalId } = Journal.create(files.journal);
    const names = { burnerId: 'desk-1', keyId: 'key-1', name: 'Desk 1', tenantName: 'Contoso' };
    savePairing(folder, { v: 1, server: hub.url, ...names, journalId, pairedAt: 1 });
    readers = new VirtualReaders();
    token = new VirtualToken({
      serial: restricted,
      isRestricted: true,
      nowMs: Date.now,
      random: randomBytes,
    });
    readers.tap(token);
    told = [];
  });
  const start = (clock: { nowMs?: () => number; steadyMs?: () => number } = {}) => {
    log = openDeskLog(folder);
    desk = startDesk({
      dataFolder: folder,
      source: readers,
      isPractice: true,
      doctor: () => doctor,
      log,
      ...clock,
      onState: (state, problem) => told.push([state, problem]),
    });
  };
  afterEach(async () => {
    await desk.close();
    log.close();
    await readers.close();
    await hub.close();
    rmSync(folder, { recursive: true });
  });

  const offer = (change: Partial<JobOffer> = {}): JobOffer => ({
    jobId: 'job-1',
    attempt: 1,
    kind: 'burn',
    burnerId: 'desk-1',
    reader: virtualReaderName,
    serial: restricted,
    requestId: 'request-1',
    subject: ana,
    technician: tom,
    config: { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 },
    expiresAt: Date.now() + 300_000,
    ...change,
  });
  const facts = {
    algorithm: 'SHA1',
    digits: 6,
    stepSeconds: 30,
    account: ana.upn,
    capture: 'paste-text',
  } as const;

  it('says hello with its readers and what its doctor found', async () => {
    start();
    const hello = await hub.next('hello');
    assert.deepEqual(hello.doctor, doctor);
    assert.equal(hello.readers[0]?.name, virtualReaderName);
  });

  it('says hello again when its doctor finds something else', async () => {
    start();
    await hub.next('hello');
    const heard = hub.frames.length;
    doctor = { ...doctor, ok: true, at: 2 };
    desk.helloAgain();
    const hello = await hub.next('hello', (frame) => hub.frames.indexOf(frame) >= heard);
    assert.deepEqual(hello.doctor, doctor);
  });

  it('writes nothing while the server’s welcome says that its clock is wrong, and does once that is right', async () => {
    hub.offsetMs = 5_000;
    start();
    await hub.next('hello');
    for (const kind of ['burn', 'blank', 'sync-clock'] as const) {
      hub.send({ type: 'offer', offer: offer({ jobId: `early-${kind}`, kind }) });
      const { problem } = await hub.next('job-refused', ({ jobId }) => jobId === `early-${kind}`);
      assert.equal(problem.code, 'clock-not-trusted');
      assert.ok(Math.abs(Number(problem.detail?.offsetSeconds) + 5) < 2, 'behind the server’s');
    }
    hub.send({ type: 'time', now: Date.now() });
    hub.send({ type: 'offer', offer: offer() });
    await hub.next('job-key');
  });

  it('sees at once that somebody set its clock, without another word of the server', async () => {
    let stepMs = 0;
    start({ nowMs: () => Date.now() + stepMs, steadyMs: () => performance.now() });
    await hub.next('hello');
    hub.send({ type: 'offer', offer: offer() });
    await hub.next('job-key');
    stepMs = 60_000;
    hub.send({ type: 'offer', offer: offer({ jobId: 'job-2', expiresAt: Date.now() + 600_000 }) });
    const { problem } = await hub.next('job-refused', ({ jobId }) => jobId === 'job-2');
    assert.equal(problem.code, 'clock-not-trusted');
    assert.ok(Math.abs(Number(problem.detail?.offsetSeconds) - 60) < 2, 'ahead of the server’s');
  });

  it('looks again before the write: a clock set wrong since the offer stops it', async () => {
    start();
    await hub.next('hello');
    const order = offer();
    hub.send({ type: 'offer', offer: order });
    const { key } = await hub.next('job-key');
    hub.send({ type: 'time', now: Date.now() - 2_500 });
    const seed = new Uint8Array(20).fill(9);
    const envelope = await sealSecret(order, key.publicKey, { seed, ...facts });
    hub.send({ type: 'envelope', jobId: order.jobId, attempt: 1, envelope });
    assert.equal((await hub.next('job-refused')).problem.code, 'clock-not-trusted');
    assert.equal(token.settings.seedBytes, 0);
  });

  it('sends a receipt again at every connection until it is confirmed', async () => {
    start();
    await hub.next('hello');
    hub.send({ type: 'offer', offer: offer({ kind: 'blank' }) });
    const first = await hub.next('outcome');
    for (let again = 0; again < 2; again += 1) {
      hub.frames.length = 0;
      hub.drop(1001);
      await hub.next('hello');
      assert.deepEqual(await hub.next('outcome'), first);
    }
    hub.send({ type: 'receipt-stored', seq: 1 });
    hub.frames.length = 0;
    hub.drop(1001);
    await hub.next('hello');
    hub.send({ type: 'offer', offer: offer({ kind: 'identify', jobId: 'job-2', serial: null }) });
    const next = await hub.next('outcome');
    assert.equal(next.jobId, 'job-2', 'the confirmed one did not come again');
  });

  it('goes on after frames that nobody understands', async () => {
    start();
    await hub.next('hello');
    for (const garbage of [
      '',
      'null',
      '{}',
      '[1]',
      '{"type":"offer"}',
      '{"type":"burn-all"}',
      Buffer.from([1, 2]),
    ]) {
      hub.frames.length = 0;
      hub.sendRaw(garbage);
      await hub.next('hello');
    }
    hub.send({ type: 'offer', offer: offer() });
    await hub.next('job-key');
  });

  it('stops when another service with its keys took its place', async () => {
    start();
    await hub.next('hello');
    hub.drop(4409);
    await until('the end', () => told.some(([state]) => state === 'stopped'));
    assert.deepEqual(told.at(-1), ['stopped', { code: 'burner-elsewhere' }]);
  });

  describe('refused before it is let in', () => {
    const answer = (status: number, body: string, length = Buffer.byteLength(body)) =>
      `HTTP/1.1 ${status} Refused\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`;
    const said = (problem: object) => JSON.stringify({ problem, title: 'T', action: 'A' });
    const elsewhere = { code: 'burner-wrong-address', detail: { given: 'a.example', wanted: 'b.example' } };
    const cases: [what: string, raw: string, state: LinkState, problem: Problem][] = [
      [
        'not paired, and stops',
        answer(401, said({ code: 'burner-not-paired' })),
        'stopped',
        { code: 'burner-not-paired' },
      ],
      [
        'called by a wrong address, with both addresses',
        answer(421, said(elsewhere)),
        'offline',
        { code: 'burner-wrong-address', detail: elsewhere.detail },
      ],
      [
        'too late with its answer, and tries again',
        answer(401, said({ code: 'challenge-expired' })),
        'offline',
        { code: 'challenge-expired' },
      ],
      ...[
        ['a proxy’s page, and tries again', answer(403, '<h1>Forbidden</h1>')],
        ['a code it does not know', answer(401, said({ code: 'from-the-future' }))],
        ['a body without end', answer(401, 'x'.repeat(100_000), 1e9)],
        ['a body that does not come', answer(401, '', 40)],
      ].map(
        ([what, raw]) =>
          [what, raw, 'offline', { code: 'desk-server-unreachable' }] as [string, string, LinkState, Problem],
      ),
    ];
    for (const [what, raw, state, problem] of cases) {
      it(`says so: ${what}`, async () => {
        hub.refusal = raw;
        start();
        await until('the refusal', () => told.some(([now]) => now === state));
        const [, heard] = told.find(([now]) => now === state) ?? [];
        assert.equal(heard?.code, problem.code);
        if (problem.detail !== undefined) assert.deepEqual(heard?.detail, problem.detail);
      });
    }

    it('comes in once the server lets it', async () => {
      hub.refusal = answer(401, said({ code: 'challenge-expired' }));
      start();
      await until('the refusal', () => told.some(([now]) => now === 'offline'));
      hub.refusal = null;
      await hub.next('hello');
    });
  });

  it('leaves a log of it without a secret', async () => {
    start();
    await hub.next('hello');
    const order = offer();
    hub.send({ type: 'offer', offer: order });
    const { key } = await hub.next('job-key');
    const seed = randomBytes(20);
    const envelope = await sealSecret(order, key.publicKey, { seed, ...facts });
    hub.send({ type: 'envelope', jobId: order.jobId, attempt: 1, envelope });
    await hub.next('outcome');
    const code = token.press() ?? '';
    hub.send({ type: 'check', jobId: order.jobId, checkId: 'check-1', code, technician: tom });
    assert.equal((await hub.next('checked')).matched, true);
    const text = readFileSync(join(folder, 'log', 'desk.log'), 'utf8');
    assert.match(text, /"frame":"checked".*"matched":true/);
    const forms = [code, envelope.ciphertext, envelope.enc, key.signature];
    for (const secret of [...forms, seed.toString('hex'), seed.toString('base64url')])
      assert.ok(!text.includes(secret), 'it is in the log');
  });
});
