import { ProblemError } from '@token-desk/contract/problem';
import type { Deps } from './deps.ts';

const timeoutMs = 10_000;

/** The subject's software OATH methods now; null where they may not be read or Microsoft does not answer. */
export async function methodsOf(deps: Deps, personId: string): Promise<readonly string[] | null> {
  try {
    return await deps.directory.softwareOathMethods(personId, AbortSignal.timeout(timeoutMs));
  } catch (error) {
    // Not knowing is a legal answer here: the technician is asked to say what Microsoft's page says.
    if (error instanceof ProblemError && error.problem.code === 'directory-unavailable') return null;
    throw error;
  }
}
