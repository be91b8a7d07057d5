import type { DirectoryAudit } from '@microsoft/microsoft-graph-types-beta';
import type { Reply } from '../http.ts';
import { badRequest } from './graph-error.ts';
import { asRow, type Call, collection, get, mustHold, type Route } from './route.ts';

const verbs: Readonly<Record<string, string>> = {
  POST: 'Admin registered security info',
  PATCH: 'Admin updated security info',
  DELETE: 'Admin deleted security info',
};
const ways = /^\/users\/[^/]+\/authentication\/(\w+Methods)(\/|$)/i;

/** What a person changed of somebody else's ways in stands in the directory's log. */
export function noteChange(
  { request, context, params, caller }: Pick<Call, 'request' | 'context' | 'params' | 'caller'>,
  path: string,
): void {
  const kind = ways.exec(path)?.[1];
  const activity = verbs[request.method];
  if (kind === undefined || activity === undefined || caller.personId === null) return;
  const wanted = (params[0] ?? '').toLowerCase();
  const target = context.store.people.find(({ id, upn }) => id === wanted || upn.toLowerCase() === wanted);
  if (target === undefined || target.id === caller.personId) return;
  const isAssigned = request.method === 'POST' && kind.toLowerCase() === 'hardwareoathmethods';
  context.store.note({
    at: context.clock(),
    activity: isAssigned ? 'Assign Hardware Oath Token' : activity,
    byId: caller.personId,
    targetId: target.id,
  });
}

const filterPattern = /^activityDateTime ge (\S+) and (loggedByService|activityDisplayName) eq '([^']*)'$/;

const list = (call: Call): Reply => {
  mustHold(call, ['Global Administrator', 'Global Reader']);
  const { people, changes } = call.context.store;
  const filter = call.request.url.searchParams.get('$filter');
  const [, from = '', property, wanted] = filterPattern.exec(filter ?? '') ?? [];
  const since = filter === null ? 0 : Date.parse(from);
  if (Number.isNaN(since)) throw badRequest('Invalid filter clause.');
  const named = (id: string) => {
    const person = people.find((known) => known.id === id);
    return { id, displayName: person?.name ?? null, userPrincipalName: person?.upn ?? null };
  };
  const rows = changes
    .filter(({ at }) => at >= since)
    .map(
      ({ id, at, activity, byId, targetId }) =>
        ({
          id,
          category: 'UserManagement',
          result: 'success',
          activityDisplayName: activity,
          activityDateTime: new Date(at).toISOString(),
          loggedByService: 'Authentication Methods',
          initiatedBy: { app: null, user: named(byId) },
          targetResources: [{ ...named(targetId), type: 'User' }],
        }) satisfies DirectoryAudit,
    )
    .filter(
      (row) =>
        property === undefined ||
        Object.entries(row).some(([name, value]) => name === property && value === wanted),
    )
    .reverse();
  return collection(call, 'auditLogs/directoryAudits', rows.map(asRow));
};

/** Who changed what in the directory, the newest first. */
export const directoryLogRoutes: readonly Route[] = [
  get('/auditLogs/directoryAudits', ['AuditLog.Read.All'], list),
];
