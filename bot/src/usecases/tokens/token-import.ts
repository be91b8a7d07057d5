import type { Body, Reply } from '@token-desk/contract/api';
import type { Person } from '@token-desk/contract/ids';
import { serial as serialText } from '@token-desk/contract/ids';
import { personActor, personData, personFacts } from '@token-desk/contract/named';
import { isSerialHeading } from '@token-desk/contract/token/list-heading';
import { modelOf } from '@token-desk/contract/token/model';
import type { ImportRow } from '@token-desk/contract/token/record';
import { isSite } from '../../domain/requests/form-rules.ts';
import { takenOver, unknownToken } from '../../domain/tokens/token.ts';
import type { Db } from '../../store/database.ts';
import { addCustody } from '../../store/tables/custody.ts';
import { knownSerials, knownSites } from '../../store/tables/token-list.ts';
import { saveToken } from '../../store/tables/tokens.ts';
import { directoryTimeoutMs, eachAsked } from '../people/directory.ts';
import type { OtherRow } from '../write/change.ts';
import { commit } from '../write/commit.ts';
import { demandRight } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { policyNow } from '../write/policy-now.ts';
import { isPersonHeading, isSiteHeading, readTable, type TableLine } from './token-list-file.ts';

const maxSiteLength = 80;
/** Each of them is asked for at Microsoft. */
const maxPeople = 500;

/** `person`: who carries it, as the list says it; empty: nobody. */
type JudgedRow = ImportRow & { readonly person: string };
type Judged = { readonly rows: readonly JudgedRow[]; readonly unread: readonly string[] };

/** Every line with what keeps it out. A file that is no list is one line with the reason. */
function judge(csv: string, sites: readonly string[]): Judged {
  const table = readTable(csv);
  if (!table.ok) return noList(table.line, table.why);
  const [head, ...lines] = table.lines;
  if (head === undefined) return noList(1, 'no-lines');
  const serialAt = head.cells.findIndex(isSerialHeading);
  const siteAt = head.cells.findIndex(isSiteHeading);
  const personAt = head.cells.findIndex(isPersonHeading);
  if (serialAt < 0) return noList(head.line, 'no-serial-column');
  if (lines.length === 0) return noList(head.line, 'no-lines');
  const seen = new Set<string>();
  const rows = lines.map((line): JudgedRow => {
    const row = rowOf(line, { serialAt, siteAt, personAt, width: head.cells.length, sites });
    if (row.problem !== null) return row;
    if (seen.has(row.serial)) return { ...row, problem: 'twice-in-file' };
    seen.add(row.serial);
    return row;
  });
  return { rows, unread: head.cells.filter((_, at) => ![serialAt, siteAt, personAt].includes(at)) };
}

function noList(line: number, problem: ImportRow['problem']): Judged {
  return {
    rows: [{ line, serial: '', model: null, site: null, holder: null, person: '', problem }],
    unread: [],
  };
}

