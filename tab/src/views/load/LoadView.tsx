import { may } from '@token-desk/contract/rights';
import { useState } from 'react';
import { type LoadRun, newLoadRun } from '../../flow/load/load-run.ts';
import { keepLoad, keptLoad } from '../../kept/kept-load.ts';
import { useSession } from '../../server/session.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { Loading } from './Loading.tsx';
import { StartLoad } from './StartLoad.tsx';

/** Tokens burned, checked and created at Microsoft ahead of requests, box by box. */
export function LoadView() {
  const { load: words } = useAllStrings();
  const { me, now } = useSession();
  const [run, setRun] = useState<LoadRun | null>(keptLoad);
  if (!may('load', me.roles)) {
    return <PageFrame layout="text" title={words.title} lead={words.noRole} />;
  }
  if (run === null) return <StartLoad onStart={(box, count) => setRun(newLoadRun(box, count, now()))} />;
  return (
    <Loading
      run={run}
      onBoxes={() => {
        keepLoad(null);
        setRun(null);
      }}
    />
  );
}
