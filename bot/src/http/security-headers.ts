import type { ServerResponse } from 'node:http';
import type { Config } from '../config.ts';

/** Hosts that may frame a Teams tab. */
const teamsHosts = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://teams.cloud.microsoft',
  'https://*.cloud.microsoft',
  'https://*.microsoft365.com',
  'https://*.office.com',
];

/** What the tab may talk to besides its own origin: sign-in and Graph (MSAL), and the list teams-js fetches. */
const tabConnections = [
  'https://login.microsoftonline.com',
  'https://graph.microsoft.com',
  'https://res.cdn.office.net',
];

export type SetSecurityHeaders = (response: ServerResponse, kind: 'api' | 'tab') => void;

export function createSecurityHeaders(
  config: Pick<Config, 'practice' | 'publicUrl' | 'frameOrigins' | 'graph'>,
): SetSecurityHeaders {
  const ancestors = ["'self'", ...(config.practice ? config.frameOrigins : teamsHosts)].join(' ');
  // in practice Entra is another port of this computer
  const practiceEntra = new URL(config.graph.tokenUrl).origin;
  const connect = ["'self'", ...(config.practice ? [practiceEntra] : tabConnections)].join(' ');
  const tabPolicy = [
    "default-src 'none'",
    // The QR decoder is WebAssembly; Fluent writes its rules into style elements.
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    `connect-src ${connect}`,
    // a hidden frame asks Entra for an access token without a window, and comes back to this origin
    ...(config.practice ? [] : ["frame-src 'self' https://login.microsoftonline.com"]),
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors}`,
  ].join('; ');
  const apiPolicy = "default-src 'none'; frame-ancestors 'none'";
  const overTls = config.publicUrl?.startsWith('https:') === true;

  return (response, kind) => {
    response.setHeader('content-security-policy', kind === 'tab' ? tabPolicy : apiPolicy);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    if (kind === 'api') response.setHeader('cache-control', 'no-store');
    else response.setHeader('permissions-policy', 'camera=(self), display-capture=(self), microphone=()');
    if (overTls) response.setHeader('strict-transport-security', 'max-age=31536000');
  };
}
