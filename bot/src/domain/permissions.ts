import type { Person, Role } from '@token-desk/contract/ids';
import { type Failure, fail, type Result } from '@token-desk/contract/problem';
import type { Request, RequestCommand } from '@token-desk/contract/request';
import type { Actor } from '@token-desk/contract/request-event';
import { may, type Relation, type Right, rolesFor } from '@token-desk/contract/rights';
import { stepOf } from '@token-desk/contract/wizard-step';
import { isAsked } from './approval/deciders.ts';

/** Who acts, with the roles they have now. Rules, the clock and burners have none. */
export type Acting = { readonly actor: Actor; readonly roles: readonly Role[] };

/** Each command by the right it takes. */
export const rightOf: Readonly<Record<RequestCommand['kind'], Right>> = {
  claim: 'burn',
  'take-over': 'burn',
  release: 'burn',
  'check-identity': 'burn',
  'look-for-method': 'burn',
  'say-bound': 'burn',
  'choose-route': 'burn',
  'take-loaded': 'burn',
  'give-back-loaded': 'burn',
  'confirm-hand-out': 'burn',
  'leave-to-holder': 'burn',
  'hand-over': 'burn',
  'give-up': 'burn',
  requeue: 'burn',
  hold: 'hold',
  resume: 'hold',
  approve: 'approve',
  reject: 'approve',
  'confirm-loss': 'keep-books',
  'reject-loss': 'keep-books',
  withdraw: 'withdraw',
  edit: 'withdraw',
  nudge: 'withdraw',
  close: 'close',
  'look-for-enforcement': 'enforce',
  'waive-enforcement': 'enforce',
  'look-for-second': 'burn',
  'ask-spare': 'burn',
  'waive-second': 'burn',
  'say-signed-in': 'burn',
  'say-not-signed-in': 'burn',
};

/** The person behind a command, if they have its right. */
export function permit(
  request: Request,
  kind: RequestCommand['kind'],
  acting: Acting,
): Result<{ readonly person: Person }> {
  if (acting.actor.kind !== 'person') return fail('role-missing', { roles: 'a person' });
  const { person } = acting.actor;
  const right = rightOf[kind];
  const relations: Relation[] = [];
  if (person.id === request.requestedBy.id) relations.push('requester');
  if (isAsked(request, person.id)) relations.push('asked');
  if (may(right, acting.roles, relations)) return { ok: true, person };
  return lacks(right);
}

/** A refusal that names who may. */
export function lacks(right: Right): Failure {
  const roles = rolesFor(right);
  return fail('role-missing', { roles: roles.length === 0 ? 'the person who asked' : roles.join(', ') });
}

/** Free text and private reasons: the requester, approvers and auditors only. */
export function mayReadReasons(
  request: Pick<Request, 'requestedBy'>,
  reader: { readonly person: Person; readonly roles: readonly Role[] },
): boolean {
  const isRequester = reader.person.id === request.requestedBy.id;
  return may('read-reasons', reader.roles, isRequester ? ['requester'] : []);
}

const minuteText = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** `sinceMs` lets the tab say the same in the reader's own time. */
export function claimedByOther(request: Request) {
  return fail('request-claimed', {
    holder: request.claim?.by.name ?? '–',
    since: minuteText(request.claim?.since ?? request.updatedAt),
    sinceMs: request.claim?.since ?? request.updatedAt,
    step: stepOf(request) ?? request.state,
  });
}

export function holdsClaim(request: Request, person: Person): Result<object> {
  if (request.claim === null) return fail('request-not-claimed');
  return request.claim.by.id === person.id ? { ok: true } : claimedByOther(request);
}
