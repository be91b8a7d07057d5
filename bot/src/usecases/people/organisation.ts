import type { Body, Reply } from '@token-desk/contract/api';
import { personActor } from '@token-desk/contract/named';
import { ProblemError } from '@token-desk/contract/problem';
import { decideOrganisation, removedSites } from '../../domain/organisation.ts';
import { release } from '../../release.ts';
import { boundChannels } from '../../store/tables/conversations.ts';
import { saveSetting } from '../../store/tables/settings.ts';
import { sitesNamed } from '../../store/tables/site-names.ts';
import { approvalNow } from '../write/approval-now.ts';
import { commit } from '../write/commit.ts';
import { demandRight } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { organisationNow } from '../write/policy-now.ts';

/** The rules that hold, and what is fixed elsewhere and belongs beside them. */
export async function readOrganisation(deps: Deps): Promise<Reply<'getOrganisation'>> {
  const { db } = deps.store;
  const [{ seen, organisation }, channels, roles] = await Promise.all([
    organisationNow(deps, db),
    boundChannels(db),
    rolesNow(deps),
  ]);
  return {
    version: seen.version,
    organisation,
    channels: channels
      .map(({ updatedAt, locale, topics }) => ({ boundAt: updatedAt, locale, topics: [...topics] }))
      .sort((a, b) => b.boundAt - a.boundAt),
    roles,
    release,
  };
}

/** The rules are read and saved whatever Microsoft says. */
async function rolesNow({ directory }: Deps): Promise<Reply<'getOrganisation'>['roles']> {
  try {
    return [...(await directory.peopleByRole())].map(([role, people]) => ({ role, people }));
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

/** Saves all rules at once: who has not seen the newest is refused, and each that is another one is a row of the audit. */
export async function saveOrganisation(
  deps: Deps,
  caller: Caller,
  { version, organisation: after }: Body<'saveOrganisation'>,
): Promise<Reply<'saveOrganisation'>> {
  demandRight(caller, 'keep-organisation');
  await commit(deps, async (tx) => {
    const { seen, organisation: before } = await organisationNow(deps, tx);
    if (seen.version !== version) throw new ProblemError('organisation-changed');
    const named = await sitesNamed(tx, removedSites({ before, after }));
    const { policy, proposal } = await approvalNow(deps, tx);
    const rules = [...policy.rules, ...(proposal?.policy.rules ?? [])];
    const decided = decideOrganisation({ before, after, named, rules });
    if (!decided.ok) throw new ProblemError(decided.problem.code, decided.problem.detail);
    if (decided.changes.length === 0) return { value: null };
    await saveSetting(tx, seen, JSON.stringify(after));
    const actor = personActor(caller.person);
    return { value: null, rows: decided.changes.map(({ event, data }) => ({ event, actor, data })) };
  });
  return readOrganisation(deps);
}
