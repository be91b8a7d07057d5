const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a server's address is this computer: only there may it be plain http, and only there may practice run. */
export function isLoopbackUrl(address: URL): boolean {
  return loopbackHosts.has(address.hostname);
}
