import { useEffectEvent, useLayoutEffect, useState } from 'react';
import { type Load, useLoad } from '../../burning/load/use-load.ts';
import { useCall, useLoadSounds } from '../../burning/use-sounds.ts';
import type { LoadRun } from '../../flow/load/load-run.ts';
import { keepLoad } from '../../kept/kept-load.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Foot } from '../../ui/Foot.tsx';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { isDeskReady } from '../burners/ChooseDesk.tsx';
import { DeskFirst } from '../run/DeskFirst.tsx';
import { awayProblem } from '../wizard/away-problem.ts';
import { ReaderPanel } from '../wizard/ReaderPanel.tsx';
import { useMainKeys } from '../wizard/use-main-keys.ts';
import { LoadedList } from './LoadedList.tsx';
import { LoadReport } from './LoadReport.tsx';
import { LoadStep } from './LoadStep.tsx';
import '../wizard/wizard.css';
import '../shell/desk.css';

/** One token after the other into one box, by keyboard; what a break left behind stands first. */
export function Loading({ run, onBoxes }: { readonly run: LoadRun; onBoxes(): void }) {
  const { load: words } = useAllStrings();
  const load = useLoad(run, keepLoad, null);
  const { state, desk } = load;
  const { work } = state;
  const [isLeaving, setIsLeaving] = useState(false);
  const isReady = isDeskReady(desk);
  const isGone = desk !== null && !desk.online && work.kind !== 'ended';
  useCall(isGone ? 'desk-gone' : null);
  useLoadSounds(state);
  useMainKeys(!isLeaving);
  useEscape(isLeaving, () => {
    if (work.kind === 'place' || work.kind === 'failed') load.stop();
    else if (work.kind === 'create' && work.waitsUntil !== null) load.stopWaiting();
    else if (holdsSecret(load)) setIsLeaving(true);
  });
  if (work.kind === 'ended') return <LoadReport load={load} onBoxes={onBoxes} />;
  return (
    <PageFrame layout="steps" className="wizard">
      <LoadedList run={state.run} inHand={'token' in work ? work.token.serial : null} />
      <div className="wizard-middle">
        {isGone && <ProblemNotice problem={awayProblem(desk)} />}
        {!isReady && !isGone && work.kind === 'place' ? (
          <DeskFirst desk={desk} />
        ) : (
          <LoadStep load={load} foot={<Foot leave={{ text: words.stop, onLeave: load.stop }} />} />
        )}
      </div>
      <ReaderPanel desk={desk} burned={null} holder={null} />
      {isLeaving && <LeaveToken load={load} onClose={() => setIsLeaving(false)} />}
    </PageFrame>
  );
}

/** What the desk drew is here or on its way to Microsoft: leaving it means to write the token once more. */
const holdsSecret = ({ state: { work } }: Load): boolean =>
  work.kind === 'compare' || (work.kind === 'create' && work.problem !== null);

function LeaveToken({ load, onClose }: { readonly load: Load; onClose(): void }) {
  const { load: words } = useAllStrings();
  return (
    <ConfirmDialog
      title={words.stay.title}
      goText={words.stay.go}
      stayText={words.stay.stay}
      isStayMain
      onStay={onClose}
      onGo={() => {
        onClose();
        load.leaveToken();
      }}
    >
      {words.stay.text}
    </ConfirmDialog>
  );
}

function useEscape(isTaken: boolean, onEscape: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || isTaken) return;
    event.preventDefault();
    onEscape();
  });
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
