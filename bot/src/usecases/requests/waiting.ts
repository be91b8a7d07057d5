import type { Reply } from '@token-desk/contract/api';
import { ProblemError } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import { type ApprovalDue, approvalDue, dueNow } from '../../domain/approval/approval-times.ts';
import type { Decider } from '../../domain/approval/deciders.ts';
import { countInState } from '../../store/tables/requests.ts';
import type { Deps } from '../write/deps.ts';
import { policyNow } from '../write/policy-now.ts';
import { findNextDecider } from './approval-asked.ts';

/** What the clock decides of a request that waits for a yes, from; null: it does not wait. Throws where nothing is due. */
export async function readWaiting(
  deps: Deps,
  request: Request,
): Promise<{ readonly due: ApprovalDue; readonly next: Decider | null } | null> {
  const { state } = request;
  if (state !== 'submitted') return null;
  const due = approvalDue(request, await policyNow(deps));
  const what = dueNow(request, due, deps.clock.now());
  // as the machine would say it, without a transaction each minute for each request that waits
  if (what === null) throw new ProblemError('request-wrong-state', { state });
  return { due, next: what === 'pass-on' ? await findNextDecider(deps, request) : null };
}

/** How many requests wait for a yes. */
export async function approvalsTotal({ store }: Deps): Promise<Reply<'countApprovals'>> {
  return { total: await countInState(store.db, 'submitted') };
}
