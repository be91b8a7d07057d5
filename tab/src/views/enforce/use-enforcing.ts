import type { WaiverReason } from '@token-desk/contract/request';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type EnforceStep, type Enforcing, enforceAll, waiveAll } from '../../burning/enforce.ts';
import { ownGraph, untilStopped } from '../../burning/own-graph.ts';
import { pauseOf } from '../../pause.ts';
import { useSession } from '../../server/session.ts';

type Steps = Readonly<Record<string, EnforceStep>>;

export type EnforcingRun = {
  /** Who is worked on, in this order; empty while nothing is. */
  readonly running: readonly Enforcing[];
  /** How the last one ended. */
  readonly ended: { readonly done: number; readonly failed: number; readonly left: number } | null;
  /** How far each is, or why not; also of the last run. */
  readonly steps: Steps;
  /** For so long Microsoft wants us to wait; 0: it does not. */
  readonly waitMs: number;
  switchOn(chosen: readonly Enforcing[]): void;
  waive(chosen: readonly Enforcing[], because: WaiverReason): void;
  /** Before the next person; a wait for Microsoft ends at once. */
  stop(): void;
};

/** One run after the other over those who are chosen; leaving the page ends it before the next person. */
export function useEnforcing(onEnd: () => void): EnforcingRun {
  const { api, account, me } = useSession();
  const [running, setRunning] = useState<readonly Enforcing[]>([]);
  const [ended, setEnded] = useState<EnforcingRun['ended']>(null);
  const [steps, setSteps] = useState<Steps>({});
  const [waitMs, setWaitMs] = useState(0);
  const current = useRef<AbortController>(undefined);
  useEffect(() => () => current.current?.abort(), []);
  const graph = useMemo(() => ownGraph({ account, me }, setWaitMs), [account, me]);

  const run = (
    chosen: readonly Enforcing[],
    work: (parts: Parameters<typeof enforceAll>[1]) => Promise<void>,
  ) => {
    const aborting = new AbortController();
    current.current = aborting;
    const reached = new Map<string, EnforceStep>();
    const onStep = (requestId: string, step: EnforceStep) => {
      reached.set(requestId, step);
      setSteps(Object.fromEntries(reached));
    };
    setRunning(chosen);
    setEnded(null);
    setSteps({});
    const { signal } = aborting;
    const parts = {
      ...{ api, signal, onStep },
      graph: untilStopped(graph, signal),
      pause: (ms: number) => pauseOf(ms, signal),
    };
    void work(parts).then(() => {
      const done = [...reached.values()].filter((step) => step === 'done').length;
      setRunning([]);
      setEnded({ done, failed: reached.size - done, left: chosen.length - reached.size });
      onEnd();
    });
  };
  return {
    running,
    ended,
    steps,
    waitMs,
    switchOn: (chosen) => run(chosen, (parts) => enforceAll(chosen, parts)),
    waive: (chosen, because) => run(chosen, (parts) => waiveAll(chosen, { ...parts, because })),
    stop: () => current.current?.abort(),
  };
}
