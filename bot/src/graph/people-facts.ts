import * as z from 'zod/mini';
import {
  type Fact,
  type MethodCounts,
  mapFact,
  type PersonFacts,
  premiumPlans,
  read,
} from '../domain/entra/facts.ts';
import { type GraphClient, given, pageOfIds } from './access/client.ts';
import { factIn, factOf } from './fact.ts';

/** Graph joins at most so many values by `in`. */
const perFilter = 15;

const user = z.object({
  id: z.string(),
  accountEnabled: z.optional(z.nullable(z.boolean())),
  userType: z.optional(z.nullable(z.string())),
  onPremisesSyncEnabled: z.optional(z.nullable(z.boolean())),
  assignedPlans: z.optional(
    z.array(z.object({ servicePlanId: z.string(), capabilityStatus: z.optional(z.nullable(z.string())) })),
  ),
  passwordProfile: z.optional(
    z.nullable(
      z.object({
        forceChangePasswordNextSignIn: z.optional(z.nullable(z.boolean())),
        forceChangePasswordNextSignInWithMfa: z.optional(z.nullable(z.boolean())),
      }),
    ),
  ),
  signInActivity: z.optional(
    z.nullable(
      z.object({
        lastSignInDateTime: z.optional(z.nullable(z.string())),
        lastSuccessfulSignInDateTime: z.optional(z.nullable(z.string())),
      }),
    ),
  ),
});
type User = z.infer<typeof user>;
const users = z.object({ value: z.array(user) });

const methods = z.object({ value: z.array(z.object({ '@odata.type': z.string() })) });
const preferences = z.object({
  userPreferredMethodForSecondaryAuthentication: z.optional(z.nullable(z.string())),
});

/**
 * What Graph tells of these people, by id; who is in no directory is left out. By `$batch`, so that two hundred people
 * cost a few calls more than one does. What one person signs in with is read from their own list; of many, who has
 * neither an app nor a token by Microsoft's report, which is hours old, says enough.
 */
