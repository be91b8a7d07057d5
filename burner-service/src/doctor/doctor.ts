import type { DoctorLine, DoctorReport } from '@token-desk/contract/desk/job';
import type { ReaderSource } from '../reader/channel.ts';
import { checkClock, checkDataFolder, checkKeyKeeper, checkNativeModule, checkNode } from './pc-checks.ts';
import { checkReaders, readerLines } from './reader-checks.ts';
import { checkServer } from './server-checks.ts';
import { checkPaste } from './windows-paste.ts';

/**
 * Everything a desk needs, in the order in which it is put right. Changes nothing; ends within half a minute. `opened`:
 * the readers of a service that runs, so that nobody opens them a second time beside its work. `isVirtual`: they need nothing
 * of this PC, and what only real ones need is left out.
 */
export async function examine(
  folder: string,
  opened: ReaderSource | null = null,
  { isVirtual = false }: { readonly isVirtual?: boolean } = {},
): Promise<DoctorReport> {
  const server = checkServer(folder);
  const parts: readonly Promise<readonly DoctorLine[]>[] = [
    Promise.resolve([checkNode()]),
    ...(isVirtual && opened !== null
      ? [Promise.resolve(readerLines(opened.readers()))]
      : [one(checkNativeModule()), checkReaders(opened)]),
    server.then(({ clockOffsetMs }) => one(checkClock(clockOffsetMs))),
    one(checkDataFolder(folder)),
    one(checkKeyKeeper(folder)),
    server.then(({ lines }) => lines),
    checkPaste(),
  ];
  const lines = (await Promise.all(parts)).flat();
  return { ok: lines.every(({ ok }) => ok), at: Date.now(), lines };
}

async function one(line: Promise<DoctorLine>): Promise<DoctorLine[]> {
  return [await line];
}
