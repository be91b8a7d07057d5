// Where Microsoft's connector for Teams answers in the one cloud there is a setting for (GCC is part of it).
// Exact names: anybody can register a name under trafficmanager.net.
const exactHosts = new Set(['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com']);
const parentDomains = ['.botframework.com', '.teams.microsoft.com'];
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether the bot may send there. It sends its own access token along, so outside practice only Microsoft's
 * hosts over https; in practice only this computer.
 */
export function isAllowedServiceUrl(address: string, practice: boolean): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (practice) return (url.protocol === 'http:' || url.protocol === 'https:') && loopback.has(url.hostname);
  return (
    url.protocol === 'https:' &&
    url.port === '' &&
    (exactHosts.has(url.hostname) || parentDomains.some((domain) => url.hostname.endsWith(domain)))
  );
}
