import type { RequestEventKind } from '@token-desk/contract/request';
import type { Deps } from '../usecases/deps.ts';

/**
 * One thing to tell one conversation. `card`: bring the request's card there to the newest state (post it when
 * there is none). `notice`: say one line about `event`, which is the audit row `seq`.
 */
export type OutboxRow = {
  readonly id: string;
  readonly kind: 'card' | 'notice';
  readonly conversationId: string;
  readonly requestId: string;
  readonly event: RequestEventKind;
  readonly seq: number;
  /** 1 for the first try. */
  readonly attempt: number;
};

/** Rejecting means: not delivered, try again later. A delivery may come twice (at least once). */
export type Deliver = (row: OutboxRow, signal: AbortSignal) => Promise<void>;

export type OutboxWorker = {
  /** Look now; never throws. */
  wake(): void;
  /** Resolves when every row that is due now has been tried. */
  drain(): Promise<void>;
  close(): Promise<void>;
};

export function startOutbox(deps: Pick<Deps, 'store' | 'clock'>, deliver: Deliver): OutboxWorker {
  throw new Error(`not yet ${deps.clock.now()}${deliver.length}`);
}
