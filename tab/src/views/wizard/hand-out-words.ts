import type { HandOutState } from '../../flow/hand-out-flow.ts';
import type { AllStrings } from '../../words/words.tsx';

type Strings = Pick<AllStrings, 'handOut'>;

/** What the button that stops says: where the token stands at Microsoft, as far as this page knows. */
export function stopHandOut(state: HandOutState, given: string, { handOut }: Strings): string {
  if (state.kind === 'sending' && state.order !== 'activate') return handOut.stopSending(given);
  switch (standing(state)) {
    case 'nobodys':
      return handOut.stop;
    case 'unsure':
      return handOut.stopUnsure(given);
    case 'theirs':
      return handOut.stopAccepted(given);
  }
}

/** What the button that takes another token says of this one. */
export function anotherToken(state: HandOutState, given: string, { handOut }: Strings): string {
  switch (standing(state)) {
    case 'nobodys':
      return handOut.another;
    case 'unsure':
      return handOut.anotherUnsure(given);
    case 'theirs':
      return handOut.anotherTheirs(given);
  }
}

function standing(state: HandOutState): 'nobodys' | 'unsure' | 'theirs' {
  if (state.kind === 'reading-back' || state.kind === 'awaiting') return 'theirs';
  if (state.kind === 'finding-out') return 'unsure';
  if (state.order === 'activate') return 'theirs';
  return state.order === 'assign' && state.kind !== 'sending' ? 'nobodys' : 'unsure';
}
