import {
  type Request,
  type RequestCommand,
  type RequestState,
  servedStates,
  workingStates,
} from '@token-desk/contract/request';
import type { CommandKind } from './request-commands.ts';

/** Nobody works on it yet. */
export const ahead: readonly RequestState[] = ['submitted', 'approved', 'queued'];

/** A loss that was told with the request can still be decided. */
const withLoss: readonly RequestState[] = [...ahead, 'in_progress', 'on_hold'];

/** States in which a technician's command means something; everything else is `request-wrong-state`. */
const from: Record<RequestCommand['kind'], readonly RequestState[]> = {
  approve: ['submitted'],
  reject: ['submitted'],
  'confirm-loss': withLoss,
  'reject-loss': withLoss,
  withdraw: ahead,
  edit: ahead,
  nudge: ahead,
  claim: ['queued', ...workingStates],
  'take-over': workingStates,
  release: ['in_progress'],
  'check-identity': [...workingStates, 'bound'],
  'choose-route': ['in_progress'],
  'take-loaded': ['in_progress'],
  'give-back-loaded': ['in_progress'],
  'confirm-hand-out': ['in_progress'],
  'leave-to-holder': ['in_progress'],
  'look-for-method': ['burned', 'checked'],
  'say-bound': ['burned', 'checked'],
  'hand-over': ['bound'],
  'give-up': [...workingStates, 'bound'],
  requeue: ['failed'],
  hold: [...ahead, ...workingStates, 'bound'],
  resume: ['on_hold'],
  close: ['handed_over'],
  'look-for-enforcement': servedStates,
  'waive-enforcement': servedStates,
  'look-for-second': servedStates,
  'ask-spare': servedStates,
  'waive-second': servedStates,
  'say-signed-in': servedStates,
  'say-not-signed-in': servedStates,
};

export const isAhead = (state: RequestState): boolean => ahead.includes(state);

/** Until somebody works on it; held, as it was before. */
export function isWithdrawable(request: Pick<Request, 'state' | 'heldFrom'>): boolean {
  return request.state === 'on_hold'
    ? request.heldFrom !== null && from.withdraw.includes(request.heldFrom)
    : from.withdraw.includes(request.state);
}

/** Serving somebody: what nobody does for themselves. */
export const serving: readonly CommandKind[] = [
  'leave-to-holder',
  'choose-route',
  'take-loaded',
  'confirm-hand-out',
  'claim',
  'take-over',
  'check-identity',
  'look-for-method',
  'say-bound',
  'hand-over',
  'look-for-second',
  'ask-spare',
  'waive-second',
  'say-signed-in',
  'say-not-signed-in',
];

/** Orders for which the caller must hold the claim. A bound token may be handed over by any technician. */
export const needsClaim: readonly CommandKind[] = [
  'release',
  'choose-route',
  'take-loaded',
  'give-back-loaded',
  'leave-to-holder',
  'look-for-method',
  'say-bound',
  'give-up',
];

/** What was loaded before is written already: Microsoft is looked at while the request is still in progress. */
export function isPossible(request: Request, kind: RequestCommand['kind']): boolean {
  if (kind === 'withdraw') return isWithdrawable(request);
  const looks = kind === 'look-for-method' || kind === 'say-bound';
  if (looks && request.state === 'in_progress') return request.token?.loaded === true;
  return from[kind].includes(request.state);
}
