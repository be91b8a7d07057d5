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
const besideEachOther = 3;
const filesInBundle = 5;
const mocha = [
  'node_modules/mocha/bin/mocha.js',
  '--reporter=test/support/run/reporter.mjs',
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
process.exit(sumUp(await runBeside(bundlesOf(listTests()))));

function listTests() {
  return readdirSync('test', { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join('test', name))
    .sort();
}

/**
 * Few enough files in each that no process is the only one at work in the end; the slow ones first. What needs a pcscd
 * stays in one bundle where nobody may start a second one.
 */
function bundlesOf(files) {
  const pcscd = join('test', 'support', 'reader', 'pcscd.ts');
  const isIn = (folder) => (file) => file.startsWith(join('test', folder));
  const readers = files.filter((file) => importsOf(file).has(pcscd));
  const rest = files.filter((file) => !readers.includes(file));
  const quick = rest.filter((file) => !isIn('e2e')(file) && !isIn('integration')(file));
  const isAlone = process.getuid?.() !== 0;
  const free = isAlone ? rest : files;
  const others = [...(isAlone ? [readers] : []), ...cut(free.filter(isIn('integration')))];
  const browsers = cut(free.filter(isIn('e2e')));
  // a browser takes a whole processor: not three of them at once
  const rounds = Math.max(browsers.length, others.length);
  const slow = Array.from({ length: rounds }, (_, at) => [browsers[at] ?? [], others[at] ?? []]).flat();
  return [...slow, quick].filter((bundle) => bundle.length > 0);
}

function cut(files) {
  const count = Math.ceil(files.length / filesInBundle);
  return Array.from({ length: count }, (_, at) => files.slice(at * filesInBundle, (at + 1) * filesInBundle));
}

/** The file and every file of ours that it imports, one way or another. */
function importsOf(file, found = new Set()) {
  if (found.has(file) || !existsSync(file)) return found;
  found.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/ from '(\.[^']+)'/g))
    importsOf(join(dirname(file), path), found);
  return found;
}

/** Each of the processes takes the next bundle when its last one has ended. */
async function runBeside(bundles) {
  const folder = mkdtempSync(join(tmpdir(), 'token-desk-tests-'));
  const results = [];
  let next = 0;
  const work = async () => {
    while (next < bundles.length) {
      const at = next;
      next += 1;
      results.push(await runBundle(bundles[at], join(folder, `${at}.json`)));
    }
  };
  await Promise.all(Array.from({ length: besideEachOther }, work));
  rmSync(folder, { recursive: true, force: true });
  return results;
}

/** What it says comes in one piece when it has ended, so that it can be read. */
function runBundle(specs, resultFile) {
  const child = spawn(process.execPath, [...mocha, ...specs], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limitMs,
    env: { ...process.env, TEST_RESULT_FILE: resultFile },
  });
  const said = [];
  child.stdout.on('data', (data) => said.push([process.stdout, data]));
  child.stderr.on('data', (data) => said.push([process.stderr, data]));
  return new Promise((resolve) =>
    child.once('close', (code) => {
      for (const [to, data] of said) to.write(data);
      resolve({ code, ...readResult(resultFile, specs) });
    }),
  );
}

/** What the reporter wrote; a process that died before it could has failed. */
function readResult(file, specs) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      slowest: [],
      failures: [{ title: specs.join(' '), why: 'The process of these files ended too soon.' }],
    };
  }
}

function sumUp(results) {
  const sum = (name) => results.reduce((total, one) => total + one[name], 0);
  const slowest = results.flatMap((one) => one.slowest).sort(([, a], [, b]) => b - a);
  console.log('Slowest files, in seconds:');
  for (const [file, ms] of slowest.slice(0, slowestShown))
    console.log(`${(ms / 1000).toFixed(1).padStart(6)}  ${file}`);
  for (const { title, why } of results.flatMap((one) => one.failures))
    console.log(`Failed: ${title}\n${why.replace(/^/gm, '    ')}`);
  // a process that ends badly although every test passed has failed too
  const failed = Math.max(sum('failed'), results.some(({ code }) => code !== 0) ? 1 : 0);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  console.log(`${sum('passed')} passed, ${failed} failed${skipped}`);
  return failed > 0 ? 1 : 0;
}
