import { Spinner } from '@fluentui/react-components';
import { useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import { useOtherWindow } from '../../burning/two-windows.ts';
import { type Burn, useBurn } from '../../burning/use-burn.ts';
import { useCall, useSounds } from '../../burning/use-sounds.ts';
import { isUntouched } from '../../flow/burn/screen.ts';
import { type PageLanguage, voiceOf } from '../../flow/page-languages.ts';
import { useChosenPageLanguage } from '../../kept/use-page-language.ts';
import { type After, placeAfter } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { useSession } from '../../server/session.ts';
import { useBooks } from '../../server/use-books.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { PageVoiceProvider } from '../../ui/Quoted.tsx';
import { type AllStrings, useAllStrings } from '../../words/words.tsx';
import { isDeskReady } from '../burners/ChooseDesk.tsx';
import { awayProblem } from './away-problem.ts';
import { currentReader } from './current-reader.ts';
import { LeaveDialog } from './LeaveDialog.tsx';
import type { Leaving } from './leaving.ts';
import { ReaderPanel } from './ReaderPanel.tsx';
import { Stepper } from './Stepper.tsx';
import { SecretStep } from './secret/SecretStep.tsx';
import { ActivateStep } from './steps/ActivateStep.tsx';
import { BurnStep } from './steps/BurnStep.tsx';
import { CheckStep } from './steps/CheckStep.tsx';
import { DeskStep } from './steps/DeskStep.tsx';
import { DrawStep } from './steps/DrawStep.tsx';
import { DoneStep, ElsewhereStep, NotStartedStep, OverStep } from './steps/EndSteps.tsx';
import { FinishStep } from './steps/FinishStep.tsx';
import { HandOverStep } from './steps/HandOverStep.tsx';
import { PersonStep } from './steps/PersonStep.tsx';
import { TakeStep } from './steps/TakeStep.tsx';
import { TokenStep } from './steps/TokenStep.tsx';
import { useOffer } from './use-loaded-stock.ts';
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
      <PageFrame layout="text">
        {problem === null ? <Spinner /> : <ProblemNotice problem={problem} onRetry={read} />}
      </PageFrame>
    );
  }
  return <Wizard burn={burn} />;
}

function Wizard({ burn }: { readonly burn: Burn }) {
  const strings = useAllStrings();
  const session = useSession();
  const { me, isAway } = session;
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const { state } = burn;
  const [language, chooseLanguage] = useChosenPageLanguage(session, state.request.id, strings.locale);
  const isOtherWindow = useOtherWindow(state.request.id, me.person.id);
  useBooks(currentReader(burn.desk)?.token?.serial ?? null);
  const isOfferOpen = useOffer(burn);
  useSounds(state);
  useCall(isAway ? 'server-gone' : isDeskGone(burn) ? 'desk-gone' : null);
  useMainKeys(leaving === null);
  return (
    <PageVoiceProvider value={voiceOf(language)}>
      <PageFrame layout="steps" className="wizard">
        <Stepper burn={burn} />
        <div className="wizard-middle">
          {isOtherWindow && (
            <Notice title={strings.work.claim.otherWindow} text={strings.work.claim.otherWindowText} />
          )}
          {state.refused !== null && <ProblemNotice problem={state.refused} />}
          {isAway && <ProblemNotice problem={{ code: 'no-answer' }} />}
          {burn.desk !== null &&
            !isAway &&
            isDeskGone(burn) &&
            ['burn', 'check', 'draw'].includes(burn.screen.kind) && (
              <ProblemNotice problem={awayProblem(burn.desk)} />
            )}
          <Step
            burn={burn}
            isOfferOpen={isOfferOpen}
            onLeave={setLeaving}
            language={language}
            onLanguage={chooseLanguage}
          />
        </div>
        <ReaderPanel desk={burn.desk} burned={state.request.token} holder={holderText(burn, strings)} />
        <LeaveOnEscape burn={burn} onLeave={setLeaving} isOpen={leaving !== null} />
        {leaving !== null && <LeaveDialog leaving={leaving} onStay={() => setLeaving(null)} />}
      </PageFrame>
    </PageVoiceProvider>
  );
}

/** Whose the token is, or will be. */
function holderText({ screen, state }: Burn, { reader: words }: AllStrings): string {
  const { name } = state.request.subject;
  return screen.kind === 'check' ? words.afterCheck(name) : words.holderNow(name);
}

/** The desk is needed now and does not answer; once the code is checked nobody waits for it. */
function isDeskGone({ desk, screen }: Burn): boolean {
  const isNeeded = ['secret', 'draw', 'token', 'burn', 'check'].includes(screen.kind);
  return isNeeded && desk !== null && !desk.online;
}

/** Nothing was begun or chosen: an answer that is still to come may offer another road. */
const mayTurn = ({ screen, state }: Burn): boolean =>
  (screen.kind === 'secret' || screen.kind === 'draw') &&
  isUntouched(state) &&
  state.choosing.road === null &&
  state.choosing.left === 'nothing';

type StepProps = {
  readonly burn: Burn;
  /** What readiness and stock speak for is not answered yet. */
  readonly isOfferOpen: boolean;
  readonly onLeave: (leaving: Leaving) => void;
  readonly language: PageLanguage;
  readonly onLanguage: (code: string) => void;
};

function Step({ burn, isOfferOpen, onLeave, language, onLanguage }: StepProps) {
  const { readiness } = useAllStrings();
  if (isOfferOpen && mayTurn(burn)) return <Spinner label={readiness.asking} />;
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
    case 'take':
      return <TakeStep burn={burn} />;
    case 'draw':
      return burn.desk === null ? (
        <DeskStep burn={burn} />
      ) : (
        <DrawStep key={burn.desk.id} burn={burn} box={burn.state.request.begun?.box ?? burn.desk.name} />
      );
    case 'activate':
      return <ActivateStep burn={burn} />;
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
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return null;
}
