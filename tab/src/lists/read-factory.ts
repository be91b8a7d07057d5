import { readFactoryCsv } from './factory-csv.ts';
import { faultOf, type ReadList } from './factory-list.ts';
import { decodeList } from './list-text.ts';
import { readPskc } from './pskc.ts';

/** 5,000 tokens of PSKC, with room. */
export const maxFileBytes = 16 * 1024 * 1024;
/** The same of CSV: what stands in quotes may go over lines, so that one quote left open is a cell of all that follows. */
export const maxCsvChars = 2 * 1024 * 1024;

/** A maker's list, whatever it is: CSV, or PSKC, opened with what was `typed` where it is encrypted. Never throws for what is in it. */
export async function readFactory(bytes: Uint8Array, typed: string | null): Promise<ReadList> {
  if (bytes.length > maxFileBytes) return faultOf('too-large');
  const text = decodeList(bytes)?.text;
  if (text === undefined) return faultOf('not-text');
  if (!isXml(text)) return text.length > maxCsvChars ? faultOf('too-large') : readFactoryCsv(text);
  // Before it is parsed: entities of its own could be of any size, and lead anywhere.
  if (/<!DOCTYPE/i.test(text)) return faultOf('doctype');
  const parsed = new DOMParser().parseFromString(text, 'application/xml');
  if (parsed.querySelector('parsererror') !== null) return faultOf('not-xml');
  return readPskc(parsed.documentElement, { lines: packageLines(text), typed });
}

const isXml = (text: string): boolean => /^\uFEFF?\s*</.test(text);

/** In which line each key package begins; comments are none. */
export function packageLines(text: string): readonly number[] {
  const plain = text.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, (part) =>
    part.replace(/[^\n]/g, ' '),
  );
  const lines: number[] = [];
  let line = 1;
  let from = 0;
  for (const { index } of plain.matchAll(/<(?:[\w.-]+:)?KeyPackage(?=[\s>/])/g)) {
    line += plain.slice(from, index).split('\n').length - 1;
    from = index;
    lines.push(line);
  }
  return lines;
}
