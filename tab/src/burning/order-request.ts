import type { RequestCommand } from '@token-desk/contract/request';
import type { RequestDetail } from '@token-desk/contract/views';
import type { BurnEvent } from '../flow/burn/burn-flow.ts';
import { problemOf, type Session } from '../server/session.ts';

/**
 * Orders something of the request as this window shows it. Where it moved on without changing state (a receipt came
 * in, a note was made), the same order still means the same and is given once more for the newer version.
 */
export async function orderRequest(
  { api }: Pick<Session, 'api'>,
  shown: RequestDetail,
  command: RequestCommand,
  dispatch: (event: BurnEvent) => void,
): Promise<boolean> {
  const params = { requestId: shown.id };
  const send = async (version: number) => {
    const request = await api.call('commandRequest', { params, body: { version, command } });
    dispatch({ type: 'refusal-seen' });
    dispatch({ type: 'request-read', request });
    return true;
  };
  try {
    return await send(shown.version);
  } catch (error) {
    const problem = problemOf(error);
    try {
      const request = await api.call('getRequest', { params });
      dispatch({ type: 'request-read', request });
      const isSame = request.state === shown.state && request.claim?.by.id === shown.claim?.by.id;
      if (problem.code === 'request-changed' && isSame) return await send(request.version);
    } catch (second) {
      dispatch({ type: 'refused', problem: problemOf(second) });
      return false;
    }
    dispatch({ type: 'refused', problem });
    return false;
  }
}
