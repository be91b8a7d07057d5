import type { Person } from '@token-desk/contract/ids';
import type { Request } from '@token-desk/contract/request';

/** Somebody who is asked to decide. `byRole`: their role lets them, and not that they were asked. */
export type Decider = { readonly person: Person; readonly byRole: boolean };

/** Everybody who has the card of a request in their chat to decide on it. */
export function decidersOf({ approval }: Pick<Request, 'approval'>): readonly Decider[] {
  const { asked, also = [] } = approval ?? {};
  return [...(asked === undefined ? [] : [{ person: asked, byRole: false }]), ...also];
}

export const isDecider = (request: Pick<Request, 'approval'>, personId: string): boolean =>
  decidersOf(request).some(({ person }) => person.id === personId);

/** They may decide without a role. */
export const isAsked = (request: Pick<Request, 'approval'>, personId: string): boolean =>
  decidersOf(request).some(({ person, byRole }) => person.id === personId && !byRole);
