import type { LiveEvent, Reply } from '@token-desk/contract/api';
import type { Deps } from './deps.ts';

export async function listAudit(
  deps: Deps,
  query: { readonly requestId?: string | undefined; readonly after?: string | undefined },
): Promise<Reply<'listAudit'>> {
  throw new Error(`not yet ${deps.practice}${query.after}`);
}

/** Walks the whole chain and every receipt. */
export async function verifyAudit(deps: Deps): Promise<Reply<'verifyAudit'>> {
  throw new Error(`not yet ${deps.practice}`);
}

/** What a reconnecting event stream missed, oldest first, at most 500: newest version of each request changed after `after`. */
export async function liveEventsAfter(deps: Deps, after: number): Promise<readonly LiveEvent[]> {
  throw new Error(`not yet ${deps.practice}${after}`);
}

/** Sequence of the newest audit row, 0 when there is none: where a fresh event stream starts. */
export async function lastSeq(deps: Deps): Promise<number> {
  throw new Error(`not yet ${deps.practice}`);
}
