import { isProblemCode, type ProblemCode } from '@token-desk/contract/problem';
import type { Algorithm } from '@token-desk/contract/token/config';
import { takesSha256 } from '@token-desk/contract/token/model';

/** Loading a box in this window: how many are wanted, which are loaded, and which are not and why. */
export type LoadRun = {
  readonly box: string;
  readonly wanted: number;
  /** Of what the desk draws, where the token’s model takes it. */
  readonly algorithm: Algorithm;
  readonly startedAt: number;
  readonly loaded: readonly LoadedToken[];
  readonly left: readonly LeftToken[];
  /** The burn of the token in hand, until it is over: a reload finds it again and ends it. */
  readonly jobId: string | null;
};
/** `ms`: from Enter to Microsoft's answer; null where it was loaded after a break. */
export type LoadedToken = { readonly serial: string; readonly ms: number | null };
/** Burned perhaps, and not loaded. */
export type LeftToken = { readonly serial: string; readonly code: ProblemCode };

export const mostLoaded = 200;

export function newLoadRun(box: string, wanted: number, now: number): LoadRun {
  const most = Math.min(Math.max(Math.trunc(wanted) || 1, 1), mostLoaded);
  const none = { loaded: [], left: [], jobId: null };
  return { box: box.trim(), wanted: most, algorithm: 'SHA1', startedAt: now, ...none };
}

/** Whatever stood against it before, it is loaded now. */
export function withLoaded(run: LoadRun, token: LoadedToken): LoadRun {
  const { serial } = token;
  const others = run.loaded.filter((one) => one.serial !== serial);
  return { ...run, loaded: [...others, token], left: run.left.filter((one) => one.serial !== serial) };
}

export function withLeft(run: LoadRun, token: LeftToken): LoadRun {
  return { ...run, left: [...run.left.filter(({ serial }) => serial !== token.serial), token] };
}

/** With which hash this token is written. */
export const algorithmFor = ({ algorithm }: LoadRun, serial: string): Algorithm =>
  takesSha256(serial) ? algorithm : 'SHA1';

export const isComplete = ({ loaded, wanted }: LoadRun): boolean => loaded.length >= wanted;

/** Milliseconds that a token took on average; null while none was loaded in one go. */
export function averageMs({ loaded }: LoadRun): number | null {
  const took = loaded.flatMap(({ ms }) => (ms === null ? [] : [ms]));
  return took.length === 0 ? null : took.reduce((sum, ms) => sum + ms, 0) / took.length;
}

export function isLoadRun(found: unknown): found is LoadRun {
  if (typeof found !== 'object' || found === null) return false;
  const { box, wanted, algorithm, startedAt, loaded, left, jobId } = found as Record<string, unknown>;
  const isList = (list: unknown, isOne: (one: Record<string, unknown>) => boolean) =>
    Array.isArray(list) &&
    list.length <= 2 * mostLoaded &&
    list.every(
      (one) => typeof one === 'object' && one !== null && typeof one.serial === 'string' && isOne(one),
    );
  return (
    typeof box === 'string' &&
    typeof wanted === 'number' &&
    (algorithm === 'SHA1' || algorithm === 'SHA256') &&
    typeof startedAt === 'number' &&
    (jobId === null || typeof jobId === 'string') &&
    isList(loaded, ({ ms }) => ms === null || typeof ms === 'number') &&
    isList(left, ({ code }) => isProblemCode(code))
  );
}
