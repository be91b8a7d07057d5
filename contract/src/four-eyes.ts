import type { Person } from './ids.ts';
import type { FirstEyes } from './request.ts';

type Asked = {
  readonly requestedBy: Pick<Person, 'id'>;
  readonly subject: Pick<Person, 'id'>;
  readonly approvedBy: Pick<Person, 'id'> | 'policy' | null;
};

/** Approver ≠ requester or subject; burner ≠ approver, requester or subject. A rule that approved is no person. */
export function isSecondPerson(
  request: Asked,
  person: Pick<Person, 'id'>,
  what: 'approve' | 'burn',
): boolean {
  return firstEyesOf(request, person, what) === null;
}

/** What they are to the request already; null for a second person. */
export function firstEyesOf(
  request: Asked,
  person: Pick<Person, 'id'>,
  what: 'approve' | 'burn',
): FirstEyes | null {
  if (person.id === request.requestedBy.id) return 'requester';
  if (person.id === request.subject.id) return 'subject';
  if (what === 'approve') return null;
  const by = request.approvedBy;
  return by === null || by === 'policy' || by.id !== person.id ? null : 'approver';
}
