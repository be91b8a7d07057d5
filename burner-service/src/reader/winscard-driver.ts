import {
  type PcscDriver,
  problemOfCode,
  type Seat,
  type Tell,
  tellOfReader,
  transmitTo,
} from './pcsc-driver.ts';
import { type CardProblem, maxAnswerBytes } from './pcsc-messages.ts';
import { type CardHandle, noReaders, type Winscard, WinscardError } from './winscard.ts';

type Station = {
  readonly name: string;
  /** Of its own: pcsc-lite makes every other call on a context wait for the one under way. */
  readonly context: bigint;
  flags: number;
  placement: number;
  problem: CardProblem | null;
  handle: CardHandle | null;
  isPresent: boolean;
};

/** Another reader is noticed at once where PC/SC tells of it (not on macOS), and after this anywhere. */
const lookAgainMs = 1_000;
const anyReader = '\\\\?PnP?\\Notification';
const [changed, present, exclusive] = [0x0002, 0x0020, 0x0080] as const;
/** Above the flags: how often a card has come or gone. */
const countShift = 16;

/** Readers by the system's own PC/SC library. `fail` is called when the service is gone. */
export function winscardDriver(api: Winscard, tell: Tell, fail: () => void): PcscDriver {
  const stations = new Map<string, Station>();
  const tellsOfReaders = process.platform !== 'darwin';
  let isClosing = false;
  let watching: bigint | null = null;

  async function watch(context: bigint): Promise<void> {
    let isReady = false;
    let ofReaders = 0;
    while (!isClosing) {
      for (const name of lookAround(context)) addReader(name);
      const known = [...stations.values()];
      const waits = known.map(({ name, flags }) => ({ name, flags }));
      if (tellsOfReaders) waits.push({ name: anyReader, flags: ofReaders });
      if (waits.length === 0) await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
      // The first look at a reader tells what is so, without waiting.
      const flags =
        waits.length === 0 ? [] : await api.waitForChange(context, waits, isReady ? lookAgainMs : 0);
      if (isClosing) return;
      await Promise.all(known.map((station, index) => see(station, flags[index] ?? 0)));
      ofReaders = tellsOfReaders ? ((flags.at(-1) ?? 0) & ~changed) >>> 0 : 0;
      if (!isReady) tell({ type: 'ready' });
      isReady = true;
    }
  }

  /** The readers that are new; those that are gone are told of. */
  function lookAround(context: bigint): string[] {
    const names = new Set(namesIn(context));
    for (const station of [...stations.values()].filter(({ name }) => !names.has(name))) {
      stations.delete(station.name);
      if (station.handle !== null) api.disconnect(station.handle);
      api.release(station.context);
      tell({ type: 'reader-gone', name: station.name });
    }
    return [...names].filter((name) => !stations.has(name));
  }

  function namesIn(context: bigint): string[] {
    try {
      return api.listReaders(context);
    } catch (error) {
      if (error instanceof WinscardError && error.code === noReaders) return [];
      throw error;
    }
  }

  function addReader(name: string): void {
    const nothing = { flags: 0, placement: 0, problem: null, handle: null, isPresent: false };
    stations.set(name, { name, context: api.establish(), ...nothing });
  }

  async function see(station: Station, flags: number): Promise<void> {
    const isNew = station.flags === 0;
    const isThere = (flags & present) !== 0;
    // One that left and came back between two looks is another stay, and perhaps another card.
    const hasMoved = flags >>> countShift !== station.flags >>> countShift;
    const wasThere = station.isPresent;
    station.flags = (flags & ~changed) >>> 0;
    station.isPresent = isThere;
    if (isThere && (!wasThere || hasMoved)) return place(station);
    if (isThere) {
      // The other program let go of a card that stayed.
      if (station.problem === 'reader-busy' && (flags & exclusive) === 0) await place(station);
      return;
    }
    if (!isNew && !wasThere) return;
    if (wasThere) station.placement += 1;
    letGo(station);
    station.problem = null;
    tellOfReader(tell, station);
  }

  async function place(station: Station): Promise<void> {
    letGo(station);
    try {
      station.handle = await api.connect(station.context, station.name);
      station.problem = null;
    } catch (error) {
      station.problem = problemOfCode(codeOf(error));
    }
    station.placement += 1;
    tellOfReader(tell, station);
  }

  function letGo(station: Station): void {
    if (station.handle !== null) api.disconnect(station.handle);
    station.handle = null;
  }

  function seatOf(station: Station): Seat {
    const { handle, placement, problem } = station;
    const send = async (apdu: Uint8Array) => {
      const answer = Buffer.alloc(maxAnswerBytes);
      return answer.subarray(0, handle === null ? 0 : await api.transmit(handle, apdu, answer));
    };
    return {
      placement,
      problem,
      send: handle === null ? null : send,
      reconnect: () => place(station),
      codeOf,
    };
  }

  return {
    open() {
      watching = api.establish();
      watch(watching).catch(fail);
    },
    transmit(order) {
      const station = stations.get(order.reader);
      return transmitTo(station === undefined ? null : seatOf(station), order, tell);
    },
    async close() {
      isClosing = true;
      if (watching !== null) api.cancel(watching);
      for (const station of stations.values()) letGo(station);
    },
  };
}

function codeOf(error: unknown): number | null {
  return error instanceof WinscardError ? error.code : null;
}
