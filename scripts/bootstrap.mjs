// Makes a fresh clone able to run: checks Node, installs what the lockfile names, then starts the script asked for.
// Plain JavaScript with node:* only, since nothing is installed yet.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.token-desk-lock');
const targets = {
  demo: ['--conditions=tokendesk:src', '--import=tsx', 'practice/src/main.ts'],
  test: ['scripts/test.mjs'],
  check: ['scripts/check.mjs'],
};

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 14) || major > 22;
  if (isSupported) return;
  console.error(`Token Desk needs Node 20.19 or newer (20, 22 or 24); this is ${process.versions.node}.`);
  process.exit(1);
}

function install() {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(process.versions.modules)
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  console.error('Installing what package-lock.json names (once; about a minute) …');
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const done = spawnSync(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: npm === undefined && process.platform === 'win32',
    env: { ...process.env, NODE_ENV: '' },
  });
  if (done.status !== 0) {
    console.error(
      'The installation did not finish. Check the network and the lines above, then run the command again.',
    );
    process.exit(done.status ?? 1);
  }
  writeFileSync(stamp, hash);
}

const [name = '', ...rest] = process.argv.slice(2);
if (!Object.hasOwn(targets, name)) {
  console.error(`bootstrap: say one of ${Object.keys(targets).join(', ')}`);
  process.exit(2);
}
checkNode();
install();
// The demo gets a channel to this process: it ends with it, even when this one is killed.
const stdio = name === 'demo' ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit';
const child = spawn(process.execPath, [...targets[name], ...rest], { cwd: root, stdio });
// Ctrl-C reaches the child through the terminal; a signal sent to this process alone is passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
