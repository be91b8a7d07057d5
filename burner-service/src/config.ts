import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where this desk keeps its identity, pairing and journal; never a seed. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env): string {
  const chosen = env.TOKEN_DESK_BURNER_DATA;
  return chosen === undefined || chosen === '' ? join(homedir(), '.token-desk') : resolve(chosen);
}

/** Written by `pair`: the server, this burner's id there, its name. */
export function pairingPath(folder: string): string {
  return join(folder, 'pairing.json');
}

/** A damaged pairing counts too: such a desk belongs to a server whose records must be complete. */
export function isPaired(folder: string = dataFolder()): boolean {
  return existsSync(pairingPath(folder));
}

const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a server's address is this computer: only there may it be plain http, and only there may practice run. */
export function isLoopbackUrl(address: URL): boolean {
  return loopbackHosts.has(address.hostname);
}
