import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { needs } from '../run/require-all.ts';

const source = fileURLToPath(new URL('./pcsc-shim.c', import.meta.url));

/** Faults below nfc-pcsc that a virtual reader cannot show; works in every reader process started while it is there. */
export type PcscShim = {
  /** A PC/SC code with which contact lost in a command is reported, as real readers do; null: an empty answer. */
  rejectWith(code: number | null): void;
  unplug(): void;
  plugIn(): void;
  remove(): void;
};

export function needsPcscShim(context: Mocha.Context): PcscShim {
  const folder = mkdtempSync(join(tmpdir(), 'token-desk-shim-'));
  const library = join(folder, 'shim.so');
  const args = ['-shared', '-fPIC', '-I/usr/include/PCSC', '-o', library, source, '-ldl'];
  const built = spawnSync('gcc', args, { encoding: 'utf8' });
  needs(
    context,
    built.status === 0,
    'gcc and the headers of pcsc-lite',
    'apt-get install gcc libpcsclite-dev',
  );
  const { LD_PRELOAD: before } = process.env;
  process.env.LD_PRELOAD = library;
  process.env.PCSC_SHIM_FOLDER = folder;
  const reject = join(folder, 'reject');
  const unplugged = join(folder, 'unplugged');
  return {
    rejectWith: (code) =>
      code === null ? rmSync(reject, { force: true }) : writeFileSync(reject, code.toString(16)),
    unplug: () => writeFileSync(unplugged, ''),
    plugIn: () => rmSync(unplugged),
    remove: () => {
      if (before === undefined) delete process.env.LD_PRELOAD;
      else process.env.LD_PRELOAD = before;
      delete process.env.PCSC_SHIM_FOLDER;
      rmSync(folder, { recursive: true });
    },
  };
}
