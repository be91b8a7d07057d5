import { Button } from '@fluentui/react-components';
import type { Problem } from '@token-desk/contract/problem';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { ownGraph, untilStopped } from '../../burning/own-graph.ts';
import type { GraphAccess } from '../../graph/graph-access.ts';
import type { Said } from '../../graph/said.ts';
import { problemOf, useSession } from '../../server/session.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useBusyText } from '../../ui/use-busy-text.ts';
import { useAllStrings } from '../../words/words.tsx';

type State = 'idle' | 'asking' | 'removing' | 'removed';
type Words = {
  readonly go: string;
  readonly confirm: string;
  readonly stay: string;
  readonly removing: string;
  readonly removed: string;
};

/** One thing that a person's own rights remove at Microsoft, after a question; where that cannot be, says why. */
export function RemoveAtMicrosoft(props: {
  readonly words: Words;
  readonly title: string;
  /** It is the one thing to do on its page. */
  readonly isMain?: boolean;
  readonly children: ReactNode;
  remove(access: GraphAccess): Promise<Said>;
  /** With Microsoft's number of its answer. */
  onRemoved(said: Said): void;
}) {
  const { words } = props;
  const { load } = useAllStrings();
  const { me, account, now } = useSession();
  const [state, setState] = useState<State>('idle');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [waitsUntil, setWaitsUntil] = useState<number | null>(null);
  const running = useRef<AbortController>(undefined);
  const graph = useMemo(() => {
    const onWait = (ms: number) => setWaitsUntil(ms === 0 ? null : now() + ms);
    return ownGraph({ account, me }, onWait);
  }, [account, me, now]);
  const busy = useBusyText(waitsUntil);
  const go = async () => {
    setState('removing');
    setProblem(null);
    try {
      running.current = new AbortController();
      const said = await props.remove(await untilStopped(graph, running.current.signal)());
      setState('removed');
      props.onRemoved(said);
    } catch (error) {
      setState('idle');
      setProblem(problemOf(error));
    }
  };
  if (state === 'removed') {
    return (
      <p className="quiet" role="status">
        {words.removed}
      </p>
    );
  }
  return (
    <>
      {problem !== null && <ProblemNotice problem={problem} />}
      <Button
        size="large"
        data-main
        {...(props.isMain === true ? { appearance: 'primary' } : {})}
        disabledFocusable={state === 'removing'}
        onClick={() => setState('asking')}
      >
        {state === 'removing' ? words.removing : words.go}
      </Button>
      {busy !== null && (
        <>
          <p className="quiet" role="status">
            {busy}
          </p>
          <Button size="large" onClick={() => running.current?.abort()}>
            {load.stopWaiting}
          </Button>
        </>
      )}
      {state === 'asking' && (
        <ConfirmDialog
          title={props.title}
          goText={words.confirm}
          stayText={words.stay}
          onStay={() => setState('idle')}
          onGo={() => void go()}
        >
          {props.children}
        </ConfirmDialog>
      )}
    </>
  );
}
