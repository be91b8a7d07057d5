import type { Environment } from './config-environment.ts';

export type Settings = Environment;

export const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

export function isLoopbackUrl(address: string): boolean {
  return loopbackHosts.has(new URL(address).hostname);
}

/**
 * Whether every host that the driver might read from the address is this computer: the one in its place and those of
 * `?host=`, which wins. None at all would be whatever `PGHOST` says.
 */
export function isLoopbackDatabase(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, searchParams } = new URL(address);
  const hosts = [hostname, ...searchParams.getAll('host')].filter((host) => host !== '');
  return hosts.length > 0 && hosts.every((host) => loopbackHosts.has(host.toLowerCase()));
}

type Wrong = { readonly code: 'config-invalid' | 'practice-refused'; readonly settings: string[] };

/** Addresses whose word decides who somebody is. */
const identityAddresses = ['ISSUER', 'JWKS_URL', 'GRAPH_URL', 'TOKEN_URL'] as const;
const webAddresses = [...identityAddresses, 'PUBLIC_URL', 'SECURITY_INFO_URL'] as const;
/**
 * The one cloud this product knows whole: sign-in, Graph, chat, frame and the tab's own calls. Half of another (its Graph
 * without its Teams) would start and then fail people one by one.
 */
export const microsoftUrls = {
  login: 'https://login.microsoftonline.com',
  graph: 'https://graph.microsoft.com',
} as const;
const cloudOf = {
  ISSUER: microsoftUrls.login,
  JWKS_URL: microsoftUrls.login,
  GRAPH_URL: microsoftUrls.graph,
  TOKEN_URL: microsoftUrls.login,
} as const satisfies Record<(typeof identityAddresses)[number], string>;

/** What only a real deployment has: practice has a secret of its own name, so that no real one is sent to a stand-in. */
const realSettings = [
  'MICROSOFT_APP_ID',
  'MICROSOFT_APP_PASSWORD',
  'TENANT_ID',
  'TEAMS_APP_ID',
  'GRAPH_CLIENT_SECRET',
  'GRAPH_CERTIFICATE_FILE',
  'GRAPH_MANAGED_IDENTITY',
] as const;
const practiceSettings = [
  'TOKEN_DESK_PRACTICE',
  'PRACTICE_TENANT_ID',
  'PRACTICE_ORIGINS',
  'PRACTICE_CLIENT_SECRET',
] as const;

/**
 * Practice fails closed: stand-ins need TOKEN_DESK_PRACTICE=1, loopback everywhere and nothing real beside
 * them. Mixing the two is `practice-refused`; anything merely missing or unsafe is `config-invalid`.
 */
export function wrongSettings(settings: Settings): Wrong | null {
  return settings.TOKEN_DESK_PRACTICE === '1' ? wrongInPractice(settings) : wrongInDeployment(settings);
}

function wrongInPractice(settings: Settings): Wrong | null {
  const mixed: string[] = realSettings.filter((name) => settings[name] !== undefined);
  for (const name of webAddresses) {
    const address = settings[name];
    if (address !== undefined && !isLoopbackUrl(address)) mixed.push(name);
  }
  for (const address of settings.PRACTICE_ORIGINS ?? []) {
    if (!isLoopbackUrl(address)) mixed.push('PRACTICE_ORIGINS');
  }
  if (settings.HOST !== undefined && !loopbackHosts.has(settings.HOST)) mixed.push('HOST');
  if (settings.DATABASE_URL !== undefined && !isLoopbackDatabase(settings.DATABASE_URL))
    mixed.push('DATABASE_URL');
  if (mixed.length > 0) return { code: 'practice-refused', settings: ['TOKEN_DESK_PRACTICE', ...mixed] };

  // Without these the defaults would point at Microsoft.
  return missing(settings, [
    ...identityAddresses,
    'SECURITY_INFO_URL',
    'PRACTICE_TENANT_ID',
    'TAB_CLIENT_ID',
  ]);
}

function wrongInDeployment(settings: Settings): Wrong | null {
  const practice: string[] = practiceSettings.filter((name) => settings[name] !== undefined);
  for (const name of identityAddresses) {
    const address = settings[name];
    if (address !== undefined && isLoopbackUrl(address)) practice.push(name);
  }
  if (practice.length > 0) return { code: 'practice-refused', settings: practice };

  const plain = webAddresses.filter((name) => {
    const address = settings[name];
    return address !== undefined && new URL(address).protocol !== 'https:' && !isLoopbackUrl(address);
  });
  const elsewhere = identityAddresses.filter((name) => {
    const address = settings[name];
    return address !== undefined && !plain.includes(name) && new URL(address).origin !== cloudOf[name];
  });
  const absent = missing(settings, [
    'MICROSOFT_APP_ID',
    'MICROSOFT_APP_PASSWORD',
    'TENANT_ID',
    'TENANT_NAME',
    'PUBLIC_URL',
    'TAB_CLIENT_ID',
    'SITES',
  ]);
  const invalid = [
    ...plain,
    ...elsewhere,
    ...(absent?.settings ?? []),
    ...wrongCredential(settings),
    ...unknownSites(settings),
  ];
  return invalid.length === 0 ? null : { code: 'config-invalid', settings: invalid };
}

/** What is set for a site that there is not would count nowhere, and nobody would notice. */
function unknownSites({ SITES: sites, PICK_UP: pickUps = [], SECOND_METHODS: lists = [] }: Settings) {
  if (sites === undefined) return [];
  const isThere = (site: string) => sites.includes(site);
  return [
    ...(pickUps.every(([site]) => isThere(site)) ? [] : ['PICK_UP']),
    ...(lists.every(({ site }) => site === '' || isThere(site)) ? [] : ['SECOND_METHODS']),
  ];
}

const credentials = ['GRAPH_CLIENT_SECRET', 'GRAPH_CERTIFICATE_FILE', 'GRAPH_MANAGED_IDENTITY'] as const;

/** Exactly one of them: of two, nobody could say which one counts. */
function wrongCredential(settings: Settings): readonly string[] {
  const given = credentials.filter((name) => settings[name] !== undefined);
  if (given.length === 0) return ['GRAPH_CLIENT_SECRET'];
  return given.length === 1 ? [] : given;
}

function missing(settings: Settings, names: readonly (keyof Settings)[]): Wrong | null {
  const absent = names.filter((name) => settings[name] === undefined);
  return absent.length === 0 ? null : { code: 'config-invalid', settings: absent };
}
