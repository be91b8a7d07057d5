import type { Reply } from '@token-desk/contract/api';
import { ProblemError } from '@token-desk/contract/problem';
import { findRequest } from '../store/requests.ts';
import { commit } from './commit.ts';
import type { Caller, Deps } from './deps.ts';

/** Which wrong thing was brought in, for the reports: the kind alone, and the request stays as it is. */
export async function noteWrongInput(
  deps: Deps,
  caller: Caller,
  noted: { readonly requestId: string; readonly kind: string },
): Promise<Reply<'noteWrongInput'>> {
  const { requestId, kind } = noted;
  await commit(deps, async (tx) => {
    if ((await findRequest(tx, requestId)) === null) throw new ProblemError('request-not-found');
    const actor = { kind: 'person', person: caller.person } as const;
    return { value: null, rows: [{ event: 'input_refused', actor, requestId, data: { kind } }] };
  });
  return {};
}
