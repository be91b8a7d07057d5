import { Button } from '@fluentui/react-components';
import type { Problem } from '@token-desk/contract/problem';
import { useState } from 'react';
import { problemOf, useSession } from '../../server/session.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';

type State = 'idle' | 'asking' | 'removing' | 'removed';

/** Removes the token's method with the technician's own rights; where that cannot be, says why. */
export function RemoveMethod(props: {
  readonly holder: { readonly id: string; readonly name: string };
  readonly methodId: string;
  onRemoved(): void;
}) {
  const { holder, methodId } = props;
  const { me, account } = useSession();
  const { remove: words } = useAllStrings().tokens.takeBack;
  const [state, setState] = useState<State>('idle');
  const [problem, setProblem] = useState<Problem | null>(null);
  const go = async () => {
    setState('removing');
    setProblem(null);
    try {
      const { removeMethod } = await import('../../sign-in/graph-access.ts');
      await removeMethod(
        holder.id,
        methodId,
        account === null ? {} : { credential: async () => account.graph },
      );
      setState('removed');
      props.onRemoved();
    } catch (error) {
      setState('idle');
      setProblem(problemOf(error));
    }
  };
  if (me.practice) return <p className="quiet">{words.practice}</p>;
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
        disabledFocusable={state === 'removing'}
        onClick={() => setState('asking')}
      >
        {state === 'removing' ? words.removing : words.go}
      </Button>
      {state === 'asking' && (
        <ConfirmDialog
          title={words.title(holder.name)}
          goText={words.confirm}
          stayText={words.stay}
          onStay={() => setState('idle')}
          onGo={() => void go()}
        >
          {words.text(holder.name)}
        </ConfirmDialog>
      )}
    </>
  );
}
