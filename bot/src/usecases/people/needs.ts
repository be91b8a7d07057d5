import type { Reply } from '@token-desk/contract/api';
import {
  type NeedQuery,
  type NeedRow,
  needPageSize,
  wholeNeedPageSize,
} from '@token-desk/contract/entra/needs';
import { fold } from '@token-desk/contract/text/fold';
import * as z from 'zod/mini';
import { dayTotals, judgeNeed, type NeedFacts, needTotals, passes } from '../../domain/entra/needs.ts';
import { readPlace, writePlace } from '../../store/page-place.ts';
import { lastNeedDays, saveNeedDay } from '../../store/tables/need-days.ts';
import { settledSoon } from '../books/settled-soon.ts';
import { commit } from '../write/commit.ts';
import type { Deps } from '../write/deps.ts';

const shownDays = 120;

/** Everybody, judged, by name; who stands where the end of text messages leaves them. */
export async function listNeeds(deps: Deps, query: NeedQuery): Promise<Reply<'getNeeds'>> {
  const state = await settledSoon((options) => deps.directory.needs(options), query.again === '1');
  const { last: facts } = state;
  if (facts !== null) await recordDay(deps, facts);
  const all = facts === null ? [] : judged(facts);
  const wanted = fold(query.q?.trim() ?? '');
  const found = all.filter(({ row, search }) => passes(row, query.group) && search.includes(wanted));
  const from = startAfter(found, query.cursor);
  const size = query.whole === '1' ? wholeNeedPageSize : needPageSize;
  const shown = found.slice(from, from + size);
  const end = shown.at(-1);
  return {
    readAt: facts?.readAt ?? null,
    source: facts?.source ?? null,
    reading: state.progress,
    failure: state.failure,
    gaps: [...(facts?.gaps ?? [])],
    totals: needTotals(all.map(({ row }) => row)),
    items: shown.map(({ row }) => row),
    next:
      from + size < found.length && end !== undefined ? writePlace({ key: end.key, id: end.row.id }) : null,
    total: found.length,
    days: await lastNeedDays(deps.store.db, shownDays),
  };
}

type Judged = { readonly row: NeedRow; readonly key: string; readonly search: string };
/** A reading is judged once, however often its pages are turned. */
const judgedBefore = new WeakMap<NeedFacts, readonly Judged[]>();

function judged(facts: NeedFacts): readonly Judged[] {
  const known = judgedBefore.get(facts);
  if (known !== undefined) return known;
  const rows = facts.people
    .map((person) => judgeNeed(person, facts))
    .map((row) => ({ row, key: fold(row.name), search: fold(`${row.name}\n${row.upn}`) }))
    .sort(byPlace);
  judgedBefore.set(facts, rows);
  return rows;
}

type Place = { readonly key: string; readonly row: Pick<NeedRow, 'id'> };
const byPlace = (a: Place, b: Place): number =>
  a.key === b.key ? compare(a.row.id, b.row.id) : compare(a.key, b.key);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const placeForm = z.tuple([z.string(), z.string()]);

/** By place, not by number: a reading that came meanwhile neither repeats anybody nor leaves somebody out. */
function startAfter(found: readonly Judged[], cursor: string | undefined): number {
  const place = readPlace(cursor, placeForm);
  if (place === null) return 0;
  const { key, id } = place;
  const at = found.findIndex((one) => byPlace(one, { key, row: { id } }) > 0);
  return at === -1 ? found.length : at;
}

const recorded = new WeakSet<NeedFacts>();

/** The numbers of the day, for the plot; no name is kept. */
async function recordDay(deps: Deps, facts: NeedFacts): Promise<void> {
  if (recorded.has(facts)) return;
  const totals = dayTotals(judged(facts).map(({ row }) => row));
  const day = new Date(facts.readAt).toISOString().slice(0, 10);
  await commit(deps, async (tx) => {
    await saveNeedDay(tx, { day, totals }, facts.readAt);
    return { value: null };
  });
  recorded.add(facts);
}
