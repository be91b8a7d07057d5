import type { Body, Reply } from '@token-desk/contract/api';
import {
  type Difference,
  type DifferenceDecision,
  type DifferenceQuery,
  differenceKinds,
  differencePageSize,
} from '@token-desk/contract/entra/differences';
import { instant, person } from '@token-desk/contract/ids';
import { personActor, personData, personFacts } from '@token-desk/contract/named';
import { ProblemError } from '@token-desk/contract/problem';
import * as z from 'zod/mini';
import {
  compareBooks,
  type DifferenceFound,
  type DirectoryChange,
  gapsOf,
  type MicrosoftBooks,
  matchesIn,
  peopleOfBooks,
} from '../../domain/entra/differences.ts';
import type { Token } from '../../domain/tokens/token.ts';
import type { ReadingState } from '../../ports.ts';
import type { Db } from '../../store/database.ts';
import { parseColumn, parseNullable } from '../../store/json.ts';
import { readPlace, writePlace } from '../../store/page-place.ts';
import { dropSetting, findSetting, saveSetting, settingsUnder } from '../../store/tables/settings.ts';
import { everyToken } from '../../store/tables/token-list.ts';
import { findToken, saveToken } from '../../store/tables/tokens.ts';
import { commit } from '../write/commit.ts';
import { actingClock, demandRight } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { sha256Hex } from '../write/hashing.ts';
import { changesInAudit } from './known-changes.ts';
import { settledSoon } from './settled-soon.ts';

/** Microsoft's log is looked through so far back. */
const changesMs = 7 * 24 * 3_600_000;
const dayMs = 24 * 3_600_000;
/** A nightly reading that came to nothing is tried again after this, by each server for itself. */
const unansweredMs = 60 * 60_000;

const under = 'difference:';
const lastRead = 'differences-read';
const decision = z.object({ key: z.string(), at: instant, by: person, note: z.string() });
const reading = z.object({ at: instant, open: z.int() });

type Compared = { readonly books: MicrosoftBooks; readonly found: readonly DifferenceFound[] };

/** Where Microsoft and our books differ, as it was read last; `again` reads anew. */
export async function listDifferences(deps: Deps, query: DifferenceQuery): Promise<Reply<'listDifferences'>> {
  const tokens = await everyToken(deps.store.db);
  const state = await settledSoon(asking(deps, tokens), query.again === '1');
  const compared =
    state.last === null
      ? null
      : await compareNow(deps, state.last, await matchTaken(deps, state.last, tokens));
  const decided = await decisionsIn(deps.store.db);
  const all: Difference[] = (compared?.found ?? []).map((one) => ({
    ...one,
    decided: decided.get(one.key) ?? null,
  }));
  const open = all.filter((one) => one.decided === null);
  if (compared !== null) await keepCount(deps, compared.books.readAt, open.length);
  const listed = query.decided === '1' ? all.filter((one) => one.decided !== null) : open;
  const rows = query.kind === undefined ? listed : listed.filter(({ kind }) => kind === query.kind);
  const from = startAfter(rows, query.cursor);
  const items = rows.slice(from, from + differencePageSize);
  const end = items.at(-1);
  const isLast = from + differencePageSize >= rows.length;
  return {
    readAt: compared?.books.readAt ?? null,
    reading: state.progress,
    failure: state.failure,
    gaps: compared === null ? [] : gapsOf(compared.books),
    totals: Object.fromEntries(
      differenceKinds.map((kind) => [kind, open.filter((one) => one.kind === kind).length]),
    ) as Reply<'listDifferences'>['totals'],
    items,
    next: isLast || end === undefined ? null : writePlace({ key: from + items.length, id: end.key }),
    total: rows.length,
  };
}

/** As it was counted when Microsoft was read last. */
export async function countDifferences(deps: Deps): Promise<{ total: number }> {
  const { value } = await findSetting(deps.store.db, lastRead);
  return { total: parseNullable(reading, value)?.open ?? 0 };
}

/** Somebody says that a difference is right as it is, or (without a note) takes that back; nobody of what they did themselves. */
export async function decideDifference(
  deps: Deps,
  caller: Caller,
  { key, note }: Body<'decideDifference'>,
): Promise<Record<string, never>> {
  demandRight(caller, 'compare-books');
  const tokens = await everyToken(deps.store.db);
  const { last } = asking(deps, tokens)({ again: false });
  const compared = last === null ? null : await compareNow(deps, last, tokens);
  const found = compared?.found.find((one) => one.key === key);
  if (found === undefined) throw new ProblemError('not-found');
  if (found.change?.by.id === caller.person.id) throw new ProblemError('own-change');
  await commit(deps, async (tx) => {
    const before = await findSetting(tx, settingOf(key));
    if (note === '' && before.value === null) return { value: null };
    const said = { key, at: deps.clock.now(), by: personFacts(caller.person), note };
    if (note === '') await dropSetting(tx, before);
    else await saveSetting(tx, before, JSON.stringify(said satisfies z.infer<typeof decision>));
    const event = note === '' ? 'difference_reopened' : 'difference_accepted';
    const { kind, serial } = found;
    const data = {
      difference: kind,
      ...(serial === null ? {} : { serial }),
      ...(found.person === null ? {} : personData('holder', found.person)),
    };
    return { value: null, rows: [{ event, actor: personActor(caller.person), data }] };
  });
  return {};
}

