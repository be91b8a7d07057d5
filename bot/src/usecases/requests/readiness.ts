import type { Reply } from '@token-desk/contract/api';
import type { Readiness } from '@token-desk/contract/entra/readiness';
import { ProblemError } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import { may } from '@token-desk/contract/rights';
import { judgeReadiness } from '../../domain/entra/readiness.ts';
import { findRequest } from '../../store/tables/requests.ts';
import { isBetaStoppedIn } from '../people/beta.ts';
import { directoryTimeoutMs } from '../people/directory.ts';
import type { Caller, Deps } from '../write/deps.ts';

/** Whether the subject can be given a token, by which way, and what is missing: read at Microsoft now, and nothing comes of it. */
export async function readReadiness(
  deps: Deps,
  caller: Caller,
  requestId: string,
): Promise<Reply<'getReadiness'>> {
  const request = await findRequest(deps.store.db, requestId);
  if (request === null) throw new ProblemError('request-not-found');
  // Who only approves hands nothing over: their own role at Microsoft would bar a way that is open.
  return readinessOf(deps, request, may('burn', caller.roles) ? caller.person.id : null);
}

export async function readinessOf(
  deps: Deps,
  request: Pick<Request, 'subject'>,
  technicianId: string | null,
): Promise<Readiness> {
  const signal = AbortSignal.timeout(directoryTimeoutMs);
  const [tenant, people, isBetaStopped] = await Promise.all([
    deps.directory.tenantFacts(signal),
    deps.directory.peopleFacts([request.subject.id], signal),
    isBetaStoppedIn(deps.store.db),
  ]);
  const person = people.get(request.subject.id);
  if (person === undefined) throw new ProblemError('subject-unknown');
  return judgeReadiness({ tenant, person, technicianId, isBetaStopped });
}
