import type { Environment } from './config-environment.ts';

const id = 'an id like 00000000-0000-0000-0000-000000000000';
const anyText = 'text';
const list = 'names separated by commas';
const address = 'an https address';
const origin = 'https, no path';
const days = 'a whole number of days from 1 to 99999, or forever';

/** How each setting is written; the table of docs/install.md says the same. */
export const settingForms: Readonly<Record<keyof Environment, string>> = {
  TOKEN_DESK_PRACTICE: '1, or not there',
  HOST: 'a name or an IP address',
  PORT: 'a whole number from 0 to 65535',
  TRUSTED_PROXIES: 'addresses or networks like 10.0.0.0/8, separated by commas',
  PUBLIC_URL: origin,
  MICROSOFT_APP_ID: id,
  MICROSOFT_APP_PASSWORD: anyText,
  TEAMS_APP_ID: id,
  TENANT_ID: id,
  TENANT_NAME: anyText,
  PRACTICE_TENANT_ID: id,
  PRACTICE_CLIENT_SECRET: anyText,
  PRACTICE_ORIGINS: 'loopback addresses without a path, separated by commas',
  CLOUD: 'public, or not there',
  TAB_CLIENT_ID: anyText,
  AUDIENCE: list,
  ISSUER: address,
  JWKS_URL: address,
  GRAPH_URL: origin,
  TOKEN_URL: address,
  GRAPH_CLIENT_ID: anyText,
  GRAPH_CLIENT_SECRET: anyText,
  GRAPH_CERTIFICATE_FILE: 'a path to a PEM file with the certificate and its private key, without a password',
  GRAPH_MANAGED_IDENTITY: 'system, or the client id of a user-assigned identity',
  DATABASE_URL: 'begins with postgres://',
  DATA_FOLDER: 'a path',
  SITES: list,
  PICK_UP: 'SITE: where and when, for each of the SITES, separated by semicolons',
  SECOND_METHODS:
    'of spare-token, security-key, passkey, phone and waiver, separated by commas; for a site of its own after a semicolon, as SITE: …',
  SECURITY_INFO_URL: address,
  TAB_FOLDER: 'a path',
  SLIPS_FOLDER: 'a path',
  CLAIM_IDLE_MINUTES: 'a whole number from 1 to 99999',
  TIME_ZONE: 'a time zone, such as Europe/Vienna',
  KEEP_FREE_TEXT_DAYS: days,
  KEEP_HEALTH_REASON_DAYS: days,
  KEEP_CHAT_REFERENCES_DAYS: days,
  KEEP_CLOSED_REQUESTS_DAYS: days,
  SECOND_TECHNICIAN: 'never, privileged or everybody',
  PASTE_NEEDS_HEALTHY_DESK: '1, or not there',
  LOG_LEVEL: 'trace, debug, info, warn, error or silent',
};

/** A line for each setting that `config-invalid` names: what belongs there. Never what stands there. */
export function formsOf(settings: string): string[] {
  return settings
    .split(', ')
    .filter((name): name is keyof Environment => Object.hasOwn(settingForms, name))
    .map((name) => `  ${name}: ${settingForms[name]}`);
}
