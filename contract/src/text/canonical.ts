/**
 * What is signed and hashed has one form: its bytes are kept as they came, so that nobody can read them in two ways.
 */

/** Half of a character (UTF-16 surrogates alone): no bytes stand for it, so what is hashed is not what is stored. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** No half characters, and no NUL, which a database may refuse. */
export function isStorable(text: string): boolean {
  return isWellFormed(text) && !text.includes('\0');
}

/** The nearest text that can be stored: U+FFFD for half a character, nothing for a NUL. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');
}

/** What this JSON says, if it is written as `JSON.stringify` writes it and every text in it can be stored; else undefined. */
export function parseCanonicalJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined; // not JSON at all
  }
  // Spaces, a key given twice, another way to write a number or a letter: a second reading.
  return JSON.stringify(value) === text && isStorableThroughout(value) ? value : undefined;
}

function isStorableThroughout(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorableThroughout(inner));
}

/** Every text in a value made storable; for whoever writes what will be signed. */
export function storableThroughout<T>(value: T): T {
  if (typeof value === 'string') return storable(value) as T;
  if (Array.isArray(value)) return value.map(storableThroughout) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, storableThroughout(inner)]),
  ) as T;
}
