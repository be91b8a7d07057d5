import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeBase32 } from '@token-desk/contract/text/bytes';

/** One way in which a secret could be written down. */
export type Needle = { readonly name: string; isIn(haystack: Buffer): boolean };
/** Something that was kept or sent, and what it is called. */
export type Haystack = { readonly where: string; readonly bytes: Buffer };

const text = (name: string, needle: string): Needle => ({
  name,
  isIn: (haystack) => haystack.includes(needle, 0, 'latin1'),
});
/** Many needles are looked for in the same few haystacks. */
const lowered = new WeakMap<Buffer, string>();
function inLowerCase(haystack: Buffer): string {
  const known = lowered.get(haystack) ?? haystack.toString('latin1').toLowerCase();
  lowered.set(haystack, known);
  return known;
}
const anyCase = (name: string, needle: string): Needle => ({
  name,
  isIn: (haystack) => inLowerCase(haystack).includes(needle.toLowerCase()),
});

/** The bytes as letters, wherever in a longer text they begin: only the letters they decide alone. */
function aligned(bytes: Buffer, grouped: { bits: number; encode(bytes: Buffer): string }): string[] {
  const { bits, encode } = grouped;
  const groupBytes = bits === 6 ? 3 : 5;
  return Array.from({ length: groupBytes }, (_, before) => {
    const all = encode(Buffer.concat([Buffer.alloc(before), bytes]));
    const first = Math.ceil((before * 8) / bits);
    const end = Math.floor(((before + bytes.length) * 8) / bits);
    return all.slice(first, end);
  });
}

const asUtf8 = (letters: string) => Buffer.from(letters, 'utf8').toString('latin1');

export function seedNeedles(seed: Uint8Array): Needle[] {
  const bytes = Buffer.from(seed);
  const base64 = aligned(bytes, { bits: 6, encode: (all) => all.toString('base64') });
  const base64url = aligned(bytes, { bits: 6, encode: (all) => all.toString('base64url') });
  const base32 = aligned(bytes, { bits: 5, encode: (all) => encodeBase32(all) });
  const hex = bytes.toString('hex');
  return [
    { name: 'raw', isIn: (haystack) => haystack.includes(bytes) },
    text('raw, as UTF-8', asUtf8(bytes.toString('latin1'))),
    text('raw, in JSON', asUtf8(JSON.stringify(bytes.toString('latin1')).slice(1, -1))),
    anyCase('hex', hex),
    ...[' ', ':', '-'].map((between) => anyCase('spaced hex', hex.match(/../g)?.join(between) ?? '')),
    text('numbers', [...bytes].join(',')),
    text('an object of numbers', [...bytes].map((byte, at) => `"${at}":${byte}`).join(',')),
    ...base32.map((letters, at) => anyCase(`base32 at ${at}`, letters)),
    anyCase('base32 in groups', (base32[0] ?? '').match(/.{4}/g)?.join(' ') ?? ''),
    ...base64.map((letters, at) => text(`base64 at ${at}`, letters)),
    ...base64url.map((letters, at) => text(`base64url at ${at}`, letters)),
  ];
}

/** Six digits that stand alone, whole or in halves: not the middle of a time, a number or a key. */
export function codeNeedle(code: string): Needle {
  const [, left, right] = /^(\d{3})(\d{3})$/.exec(code) ?? [];
  const alone = new RegExp(`(?<![0-9A-Za-z_-])${left}[ -]?${right}(?![0-9A-Za-z_-])`);
  return { name: 'a code', isIn: (haystack) => alone.test(haystack.toString('latin1')) };
}

/** In a file texts may touch each other: there only digits count as neighbours. */
export function codeInFileNeedle(code: string): Needle {
  const alone = new RegExp(`(?<![0-9])${code}(?![0-9])`);
  return { name: 'a code', isIn: (haystack) => alone.test(haystack.toString('latin1')) };
}

/** What was found where; never what it was. */
export function findings(haystacks: readonly Haystack[], needles: readonly Needle[]): string[] {
  return haystacks.flatMap(({ where, bytes }) =>
    needles.filter((needle) => needle.isIn(bytes)).map(({ name }) => `${name} in ${where}`),
  );
}

export function filesIn(folder: string): Haystack[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ where: `file ${path.slice(folder.length + 1)}`, bytes: readFileSync(path) }));
}
