import { approvalPolicy, policyProposal } from '@token-desk/contract/approval';
import { approvalView } from '@token-desk/contract/routes/approval';
import * as z from 'zod/mini';
import type { Db } from '../../store/database.ts';
import { parseNullable } from '../../store/json.ts';
import { findSetting, type Setting } from '../../store/tables/settings.ts';
import type { Deps } from './deps.ts';

const approvalSetting = 'approval';

/** As it is stored: `policy` null while nobody has confirmed one. */
const kept = z.object({
  policy: z.nullable(approvalPolicy),
  since: approvalView.shape.since,
  proposal: z.nullable(policyProposal),
});
export type KeptApproval = z.infer<typeof kept>;

const none: KeptApproval = { policy: null, since: null, proposal: null };

/** The policy that holds, with the proposal that waits; `seen` is what a change is made from. Read where it is applied, as `policyNow`. */
export async function approvalNow(deps: Deps, db: Db) {
  const seen: Setting = await findSetting(db, approvalSetting);
  const { policy, since, proposal } = parseNullable(kept, seen.value) ?? none;
  return { seen, policy: policy ?? deps.approval, since, proposal };
}
