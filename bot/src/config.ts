import { ProblemError } from '@token-desk/contract/problem';
import { environment } from './config-environment.ts';
import { microsoftUrls, type Settings, wrongSettings } from './config-rules.ts';
import { nowhere } from './domain/organisation.ts';
import { type Policy, standardPolicy } from './domain/policy.ts';

/** Everything the bot is told from outside, parsed once at start. */
export type Config = {
  /** Stand-in identities are accepted; only ever true on loopback with nothing real configured. */
  readonly practice: boolean;
  readonly host: string;
  /** Hops whose `X-Forwarded-For` is believed: addresses and networks. */
  readonly trustedProxies: readonly string[];
  /** 0 lets the system choose. */
  readonly port: number;
  /** Origin under which people and burners reach this bot; null: whatever address it gets (loopback only). */
  readonly publicUrl: string | null;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly bot: { readonly appId: string; readonly appPassword: string } | null;
  /** Id of the Teams app's manifest, for links into the tab; null: cards carry no such link. */
  readonly teamsAppId: string | null;
  readonly accessTokens: {
    readonly issuer: string;
    readonly jwksUrl: string;
    readonly clientId: string;
    readonly audiences: readonly string[];
  };
  readonly graph: {
    readonly url: string;
    readonly tokenUrl: string;
    readonly scope: string;
    readonly clientId: string;
    /** Who signs in for a certificate; a secret goes to `tokenUrl`. */
    readonly authority: string;
    readonly credential: GraphCredential;
  };
  readonly store:
    | { readonly kind: 'postgres'; readonly url: string }
    | { readonly kind: 'sqlite'; readonly folder: string };
  /** The rules of the organisation until an administrator saves others. */
  readonly policy: Policy;
  readonly securityInfoUrl: string;
  /** Origins besides Teams that may frame the tab (the practice host). */
  readonly frameOrigins: readonly string[];
  readonly tabFolder: string;
  /** Words of slips in other languages; null: those that are shipped. */
  readonly slipsFolder: string | null;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
};

/** By what the server proves at Microsoft that it is the application it says. */
export type GraphCredential =
  | { readonly kind: 'secret'; readonly secret: string }
  /** A PEM file with the certificate and its private key. */
  | { readonly kind: 'certificate'; readonly file: string }
  /** The identity of the machine in Azure; `clientId` null: its own. */
  | { readonly kind: 'managed-identity'; readonly clientId: string | null };

/**
 * Throws `config-invalid` or `practice-refused`, naming every setting that is wrong, never its value
 * (a secret pasted into the wrong line must not reach the log).
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const issues = environment.safeParse(given).error?.issues ?? [];
  const malformed = [...new Set(issues.map((issue) => String(issue.path[0])))];
  // The others are looked at without these, so that whoever corrects the settings starts once, not once for each.
  const wellFormed = Object.fromEntries(Object.entries(given).filter(([name]) => !malformed.includes(name)));
  const settings: Settings = environment.parse(wellFormed);
  const wrong = wrongSettings(settings);
  if (wrong?.code === 'practice-refused')
    throw new ProblemError(wrong.code, { settings: wrong.settings.join(', ') });
  const invalid = new Set([...malformed, ...(wrong?.settings ?? [])]);
  if (invalid.size > 0) throw new ProblemError('config-invalid', { settings: [...invalid].join(', ') });
  return buildConfig(settings);
}

/** Null is a choice: kept forever. */
function chosen(days: number | null | undefined, standard: number | null): number | null {
  return days === undefined ? standard : days;
}

function credentialIn(settings: Settings): GraphCredential {
  const { GRAPH_CERTIFICATE_FILE: file, GRAPH_MANAGED_IDENTITY: identity } = settings;
  if (file !== undefined) return { kind: 'certificate', file };
  if (identity !== undefined)
    return { kind: 'managed-identity', clientId: identity === 'system' ? null : identity };
  return { kind: 'secret', secret: settings.PRACTICE_CLIENT_SECRET ?? settings.GRAPH_CLIENT_SECRET ?? '' };
}

