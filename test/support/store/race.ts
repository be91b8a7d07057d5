import type { Store } from '@token-desk/bot/store/database';
import type { Deps } from '@token-desk/bot/usecases/write/deps';
import { ProblemError } from '@token-desk/contract/problem';
import { startCore } from '../bot/bot-core.ts';
import { readerName } from '../desk/desk-burner.ts';
import { Gate, type Reads, type Watched, watchStore } from './held-store.ts';
import { writtenTables } from './tables.ts';

/** One use case as somebody orders it, on rows that are there. */
export type RaceCommand = { readonly name: string; run(deps: Deps): Promise<unknown> };
export type Rows = Readonly<Record<string, readonly Record<string, unknown>[]>>;

/** What points at another table goes before it. */
const cleared = ['cards', 'outbox', 'custody', 'audit', 'jobs', 'tokens', 'pairing_codes', 'burners'];

async function tablesOf({ db }: Store): Promise<string[]> {
  const found = (await writtenTables(db)).map(({ name }) => name);
  return [...cleared, ...found.filter((name) => !cleared.includes(name))];
}

/** Everything in the database, each table in one order. */
export async function rowsOf(store: Store, names: readonly string[] | null = null): Promise<Rows> {
  const compared = names ?? (await tablesOf(store));
  const tables = compared.map(async (name) => {
    const all = await store.db
      .selectFrom(name as 'settings')
      .selectAll()
      .execute();
    const rows = all.map((row) => ({ ...row }));
    return [name, rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))] as const;
  });
  return Object.fromEntries(await Promise.all(tables));
}

/** As the scene began; only what is `left` otherwise is touched. */
async function restore({ store, start, left }: Race): Promise<void> {
  const names = Object.keys(start) as 'settings'[];
  const changed = names.filter((name) => JSON.stringify(start[name]) !== JSON.stringify(left[name]));
  await store.transaction(async (tx) => {
    for (const name of changed) await tx.deleteFrom(name).execute();
    for (const name of changed.toReversed()) {
      const rows = start[name] as { name: string; version: number; value: string }[];
      if (rows.length > 0) await tx.insertInto(name).values(rows).execute();
    }
  });
}

/** Names drawn are the same in every run, whoever else draws and however often a transaction begins again. */
function numbers(who: string) {
  let next = 0;
  let marked = 0;
  return {
    mark: () => {
      marked = next;
    },
    rewind: () => {
      next = marked;
    },
    id: () => {
      next += 1;
      return `${who}-${next}`;
    },
    bytes: (sizeBytes: number) => {
      next += 1;
      return new Uint8Array(sizeBytes).fill(who.charCodeAt(0) + next);
    },
  };
}

type Runner = { readonly watched: Watched; run(): Promise<string> };

function runner(
  store: Store,
  who: string,
  at: { readonly now: number; readonly command: RaceCommand; gate?: Gate },
) {
  const drawn = numbers(who);
  const watched = watchStore(store, { numbers: drawn, ...(at.gate === undefined ? {} : { gate: at.gate }) });
  const core = startCore(watched.store, { random: drawn, jobKeyWaitMs: 0 });
  core.clock.turnTo(at.now);
  // A desk that is there and says nothing: what it answered would be a third command.
  const reader = { name: readerName, state: 'empty', since: 0, token: null, problem: null } as const;
  const hub = { isOnline: () => true, readersOf: () => [reader], send: () => true, drop: () => {} };
  const deps: Deps = { ...core.deps, hub: { ...hub, check: () => Promise.reject(new Error('no desk')) } };
  return {
    watched,
    run: async () => {
      try {
        await at.command.run(deps);
        return 'fine';
      } catch (error) {
        if (error instanceof ProblemError) return error.problem.code;
        throw error;
      }
    },
  } satisfies Runner;
}

export type Race = {
  readonly store: Store;
  readonly start: Rows;
  /** What the last run left. */
  left: Rows;
  readonly now: number;
};
export type Ended = { readonly answers: readonly string[]; readonly rows: Rows };
export type Pair = readonly [RaceCommand, RaceCommand];
type Who = 0 | 1;

export const runners = (
  { store, now }: Race,
  pair: Pair,
  held: { readonly who: Who; readonly gate: Gate } | null,
) =>
  pair.map((command, who) => {
    const gate = held?.who === who ? { gate: held.gate } : {};
    return runner(store, who === 0 ? 'a' : 'b', { now, command, ...gate });
  }) as [Runner, Runner];

async function leave(race: Race, answers: readonly string[]): Promise<Ended> {
  race.left = await rowsOf(race.store, Object.keys(race.start));
  return { answers, rows: race.left };
}

/** One after the other; the answers in the pair's order. With what the first one read, if it got to its end. */
export async function oneByOne(
  race: Race,
  pair: Pair,
  who: Who,
): Promise<Ended & { readonly reads: Reads | undefined }> {
  await restore(race);
  const both = runners(race, pair, null);
  const first = await both[who].run();
  const second = await both[who === 0 ? 1 : 0].run();
  const ended = await leave(race, who === 0 ? [first, second] : [second, first]);
  return { ...ended, reads: both[who].watched.reads[0] };
}

/** One is held after its read number `after`; meanwhile the other runs to its end, or until it waits for it. */
export async function held(
  race: Race & { isWaiting(): Promise<boolean> },
  pair: Pair,
  { who, after }: { readonly who: Who; readonly after: number },
): Promise<Ended> {
  await restore(race);
  const gate = new Gate(after);
  const both = runners(race, pair, { who, gate });
  const one = both[who].run();
  const first = await Promise.race([gate.reached.then(() => 'held'), one]);
  if (first !== 'held') throw new Error(`${pair[who].name} was never held`);
  let isDone = false;
  const other = both[who === 0 ? 1 : 0].run().finally(() => {
    isDone = true;
  });
  while (!isDone && !(await race.isWaiting()));
  gate.open();
  const answers = await Promise.all(who === 0 ? [one, other] : [other, one]);
  return leave(race, answers);
}
