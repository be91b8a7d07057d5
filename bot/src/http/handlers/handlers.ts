import type { Config } from '../../config.ts';
import { holidaysAt, offeredOf } from '../../domain/organisation.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Deps } from '../../usecases/write/deps.ts';
import { policyNow } from '../../usecases/write/policy-now.ts';
import { limited } from '../rate-limit.ts';
import type { Handlers } from '../routes.ts';
import { createApprovalHandlers } from './approval.ts';
import { createDeskHandlers } from './desks.ts';
import { createEnforcementHandlers } from './enforcement.ts';
import { createJobHandlers } from './jobs.ts';
import { createLoadHandlers } from './loads.ts';
import { createNoticeHandlers } from './notices.ts';
import { createOrganisationHandlers } from './organisation.ts';
import { createPeopleHandlers } from './people.ts';
import { createRecordHandlers } from './records.ts';
import { createRequestHandlers } from './requests.ts';
import { createSecondMethodHandlers } from './second-method.ts';
import { createSlipHandlers } from './slips.ts';
import { createTaskHandlers } from './tasks.ts';
import { createTenantHandlers } from './tenant.ts';
import { createTokenHandlers } from './tokens.ts';

/** Which use case answers which route, and what a call of it costs. */
export function createHandlers(deps: Deps, config: Config): Handlers {
  return limited(deps, {
    me: async ({ caller }) => {
      const policy = await policyNow(deps);
      const { sites, reasons, pasteNeedsHealthyDesk, claimIdleMs } = policy;
      return {
        person: caller.person,
        roles: [...caller.roles],
        tenantName: config.tenantName,
        practice: config.practice,
        sites: [...sites],
        reasons: offeredOf(reasons).map(({ id, en, de }) => ({ id, en, de })),
        holidays: holidaysOf(policy),
        now: deps.clock.now(),
        methodsReadable: await methodsReadable(deps, caller.person.id),
        securityInfoUrl: config.securityInfoUrl,
        policy: { pasteNeedsHealthyDesk, claimIdleMs },
      };
    },
    ...createApprovalHandlers(deps),
    ...createDeskHandlers(deps),
    ...createEnforcementHandlers(deps),
    ...createJobHandlers(deps),
    ...createLoadHandlers(deps),
    ...createNoticeHandlers(deps),
    ...createOrganisationHandlers(deps),
    ...createPeopleHandlers(deps),
    ...createRecordHandlers(deps),
    ...createRequestHandlers(deps),
    ...createSecondMethodHandlers(deps),
    ...createSlipHandlers(deps, config),
    ...createTaskHandlers(deps),
    ...createTenantHandlers(deps),
    ...createTokenHandlers(deps),
  });
}

/** Asked of Graph itself, with the caller's own id: permissions are changed while the bot runs. */
async function methodsReadable(deps: Deps, personId: string): Promise<boolean> {
  try {
    return (await deps.directory.softwareOathMethods(personId)) !== null;
  } catch {
    // Down now is not unreadable for good: the step that needs it looks, and says so.
    return true;
  }
}

function holidaysOf(policy: Policy): Record<string, string[]> {
  const named: Record<string, string[]> = {};
  for (const site of policy.sites) {
    const days = holidaysAt(policy, site);
    if (days.length > 0) named[site] = [...days];
  }
  return named;
}
