// Lint and format, types of every workspace, and the architecture test. Works right after npm ci.
import { spawnSync } from 'node:child_process';

const steps = [
  ['lint', ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '.']],
  ['types', ['node_modules/typescript/bin/tsc', '-b', '--pretty', 'false']],
  ['architecture', ['node_modules/mocha/bin/mocha.js', '--spec', 'test/architecture.test.ts']],
];
let failed = false;
for (const [name, args] of steps) {
  console.log(`── ${name}`);
  if (spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0) failed = true;
}
process.exit(failed ? 1 : 0);
