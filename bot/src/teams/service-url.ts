// Where Microsoft's connector for Teams answers: commercial and government clouds.
// Exact names: anybody can register a name under trafficmanager.net.
const exactHosts = new Set([
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
]);
const parentDomains = ['.botframework.com', '.botframework.us', '.teams.microsoft.com'];
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
