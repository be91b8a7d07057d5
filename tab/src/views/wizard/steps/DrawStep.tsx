import { Button, Spinner } from '@fluentui/react-components';
import { useEffect, useEffectEvent, useState } from 'react';
import { useLoad } from '../../../burning/load/use-load.ts';
import type { Burn } from '../../../burning/use-burn.ts';
import { useLoadSounds } from '../../../burning/use-sounds.ts';
import { leftOfBegun, leftOfDrawn } from '../../../flow/load/load-flow.ts';
import { newLoadRun } from '../../../flow/load/load-run.ts';
import { keepHere, keptHere } from '../../../kept/kept-load.ts';
import { useSession } from '../../../server/session.ts';
import type { Tool } from '../../../ui/frame/tool.ts';
import { Heading } from '../../../ui/Heading.tsx';
import { useAllStrings } from '../../../words/words.tsx';
import { isDeskReady } from '../../burners/ChooseDesk.tsx';
import { LoadStep } from '../../load/LoadStep.tsx';
import { givenName } from '../given-name.ts';
import { RoadLine, useOtherRoads } from '../Road.tsx';
import { StepFoot } from '../StepFoot.tsx';
import { useLoadedOnReader } from '../use-loaded-stock.ts';
import { DeskStep } from './DeskStep.tsx';

/** One token is loaded here, for the person in hand, and taken at once. Until then it lies, in the books, at this desk. */
export function DrawStep({ burn, box }: { readonly burn: Burn; readonly box: string }) {
  const { now } = useSession();
  // an order that a reload left open is found again, and ended
  const [run] = useState(() => ({ ...newLoadRun(box, 1, now()), jobId: keptHere()?.jobId ?? null }));
  const load = useLoad(run, keepHere, burn.state.request.id);
  const { work } = load.state;
  useLoadSounds(load.state);
  const { begun } = burn.state.request;
  const drawn = leftOfDrawn(load.state);
  const left = drawn === 'nothing' && begun !== undefined ? leftOfBegun(begun) : drawn;
  const tell = useEffectEvent(burn.dispatch);
  useEffect(() => tell({ type: 'drawn', left }), [left]);
  const isWaiting = work.kind === 'write' && work.job?.phase === 'place-token';
  const leave = useEffectEvent(() => {
    if (isWaiting) load.cancel();
  });
  useEffect(() => () => leave(), []);
  const laid = useLoadedOnReader(burn);
  const roads = useOtherRoads(burn, 'draw');
  const written = load.state.run.loaded.at(-1)?.serial ?? null;
  const loaded =
    laid !== null && laid !== burn.state.givenBack ? laid : begun?.stage === 'loaded' ? begun.serial : null;
  const ready = written ?? (work.kind === 'place' ? loaded : null);
  if (ready !== null)
    return <TakeIt key={ready} burn={burn} serial={ready} isAtOnce={ready === written} ways={roads} />;
  if (work.kind === 'place' && !isDeskReady(burn.desk)) return <DeskStep burn={burn} />;
  const foot = (
    <>
      <RoadLine burn={burn} road="draw" />
      <StepFoot burn={burn} ways={roads} />
    </>
  );
  return <LoadStep load={load} ways={roads} foot={foot} />;
}

/** A loaded token that is here: taken for this person, at once where it was written for them. */
function TakeIt(props: {
  readonly burn: Burn;
  readonly serial: string;
  readonly isAtOnce: boolean;
  readonly ways: readonly Tool[];
}) {
  const { burn, serial, isAtOnce, ways } = props;
  const { road: words, handOut } = useAllStrings();
  const [isTaking, setIsTaking] = useState(false);
  const take = () => {
    setIsTaking(true);
    void burn.order({ kind: 'take-loaded', serial }).finally(() => setIsTaking(false));
  };
  const takeNow = useEffectEvent(take);
  useEffect(() => {
    if (isAtOnce) takeNow();
  }, [isAtOnce]);
  return (
    <>
      <Heading text={words.written(serial)} />
      <p className="lead">{words.writtenText(givenName(burn.state.request.subject))}</p>
      {isTaking && <Spinner size="tiny" label={handOut.taking} className="watching" />}
      <Button appearance="primary" size="large" disabledFocusable={isTaking} onClick={take} data-main>
        {handOut.takeIt}
      </Button>
      <StepFoot burn={burn} ways={ways} />
    </>
  );
}
