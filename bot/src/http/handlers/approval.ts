import type { approvalRoutes } from '@token-desk/contract/routes/approval';
import { checkPolicy, decidePolicy, proposePolicy, readApproval } from '../../usecases/people/approval.ts';
import { approvalsTotal } from '../../usecases/requests/waiting.ts';
import type { Deps } from '../../usecases/write/deps.ts';
import type { Handlers } from '../routes.ts';

/** Which use case answers which route of the approval policy. */
export function createApprovalHandlers(deps: Deps): Pick<Handlers, keyof typeof approvalRoutes> {
  return {
    getApproval: () => readApproval(deps),
    countApprovals: () => approvalsTotal(deps),
    checkPolicy: ({ body }) => checkPolicy(deps, body),
    proposePolicy: ({ caller, body }) => proposePolicy(deps, caller, body),
    decidePolicy: ({ caller, body }) => decidePolicy(deps, caller, body),
  };
}
