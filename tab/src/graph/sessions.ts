import type { GraphAccess } from './graph-access.ts';
import { callGraph, done } from './graph-client.ts';
import type { Said } from './said.ts';

const scope = 'User.RevokeSessions.All';

/**
 * Ends every sign-in that is open for a person, in all applications; access tokens that were given out last an hour at most. Doing
 * it again changes nothing, so that a lost answer is asked for again.
 */
export async function endSessions(
  access: GraphAccess,
  { personId }: { readonly personId: string },
): Promise<Said> {
  const path = `v1.0/users/${encodeURIComponent(personId)}/revokeSignInSessions`;
  const reply = await callGraph(access, { method: 'POST', path, scope });
  return { requestId: done(reply, 'end-sessions').requestId };
}
