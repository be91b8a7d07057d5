import { ProgressBar } from '@fluentui/react-components';
import { type BurnPhase, burnPhases } from '@token-desk/contract/desk/job';
import { useAllStrings } from '../words/words.tsx';

/** How far the desk is with writing a token, in one bar, and its step in words; null: it has not begun. */
export function BurnPhases({ phase }: { readonly phase: BurnPhase | null }) {
  const { burn: words } = useAllStrings();
  const step = phase === null ? words.preparing : words.phases[phase];
  const value = phase === null ? 0 : burnPhases.indexOf(phase);
  return (
    <>
      <ProgressBar
        thickness="large"
        value={value}
        max={burnPhases.length - 1}
        aria-label={words.progress}
        aria-valuetext={step}
      />
      <p className="phase-now" role="status">
        {step}
      </p>
    </>
  );
}
