import { randomBytes } from 'node:crypto';
import type { JobOffer } from '@token-desk/contract/job';
import { drawnSeedBytes } from '@token-desk/contract/seed/envelope';
import { type Burned, type BurnSurroundings, burnToken, type NotBurned } from './burn.ts';
import type { HeldSecret } from './secrets.ts';
import { type Synced, syncClock } from './sync-clock.ts';

export type WriteResult = Burned | Synced | NotBurned;
/** One try at one token. */
export type WriteOnce = (surroundings: BurnSurroundings) => Promise<WriteResult>;

/** What a job writes, whatever its kind; the secret stays whoever's it is. */
export function writeOrder(offer: JobOffer, secret: HeldSecret | null): WriteOnce {
  const { config, serial, allowUnknownModel } = offer;
  const expectedSerial = serial ?? undefined;
  if (secret === null) return (surroundings) => syncClock({ config, expectedSerial }, surroundings);
  const order = { seed: secret.seed, config, expectedSerial, allowUnknownModel };
  return (surroundings) => burnToken(order, surroundings);
}

/** A fresh random secret, for route B and for blanking; with the offer's settings, no account, never from outside. */
export function drawSecret({ config }: Pick<JobOffer, 'config'>): HeldSecret {
  const { algorithm, stepSeconds } = config;
  return { seed: randomBytes(drawnSeedBytes), algorithm, stepSeconds, account: null, capture: null };
}
