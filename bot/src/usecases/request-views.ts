import type { Reply, RequestDetail, RequestQuery } from '@token-desk/contract/api';
import type { Request } from '@token-desk/contract/request';
import type { Caller, Deps } from './deps.ts';

export async function getRequestDetail(
  deps: Deps,
  caller: Caller,
  requestId: string,
): Promise<RequestDetail> {
  throw new Error(`not yet ${deps.practice}${caller.person.id}${requestId}`);
}

export async function listRequests(
  deps: Deps,
  caller: Caller,
  query: RequestQuery,
): Promise<Reply<'listRequests'>> {
  throw new Error(`not yet ${deps.practice}${caller.person.id}${query.q}`);
}

/** The request as it is, unfiltered: for cards, whose builder decides what a conversation may read. Null when unknown. */
export async function findRequest(deps: Deps, requestId: string): Promise<Request | null> {
  throw new Error(`not yet ${deps.practice}${requestId}`);
}
