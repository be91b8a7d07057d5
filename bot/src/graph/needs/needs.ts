import type { Fact } from '../../domain/entra/facts.ts';
import { asksEverybody, groupsNamed, type Members, type NeedFacts } from '../../domain/entra/needs.ts';
import { GraphRefusal, withId } from '../access/client.ts';
import { factOf } from '../fact.ts';
import { readPerUserMfa } from '../per-user-mfa.ts';
import { firstGap, gapOf, type Reading } from './need-reading.ts';
import { readLists } from './needs-lists.ts';
import { readReport } from './needs-report.ts';

/**
 * Everybody's ways in: by Microsoft's report, a page for some hundred people; where the tenant has no licence for it or
 * the server no permission, by each person's own list, twenty to a call. Groups that policies name are read once.
 */
export async function readNeeds(reading: Reading): Promise<Omit<NeedFacts, 'readAt'>> {
  const { tenant } = reading;
  const report = await readReport(reading);
  const { people, gaps } = Array.isArray(report)
    ? { people: report, gaps: [] }
    : await readLists(reading, report);
  const members = await readMembers(reading, groupsNamed(tenant));
  const ids = people.filter(({ isGuest }) => !isGuest).map(({ id }) => id);
  const perUserMfa = asksEverybody(tenant) ? await readMfa(reading, ids) : null;
  return {
    source: Array.isArray(report) ? 'report' : 'lists',
    people,
    policies: { methods: tenant.methods, campaign: tenant.campaign },
    members,
    perUserMfa: perUserMfa?.kind === 'read' ? perUserMfa.value : perUserMfa === null ? null : new Map(),
    gaps: [
      ...gaps,
      ...gapOf('policies', tenant.methods),
      ...firstGap('members', [...members.values()]),
      ...(perUserMfa === null ? [] : gapOf('per-user-mfa', perUserMfa)),
      ...(Array.isArray(report) ? [] : firstGap('administrators', [tenant.roles, tenant.assignableMembers])),
    ],
  };
}

/** Nobody's at all is a permission that is missing: of a person who is gone it is one. */
async function readMfa({ graph, signal }: Reading, ids: readonly string[]) {
  const permissions = ['Policy.Read.All'];
  const found = await factOf(readPerUserMfa(graph, ids, signal), permissions);
  const isBarred =
    found.kind === 'read' && ids.length > 0 && [...found.value.values()].every((mfa) => mfa === null);
  return isBarred ? ({ kind: 'not-allowed', permissions } as const) : found;
}

async function readMembers({ graph, signal }: Reading, groups: readonly string[]): Promise<Members> {
  const found = new Map<string, Fact<ReadonlySet<string>>>();
  for (const group of groups) {
    const path = `/v1.0/groups/${encodeURIComponent(group)}/transitiveMembers?$select=id&$top=999`;
    const asked = graph.longList(path, withId, { signal }).then((rows) => new Set(rows.map(({ id }) => id)));
    found.set(group, await factOf(asked.catch(noneIfGone), ['GroupMember.Read.All']));
  }
  return found;
}

/** A group that was deleted, or a person whom the policy names by themselves. */
const noneIfGone = (error: unknown): Set<string> => {
  if (error instanceof GraphRefusal && error.status === 404) return new Set();
  throw error;
};
