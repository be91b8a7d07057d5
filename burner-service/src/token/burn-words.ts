import type { Problem, ProblemCode } from '@token-desk/contract/problem';
import type { NotBurned } from './burn-result.ts';
import type { IdentifiedToken } from './identify.ts';

/** When contact ended, what the token now holds matters more than how contact ended. */
export function problemWhenLost({ outcome, problem, token }: NotBurned, isClockSet: boolean): Problem {
  switch (outcome) {
    case 'failed':
      return problem;
    case 'settings-changed':
      return { code: isClockSet ? 'token-changed' : 'token-perhaps-changed' };
    case 'empty':
      return { code: isClockSet && isModelKnown(token) ? 'token-empty' : 'token-perhaps-empty' };
    case 'unknown':
      return { code: 'burn-unknown' };
  }
}

/** Words that name no cause of their own. */
const vague: readonly ProblemCode[] = ['token-refused', 'not-a-token'];

/** As with lost contact: whoever is told to try again must know what has become of the old secret. */
export function problemWhenRefused({ outcome, problem, token }: NotBurned): Problem {
  if (!vague.includes(problem.code)) return problem;
  switch (outcome) {
    case 'settings-changed':
      return { code: 'token-half-written' };
    case 'empty':
      return { code: isModelKnown(token) ? 'token-emptied' : 'token-perhaps-emptied' };
    default:
      // It has said its serial before: a token it is.
      return token === null ? problem : { code: 'token-refused' };
  }
}

/** The token said that it took the time, and its clock says otherwise. */
export function problemWhenNotSet({ clearsSeedOnConfig }: IdentifiedToken, driftSeconds: number): Problem {
  const code = clearsSeedOnConfig ? 'clock-not-set-emptied' : 'clock-not-set';
  return { code, detail: { driftSeconds } };
}

/** A model that nobody knows is treated as one that loses its secret with its clock; that it did is not known. */
function isModelKnown(token: IdentifiedToken | null): boolean {
  return token !== null && token.model !== null;
}
