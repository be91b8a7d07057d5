import { Button } from '@fluentui/react-components';
import type { Problem } from '@token-desk/contract/problem';
import { may } from '@token-desk/contract/rights';
import type { DeviceFound } from '@token-desk/contract/routes/loads';
import type { TokenDetail } from '@token-desk/contract/token/record';
import { useState } from 'react';
import { problemOf, useSession } from '../../server/session.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';

/** A token that was loaded and is not any more, or not yet: it is as soon as Microsoft shows its device. */
export function LoadAgain(props: { readonly token: TokenDetail; onFound(): void }) {
  const { serial, state, isLoadChecked, isFactorySeeded } = props.token;
  const { api, me } = useSession();
  const { loadAgain: words } = useAllStrings().tokens;
  const [found, setFound] = useState<DeviceFound | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isOpen = state === 'quarantine' || state === 'burned_unverified';
  const mayCount = isLoadChecked === true || isFactorySeeded;
  const look = () => {
    setFound(null);
    setProblem(null);
    api.call('lookForDevice', { params: { serial }, body: {} }).then(
      (answer) => {
        setFound(answer.found);
        props.onFound();
      },
      (error: unknown) => setProblem(problemOf(error)),
    );
  };
  return (
    <>
      {isOpen && mayCount && may('load', me.roles) && (
        <Button size="large" onClick={look}>
          {words.look}
        </Button>
      )}
      {found !== null && <p role="status">{words.found[found]}</p>}
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  );
}
