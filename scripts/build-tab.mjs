// Builds tab/dist/app unless it is newer than everything it is made of.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const output = 'tab/dist/app/index.html';
const sources = [
  'tab/src',
  'tab/index.html',
  'tab/auth-start.html',
  'tab/auth-end.html',
  'tab/vite.config.ts',
  'tab/public',
  'contract/src',
  'package-lock.json',
];

function newestMs(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}

if (existsSync(output) && statSync(output).mtimeMs > Math.max(...sources.map(newestMs))) process.exit(0);
console.error('Building the tab …');
const vite = spawnSync(process.execPath, ['../node_modules/vite/bin/vite.js', 'build', '--logLevel=warn'], {
  cwd: 'tab',
  stdio: ['ignore', 2, 2],
});
process.exit(vite.status ?? 1);
