import { setTimeout } from 'node:timers/promises';

/** One line of the bench. Where an issue of speed is an absolute limit, `ours` is the number itself and `floor` may be null. */
export type Figure = {
  readonly figure: string;
  readonly ours: number;
  readonly floor: number | null;
  readonly unit: 'ms' | 'kB' | 'ratio' | 'requests' | 'messages/s';
  readonly ratio: number | null;
};

/** Why a figure cannot be had here, and what would enable it. */
export class NotHere extends Error {
  override readonly name = 'NotHere';
}

/** Figures of the tab are those of its build, which no figure makes. */
export const notBuilt = (): NotHere => new NotHere('the tab is not built: node scripts/build-tab.mjs');
export const tabManifest = 'tab/dist/app/.vite/manifest.json';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

export async function timeMs(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

export type Pairing = {
  readonly figure: string;
  readonly rounds: number;
  readonly ours: () => Promise<number>;
  readonly floor: () => Promise<number>;
};

const warmUpRounds = 3;
/** The most rounds a figure may take, where it is set. */
export const roundsVariable = 'TOKEN_DESK_BENCH_ROUNDS';

/** How many of `wanted` rounds this run takes. */
export function roundsOf(wanted: number): number {
  return Math.min(wanted, Number(process.env[roundsVariable] ?? wanted));
}

/** Ours and floor in turn, so that a machine that slows down slows both; medians of `rounds` after a warm-up. */
export async function compare({ figure, rounds, ours, floor }: Pairing): Promise<Figure> {
  const taken = { ours: [] as number[], floor: [] as number[] };
  for (let round = -warmUpRounds; round < roundsOf(rounds); round += 1) {
    const floorMs = await floor();
    const oursMs = await ours();
    if (round < 0) continue;
    taken.floor.push(floorMs);
    taken.ours.push(oursMs);
    await setTimeout(0);
  }
  const [oursMs, floorMs] = [median(taken.ours), median(taken.floor)];
  return {
    figure,
    ours: round3(oursMs),
    floor: round3(floorMs),
    unit: 'ms',
    ratio: round3(oursMs / floorMs),
  };
}

export function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}
