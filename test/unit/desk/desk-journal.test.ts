import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from '@token-desk/burner-service/journal/journal';
import type { ReceiptFrame } from '@token-desk/burner-service/journal/journal-lines';
import { HandClock } from '../../support/run/hand-clock.ts';

const day = 24 * 3600_000;
const smallBytes = 256 * 1024;
let clock: HandClock;
let folder: string;
let path: string;
beforeEach(() => {
  clock = new HandClock(1_800_000_000_000);
  folder = mkdtempSync(join(tmpdir(), 'token-desk-journal-'));
  path = join(folder, 'journal.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const outcome = (jobId: string): ReceiptFrame => ({
  type: 'outcome',
  jobId,
  attempt: 1,
  receipt: { body: `{"ä":"${jobId}"}`, signature: 'x' },
  problem: null,
  identified: null,
});
const begin = () => Journal.create(path, clock.now);
const reopen = () => Journal.open(path, clock.now)!;
const mark = (journal: Journal, seq: number) => {
  journal.markKeyed(`job-${seq}`);
  journal.markReceipt({ seq, hash: `H${seq}`, frame: outcome(`job-${seq}`) });
};

const nothing = {
  serial: null,
  model: null,
  reader: null,
  account: null,
  capture: null,
  outcome: null,
  problem: null,
  clockDriftBeforeSeconds: null,
  clockDriftAfterSeconds: null,
  startedAt: null,
  finishedAt: null,
  matched: null,
  stepOffset: null,
};

describe('the desk’s journal', () => {
  it('finds each outcome again in the file, as it was, before and after a restart', () => {
    const journal = begin();
    for (let seq = 1; seq <= 5; seq += 1) mark(journal, seq);
    for (const one of [journal, reopen()])
      for (let seq = 1; seq <= 5; seq += 1)
        assert.deepEqual(one.outcomeOf(`job-${seq}`), outcome(`job-${seq}`));
  });

  it('finds them too in a file that says more than it has to', () => {
    const journal = begin();
    mark(journal, 1);
    mark(journal, 2);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"at":', '"later":  1,"at":'));
    const again = reopen();
    mark(again, 3);
    for (let seq = 1; seq <= 3; seq += 1)
      assert.deepEqual(again.outcomeOf(`job-${seq}`), outcome(`job-${seq}`));
  });

  it('drops what is older than 30 days while it runs, not only at start', () => {
    const journal = begin();
    mark(journal, 1);
    mark(journal, 2);
    journal.markStored(1);
    journal.markStored(2);
    clock.turn(31 * day);
    mark(journal, 3);
    assert.equal(journal.outcomeOf('job-1'), null);
    assert.deepEqual(journal.outcomeOf('job-3'), outcome('job-3'));
    assert.doesNotMatch(readFileSync(path, 'utf8'), /job-1/);
    mark(journal, 4);
    assert.deepEqual(reopen().outcomeOf('job-4'), outcome('job-4'));
  });

  it('keeps what the server has not confirmed, however old, and the last receipt', () => {
    const journal = begin();
    mark(journal, 1);
    mark(journal, 2);
    journal.markStored(2);
    clock.turn(31 * day);
    const again = reopen();
    assert.deepEqual(again.unstored(), [outcome('job-1')]);
    assert.deepEqual(again.lastReceipt, { seq: 2, hash: 'H2' });
  });

  it('tells what is unconfirmed in the order of its numbers, and nothing that is', () => {
    const journal = begin();
    for (const seq of [10, 9, 2]) mark(journal, seq);
    assert.deepEqual(journal.unstored(), [outcome('job-2'), outcome('job-9'), outcome('job-10')]);
    journal.markStored(9);
    const size = readFileSync(path, 'utf8').length;
    journal.markStored(9);
    journal.markStored(77);
    assert.equal(readFileSync(path, 'utf8').length, size, 'nothing is said twice');
    assert.deepEqual(reopen().unstored(), [outcome('job-2'), outcome('job-10')]);
  });

  it('is none where there is no file', () => {
    assert.equal(Journal.open(join(folder, 'none.jsonl'), clock.now), null);
  });

  it('is left as it is by a start that finds nothing old', () => {
    mark(begin(), 1);
    const before = statSync(path).ino;
    reopen();
    assert.equal(statSync(path).ino, before);
  });

  const told = {
    jobId: 'job-1',
    attempt: 1,
    kind: 'burn',
    burnerId: 'b-1',
    reader: null,
    serial: '86596000004711',
    requestId: 'r-1',
    subject: { id: 'p-1', name: 'Sven Subject', upn: 'sven@contoso.example' },
    technician: { id: 'p-2', name: 'Tina Technician', upn: 'tina@contoso.example' },
    config: { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 },
    expiresAt: 1_800_000_300_000,
  } as const;
  const people = /Sven|sven|Tina|tina|86596000004711|p-1|p-2/;
  const signed = (jobId: string): ReceiptFrame => ({
    ...(outcome(jobId) as Extract<ReceiptFrame, { type: 'outcome' }>),
    receipt: {
      body: JSON.stringify({
        v: 1,
        kind: 'burn',
        practice: true,
        burnerId: 'b-1',
        seq: 1,
        previousHash: null,
        jobId,
        attempt: 1,
        at: 1,
        seen: { ...nothing, serial: told.serial, account: told.subject.upn, outcome: 'burned' },
        told: { requestId: 'r-1', subject: told.subject, technician: told.technician },
      }),
      signature: 'x',
    },
  });
  const checked = (jobId: string): ReceiptFrame => ({
    type: 'checked',
    jobId,
    checkId: 'c',
    matched: true,
    stepOffset: 0,
    problem: null,
    receipt: (signed(jobId) as Extract<ReceiptFrame, { type: 'outcome' }>).receipt,
  });
  const text = () => readFileSync(path, 'utf8');

  it('holds people only until the server has what was signed, then ids, the outcome and the hash', () => {
    const journal = begin();
    journal.markKeyed('job-1');
    journal.markWriting(told);
    assert.match(text(), people, 'an interrupted write must be told whole');
    journal.markReceipt({ seq: 1, hash: 'H1', frame: signed('job-1') });
    assert.deepEqual(reopen().unstored(), [signed('job-1')], 'and so must what nobody has confirmed');
    journal.markReceipt({ seq: 2, hash: 'H2', frame: checked('job-1') });
    journal.markStored(1);
    assert.deepEqual([journal.unstored(), reopen().unstored()], [[checked('job-1')], [checked('job-1')]]);
    journal.markStored(2);
    assert.doesNotMatch(text(), people);
    for (const one of [journal, reopen()]) {
      const { outcome: how, problem, hash, seq } = one.doneOf('job-1') ?? assert.fail();
      assert.deepEqual([how, problem, hash, seq], ['burned', null, 'H1', 1]);
      assert.deepEqual(one.lastReceipt, { seq: 2, hash: 'H2' });
      assert.equal(one.outcomeOf('job-1'), null);
      assert.equal(one.hasKeyed('job-1'), true);
      assert.deepEqual(one.interrupted(), []);
    }
  });

  it('knows a job as done from the moment it is confirmed, in a file too large to be written anew each time', () => {
    const id = begin().journalId;
    const at = clock.now();
    const before = Array.from({ length: 2_000 }, (_, n) => n + 1).flatMap((seq) => [
      { type: 'receipt', at, seq, hash: `H${seq}`, frame: signed(`job-${seq}`) },
      { type: 'stored', at, seq },
    ]);
    const lines = [{ type: 'begin', at, journalId: id }, ...before];
    writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const journal = reopen();
    assert.doesNotMatch(text(), people);
    assert.ok(statSync(path).size < smallBytes, 'still written anew with each');
    const jobs = 2_200;
    for (let seq = before.length / 2 + 1; seq <= jobs; seq += 1) {
      const jobId = `job-${seq}`;
      journal.markReceipt({ seq, hash: `H${seq}`, frame: signed(jobId) });
      journal.markStored(seq);
      assert.equal(journal.doneOf(jobId)?.outcome, 'burned', jobId);
    }
    const whole = text()
      .split('\n')
      .filter((line) => people.test(line));
    assert.ok(whole.length < 50, `${whole.length} lines are still whole`);
    assert.ok(statSync(path).size > smallBytes, 'too large for that');
    for (let seq = 1; seq <= jobs; seq += 1) assert.equal(journal.doneOf(`job-${seq}`)?.hash, `H${seq}`);
    assert.ok(reopen());
    assert.doesNotMatch(text(), people, 'a start reduces the rest');
  }).timeout(60_000);

  it('of an older form, with people in it, is read and reduced', () => {
    const id = begin().journalId;
    const at = clock.now();
    const lines = [
      { type: 'begin', at, journalId: id },
      { type: 'keyed', at, jobId: 'job-1' },
      { type: 'writing', at, offer: told },
      { type: 'receipt', at, seq: 1, hash: 'H1', frame: signed('job-1') },
      { type: 'stored', at, seq: 1 },
      { type: 'writing', at, offer: { ...told, jobId: 'job-2' } },
    ];
    writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const journal = reopen();
    assert.equal(journal.doneOf('job-1')?.outcome, 'burned');
    assert.deepEqual(journal.interrupted(), [{ ...told, jobId: 'job-2' }]);
    assert.equal(
      text()
        .split('\n')
        .filter((line) => people.test(line)).length,
      1,
      'the write under way alone',
    );
    assert.deepEqual(journal.lastReceipt, { seq: 1, hash: 'H1' });
  });

  it('is not taken for another desk’s', () => {
    const { journalId } = begin();
    assert.equal(Journal.idOf(path), journalId);
    writeFileSync(path, 'something else\n');
    assert.equal(Journal.idOf(path), null);
    assert.equal(Journal.idOf(join(folder, 'nothing')), null);
  });
});
