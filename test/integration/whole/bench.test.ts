import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { measureInChild } from '../../../bench/in-child.ts';
import { needsPcscd } from '../../support/reader/pcscd.ts';
import { needsChromium } from '../../support/run/require-all.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const silentFigure = fileURLToPath(new URL('../../support/run/silent-figure.mjs', import.meta.url));

type Run = { readonly exitCode: number; readonly stdout: string; readonly stderr: string };

function bench(...args: string[]): Promise<Run> {
  const program = ['--conditions=tokendesk:src', '--import=tsx', 'bench/main.ts', ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, program, { cwd: root }, (error, stdout, stderr) =>
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

describe('the bench', () => {
  it('measures two figures that each start their own card service', async function () {
    await (await needsPcscd(this)).stop();
    const figures = ['service-burn-extra-ms', 'burn-over-apdus'];
    const { stdout, exitCode, stderr } = await bench('--json', '--rounds', '2', '--limit', '50', ...figures);
    assert.equal(exitCode, 0, stderr);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ figure }) => figure),
      figures,
    );
    for (const line of lines) {
      assert.deepEqual(Object.keys(line), ['figure', 'ours', 'floor', 'unit', 'ratio']);
      assert.ok(line.floor > 0, JSON.stringify(line));
    }
  });

  it('asks Microsoft at most 25 times about two hundred people, 45 times without the report', async () => {
    const { stdout, stderr } = await bench('--json', 'readiness-200');
    const { ours, floor } = JSON.parse(stdout || '{}');
    assert.ok(ours > 0 && ours <= 25, `${ours} ${stderr}`);
    assert.ok(floor > 0 && floor <= 45, `${floor} ${stderr}`);
  });

  it('measures a turn of the bot against a bare one, and two hundred people sent in one go', async () => {
    const figures = ['bot-turn', 'cohort-200'];
    const { stdout, stderr, exitCode } = await bench('--json', '--rounds', '2', '--limit', '50', ...figures);
    assert.equal(exitCode, 0, stderr);
    const [turn, cohort] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual([turn.figure, cohort.figure], figures);
    assert.ok(turn.floor > 0 && turn.ratio > 0, stdout);
    assert.deepEqual([cohort.unit, cohort.floor], ['ms', null]);
    assert.ok(cohort.ours > 0, stdout);
  });

  it('counts what the tab’s first page loads: at most 220 kB', async function () {
    needsChromium(this);
    const { stdout, stderr } = await bench('--json', 'first-load-js-kb');
    const { ours } = JSON.parse(stdout || '{}');
    assert.ok(ours > 100 && ours <= 220, `${ours} ${stderr}`);
  });

  it('measures what route B takes after its code was typed, as the sum of three parts', async function () {
    needsChromium(this);
    const figure = 'route-b-after-check';
    const { stdout, stderr, exitCode } = await bench('--json', '--rounds', '2', figure);
    assert.equal(exitCode, 0, stderr);
    const line = JSON.parse(stdout);
    assert.deepEqual({ ...line, ours: null }, { figure, ours: null, floor: null, unit: 'ms', ratio: null });
    const parts = ['digits', 'created', 'readBack'].map((part) =>
      Number(new RegExp(`${figure}: ${part} ([\\d.]+) ms`).exec(stderr)?.[1]),
    );
    assert.ok(
      parts.every((ms) => ms > 0 && ms <= line.ours),
      `${stdout} ${stderr}`,
    );
    assert.match(stderr, /^route-b-after-check: at most 1000 ms: met$/m, `${line.ours} ms: ${stderr}`);
    assert.ok(line.ours <= 1_000, `${line.ours} ms`);
  });

  it('goes on after a figure that does not end in time, and fails', async () => {
    const { stdout, stderr, exitCode } = await bench('--limit', '0.05', 'submit-to-offer', 'statement-10k');
    assert.equal(stdout, '');
    assert.match(stderr, /submit-to-offer: failed: no result within 0.05 s\n/);
    assert.match(stderr, /statement-10k: failed: no result within 0.05 s\n/);
    assert.equal(exitCode, 1);
  });

  it('names the figures there are when asked for another', async () => {
    const { stderr, exitCode } = await bench('burn-over-apdu');
    assert.match(stderr, /no figure burn-over-apdu\. There are: .*burn-over-apdus/);
    assert.equal(exitCode, 2);
  });
});

describe('a figure in a process of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'token-desk-bench-'));
  const { signal } = new AbortController();
  after(() => rmSync(folder, { recursive: true }));

  it('takes what it started with it when its time is over', async () => {
    const pidFile = join(folder, 'pid');
    const measured = await measureInChild(silentFigure, {
      args: ['hangs', pidFile],
      limitMs: 5_000,
      rounds: null,
      signal,
    });
    assert.deepEqual(measured, { kind: 'failed', why: 'no result within 5 s' });
    assert.ok(existsSync(pidFile), 'it had started something');
    const beside = Number(readFileSync(pidFile, 'utf8'));
    await until(() => hasEnded(beside));
  });

  it('that ends without a result says with what', async () => {
    const options = { args: ['ends'], limitMs: 10_000, rounds: null, signal };
    const measured = await measureInChild(silentFigure, options);
    assert.deepEqual(measured, { kind: 'failed', why: 'ended with exit code 7, without a result' });
  });
});

/** Killed is not yet gone: the system buries it in its own time. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await setTimeout(20);
}

function hasEnded(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return true;
  }
  return existsSync('/proc') && /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}
