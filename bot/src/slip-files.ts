import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SlipFile } from './domain/delivery/slip-words.ts';

/** Beside the source and beside what is built. */
const shipped = fileURLToPath(new URL('../slips/', import.meta.url));
const longestFile = 20_000;

/** The files that are shipped, then those of the folder that the settings name; read anew each time, so that one more needs no restart. */
export async function readSlipFolder(folder: string | null): Promise<SlipFile[]> {
  return [...(await filesIn(shipped)), ...(folder === null ? [] : await filesIn(folder))];
}

async function filesIn(folder: string): Promise<SlipFile[]> {
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  } catch {
    return [{ name: folder, text: '' }]; // it cannot be read: said on the page, by its name
  }
  return Promise.all(
    names.map(async (name) => ({
      name,
      text: (await readFile(join(folder, name), 'utf8')).slice(0, longestFile),
    })),
  );
}
