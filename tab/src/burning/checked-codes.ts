import { createCodeMemory } from '../seed/code-memory.ts';

/** Codes that a desk compared in this window, by marks alone: Microsoft is to be shown another one. */
const memory = createCodeMemory();
const bytesOf = (serial: string, code: string) => new TextEncoder().encode(`${serial} ${code}`);

export async function rememberChecked(serial: string, code: string): Promise<void> {
  memory.remember(await memory.mark(bytesOf(serial, code)));
}

export const wasChecked = (serial: string, code: string): Promise<boolean> =>
  memory.has(bytesOf(serial, code));
