import { decodeHex } from '../bytes.ts';
import { maxSeedBytes, minSeedBytes } from '../token-config.ts';

/**
 * A key as people copy it: base32 (RFC 4648 §6) or hexadecimal, with whatever spaces, dashes, line breaks and
 * trailing `=` came along. Pure; keeps nothing of what it read.
 */
export type BadCharacter = {
  readonly kind: 'bad-character';
  /** One character as typed; one that cannot be seen is named `U+XXXX`. */
  readonly character: string;
  /** 1-based, counted in whole characters of the text as typed, spaces included. */
  readonly position: number;
};

export type KeyFault = { readonly kind: 'too-short' | 'truncated' | 'too-long' } | BadCharacter;
export type KeyReading = { readonly kind: 'key'; readonly seed: Uint8Array<ArrayBuffer> } | KeyFault;

const base32Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Both cases by hand: the `i` flag with `u` also folds U+017F to S and U+212A to K. */
const base32Letter = /[A-Za-z2-7]/;
const hexOnly = /^[0-9A-Fa-f]+$/;
/** Every kind of blank, dash and invisible format character a web page or a mail puts into a key. */
const separator = /[\s\p{Pd}\p{Cf}\u2212]/u;
const separators = new RegExp(separator.source, 'gu');
/** The look-behind starts each run of `=` once, so that a long run costs no more than its length. */
const trailingPadding = /(?<!=)=+$/;
const unprintable = /[\p{C}\p{Z}\p{M}]/u;

/** Below this, hexadecimal is not what somebody meant: ten bytes are the shortest seed. */
const minHexDigits = minSeedBytes * 2;

/** The text without separators and trailing padding. */
export function bareKey(text: string): string {
  return text.replace(separators, '').replace(trailingPadding, '');
}

/** Only hexadecimal digits, and enough of them to be a seed. */
export function looksLikeHex(bare: string): boolean {
  return bare.length >= minHexDigits && hexOnly.test(bare);
}

/** Reads base32; a fault says what the person who copied it can do something about first. */
export function readBase32(text: string): KeyReading {
  const bad = firstBadCharacter(text);
  if (bad !== null) return bad;
  const bare = bareKey(text);
  const sizeBytes = base32Bytes(bare);
  if (sizeBytes < minSeedBytes) return { kind: 'too-short' };
  if (sizeBytes > maxSeedBytes) return { kind: 'too-long' };
  const seed = decodeBase32(bare);
  return seed === null ? { kind: 'truncated' } : { kind: 'key', seed };
}

function base32Bytes(bare: string): number {
  return Math.floor((bare.length * 5) / 8);
}

/** More than a token can hold, read as base32. */
export function isTooLongBase32(bare: string): boolean {
  return base32Bytes(bare) > maxSeedBytes;
}

/** Reads text of which `looksLikeHex` is true. */
export function readHex(bare: string): KeyReading {
  if (bare.length > maxSeedBytes * 2) return { kind: 'too-long' };
  const seed = decodeHex(bare);
  return seed === null ? { kind: 'truncated' } : { kind: 'key', seed };
}

/** Whether the text is whole base32, however long; decides between base32 and hexadecimal. */
export function isWholeBase32(bare: string): boolean {
  for (const character of bare) if (!base32Letter.test(character)) return false;
  const seed = decodeBase32(bare);
  seed?.fill(0);
  return seed !== null;
}

/**
 * Strict: `null` for a length base32 never has (1, 3 or 6 over a multiple of 8) and for leftover bits that are not
 * zero. Both mean that the end is missing (RFC 4648 §3.5, §6).
 */
function decodeBase32(bare: string): Uint8Array<ArrayBuffer> | null {
  if ([1, 3, 6].includes(bare.length % 8)) return null;
  const bytes = new Uint8Array(Math.floor((bare.length * 5) / 8));
  let buffer = 0;
  let bits = 0;
  let length = 0;
  for (const letter of bare) {
    buffer = (buffer << 5) | base32Alphabet.indexOf(letter.toUpperCase());
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = buffer >>> bits;
    }
    buffer &= (1 << bits) - 1;
  }
  if (buffer === 0) return bytes;
  bytes.fill(0);
  return null;
}

function firstBadCharacter(text: string): BadCharacter | null {
  const typed = Array.from(text);
  const isFiller = (character: string) => separator.test(character) || character === '=';
  const end = typed.findLastIndex((character) => !isFiller(character)) + 1;
  const index = typed
    .slice(0, end)
    .findIndex((character) => !base32Letter.test(character) && !separator.test(character));
  const character = typed[index];
  return character === undefined
    ? null
    : { kind: 'bad-character', character: nameCharacter(character), position: index + 1 };
}

function nameCharacter(character: string): string {
  if (!unprintable.test(character)) return character;
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
