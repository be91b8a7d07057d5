// Two doctors behind one command: with --tenant the server's, which looks at Microsoft; else the desk's, which looks at this PC.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2);
const program = args.includes('--tenant') ? ['bot/src/doctor.ts'] : ['burner-service/src/main.ts', 'doctor'];
const child = spawn(process.execPath, ['--conditions=tokendesk:src', '--import=tsx', ...program, ...args], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
