import * as z from 'zod/mini';
import type { DirectoryChange } from '../../domain/entra/differences.ts';
import type { Fact } from '../../domain/entra/facts.ts';
import type { GraphClient } from '../access/client.ts';
import { factOf } from '../fact.ts';

const text = z.nullish(z.string());
const who = z.object({ id: text, displayName: text, userPrincipalName: text });
const logRow = z.object({
  id: z.string(),
  activityDateTime: z.string(),
  activityDisplayName: z.string(),
  result: text,
  initiatedBy: z.nullish(z.object({ user: z.nullish(who) })),
  targetResources: z.nullish(z.array(z.extend(who, { type: text }))),
});

/** Whoever does one of these to somebody else changed how they sign in (an access pass is registered like a method). */
const activities: readonly string[] = [
  'Admin registered security info',
  'Admin updated security info',
  'Admin deleted security info',
  'Assign Hardware Oath Token',
  'Update Hardware Oath Token',
  'Delete Hardware Oath Token',
  'Reset user password',
];
/** A tenant's whole log is long, and by the category it cannot be filtered. */
const parts = ["loggedByService eq 'Authentication Methods'", "activityDisplayName eq 'Reset user password'"];
/** Microsoft's page names both; a tenant may be content with the first, which is the one asked for. */
const permission = 'AuditLog.Read.All + Directory.Read.All';
const maxActivityChars = 100;

/** What people changed of other people's ways in since then, by Microsoft's directory log. */
export const readChanges = (
  graph: GraphClient,
  since: number,
  signal: AbortSignal,
): Promise<Fact<readonly DirectoryChange[]>> => {
  const rows = async () => {
    const all: z.infer<typeof logRow>[] = [];
    for (const which of parts) {
      const filter = `activityDateTime ge ${new Date(since).toISOString()} and ${which}`;
      const path = `/v1.0/auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}&$top=999`;
      all.push(...(await graph.longList(path, logRow, { signal })));
    }
    return all.flatMap(changesIn);
  };
  return factOf(rows(), [permission]);
};

function changesIn(row: z.infer<typeof logRow>): DirectoryChange[] {
  const { id, activityDateTime, activityDisplayName: activity, initiatedBy, targetResources, result } = row;
  const by = personIn(initiatedBy?.user);
  const at = Date.parse(activityDateTime);
  if (by === null || Number.isNaN(at) || !activities.includes(activity)) return [];
  // What came to nothing changed nothing.
  if (result !== null && result !== undefined && result !== 'success') return [];
  return (targetResources ?? []).flatMap((shown) => {
    const target = shown.type === 'User' ? personIn(shown) : null;
    if (target === null) return [];
    return [{ id: `${id} ${target.id}`, at, activity: activity.slice(0, maxActivityChars), by, target }];
  });
}

const maxNameChars = 200;
function personIn(shown: z.infer<typeof who> | null | undefined) {
  const { id, displayName, userPrincipalName } = shown ?? {};
  if (id === null || id === undefined || id === '') return null;
  const upn = userPrincipalName ?? '';
  return { id, name: (displayName ?? upn).slice(0, maxNameChars), upn: upn.slice(0, 320) };
}
