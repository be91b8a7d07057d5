import { ProblemError } from '@token-desk/contract/problem';
import type { ApduChannel, ReaderSource } from './channel.ts';

export type AwaitTokenOptions = {
  /** Null: whichever reader has a card first. */
  readonly reader: string | null;
  /** Its end is the end of the wait: `no-token`, `no-reader`, or what keeps the reader from being used. */
  readonly signal: AbortSignal;
  /** Called once when no card is there yet. */
  readonly onWait?: (() => void) | undefined;
  /** Readers whose card is not the one that is waited for. */
  readonly except?: ReadonlySet<string> | undefined;
};

export type PlacedCard = { readonly reader: string; readonly channel: ApduChannel };

/**
 * Waits for a card, not by looking again and again but for the reader's own word; for a first reader too. Beside others,
 * a named reader must be there from the start: a name mistyped is told at once.
 */
export function awaitToken(source: ReaderSource, options: AwaitTokenOptions): Promise<PlacedCard> {
  const { reader, signal, onWait = () => {}, except = new Set() } = options;
  const missing = missingBesideOthers(source, reader);
  if (missing !== null) return Promise.reject(missing);
  const placed = findCard(source, reader, except);
  if (placed !== null) return Promise.resolve(placed);
  onWait();
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      stopWatching();
      signal.removeEventListener('abort', giveUp);
      end();
    };
    const look = () => {
      try {
        const card = findCard(source, reader, except);
        if (card !== null) settle(() => resolve(card));
      } catch (error) {
        settle(() => reject(error));
      }
    };
    const giveUp = () => settle(() => reject(whyNone(source, reader)));
    const stopWatching = source.watch(look);
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
  });
}

/** How long a token that slipped at the first touch has to settle. */
const settleMs = 2000;

export type CardUse<T> = {
  readonly use: (card: PlacedCard) => Promise<T>;
  /** Contact ended before anything was written: worth another look. */
  readonly isLostEarly: (result: T) => boolean;
  /** The card is some other thing than a token, and nothing was written on it. */
  readonly isForeign?: ((result: T) => boolean) | undefined;
  /** The card on this reader stays out of it; the others are waited for. */
  readonly onPassOver?: ((reader: string) => void) | undefined;
};

/**
 * As `useCard`; but where no reader is named and there are several, a card that lay there before and is no token (a SAM in
 * a second slot, a badge in the PC's own reader) is not the one that is laid down: the other readers are waited for.
 */
export async function useToken<T>(
  source: ReaderSource,
  options: AwaitTokenOptions,
  work: CardUse<T>,
): Promise<T> {
  const { isForeign = () => false, onPassOver = () => {} } = work;
  const layBefore = source.readers().flatMap(({ name, state }) => (state === 'present' ? [name] : []));
  const hasChoice = () => options.reader === null && source.readers().length > 1;
  const except = new Set<string>(hasChoice() ? layBefore.filter((name) => !takesCommands(source, name)) : []);
  for (const name of except) onPassOver(name);
  const stopWatching = source.watch((event) => {
    // whatever comes there next is a card that was laid down
    if (event.type === 'reader' && event.reader.state === 'empty') except.delete(event.reader.name);
    if (event.type === 'reader-gone') except.delete(event.name);
  });
  try {
    for (let foreign: T | null = null; ; ) {
      const card = await awaitToken(source, { ...options, except }).catch((error: unknown) => {
        if (foreign === null || !isNoToken(error)) throw error;
        return null;
      });
      if (card === null) return foreign as T;
      const result = await useCard(source, card, work);
      if (!isForeign(result) || !hasChoice() || !layBefore.includes(card.reader)) return result;
      foreign = result;
      except.add(card.reader);
      layBefore.splice(layBefore.indexOf(card.reader), 1);
      onPassOver(card.reader);
    }
  } finally {
    stopWatching();
  }
}

function takesCommands(source: ReaderSource, reader: string): boolean {
  try {
    source.openChannel(reader);
    return true;
  } catch {
    return false; // a card that no program can connect to: why does not matter while there are other readers
  }
}

const isNoToken = (error: unknown) => error instanceof ProblemError && error.problem.code === 'no-token';

/**
 * Uses a card. A reader believes in a card for a moment after it went (pcscd looks every 0.4 s), and
 * people correct how a token lies: contact lost at the very first command counts only when no card comes back.
 */
async function useCard<T>(
  source: ReaderSource,
  card: PlacedCard,
  { use, isLostEarly }: CardUse<T>,
): Promise<T> {
  const change = nextChange(source, card.reader);
  try {
    const result = await use(card);
    if (!isLostEarly(result) || !(await change.within(settleMs))) return result;
    const again = { reader: card.reader, signal: AbortSignal.timeout(settleMs) };
    const back = await awaitToken(source, again).catch(() => null);
    return back === null ? result : await use(back);
  } finally {
    change.stop();
  }
}

function nextChange(source: ReaderSource, reader: string) {
  let see = (_isSeen: boolean) => {};
  const seen = new Promise<boolean>((resolve) => {
    see = resolve;
  });
  const stop = source.watch((event) => {
    if (event.type === 'reader' && event.reader.name === reader) see(true);
  });
  const within = (timeoutMs: number) => {
    const timer = setTimeout(() => see(false), timeoutMs);
    return seen.finally(() => clearTimeout(timer));
  };
  return { stop, within };
}

/** The named reader is not there, others are. */
function missingBesideOthers(source: ReaderSource, wanted: string | null): ProblemError | null {
  const names = source.readers().map(({ name }) => name);
  if (wanted === null || names.length === 0 || names.includes(wanted)) return null;
  return new ProblemError('reader-not-found', { reader: wanted, readers: names.join(', ') });
}

function findCard(
  source: ReaderSource,
  wanted: string | null,
  except: ReadonlySet<string>,
): PlacedCard | null {
  const ready = source
    .readers()
    .find(
      ({ name, state }) => state === 'present' && (wanted === null ? !except.has(name) : name === wanted),
    );
  return ready === undefined ? null : { reader: ready.name, channel: source.openChannel(ready.name) };
}

function whyNone(source: ReaderSource, wanted: string | null): ProblemError {
  const missing = missingBesideOthers(source, wanted);
  if (missing !== null) return missing;
  const readers = source.readers().filter(({ name }) => wanted === null || name === wanted);
  if (readers.length === 0) return new ProblemError('no-reader');
  return new ProblemError(readers.some(({ state }) => state === 'busy') ? 'reader-busy' : 'no-token');
}
