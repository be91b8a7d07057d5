/** A JSON value with the line it begins on. */
export type Located =
  | { readonly kind: 'object'; readonly line: number; readonly entries: readonly Entry[] }
  | { readonly kind: 'list'; readonly line: number; readonly items: readonly Located[] }
  | {
      readonly kind: 'plain';
      readonly line: number;
      readonly value: string | number | boolean | null;
    };
export type Entry = { readonly key: string; readonly line: number; readonly value: Located };

export type JsonRead =
  | { readonly ok: true; readonly value: Located }
  /** `found`: what stands there; empty: the text ends. */
  | { readonly ok: false; readonly line: number; readonly found: string; readonly wanted: string };

class Wrong extends Error {
  readonly at: number;
  readonly wanted: string;

  constructor(at: number, wanted: string) {
    super(wanted);
    this.at = at;
    this.wanted = wanted;
  }
}

const deepest = 8;
/** RFC 8259 §7 and §6. */
const stringForm = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const numberForm = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wordForm = /true|false|null/y;
const space = /[ \t\r\n]*/y;
const shownAtMost = 20;

/** Reads RFC 8259's JSON, and where it is none says on which line and what was wanted. */
export function readJsonLines(text: string): JsonRead {
  let at = 0;
  let counted = { at: 0, line: 1 };

  try {
    const value = readValue(0);
    if (at < text.length) throw new Wrong(at, 'end');
    return { ok: true, value };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    const [found = ''] = text.slice(error.at).split(/[\r\n]/, 1);
    return { ok: false, line: lineAt(error.at), found: found.slice(0, shownAtMost), wanted: error.wanted };
  }

  function lineAt(position: number): number {
    const from = position < counted.at ? { at: 0, line: 1 } : counted;
    const line = from.line + (text.slice(from.at, position).match(/\n/g)?.length ?? 0);
    counted = { at: position, line };
    return line;
  }

  function take(form: RegExp): string | null {
    form.lastIndex = at;
    const found = form.exec(text)?.[0] ?? null;
    at += found?.length ?? 0;
    return found;
  }

  function taken(sign: string): boolean {
    if (text[at] !== sign) return false;
    at += 1;
    take(space);
    return true;
  }

  function readValue(depth: number): Located {
    if (depth > deepest) throw new Wrong(at, 'value');
    take(space);
    const line = lineAt(at);
    if (taken('{')) return { kind: 'object', line, entries: series('}', () => readEntry(depth)) };
    if (taken('[')) return { kind: 'list', line, items: series(']', () => readValue(depth + 1)) };
    const plain = take(stringForm) ?? take(numberForm) ?? take(wordForm);
    if (plain === null) throw new Wrong(at, 'value');
    take(space);
    return { kind: 'plain', line, value: JSON.parse(plain) };
  }

  function readEntry(depth: number): Entry {
    const line = lineAt(at);
    const key = take(stringForm);
    if (key === null) throw new Wrong(at, '"');
    take(space);
    if (!taken(':')) throw new Wrong(at, ':');
    return { key: JSON.parse(key), line, value: readValue(depth + 1) };
  }

  function series<T>(end: string, read: () => T): readonly T[] {
    const all: T[] = [];
    if (taken(end)) return all;
    do all.push(read());
    while (taken(','));
    if (!taken(end)) throw new Wrong(at, `, ${end}`);
    return all;
  }
}
