import type { UnheardWhy } from '@token-desk/contract/chat/notice';
import type { Person } from '@token-desk/contract/ids';
import type { Request } from '@token-desk/contract/request';
import { isDecider } from '../approval/deciders.ts';
import { dayMs } from '../retention.ts';

export type Duty = { readonly of: Person; readonly dueAt: number };

/**
 * Who is to tell a person that no message reaches: whoever has the request in hand; else, where somebody phoned or stood at the
 * desk, whoever wrote it down for them; whoever was asked to decide is told by who asks. Null: nobody is left who could.
 */
export function dutyFor(
  request: Pick<Request, 'claim' | 'call' | 'requestedBy' | 'approval'>,
  { personId, now }: { readonly personId: string; readonly now: number },
): Duty | null {
  const { claim, call, requestedBy } = request;
  if (isDecider(request, personId) && personId !== requestedBy.id)
    return { of: requestedBy, dueAt: now + dayMs };
  const isWrittenDown = call !== undefined;
  // who asked in chat and does the work has nobody but themselves
  const inHand = claim !== null && (isWrittenDown || claim.by.id !== requestedBy.id) ? claim.by : null;
  const of = inHand ?? (isWrittenDown ? requestedBy : null);
  return of === null ? null : { of, dueAt: now + dayMs };
}

/** Why a message that was tried to the end was never taken. */
export const whyGivenUp = (lastError: string): UnheardWhy =>
  lastError === throttled ? 'throttled' : 'no-answer';

/** Names of errors, as the outbox keeps them. */
export const throttled = 'Throttled';
export const noAnswer = 'NoAnswer';
