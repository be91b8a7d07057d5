import { finalStates, type RequestState, workingStates } from '@token-desk/contract/request';
import type { RequestSummary } from '@token-desk/contract/views';
import type { Strings } from '../words/en/first.ts';

export type Badge = {
  readonly tone: 'now' | 'warn' | 'good' | 'quiet';
  readonly shape: string;
  readonly text: string;
};
export type Shown = Pick<RequestSummary, 'state' | 'attention' | 'claim' | 'step'>;

/** Somebody is at it: theirs is the next step, and what went wrong last is still to be mended. */
export const isAtWork = (state: RequestState): boolean => workingStates.includes(state);

export function isHeldByOther({ state, claim }: Pick<Shown, 'state' | 'claim'>, myId: string): boolean {
  return claim !== null && claim.by.id !== myId && isAtWork(state);
}

/** A word and a shape for where a request is: never colour alone. */
export function badgeOf(request: Shown, myId: string, strings: Strings): Badge {
  const warning = warningOf(request, strings);
  if (warning !== null) return { tone: 'warn', shape: '⚠', text: warning };
  if (request.claim !== null && isHeldByOther(request, myId))
    return { tone: 'quiet', shape: '◐', text: strings.request.heldBy(request.claim.by.name) };
  const text = strings.states[request.state];
  switch (request.state) {
    case 'submitted':
    case 'on_hold':
      return { tone: 'quiet', shape: '○', text };
    case 'approved':
    case 'queued':
      return { tone: 'now', shape: '●', text };
    case 'in_progress':
      return {
        tone: 'now',
        shape: '◐',
        text: request.step === null ? text : strings.atStep(strings.steps[request.step]),
      };
    case 'burned':
    case 'checked':
      return { tone: 'now', shape: '◑', text };
    case 'bound':
    case 'handed_over':
    case 'closed':
      return { tone: 'good', shape: '✓', text };
    case 'withdrawn':
    case 'rejected':
    case 'expired':
    case 'failed':
      return { tone: 'quiet', shape: '–', text };
  }
}

/**
 * What must be mended before anything else. An old method left at Microsoft is no such thing: it waits for the
 * hand-over and is told there. A token written too late is, whatever became of its request meanwhile.
 */
function warningOf({ state, attention }: Shown, { attention: words, work }: Strings): string | null {
  if (attention === null || finalStates.includes(state)) return null;
  if (attention === 'burned-late') return work.attention.late;
  if (attention === 'loss-not-confirmed') return work.attention.loss;
  if (!isAtWork(state)) return null;
  switch (attention) {
    case 'token-empty':
    case 'token-emptied':
    case 'token-perhaps-empty':
    case 'token-perhaps-emptied':
    case 'clock-not-set-emptied':
      return words.empty;
    case 'token-changed':
    case 'token-perhaps-changed':
    case 'token-half-written':
    case 'clock-not-set':
      return words.changed;
    case 'burn-unknown':
      return words.unknown;
    case 'code-wrong':
    case 'code-old':
    case 'code-malformed':
      return work.attention.code;
    case 'code-clock-off':
      return work.attention.clock;
    default:
      return words.other;
  }
}
