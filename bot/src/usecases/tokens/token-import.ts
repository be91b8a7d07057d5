import type { Body, Reply } from '@token-desk/contract/api';
import { serial as serialText } from '@token-desk/contract/ids';
import { personActor } from '@token-desk/contract/named';
import { isSerialHeading } from '@token-desk/contract/token/list-heading';
import { modelOf } from '@token-desk/contract/token/model';
import type { ImportRow } from '@token-desk/contract/token/record';
import { isSite } from '../../domain/requests/form-rules.ts';
import { unknownToken } from '../../domain/tokens/token.ts';
import type { Db } from '../../store/database.ts';
import { addCustody } from '../../store/tables/custody.ts';
import { knownSerials, knownSites } from '../../store/tables/token-list.ts';
import { saveToken } from '../../store/tables/tokens.ts';
import type { OtherRow } from '../write/change.ts';
import { commit } from '../write/commit.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { policyNow } from '../write/policy-now.ts';
import { isSiteHeading, readTable, type TableLine } from './token-list-file.ts';

const maxSiteLength = 80;

type Judged = { readonly rows: readonly ImportRow[]; readonly unread: readonly string[] };

/** Every line with what keeps it out. A file that is no list is one line with the reason. */
function judge(csv: string, sites: readonly string[]): Judged {
  const table = readTable(csv);
  if (!table.ok) return noList(table.line, table.why);
  const [head, ...lines] = table.lines;
  if (head === undefined) return noList(1, 'no-lines');
  const serialAt = head.cells.findIndex(isSerialHeading);
  const siteAt = head.cells.findIndex(isSiteHeading);
  if (serialAt < 0) return noList(head.line, 'no-serial-column');
  if (lines.length === 0) return noList(head.line, 'no-lines');
  const seen = new Set<string>();
  const rows = lines.map((line): ImportRow => {
    const row = rowOf(line, { serialAt, siteAt, width: head.cells.length, sites });
    if (row.problem !== null) return row;
    if (seen.has(row.serial)) return { ...row, problem: 'twice-in-file' };
    seen.add(row.serial);
    return row;
  });
  return { rows, unread: head.cells.filter((_, at) => at !== serialAt && at !== siteAt) };
}

function noList(line: number, problem: ImportRow['problem']): Judged {
  return { rows: [{ line, serial: '', model: null, site: null, problem }], unread: [] };
}

function rowOf(
  { line, cells }: TableLine,
  at: {
    readonly serialAt: number;
    readonly siteAt: number;
    readonly width: number;
    readonly sites: readonly string[];
  },
): ImportRow {
  // an apostrophe before digits keeps them text in a spreadsheet
  const serial = (cells[at.serialAt] ?? '').replace(/^'(?=\d)/, '');
  const site = at.siteAt < 0 ? '' : (cells[at.siteAt] ?? '');
  const model = modelOf(serial)?.model ?? null;
  const row = { line, serial, model, site: site === '' ? null : site };
  if (cells.length > at.width || cells.length <= at.serialAt) return { ...row, problem: 'columns' };
  if (spoiled.test(serial)) return { ...row, problem: 'serial-spoiled' };
  if (!serialText.safeParse(serial).success) return { ...row, problem: 'serial-malformed' };
  if (site.length > maxSiteLength) return { ...row, problem: 'site-too-long' };
  if (site !== '' && !isSite(site, at.sites)) return { ...row, problem: 'site-unknown' };
  return { ...row, problem: model === null ? 'model-unknown' : null };
}

/** `8.6596E+13`, `8,65960000047E+13`: a spreadsheet took the serial for a number and kept what it shows. */
const spoiled = /^\d([.,]\d+)?E\+?\d+$/i;

type Looked = Omit<Reply<'importTokens'>, 'imported'>;

/** Of these, what the books have. */
export type InBooks = {
  serials(wanted: readonly string[]): Promise<ReadonlySet<string>>;
  sites(wanted: readonly string[]): Promise<ReadonlySet<string>>;
};

/** What of a list can be taken into the books. `sites`: the only ones there are; none: whichever is named. */
export async function lookAtList(csv: string, sites: readonly string[], books: InBooks): Promise<Looked> {
  const { rows, unread } = judge(csv, sites);
  const fine = rows.filter(({ problem }) => problem === null);
  const known = await books.serials(fine.map(({ serial }) => serial));
  const named = [...new Set(fine.flatMap(({ site }) => site ?? []))];
  const used = sites.length === 0 ? await books.sites(named) : new Set(named);
  return {
    rows: rows.map((row) => (known.has(row.serial) ? { ...row, problem: 'already-here' } : row)),
    unread: [...unread],
    newSites: named.filter((site) => !used.has(site)),
  };
}

/** Nothing stands against taking in what is new. */
export const isTakable = ({ rows }: Pick<Looked, 'rows'>): boolean =>
  rows.every(({ problem }) => problem === null || problem === 'already-here');

async function lookIn(deps: Deps, db: Db, csv: string): Promise<Looked> {
  const { sites } = await policyNow(deps, db);
  return lookAtList(csv, sites, {
    serials: (wanted) => knownSerials(db, wanted),
    sites: (wanted) => knownSites(db, wanted),
  });
}

/** Tokens from a list, without secrets. With `commit` all that are new go into the books, or none while one has a problem. */
export async function importTokens(
  deps: Deps,
  caller: Caller,
  order: Body<'importTokens'>,
): Promise<Reply<'importTokens'>> {
  if (!order.commit) return { ...(await lookIn(deps, deps.store.db, order.csv)), imported: 0 };
  const { value } = await commit(deps, async (tx) => {
    const looked = await lookIn(deps, tx, order.csv);
    if (!isTakable(looked)) return { value: { ...looked, imported: 0 } };
    const now = deps.clock.now();
    const booked: OtherRow[] = [];
    for (const { serial, site, problem } of looked.rows) {
      if (problem !== null) continue;
      const actor = personActor(caller.person);
      await saveToken(tx, { ...unknownToken(serial, now), site });
      await addCustody(tx, serial, { at: now, kind: 'added', by: caller.person, holder: null, note: null });
      booked.push({ event: 'token_added', actor, data: { serial, site } });
    }
    return { value: { ...looked, imported: booked.length }, rows: booked };
  });
  return value;
}
