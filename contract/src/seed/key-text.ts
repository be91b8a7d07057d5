import { decodeHex } from '../text/bytes.ts';
import { maxSeedBytes, minSeedBytes } from '../token/config.ts';

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

/** Letters over a group of eight that no number of bytes leaves (RFC 4648 §6). */
const impossibleLengths = [1, 3, 6];

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

/**
 * What to make of bits that are left over at the end: a typed key may have lost its last letters there (RFC 4648 §3.5),
 * a code cannot, and apps read its whole bytes.
 */
export type BitsOver = 'refuse' | 'drop';

/** Reads base32; a fault says what the person who copied it can do something about first. */
export function readBase32(text: string, bitsOver: BitsOver): KeyReading {
  const bad = firstBadCharacter(text, base32Letter);
  if (bad !== null) return bad;
  const bare = bareKey(text);
  const sizeBytes = base32Bytes(bare);
  if (sizeBytes < minSeedBytes) return { kind: 'too-short' };
  if (sizeBytes > maxSeedBytes) return { kind: 'too-long' };
  const seed = decodeBase32(bare, bitsOver);
  return seed === null ? { kind: 'truncated' } : { kind: 'key', seed };
}

function base32Bytes(bare: string): number {
  return Math.floor((bare.length * 5) / 8);
}

/** Only hexadecimal digits, however few. */
export const isHexText = (bare: string): boolean => hexOnly.test(bare);

/** The first character of a text that hexadecimal does not have; null when `isHexText` is true. */
export function findNotHex(text: string): BadCharacter | null {
  return firstBadCharacter(text, /[0-9A-Fa-f]/);
}

/** Reads text of which `isHexText` is true. */
export function readHex(bare: string): KeyReading {
  if (bare.length < minHexDigits) return { kind: 'too-short' };
  if (bare.length > maxSeedBytes * 2) return { kind: 'too-long' };
  const seed = decodeHex(bare);
  return seed === null ? { kind: 'truncated' } : { kind: 'key', seed };
}

const isBase32Text = (bare: string): boolean => Array.from(bare).every((letter) => base32Letter.test(letter));

/** Letters of one of the two alphabets and separators, nothing else. */
export function isKeyText(text: string): boolean {
  const bare = bareKey(text);
  return isBase32Text(bare) || hexOnly.test(bare.replace(/^0x/i, ''));
}

/** Of a length that base32 has, in its letters. */
export function couldBeBase32(bare: string): boolean {
  return isBase32Text(bare) && !impossibleLengths.includes(bare.length % 8);
}

/** A key of a length a token can hold, with nothing left over at its end. */
export function isStrictBase32(bare: string): boolean {
  return isReadable(bare, 'refuse');
}

/** The same text is a key in base32 and another one in hexadecimal; bits left over do not settle it. */
export function isReadableBothWays(bare: string): boolean {
  return looksLikeHex(bare) && bare.length % 2 === 0 && isReadable(bare, 'drop');
}

function isReadable(bare: string, bitsOver: BitsOver): boolean {
  const sizeBytes = base32Bytes(bare);
  if (sizeBytes < minSeedBytes || sizeBytes > maxSeedBytes || !isBase32Text(bare)) return false;
  const seed = decodeBase32(bare, bitsOver);
  seed?.fill(0);
  return seed !== null;
}

/**
 * `null` for a length base32 never has (1, 3 or 6 over a multiple of 8, RFC 4648 §6), and for leftover bits that are
 * not zero where those are refused.
 */
function decodeBase32(bare: string, bitsOver: BitsOver): Uint8Array<ArrayBuffer> | null {
  if (impossibleLengths.includes(bare.length % 8)) return null;
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
  if (buffer === 0 || bitsOver === 'drop') return bytes;
  bytes.fill(0);
  return null;
}

function firstBadCharacter(text: string, letter: RegExp): BadCharacter | null {
  const typed = Array.from(text);
  const isFiller = (character: string) => separator.test(character) || character === '=';
  const end = typed.findLastIndex((character) => !isFiller(character)) + 1;
  const index = typed
    .slice(0, end)
    .findIndex((character) => !letter.test(character) && !separator.test(character));
  const character = typed[index];
  return character === undefined
    ? null
    : { kind: 'bad-character', character: nameCharacter(character), position: index + 1 };
}

function nameCharacter(character: string): string {
  if (!unprintable.test(character)) return character;
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
