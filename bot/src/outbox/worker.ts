import { auditRow } from '@token-desk/contract/audit-row';
import { requestEventKind } from '@token-desk/contract/request-event';
import * as z from 'zod/mini';
import {
  afterAskedMs,
  mostTries,
  retryAfterMs,
  type SendLimits,
  teamsLimits,
} from '../domain/delivery/limits.ts';
import { whyGivenUp } from '../domain/delivery/unheard.ts';
import { isHolderNews } from '../domain/requests/notices.ts';
import { rejectOn } from '../reject-on.ts';
import type { OutboxTable } from '../store/schema.ts';
import { appAllowedAt, endTry, leaseNext, nextDue, takeIn } from '../store/tables/lanes.ts';
import { untilWon } from '../store/until-won.ts';
import type { Deps } from '../usecases/write/deps.ts';
import { noteEnd } from './ledger.ts';
import { Again, type Deliver, type Delivery, type OutboxRow, Throttled } from './row.ts';

export type OutboxWorker = {
  /** Look now; never throws. */
  wake(): void;
  /** Resolves when every row that is due now has been tried. */
  drain(): Promise<void>;
  close(): Promise<void>;
};

const deliveryTimeoutMs = 20_000;
/** Longer than a delivery may take: a row whose worker died comes back, one being delivered does not. */
const leaseMs = 60_000;
/** Other servers on the same database leave rows that no wake-up tells of. */
const lookEveryMs = 5_000;
const parallel = 12;

const kinds = z.enum(['card', 'notice']);
const deskNotice = 'desk-notice';

function read(row: OutboxTable): OutboxRow {
  const common = {
    id: row.id,
    conversationId: row.conversation_id,
    seq: row.seq,
    attempt: row.attempts,
  };
  const event = z.parse(auditRow.shape.event, row.event);
  if (row.kind === deskNotice) {
    return { ...common, kind: deskNotice, event };
  }
  if (row.kind === 'task') return { ...common, kind: row.kind, taskId: row.request_id, event };
  if (row.kind === 'holder' && isHolderNews(event)) {
    return { ...common, kind: row.kind, requestId: row.request_id, event };
  }
  return {
    ...common,
    kind: z.parse(kinds, row.kind),
    requestId: row.request_id,
    event: z.parse(requestEventKind, row.event),
  };
}

type Options = {
  /** Told about every failed delivery, for the log. */
  readonly onFailure?: (row: OutboxRow, error: unknown) => void;
  /** Teams' own unless given. */
  readonly limits?: SendLimits;
  /** From 0 to 1, to spread what is tried again. */
  readonly spread?: () => number;
};

/** The class only: a message from outside could carry anything. */
const failureOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown');

/**
 * Sends what commits left to be told. A conversation gets one thing at a time and in order: while its next row fails,
 * the later ones wait behind it, and other conversations do not. Rows live until they are delivered, so a restart goes
 * on where it stopped.
 */
export function startOutbox(
  deps: Pick<Deps, 'store' | 'clock'>,
  deliver: Deliver,
  options: Options = {},
): OutboxWorker {
  const { store, clock } = deps;
  const { limits = teamsLimits, spread = Math.random } = options;
  const busy = new Map<string, Promise<void>>();
  const closing = new AbortController();
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  let timer: NodeJS.Timeout | undefined;

  async function tryOne(row: OutboxRow, wasInFlight: boolean): Promise<void> {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(deliveryTimeoutMs)]);
    const { id, conversationId, attempt } = row;
    let told: Delivery | null = null;
    let failed: unknown = null;
    try {
      told = await Promise.race([deliver(row, signal), rejectOn(signal)]);
    } catch (error) {
      failed = error;
      options.onFailure?.(row, error);
    }
    const error = told === null ? failureOf(failed) : null;
    const isAgain = error !== null && attempt < mostTries;
    await untilWon(store, async (tx) => {
      const now = clock.now();
      const dueAt = closing.signal.aborted ? now : now + pauseAfter(failed, attempt);
      const again = isAgain ? { dueAt, error } : null;
      if (!(await endTry(tx, { id, conversationId, attempt }, { now, again }))) return;
      const givenUp = error === null || isAgain ? null : { unheard: whyGivenUp(error) };
      await noteEnd(tx, row, { now, wasInFlight, delivery: told ?? givenUp, failure: error });
    });
  }

  function pauseAfter(error: unknown, attempt: number): number {
    if (error instanceof Again) return 0;
    return error instanceof Throttled
      ? afterAskedMs(error.afterMs, spread())
      : retryAfterMs(attempt, spread());
  }

  async function look(): Promise<void> {
    while ((await untilWon(store, takeIn)) > 0);
    while (!closing.signal.aborted && busy.size < parallel) {
      const now = clock.now();
      const found = await untilWon(store, (tx) =>
        leaseNext(tx, { now, until: now + leaseMs, limits }, [...busy.keys()]),
      );
      if (found === null) return;
      const row = read(found.row);
      const done = tryOne(row, found.wasInFlight)
        // The database went away under it; the lease brings the row back.
        .catch((error: unknown) => options.onFailure?.(row, error))
        .finally(() => {
          busy.delete(row.conversationId);
          wake();
        });
      busy.set(row.conversationId, done);
    }
  }

  async function lookUntilQuiet(): Promise<void> {
    do {
      lookAgain = false;
      try {
        await look();
      } catch (error) {
        // The database is away: the timer looks again.
        options.onFailure?.(noRow, error);
      }
    } while (lookAgain && !closing.signal.aborted);
  }

  function wake(): void {
    if (closing.signal.aborted) return;
    lookAgain = true;
    looking ??= lookUntilQuiet().finally(() => {
      looking = null;
      void schedule();
    });
  }

  /** When something can be sent next; null: nothing waits. */
  async function nextAt(): Promise<number | null> {
    const due = await nextDue(store.db, clock.now());
    return due === null ? null : Math.max(due, await appAllowedAt(store.db, limits));
  }

  async function schedule(): Promise<void> {
    // What is being sent wakes it when it ends.
    const due = busy.size > 0 ? null : await nextAt().catch(() => null);
    clearTimeout(timer);
    if (closing.signal.aborted) return;
    const waitMs = due === null ? lookEveryMs : due - clock.now();
    timer = setTimeout(wake, Math.min(lookEveryMs, Math.max(shortestWaitMs, waitMs)));
    timer.unref();
  }

  async function drain(): Promise<void> {
    for (;;) {
      wake();
      await looking;
      if (busy.size > 0) await Promise.race(busy.values());
      const due = busy.size > 0 || looking !== null ? clock.now() : await nextAt();
      if (due === null || due > clock.now() || closing.signal.aborted) return;
    }
  }

  async function close(): Promise<void> {
    closing.abort();
    clearTimeout(timer);
    await looking;
    await Promise.all(busy.values());
  }

  wake();
  return { wake, drain, close };
}

/** What somebody else has leased by then is not asked for without end. */
const shortestWaitMs = 50;

const noRow: OutboxRow = {
  id: '',
  kind: 'card',
  conversationId: '',
  requestId: '',
  event: 'queued',
  seq: 0,
  attempt: 0,
};
