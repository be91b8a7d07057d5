import type { Problem } from '@token-desk/contract/problem';
import type { RequestCommand } from '@token-desk/contract/request';
import type { BurnerView, JobView } from '@token-desk/contract/views';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { type BurnEvent, type BurnState, isOver, problemOfWire } from '../flow/burn/burn-flow.ts';
import { type Road, routeOf } from '../flow/burn/road.ts';
import { type Screen, screenOf } from '../flow/burn/screen.ts';
import type { After } from '../places/places.ts';
import type { SeedBox } from '../seed/seed-box.ts';
import { problemOf, useLive, useSession } from '../server/session.ts';
import { burn } from './burn.ts';
import { keptBurn, letGoOf, showBurn } from './kept-burns.ts';
import { orderRequest } from './order-request.ts';
import { useMethodWatch } from './use-method-watch.ts';

export type Burn = {
  readonly state: BurnState;
  readonly screen: Screen;
  readonly desk: BurnerView | null;
  readonly box: SeedBox;
  /** Where it goes on afterwards. */
  readonly after: After;
  dispatch(event: BurnEvent): void;
  /** True when the server did it; a refusal stands in `state.refused`. */
  order(command: RequestCommand): Promise<boolean>;
  /** Another way to the token than the one shown; between the routes it is recorded first. */
  takeRoad(road: Road): Promise<void>;
  write(serial: string): void;
  cancelJob(): Promise<void>;
  /** Forgets what this window knows of it: somebody leaves it for good. */
  letGo(): void;
  typeCode(code: string): void;
};

/** The wizard's effects: reads, follows and orders; what they mean is decided in `burn-flow`. */
export function useBurn(
  requestId: string,
  after: After,
): {
  readonly burn: Burn | null;
  readonly problem: Problem | null;
  read(): void;
} {
  const session = useSession();
  const { api, me, burners, deskId } = session;
  const kept = useMemo(() => keptBurn(requestId), [requestId]);
  const { box, dispatch } = kept;
  const known = useSyncExternalStore(kept.subscribe, kept.state);
  const [isRead, setIsRead] = useState(false);
  // what this window kept may be from before somebody else took it over: it is shown once the server was asked
  const state = isRead ? known : null;
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => showBurn(kept), [kept]);

  const read = useCallback(() => {
    api.call('getRequest', { params: { requestId } }).then(
      (request) => {
        kept.begin(request, me.person.id);
        dispatch({ type: 'request-read', request });
        setIsRead(true);
        setProblem(null);
      },
      (error: unknown) => setProblem(problemOf(error)),
    );
  }, [api, requestId, me.person.id, kept, dispatch]);
  useEffect(read, [read]);

  // also heard by what was begun here and goes on while another page is open
  const seeJob = useCallback(
    (job: JobView) => {
      if (job.offer.requestId !== requestId) return;
      if (isOver(job) && !isOver(kept.state()?.job ?? null)) {
        if (job.outcome === 'burned' || job.outcome === 'unknown') box.markBurned();
        read();
      }
      dispatch({ type: 'job-seen', job });
    },
    [requestId, kept, box, dispatch, read],
  );
  const heard = useRef(0);
  useLive((hint) => {
    if (hint.type === 'job') {
      heard.current += 1;
      seeJob(hint.job);
    }
    if (hint.type === 'look' || (hint.type === 'request' && hint.requestId === requestId)) read();
  });

  const openJobId = state?.request.openJobId ?? null;
  const runningId = state?.job !== null && state !== null && !isOver(state.job) ? state.job.id : openJobId;
  useEffect(() => {
    if (runningId === null) return;
    const look = () => {
      const before = heard.current;
      api.call('getJob', { params: { jobId: runningId } }).then(
        // what was heard meanwhile is newer
        (job) => heard.current === before && seeJob(job),
        () => {}, // live events tell the same
      );
    };
    look();
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [api, runningId, seeJob]);

  const isWatching =
    state !== null && screenOf(state).kind === 'finish' && state.finish.isLooking && me.methodsReadable;
  useMethodWatch(isWatching, session, { request: state?.request ?? null }, dispatch);

  const mayHold = state === null || state.request.claim?.by.id === state.myId;
  useEffect(() => {
    if (!mayHold) box.drop();
  }, [box, mayHold]);

  const desk = burners.find(({ id }) => id === deskId) ?? null;
  if (state === null) return { burn: null, problem, read };

  return {
    problem,
    read,
    burn: {
      state,
      screen: screenOf(state),
      desk,
      box,
      after,
      dispatch,
      order: (command) => orderRequest(session, state.request, command, dispatch),
      async takeRoad(road) {
        const route = routeOf(road);
        const shown = screenOf(state).kind === 'secret' ? 'A' : 'B';
        const order = { kind: 'choose-route', route } as const;
        if (route === shown || (await orderRequest(session, state.request, order, dispatch)))
          kept.chooseRoad(road);
      },
      write(serial) {
        if (desk === null || state.secret.kind !== 'held') return;
        dispatch({ type: 'sealing', serial });
        const { facts } = state.secret;
        const accountSeen = facts.account !== null;
        burn({
          api,
          box,
          burner: desk,
          request: state.request,
          serial,
          facts,
          accountSeen,
          signal: kept.begun(),
        }).then(seeJob, (error: unknown) => {
          box.drop();
          dispatch({ type: 'secret-dropped', problem: problemOf(error) });
          read();
        });
      },
      async cancelJob() {
        box.drop();
        if (runningId === null) return;
        await api.call('cancelJob', { params: { jobId: runningId }, body: {} }).then(
          (job) => dispatch({ type: 'job-seen', job }),
          (error: unknown) => dispatch({ type: 'refused', problem: problemOf(error) }),
        );
        read();
      },
      letGo: () => letGoOf(kept),
      typeCode(code) {
        dispatch({ type: 'code-sent' });
        api.call('checkCode', { params: { requestId }, body: { code } }).then(
          ({ matched, problem: wrong }) => {
            const told: Problem = wrong === null ? { code: 'code-wrong' } : problemOfWire(wrong);
            dispatch({ type: 'code-answered', matched, problem: matched ? null : told });
            read();
          },
          (error: unknown) => dispatch({ type: 'code-answered', matched: false, problem: problemOf(error) }),
        );
      },
    },
  };
}
