import type { Request, RequestState } from '@token-desk/contract/request';
import { carriedStates } from '../retention.ts';
import { isBlank, type Token } from './token.ts';

const counting: readonly RequestState[] = ['in_progress', 'burned', 'checked', 'bound', 'on_hold'];

/** Whether a request still waits for something to happen with this token. Once handed over it does not. */
export function countsOn(request: Request, serial: string): boolean {
  return counting.includes(request.state) && request.token?.serial === serial;
}

const withRequest: readonly Token['state'][] = ['reserved', 'burning', 'burned_unverified', 'active'];

/** The request that had this token and has it no more; null when nothing was taken from anybody. */
export function requestLeft(before: Token | null, after: Token): string | null {
  if (before === null || before.requestId === null) return null;
  const isStill = after.requestId === before.requestId && withRequest.includes(after.state);
  return isStill ? null : before.requestId;
}

/** Request and books agree: this token, burned then, for this person, and nothing happened to it since. */
export function isItsToken(request: Request, token: Token | null, state: Token['state']): boolean {
  const burned = request.token;
  return (
    token !== null &&
    burned !== null &&
    token.serial === burned.serial &&
    token.state === state &&
    token.requestId === request.id &&
    token.holder?.id === request.subject.id &&
    token.burnedAt === burned.burnedAt &&
    !isBlank(token)
  );
}

/** The token of this request is still with its person. */
export const isCarried = (request: Request, token: Token | null): boolean =>
  carriedStates.some((state) => isItsToken(request, token, state));
