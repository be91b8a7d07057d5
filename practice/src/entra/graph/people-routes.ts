import type { Group, UnifiedRoleAssignment } from '@microsoft/microsoft-graph-types-beta';
import { type PracticePerson, people } from '../../people.ts';
import { json, type Reply } from '../http.ts';
import { groups } from '../tenant/person-state.ts';
import { directoryRoles, groupMembers, groupOwners, heldByPeople, unitOf } from '../tenant/roles.ts';
import { stableGuid } from '../tenant/stable-guid.ts';
import {
  applicationRow,
  assignmentRow,
  defaultUserProperties,
  delegatedGrantRow,
  grantRow,
  graphPrincipalRow,
  servicePrincipalRow,
  userRow,
} from './graph-data.ts';
import { badRequest, GraphError, noPremium, notFound } from './graph-error.ts';
import { parseFilter, parseSearch, type Row, select } from './odata.ts';
import {
  asRow,
  type Call,
  collection,
  denied,
  entity,
  findPerson,
  get,
  metadata,
  mustMayChange,
  post,
  type Route,
} from './route.ts';
import { skuRow } from './tenant-routes.ts';

const userReaders = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const sessionEnders = ['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'];
const appReaders = ['Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All'];
const grantReaders = [
  'Directory.Read.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Directory.ReadWrite.All',
];
/** Directory.Read.All shows an application the other registrations' names, but not this. */
const registrationReaders = ['Application.Read.All', 'Application.ReadWrite.All'];
const roleReaders = ['RoleManagement.Read.Directory', 'RoleManagement.Read.All', 'Directory.Read.All'];
const groupReaders = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'];

const userProperties = new Set(Object.keys(userRow(people[0] as PracticePerson)));

/** A user with what the directory keeps beside the fixed row. */
const fullRow = (call: Call, person: PracticePerson): Row => {
  const { isLicensed, mustChangePassword, lastSignInAt } = call.context.store.stateOf(person.id);
  return {
    ...userRow(person),
    assignedPlans: isLicensed
      ? skuRow(call.context.store.settings.hasPremiumLicence).servicePlans?.map((plan) => ({
          assignedDateTime: '2026-01-05T08:00:00Z',
          capabilityStatus: 'Enabled',
          service: plan.servicePlanName,
          servicePlanId: plan.servicePlanId,
        }))
      : [],
    // Graph shows no password; whether the next sign-in asks for a new one it tells of cloud accounts.
    passwordProfile: { password: null, forceChangePasswordNextSignIn: mustChangePassword },
    onPremisesSyncEnabled: null,
    signInActivity: {
      lastSuccessfulSignInDateTime: lastSignInAt === null ? null : new Date(lastSignInAt).toISOString(),
    },
  };
};

/** When somebody last signed in is read with a permission of its own, and with Entra ID P1. */
const refuseActivity = (call: Call): void => {
  if (!(call.request.url.searchParams.get('$select') ?? '').includes('signInActivity')) return;
  if (!call.caller.granted.includes('AuditLog.Read.All'))
    throw new GraphError(
      403,
      'Authentication_MSGraphPermissionMissing',
      'The principal does not have required Microsoft Graph permission(s): AuditLog.Read.All to call this API.',
    );
  if (!call.context.store.settings.hasPremiumLicence) throw noPremium();
};

const listUsers = (call: Call): Reply => {
  const query = call.request.url.searchParams;
  const [filter, search] = [query.get('$filter'), query.get('$search')];
  const isEventual = call.request.headers.consistencylevel === 'eventual';
  if (search !== null && !isEventual)
    throw badRequest(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
      'Request_UnsupportedQuery',
    );
  refuseActivity(call);
  const rows = call.context.store.people
    .map((person) => fullRow(call, person))
    .filter(filter === null ? () => true : parseFilter(filter, userProperties))
    .filter(search === null ? () => true : parseSearch(search, userProperties));
  return collection(
    call,
    'users',
    rows.map((row) => select(row, query, defaultUserProperties)),
  );
};

const oneUser = (call: Call, person: PracticePerson): Reply => {
  refuseActivity(call);
  const query = call.request.url.searchParams;
  const row = select(fullRow(call, person), query, defaultUserProperties);
  return entity(call, 'users', { ...row, ...expanded(call, person, query.get('$expand')) });
};

/** `$expand=manager`, with what is wanted of them; who has none is shown without. */
const expanded = (call: Call, { managerId }: PracticePerson, expand: string | null): Row => {
  if (expand === null) return {};
  const [, options] = /^manager(?:\((.*)\))?$/.exec(expand) ?? [];
  if (!expand.startsWith('manager') || (expand !== 'manager' && options === undefined))
    throw badRequest(`Parsing OData Select and Expand failed: '${expand}'.`);
  const manager = call.context.store.people.find(({ id }) => id === managerId);
  if (manager === undefined) return {};
  const query = new URLSearchParams((options ?? '').split(';').join('&'));
  const type = { '@odata.type': '#microsoft.graph.user' };
  return { manager: { ...type, ...select(userRow(manager), query, defaultUserProperties) } };
};

