// The test command: builds the tab (the end-to-end tests open the built one), then runs mocha, in three processes
// beside each other where there are two processors. With REQUIRE_ALL=1 a skipped test is a failure. Extra arguments go
// to mocha, e.g. a spec file; then there is one process.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const requireAll = process.env.REQUIRE_ALL === '1';
const rest = process.argv.slice(2);
// A test that leaves something open would keep mocha alive for ever: the limit is far above a whole run.
const limitMs = 40 * 60_000;
const slowestShown = 15;
const mocha = [
  'node_modules/mocha/bin/mocha.js',
  '--reporter=test/support/reporter.mjs',
  // Browsers, daemons and databases on a busy machine: a test that fails once is tried once more, and said so if it fails again.
  '--retries=1',
  // Idle connections of browsers and databases would keep the process for a minute after the last test.
  '--exit',
  ...(requireAll ? ['--forbid-pending', '--forbid-only'] : []),
];
const run = (args) => spawnSync(process.execPath, args, { stdio: 'inherit', timeout: limitMs }).status ?? 1;

const built = process.env.SKIP_TAB_BUILD === '1' ? 0 : run(['scripts/build-tab.mjs']);
if (built !== 0) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}
if (rest.length > 0) process.exit(run([...mocha, ...rest]));
if (availableParallelism() < 2) process.exit(run([...mocha, 'test/**/*.test.ts']));
process.exit(sumUp(await runBeside(partsOf(listTests()))));

function listTests() {
  return readdirSync('test', { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join('test', name))
    .sort();
}

/** About the same time each: readers, which mostly wait; servers and processes; browsers and what is pure. */
function partsOf(files) {
  // in one process whatever needs a pcscd: some machines have a single one for all
  const pcscd = join('test', 'support', 'pcscd.ts');
  const isServers = (file) => file.startsWith(join('test', 'integration'));
  const partOf = (file) => (importsOf(file).has(pcscd) ? 0 : isServers(file) ? 1 : 2);
  return [0, 1, 2].map((at) => files.filter((file) => partOf(file) === at));
}

/** The file and every file of ours that it imports, one way or another. */
function importsOf(file, found = new Set()) {
  if (found.has(file) || !existsSync(file)) return found;
  found.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/ from '(\.[^']+)'/g))
    importsOf(join(dirname(file), path), found);
  return found;
}

async function runBeside(parts) {
  const folder = mkdtempSync(join(tmpdir(), 'token-desk-tests-'));
  const running = parts.map((specs, at) => runPart(specs, join(folder, `${at}.json`)));
  const results = [];
  for (const { speak, ended } of running) {
    speak();
    results.push(await ended);
  }
  rmSync(folder, { recursive: true, force: true });
  return results;
}

/** What it says is held back until `speak`, so that each can be read. */
function runPart(specs, resultFile) {
  const child = spawn(process.execPath, [...mocha, ...specs], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limitMs,
    env: { ...process.env, TEST_RESULT_FILE: resultFile },
  });
  let held = [];
  const say = (to) => (data) => (held === null ? to.write(data) : held.push([to, data]));
  child.stdout.on('data', say(process.stdout));
  child.stderr.on('data', say(process.stderr));
  const speak = () => {
    for (const [to, data] of held ?? []) to.write(data);
    held = null;
  };
  const ended = new Promise((resolve) =>
    child.once('close', (code) => resolve({ code, ...readResult(resultFile) })),
  );
  return { speak, ended };
}

/** What the reporter wrote; a process that died before it could has failed. */
function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      slowest: [],
      retried: [],
      failures: ['a test process ended too soon'],
    };
  }
}

function sumUp(results) {
  const sum = (name) => results.reduce((total, one) => total + one[name], 0);
  const slowest = results.flatMap((one) => one.slowest).sort(([, a], [, b]) => b - a);
  console.log('Slowest files, in seconds:');
  for (const [file, ms] of slowest.slice(0, slowestShown))
    console.log(`${(ms / 1000).toFixed(1).padStart(6)}  ${file}`);
  for (const line of results.flatMap((one) => one.retried)) console.log(`Tried again: ${line}`);
  for (const title of results.flatMap((one) => one.failures)) console.log(`Failed: ${title}`);
  // a process that ends badly although every test passed has failed too
  const failed = Math.max(sum('failed'), results.some(({ code }) => code !== 0) ? 1 : 0);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  console.log(`${sum('passed')} passed, ${failed} failed${skipped}`);
  return failed > 0 ? 1 : 0;
}
