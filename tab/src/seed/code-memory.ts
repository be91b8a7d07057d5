import { encodeHex } from '@token-desk/contract/text/bytes';

/**
 * Knows a code again without keeping it: an HMAC under a random key that cannot be taken out of this window. A plain
 * hash would let anybody who finds it test guesses of a short secret.
 */
export type CodeMemory = {
  mark(seed: Uint8Array): Promise<string>;
  remember(mark: string): void;
  has(seed: Uint8Array): Promise<boolean>;
};

/** More codes than one desk burns in a day; the oldest go first. */
const maxMarks = 500;

export function createCodeMemory(): CodeMemory {
  let key: Promise<CryptoKey> | null = null;
  const marks = new Set<string>();
  const mark = async (seed: Uint8Array) => {
    key ??= crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    return encodeHex(new Uint8Array(await crypto.subtle.sign('HMAC', await key, new Uint8Array(seed))));
  };
  return {
    mark,
    remember(known) {
      marks.add(known);
      const [oldest] = marks;
      if (marks.size > maxMarks && oldest !== undefined) marks.delete(oldest);
    },
    has: async (seed) => marks.has(await mark(seed)),
  };
}
