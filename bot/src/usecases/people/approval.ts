import type { Body, Reply } from '@token-desk/contract/api';
import type { ApprovalPolicy } from '@token-desk/contract/approval';
import { personActor, personData, personFacts } from '@token-desk/contract/named';
import { ProblemError } from '@token-desk/contract/problem';
import { meaningOf } from '../../domain/approval/policy-meaning.ts';
import { type PolicyRead, readPolicy } from '../../domain/approval/policy-text.ts';
import { canonicalJson } from '../../domain/audit-chain.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Db } from '../../store/database.ts';
import { saveSetting } from '../../store/tables/settings.ts';
import { approvalNow, type KeptApproval } from '../write/approval-now.ts';
import type { OtherRow } from '../write/change.ts';
import { commit } from '../write/commit.ts';
import { demandRight } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { sha256Hex } from '../write/hashing.ts';
import { policyNow } from '../write/policy-now.ts';

/** The policy that holds, and what waits for a second administrator with what it would change. */
export async function readApproval(deps: Deps): Promise<Reply<'getApproval'>> {
  const { seen, policy, since, proposal } = await approvalNow(deps, deps.store.db);
  const { reasons } = await policyNow(deps);
  return {
    reasons: [...reasons],
    version: seen.version,
    policy,
    since,
    proposal:
      proposal === null ? null : { ...proposal, meaning: meaningOf(policy, proposal.policy, reasons) },
  };
}

/** What is wrong in a `policy.json`, or what it would change. */
export async function checkPolicy(deps: Deps, { text }: Body<'checkPolicy'>): Promise<Reply<'checkPolicy'>> {
  const read = await readHere(deps, deps.store.db, text);
  if (!read.ok) return { faults: [...read.faults], meaning: null };
  const { policy } = await approvalNow(deps, deps.store.db);
  return { faults: [], meaning: meaningOf(policy, read.policy, read.reasons) };
}

async function readHere(deps: Deps, db: Db, text: string): Promise<PolicyRead & Pick<Policy, 'reasons'>> {
  const { places, reasons } = await policyNow(deps, db);
  // a closed site's requests are still decided; without a list people write where they are in their own words
  const sites = places.size === 0 ? null : [...places.keys()];
  // one that is not offered any more may still be named
  return { ...readPolicy(text, { sites, reasons: reasons.map(({ id }) => id) }), reasons };
}

/** Takes the place of a proposal that waits: whoever confirms has seen the newest. */
export async function proposePolicy(
  deps: Deps,
  caller: Caller,
  { version, text }: Body<'proposePolicy'>,
): Promise<Reply<'proposePolicy'>> {
  demandRight(caller, 'keep-organisation');
  await changeApproval(deps, version, async (now, tx) => {
    // read with the rules, so that none names a reason which somebody removes meanwhile
    const read = await readHere(deps, tx, text);
    if (!read.ok) throw new ProblemError('policy-wrong');
    const { policy } = read;
    const { changes } = meaningOf(now.policy, policy, read.reasons);
    if (changes.length === 0) throw new ProblemError('policy-same');
    const proposal = { policy, by: personFacts(caller.person), at: deps.clock.now() };
    const data = { policy: hashOf(policy), changes: changes.length };
    return { kept: { proposal }, row: { event: 'policy_proposed', actor: personActor(caller.person), data } };
  });
  return readApproval(deps);
}

/** A second administrator makes it the one that holds; any may drop it, who proposed it too. */
export async function decidePolicy(
  deps: Deps,
  caller: Caller,
  { version, decision }: Body<'decidePolicy'>,
): Promise<Reply<'decidePolicy'>> {
  demandRight(caller, 'keep-organisation');
  await changeApproval(deps, version, async ({ proposal }) => {
    if (proposal === null) throw new ProblemError('no-proposal');
    const { policy, by } = proposal;
    const actor = personActor(caller.person);
    const data = { policy: hashOf(policy), ...personData('proposedBy', by) };
    if (decision === 'drop')
      return { kept: { proposal: null }, row: { event: 'policy_dropped', actor, data } };
    if (by.id === caller.person.id) throw new ProblemError('own-proposal');
    const since = { proposedBy: by, confirmedBy: personFacts(caller.person), at: deps.clock.now() };
    return { kept: { policy, since, proposal: null }, row: { event: 'policy_changed', actor, data } };
  });
  return readApproval(deps);
}

/** By this a row of the audit proves which policy it meant. */
const hashOf = (policy: ApprovalPolicy): string => sha256Hex(canonicalJson(policy));

type Now = Awaited<ReturnType<typeof approvalNow>>;

function changeApproval(
  deps: Deps,
  version: number,
  decide: (now: Now, tx: Db) => Promise<{ readonly kept: Partial<KeptApproval>; readonly row: OtherRow }>,
): Promise<unknown> {
  return commit(deps, async (tx) => {
    const now = await approvalNow(deps, tx);
    if (now.seen.version !== version) throw new ProblemError('organisation-changed');
    const { kept, row } = await decide(now, tx);
    const before = {
      policy: now.since === null ? null : now.policy,
      since: now.since,
      proposal: now.proposal,
    };
    await saveSetting(tx, now.seen, JSON.stringify({ ...before, ...kept }));
    return { value: null, rows: [row] };
  });
}
