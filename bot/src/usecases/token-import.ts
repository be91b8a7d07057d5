import type { Body, Reply } from '@token-desk/contract/api';
import { serial as serialText } from '@token-desk/contract/ids';
import { modelOf } from '@token-desk/contract/token-model';
import type { ImportRow } from '@token-desk/contract/token-record';
import { unknownToken } from '../domain/token-machine.ts';
import { addCustody } from '../store/custody.ts';
import type { Db } from '../store/database.ts';
import { knownSerials } from '../store/token-list.ts';
import { saveToken } from '../store/tokens.ts';
import { commit, type DeskRow } from './commit.ts';
import { readTable, type TableLine } from './csv.ts';
import type { Caller, Deps } from './deps.ts';

/** Headings that vendors and offices use, lower case. */
const serialHeadings = ['serial', 'serial number', 'serialnumber', 'seriennummer'];
const siteHeadings = ['site', 'standort'];
const maxSiteLength = 80;

/** Every line with what keeps it out. A broken or headless file is one line with the problem `columns`. */
function judge(csv: string): readonly ImportRow[] {
  const table = readTable(csv);
  if (!table.ok) return [columnsWrong(table.line)];
  const [head, ...lines] = table.lines;
  const names = head?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const serialAt = names.findIndex((name) => serialHeadings.includes(name));
  const siteAt = names.findIndex((name) => siteHeadings.includes(name));
  if (head === undefined || serialAt < 0 || lines.length === 0) return [columnsWrong(head?.line ?? 1)];
  const seen = new Set<string>();
  return lines.map((line) => {
    const row = rowOf(line, { serialAt, siteAt, width: names.length });
    if (row.problem !== null) return row;
    if (seen.has(row.serial)) return { ...row, problem: 'twice-in-file' };
    seen.add(row.serial);
    return row;
  });
}

function columnsWrong(line: number): ImportRow {
  return { line, serial: '', model: null, site: null, problem: 'columns' };
}

function rowOf(
  { line, cells }: TableLine,
  at: { readonly serialAt: number; readonly siteAt: number; readonly width: number },
): ImportRow {
  const serial = cells[at.serialAt] ?? '';
  const site = at.siteAt < 0 ? '' : (cells[at.siteAt] ?? '');
  const model = modelOf(serial)?.model ?? null;
  const row = { line, serial, model, site: site === '' ? null : site };
  if (cells.length !== at.width || site.length > maxSiteLength) return { ...row, problem: 'columns' };
  if (!serialText.safeParse(serial).success) return { ...row, problem: 'serial-malformed' };
  return { ...row, problem: model === null ? 'model-unknown' : null };
}

async function withBooks(db: Db, rows: readonly ImportRow[]): Promise<ImportRow[]> {
  const fine = rows.filter(({ problem }) => problem === null).map(({ serial }) => serial);
  const known = await knownSerials(db, fine);
  return rows.map((row) =>
    row.problem === null && known.has(row.serial) ? { ...row, problem: 'already-here' } : row,
  );
}

/** Tokens from a list, without secrets. With `commit` all lines go into the books, or none while one has a problem. */
export async function importTokens(
  deps: Deps,
  caller: Caller,
  order: Body<'importTokens'>,
): Promise<Reply<'importTokens'>> {
  const judged = judge(order.csv);
  if (!order.commit) return { rows: await withBooks(deps.store.db, judged), imported: 0 };
  const { value } = await commit(deps, async (tx) => {
    const rows = await withBooks(tx, judged);
    if (rows.some(({ problem }) => problem !== null)) return { value: { rows, imported: 0 } };
    const now = deps.clock.now();
    const booked: DeskRow[] = [];
    for (const { serial, site } of rows) {
      const actor = { kind: 'person', person: caller.person } as const;
      await saveToken(tx, { ...unknownToken(serial, now), site });
      await addCustody(tx, serial, { at: now, kind: 'added', by: caller.person, holder: null, note: null });
      booked.push({ event: 'token_added', actor, data: { serial, site } });
    }
    return { value: { rows, imported: rows.length }, rows: booked };
  });
  return value;
}
