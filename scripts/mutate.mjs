// Mutation tests: changes the code of one area a little, a thousand times, and says which changes no test notices.
//   npm run mutate                      the areas and what they hold
//   npm run mutate -- token contract    these areas
//   npm run mutate -- domain --mutate bot/src/domain/requests/submit.ts,bot/src/domain/policy.ts
//   npm run mutate -- token --kept      takes over what the last run saw where neither the code nor its tests have changed
//   npm run mutate -- usecases --tests desks,bot/limits   only its tests with one of these words in their path; all of them notice no less
//   npm run mutate -- token --loading   what runs once, while a module is loaded, as well (a process for each change)
// It works on a copy: the tests import the workspaces by name, and in the copy these names mean the copy.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { areas } from './mutate-areas.mjs';

const { values, positionals } = parseArgs({
  options: {
    mutate: { type: 'string' },
    /** Only those of the area's tests that have one of these words in their path. */
    tests: { type: 'string' },
    /** What runs once, while a module is loaded, as well: each such change costs a process of its own. */
    loading: { type: 'boolean', default: false },
    /** A change that a test noticed in the last run is not tried again while that test has its title. */
    kept: { type: 'boolean', default: false },
    concurrency: { type: 'string', default: '1' },
  },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !Object.hasOwn(areas, name));
if (positionals.length === 0 || unknown.length > 0) {
  for (const [name, { mutate, atLeast }] of Object.entries(areas))
    console.log(`${name.padEnd(10)} ${atLeast} %  ${mutate.join(' ')}`);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const reports = resolve('test/output/mutation');
let hasFailed = false;
for (const name of positionals) {
  const folder = mkdtempSync(join(tmpdir(), 'token-desk-mutate-'));
  try {
    rmSync(join(reports, `${name}.json`), { force: true });
    copyTree(folder);
    writeFileSync(join(folder, 'stryker.config.json'), JSON.stringify(settings(folder, name)));
    const stryker = resolve('node_modules/@stryker-mutator/core/bin/stryker.js');
    const { status } = spawnSync(process.execPath, [stryker, 'run'], {
      cwd: folder,
      stdio: 'inherit',
      env: { ...process.env, ONLY_SQLITE: '1' },
    });
    if (status !== 0) hasFailed = true;
    sayWhatLives(join(reports, `${name}.json`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.exit(hasFailed ? 1 : 0);

/** What git would keep, and the installed packages; the workspaces among them are the copy's own. */
function copyTree(folder) {
  const list = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  for (const file of String(list.stdout).split('\0')) {
    if (file === '' || !existsSync(file)) continue;
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    cpSync(file, join(folder, file));
  }
  const own = '@token-desk';
  mkdirSync(join(folder, 'node_modules', own), { recursive: true });
  const link = (from, to) => symlinkSync(resolve(from), join(folder, to));
  for (const name of readdirSync('node_modules'))
    if (name !== own) link(join('node_modules', name), join('node_modules', name));
  for (const workspace of JSON.parse(readFileSync('package.json', 'utf8')).workspaces) {
    const { name } = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8'));
    symlinkSync(join(folder, workspace), join(folder, 'node_modules', name));
    const packages = join(workspace, 'node_modules');
    if (existsSync(packages)) link(packages, packages);
  }
}

function settings(folder, name) {
  const { mutate, tests, atLeast } = areas[name];
  const words = values.tests?.split(',') ?? [''];
  const tried = tests.filter((file) => words.some((word) => file.includes(word)));
  return {
    mutate: values.mutate?.split(',') ?? mutate,
    testRunner: 'mocha-run',
    plugins: ['mutate-runner', 'mutate-lives'].map((name) => resolve(`scripts/${name}.mjs`)),
    testRunnerNodeArgs: ['--conditions=tokendesk:src', '--import=tsx'],
    mochaRun: { spec: tried.map((file) => join(folder, file)), timeout: 10_000 },
    coverageAnalysis: 'perTest',
    ignoreStatic: !values.loading,
    incremental: true,
    incrementalFile: join(reports, `${name}-kept.json`),
    force: !values.kept,
    inPlace: true,
    checkers: [],
    concurrency: Number(values.concurrency),
    // a process begins by loading all tests, on a busy machine for longer than any of them runs; what hangs, mocha ends
    timeoutMS: 120_000,
    dryRunTimeoutMinutes: 30,
    reporters: ['json', 'html', 'progress-append-only', 'lives'],
    jsonReporter: { fileName: join(reports, `${name}.json`) },
    htmlReporter: { fileName: join(reports, `${name}.html`) },
    thresholds: { high: 100, low: atLeast, break: atLeast },
    allowEmpty: false,
  };
}

/** One line for each change that no test noticed, and the share of those noticed. */
function sayWhatLives(file) {
  if (!existsSync(file)) return;
  const counts = { Killed: 0, Timeout: 0, Survived: 0, NoCoverage: 0 };
  for (const [path, { source, mutants }] of Object.entries(JSON.parse(readFileSync(file, 'utf8')).files)) {
    const lines = source.split('\n');
    for (const { status, location, mutatorName, replacement } of mutants) {
      counts[status] = (counts[status] ?? 0) + 1;
      if (status !== 'Survived' && status !== 'NoCoverage') continue;
      const { line, column } = location.start;
      const was = lines[line - 1]?.trim();
      console.log(`${path}:${line}:${column} ${mutatorName}\n  ${was}\n  → ${replacement}`);
    }
  }
  const noticed = counts.Killed + counts.Timeout;
  const all = noticed + counts.Survived + counts.NoCoverage;
  console.log(`${noticed} of ${all} noticed: ${((100 * noticed) / all).toFixed(1)} %`, counts);
}
