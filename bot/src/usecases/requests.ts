import type { RequestDetail } from '@token-desk/contract/api';
import type { Person } from '@token-desk/contract/ids';
import type { Request, RequestCommand, RequestForm } from '@token-desk/contract/request';
import type { Caller, Deps } from './deps.ts';

export type Submission = {
  /** Object id or UPN of the person who will carry the token. */
  readonly subject: string;
  readonly form: RequestForm;
  readonly source: 'chat' | 'tab';
  /** The same key answers with the same request: a card pressed twice submits once. */
  readonly submissionId?: string;
};

export async function submitRequest(deps: Deps, caller: Caller, submission: Submission): Promise<Request> {
  throw new Error(`not yet ${deps.practice}${caller.person.id}${submission.source}`);
}

export type Order = {
  readonly requestId: string;
  /** The version the person saw; null decides on the newest (chat, where a card may be old). */
  readonly version: number | null;
  readonly command: RequestCommand;
};

export async function commandRequest(deps: Deps, caller: Caller, order: Order): Promise<RequestDetail> {
  throw new Error(`not yet ${deps.practice}${caller.person.id}${order.requestId}`);
}

/** Requests this person asked for or will carry, newest first, at most 20. */
export async function listMine(deps: Deps, person: Person): Promise<readonly Request[]> {
  throw new Error(`not yet ${deps.practice}${person.id}`);
}

/** Lapses idle claims and jobs, closes and expires what is due, drops old envelopes. Call it every minute. Answers how many it changed. */
export async function sweep(deps: Deps): Promise<number> {
  throw new Error(`not yet ${deps.practice}`);
}