function rowOf(
  { line, cells }: TableLine,
  at: {
    readonly serialAt: number;
    readonly siteAt: number;
    readonly personAt: number;
    readonly width: number;
    readonly sites: readonly string[];
  },
): JudgedRow {
  // an apostrophe before digits keeps them text in a spreadsheet
  const serial = (cells[at.serialAt] ?? '').replace(/^'(?=\d)/, '');
  const site = at.siteAt < 0 ? '' : (cells[at.siteAt] ?? '');
  const model = modelOf(serial)?.model ?? null;
  const person = at.personAt < 0 ? '' : (cells[at.personAt] ?? '');
  const row = { line, serial, model, site: site === '' ? null : site, holder: null, person };
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

/** Whom a list names, or what keeps them out. */
export type NamedPeople = ReadonlyMap<string, Person | 'person-unknown' | 'person-guest'>;

/** What of a list can be taken into the books. `sites`: the only ones there are; none: whichever is named. */
export async function lookAtList(
  csv: string,
  { sites, people }: { readonly sites: readonly string[]; readonly people: NamedPeople },
  books: InBooks,
): Promise<Looked> {
  const { rows, unread } = judge(csv, sites);
  const fine = rows.filter(({ problem }) => problem === null);
  const known = await books.serials(fine.map(({ serial }) => serial));
  const named = [...new Set(fine.flatMap(({ site }) => site ?? []))];
  const used = sites.length === 0 ? await books.sites(named) : new Set(named);
  return {
    rows: rows.map(({ person, ...row }) =>
      known.has(row.serial) ? { ...row, problem: 'already-here' } : withHolder(row, person, people),
    ),
    unread: [...unread],
    newSites: named.filter((site) => !used.has(site)),
  };
}

function withHolder(row: ImportRow, person: string, people: NamedPeople): ImportRow {
  if (person === '' || row.problem !== null) return row;
  const found = people.get(person);
  if (found === undefined) return { ...row, problem: 'too-many-people' };
  return typeof found === 'string' ? { ...row, problem: found } : { ...row, holder: found };
}

/** Whoever a list says carries a token, asked for at Microsoft: by UPN or object id. */
async function peopleNamed({ directory }: Deps, csv: string): Promise<NamedPeople> {
  const fine = judge(csv, []).rows.filter(({ problem }) => problem === null || problem === 'site-unknown');
  const wanted = [...new Set(fine.map(({ person }) => person))].filter((text) => text !== '');
  const found = new Map<string, Person | 'person-unknown' | 'person-guest'>();
  await eachAsked(wanted.slice(0, maxPeople), async (text) => {
    const one = await directory.person(text, AbortSignal.timeout(directoryTimeoutMs));
    found.set(text, one === null ? 'person-unknown' : one.guest ? 'person-guest' : personFacts(one));
  });
  return found;
}

/** Nothing stands against taking in what is new. */
export const isTakable = ({ rows }: Pick<Looked, 'rows'>): boolean =>
  rows.every(({ problem }) => problem === null || problem === 'already-here');

async function lookIn(deps: Deps, db: Db, csv: string, people: NamedPeople): Promise<Looked> {
  const { sites } = await policyNow(deps, db);
  return lookAtList(
    csv,
    { sites, people },
    {
      serials: (wanted) => knownSerials(db, wanted),
      sites: (wanted) => knownSites(db, wanted),
    },
  );
}

/** Tokens from a list, without secrets. With `commit` all that are new go into the books, or none while one has a problem. */
export async function importTokens(
  deps: Deps,
  caller: Caller,
  order: Body<'importTokens'>,
): Promise<Reply<'importTokens'>> {
  const people = await peopleNamed(deps, order.csv);
  // to say whose a token is takes more than to keep stock
  if (people.size > 0) demandRight(caller, 'keep-books');
  if (!order.commit) return { ...(await lookIn(deps, deps.store.db, order.csv, people)), imported: 0 };
  const { value } = await commit(deps, async (tx) => {
    const looked = await lookIn(deps, tx, order.csv, people);
    if (!isTakable(looked)) return { value: { ...looked, imported: 0 } };
    const now = deps.clock.now();
    const booked: OtherRow[] = [];
    for (const { serial, site, holder, problem } of looked.rows) {
      if (problem !== null) continue;
      const actor = personActor(caller.person);
      const token =
        holder === null ? { ...unknownToken(serial, now), site } : takenOver(serial, { holder, site, now });
      await saveToken(tx, token);
      const kind = holder === null ? 'added' : 'taken_over';
      await addCustody(tx, serial, { at: now, kind, by: caller.person, holder, note: null });
      const event = holder === null ? 'token_added' : 'token_taken_over';
      const whose = holder === null ? {} : personData('holder', holder);
      booked.push({ event, actor, data: { serial, site, ...whose } });
    }
    return { value: { ...looked, imported: booked.length }, rows: booked };
  });
  return value;
}
