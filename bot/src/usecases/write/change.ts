import type { LiveEvent } from '@token-desk/contract/api';
import type { OtherEventKind } from '@token-desk/contract/audit-row';
import type { ToBurner } from '@token-desk/contract/desk/job';
import type { SignedReceipt } from '@token-desk/contract/desk/receipt';
import type { Request } from '@token-desk/contract/request';
import type { Actor } from '@token-desk/contract/request-event';
import type { AuditData, RequestEvent } from '../../domain/requests/request-events.ts';
import type { TokenGone } from '../../domain/tokens/token-gone.ts';
import type { Job } from '../../store/tables/jobs.ts';

/** A token that went another way than the request that had it: whoever counts on it is told in the same transaction. */
export type TakenToken = {
  readonly serial: string;
  readonly requestId: string;
  readonly because: TokenGone;
  readonly actor: Actor;
  readonly why: string;
};

/** What a decision does to one request. `before` is the version it was made on. */
export type Change = {
  readonly before: Request | null;
  readonly events: readonly RequestEvent[];
  /** A desk's signed word for the first event. */
  readonly receipt?: SignedReceipt;
  readonly submissionKey?: string;
  /** A job that begins with this change. */
  readonly job?: Job;
};

/** An audit row besides what happened to a request. */
export type OtherRow = {
  readonly event: OtherEventKind;
  readonly actor: Actor;
  readonly data: AuditData;
  /** The request it is about, although it does not change it. */
  readonly requestId?: string | null;
  readonly receipt?: SignedReceipt;
};

export type Written<T> = {
  readonly value: T;
  readonly change?: Change;
  /** What the same decision does to other requests. */
  readonly others?: readonly Change[];
  readonly rows?: readonly OtherRow[];
  /** What this takes from requests that counted on it: they fail in the same transaction. */
  readonly taken?: readonly TakenToken[];
  /** Jobs without a request that ended with this: their desk and the tabs are told. */
  readonly ended?: readonly Job[];
  /** What else desks and tabs hear once it is stored. */
  readonly hints?: readonly Hint[];
};

/** Said after the transaction and never the truth: whoever misses one reads the database. */
export type Hint =
  | { readonly to: 'desk'; readonly burnerId: string; readonly frame: ToBurner }
  | { readonly to: 'tabs'; readonly event: LiveEvent }
  /** The link of a desk that is shut out, whichever bot has it. */
  | { readonly to: 'cut'; readonly burnerId: string };
