import type { Person, Role } from '@token-desk/contract/ids';
import { fail, type Result } from '@token-desk/contract/problem';
import type { FirstEyes, Request, RequestCommand } from '@token-desk/contract/request';
import type { Actor } from '@token-desk/contract/request-event';
import { stepOf } from '@token-desk/contract/wizard-step';

/** Who acts, with the roles they have now. Rules, the clock and burners have none. */
export type Acting = { readonly actor: Actor; readonly roles: readonly Role[] };

type Allowed = { readonly roles: readonly Role[]; readonly requester: boolean };

const technician: Allowed = { roles: ['Technician'], requester: false };
const desk: Allowed = { roles: ['Technician', 'Approver', 'Administrator'], requester: false };
const approver: Allowed = { roles: ['Approver'], requester: false };
const requester: Allowed = { roles: [], requester: true };

const allowed: Record<RequestCommand['kind'], Allowed> = {
  claim: technician,
  'take-over': technician,
  release: technician,
  'check-identity': technician,
  'look-for-method': technician,
  'say-bound': technician,
  'hand-over': technician,
  'give-up': technician,
  requeue: technician,
  hold: desk,
  resume: desk,
  approve: approver,
  reject: approver,
  withdraw: requester,
  close: { roles: ['Administrator'], requester: true },
};

/** The person behind a command, if their role allows it. */
export function permit(
  request: Request,
  kind: RequestCommand['kind'],
  acting: Acting,
): Result<{ readonly person: Person }> {
  if (acting.actor.kind !== 'person') return fail('role-missing', { roles: 'a person' });
  const { person } = acting.actor;
  const rule = allowed[kind];
  if (rule.requester && person.id === request.requestedBy.id) return { ok: true, person };
  if (rule.roles.some((role) => acting.roles.includes(role))) return { ok: true, person };
  return fail('role-missing', {
    roles: rule.roles.length === 0 ? 'the person who asked' : rule.roles.join(', '),
  });
}

/** Approver ≠ requester or subject; burner ≠ approver, requester or subject. A rule that approved is no person. */
export function isSecondPerson(request: Request, person: Person, what: 'approve' | 'burn'): boolean {
  return firstEyesOf(request, person, what) === null;
}

/** What they are to the request already; null for a second person. */
export function firstEyesOf(request: Request, person: Person, what: 'approve' | 'burn'): FirstEyes | null {
  if (person.id === request.requestedBy.id) return 'requester';
  if (person.id === request.subject.id) return 'subject';
  if (what === 'approve') return null;
  const by = request.approvedBy;
  return by === null || by === 'policy' || by.id !== person.id ? null : 'approver';
}

/** Free text and reasons that touch health: the requester, approvers and auditors only. */
export function mayReadReasons(
  request: Pick<Request, 'requestedBy'>,
  reader: { readonly person: Person; readonly roles: readonly Role[] },
): boolean {
  return (
    reader.person.id === request.requestedBy.id ||
    reader.roles.includes('Approver') ||
    reader.roles.includes('Auditor')
  );
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
