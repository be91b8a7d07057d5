import { Spinner } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { type Burn, useBurn } from '../../flow/use-burn.ts';
import { goTo, queuePlace } from '../../route.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { BurnStep } from './BurnStep.tsx';
import { CheckStep } from './CheckStep.tsx';
import { DeskStep, isDeskReady } from './DeskStep.tsx';
import { DoneStep, ElsewhereStep, NotStartedStep, OverStep } from './EndSteps.tsx';
import { FinishStep } from './FinishStep.tsx';
import { HandOverStep } from './HandOverStep.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import type { Leaving } from './leaving.ts';
import { PersonStep } from './PersonStep.tsx';
import { ReaderPanel } from './ReaderPanel.tsx';
import { SecretStep } from './SecretStep.tsx';
import { Stepper } from './Stepper.tsx';
import { TokenStep } from './TokenStep.tsx';
import './wizard.css';

export function WizardView({ requestId }: { readonly requestId: string }) {
  const { burn, problem, read } = useBurn(requestId);
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
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const { state } = burn;
  return (
    <main className="page wizard">
      <Stepper burn={burn} />
      <div className="wizard-middle">
        {state.refused !== null && <ProblemNotice problem={state.refused} />}
        <Step burn={burn} onLeave={setLeaving} />
      </div>
      <ReaderPanel burn={burn} />
      <LeaveOnEscape burn={burn} onLeave={setLeaving} isOpen={leaving !== null} />
      {leaving !== null && <LeaveDialog leaving={leaving} onStay={() => setLeaving(null)} />}
    </main>
  );
}

function Step({ burn, onLeave }: { readonly burn: Burn; readonly onLeave: (leaving: Leaving) => void }) {
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
      return isDeskReady(burn.desk) ? <SecretStep burn={burn} /> : <DeskStep burn={burn} />;
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

/** Esc asks before it leaves; where there is nothing to lose it simply goes back to the queue. */
function LeaveOnEscape(props: {
  readonly burn: Burn;
  readonly isOpen: boolean;
  readonly onLeave: (leaving: Leaving) => void;
}) {
  const { burn, isOpen, onLeave } = props;
  const { kind } = burn.screen;
  useEffect(() => {
    if (isOpen) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      if (kind === 'over' || kind === 'not-started' || kind === 'elsewhere' || kind === 'done')
        goTo(queuePlace);
      else onLeave({ burn });
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [burn, kind, isOpen, onLeave]);
  return null;
}
