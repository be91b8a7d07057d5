import * as z from 'zod/mini';
import type { BoundOffer, SealedEnvelope } from '../desk/job.ts';
import type { Result } from '../problem.ts';
import { captureKind } from '../request.ts';
import { encodeBase64Url, utf8 } from '../text/bytes.ts';
import { type Algorithm, algorithm, stepSeconds } from '../token/config.ts';
import { open, seal, suite } from './sealing.ts';

/** The seed on its way from tab to burner (route A): HPKE base mode to the burner's job key. */
const facts = z.object({
  algorithm,
  digits: z.literal(6),
  stepSeconds,
  /** From the code's label; null for a typed key. */
  account: z.nullable(z.string().check(z.maxLength(320))),
  capture: captureKind,
  /** The organisation in the code's label; absent or null where it named none. */
  tenant: z.optional(z.nullable(z.string().check(z.maxLength(320)))),
});
export type SecretFacts = z.infer<typeof facts>;
/** `seed` has one owner, who wipes it. */
export type Secret = SecretFacts & { readonly seed: Uint8Array };

/** One-use key pair of a job; `publicKey` is the raw point, 65 bytes, base64url. */
export type JobKeyPair = { readonly publicKey: string; readonly keyPair: CryptoKeyPair };

export async function generateJobKeyPair(): Promise<JobKeyPair> {
  const kem = suite().kem;
  const keyPair = await kem.generateKeyPair();
  const raw = await kem.serializePublicKey(keyPair.publicKey);
  return { publicKey: encodeBase64Url(new Uint8Array(raw)), keyPair };
}

/** Seals for the burner's job key; does not wipe `secret.seed`, its owner does. Throws only on a malformed key. */
export function sealSecret(offer: BoundOffer, publicKey: string, secret: Secret): Promise<SealedEnvelope> {
  const { seed, algorithm, digits, stepSeconds, account, capture, tenant } = secret;
  return seal({
    direction: 'token-desk envelope v1',
    offer,
    to: publicKey,
    seed,
    facts: { algorithm, digits, stepSeconds, account, capture, ...(tenant == null ? {} : { tenant }) },
  });
}

/** Opens what was sealed for this very job; anything else is `envelope-tampered`. */
export async function openSecret(
  offer: BoundOffer,
  keyPair: CryptoKeyPair,
  envelope: SealedEnvelope,
): Promise<Result<{ secret: Secret }>> {
  const opened = await open({ direction: 'token-desk envelope v1', offer, keyPair, envelope, facts });
  return opened.ok ? { ok: true, secret: { ...opened.facts, seed: opened.seed } } : opened;
}

/**
 * The seed on its way from burner to tab (route B): drawn by the burner, sealed to the tab's one-use key in HPKE auth
 * mode (RFC 9180 §5.1.3) with the burner's job key, so that the tab knows that nobody else sealed it.
 */
const drawnFacts = z.object({ algorithm, digits: z.literal(6), stepSeconds });
/** `seed` has one owner, who wipes it. */
export type DrawnSecret = z.infer<typeof drawnFacts> & { readonly seed: Uint8Array };

/** Bytes of a drawn seed: as many as its hash has (RFC 4226 §4, R6; RFC 6238 §5.1). */
export const drawnSeedBytes: Readonly<Record<Algorithm, number>> = { SHA1: 20, SHA256: 32 };

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
    facts: drawnFacts,
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
