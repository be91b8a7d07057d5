import type { AuditRow, ListedAuditRow } from '@token-desk/contract/audit-row';
import type { Person } from '@token-desk/contract/ids';
import type { Actor } from '@token-desk/contract/request-event';

/**
 * Where a spreadsheet would see a formula (OWASP, CSV injection): at a cell's beginning, and behind anything that one set
 * to another language takes for the end of a cell, quoted or not. Fullwidth signs count too.
 */
const runs = /(^|[;,|\t\r\n])([\s"']*?)(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** One cell: harmless to spreadsheets (an apostrophe makes it text), quoted as RFC 4180 §2 says. */
export function csvCell(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : value.replace(runs, "$1$2'");
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(csvCell).join(',')}\r\n`;

const headings = ['row', 'time_utc', 'event', 'who', 'serial', 'request', 'details', 'hash', 'for'];

/**
 * Rows as CSV, UTF-8 with a mark so that spreadsheets read umlauts. Headings, events and details stay as they are
 * recorded, in every language: who reads the file next, a program too, finds the same names (docs/operate.md). Whom a
 * row's request is for stands last and in no hash: it is read beside the row while that request is kept.
 */
export function auditCsv(rows: readonly ListedAuditRow[]): string {
  const lines = rows.map((row) =>
    csvLine([
      row.seq,
      new Date(row.at).toISOString(),
      row.event,
      nameOf(row.actor),
      typeof row.data.serial === 'string' ? row.data.serial : '',
      row.requestId ?? '',
      detailsOf(row),
      row.hash,
      row.subject === null ? '' : namedText(row.subject),
    ]),
  );
  return `\uFEFF${csvLine(headings)}${lines.join('')}`;
}

/** What else stands in a row, as `name: value`. */
function detailsOf({ data }: Pick<AuditRow, 'data'>): string {
  return Object.entries(data)
    .filter(([name, value]) => name !== 'serial' && value !== null && value !== '')
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('; ');
}

function nameOf(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return namedText(actor.person);
    case 'burner':
      return `desk ${actor.name}`;
    default:
      return actor.kind;
  }
}

const namedText = ({ name, upn }: Person): string => `${name} (${upn})`;
