import type { FromBurner } from '@token-desk/contract/job';
import { type Problem, ProblemError } from '@token-desk/contract/problem';
import { loadKeys } from './identity.ts';
import { Journal } from './journal.ts';
import { Link, type LinkState } from './link.ts';
import { deskFiles, loadPairing, type Pairing } from './pairing-file.ts';
import type { ReaderSource } from './reader/channel.ts';
import { ReadersWatch } from './readers-watch.ts';
import { Receipts } from './receipts.ts';
import { Runner } from './runner.ts';
import { deskVersion } from './version.ts';

export type DeskOptions = {
  /** Keys, pairing and journal of this desk. */
  readonly dataFolder: string;
  /** Real or virtual readers; closed by whoever opened them. */
  readonly source: ReaderSource;
  /** True for virtual tokens: receipts then say so, and a real server refuses them. */
  readonly isPractice: boolean;
  readonly onState?: (state: LinkState, problem: Problem | null) => void;
  /** Something unforeseen in one job; the desk goes on. */
  readonly onError?: (error: unknown) => void;
  readonly nowMs?: () => number;
};

export type Desk = { readonly pairing: Pairing; close(): Promise<void> };

/** The running desk service: readers, jobs and the link. Throws `burner-not-paired` or `burner-journal-lost`. */
export function startDesk(options: DeskOptions): Desk {
  const {
    dataFolder,
    source,
    isPractice,
    onState = () => {},
    onError = () => {},
    nowMs = Date.now,
  } = options;
  const files = deskFiles(dataFolder);
  const pairing = loadPairing(dataFolder);
  const keys = loadKeys(files.keys);
  if (pairing === null || keys === null) throw new ProblemError('burner-not-paired');
  const journal = Journal.open(files.journal, nowMs);
  if (journal?.journalId !== pairing.journalId) throw new ProblemError('burner-journal-lost');

  let clockOffsetMs: number | null = null;
  let link: Link | null = null;
  const send = (frame: FromBurner) => link?.send(frame) ?? false;
  const watch = new ReadersWatch(source, (readers) => send({ type: 'readers', readers }), nowMs);
  const receipts = new Receipts(journal, keys.identity, isPractice, nowMs);
  const runner = new Runner({
    burnerId: pairing.burnerId,
    source,
    watch,
    journal,
    receipts,
    identity: keys.identity,
    send,
    clockOffsetMs: () => clockOffsetMs,
    nowMs,
  });
  runner.reportInterrupted();
  link = new Link({
    pairing,
    key: keys.link,
    version: deskVersion,
    isPractice,
    describe: () => ({ lastReceipt: journal.lastReceipt, readers: watch.views() }),
    onFrame: (frame) => {
      if (frame.type === 'welcome' || frame.type === 'time') clockOffsetMs = frame.now - nowMs();
      runner.take(frame).catch(onError);
    },
    onOnline: () => {
      for (const frame of journal.unstored()) send(frame);
      send({ type: 'readers', readers: watch.views() });
    },
    onState,
    nowMs,
  });
  return {
    pairing,
    close: async () => {
      await runner.close();
      await link?.close();
      await watch.close();
    },
  };
}
