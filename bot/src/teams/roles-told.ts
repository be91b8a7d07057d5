import type { Role } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import type { TeamsDeps } from './deps.ts';

/** None where Microsoft does not let this server read them: what anybody may do goes on. */
export async function rolesTold(deps: TeamsDeps, personId: string): Promise<readonly Role[]> {
  try {
    return await deps.rolesOf(personId);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'directory-refused') return [];
    throw error;
  }
}
