import { resolve } from 'node:path';
import { practiceTenant } from './people.ts';

/** What the practice Entra knows the application as. */
export const tabClientId = '3f0c2a8e-5b57-4d0e-9d0f-7c3a2b1e9f64';

export const practiceSites = ['Lyon', 'Stuttgart', 'Kraków', 'Dublin'];

export type BotAddresses = {
  readonly pageUrl: string;
  readonly entraUrl: string;
  readonly issuer: string;
  readonly clientSecret: string;
  readonly port: number;
  readonly dataFolder: string;
};

/** The environment a practice bot is configured by: everything on this computer, nothing real. */
export function botSettings(at: BotAddresses): Readonly<Record<string, string>> {
  const login = `${at.entraUrl}/${practiceTenant.id}`;
  return {
    TOKEN_DESK_PRACTICE: '1',
    HOST: '127.0.0.1',
    PORT: String(at.port),
    PUBLIC_URL: at.pageUrl,
    PRACTICE_TENANT_ID: practiceTenant.id,
    TENANT_NAME: practiceTenant.name,
    PRACTICE_ORIGINS: at.pageUrl,
    TAB_CLIENT_ID: tabClientId,
    ISSUER: at.issuer,
    JWKS_URL: `${login}/discovery/v2.0/keys`,
    TOKEN_URL: `${login}/oauth2/v2.0/token`,
    GRAPH_URL: at.entraUrl,
    GRAPH_CLIENT_ID: tabClientId,
    PRACTICE_CLIENT_SECRET: at.clientSecret,
    SECURITY_INFO_URL: `${at.entraUrl}/mysignins/security-info`,
    SITES: practiceSites.join(','),
    DATA_FOLDER: at.dataFolder,
    TAB_FOLDER: resolve('tab/dist/app'),
    LOG_LEVEL: 'warn',
  };
}
