import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { driverNames } from '@token-desk/burner-service/reader/pcsc-messages';
import { isFree } from '@token-desk/practice/ports';
import { freePorts } from '../run/free-port.ts';
import { needs } from '../run/require-all.ts';
import { isInstalled } from './with-driver.ts';

/**
 * A real pcscd with vpcd's virtual reader, started by the test run for itself: ports and socket of its own, so that it
 * may be killed, and one that already runs on this machine is neither used nor disturbed. The daemon's socket path is
 * compiled in, so it runs in a mount namespace where another folder stands at that path; clients find it by the
 * variable that pcsc-lite's library and our own probe read. Where no namespace can be had, a running pcscd is used.
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

const pcscdPath = '/usr/sbin/pcscd';
const driverPath = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const machineSocketPath = '/run/pcscd/pcscd.comm';
const socketVariable = 'PCSCLITE_CSOCK_NAME';
const install = 'apt-get install pcscd vsmartcard-vpcd';
const machinePort = 0x8c7b;
const startTimeoutMs = 60_000;
const readers = {
  host: '127.0.0.1',
  reader: 'Virtual PCD 00 00',
  secondReader: 'Virtual PCD 00 01',
} as const;

export async function openPcscd(): Promise<Pcscd | PcscdMissing> {
  if (!existsSync(pcscdPath)) return { missing: 'pcscd', enableWith: install };
  if (!driverNames.some(isInstalled))
    return { missing: driverNames.join(' or '), enableWith: 'npm ci with its optional packages' };
  if (!existsSync(driverPath)) return { missing: 'the virtual reader vpcd', enableWith: install };
  const isBeside = await takesConnections({ path: machineSocketPath });
  const namespace = findNamespace();
  if (namespace === null)
    return isBeside
      ? await useRunning()
      : { missing: 'a running pcscd', enableWith: 'systemctl start pcscd' };
  if (isBeside) console.error('  a pcscd runs on this machine; this suite starts its own beside it');
  return startOwn(namespace);
}

/** Gives back what the clients of this process and its children were pointed at before. */
function pointAt(socketPath: string): () => void {
  const before = process.env[socketVariable];
  process.env[socketVariable] = socketPath;
  return () => {
    if (before === undefined) delete process.env[socketVariable];
    else process.env[socketVariable] = before;
  };
}

/** The options of `unshare` that give a mount namespace here: as root, else through a user namespace. */
function findNamespace(): readonly string[] | null {
  const ways = [['--mount'], ['--user', '--map-root-user', '--mount']];
  return (
    ways.find(
      (way) =>
        spawnSync('unshare', [...way, 'mount', '-t', 'tmpfs', 'tmpfs', '/run'], { stdio: 'ignore' })
          .status === 0,
    ) ?? null
  );
}

async function useRunning(): Promise<Pcscd | PcscdMissing> {
  const isVirtual = await takesConnections({ host: readers.host, port: machinePort });
  if (!isVirtual)
    return {
      missing: 'a virtual reader in the pcscd that runs here',
      enableWith: `${install}, then restart pcscd`,
    };
  const restore = pointAt(machineSocketPath);
  return {
    ...readers,
    port: machinePort,
    process: null,
    restart: () => Promise.reject(new Error('this pcscd belongs to the machine')),
    stop: async () => restore(),
  };
}

async function startOwn(namespace: readonly string[]): Promise<Pcscd> {
  const folder = mkdtempSync(join(tmpdir(), 'token-desk-pcscd-'));
  const socketFolder = join(folder, 'run');
  mkdirSync(socketFolder);
  const port = await freePorts(2);
  const hexPort = `0x${port.toString(16).toUpperCase()}`;
  const config = join(folder, 'vpcd.conf');
  writeFileSync(
    config,
    `FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:${hexPort}\nLIBPATH ${driverPath}\nCHANNELID ${hexPort}\n`,
  );
  const start = () => startProcess({ namespace, socketFolder, config, port });
  const restore = pointAt(join(socketFolder, 'pcscd.comm'));
  let child = await start();
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }
    for (const name of ['pcscd.comm', 'pcscd.pid']) rmSync(join(socketFolder, name), { force: true });
  };
  return {
    ...readers,
    port,
    get process() {
      return child;
    },
    restart: async () => {
      await end();
      child = await start();
    },
    stop: async () => {
      await end();
      restore();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Daemon = {
  readonly namespace: readonly string[];
  readonly socketFolder: string;
  readonly config: string;
  readonly port: number;
};

async function startProcess({ namespace, socketFolder, config, port }: Daemon): Promise<ChildProcess> {
  // Each step replaces the one before, so that the child is pcscd itself and dies by its own signal.
  // Never with --apdu: its log would hold the seeds that tests write.
  const script =
    'mount -t tmpfs tmpfs /run && mkdir /run/pcscd && mount --bind "$1" /run/pcscd && exec "$3" --foreground --config "$2"';
  const child = spawn('unshare', [...namespace, 'sh', '-c', script, 'sh', socketFolder, config, pcscdPath], {
    stdio: 'ignore',
  });
  const deadline = Date.now() + startTimeoutMs;
  while (!(await takesConnections({ path: join(socketFolder, 'pcscd.comm') })) || (await isFree(port))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('pcscd does not start');
    await setTimeout(20);
  }
  return child;
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
