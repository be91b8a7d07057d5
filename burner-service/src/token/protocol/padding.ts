import { blockBytes } from './sm4.ts';

/** ISO/IEC 9797-1 method 2: append `80`, then `00` up to a whole block. Always adds at least one byte. */
export function pad(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.floor(bytes.length / blockBytes + 1) * blockBytes);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  return padded;
}

/** As `pad`, but whole blocks stay as they are. The MAC is computed this way, a seed never is. */
export function padUnlessWhole(bytes: Uint8Array): Uint8Array {
  return bytes.length % blockBytes === 0 ? bytes : pad(bytes);
}

/** Removes trailing `00` and one `80`; `null` when there is no `80`. The result is a view, not a copy. */
export function unpad(padded: Uint8Array): Uint8Array | null {
  let end = padded.length;
  while (end > 0 && padded[end - 1] === 0) end -= 1;
  return end > 0 && padded[end - 1] === 0x80 ? padded.subarray(0, end - 1) : null;
}