export async function readPeopleFacts(
  graph: GraphClient,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, PersonFacts>> {
  const [{ plain, passwords, activity }, belongs, ways] = await Promise.all([
    readAccounts(graph, ids, signal),
    graph.batch('v1.0', eachOf(ids, 'transitiveMemberOf?$select=id&$top=999'), pageOfIds, signal),
    readWays(graph, ids, signal),
  ]);
  const found = new Map<string, PersonFacts>();
  for (const [index, id] of ids.entries()) {
    const person = plain.get(id);
    if (person === undefined) continue;
    found.set(id, {
      id,
      isEnabled: person.accountEnabled === true,
      isGuest: person.userType === 'Guest',
      mustChangePassword: mapFact(passwords, (rows) => mustChange(person, rows.get(id))),
      hasSignedIn: mapFact(activity, (rows) => hasSignedIn(rows.get(id))),
      hasPremium: read(hasPremium(person)),
      groups: groupsIn(factIn(belongs[index], ['User.Read.All'])),
      ...(ways.get(id) ?? nothingTold),
    });
  }
  return found;
}

type Accounts = ReadonlyMap<string, User>;
const plainly = 'id,accountEnabled,userType,onPremisesSyncEnabled,assignedPlans';

/** All of each account at once; where one part of it is refused, each part by itself. */
async function readAccounts(
  graph: GraphClient,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<{ plain: Accounts; passwords: Fact<Accounts>; activity: Fact<Accounts> }> {
  const of = (select: string) => readUsers(graph, { ids, select }, signal);
  const whole = await factOf(of(`${plainly},passwordProfile,signInActivity`), ['AuditLog.Read.All']);
  if (whole.kind === 'read') return { plain: whole.value, passwords: whole, activity: whole };
  const [plain, passwords, activity] = await Promise.all([
    of(plainly),
    factOf(of('id,passwordProfile'), ['User.Read.All']),
    factOf(of('id,signInActivity'), ['AuditLog.Read.All']),
  ]);
  return { plain, passwords, activity };
}

/** Half a list would be a wrong one: a policy may mean a group on the next page. */
const groupsIn = (fact: Fact<z.infer<typeof pageOfIds>>): PersonFacts['groups'] =>
  fact.kind === 'read' && fact.value['@odata.nextLink'] !== undefined
    ? { kind: 'no-answer' }
    : mapFact(fact, ({ value }) => value.map(({ id }) => id));

const eachOf = (ids: readonly string[], rest: string): string[] =>
  ids.map((id) => `/users/${encodeURIComponent(id)}/${rest}`);

/** What somebody can sign in with, what is asked for first, and what may be asked for besides. */
type Ways = Pick<PersonFacts, 'methods' | 'defaultMethod' | 'mayAskForReset'>;
const nothingTold: Ways = {
  methods: { kind: 'no-answer' },
  defaultMethod: { kind: 'no-answer' },
  mayAskForReset: { kind: 'no-answer' },
};
/** From so many people on, the report is asked before the lists are. */
const many = 21;

async function readWays(
  graph: GraphClient,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Map<string, Ways>> {
  const isMany = ids.length >= many;
  const report = isMany ? await readReport(graph, signal) : read(new Map<string, Reported>());
  const reported = report.kind === 'read' ? report.value : new Map<string, Reported>();
  const listed = ids.filter((id) => (reported.get(id)?.methods ?? null) === null);
  const unreported = ids.filter((id) => !reported.has(id));
  const [has, prefers, rows] = await Promise.all([
    graph.batch('beta', eachOf(listed, 'authentication/methods'), methods, signal),
    graph.batch('beta', eachOf(unreported, 'authentication/signInPreferences'), preferences, signal),
    isMany ? [] : graph.batch('v1.0', ids.map(rowOf), registration, signal),
  ]);
  const resets = new Map(
    ids.map((id, index) => [
      id,
      isMany
        ? (reported.get(id)?.mayAskForReset ?? (report.kind === 'read' ? nothingTold.mayAskForReset : report))
        : mapFact(factIn(rows[index], reportReaders), mayAskForReset),
    ]),
  );
  const permissions = ['UserAuthenticationMethod.Read.All'];
  const counts = new Map(
    listed.map((id, index) => [id, mapFact(factIn(has[index], permissions), ({ value }) => counted(value))]),
  );
  const first = new Map(
    unreported.map((id, index) => [
      id,
      mapFact(
        factIn(prefers[index], permissions),
        (preferred) => preferred.userPreferredMethodForSecondaryAuthentication ?? null,
      ),
    ]),
  );
  return new Map(
    ids.map((id) => [
      id,
      {
        methods: reported.get(id)?.methods ?? counts.get(id) ?? nothingTold.methods,
        defaultMethod: reported.get(id)?.defaultMethod ?? first.get(id) ?? nothingTold.defaultMethod,
        mayAskForReset: resets.get(id) ?? nothingTold.mayAskForReset,
      },
    ]),
  );
}

const registration = z.object({
  id: z.string(),
  methodsRegistered: z.array(z.string()),
  defaultMfaMethod: z.optional(z.nullable(z.string())),
  isSsprEnabled: z.optional(z.nullable(z.boolean())),
  isSsprRegistered: z.optional(z.nullable(z.boolean())),
});
const reportPath = '/reports/authenticationMethods/userRegistrationDetails';
const reportReaders = ['AuditLog.Read.All'];
const rowOf = (id: string): string => `${reportPath}/${encodeURIComponent(id)}`;
const mayAskForReset = ({ isSsprEnabled, isSsprRegistered }: z.infer<typeof registration>): boolean =>
  isSsprEnabled === true && isSsprRegistered !== true;
/** Of these the report does not say how many there are: the limit of five needs the list. */
const countless: readonly string[] = [
  'softwareOneTimePasscode',
  'hardwareOneTimePasscode',
  'microsoftAuthenticatorPush',
  'microsoftAuthenticatorPasswordless',
];
const phoneMethods: readonly string[] = ['mobilePhone', 'alternateMobilePhone', 'officePhone'];
const defaults: Readonly<Record<string, string>> = {
  mobilePhone: 'sms',
  alternateMobilePhone: 'voiceAlternateMobile',
  officePhone: 'voiceOffice',
};

type Reported = {
  /** Null: how many of each is not in the report. */
  readonly methods: Ways['methods'] | null;
  readonly defaultMethod: Ways['defaultMethod'];
  readonly mayAskForReset: Ways['mayAskForReset'];
};

/** What the report says of each; nothing where it may not be read, or there is none without Entra ID P1. */
async function readReport(
  graph: GraphClient,
  signal: AbortSignal | undefined,
): Promise<Fact<Map<string, Reported>>> {
  const report = await factOf(graph.list(`/v1.0${reportPath}`, registration, signal), reportReaders);
  return mapFact(report, (rows) => new Map(rows.map((row) => [row.id, reportedOf(row)])));
}

function reportedOf(row: z.infer<typeof registration>): Reported {
  const { methodsRegistered, defaultMfaMethod } = row;
  const phones = methodsRegistered.filter((method) => phoneMethods.includes(method)).length;
  const others = methodsRegistered.filter((method) => method !== 'email').length - phones;
  const isEnough = methodsRegistered.every((method) => !countless.includes(method));
  return {
    methods: isEnough
      ? read({ softwareOath: 0, hardwareOath: 0, authenticatorApps: 0, phones, others })
      : null,
    defaultMethod: read(defaults[defaultMfaMethod ?? ''] ?? null),
    mayAskForReset: read(mayAskForReset(row)),
  };
}

async function readUsers(
  graph: GraphClient,
  { ids, select }: { readonly ids: readonly string[]; readonly select: string },
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, User>> {
  const paths: string[] = [];
  for (let from = 0; from < ids.length; from += perFilter) {
    const quoted = ids.slice(from, from + perFilter).map((id) => `'${id.replaceAll("'", "''")}'`);
    paths.push(`/users?$filter=${encodeURIComponent(`id in (${quoted.join(',')})`)}&$select=${select}`);
  }
  const rows = new Map<string, User>();
  for (const answer of await graph.batch('v1.0', paths, users, signal))
    for (const row of given(answer).value) rows.set(row.id, row);
  return rows;
}

/** What Graph keeps of a synced account's password says nothing: the change is asked for elsewhere. */
const mustChange = (person: User, row: User | undefined): boolean | null => {
  if (person.onPremisesSyncEnabled === true || row === undefined) return null;
  const profile = row.passwordProfile;
  return (
    profile?.forceChangePasswordNextSignIn === true || profile?.forceChangePasswordNextSignInWithMfa === true
  );
};

const hasSignedIn = (row: User | undefined): boolean =>
  (row?.signInActivity?.lastSuccessfulSignInDateTime ?? row?.signInActivity?.lastSignInDateTime ?? null) !==
  null;

const hasPremium = ({ assignedPlans }: User): boolean =>
  (assignedPlans ?? []).some(
    ({ servicePlanId, capabilityStatus }) =>
      premiumPlans.includes(servicePlanId) && (capabilityStatus ?? 'Enabled') === 'Enabled',
  );

const kinds: Readonly<Record<string, Exclude<keyof MethodCounts, 'others'>>> = {
  '#microsoft.graph.softwareOathAuthenticationMethod': 'softwareOath',
  '#microsoft.graph.hardwareOathAuthenticationMethod': 'hardwareOath',
  '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod': 'authenticatorApps',
  '#microsoft.graph.phoneAuthenticationMethod': 'phones',
};
/** A password is no second way, and an address for resets none to sign in with. */
const notCounted: readonly string[] = [
  '#microsoft.graph.passwordAuthenticationMethod',
  '#microsoft.graph.emailAuthenticationMethod',
];

const counted = (rows: readonly { readonly '@odata.type': string }[]): MethodCounts => {
  const counts = { softwareOath: 0, hardwareOath: 0, authenticatorApps: 0, phones: 0, others: 0 };
  for (const { '@odata.type': type } of rows)
    if (!notCounted.includes(type)) counts[kinds[type] ?? 'others'] += 1;
  return counts;
};
