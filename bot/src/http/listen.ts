import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.ts';
import { isLoopbackUrl, loopbackHosts } from '../config-rules.ts';

/** How long answers under way may take when the bot stops. */
const drainMs = 2_000;

/** Starts listening; answers the address people use. */
export async function listen(server: Server, config: Config): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const name = config.host.includes(':') ? `[${config.host}]` : config.host;
  return config.publicUrl ?? `http://${name}:${portOf(server)}`;
}

/** The hosts a burner may have signed: the public one; on loopback every name of this computer. */
export function burnerHosts(config: Config, server: Server): readonly string[] {
  const known = config.publicUrl === null ? [] : [new URL(config.publicUrl).host];
  if (config.publicUrl !== null && !isLoopbackUrl(config.publicUrl)) return known;
  if (!loopbackHosts.has(config.host)) return known;
  const local = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${portOf(server)}`);
  const hosted = config.practice ? config.frameOrigins.map((origin) => new URL(origin).host) : [];
  return [...known, ...local, ...hosted];
}

export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(timer);
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
