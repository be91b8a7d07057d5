import { isSecondPerson } from '@token-desk/contract/four-eyes';
import type { Person } from '@token-desk/contract/ids';
import { fail, type Result } from '@token-desk/contract/problem';
import type { Request, SecondTechnicianBecause, SecondTechnicianFor } from '@token-desk/contract/request';
import { loadedInHand } from '../jobs/job-steps.ts';
import type { ApprovedList } from './approved-list.ts';
import type { EventBody, RequestEvent } from './request-events.ts';

/**
 * Why a person's loaded token takes a second technician; null: it does not. `isPrivileged` null: nobody can tell. On an
 * approved list, one technician is enough for whoever is known to have no role.
 */
export function secondAsked(
  rule: SecondTechnicianFor,
  isPrivileged: boolean | null,
  list: ApprovedList | null = null,
): SecondTechnicianBecause | null {
  if (rule === 'never') return null;
  if (list !== null && isPrivileged === false) return null;
  if (rule === 'everybody') return 'everybody';
  if (isPrivileged === null) return 'unknown';
  return isPrivileged ? 'privileged' : null;
}

/** Until then nothing at Microsoft makes it theirs in our books. */
export const waitsForSecond = ({ secondTechnician }: Pick<Request, 'secondTechnician'>): boolean =>
  secondTechnician !== undefined && secondTechnician.confirmedBy === null;

/** The second technician: as for a burn, and never who has the request. */
export function decideConfirming(
  request: Request,
  person: Person,
): Result<{ readonly events: readonly EventBody[] }> {
  const serial = loadedInHand(request);
  const { secondTechnician, claim, state } = request;
  if (serial === null || secondTechnician === undefined) return fail('request-wrong-state', { state });
  if (!isSecondPerson(request, person, 'burn') || claim?.by.id === person.id) return fail('four-eyes');
  return { ok: true, events: waitsForSecond(request) ? [{ kind: 'hand_out_confirmed', serial }] : [] };
}

/** What is confirmed is one token in one technician's hand: with either of them another, it is asked anew. */
export function confirmed(state: Request, event: RequestEvent): Request {
  const { secondTechnician: asked, ...rest } = state;
  switch (event.kind) {
    case 'loaded_taken':
      return event.second === undefined
        ? rest
        : { ...rest, secondTechnician: { because: event.second, confirmedBy: null } };
    case 'loaded_given_back':
      return rest;
    case 'hand_out_confirmed': {
      const by = event.actor.kind === 'person' ? event.actor.person : null;
      return asked === undefined ? state : { ...rest, secondTechnician: { ...asked, confirmedBy: by } };
    }
    case 'taken_over':
    case 'held':
      return asked === undefined ? state : { ...rest, secondTechnician: { ...asked, confirmedBy: null } };
    default:
      return state;
  }
}
