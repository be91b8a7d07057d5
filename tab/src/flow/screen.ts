import type { WizardStep } from '@token-desk/contract/wizard-step';
import { type BurnEvent, type BurnState, isOver, reduceBurn } from './burn-flow.ts';

/** The step beside which the stepper stands, and what the middle of the page shows. */
export type Screen =
  | { readonly kind: 'over' }
  | { readonly kind: 'not-started' }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: WizardStep }
  | { readonly kind: 'done' };

export function screenOf(state: BurnState): Screen {
  const { request } = state;
  switch (request.state) {
    case 'submitted':
    case 'on_hold':
    case 'closed':
    case 'withdrawn':
    case 'rejected':
    case 'expired':
    case 'failed':
      return { kind: 'over' };
    case 'handed_over':
      return { kind: 'done' };
    case 'approved':
    case 'queued':
      return {
        kind: request.claim !== null && request.claim.by.id !== state.myId ? 'elsewhere' : 'not-started',
      };
    case 'in_progress':
      if (isElsewhere(state)) return { kind: 'elsewhere' };
      return { kind: isUnread(state) ? 'burn' : stepInProgress(state) };
    case 'burned':
      if (isElsewhere(state)) return { kind: 'elsewhere' };
      if (isUnread(state)) return { kind: 'burn' };
      if (state.isAgain) return { kind: stepInProgress(state) };
      return { kind: state.isCheckSkipped ? 'finish' : 'check' };
    case 'checked':
      if (isElsewhere(state)) return { kind: 'elsewhere' };
      if (isUnread(state)) return { kind: 'burn' };
      return { kind: state.isAgain ? stepInProgress(state) : 'finish' };
    case 'bound':
      return { kind: 'hand-over' };
  }
}

/** A refusal belongs to the screen it was told on: the next one does not begin with it. */
export function reduceWizard(state: BurnState, event: BurnEvent): BurnState {
  const next = reduceBurn(state, event);
  const isOld = next.refused !== null && next.refused === state.refused;
  return isOld && screenOf(next).kind !== screenOf(state).kind ? { ...next, refused: null } : next;
}

function isElsewhere({ request, myId }: BurnState): boolean {
  return request.claim !== null && request.claim.by.id !== myId;
}

/** The desk has written it, and what the server recorded of that is still on its way here. */
function isUnread({ request, job }: BurnState): boolean {
  if (job?.outcome !== 'burned') return false;
  return !request.history.some(({ event, data }) => event === 'burned' && data.jobId === job.id);
}

function stepInProgress({ request, secret, job, isAgain }: BurnState): WizardStep {
  if (secret.kind === 'sealing' || (job !== null && !isOver(job) && job.state === 'sealed')) return 'burn';
  const isUnsure =
    job?.outcome === 'unknown' && !isAgain && secret.kind === 'none' && secret.problem === null;
  if (isUnsure) return 'check';
  // Another day, or it was somebody else's check: the person is looked at again, and what was brought in is kept.
  if (!request.isIdentified || request.lossReport !== undefined) return 'person';
  switch (secret.kind) {
    case 'none':
      break;
    case 'reading':
    case 'either':
    case 'unconfirmed':
      return 'secret';
    case 'held':
      return 'token';
  }
  return 'secret';
}
