import { modelOf } from '../token/model.ts';
import { keyIn } from './key-in-text.ts';
import {
  type BitsOver,
  bareKey,
  couldBeBase32,
  findNotHex,
  isHexText,
  isReadableBothWays,
  type KeyReading,
  looksLikeHex,
  readBase32,
  readHex,
} from './key-text.ts';

export type TypedKey =
  | { readonly form: 'base32' | 'hex'; readonly reading: KeyReading }
  | { readonly kind: 'empty' | 'token-serial' | 'number' | 'ambiguous' | 'several' };

export type TypedOptions = {
  readonly serialOnReader?: string | undefined;
  readonly readAs?: 'base32' | 'hex' | undefined;
  readonly bitsOver: BitsOver;
};

/** Serials printed on tokens have at most this many characters. */
const maxSerialLength = 16;

/** A key without a link around it, alone or in other text. */
export function readTyped(text: string, options: TypedOptions): TypedKey {
  if (bareKey(text) === '') return { kind: 'empty' };
  const found = keyIn(text);
  if (found.kind !== 'part') return found.kind === 'several' ? found : readAlone(text, options);
  const part = readAlone(found.text, options);
  // a wrong letter is counted in the text as it was typed
  const isWrongLetter = 'reading' in part && part.reading.kind === 'bad-character';
  return isWrongLetter ? readAlone(text, options) : part;
}

function readAlone(text: string, { serialOnReader, readAs, bitsOver }: TypedOptions): TypedKey {
  const bare = bareKey(text);
  if (serialOnReader !== undefined && bare.toUpperCase() === bareKey(serialOnReader).toUpperCase())
    return { kind: 'token-serial' };
  if (/^\d+$/.test(bare) && !isHexOfDigits(bare)) {
    if (bare.length <= maxSerialLength && modelOf(bare) !== null) return { kind: 'token-serial' };
    if (readAs !== 'hex' || !isHexText(bare)) return { kind: 'number' };
  }
  // `0x` is hexadecimal by its own word: neither 0 nor a lone x is of any use in base32
  const marked = /^0x(.*)/i.exec(bare)?.[1];
  if (marked !== undefined && looksLikeHex(marked)) return { form: 'hex', reading: readHex(marked) };
  if (readAs === 'hex' && isHexText(bare)) return { form: 'hex', reading: readHex(bare) };
  if (isReadableBothWays(bare)) {
    if (readAs === undefined) return { kind: 'ambiguous' };
    return { form: 'base32', reading: readBase32(text, 'drop') };
  }
  // what base32 cannot be, by its letters or its length, is hexadecimal
  if (looksLikeHex(bare) && !couldBeBase32(bare)) return { form: 'hex', reading: readHex(bare) };
  const reading = readBase32(text, bitsOver);
  // in neither alphabet, and said to be hexadecimal: 0 and 1 are no wrong letters there
  const wrong = readAs === 'hex' && reading.kind === 'bad-character' ? findNotHex(text) : null;
  return wrong === null ? { form: 'base32', reading } : { form: 'hex', reading: wrong };
}

/** Whole bytes, longer than any serial, and not one with something behind it. */
function isHexOfDigits(digits: string): boolean {
  return digits.length % 2 === 0 && looksLikeHex(digits) && modelOf(digits) === null;
}
