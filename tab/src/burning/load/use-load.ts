import { secretLifetimeMs } from '@token-desk/contract/desk/job';
import type { Problem, ProblemCode } from '@token-desk/contract/problem';
import type { Algorithm } from '@token-desk/contract/token/config';
import { modelOf } from '@token-desk/contract/token/model';
import type { BurnerView, JobView } from '@token-desk/contract/views';
import { useEffect, useEffectEvent, useMemo, useReducer, useRef } from 'react';
import { isOver, problemOfWire } from '../../flow/burn/burn-flow.ts';
import { type LoadState, type LoadWork, reduceLoad, startLoad } from '../../flow/load/load-flow.ts';
import { algorithmFor, type LoadRun } from '../../flow/load/load-run.ts';
import { numberIn } from '../../graph/said.ts';
import { pauseOf } from '../../pause.ts';
import { createDrawnBox } from '../../seed/drawn-box.ts';
import { problemOf, useLive, useSession } from '../../server/session.ts';
import { rememberChecked } from '../checked-codes.ts';
import { ownGraph, untilStopped } from '../own-graph.ts';
import { createAtMicrosoft, deleteAtMicrosoft } from './create-at-microsoft.ts';
import { openLoad } from './open-load.ts';

/** How long what the desk drew waits here, sealed, for Microsoft. */
export const drawnWaitMs = secretLifetimeMs;
const jobLookMs = 1_000;
const lookEveryMs = 1_000;
/** Then somebody is asked whether to go on looking. */
const lookForMs = 60_000;

export type Load = {
  readonly state: LoadState;
  readonly desk: BurnerView | null;
  chooseHash(algorithm: Algorithm): void;
  write(serial: string): void;
  /** The order to the desk, while it has written nothing. */
  cancel(): void;
  typeCode(code: string): void;
  saySame(): void;
  sayDifferent(): void;
  createAgain(): void;
  /** Microsoft wants us to wait, and nobody wants to. */
  stopWaiting(): void;
  /** Deletes what stands at Microsoft under this serial with another secret, and creates it anew. */
  replace(): void;
  /** Microsoft's answer was lost: the server looks whether the device is there. */
  lookAnyway(): void;
  /** What stands at Microsoft under the serial of a token that is about to be written. */
  deleteOld(serial: string): void;
  lookAgain(): void;
  leaveToken(): void;
  next(): void;
  foundLoaded(serial: string): void;
  stop(): void;
  more(count: number): void;
};

/**
 * The effects of loading a box, or one token for a request: orders, follows, reads back; what they mean is decided in
 * `load-flow`. `keep` remembers the run over a reload.
 */
