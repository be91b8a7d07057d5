import type { PerUserMfa } from '@token-desk/contract/request';
import type { GraphAccess } from './graph-access.ts';
import { bodyOf, callGraph, done } from './graph-client.ts';
import type { Said } from './said.ts';

const scope = 'Policy.ReadWrite.AuthenticationMethod';

/**
 * Switches per-user MFA on for a person. Microsoft goes on from `enabled` to `enforced` at once where the person has a
 * method. Needs the Entra role Authentication Policy Administrator. Setting it again changes nothing, so that a lost
 * answer is asked for again; `graph-busy` where none came.
 */
export async function switchMfaOn(
  access: GraphAccess,
  { personId }: { readonly personId: string },
): Promise<Said> {
  const path = `beta/users/${encodeURIComponent(personId)}/authentication/requirements`;
  const body = bodyOf({ perUserMfaState: 'enabled' satisfies PerUserMfa });
  const reply = await callGraph(access, { method: 'PATCH', path, scope, body });
  return { requestId: done(reply, 'enforcement').requestId };
}
