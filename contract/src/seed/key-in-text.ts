import { bareKey, isKeyText, isStrictBase32 } from './key-text.ts';

/**
 * The key in a sentence, between quotes or under a word of a page. A piece stands out as a key by its length and a
 * digit in it; where two do, or a word could as well be letters of the key, nothing is chosen.
 */
export type KeyInText =
  | { readonly kind: 'part'; readonly text: string }
  /** Nothing stands out: the whole is what was meant. */
  | { readonly kind: 'whole' }
  | { readonly kind: 'several' };

const leastLetters = 16;
/** Round about a key in a sentence; a dash inside is a separator of the key. */
const around = /^[\s"'“”„«»‘’`()[\]{}<>.,;:!?*_|]+|[\s"'“”„«»‘’`()[\]{}<>.,;:!?*_|]+$/gu;
const whole = { kind: 'whole' } as const;

export function keyIn(text: string): KeyInText {
  const stripped = text.replace(around, '');
  const words = stripped.split(/\s/).filter((word) => bareKey(word) !== '');
  if (words.length <= 1) return { kind: 'part', text: behindWord(stripped) };
  return isKeyText(stripped) ? amongGroups(stripped, words) : amongWords(stripped, words);
}

/** `キー：JNLL…`, in whatever language: a key has no colon. */
function behindWord(text: string): string {
  const key = text.replace(/^\p{L}+[:：]/u, '');
  return standsOut(key) ? key : text;
}

/** Only letters a key may have: groups of one length are one key, a key and shorter words are not. */
function amongGroups(text: string, words: readonly string[]): KeyInText {
  const standing = distinct(words.filter(standsOut));
  const [only] = standing;
  if (only === undefined) return whole;
  if (words.every((word) => bareKey(word) === bareKey(only))) return { kind: 'part', text: only };
  if (isGrouped(words)) return whole;
  return standing.length > 1 || isStrictBase32(bareKey(text))
    ? { kind: 'several' }
    : { kind: 'part', text: only };
}

function amongWords(text: string, words: readonly string[]): KeyInText {
  const lines = text.split(/[\r\n]/).map((line) => line.replace(/.*[:：]/, '').replace(around, ''));
  const keys = lines.filter((line) => isGrouped(line.split(/\s+/)) && standsOut(line));
  const pieces = words.map((word) => word.replace(around, ''));
  const found = keys.length > 0 ? keys : pieces.filter(standsOut);
  const others = pieces.filter((piece) => !found.some((key) => key.includes(piece)));
  // a wrong letter in one group of several: the rest is no key of its own
  const isMistyped =
    others.length > 0 && others.every((piece) => /^[A-Z0-9-]+$/i.test(piece) && /\d/.test(piece));
  const [only, ...more] = distinct(found);
  if (only === undefined || isMistyped) return whole;
  return more.length > 0 ? { kind: 'several' } : { kind: 'part', text: only };
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A key that nobody could take for a word or a number. */
export function standsOut(text: string): boolean {
  const bare = bareKey(text).replace(/^0x/i, '');
  if (!/\d/.test(bare) || /^\d+$/.test(bare) || guid.test(text)) return false;
  return bare.length >= leastLetters && isKeyText(text);
}

function isGrouped(words: readonly string[]): boolean {
  const lengths = words.map((word) => bareKey(word).length);
  const [first = 0] = lengths;
  const last = lengths.length - 1;
  return lengths.every((length, at) => (at === last ? length <= first : length === first));
}

function distinct(texts: readonly string[]): string[] {
  return [...new Map(texts.map((text) => [bareKey(text).toUpperCase(), text])).values()];
}
