import { type BurnPhase, burnPhases } from '@token-desk/contract/job';
import { useAllStrings } from '../words/words.tsx';

/** How far the desk is with writing a token, seen and said; null: it has not begun. */
export function BurnPhases({ phase }: { readonly phase: BurnPhase | null }) {
  const { burn: words } = useAllStrings();
  const at = phase === null ? 0 : burnPhases.indexOf(phase);
  return (
    <>
      <ol className="phases" aria-hidden="true">
        {burnPhases.slice(1).map((each, index) => (
          <li key={each} className={index + 1 < at ? 'done' : index + 1 === at ? 'current' : undefined}>
            {words.phases[each]}
          </li>
        ))}
      </ol>
      <p className="phase-now" role="status">
        {phase === null ? words.preparing : words.phases[phase]}
      </p>
    </>
  );
}