/** Every refresh token and browser session of somebody ends; tokens that were given out last until they expire. */
const revokeSessions = (call: Call): Reply => {
  const person = findPerson(call, call.params[0]);
  if (call.caller.personId !== person.id) mustMayEndSignIns(call, person);
  call.context.store.changePerson(person.id, { sessionsFrom: call.context.clock() });
  call.context.endSignIns(person.id);
  return json(200, { '@odata.context': metadata(call, 'Edm.Boolean'), value: true });
};

/** As for methods: the roles that may, and not of people with a role of their own. */
const mustMayEndSignIns = (call: Call, person: PracticePerson): void => {
  try {
    mustMayChange(call, person);
  } catch {
    throw denied();
  }
};

const managerOf = (call: Call): Reply => {
  const { managerId } = findPerson(call, call.params[0]);
  const manager = call.context.store.people.find((person) => person.id === managerId);
  if (!manager) throw notFound('manager');
  return oneUser(call, manager);
};

const objectsOf = (call: Call, persons: readonly PracticePerson[]): Reply =>
  collection(
    call,
    'directoryObjects',
    persons.map((person) => ({
      '@odata.type': '#microsoft.graph.user',
      ...select(userRow(person), call.request.url.searchParams, defaultUserProperties),
    })),
  );
const reportsOf = (call: Call): Reply => {
  const { id } = findPerson(call, call.params[0]);
  return objectsOf(
    call,
    call.context.store.people.filter((person) => person.managerId === id),
  );
};

// Groups and roles

const groupRow = (group: (typeof groups)[number]): Group => ({
  id: group.id,
  displayName: group.name,
  isAssignableToRole: group.isRoleAssignable,
  securityEnabled: true,
  groupTypes: [],
});
const listGroups = (call: Call): Reply => {
  const filter = call.request.url.searchParams.get('$filter');
  const known = new Set(['isAssignableToRole', 'displayName', 'id']);
  const rows = groups.map((group) => asRow(groupRow(group)));
  return collection(call, 'groups', rows.filter(filter === null ? () => true : parseFilter(filter, known)));
};
const membersOf = (call: Call): Reply => {
  const group = groups.find(({ id }) => id === call.params[0]);
  if (!group) throw notFound(call.params[0] ?? '');
  const members = groupMembers(call.context.store, ({ id }) => id === group.id);
  return objectsOf(
    call,
    call.context.store.people.filter(({ id }) => members.includes(id)),
  );
};
const ownersOf = (call: Call): Reply => {
  const group = groups.find(({ id }) => id === call.params[0]);
  if (!group) throw notFound(call.params[0] ?? '');
  const owners = groupOwners(call.context.store, ({ id }) => id === group.id);
  return objectsOf(
    call,
    call.context.store.people.filter(({ id }) => owners.includes(id)),
  );
};
/** Groups, administrative units and roles alike: every one is an object with an id. */
const membershipsOf = (call: Call): Reply => {
  const person = findPerson(call, call.params[0]);
  const { store } = call.context;
  const mine = store.stateOf(person.id).groups;
  const typed = (name: string, rows: readonly Row[]) =>
    rows.map((row) => ({ '@odata.type': `#microsoft.graph.${name}`, ...row }));
  const held = heldByPeople(store).filter(({ personId }) => personId === person.id);
  return collection(call, 'directoryObjects', [
    ...typed(
      'group',
      groups.filter(({ id }) => mine.includes(id)).map((group) => asRow(groupRow(group))),
    ),
    ...typed('administrativeUnit', [{ id: unitOf(person.office), displayName: person.office }]),
    ...typed(
      'directoryRole',
      [...new Set(held.map(({ role }) => role))].map((role) => ({
        id: stableGuid(`directory-role/${role}`),
        displayName: role,
        roleTemplateId: directoryRoles[role],
      })),
    ),
  ]);
};

const roleRows = (call: Call): Row[] =>
  call.context.store.settings.assignments.map(({ personId, role, scope }) =>
    asRow({
      id: stableGuid(`role/${personId}/${role}/${scope}`),
      principalId: personId,
      roleDefinitionId: directoryRoles[role],
      directoryScopeId: scope,
    } satisfies UnifiedRoleAssignment),
  );
const listRoles = (call: Call): Reply => {
  const filter = call.request.url.searchParams.get('$filter');
  const known = new Set(['principalId', 'roleDefinitionId', 'directoryScopeId']);
  const holds = filter === null ? () => true : parseFilter(filter, known);
  return collection(call, 'roleManagement/directory/roleAssignments', roleRows(call).filter(holds));
};

