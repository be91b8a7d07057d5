import { bareKey, isStrictBase32 } from './key-text.ts';

/**
 * otpauth links as they stand in other text: in quotes, brackets or a sentence, in HTML or JSON source, percent-encoded
 * as a whole, broken into lines by a mail program. Knows where a link ends, not what it says.
 */
export type LinksInText = {
  /** Each once, as a link of its own. */
  readonly links: readonly string[];
  /** What follows a key could be more of it, or a word: nobody but the person knows. */
  readonly isUnclear: boolean;
};

const start = /(?<![a-z0-9])otpauth(?=:|%(?:25)*3a)/gi;
const lineBreak = /[\r\n]/;
/** Never raw in a link; where there is one, the text around goes on. */
const outside = /["<>`“”„«»]/;
const closing: Readonly<Record<string, string>> = { "'": "'", '‘': '’', '(': ')', '[': ']', '{': '}' };
const trailing = /[.,;:!?]+$/;
const leastKeyLetters = 16;

export function linksIn(text: string): LinksInText {
  const starts = [...text.matchAll(start)].map(({ index }) => index);
  if (starts.length === 0) {
    // a mail program may break even the first word of a link
    const joined = text.trim().replace(/[\r\n\t]/g, '');
    return { links: /^otpauth:/i.test(joined) ? [joined] : [], isUnclear: false };
  }
  const found = starts.map((at, index) => linkAt(text.slice(0, starts[index + 1]), at));
  return {
    links: [...new Set(found.map(({ link }) => link))],
    isUnclear: found.some(({ isUnclear }) => isUnclear),
  };
}

type Cut = { readonly link: string; readonly isUnclear: boolean };

function linkAt(text: string, at: number): Cut {
  const raw = text.slice(at);
  const isEncoded = raw[7] === '%';
  const plain = unescapeMarkup(isEncoded ? decodeWhole(raw.replace(/[\s&"'<>].*/s, '')) : raw);
  const before = text.charAt(at - 1);
  const close = closing[before];
  const closeAt = close === undefined ? -1 : plain.indexOf(close);
  const outsideAt = plain.search(outside);
  const isFramed = closeAt !== -1 || (outsideAt !== -1 && outside.test(before));
  const ends = [closeAt, outsideAt].filter((end) => end !== -1);
  // the least of none is Infinity: all of it
  const whole = decodeRest(plain.slice(0, Math.min(...ends)));
  if (isEncoded || isFramed) return { link: whole, isUnclear: false };
  return cutAtBlank(whole, text.slice(0, at).trim() === '');
}

/** As many times as it was encoded; at most three. */
function decodeWhole(text: string): string {
  let plain = text;
  for (let times = 0; times < 3 && plain[7] === '%'; times++) plain = decodeAll(plain);
  return plain;
}

/** A link of which all but the scheme is encoded has no `?` of its own. */
function decodeRest(link: string): string {
  return !link.includes('?') && /%3f/i.test(link) ? decodeAll(link) : link;
}

function decodeAll(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not UTF-8: read as it stands
  }
}

const entities: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  equals: '=',
  quest: '?',
  colon: ':',
  sol: '/',
  percnt: '%',
  plus: '+',
  commat: '@',
  nbsp: ' ',
};

/** HTML and JSON escapes, `&amp;amp;` too. `&amp` needs no semicolon before a name (HTML §13.5). */
function unescapeMarkup(text: string): string {
  return text
    .replaceAll('\\/', '/')
    .replace(/\\u00([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&(?:(?:amp|#0*38|#x0*26);)+/gi, '&')
    .replace(/&amp(?=[a-z0-9_]+=)/gi, '&')
    .replace(/&#x0*([2-7][0-9a-f]);/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&#0*([3-9]\d|1[01]\d|12[0-6]);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&([a-z]+);/gi, (all, name: string) =>
      Object.hasOwn(entities, name.toLowerCase()) ? (entities[name.toLowerCase()] ?? all) : all,
    );
}

type Next = {
  readonly word: string;
  readonly isLast: boolean;
  /** Behind a line break, and the last: a mail program may have cut the link there. */
  readonly isBroken: boolean;
  /** Nothing stood before the link. */
  readonly isFirst: boolean;
};
/** `null`: the link goes on. */
type End = 'ends' | 'unclear' | null;

/** Goes on over a blank or a line break while what follows belongs to the link. */
function cutAtBlank(text: string, isFirst: boolean): Cut {
  const parts = text.trim().split(/(\s+)/);
  let link = parts[0] ?? '';
  for (let at = 1; at < parts.length; at += 2) {
    const [gap = '', word = ''] = parts.slice(at, at + 2);
    const isNewLine = lineBreak.test(gap);
    const isLast = at + 2 >= parts.length;
    const end = endBefore({ word, isLast, isBroken: isNewLine && isLast, isFirst }, link);
    if (end === 'unclear') return { link, isUnclear: true };
    if (end === 'ends') return { link: link.replace(trailing, ''), isUnclear: false };
    link += isNewLine ? word : gap + word;
  }
  return { link: isFirst ? link : link.replace(trailing, ''), isUnclear: false };
}

function endBefore(next: Next, link: string): End {
  const [, name, value = ''] = /[?&]([^?&=]*)=([^?&]*)$/.exec(link) ?? [];
  const isCut = !/[?&]secret=/i.test(link) || name === undefined || /%[0-9a-f]?$/i.test(link);
  if (isCut || /^&|[?&][a-z0-9_]+=/i.test(next.word)) return null;
  if (name.toLowerCase() === 'secret') return endOfKey(next, value);
  return next.isBroken || (next.isFirst && name === 'issuer') ? null : 'ends';
}

/** Groups of one length belong together; anything else that would change the key is left to the person. */
function endOfKey({ word, isLast, isBroken }: Next, key: string): End {
  const bare = bareKey(key);
  if (bare.length < leastKeyLetters) return null;
  const [group = ''] = key.split(/\s/);
  const isGrouped = group.length < bare.length;
  if (isGrouped && word.length <= group.length && (isLast || word.length === group.length)) return null;
  const isWhole = isStrictBase32(bare);
  if (isLast && isStrictBase32(bareKey(key + word))) return isWhole ? 'unclear' : null;
  return isBroken && !isWhole ? null : 'ends';
}
