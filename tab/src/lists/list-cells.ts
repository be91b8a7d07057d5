import { isSerialHeading } from '@token-desk/contract/token/list-heading';

/** A list as lines of cells. Of one that is sent to the server, only to look for what must not be: how it is read there is the server's word. */
export type ListLine = { readonly line: number; readonly cells: readonly string[] };

const signs = [',', ';', '\t', '|'];
/** Titles may stand above the heading. */
export const headingWithin = 10;

export function listLines(text: string): readonly ListLine[] {
  const plain = text.replace(/^\uFEFF/, '');
  const raw = plain.split(/\r?\n|\r/);
  const told = /^"?sep=(.)"?[,;\t]*$/i.exec(raw[0] ?? '')?.[1];
  const separator = told ?? separatorIn(raw.filter((line) => line.trim() !== ''));
  const lines = readLines(plain, separator);
  return lines.filter(
    ({ line, cells }) => (told === undefined || line > 1) && cells.some((cell) => cell !== ''),
  );
}

/** The sign that makes a heading of one of the first lines; without a heading, the one that the first line has most of. */
function separatorIn(lines: readonly string[]): string {
  for (const line of lines.slice(0, headingWithin)) {
    const dividing = signs.filter((sign) => {
      const cells = line.split(sign);
      return cells.length > 1 && cells.some(isSerialHeading);
    });
    if (dividing.length > 0) return mostOf(dividing, line);
  }
  return mostOf(signs, lines[0] ?? '');
}

function mostOf(some: readonly string[], line: string): string {
  const counts = some.map((sign) => ({ sign, count: line.split(sign).length }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).sign;
}

/** RFC 4180, and whatever is not: a quote that is never closed ends with its line. */
function readLines(text: string, separator: string): ListLine[] {
  const lines: ListLine[] = [];
  const sign = `\\u{${separator.codePointAt(0)?.toString(16)}}`;
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^\\r\\n${sign}]*))(\\r?\\n|\\r|${sign}|$)`, 'uy');
  let cells: string[] = [];
  let line = 1;
  let startedAt = 1;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const match = cell.exec(text);
    if (match === null) {
      // a quote in the middle of a cell: the rest of the line is one cell
      const end = /[\r\n]|$/.exec(text.slice(at))?.index ?? 0;
      cells.push(text.slice(at, at + Math.max(end, 1)));
      cell.lastIndex = at + Math.max(end, 1);
      continue;
    }
    const [, quoted, bare = '', end = ''] = match;
    cells.push((quoted?.replaceAll('""', '"') ?? bare).trim());
    line += (match[0].match(/\r\n|\r|\n/g) ?? []).length;
    if (end !== separator) {
      lines.push({ line: startedAt, cells });
      cells = [];
      startedAt = line;
    }
  }
  if (cells.length > 0) lines.push({ line: startedAt, cells });
  return lines;
}
