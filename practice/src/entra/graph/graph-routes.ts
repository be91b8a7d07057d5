import { type PracticePerson, people } from '../../people.ts';
import { type Incoming, json, type Reply } from '../http.ts';
import type { EntraStore } from '../store.ts';
import type { AppRegistration } from '../tokens/oauth.ts';
import {
  assignmentRows,
  defaultUserProperties,
  organizationRow,
  servicePrincipalRow,
  skuRows,
  softwareOathPolicy,
  userRow,
} from './graph-data.ts';
import { badRequest, GraphError, notFound } from './graph-error.ts';
import { page, parseFilter, parseSearch, type Row, select } from './odata.ts';

/** What the answers need of the tenant. */
export type GraphTenant = {
  readonly origin: string;
  readonly app: AppRegistration;
  readonly store: EntraStore;
};

type Call = {
  readonly request: Incoming;
  readonly context: GraphTenant;
  readonly version: string;
  readonly params: readonly string[];
};
export type Route = {
  readonly method: string;
  readonly path: RegExp;
  readonly permissions: readonly string[];
  readonly answer: (call: Call) => Reply;
};

const userReaders = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const methodWriters = ['UserAuthMethod-SoftwareOATH.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All'];
const methodReaders = [
  'UserAuthMethod-SoftwareOATH.Read.All',
  'UserAuthenticationMethod.Read.All',
  ...methodWriters,
];
const appReaders = ['Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All'];
const roleReaders = ['Directory.Read.All', 'AppRoleAssignment.ReadWrite.All'];

const findPerson = (key: string): PracticePerson => {
  const wanted = key.toLowerCase();
  const person = people.find((known) => known.id === wanted || known.upn.toLowerCase() === wanted);
  if (!person) throw notFound(key);
  return person;
};

const metadata = (call: Call, what: string): string =>
  `${call.context.origin}/${call.version}/$metadata#${what}`;

const collection = (call: Call, what: string, rows: readonly Row[]): Reply =>
  json(200, page(rows, call.request.url, metadata(call, what)));

const userProperties = new Set(Object.keys(userRow(people[0] as PracticePerson)));

const listUsers = (call: Call): Reply => {
  const query = call.request.url.searchParams;
  const [filter, search] = [query.get('$filter'), query.get('$search')];
  const isEventual = call.request.headers.consistencylevel === 'eventual';
  if (search !== null && !isEventual)
    throw badRequest(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
      'Request_UnsupportedQuery',
    );
  const rows = people
    .map(userRow)
    .filter(filter === null ? () => true : parseFilter(filter, userProperties))
    .filter(search === null ? () => true : parseSearch(search, userProperties));
  return collection(
    call,
    'users',
    rows.map((row) => select(row, query, defaultUserProperties)),
  );
};

const oneUser = (call: Call, person: PracticePerson): Reply =>
  json(200, {
    '@odata.context': metadata(call, 'users/$entity'),
    ...select(userRow(person), call.request.url.searchParams, defaultUserProperties),
  });

const managerOf = (call: Call): Reply => {
  const { managerId } = findPerson(call.params[0] ?? '');
  const manager = people.find((person) => person.id === managerId);
  if (!manager) throw notFound('manager');
  return oneUser(call, manager);
};

const reportsOf = (call: Call): Reply => {
  const { id } = findPerson(call.params[0] ?? '');
  const rows = people.filter((person) => person.managerId === id).map(userRow);
  const query = call.request.url.searchParams;
  return collection(
    call,
    'directoryObjects',
    rows.map((row) => ({
      '@odata.type': '#microsoft.graph.user',
      ...select(row, query, defaultUserProperties),
    })),
  );
};

const methodRow = (call: Call, method: { readonly id: string; readonly createdAt: number }): Row => ({
  id: method.id,
  secretKey: null,
  ...(call.version === 'beta' ? { createdDateTime: new Date(method.createdAt).toISOString() } : {}),
});

const ownMethods = (call: Call): readonly Row[] => {
  if (!call.context.store.isGraphReadable)
    throw new GraphError(403, 'accessDenied', 'Request Authorization failed');
  const person = findPerson(call.params[0] ?? '');
  return call.context.store.methodsOf(person.id).map((method) => methodRow(call, method));
};

