import { access, constants, stat } from 'node:fs/promises';
import type { DoctorLine } from '@token-desk/contract/desk/job';
import { findKeyKeeper } from '../keys/key-keeper.ts';
import { deskFiles } from '../keys/pairing-file.ts';
import { ask } from '../reader/ask.ts';
import { type DriverName, driverNames, driverOrder } from '../reader/pcsc-messages.ts';
import { winscardLibrary } from '../reader/winscard.ts';
import { isSm4Right } from '../token/protocol/sm4.ts';
import { readClockSync } from './clock-sync.ts';
import { fine, wrong } from './line.ts';

/** As package.json’s `engines`: ^20.19 or >=22.14. */
export function isNodeSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  if (major === 20) return minor >= 19;
  return major > 22 || (major === 22 && minor >= 14);
}

export function checkNode(version = process.version): DoctorLine {
  if (!isNodeSupported(version))
    return wrong('node', { fact: 'node-unsupported', remedy: 'install-node', version });
  if (!isSm4Right())
    return wrong('node', { fact: 'node-without-cipher', remedy: 'install-node-with-cipher', version });
  return fine('node', 'node-fine', { version });
}

/** Which driver the service loads. Each in a process of its own: a broken native module takes its process down. */
export async function checkNativeModule(wanted = process.env.TOKEN_DESK_PCSC): Promise<DoctorLine> {
  const from = JSON.stringify(import.meta.url);
  for (const driver of driverOrder(wanted)) {
    const script = `const load = require('node:module').createRequire(${from}); ${loadScripts[driver]}`;
    const { ok } = await ask(process.execPath, ['--eval', script], 10_000);
    if (ok) return fine('native-module', 'native-module-fine', { driver });
  }
  const remedy = process.platform === 'linux' ? 'install-build-tools-linux' : 'install-build-tools';
  const drivers = wanted === undefined || wanted === '' ? driverNames.join(', ') : wanted;
  return wrong('native-module', { fact: 'native-module-missing', remedy, drivers });
}

const loadScripts: Readonly<Record<DriverName, string>> = {
  'nfc-pcsc': `load('nfc-pcsc')`,
  koffi: `load('koffi').load(${JSON.stringify(winscardLibrary())})`,
};

/** `serverOffsetMs`: how far the server's clock is from ours, where it was asked. */
export async function checkClock(serverOffsetMs: number | null): Promise<DoctorLine> {
  const remedy = process.platform === 'win32' ? 'set-clock-windows' : 'set-clock';
  if (serverOffsetMs !== null && Math.abs(serverOffsetMs) > 2_000) {
    const seconds = Math.round(-serverOffsetMs / 1000);
    return wrong('clock', { fact: 'clock-off', remedy, seconds });
  }
  const state = await readClockSync();
  if (state === 'synchronised') return fine('clock', 'clock-fine');
  if (serverOffsetMs !== null) return fine('clock', 'clock-agrees');
  return wrong('clock', { fact: state === 'unknown' ? 'clock-unknown' : 'clock-not-set', remedy });
}

export async function checkDataFolder(folder: string): Promise<DoctorLine> {
  const found = await stat(folder).catch(() => null);
  if (found === null) return fine('data-folder', 'folder-not-yet', { folder });
  if (!(await isWritable(folder)))
    return wrong('data-folder', { fact: 'folder-not-writable', remedy: 'give-folder', folder });
  // Windows has no such bits: the profile folder’s own access list stands there.
  const others = process.platform === 'win32' ? 0 : found.mode & 0o077;
  if (others !== 0) return wrong('data-folder', { fact: 'folder-readable', remedy: 'close-folder', folder });
  return fine('data-folder', 'folder-fine', { folder });
}

async function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK | constants.R_OK).then(
    () => true,
    () => false,
  );
}

export async function checkKeyKeeper(folder: string): Promise<DoctorLine> {
  const { keys } = deskFiles(folder);
  const file = await stat(keys).catch(() => null);
  if (file !== null && process.platform !== 'win32' && (file.mode & 0o077) !== 0)
    return wrong('key-keeper', { fact: 'key-file-readable', remedy: 'pair-again-known' });
  const found = await findKeyKeeper();
  if (found.keeper !== null) return fine('key-keeper', 'key-keeper-fine', { keeper: found.keeper.name });
  return fine('key-keeper', 'key-keeper-file');
}
