import { CheckStep, CompareStep } from './steps/CheckSteps.tsx';
import { CreateStep } from './steps/CreateStep.tsx';
import { FailedStep } from './steps/FailedStep.tsx';
import { LookStep } from './steps/LookStep.tsx';
import { PlaceStep } from './steps/PlaceStep.tsx';
import type { Step } from './steps/step-parts.tsx';
import { WriteStep } from './steps/WriteStep.tsx';

/** The one next thing with the token in hand. */
export function LoadStep(step: Step) {
  switch (step.load.state.work.kind) {
    case 'place':
      return <PlaceStep {...step} />;
    case 'write':
      return <WriteStep {...step} />;
    case 'check':
      return <CheckStep {...step} />;
    case 'compare':
      return <CompareStep {...step} />;
    case 'create':
      return <CreateStep {...step} />;
    case 'look':
      return <LookStep {...step} />;
    case 'failed':
      return <FailedStep {...step} />;
    case 'ended':
      return null;
  }
}
