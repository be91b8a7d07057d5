import { Spinner } from '@fluentui/react-components';
import { useEffect, useEffectEvent, useState } from 'react';
import { useOtherWindow } from '../../burning/two-windows.ts';
import { type Burn, useBurn } from '../../burning/use-burn.ts';
import { useCall, useSounds } from '../../burning/use-sounds.ts';
import { voiceOf } from '../../flow/microsoft-words.ts';
import type { PageLanguage } from '../../flow/page-languages.ts';
import { useChosenPageLanguage } from '../../kept/use-page-language.ts';
import { type After, placeAfter } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { useSession } from '../../server/session.ts';
import { useBooks } from '../../server/use-books.ts';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { PageVoiceProvider } from '../../ui/Quoted.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { isDeskReady } from '../burners/ChooseDesk.tsx';
import { awayProblem } from './away-problem.ts';
import { currentReader } from './current-reader.ts';
import { LeaveDialog } from './LeaveDialog.tsx';
import type { Leaving } from './leaving.ts';
import { ReaderPanel } from './ReaderPanel.tsx';
import { Stepper } from './Stepper.tsx';
import { SecretStep } from './secret/SecretStep.tsx';
import { BurnStep } from './steps/BurnStep.tsx';
import { CheckStep } from './steps/CheckStep.tsx';
import { DeskStep } from './steps/DeskStep.tsx';
import { DoneStep, ElsewhereStep, NotStartedStep, OverStep } from './steps/EndSteps.tsx';
import { FinishStep } from './steps/FinishStep.tsx';
import { HandOverStep } from './steps/HandOverStep.tsx';
import { PersonStep } from './steps/PersonStep.tsx';
import { TokenStep } from './steps/TokenStep.tsx';
import { useMainKeys } from './use-main-keys.ts';
import './wizard.css';

export function WizardView({ requestId, after }: { readonly requestId: string; readonly after: After }) {
  const { burn, problem, read } = useBurn(requestId, after);
  useEffect(() => {
    // both are needed a few seconds from now, and then nobody should wait for them
    void import('../../seed/qr.ts').then(({ prefetchQrReader }) => prefetchQrReader());
    void import('@token-desk/contract/seed/envelope');
  }, []);
  if (burn === null) {
    return (
      <main className="page page-narrow">
        {problem === null ? <Spinner /> : <ProblemNotice problem={problem} onRetry={read} />}
      </main>
    );
  }
  return <Wizard burn={burn} />;
}

function Wizard({ burn }: { readonly burn: Burn }) {
  const strings = useAllStrings();
  const session = useSession();
  const { me } = session;
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const { state } = burn;
  const [language, chooseLanguage] = useChosenPageLanguage(session, state.request.id, strings.locale);
  const isOtherWindow = useOtherWindow(state.request.id, me.person.id);
  useBooks(currentReader(burn.desk)?.token?.serial ?? null);
  useSounds(state);
  useCall(isDeskGone(burn) ? 'desk-gone' : null);
  useMainKeys(leaving === null);
  return (
    <PageVoiceProvider value={voiceOf(language)}>
      <main className="page wizard">
        <Stepper burn={burn} />
        <div className="wizard-middle">
          {isOtherWindow && (
            <Notice title={strings.work.claim.otherWindow} text={strings.work.claim.otherWindowText} />
          )}
          {state.refused !== null && <ProblemNotice problem={state.refused} />}
          {burn.desk !== null &&
            isDeskGone(burn) &&
            (burn.screen.kind === 'burn' || burn.screen.kind === 'check') && (
              <ProblemNotice problem={awayProblem(burn.desk)} />
            )}
          <Step burn={burn} onLeave={setLeaving} language={language} onLanguage={chooseLanguage} />
        </div>
        <ReaderPanel burn={burn} />
        <LeaveOnEscape burn={burn} onLeave={setLeaving} isOpen={leaving !== null} />
        {leaving !== null && <LeaveDialog leaving={leaving} onStay={() => setLeaving(null)} />}
      </main>
    </PageVoiceProvider>
  );
}

/** The desk is needed now and does not answer; once the code is checked nobody waits for it. */
function isDeskGone({ desk, screen }: Burn): boolean {
  const isNeeded = ['secret', 'token', 'burn', 'check'].includes(screen.kind);
  return isNeeded && desk !== null && !desk.online;
}

type StepProps = {
  readonly burn: Burn;
  readonly onLeave: (leaving: Leaving) => void;
  readonly language: PageLanguage;
  readonly onLanguage: (code: string) => void;
};

function Step({ burn, onLeave, language, onLanguage }: StepProps) {
  const { screen } = burn;
  switch (screen.kind) {
    case 'over':
      return <OverStep burn={burn} />;
    case 'not-started':
      return <NotStartedStep burn={burn} />;
    case 'elsewhere':
      return <ElsewhereStep burn={burn} />;
    case 'person':
      return <PersonStep burn={burn} />;
    case 'secret':
      return isDeskReady(burn.desk) ? (
        <SecretStep burn={burn} language={language} onLanguage={onLanguage} />
      ) : (
        <DeskStep burn={burn} />
      );
    case 'token':
      return isDeskReady(burn.desk) ? <TokenStep burn={burn} /> : <DeskStep burn={burn} />;
    case 'burn':
      return <BurnStep burn={burn} />;
    case 'check':
      return <CheckStep burn={burn} />;
    case 'finish':
      return <FinishStep burn={burn} />;
    case 'hand-over':
      return <HandOverStep burn={burn} onLeave={onLeave} />;
    case 'done':
      return <DoneStep burn={burn} />;
  }
}

/** Esc asks before it leaves; where there is nothing to lose it simply goes back. */
function LeaveOnEscape(props: {
  readonly burn: Burn;
  readonly isOpen: boolean;
  readonly onLeave: (leaving: Leaving) => void;
}) {
  const { burn, isOpen, onLeave } = props;
  const { kind } = burn.screen;
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || isOpen) return;
    event.preventDefault();
    if (kind === 'over' || kind === 'not-started' || kind === 'elsewhere' || kind === 'done')
      goTo(placeAfter(burn.after));
    else onLeave({ burn });
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return null;
}
