// The test command: builds the tab (the end-to-end tests open the built one), then runs mocha.
// With REQUIRE_ALL=1 a skipped test is a failure. Extra arguments go to mocha, e.g. a spec file.
import { spawnSync } from 'node:child_process';

const requireAll = process.env.REQUIRE_ALL === '1';
const rest = process.argv.slice(2);
// A test that leaves something open would keep mocha alive for ever: the limit is far above a whole run.
const limitMs = 40 * 60_000;
const run = (args) => spawnSync(process.execPath, args, { stdio: 'inherit', timeout: limitMs }).status ?? 1;

const built = process.env.SKIP_TAB_BUILD === '1' ? 0 : run(['scripts/build-tab.mjs']);
if (built !== 0) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const status = run([
  'node_modules/mocha/bin/mocha.js',
  '--reporter=test/support/reporter.mjs',
  // Browsers, daemons and databases on a busy machine: a test that fails once is tried once more, and said so if it fails again.
  '--retries=1',
  // Idle connections of browsers and databases would keep the process for a minute after the last test.
  '--exit',
  ...(requireAll ? ['--forbid-pending', '--forbid-only'] : []),
  ...(rest.length > 0 ? rest : ['test/**/*.test.ts']),
]);
process.exit(status);