function buildConfig(settings: Settings): Config {
  const practice = settings.TOKEN_DESK_PRACTICE === '1';
  const tenantId = (practice ? settings.PRACTICE_TENANT_ID : settings.TENANT_ID) ?? '';
  const graphUrl = microsoftUrls.graph;
  const login = `${microsoftUrls.login}/${tenantId}`;
  const clientId = settings.TAB_CLIENT_ID ?? '';
  const publicUrl = settings.PUBLIC_URL === undefined ? null : new URL(settings.PUBLIC_URL).origin;
  const resource = publicUrl === null ? [] : [`api://${new URL(publicUrl).host}/${clientId}`];
  return {
    practice,
    host: settings.HOST ?? '127.0.0.1',
    trustedProxies: settings.TRUSTED_PROXIES ?? [],
    port: settings.PORT ?? 3978,
    publicUrl,
    tenantId,
    tenantName: settings.TENANT_NAME ?? '',
    bot:
      settings.MICROSOFT_APP_ID === undefined
        ? null
        : { appId: settings.MICROSOFT_APP_ID, appPassword: settings.MICROSOFT_APP_PASSWORD ?? '' },
    teamsAppId: settings.TEAMS_APP_ID ?? null,
    accessTokens: {
      issuer: settings.ISSUER ?? `${login}/v2.0`,
      jwksUrl: settings.JWKS_URL ?? `${login}/discovery/v2.0/keys`,
      clientId,
      audiences: settings.AUDIENCE ?? [clientId, ...resource],
    },
    graph: {
      url: new URL(settings.GRAPH_URL ?? graphUrl).origin,
      scope: `${graphUrl}/.default`,
      tokenUrl: settings.TOKEN_URL ?? `${login}/oauth2/v2.0/token`,
      clientId: settings.GRAPH_CLIENT_ID ?? clientId,
      authority: login,
      credential: credentialIn(settings),
    },
    store:
      settings.DATABASE_URL === undefined
        ? { kind: 'sqlite', folder: settings.DATA_FOLDER ?? 'data' }
        : { kind: 'postgres', url: settings.DATABASE_URL },
    policy: policyIn(settings),
    securityInfoUrl: settings.SECURITY_INFO_URL ?? 'https://mysignins.microsoft.com/security-info',
    frameOrigins: settings.PRACTICE_ORIGINS ?? [],
    tabFolder: settings.TAB_FOLDER ?? 'tab/dist/app',
    slipsFolder: settings.SLIPS_FOLDER ?? null,
    logLevel: settings.LOG_LEVEL ?? 'info',
  };
}

function policyIn(settings: Settings): Policy {
  const { approvalHours, claimIdleMs, keptDays, quietHours, reasons, secondMethods, secondTechnician } =
    standardPolicy;
  return {
    sites: settings.SITES ?? [],
    reasons,
    places: new Map(settings.PICK_UP?.map(([site, pickUp]) => [site, { ...nowhere, pickUp }])),
    secondMethods: {
      all: settings.SECOND_METHODS?.find(({ site }) => site === '')?.names ?? secondMethods.all,
      at: new Map(
        settings.SECOND_METHODS?.flatMap(({ site, names }) => (site === '' ? [] : [[site, names] as const])),
      ),
    },
    claimIdleMs:
      settings.CLAIM_IDLE_MINUTES === undefined ? claimIdleMs : settings.CLAIM_IDLE_MINUTES * 60_000,
    timeZone: settings.TIME_ZONE ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    keptDays: {
      freeText: chosen(settings.KEEP_FREE_TEXT_DAYS, keptDays.freeText),
      healthReason: chosen(settings.KEEP_HEALTH_REASON_DAYS, keptDays.healthReason),
      chatReferences: chosen(settings.KEEP_CHAT_REFERENCES_DAYS, keptDays.chatReferences),
      closedRequests: chosen(settings.KEEP_CLOSED_REQUESTS_DAYS, keptDays.closedRequests),
    },
    secondTechnician: settings.SECOND_TECHNICIAN ?? secondTechnician,
    pasteNeedsHealthyDesk: settings.PASTE_NEEDS_HEALTHY_DESK === '1',
    approvalHours,
    quietHours,
  };
}
