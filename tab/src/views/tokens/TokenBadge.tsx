import type { TokenState } from '@token-desk/contract/token/record';
import { useAllStrings } from '../../words/words.tsx';
import { stateShapes } from './token-words.ts';

/** The state of a token as a word and a shape. */
export function TokenBadge({ state }: { readonly state: TokenState }) {
  const { tokens } = useAllStrings();
  const { tone, shape } = stateShapes[state];
  return (
    <span className={`badge badge-${tone}`}>
      <span aria-hidden="true">{shape}</span> {tokens.states[state]}
    </span>
  );
}
