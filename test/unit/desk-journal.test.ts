import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from '@token-desk/burner-service/journal';
import type { ReceiptFrame } from '@token-desk/burner-service/journal-lines';

const day = 24 * 3600_000;
let nowMs: number;
let folder: string;
let path: string;
beforeEach(() => {
  nowMs = 1_800_000_000_000;
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
const begin = () => Journal.create(path, () => nowMs);
const reopen = () => Journal.open(path, () => nowMs)!;
const mark = (journal: Journal, seq: number) => {
  journal.markKeyed(`job-${seq}`);
  journal.markReceipt({ seq, hash: `H${seq}`, frame: outcome(`job-${seq}`) });
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
    nowMs += 31 * day;
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
    nowMs += 31 * day;
    const again = reopen();
    assert.deepEqual(again.unstored(), [outcome('job-1')]);
    assert.deepEqual(again.lastReceipt, { seq: 2, hash: 'H2' });
  });

  it('is not taken for another desk’s', () => {
    const { journalId } = begin();
    assert.equal(Journal.idOf(path), journalId);
    writeFileSync(path, 'something else\n');
    assert.equal(Journal.idOf(path), null);
    assert.equal(Journal.idOf(join(folder, 'nothing')), null);
  });
});