export function useLoad(run: LoadRun, keep: (run: LoadRun) => void, forRequest: string | null): Load {
  const session = useSession();
  const { api, account, me, burners, deskId, now } = session;
  const [state, dispatch] = useReducer(reduceLoad, run, (kept) => startLoad({ ...kept, jobId: null }));
  const { work } = state;
  const drawn = useMemo(
    () => createDrawnBox({ lifetimeMs: drawnWaitMs, onForgotten: () => dispatch({ type: 'secret-gone' }) }),
    [],
  );
  useEffect(() => () => drawn.drop(), [drawn]);
  useEffect(() => keep(state.run), [keep, state.run]);
  /** Done once the desk's key was checked: no code is sent before. */
  const opening = useRef<Promise<{ readonly digits: string }>>(undefined);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const abandoned = run.jobId;
  useEffect(() => {
    // its key is gone with the page that made it: what the desk wrote meanwhile stands among what is left over
    if (abandoned !== null) api.call('cancelJob', { params: { jobId: abandoned }, body: {} }).catch(() => {}); // it ends by itself too
  }, [api, abandoned]);

  const seeJob = (job: JobView) => dispatch({ type: 'job-seen', job });
  useLive((hint) => {
    if (hint.type === 'job') seeJob(hint.job);
  });
  const writing = work.kind === 'write' && work.job !== null && !isOver(work.job) ? work.job.id : null;
  useEffect(() => {
    if (writing === null) return;
    const look = () =>
      void api.call('getJob', { params: { jobId: writing } }).then(
        (job) => dispatch({ type: 'job-seen', job }),
        () => {}, // live events tell the same
      );
    look();
    const timer = setInterval(look, jobLookMs);
    return () => clearInterval(timer);
  }, [api, writing]);

  const desk = burners.find(({ id }) => id === deskId) ?? null;
  const inHand = 'token' in work ? work.token.serial : null;
  const graph = useMemo(() => {
    const onWait = (ms: number) => dispatch({ type: 'waits', until: ms === 0 ? null : now() + ms });
    return ownGraph({ account, me }, onWait);
  }, [account, me, now]);
  const creating = useRef<AbortController>(undefined);
  const create = (isReplacing: boolean) => {
    if (inHand === null) return;
    creating.current = new AbortController();
    const stoppable = untilStopped(graph, creating.current.signal);
    drawn
      .use((secret) =>
        createAtMicrosoft(stoppable, { serial: inHand, secret, made: writtenHere(inHand), isReplacing }),
      )
      .then(
        ({ deviceId, requestId }) =>
          dispatch({ type: 'created', deviceId, graphRequestId: requestId, at: now() }),
        (error: unknown) => dispatch({ type: 'not-created', problem: problemOf(error) }),
      );
  };
  useEffect(() => {
    // needed between two keys, when nobody should wait for them
    void Promise.allSettled([
      graph(),
      import('../../graph/devices.ts'),
      import('@token-desk/contract/seed/envelope'),
    ]);
  }, [graph]);
  const isSecretUseless = work.kind === 'failed' || work.kind === 'place' || work.kind === 'ended';
  useEffect(() => {
    if (isSecretUseless) drawn.drop();
  }, [drawn, isSecretUseless]);

  const look = useEffectEvent(async (signal: AbortSignal) => {
    if (work.kind !== 'look') return;
    const { token, deviceId, graphRequestId } = work;
    try {
      const params = { serial: token.serial };
      const body = {
        ...(deviceId === null ? {} : { deviceId }),
        ...numberIn({ requestId: graphRequestId }),
      };
      const { found } = await api.call('lookForDevice', { params, body, signal });
      if (!signal.aborted) dispatch({ type: 'looked', found, at: now() });
    } catch (error) {
      if (!signal.aborted) dispatch({ type: 'not-looked', problem: problemOf(error) });
    }
  });
  const isLooking = work.kind === 'look' && work.isLooking;
  useEffect(() => {
    if (!isLooking) return;
    const looking = new AbortController();
    const { signal } = looking;
    const since = Date.now();
    const lookOn = async () => {
      while (!signal.aborted && Date.now() - since < lookForMs) {
        await look(signal);
        await pauseOf(lookEveryMs, signal);
      }
      if (!signal.aborted) dispatch({ type: 'looking-ended' });
    };
    void lookOn();
    return () => looking.abort();
  }, [isLooking]);

  return {
    state,
    desk,
    chooseHash: (algorithm) => dispatch({ type: 'hash-chosen', algorithm }),
    write(serial) {
      if (desk === null || work.kind !== 'place') return;
      running.current = new AbortController();
      const { signal } = running.current;
      dispatch({ type: 'write', serial, at: now() });
      const { box } = state.run;
      const algorithm = algorithmFor(state.run, serial);
      const opened = openLoad({ api, drawn, burner: desk, serial, box, forRequest, algorithm, signal });
      opening.current = opened;
      opened.then(
        ({ job, digits }) => {
          seeJob(job);
          dispatch({ type: 'keyed', digits });
        },
        (error: unknown) => dispatch({ type: 'not-begun', problem: problemOf(error) }),
      );
    },
    cancel() {
      const { jobId } = state.run;
      if (jobId === null) return;
      api.call('cancelJob', { params: { jobId }, body: {} }).then(seeJob, () => {}); // it ends by itself too
    },
    typeCode(code) {
      const { jobId } = state.run;
      if (jobId === null || opening.current === undefined) return;
      dispatch({ type: 'code-sent' });
      const check = async ({ digits }: { readonly digits: string }) => {
        const answer = await api.call('checkLoad', { params: { jobId }, body: { code } });
        if (!answer.matched) return dispatch({ type: 'code-wrong', problem: whyNot(answer.problem) });
        if (answer.sealed === null)
          return dispatch({ type: 'code-wrong', problem: { code: 'secret-gone-drawn' } });
        drawn.take(answer.sealed);
        if (inHand !== null) await rememberChecked(inHand, code);
        dispatch({ type: 'code-matched', digits });
      };
      opening.current
        .then(check)
        .catch((error: unknown) => dispatch({ type: 'code-wrong', problem: problemOf(error) }));
    },
    saySame() {
      dispatch({ type: 'digits-same' });
      create(false);
    },
    sayDifferent() {
      drawn.drop();
      dispatch({ type: 'digits-differ' });
    },
    createAgain() {
      dispatch({ type: 'create-again' });
      create(false);
    },
    stopWaiting: () => creating.current?.abort(),
    replace() {
      dispatch({ type: 'create-again' });
      create(true);
    },
    lookAnyway: () => dispatch({ type: 'look-anyway', at: now() }),
    deleteOld(serial) {
      deleteAtMicrosoft(graph, serial).then(
        () => dispatch({ type: 'place-told', problem: null }),
        (error: unknown) => dispatch({ type: 'place-told', problem: problemOf(error) }),
      );
    },
    lookAgain: () => dispatch({ type: 'look-again' }),
    leaveToken() {
      drawn.drop();
      dispatch({ type: 'token-left', code: whyLeft(work) });
    },
    next: () => dispatch({ type: 'next' }),
    foundLoaded: (serial) => dispatch({ type: 'found-loaded', serial }),
    stop: () => dispatch({ type: 'stopped' }),
    more: (count) => dispatch({ type: 'more', wanted: state.run.loaded.length + count }),
  };
}

const writtenHere = (serial: string) => ({ manufacturer: 'Token2', model: modelOf(serial)?.model ?? '' });

/** What the report says of a token that somebody leaves. */
function whyLeft(work: LoadWork): ProblemCode {
  const problem = 'problem' in work ? work.problem : null;
  if (problem !== null) return problem.code;
  return work.kind === 'check' ? 'token-not-checked' : 'token-not-loaded';
}

const whyNot = (problem: Parameters<typeof problemOfWire>[0] | null): Problem =>
  problem === null ? { code: 'code-wrong' } : problemOfWire(problem);
