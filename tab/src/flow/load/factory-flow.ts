import type { Problem } from '@token-desk/contract/problem';
import type { InBooks } from '@token-desk/contract/routes/loads';

/** A token of a maker's list, without its secret. */
export type ListedToken = { readonly line: number; readonly serial: string; readonly model: string };
/** As Microsoft's inventory has it. */
export type KnownDevice = { readonly serial: string; readonly holderId: string | null };

/**
 * What stands for or against a token of the list. `there`: Microsoft has a device of its serial that nobody was given, and
 * nobody knows with which secret. `loaded`: it is done already. The others stay as they are: `given` to somebody at
 * Microsoft, or `written` or `in-use` by our books.
 */
export type Verdict = 'new' | 'there' | 'loaded' | 'given' | 'written' | 'in-use';
export type JudgedToken = ListedToken & { readonly verdict: Verdict };

/** Before anything is created: what our books and Microsoft have of the list already. */
export function judgeTokens(
  tokens: readonly ListedToken[],
  books: ReadonlyMap<string, InBooks>,
  devices: readonly KnownDevice[],
): readonly JudgedToken[] {
  const held = new Map<string, boolean>();
  for (const { serial, holderId } of devices)
    held.set(serial, (held.get(serial) ?? false) || holderId !== null);
  return tokens.map((token) => ({
    ...token,
    verdict: verdictOf(books.get(token.serial) ?? 'blank', held.get(token.serial)),
  }));
}

/** `isHeld`: whether its device is somebody's; undefined where there is none. */
function verdictOf(books: InBooks, isHeld: boolean | undefined): Verdict {
  if (books !== 'blank') return books;
  if (isHeld === undefined) return 'new';
  return isHeld ? 'given' : 'there';
}

/** Microsoft's device, made and not read back yet. */
export type Made = { readonly deviceId: string; readonly requestId: string | null };
/** `made` beside a failure: created, and what failed was to read it back. */
export type FactoryStep =
  | { readonly kind: 'creating' | 'done' }
  | { readonly kind: 'made'; readonly made: Made }
  | { readonly kind: 'failed'; readonly problem: Problem; readonly made: Made | null };
export type FactorySteps = Readonly<Record<string, FactoryStep>>;

export type FactoryRun = {
  readonly box: string;
  /** In this order. */
  readonly wanted: readonly string[];
  readonly startedAt: number;
  /** How many were done before. */
  readonly before: number;
  readonly isRunning: boolean;
  readonly isStopping: boolean;
  readonly steps: FactorySteps;
  /** Microsoft wants us to wait until then. */
  readonly waitUntil: number | null;
};

export type FactoryEvent =
  | { readonly type: 'begun'; readonly box: string; readonly wanted: readonly string[]; readonly at: number }
  | { readonly type: 'step'; readonly serial: string; readonly step: FactoryStep }
  | { readonly type: 'waits'; readonly until: number | null }
  | { readonly type: 'stopping' | 'ended' | 'forgotten' };

export function reduceFactory(run: FactoryRun | null, event: FactoryEvent): FactoryRun | null {
  if (event.type === 'forgotten') return null;
  if (event.type === 'begun') {
    const steps = run?.steps ?? {};
    const { box, wanted, at } = event;
    const before = countDone(steps);
    return { box, wanted, startedAt: at, before, isRunning: true, isStopping: false, steps, waitUntil: null };
  }
  if (run === null) return null;
  switch (event.type) {
    case 'step':
      return { ...run, steps: { ...run.steps, [event.serial]: event.step } };
    case 'waits':
      return { ...run, waitUntil: event.until };
    case 'stopping':
      return { ...run, isStopping: true };
    case 'ended':
      return { ...run, isRunning: false, isStopping: false, waitUntil: null };
  }
}

export const countDone = (steps: FactorySteps): number =>
  Object.values(steps).filter(({ kind }) => kind === 'done').length;

/** `there` only where somebody says so: until then, and for them, its secret is kept. */
export const mayBeCreated = ({ verdict }: JudgedToken): boolean => verdict === 'new' || verdict === 'there';

/** What of the list is still to be loaded: all that may be, and is not. `there` only where somebody wants it created anew. */
export function leftOf(
  tokens: readonly JudgedToken[],
  { steps, withThere }: { readonly steps: FactorySteps; readonly withThere: boolean },
): readonly JudgedToken[] {
  return tokens.filter(
    (one) => steps[one.serial]?.kind !== 'done' && mayBeCreated(one) && (one.verdict === 'new' || withThere),
  );
}

const fewestToTell = 5;

/** How long it will still take by what it took so far; null while that is too little to tell by. */
export function leftMs({ steps, before, wanted, startedAt }: FactoryRun, now: number): number | null {
  const done = countDone(steps) - before;
  if (done < fewestToTell) return null;
  return ((now - startedAt) / done) * Math.max(0, wanted.length - done);
}
