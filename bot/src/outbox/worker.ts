import { type AuditRow, auditRow } from '@token-desk/contract/audit-row';
import { type RequestEventKind, requestEventKind } from '@token-desk/contract/request-event';
import * as z from 'zod/mini';
import { rejectOn } from '../reject-on.ts';
import type { OutboxTable } from '../store/schema.ts';
import { deleteOutbox, leaseNext, nextDue, postponeOutbox, refusedRow } from '../store/tables/outbox.ts';
import type { Deps } from '../usecases/write/deps.ts';

/**
 * One thing to tell one conversation. `card`: bring the request's card there to the newest state (post it when
 * there is none). `notice`: say one line about `event`, which is the audit row `seq`. `desk-notice`: the same
 * about what belongs to no request.
 */
export type OutboxRow = {
  readonly id: string;
  readonly conversationId: string;
  readonly seq: number;
  /** 1 for the first try. */
  readonly attempt: number;
} & (
  | { readonly kind: 'card' | 'notice'; readonly requestId: string; readonly event: RequestEventKind }
  | { readonly kind: 'desk-notice'; readonly event: AuditRow['event'] }
);

/** What `Deliver` rejects with when the chat is there and will not take this very message. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';
}

/** Rejecting means: not delivered, try again later. A delivery may come twice (at least once). */
export type Deliver = (row: OutboxRow, signal: AbortSignal) => Promise<void>;

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
const lookEveryMs = 5_000;
const parallel = 4;
const firstRetryMs = 2_000;
const maxRetryMs = 10 * 60_000;
/** Three days of tries at the longest pause; then only a person can help. */
const maxAttempts = 450;

const kinds = z.enum(['card', 'notice']);
const deskNotice = 'desk-notice';

function read(row: OutboxTable): OutboxRow {
  const common = {
    id: row.id,
    conversationId: row.conversation_id,
    seq: row.seq,
    attempt: row.attempts,
  };
  if (row.kind === deskNotice) {
    return { ...common, kind: deskNotice, event: z.parse(auditRow.shape.event, row.event) };
  }
  return {
    ...common,
    kind: z.parse(kinds, row.kind),
    requestId: row.request_id,
    event: z.parse(requestEventKind, row.event),
  };
}

export function retryAfterMs(attempt: number): number {
  return Math.min(maxRetryMs, firstRetryMs * 2 ** Math.min(attempt - 1, 20));
}

type Options = {
  /** Told about every failed delivery, for the log. */
  readonly onFailure?: (row: OutboxRow, error: unknown) => void;
};

/** The class only: a message from outside could carry anything. */
function failureOf(error: unknown): string {
  if (error instanceof MessageRefused) return refusedRow;
  return error instanceof Error ? error.name : 'unknown';
}

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
  const busy = new Map<string, Promise<void>>();
  const closing = new AbortController();
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  let timer: NodeJS.Timeout | undefined;

  async function tryOne(row: OutboxRow): Promise<void> {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(deliveryTimeoutMs)]);
    try {
      await Promise.race([deliver(row, signal), rejectOn(signal)]);
      await deleteOutbox(store.db, row.id);
    } catch (error) {
      const now = clock.now();
      await postponeOutbox(store.db, row, {
        dueAt: closing.signal.aborted ? now : now + retryAfterMs(row.attempt),
        error: failureOf(error),
        givenUpAt: row.attempt >= maxAttempts ? now : null,
      });
      options.onFailure?.(row, error);
    }
  }

  async function look(): Promise<void> {
    while (!closing.signal.aborted && busy.size < parallel) {
      const now = clock.now();
      const found = await store.transaction((tx) =>
        leaseNext(tx, { now, until: now + leaseMs }, [...busy.keys()]),
      );
      if (found === null) return;
      const row = read(found);
      const done = tryOne(row)
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
      schedule();
    });
  }

  function schedule(): void {
    clearTimeout(timer);
    if (closing.signal.aborted) return;
    timer = setTimeout(wake, lookEveryMs);
    timer.unref();
  }

  async function drain(): Promise<void> {
    for (;;) {
      wake();
      await looking;
      if (busy.size > 0) await Promise.race(busy.values());
      const due = busy.size > 0 || looking !== null ? clock.now() : await nextDue(store.db, clock.now());
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

const noRow: OutboxRow = {
  id: '',
  kind: 'card',
  conversationId: '',
  requestId: '',
  event: 'queued',
  seq: 0,
  attempt: 0,
};
