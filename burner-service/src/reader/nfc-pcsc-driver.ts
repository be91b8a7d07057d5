import type { NFC, Reader } from 'nfc-pcsc';
import {
  type PcscDriver,
  problemOfCode,
  type Seat,
  type Tell,
  tellOfReader,
  transmitTo,
} from './pcsc-driver.ts';
import { type CardProblem, maxAnswerBytes } from './pcsc-messages.ts';

type Station = {
  readonly reader: Reader;
  placement: number;
  problem: CardProblem | null;
  isSettled: boolean;
};

/** No word comes when there is no reader: that is believed after this. pcscd lists them at once, but a busy PC is slow. */
const noReaderSettleMs = 2_000;

/**
 * Readers by nfc-pcsc. A failure of the service is for its owner to end the process with: the library cannot recover.
 * With pcscd gone since the parent looked, opening never returns, and the parent's watchdog ends it.
 */
export function nfcPcscDriver(Driver: typeof NFC, tell: Tell): PcscDriver {
  const stations = new Map<string, Station>();
  let isReady = false;

  function reportReady(): void {
    if (isReady || [...stations.values()].some((station) => !station.isSettled)) return;
    isReady = true;
    tell({ type: 'ready' });
  }

  function report(station: Station): void {
    const { reader, placement, problem } = station;
    station.isSettled = true;
    tellOfReader(tell, { name: reader.name, isPresent: reader.card !== null, problem, placement });
    reportReady();
  }

  async function reconnect(station: Station): Promise<void> {
    const { reader } = station;
    try {
      if (reader.connection !== null) await reader.disconnect();
      await reader.connect();
      station.problem = null;
    } catch (error) {
      station.problem = problemOfCode(codeOf(error));
    }
    station.placement += 1;
    report(station);
  }

  function addReader(reader: Reader): void {
    // Otherwise the library sends commands of its own, and hides cards that do not answer them.
    reader.autoProcessing = false;
    const station: Station = { reader, placement: 0, problem: null, isSettled: false };
    stations.set(reader.name, station);
    const place = (problem: CardProblem | null) => {
      station.placement += 1;
      station.problem = problem;
      report(station);
    };
    const emit = reader.emit.bind(reader);
    // A card it cannot connect to is emitted as an event named by the error itself.
    reader.emit = (event, ...values) => {
      if (!(event instanceof Error)) return emit(event, ...values);
      if (reader.connection === null) place(problemOfCode(codeOf(event)));
      return true;
    };
    // Every error of a reader is also one of the service, which ends this process.
    reader.on('error', () => {});
    reader.on('card', () => place(null));
    // The library still knows the card then; 'status' follows and tells that the reader is empty.
    reader.on('card.off', () => {
      station.placement += 1;
      station.problem = null;
    });
    reader.on('end', () => {
      stations.delete(reader.name);
      tell({ type: 'reader-gone', name: reader.name });
    });
    reader.reader.on('status', ({ state }) => {
      const isPresent = (state & reader.reader.SCARD_STATE_PRESENT) !== 0;
      if (!isPresent) return setImmediate(report, station);
      // The other program let go of a card that stayed: the library does not look again.
      const isFree = (state & reader.reader.SCARD_STATE_EXCLUSIVE) === 0;
      if (isFree && station.problem === 'reader-busy') void reconnect(station);
    });
  }

  function seatOf(station: Station): Seat {
    const { reader, placement, problem } = station;
    const send = (apdu: Uint8Array) =>
      reader.transmit(Buffer.from(apdu.buffer, apdu.byteOffset, apdu.length), maxAnswerBytes);
    return {
      placement,
      problem,
      send: reader.connection === null ? null : send,
      reconnect: () => reconnect(station),
      codeOf,
    };
  }

  return {
    open() {
      const nfc = new Driver();
      nfc.on('error', () => process.exit(1));
      nfc.on('reader', addReader);
      setTimeout(reportReady, noReaderSettleMs);
    },
    transmit(order) {
      const station = stations.get(order.reader);
      return transmitTo(station === undefined ? null : seatOf(station), order, tell);
    },
    async close() {
      const connected = [...stations.values()].filter(({ reader }) => reader.connection !== null);
      await Promise.allSettled(connected.map(({ reader }) => reader.disconnect()));
    },
  };
}

/** PC/SC return codes that reach us only as text at the end of a message. */
function codeOf(error: unknown): number | null {
  for (
    let cause: unknown = error;
    cause instanceof Error;
    cause = 'previous' in cause ? cause.previous : null
  ) {
    const [, hex] = /\((0x[0-9a-f]{8})\)/i.exec(cause.message) ?? [];
    if (hex !== undefined) return Number.parseInt(hex, 16);
  }
  return null;
}