const oneMethod = (call: Call): Row => {
  const found = ownMethods(call).find((row) => row.id === call.params[1]);
  if (!found)
    throw new GraphError(404, 'resourceNotFound', 'The requested authentication method was not found.');
  return found;
};

const deleteMethod = (call: Call): Reply => {
  oneMethod(call);
  call.context.store.remove(findPerson(call.params[0] ?? '').id, call.params[1] ?? '');
  return { status: 204 };
};

const assignments = (call: Call): Reply => {
  const rows = assignmentRows(findPerson(call.params[0] ?? ''), call.context.app.servicePrincipalId);
  const filter = call.request.url.searchParams.get('$filter');
  const holds = filter === null ? () => true : parseFilter(filter, new Set(['resourceId']));
  return collection(call, 'appRoleAssignments', rows.filter(holds));
};

const principal = (call: Call): Row =>
  servicePrincipalRow(call.context.app.servicePrincipalId, call.context.app.clientId);
const listPrincipals = (call: Call): Reply => {
  const query = call.request.url.searchParams;
  const filter = query.get('$filter');
  const holds = filter === null ? () => true : parseFilter(filter, new Set(['appId', 'displayName', 'id']));
  return collection(
    call,
    'servicePrincipals',
    [principal(call)].filter(holds).map((row) => select(row, query, Object.keys(row))),
  );
};
const onePrincipal = (call: Call, property: 'appId' | 'id'): Reply => {
  const row = principal(call);
  if (row[property] !== call.params[0]) throw notFound(call.params[0] ?? '');
  return json(200, {
    '@odata.context': metadata(call, 'servicePrincipals/$entity'),
    ...select(row, call.request.url.searchParams, Object.keys(row)),
  });
};

const oathPath = '/users/([^/]+)/authentication/softwareOathMethods';
const get = (path: string, permissions: readonly string[], answer: Route['answer']): Route => ({
  method: 'GET',
  path: new RegExp(`^${path}$`, 'i'),
  permissions,
  answer,
});

/** Every call of Graph that is served, with the permissions of which one is enough. */
export const graphRoutes: readonly Route[] = [
  get('/users', userReaders, listUsers),
  get('/users/([^/]+)', userReaders, (call) => oneUser(call, findPerson(call.params[0] ?? ''))),
  get('/users/([^/]+)/manager', userReaders, managerOf),
  get('/users/([^/]+)/directReports', userReaders, reportsOf),
  get('/users/([^/]+)/appRoleAssignments', roleReaders, assignments),
  get(oathPath, methodReaders, (call) => collection(call, 'softwareOathMethods', ownMethods(call))),
  get(`${oathPath}/([^/]+)`, methodReaders, (call) =>
    json(200, { '@odata.context': metadata(call, 'softwareOathMethods/$entity'), ...oneMethod(call) }),
  ),
  {
    method: 'DELETE',
    path: new RegExp(`^${oathPath}/([^/]+)$`, 'i'),
    permissions: methodWriters,
    answer: deleteMethod,
  },
  get('/servicePrincipals', appReaders, listPrincipals),
  get("/servicePrincipals\\(appId='([^']+)'\\)", appReaders, (call) => onePrincipal(call, 'appId')),
  get('/servicePrincipals/([^/()]+)', appReaders, (call) => onePrincipal(call, 'id')),
  get('/organization', ['Organization.Read.All', 'User.Read.All', 'Directory.Read.All'], (call) =>
    collection(call, 'organization', [organizationRow]),
  ),
  get(
    '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/softwareOath',
    ['Policy.Read.AuthenticationMethod', 'Policy.Read.All', 'Policy.ReadWrite.AuthenticationMethod'],
    (call) =>
      json(200, {
        '@odata.context': metadata(call, 'authenticationMethodConfigurations/$entity'),
        ...softwareOathPolicy,
      }),
  ),
  get(
    '/subscribedSkus',
    ['LicenseAssignment.Read.All', 'Organization.Read.All', 'Directory.Read.All'],
    (call) => collection(call, 'subscribedSkus', skuRows),
  ),
];
