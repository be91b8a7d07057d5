import type { DoctorReport, FromBurner, ToBurner } from '@token-desk/contract/desk/job';
import { type Problem, ProblemError } from '@token-desk/contract/problem';
import { ReadersWatch } from './jobs/readers-watch.ts';
import { type MatchDigits, Runner } from './jobs/runner.ts';
import { type DeskLog, describeFrame, silentLog } from './journal/desk-log.ts';
import { Journal } from './journal/journal.ts';
import { Receipts } from './journal/receipts.ts';
import { type BurnerKeys, loadKeys } from './keys/identity.ts';
import { deskFiles, loadPairing, type Pairing } from './keys/pairing-file.ts';
import { Link, type LinkState } from './link/link.ts';
import type { ReaderSource } from './reader/channel.ts';
import { deskVersion } from './version.ts';

export type DeskOptions = {
  /** Keys, pairing and journal of this desk. */
  readonly dataFolder: string;
  /** Real or virtual readers; closed by whoever opened them. */
  readonly source: ReaderSource;
  /** True for virtual tokens: receipts then say so, and a real server refuses them. */
  readonly isPractice: boolean;
  /** Keys already opened; else they are read from the data folder's file. */
  readonly keys?: BurnerKeys;
  /** Meant when an offer names no reader; else the first. */
  readonly defaultReader?: string | null;
  /** What `doctor` found last; goes with hello. */
  readonly doctor?: () => DoctorReport | null;
  /** Route B: to be compared with the tab's. */
  readonly onDigits?: (digits: MatchDigits) => void;
  readonly log?: DeskLog;
  readonly onState?: (state: LinkState, problem: Problem | null) => void;
  /** Something unforeseen in one job; the desk goes on. */
  readonly onError?: (error: unknown) => void;
  readonly nowMs?: () => number;
  /** Runs evenly whatever is done to the PC's clock; ms from any start. */
  readonly steadyMs?: () => number;
};

export type Desk = {
  readonly pairing: Pairing;
  /** Opens the link anew, so that the server hears what changed of what only hello says. */
  helloAgain(): void;
  close(): Promise<void>;
};

/** The running desk service: readers, jobs and the link. Throws `burner-not-paired` or `burner-journal-lost`. */
export function startDesk(options: DeskOptions): Desk {
  const {
    dataFolder,
    source,
    isPractice,
    defaultReader = null,
    log = silentLog,
    onState = () => {},
    onError = () => {},
    nowMs = Date.now,
    steadyMs = options.nowMs ?? (() => performance.now()),
  } = options;
  const files = deskFiles(dataFolder);
  const pairing = loadPairing(dataFolder);
  const keys = options.keys ?? loadKeys(files.keys);
  if (pairing === null || keys === null) throw new ProblemError('burner-not-paired');
  const journal = Journal.open(files.journal, nowMs);
  if (journal?.journalId !== pairing.journalId) throw new ProblemError('burner-journal-lost');

  let serverSaid: { readonly now: number; readonly steadyMs: number } | null = null;
  // Carried on by the steady clock: one that somebody sets wrong between two words of the server shows at once.
  const clockOffsetMs = () =>
    serverSaid === null ? null : serverSaid.now + (steadyMs() - serverSaid.steadyMs) - nowMs();
  let link: Link | null = null;
  const note = (way: 'sent' | 'kept' | 'received', frame: FromBurner | ToBurner) => {
    const facts = describeFrame(frame);
    if (facts !== null) log.info(facts, way);
  };
  const send = (frame: FromBurner) => {
    const isSent = link?.send(frame) ?? false;
    note(isSent ? 'sent' : 'kept', frame);
    return isSent;
  };
  const fail = (error: unknown) => {
    log.error({ err: error }, 'unforeseen');
    onError(error);
  };
  const watch = new ReadersWatch(
    source,
    (readers) => send({ type: 'readers', readers }),
    nowMs,
    defaultReader,
  );
  const receipts = new Receipts(journal, keys.identity, isPractice, nowMs);
  const runner = new Runner({
    burnerId: pairing.burnerId,
    burnerName: pairing.name,
    source,
    watch,
    journal,
    receipts,
    identity: keys.identity,
    send,
    clockOffsetMs,
    onDigits: (digits) => {
      log.info(digits, 'compare with the tab');
      options.onDigits?.(digits);
    },
    onError: fail,
    nowMs,
  });
  runner.reportInterrupted();
  link = new Link({
    pairing,
    key: keys.link,
    version: deskVersion,
    isPractice,
    describe: () => {
      const doctor = options.doctor?.() ?? null;
      const readers = watch.views();
      return { lastReceipt: journal.lastReceipt, readers, ...(doctor === null ? {} : { doctor }) };
    },
    onFrame: (frame) => {
      if (frame.type === 'welcome' || frame.type === 'time')
        serverSaid = { now: frame.now, steadyMs: steadyMs() };
      note('received', frame);
      runner.take(frame).catch(fail);
    },
    onOnline: () => {
      runner.relinked();
      for (const frame of journal.unstored()) send(frame);
      send({ type: 'readers', readers: watch.views() });
    },
    onState: (state, problem) => {
      log.info({ state, problem: problem?.code }, 'link');
      onState(state, problem);
    },
    nowMs,
  });
  return {
    pairing,
    helloAgain: () => link?.renew(),
    close: async () => {
      await runner.close();
      await link?.close();
      await watch.close();
    },
  };
}
