import type { AuditRow } from '@token-desk/contract/audit-row';
import type { UnheardWhy } from '@token-desk/contract/chat/notice';
import type { RequestEventKind } from '@token-desk/contract/request-event';
import { throttled } from '../domain/delivery/unheard.ts';
import type { HolderNews } from '../domain/requests/notices.ts';

/**
 * One thing to tell one conversation. `card`: bring the request's card there to the newest state (post it when
 * there is none). `notice`: say one line about `event`, which is the audit row `seq`. `desk-notice`: the same
 * about what belongs to no request. `holder`: a card of its own to whoever carries the token of the audit row `seq`.
 * `task`: the card of a task, as `card`.
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
  | { readonly kind: 'task'; readonly taskId: string; readonly event: AuditRow['event'] }
  | { readonly kind: 'holder'; readonly requestId: string; readonly event: HolderNews }
);

/** `delivered` · `nothing`: there was nothing to tell · `unheard`: it reaches nobody, and trying again would not change that. */
export type Delivery = 'delivered' | 'nothing' | { readonly unheard: UnheardWhy };

/** What `Deliver` rejects with when it has to be sent otherwise, as a message of its own: it is tried again at once. */
export class Again extends Error {
  override readonly name = 'Again';
}

/** What `Deliver` rejects with when Teams said how long to wait. */
export class Throttled extends Error {
  override readonly name = throttled;
  readonly afterMs: number;
  constructor(afterMs: number, options?: ErrorOptions) {
    super(throttled, options);
    this.afterMs = afterMs;
  }
}

/**
 * Rejecting means: not delivered, try again later. What no answer came to may have been taken all the same, and comes twice
 * then; the ledger says so.
 */
export type Deliver = (row: OutboxRow, signal: AbortSignal) => Promise<Delivery>;
