import { decodeList } from '@token-desk/contract/text/list-text';
import { readFactoryCsv } from './factory-csv.ts';
import { type FactoryList, faultOf, type ReadList } from './factory-list.ts';
import { readPskc } from './pskc.ts';

/** 5,000 tokens of PSKC, with room. */
export const maxFileBytes = 16 * 1024 * 1024;
/** The same of CSV: what stands in quotes may go over lines, so that one quote left open is a cell of all that follows. */
export const maxCsvChars = 2 * 1024 * 1024;

/** As many as are looked at. */
const mostNames = 8;

/** `guessedNames`: of its makers and models, those that hang on a guess, where the file's encoding was one. */
export type ReadFile =
  | Exclude<ReadList, { kind: 'list' }>
  | (Extract<ReadList, { kind: 'list' }> & { readonly guessedNames: readonly string[] | null });

/** A maker's list, whatever it is: CSV, or PSKC, opened with what was `typed` where it is encrypted. Never throws for what is in it. */
export async function readFactory(bytes: Uint8Array, typed: string | null): Promise<ReadFile> {
  if (bytes.length > maxFileBytes) return faultOf('too-large');
  const decoded = decodeList(bytes);
  if (decoded === null) return faultOf('not-text');
  const list = await readText(decoded.text, typed);
  if (list.kind !== 'list') return list;
  const isGuessed = decoded.isGuessed && !saysWindows.test(decoded.text);
  return { ...list, guessedNames: isGuessed ? namesWithSigns(list) : null };
}

/** An XML declaration that names the encoding it was read in, or the part of it that is Latin-1. */
const saysWindows = /^\s*<\?xml[^>]*\sencoding\s*=\s*["'](windows-1252|iso-8859-1)["']/i;

/** Serials and secrets are plain letters and digits in any encoding: what a guess can spoil is the names Microsoft is told. */
function namesWithSigns({ tokens }: FactoryList): readonly string[] {
  const names = tokens.map(({ manufacturer, model }) => `${manufacturer} ${model}`);
  return [...new Set(names)].filter((name) => /[^\0-\x7f]/.test(name)).slice(0, mostNames);
}

async function readText(text: string, typed: string | null): Promise<ReadList> {
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
