import { access, constants, stat } from 'node:fs/promises';
import type { DoctorLine } from '@token-desk/contract/job';
import { readClockSync } from '../cli/clock-sync.ts';
import { findKeyKeeper } from '../key-keeper.ts';
import { deskFiles } from '../pairing-file.ts';
import { isSm4Right } from '../token/sm4.ts';
import { ask } from './ask.ts';
import { fine, wrong } from './line.ts';

/** As package.json’s `engines`: ^20.19 or >=22.14. */
export function isNodeSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  if (major === 20) return minor >= 19;
  return major > 22 || (major === 22 && minor >= 14);
}

export function checkNode(version = process.version): DoctorLine {
  if (!isNodeSupported(version))
    return wrong(
      'node',
      `Node ${version} is not supported.`,
      'Install Node 22.14 or newer, or 20.19 of the 20 line.',
    );
  if (!isSm4Right())
    return wrong(
      'node',
      `Node ${version} cannot encrypt for a token.`,
      'Install Node from nodejs.org: this one lacks SM4.',
    );
  return fine('node', `Node ${version}, with the token’s cipher.`);
}

/** Loads it in a process of its own: a broken native module takes its process down. */
export async function checkNativeModule(): Promise<DoctorLine> {
  const from = JSON.stringify(import.meta.url);
  const script = `require('node:module').createRequire(${from})('nfc-pcsc')`;
  const { ok } = await ask(process.execPath, ['--eval', script], 10_000);
  if (ok) return fine('native-module', 'The reader support loads.');
  const todo =
    process.platform === 'linux'
      ? 'Install libpcsclite-dev, g++, make and python3, then run npm ci again.'
      : 'Install the C++ build tools for Node, then run npm ci again.';
  return wrong('native-module', 'The reader support (nfc-pcsc) is not installed or does not load.', todo);
}

/** `serverOffsetMs`: how far the server's clock is from ours, where it was asked. */
export async function checkClock(serverOffsetMs: number | null): Promise<DoctorLine> {
  const todo =
    process.platform === 'win32'
      ? 'Switch on “Set time automatically” in Windows, or let the domain set it.'
      : 'Switch on network time (timedatectl set-ntp true, or chrony).';
  if (serverOffsetMs !== null && Math.abs(serverOffsetMs) > 2_000) {
    const seconds = Math.round(-serverOffsetMs / 1000);
    return wrong('clock', `The clock of this PC is ${seconds} s off the server’s.`, todo);
  }
  const state = await readClockSync();
  if (state === 'synchronised') return fine('clock', 'The clock is set from the network.');
  if (serverOffsetMs !== null)
    return fine(
      'clock',
      'The clock agrees with the server’s; whether the network sets it, nobody here says.',
    );
  const what =
    state === 'unknown'
      ? 'Nobody here can say whether the clock is right.'
      : 'The clock is not set from the network.';
  return wrong('clock', what, todo);
}

export async function checkDataFolder(folder: string): Promise<DoctorLine> {
  const found = await stat(folder).catch(() => null);
  if (found === null) return fine('data-folder', `${folder} does not exist yet; pairing makes it.`);
  if (!(await isWritable(folder)))
    return wrong(
      'data-folder',
      `${folder} cannot be written.`,
      'Give this folder to the user who runs the desk service.',
    );
  // Windows has no such bits: the profile folder’s own access list stands there.
  const others = process.platform === 'win32' ? 0 : found.mode & 0o077;
  if (others !== 0)
    return wrong('data-folder', `${folder} can be read by other users.`, `Run chmod 700 on it.`);
  return fine('data-folder', `${folder} belongs to this user alone.`);
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
    return wrong(
      'key-keeper',
      'The file with this desk’s keys can be read by other users.',
      'Pair the desk again: its keys may be known.',
    );
  const found = await findKeyKeeper();
  if (found.keeper !== null) return fine('key-keeper', `${found.keeper.name} answers.`);
  return fine(
    'key-keeper',
    'No key store of the system answers: keys are kept in a file that only this user may read.',
  );
}
