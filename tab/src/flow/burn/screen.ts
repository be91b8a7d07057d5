import type { RequestDetail } from '@token-desk/contract/views';
import type { WizardStep } from '@token-desk/contract/wizard-step';
import { type BurnEvent, type BurnState, isOver, reduceBurn } from './burn-flow.ts';
import { type Road, roadOf } from './road.ts';

/** The step beside which the stepper stands, and what the middle of the page shows. */
export type Screen =
  | { readonly kind: 'over' }
  | { readonly kind: 'not-started' }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: WizardStep }
  /** A loaded token for this person: which one, then its code. */
  | { readonly kind: 'take' }
  /** A blank one for this person, whose secret the desk draws. */
  | { readonly kind: 'draw' }
  | { readonly kind: 'activate' }
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

function stepInProgress(state: BurnState): WizardStep | Road | 'activate' {
  const { request, secret, job, isAgain } = state;
  if (secret.kind === 'sealing' || (job !== null && !isOver(job) && job.state === 'sealed')) return 'burn';
  const isUnsure =
    job?.outcome === 'unknown' && !isAgain && secret.kind === 'none' && secret.problem === null;
  if (isUnsure) return 'check';
  // They are not here, and nobody looks at them now.
  if (isTaken(request) && request.awaitsHolder === true) return 'activate';
  // Another day, or it was somebody else's check: the person is looked at again, and what was brought in is kept.
  if (!request.isIdentified || request.lossReport !== undefined) return 'person';
  if (isTaken(request)) return 'activate';
  switch (secret.kind) {
    case 'none':
      return isUntouched(state) ? roadFor(state) : 'secret';
    case 'reading':
    case 'either':
    case 'unconfirmed':
      return 'secret';
    case 'held':
      return 'token';
  }
}

/** A loaded token was taken for it, and Microsoft does not list it for this person yet. */
export const isTaken = ({ state, token }: BurnState['request']): boolean =>
  state === 'in_progress' && token?.loaded === true;

/** Nothing was begun at this desk yet. */
export const isUntouched = ({ request, secret, isAgain }: BurnState): boolean =>
  secret.kind === 'none' &&
  secret.problem === null &&
  request.openJobId === null &&
  request.token === null &&
  !isAgain;

/** What this window alone knows of a burn, and would not come back from the server. */
export const isHalfDone = ({ secret, isAgain, isCheckSkipped, check }: BurnState): boolean =>
  secret.kind !== 'none' || isAgain || isCheckSkipped || check.misses > 0;

/** The road that is chosen, or offered as far as this window knows. */
export const roadFor = ({ choosing, request }: BurnState): Road =>
  roadOf({ ...choosing, ...chosenFor(request) });

/** What the server knows of a request's way to a token. */
export const chosenFor = ({ chosenRoute, begun }: Pick<RequestDetail, 'chosenRoute' | 'begun'>) => ({
  chosenRoute: chosenRoute ?? null,
  isBegun: begun !== undefined,
});
