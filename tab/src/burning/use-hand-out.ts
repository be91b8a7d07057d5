import { ProblemError } from '@token-desk/contract/problem';
import type { RequestDetail } from '@token-desk/contract/views';
import { useEffect, useMemo, useReducer, useRef } from 'react';
import type { BurnEvent } from '../flow/burn/burn-flow.ts';
import { type HandOutState, reduceHandOut, startHandOut } from '../flow/hand-out-flow.ts';
import type { GraphAccess } from '../graph/graph-access.ts';
import { numberIn, type Said } from '../graph/said.ts';
import { acceptedOf, keepAccepted } from '../kept/kept-accepted.ts';
import { problemOf, useSession } from '../server/session.ts';
import { wasChecked } from './checked-codes.ts';
import { ownGraph, untilStopped } from './own-graph.ts';
import { useMethodWatch } from './use-method-watch.ts';

/** Microsoft's list may be some seconds behind what it was just told. */
const looksAgainAfterMs = [1_000, 2_000, 4_000, 8_000] as const;

export type HandOut = {
  readonly state: HandOutState;
  typeCode(code: string): void;
  /** They are not here: it is assigned without a code, and they activate it themselves. */
  leaveToThem(): void;
  /** Microsoft wants us to wait, and nobody wants to. */
  stopWaiting(): void;
  typeHere(): void;
  tryAgain(): void;
  lookAgain(): void;
};

/**
 * The effects of handing out a loaded token: the code goes to Microsoft with the technician's own access, and the
 * server reads the list back until it shows it. `tell` hears what the request became.
 */
export function useHandOut(
  request: RequestDetail,
  serial: string,
  tell: (event: BurnEvent) => void,
): HandOut {
  const session = useSession();
  const { account, api, me, now } = session;
  const { id, subject } = request;
  const [state, dispatch] = useReducer(reduceHandOut, null, () => {
    const kept = acceptedOf(id, serial);
    return startHandOut(kept === null ? null : { at: kept.at, requestId: kept.graphRequestId });
  });
  const graph = useMemo(() => {
    const onWait = (ms: number) => dispatch({ type: 'waits', until: ms === 0 ? null : now() + ms });
    return ownGraph({ account, me }, onWait);
  }, [account, me, now]);
  const sending = useRef<AbortController>(undefined);
  const stoppable = () => {
    sending.current = new AbortController();
    return untilStopped(graph, sending.current.signal)();
  };
  useEffect(() => {
    // needed at the sixth digit, when nobody should wait for them
    void Promise.allSettled([graph(), import('../graph/methods.ts')]);
  }, [graph]);
  const isLooking = (state.kind === 'reading-back' || state.kind === 'awaiting') && state.isLooking;
  const isWatching = state.kind === 'finding-out' || isLooking;
  const said = state.kind === 'reading-back' ? state : null;
  useMethodWatch(isWatching, session, { request, ...numberIn(said) }, (event) => {
    if (event.type === 'looked') {
      // `null`: bound, and told as the request
      if (event.problem === null) return;
      const { code, detail } = event.problem;
      const isLeftToThem = request.awaitsHolder === true;
      dispatch({ type: 'looked', problem: { code, detail: { serial, ...detail } }, at: now(), isLeftToThem });
    } else if (event.type === 'looking-ended') dispatch(event);
    else tell(event);
  });
  useEffect(() => {
    if (state.kind === 'reading-back') {
      const { since: at, requestId: graphRequestId } = state;
      keepAccepted({ requestId: id, serial, at, graphRequestId });
    } else if (state.kind !== 'finding-out') keepAccepted(null);
  }, [state, id, serial]);
  return {
    state,
    typeCode(code) {
      if (state.kind !== 'typing') return;
      dispatch({ type: 'code-typed' });
      const give = async () => {
        if (await wasChecked(serial, code)) throw new ProblemError('code-old');
        const [access, { assignAndActivate }] = await Promise.all([
          stoppable(),
          import('../graph/methods.ts'),
        ]);
        return await assignAndActivate(access, { personId: subject.id, serial, code, displayName: serial });
      };
      give().then(
        ({ requestId }) => dispatch({ type: 'accepted', at: now(), requestId }),
        (error: unknown) => dispatch({ type: 'not-accepted', problem: problemOf(error) }),
      );
    },
    leaveToThem() {
      if (state.kind !== 'typing') return;
      dispatch({ type: 'code-typed' });
      const give = async () => {
        const leaveIt = async (isAssigned: boolean, said: Said | null) => {
          const params = { requestId: id };
          const { version } = await api.call('getRequest', { params });
          const command = { kind: 'leave-to-holder', isAssigned, ...numberIn(said) } as const;
          return api.call('commandRequest', { params, body: { version, command } });
        };
        const [{ deviceId }] = await Promise.all([
          api.call('getToken', { params: { serial } }),
          leaveIt(false, null),
        ]);
        const [access, { assign }] = await Promise.all([stoppable(), import('../graph/methods.ts')]);
        const said = await assign(access, { personId: subject.id, serial, deviceId: deviceId ?? '' });
        const recorded = await onceListed(access, () => leaveIt(true, said));
        tell({ type: 'request-read', request: recorded });
      };
      give().then(
        () => dispatch({ type: 'left-to-them' }),
        (error: unknown) => dispatch({ type: 'not-accepted', problem: problemOf(error) }),
      );
    },
    stopWaiting: () => sending.current?.abort(),
    typeHere: () => dispatch({ type: 'type-here' }),
    tryAgain: () => dispatch({ type: 'try-again' }),
    lookAgain: () => dispatch({ type: 'look-again' }),
  };
}

async function onceListed<T>({ pause }: GraphAccess, record: () => Promise<T>): Promise<T> {
  for (const afterMs of looksAgainAfterMs) {
    try {
      return await record();
    } catch (error) {
      if (problemOf(error).code !== 'left-not-listed') throw error;
    }
    await pause(afterMs);
  }
  return record();
}
