import { isHeadingOf } from '@token-desk/contract/token/list-heading';
import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod/mini';

export type TableLine = { readonly line: number; readonly cells: readonly string[] };
export type Table =
  | { readonly ok: true; readonly lines: readonly TableLine[] }
  | { readonly ok: false; readonly line: number; readonly why: 'quote-open' | 'too-many-lines' };

const maxLines = 5_000;
const records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/** What Excel writes above a list to say what stands between its cells. */
const separatorLine = /^"?sep=([^\r\n"])"?[,;\t]*(?:\r\n|\r|\n|$)/i;
/** `="86596000004711"`: how digits are kept from becoming a number in a spreadsheet. */
const asFormula = /(?<=^|[,;\t|])="([^"\r\n]*)"(?=[,;\t|\r\n]|$)/gm;

/** The character between the cells, told by the first line: semicolons where a comma is the decimal sign. */
function separatorOf(csv: string): string {
  const [head = ''] = csv.split(/[\r\n]/, 1);
  const counts = [',', ';', '\t', '|'].map((sign) => ({ sign, count: head.split(sign).length }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).sign;
}

/**
 * A CSV text (RFC 4180; byte order mark, CRLF, semicolons, tabs and Excel's `sep=` line too) as lines of trimmed cells;
 * what looks like a formula is text like any other. At most 5,000 lines below the heading; `line` is where it could
 * not be read.
 */
export function readTable(csv: string): Table {
  const plain = csv.replace(/^\uFEFF/, '');
  const [told = '', sign] = separatorLine.exec(plain) ?? [];
  const text = plain.slice(told.length).replace(asFormula, '"$1"');
  const above = told === '' ? 0 : 1;
  try {
    const parsed: unknown = parse(text, {
      delimiter: sign ?? separatorOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
      to: maxLines + 2,
    });
    const lines = records
      .parse(parsed)
      .map(({ record, info }) => ({ line: info.lines + above, cells: withoutEmptyEnd(record) }));
    const past = lines[maxLines + 1];
    if (past !== undefined) return { ok: false, line: past.line, why: 'too-many-lines' };
    return { ok: true, lines: lines.filter(({ cells }) => cells.length > 0) };
  } catch (error) {
    if (error instanceof CsvError)
      return { ok: false, line: Number(error.lines ?? 1) + above, why: 'quote-open' };
    throw error;
  }
}

/** Spreadsheets fill lines up to their widest. */
function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}

/** As `serialNames` of the contract, above sites. */
const siteNames = [
  'site',
  'sitename',
  'location',
  'office',
  'branch',
  'standort',
  'ort',
  'niederlassung',
  'lieu',
  'emplacement',
  'ubicacion',
  'sede',
  'localizacao',
  'locatie',
  'vestiging',
  'lokalizacja',
  'plats',
  'lokation',
];
/** As `serialNames` of the contract, above whoever carries the token. */
const personNames = [
  'person',
  'holder',
  'owner',
  'user',
  'username',
  'userprincipalname',
  'upn',
  'email',
  'emailaddress',
  'mail',
  'assignedto',
  'employee',
  'inhaber',
  'besitzer',
  'benutzer',
  'benutzername',
  'mitarbeiter',
  'utilisateur',
  'titulaire',
  'usuario',
  'utente',
  'gebruiker',
  'uzytkownik',
  'anvandare',
  'bruger',
];
export const isPersonHeading = (heading: string): boolean => isHeadingOf(personNames, heading);

export const isSiteHeading = (heading: string): boolean => isHeadingOf(siteNames, heading);
