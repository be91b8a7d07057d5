import * as z from 'zod/mini';
import { approvalPolicy, longestPolicy, policyFault, policyMeaning, policyProposal } from '../approval.ts';
import { instant, person } from '../ids.ts';
import { organisationReason } from '../organisation.ts';
import type { Route } from './route.ts';

/** The policy that holds, and the one that waits for a second administrator; `version` is named by whoever changes either. */
export const approvalView = z.object({
  version: z.int(),
  policy: approvalPolicy,
  /** Which rules may name one, in words. */
  reasons: z.array(organisationReason),
  /** Null: nobody has changed what Token Desk begins with. */
  since: z.nullable(z.object({ proposedBy: person, confirmedBy: person, at: instant })),
  proposal: z.nullable(z.extend(policyProposal, { meaning: policyMeaning })),
});
export type ApprovalView = z.infer<typeof approvalView>;

const text = z.string().check(z.maxLength(longestPolicy));
const version = z.int().check(z.nonnegative());
const bodyBytes = 512 * 1024;

export const approvalRoutes = {
  getApproval: {
    method: 'GET',
    path: '/api/approval',
    right: 'keep-organisation',
    reply: approvalView,
  },
  /** Reads a `policy.json` and says what is wrong in it, or what it would change. Writes nothing. */
  checkPolicy: {
    method: 'POST',
    path: '/api/approval/check',
    right: 'keep-organisation',
    bodyBytes,
    body: z.object({ text }),
    reply: z.object({ faults: z.array(policyFault), meaning: z.nullable(policyMeaning) }),
  },
  /** Takes the place of a proposal that waits. */
  proposePolicy: {
    method: 'PUT',
    path: '/api/approval/proposal',
    right: 'keep-organisation',
    bodyBytes,
    body: z.object({ version, text }),
    reply: approvalView,
  },
  /** `confirm`: another administrator than the one who proposed it. */
  decidePolicy: {
    method: 'POST',
    path: '/api/approval/decision',
    right: 'keep-organisation',
    body: z.object({ version, decision: z.enum(['confirm', 'drop']) }),
    reply: approvalView,
  },
  /** How many requests wait for a yes. */
  countApprovals: {
    method: 'GET',
    path: '/api/approval/waiting/count',
    right: 'read',
    reply: z.object({ total: z.number() }),
  },
} as const satisfies Record<string, Route>;
