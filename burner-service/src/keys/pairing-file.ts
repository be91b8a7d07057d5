import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { id } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import * as z from 'zod/mini';

/** What this desk knows of the server it belongs to. No key in it. */
const pairing = z.object({
  v: z.literal(1),
  server: z.string(),
  burnerId: id,
  keyId: id,
  name: z.string(),
  tenantName: z.string(),
  /** The journal begun with this pairing; another or none means that the record of burns was lost. */
  journalId: z.string(),
  pairedAt: z.number(),
});
export type Pairing = z.infer<typeof pairing>;

export function deskFiles(dataFolder: string) {
  return {
    keys: join(dataFolder, 'keys.json'),
    pairing: join(dataFolder, 'pairing.json'),
    journal: join(dataFolder, 'journal.jsonl'),
    card: join(dataFolder, 'desk-card.html'),
  };
}

/** Null when this desk was never paired. Throws `desk-file-damaged`, naming the file. */
export function loadPairing(dataFolder: string): Pairing | null {
  const path = deskFiles(dataFolder).pairing;
  return existsSync(path) ? readDeskFile(path, (text) => z.parse(pairing, JSON.parse(text))) : null;
}

/** What a file of this desk holds; whatever is wrong with its text has one cure. */
export function readDeskFile<T>(path: string, read: (text: string) => T): T {
  const text = readFileSync(path, 'utf8');
  try {
    return read(text);
  } catch {
    // Without its cause: a message about the text may quote a private key.
    throw new ProblemError('desk-file-damaged', { file: path });
  }
}

export function savePairing(dataFolder: string, value: Pairing): void {
  const path = deskFiles(dataFolder).pairing;
  writeFileSync(`${path}.new`, JSON.stringify(value, null, 2), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
