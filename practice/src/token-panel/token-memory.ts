import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { TokenMemory } from '@token-desk/burner-service/reader/virtual/token-memory';
import * as z from 'zod/mini';

const kept = z.object({
  v: z.literal(1),
  tokens: z.record(
    z.string(),
    z.object({
      seedHex: z.string().check(z.regex(/^([0-9a-f]{2}){0,63}$/)),
      algorithm: z.number(),
      stepSeconds: z.number(),
      displayTimeout: z.number(),
      clockOffsetMs: z.number(),
    }),
  ),
});

export type Memories = ReadonlyMap<string, TokenMemory>;

/** What the drawn tokens remember, in a file only this user may read: it stands for their chips. */
export function loadMemories(path: string): Memories {
  const parsed = kept.safeParse(readJson(path));
  if (!parsed.success) return new Map();
  return new Map(
    Object.entries(parsed.data.tokens).map(([serial, { seedHex, ...rest }]) => [
      serial,
      { ...rest, seed: Uint8Array.from(Buffer.from(seedHex, 'hex')) },
    ]),
  );
}

export function saveMemories(path: string, memories: Memories): void {
  const tokens = Object.fromEntries(
    [...memories].map(([serial, { seed, ...rest }]) => [
      serial,
      { ...rest, seedHex: Buffer.from(seed).toString('hex') },
    ]),
  );
  writeFileSync(`${path}.new`, JSON.stringify({ v: 1, tokens }), { mode: 0o600 });
  chmodSync(`${path}.new`, 0o600);
  renameSync(`${path}.new`, path);
}

function readJson(path: string): unknown {
  try {
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  } catch {
    return undefined; // damaged: the tokens begin empty
  }
}
