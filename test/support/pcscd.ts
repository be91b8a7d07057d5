import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { needs } from './require-all.ts';

/**
 * A real pcscd with vpcd's virtual reader. One that runs is used; else one is started with a configuration and ports of
 * its own. Its socket path is compiled in, so there is one per machine: a lock lets test runs take turns.
 */
export type Pcscd = {
  readonly host: '127.0.0.1';
  /** Where a card connects, and the name of the reader it then lies on; the second slot is one up. */
  readonly port: number;
  readonly reader: string;
  readonly secondReader: string;
  /** Present when this run started it and may therefore kill it. */
  readonly process: ChildProcess | null;
  /** Starts it again on the same ports after it was killed. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

export type PcscdMissing = { readonly missing: string; readonly enableWith: string };

/** As `openPcscd`; skips the suite aloud where there is none. Call it in `before` with a generous time limit. */
export async function needsPcscd(context: Mocha.Context): Promise<Pcscd> {
  const found = await openPcscd();
  if (!('missing' in found)) return found;
  needs(context, false, found.missing, found.enableWith);
  throw new Error('unreachable: needs() skips or throws');
}

const socketPath = '/run/pcscd/pcscd.comm';
const driverPath = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const lockPath = join(tmpdir(), 'token-desk-pcscd.lock');
const install = 'apt-get install pcscd vsmartcard-vpcd';
/** Process id of a pcscd started here, so that one left over by a killed run is not taken for the machine's. */
const ownPidPath = join(tmpdir(), 'token-desk-pcscd.pid');
const defaultPort = 0x8c7b;
const startTimeoutMs = 10_000;
const lockTimeoutMs = 240_000;

export async function openPcscd(): Promise<Pcscd | PcscdMissing> {
  if (!existsSync('/usr/sbin/pcscd')) return { missing: 'pcscd', enableWith: install };
  if (!existsSync(driverPath)) return { missing: 'the virtual reader vpcd', enableWith: install };
  await takeLock();
  try {
    await endLeftOver();
    if (await takesConnections({ path: socketPath })) return await useRunning();
    return await startOwn();
  } catch (error) {
    releaseLock();
    throw error;
  }
}

async function endLeftOver(): Promise<void> {
  if (!existsSync(ownPidPath)) return;
  const pid = readFileSync(ownPidPath, 'utf8');
  rmSync(ownPidPath, { force: true });
  const program = join('/proc', pid, 'comm');
  if (!existsSync(program) || readFileSync(program, 'utf8').trim() !== 'pcscd') return;
  process.kill(Number(pid), 'SIGKILL');
  while (existsSync(program)) await setTimeout(20);
}

async function useRunning(): Promise<Pcscd | PcscdMissing> {
  const isVirtual = await takesConnections({ host: '127.0.0.1', port: defaultPort });
  if (!isVirtual) {
    releaseLock();
    return {
      missing: 'a virtual reader in the pcscd that runs here',
      enableWith: `${install}, then restart pcscd`,
    };
  }
  return {
    host: '127.0.0.1',
    port: defaultPort,
    reader: 'Virtual PCD 00 00',
    secondReader: 'Virtual PCD 00 01',
    process: null,
    restart: () => Promise.reject(new Error('this pcscd belongs to the machine')),
    stop: () => Promise.resolve(releaseLock()),
  };
}

async function startOwn(): Promise<Pcscd | PcscdMissing> {
  const folder = join(tmpdir(), `token-desk-pcscd-${process.pid}`);
  try {
    mkdirSync('/run/pcscd', { recursive: true });
    rmSync(socketPath, { force: true });
    rmSync('/run/pcscd/pcscd.pid', { force: true });
  } catch {
    releaseLock();
    return { missing: 'a running pcscd, which only root can start', enableWith: 'systemctl start pcscd' };
  }
  mkdirSync(folder, { recursive: true });
  const port = await freePortPair();
  const hexPort = `0x${port.toString(16).toUpperCase()}`;
  const config = join(folder, 'vpcd.conf');
  writeFileSync(
    config,
    `FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:${hexPort}\nLIBPATH ${driverPath}\nCHANNELID ${hexPort}\n`,
  );
  let child = await startProcess(config, port);
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }
    for (const path of [ownPidPath, socketPath, '/run/pcscd/pcscd.pid']) rmSync(path, { force: true });
  };
  return {
    host: '127.0.0.1',
    port,
    reader: 'Virtual PCD 00 00',
    secondReader: 'Virtual PCD 00 01',
    get process() {
      return child;
    },
    restart: async () => {
      await end();
      child = await startProcess(config, port);
    },
    stop: async () => {
      await end();
      rmSync(folder, { recursive: true, force: true });
      releaseLock();
    },
  };
}

async function startProcess(config: string, port: number): Promise<ChildProcess> {
  // Never with --apdu: its log would hold the seeds that tests write.
  const child = spawn('/usr/sbin/pcscd', ['--foreground', '--config', config], { stdio: 'ignore' });
  writeFileSync(ownPidPath, String(child.pid));
  const deadline = Date.now() + startTimeoutMs;
  while (!(await takesConnections({ path: socketPath })) || !(await isListening(port))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('pcscd does not start');
    await setTimeout(20);
  }
  return child;
}

/** Asked without connecting: a connection would be a card on the reader. */
function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(true));
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(false)));
  });
}

async function freePortPair(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (!(await isListening(port)) && !(await isListening(port + 1))) return port;
  }
}

function takesConnections(where: { path: string } | { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(where);
    const end = (isUp: boolean) => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

async function takeLock(): Promise<void> {
  const deadline = Date.now() + lockTimeoutMs;
  for (;;) {
    try {
      writeFileSync(lockPath, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (!isHolderAlive()) rmSync(lockPath, { force: true });
    else if (Date.now() > deadline) throw new Error('another test run holds the readers for too long');
    else await setTimeout(100);
  }
}

function isHolderAlive(): boolean {
  try {
    process.kill(Number(readFileSync(lockPath, 'utf8')), 0);
    return true;
  } catch (error) {
    // Another user's process is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function releaseLock(): void {
  rmSync(lockPath, { force: true });
}
