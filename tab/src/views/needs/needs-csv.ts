import type { NeedRow } from '@token-desk/contract/entra/needs';
import { csvLine } from '../audit/audit-csv.ts';

const headings = [
  'name',
  'upn',
  'group',
  'administrator',
  'registered',
  'asked_after',
  'token',
  'number',
  'scope',
  'still_in',
  'mfa_twice',
];

/** Not known is empty nowhere: a program that reads the file finds the word. */
const unknown = 'unknown';

/** Rows as CSV, UTF-8 with a mark so that spreadsheets read umlauts; the codes are the same in every language (docs/operate.md). */
export function needsCsv(rows: readonly NeedRow[]): string {
  const lines = rows.map((row) =>
    csvLine([
      row.name,
      row.upn,
      row.group,
      row.isAdmin === null ? unknown : row.isAdmin ? 'yes' : 'no',
      row.methods === null ? unknown : row.methods.join(' '),
      row.asks,
      row.token,
      row.number,
      row.scope,
      row.inScopeOf.join(' '),
      row.mfaTwice === null ? unknown : row.mfaTwice ? 'yes' : 'no',
    ]),
  );
  return `\uFEFF${csvLine(headings)}${lines.join('')}`;
}
