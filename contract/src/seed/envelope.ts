import * as z from 'zod/mini';
import { encodeBase64Url } from '../bytes.ts';
import type { BoundOffer, SealedEnvelope } from '../job.ts';
import type { Result } from '../problem.ts';
import { captureKind } from '../request.ts';
import { algorithm, stepSeconds } from '../token-config.ts';
import { open, seal, suite } from './sealing.ts';

/** The seed on its way from tab to burner (route A): HPKE base mode to the burner's job key. */
const facts = z.object({
  algorithm,
  digits: z.literal(6),
  stepSeconds,
  /** From the code's label; null for a typed key. */
  account: z.nullable(z.string().check(z.maxLength(320))),
  capture: captureKind,
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
  const { seed, algorithm, digits, stepSeconds, account, capture } = secret;
  return seal({
    direction: 'token-desk envelope v1',
    offer,
    to: publicKey,
    seed,
    facts: { algorithm, digits, stepSeconds, account, capture },
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
