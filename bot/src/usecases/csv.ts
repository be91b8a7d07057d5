import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod/mini';

export type TableLine = { readonly line: number; readonly cells: readonly string[] };
export type Table =
  | { readonly ok: true; readonly lines: readonly TableLine[] }
  | { readonly ok: false; readonly line: number };

const maxLines = 5_000;
const records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/** The character between the cells, told by the first line: semicolons where a comma is the decimal sign. */
function separatorOf(csv: string): string {
  const end = csv.search(/[\r\n]/);
  const head = end < 0 ? csv : csv.slice(0, end);
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: head.split(sign).length }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).sign;
}

/**
 * A CSV text (RFC 4180; byte order mark, CRLF, semicolons and tabs too) as lines of trimmed cells; what looks
 * like a formula is text like any other. At most 5,000 lines below the heading; `line` is where it could not be read.
 */
export function readTable(csv: string): Table {
  try {
    const parsed: unknown = parse(csv, {
      bom: true,
      delimiter: separatorOf(csv.replace(/^\uFEFF/, '')),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
      to: maxLines + 2,
    });
    const lines = records.parse(parsed).map(({ record, info }) => ({ line: info.lines, cells: record }));
    const past = lines[maxLines + 1];
    if (past !== undefined) return { ok: false, line: past.line };
    return { ok: true, lines: lines.filter(({ cells }) => cells.some((cell) => cell !== '')) };
  } catch (error) {
    if (error instanceof CsvError) return { ok: false, line: Number(error.lines ?? 1) };
    throw error;
  }
}