// The application itself

const principal = (call: Call): Row =>
  servicePrincipalRow(call.context.app.servicePrincipalId, call.context.app.clientId);
const graphPrincipal = (call: Call): Row => graphPrincipalRow(call.context.app.permissions());
const listPrincipals = (call: Call): Reply => {
  const query = call.request.url.searchParams;
  const filter = query.get('$filter');
  const holds = filter === null ? () => true : parseFilter(filter, new Set(['appId', 'displayName', 'id']));
  return collection(
    call,
    'servicePrincipals',
    [principal(call), graphPrincipal(call)].filter(holds).map((row) => select(row, query, Object.keys(row))),
  );
};
const assignedTo = (call: Call): Reply => {
  const { servicePrincipalId } = call.context.app;
  if (call.params[0] !== servicePrincipalId) throw notFound(call.params[0] ?? '');
  const ofGroups = call.context.store.settings.groupRoles.map(({ groupId, role }) => {
    const name = groups.find(({ id }) => id === groupId)?.name ?? '';
    return assignmentRow({ id: groupId, name, type: 'Group' }, role, servicePrincipalId);
  });
  const ofPeople = call.context.store.people.flatMap(({ id, name, roles }) =>
    roles.map((role) => assignmentRow({ id, name, type: 'User' }, role, servicePrincipalId)),
  );
  return collection(call, 'appRoleAssignments', [...ofGroups, ...ofPeople]);
};
/** What the application itself was granted: Graph's permissions are Graph's app roles. */
const grantsOf = (call: Call): Reply => {
  const { servicePrincipalId, permissions } = call.context.app;
  if (call.params[0] !== servicePrincipalId) throw notFound(call.params[0] ?? '');
  return collection(
    call,
    'appRoleAssignments',
    permissions().map((name) => grantRow(name, servicePrincipalId)),
  );
};
/** What an administrator consented to for everybody who signs in. */
const delegatedGrantsOf = (call: Call): Reply => {
  const { servicePrincipalId, delegated } = call.context.app;
  if (call.params[0] !== servicePrincipalId) throw notFound(call.params[0] ?? '');
  return collection(call, 'oauth2PermissionGrants', [delegatedGrantRow(delegated(), servicePrincipalId)]);
};
const oneApplication = (call: Call): Reply => {
  const { clientId } = call.context.app;
  if (call.params[0] !== clientId) throw notFound(call.params[0] ?? '');
  const row = applicationRow(clientId, call.context.store.settings.credentials, call.context.clock());
  return entity(call, 'applications', select(row, call.request.url.searchParams, Object.keys(row)));
};
const onePrincipal = (call: Call, property: 'appId' | 'id'): Reply => {
  const row = [principal(call), graphPrincipal(call)].find((one) => one[property] === call.params[0]);
  if (!row) throw notFound(call.params[0] ?? '');
  return entity(call, 'servicePrincipals', select(row, call.request.url.searchParams, Object.keys(row)));
};

/** People, their groups, roles and licences, and the application as the directory knows it. */
export const peopleRoutes: readonly Route[] = [
  get('/users', userReaders, listUsers),
  get('/users/([^/]+)', userReaders, (call) => oneUser(call, findPerson(call, call.params[0]))),
  get('/users/([^/]+)/manager', userReaders, managerOf),
  post('/users/([^/]+)/revokeSignInSessions', sessionEnders, revokeSessions),
  get('/users/([^/]+)/directReports', userReaders, reportsOf),
  get('/users/([^/]+)/transitiveMemberOf', [...userReaders, ...groupReaders], membershipsOf),
  get('/groups', groupReaders, listGroups),
  get('/groups/([^/]+)/(?:transitiveMembers|members)', groupReaders, membersOf),
  get('/groups/([^/]+)/owners', groupReaders, ownersOf),
  get('/roleManagement/directory/roleAssignments', roleReaders, listRoles),
  get('/servicePrincipals', appReaders, listPrincipals),
  get("/servicePrincipals\\(appId='([^']+)'\\)", appReaders, (call) => onePrincipal(call, 'appId')),
  get('/servicePrincipals/([^/()]+)/appRoleAssignedTo', appReaders, assignedTo),
  get('/servicePrincipals/([^/()]+)/appRoleAssignments', appReaders, grantsOf),
  get('/servicePrincipals/([^/()]+)/oauth2PermissionGrants', grantReaders, delegatedGrantsOf),
  get("/applications\\(appId='([^']+)'\\)", registrationReaders, oneApplication),
  get('/servicePrincipals/([^/()]+)', appReaders, (call) => onePrincipal(call, 'id')),
];
