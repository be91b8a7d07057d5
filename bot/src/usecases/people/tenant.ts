import type { Finding } from '../../domain/entra/finding.ts';
import { findInTenant, findOwnRoles } from '../../domain/entra/tenant-findings.ts';
import { demandRight } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { lookAtBeta } from './beta.ts';
import { directoryTimeoutMs } from './directory.ts';

/** What tokens depend on at Microsoft, with what the caller themselves may do there: asked now. What its beta shows counts from now on. */
export async function examineTenant(deps: Deps, caller: Caller): Promise<readonly Finding[]> {
  const signal = AbortSignal.timeout(directoryTimeoutMs);
  const [tenant, application, beta] = await Promise.all([
    deps.directory.tenantFacts(signal),
    deps.directory.applicationFacts(signal),
    lookAtBeta(deps),
  ]);
  return findInTenant({ tenant, application, beta, personId: caller.person.id, now: deps.clock.now() });
}

/** What the caller may do at Microsoft themselves, asked now: of whoever may load or hand out. */
export async function examineOwnRoles(deps: Deps, caller: Caller): Promise<readonly Finding[]> {
  demandRight(caller, 'load');
  const tenant = await deps.directory.tenantFacts(AbortSignal.timeout(directoryTimeoutMs));
  return findOwnRoles(tenant, caller.person.id);
}
