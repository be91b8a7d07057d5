import * as z from 'zod/mini';
import { utf8 } from '../bytes.ts';
import type { BoundOffer, SealedEnvelope } from '../job.ts';
import type { Result } from '../problem.ts';
import { algorithm, stepSeconds } from '../token-config.ts';
import { open, seal } from './sealing.ts';

/**
 * The seed on its way from burner to tab (route B): drawn by the burner, sealed to the tab's one-use key in HPKE auth
 * mode (RFC 9180 §5.1.3) with the burner's job key, so that the tab knows that nobody else sealed it.
 */
const facts = z.object({ algorithm, digits: z.literal(6), stepSeconds });
/** `seed` has one owner, who wipes it. */
export type DrawnSecret = z.infer<typeof facts> & { readonly seed: Uint8Array };

/** Bytes of a drawn seed (RFC 4226 §4, R6). */
export const drawnSeedBytes = 20;

export type DrawnOffer = BoundOffer & { readonly tabKey: string };

/** Does not wipe `secret.seed`, its owner does. Throws only on a malformed tab key. */
export function sealDrawnSecret(
  offer: DrawnOffer,
  jobKeyPair: CryptoKeyPair,
  secret: DrawnSecret,
): Promise<SealedEnvelope> {
  const { seed, algorithm, digits, stepSeconds } = secret;
  return seal({
    direction: 'token-desk drawn v1',
    offer,
    to: offer.tabKey,
    seed,
    facts: { algorithm, digits, stepSeconds },
    senderKey: jobKeyPair,
  });
}

export type DrawnKeys = {
  readonly tab: CryptoKeyPair;
  /** The burner's job key, whose signature the tab has checked. */
  readonly burnerKey: string;
};

/** In the tab. Anything but this burner's seal for this job is `envelope-tampered`. */
export async function openDrawnSecret(
  offer: DrawnOffer,
  { tab, burnerKey }: DrawnKeys,
  envelope: SealedEnvelope,
): Promise<Result<{ secret: DrawnSecret }>> {
  const opened = await open({
    direction: 'token-desk drawn v1',
    offer,
    keyPair: tab,
    envelope,
    facts,
    sealedBy: burnerKey,
  });
  return opened.ok ? { ok: true, secret: { ...opened.facts, seed: opened.seed } } : opened;
}

/**
 * The six digits that desk and tab show before the secret leaves the desk; they differ when somebody in between
 * exchanged a key. First 8 bytes of SHA-256 over job and both keys, modulo a million.
 */
export async function matchDigits(offer: DrawnOffer, burnerKey: string): Promise<string> {
  const text = utf8(`token-desk digits v1\n${JSON.stringify([offer.jobId, offer.tabKey, burnerKey])}`);
  const hash = new DataView(await crypto.subtle.digest('SHA-256', text));
  return String(hash.getBigUint64(0) % 1_000_000n).padStart(6, '0');
}
