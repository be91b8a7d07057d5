import { methodProblems } from '@token-desk/contract/entra/method-seen';
import type { ProblemCode } from '@token-desk/contract/problem';
import type { RequestDetail } from '@token-desk/contract/views';
import type { BurnEvent } from '../flow/burn/burn-flow.ts';
import { problemOf, type Session } from '../server/session.ts';

/** What a look meets when the request went on without this window. */
const wentOn: readonly ProblemCode[] = [
  'request-changed',
  'request-wrong-state',
  'request-claimed',
  'request-not-claimed',
];

/** One look at Microsoft's list: told while there is nothing to bind, and ordered where exactly one new method stands there. */
export async function lookForMethod(
  { api }: Pick<Session, 'api'>,
  { shown, ...number }: { readonly shown: RequestDetail; readonly graphRequestId?: string },
  dispatch: (event: BurnEvent) => void,
): Promise<void> {
  const params = { requestId: shown.id };
  const read = async () =>
    dispatch({ type: 'request-read', request: await api.call('getRequest', { params }) });
  try {
    const { seen, version } = await api.call('watchForMethod', { params });
    if (version > shown.version) return await read();
    const code = methodProblems[seen];
    if (code !== null) return dispatch({ type: 'looked', version, problem: { code } });
    const body = { version, command: { kind: 'look-for-method', ...number } } as const;
    dispatch({ type: 'request-read', request: await api.call('commandRequest', { params, body }) });
  } catch (error) {
    const problem = problemOf(error);
    if (wentOn.includes(problem.code)) await read().catch(() => {}); // the next look asks again
    dispatch({ type: 'looked', version: shown.version, problem });
  }
}