const unansweredAt = new WeakMap<Deps, number>();

/** Once a day; call it every minute. What was decided of a difference that is there no more is forgotten. Answers whether it read. */
export async function compareNightly(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const { db } = deps.store;
  const last = parseNullable(reading, (await findSetting(db, lastRead)).value);
  if (last !== null && now - last.at < dayMs) return 0;
  if (now - (unansweredAt.get(deps) ?? -Infinity) < unansweredMs) return 0;
  const tokens = await everyToken(db);
  const ask = asking(deps, tokens);
  await ask({ again: true }).settled;
  const { last: books } = ask({ again: false });
  if (books === null || (last !== null && books.readAt <= last.at)) {
    unansweredAt.set(deps, now);
    return 0;
  }
  const { found } = await compareNow(deps, books, await matchTaken(deps, books, tokens));
  const decided = await decisionsIn(db);
  await forgetDecisions(deps, books, new Set(found.map(({ key }) => key)));
  await keepCount(deps, books.readAt, found.filter(({ key }) => !decided.has(key)).length);
  return 1;
}

/** Microsoft is asked of whoever the books name now. */
function asking(
  deps: Deps,
  tokens: readonly Token[],
): (options: { readonly again: boolean }) => ReadingState<MicrosoftBooks> {
  const asked = {
    people: peopleOfBooks(tokens).map(({ id }) => id),
    since: deps.clock.now() - changesMs,
  };
  return (options) => deps.directory.books(options, asked);
}

/** Tokens that were taken over get Microsoft's ids where they fit; answers the books as they are then. */
async function matchTaken(
  deps: Deps,
  books: MicrosoftBooks,
  tokens: readonly Token[],
): Promise<readonly Token[]> {
  const matches = matchesIn(tokens, books);
  for (const { token: seen, deviceId, methodId } of matches)
    await commit(deps, async (tx) => {
      const token = await findToken(tx, seen.serial);
      // somebody has done something with it since it was read
      if (token === null || token.version !== seen.version) return { value: null };
      await saveToken(tx, { ...token, route: 'B', deviceId, methodId });
      const data = { serial: seen.serial, deviceId, methodId };
      return { value: null, rows: [{ event: 'token_matched', actor: actingClock.actor, data }] };
    });
  return matches.length === 0 ? tokens : await everyToken(deps.store.db);
}

/** What Microsoft told last against the books as they are now: what was mended since is no difference any more. */
async function compareNow(deps: Deps, books: MicrosoftBooks, tokens: readonly Token[]): Promise<Compared> {
  const changes = books.changes.kind === 'read' ? books.changes.value : [];
  const known = await changesInAudit(deps.store.db, changes, tokens);
  const strangers = await withoutRole(deps, changes);
  const isOurs = (change: DirectoryChange) => known.has(change.id) || strangers.has(change.by.id);
  return { books, found: compareBooks({ tokens, microsoft: books, isOurs, now: deps.clock.now() }) };
}

/** Of those who changed something, who has no role here: their work is not ours to account for. */
async function withoutRole(deps: Deps, changes: readonly DirectoryChange[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(changes.map(({ by }) => by.id))];
  const roles = await Promise.all(
    ids.map((id) => deps.directory.rolesOf(id).catch(() => ['Technician'] as const)),
  );
  return new Set(ids.filter((_, index) => roles[index]?.length === 0));
}

const settingOf = (key: string): string => `${under}${sha256Hex(key)}`;

async function decisionsIn(db: Db): Promise<ReadonlyMap<string, DifferenceDecision>> {
  const rows = await settingsUnder(db, under);
  return new Map(
    rows.flatMap(({ value }) => {
      if (value === null) return [];
      const { key, at, by, note } = parseColumn(decision, value);
      return [[key, { at, by, note }]];
    }),
  );
}

/** Only what was wholly read can be known to be gone. */
async function forgetDecisions(deps: Deps, books: MicrosoftBooks, there: ReadonlySet<string>): Promise<void> {
  if (gapsOf(books).length > 0) return;
  await commit(deps, async (tx) => {
    for (const setting of await settingsUnder(tx, under)) {
      const kept = parseNullable(decision, setting.value);
      if (kept === null || !there.has(kept.key)) await dropSetting(tx, setting);
    }
    return { value: null };
  });
}

/** For the first page; the same count of the same reading is not written again. */
async function keepCount(deps: Deps, at: number, open: number): Promise<void> {
  const value = JSON.stringify({ at, open } satisfies z.infer<typeof reading>);
  if ((await findSetting(deps.store.db, lastRead)).value === value) return;
  await commit(deps, async (tx) => {
    const before = await findSetting(tx, lastRead);
    // the same was kept meanwhile
    if (before.value === value) return { value: null };
    const kept = parseNullable(reading, before.value);
    if (kept === null || kept.at <= at) await saveSetting(tx, before, value);
    return { value: null };
  });
}

const place = z.tuple([z.int(), z.string()]);

/** By what stood last, not by number; where it is gone, by number. */
function startAfter(rows: readonly Difference[], cursor: string | undefined): number {
  const last = readPlace(cursor, place);
  if (last === null) return 0;
  const at = rows.findIndex(({ key }) => key === last.id);
  return at === -1 ? Math.min(last.key, rows.length) : at + 1;
}
