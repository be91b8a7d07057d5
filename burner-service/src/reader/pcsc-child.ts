import type { NFC, Reader } from 'nfc-pcsc';
import { type CardProblem, type FromChild, maxAnswerBytes, toChild } from './pcsc-messages.ts';

/**
 * The only program that loads nfc-pcsc, and it does nothing but list, connect and transmit. Any failure of the PC/SC
 * service ends it: the library cannot recover, and its parent starts another one.
 */
type Station = {
  readonly reader: Reader;
  placement: number;
  problem: CardProblem | null;
  isSettled: boolean;
};

const stations = new Map<string, Station>();
/** No word comes when there is no reader: that is believed after this. pcscd lists them at once, but a busy PC is slow. */
const noReaderSettleMs = 2_000;
let isReady = false;

function tell(message: FromChild): void {
  process.send?.(message);
}

/** PC/SC return codes (pcsclite.h) that reach us only as text at the end of a message. */
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

const sharingViolation = 0x8010000b;
const cardWasReset = 0x80100068;
/** No card, not transacted, communication error, card reset, card removed: one thing to a person, contact was lost. */
const lostContactCodes = new Set([0x8010000c, 0x80100016, 0x8010002f, cardWasReset, 0x80100069]);

function problemOf(error: unknown): CardProblem {
  const code = codeOf(error);
  if (code === sharingViolation) return 'reader-busy';
  return code !== null && lostContactCodes.has(code) ? 'lost-contact' : 'reader-failed';
}

function report(station: Station): void {
  const { reader, placement, problem } = station;
  const isThere = reader.card !== null;
  const state = !isThere ? 'empty' : problem === 'reader-busy' ? 'busy' : 'present';
  station.isSettled = true;
  tell({ type: 'reader', name: reader.name, state, placement, problem: isThere ? problem : null });
  reportReady();
}

function reportReady(): void {
  if (isReady || [...stations.values()].some((station) => !station.isSettled)) return;
  isReady = true;
  tell({ type: 'ready' });
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
    if (reader.connection === null) place(problemOf(event));
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

async function reconnect(station: Station): Promise<void> {
  const { reader } = station;
  try {
    if (reader.connection !== null) await reader.disconnect();
    await reader.connect();
    station.problem = null;
  } catch (error) {
    station.problem = problemOf(error);
  }
  station.placement += 1;
  report(station);
}

type Order = {
  readonly id: number;
  readonly reader: string;
  readonly placement: number;
  readonly apdu: Uint8Array;
};

async function transmit({ id, reader: name, placement, apdu }: Order): Promise<void> {
  const station = stations.get(name);
  if (station === undefined || station.placement !== placement || station.reader.connection === null)
    return tell({ type: 'no-answer', id, problem: station?.problem ?? 'lost-contact', mayHaveRun: false });
  try {
    const answer = await station.reader.transmit(
      Buffer.from(apdu.buffer, apdu.byteOffset, apdu.length),
      maxAnswerBytes,
    );
    // A virtual reader resolves with nothing where a real one rejects.
    if (answer.length < 2) return tell({ type: 'no-answer', id, problem: 'lost-contact', mayHaveRun: true });
    tell({ type: 'answer', id, answer });
  } catch (error) {
    tell({ type: 'no-answer', id, problem: problemOf(error), mayHaveRun: true });
    // Somebody else reset the card; it takes no more commands until connected again.
    if (codeOf(error) === cardWasReset) await reconnect(station);
  } finally {
    apdu.fill(0);
  }
}

/** Leaves cards as they are; pcscd would reset them for a client that is just gone. */
async function close(): Promise<void> {
  const connected = [...stations.values()].filter(({ reader }) => reader.connection !== null);
  await Promise.allSettled(connected.map(({ reader }) => reader.disconnect()));
  process.exit(0);
}

async function loadDriver(): Promise<typeof NFC | null> {
  try {
    return (await import('nfc-pcsc')).NFC;
  } catch {
    // An optional dependency: not installed, not built, or built for another Node. All mean: install it again.
    return null;
  }
}

process.on('disconnect', () => process.exit(0));
process.on('message', (raw) => {
  const message = toChild.parse(raw);
  if (message.type === 'close') void close();
  else void transmit(message);
});

const Driver = await loadDriver();
if (Driver === null) {
  tell({ type: 'driver-missing' });
} else {
  tell({ type: 'loaded' });
  // With pcscd gone since the parent looked, this never returns; the parent's watchdog ends it.
  const nfc = new Driver();
  nfc.on('error', () => process.exit(1));
  nfc.on('reader', addReader);
  tell({ type: 'started' });
  setTimeout(reportReady, noReaderSettleMs);
}
