import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import * as z from 'zod/mini';
import { decodeBase64Url, encodeBase64Url, utf8, wipe } from '../bytes.ts';
import type { JobOffer, SealedEnvelope } from '../job.ts';
import { fail, type Result } from '../problem.ts';
import { captureKind } from '../request.ts';
import { algorithm, maxSeedBytes, stepSeconds } from '../token-config.ts';

/**
 * The seed on its way from tab to burner: HPKE base mode (RFC 9180), P-256, HKDF-SHA256, AES-256-GCM.
 * `info` binds it to one job, so a seal for another request, person, burner, token or time does not open.
 */
const suite = () =>
  new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

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

type Bound = Pick<JobOffer, 'jobId' | 'burnerId' | 'requestId' | 'serial' | 'expiresAt' | 'subject'>;

function envelopeInfo(offer: Bound): Uint8Array<ArrayBuffer> {
  return utf8(
    JSON.stringify([
      'token-desk envelope v1',
      offer.jobId,
      offer.requestId,
      offer.subject?.id ?? null,
      offer.burnerId,
      offer.expiresAt,
      offer.serial,
    ]),
  );
}

/** One-use key pair of a job; `publicKey` is the raw point, 65 bytes, base64url. */
export type JobKeyPair = { readonly publicKey: string; readonly keyPair: CryptoKeyPair };

export async function generateJobKeyPair(): Promise<JobKeyPair> {
  const kem = suite().kem;
  const keyPair = await kem.generateKeyPair();
  const raw = await kem.serializePublicKey(keyPair.publicKey);
  return { publicKey: encodeBase64Url(new Uint8Array(raw)), keyPair };
}

/** Plaintext layout: version (1 byte, 01) · seed length (1 byte) · seed · UTF-8 JSON of the facts. */
function buildPlaintext(secret: Secret): Uint8Array<ArrayBuffer> {
  const { seed, algorithm, digits, stepSeconds, account, capture } = secret;
  const json = utf8(JSON.stringify({ algorithm, digits, stepSeconds, account, capture }));
  const plain = new Uint8Array(2 + seed.length + json.length);
  plain.set([1, seed.length]);
  plain.set(seed, 2);
  plain.set(json, 2 + seed.length);
  return plain;
}

function parsePlaintext(plain: Uint8Array): Secret | null {
  const length = plain[1] ?? 0;
  if (plain[0] !== 1 || length === 0 || length > maxSeedBytes || plain.length < 2 + length) return null;
  try {
    const json: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(plain.subarray(2 + length)),
    );
    const parsed = facts.safeParse(json);
    return parsed.success ? { ...parsed.data, seed: plain.slice(2, 2 + length) } : null;
  } catch {
    return null; // not JSON: whoever sealed it was not our tab
  }
}

/** Seals for the burner's job key; does not wipe `secret.seed`, its owner does. Throws only on a malformed key. */
export async function sealSecret(offer: Bound, publicKey: string, secret: Secret): Promise<SealedEnvelope> {
  const raw = decodeBase64Url(publicKey);
  if (raw === null) throw new TypeError('job key is not base64url');
  const hpke = suite();
  const recipientPublicKey = await hpke.kem.deserializePublicKey(raw.buffer);
  const sender = await hpke.createSenderContext({ recipientPublicKey, info: envelopeInfo(offer).buffer });
  const plain = buildPlaintext(secret);
  try {
    const ciphertext = await sender.seal(plain.buffer);
    return {
      enc: encodeBase64Url(new Uint8Array(sender.enc)),
      ciphertext: encodeBase64Url(new Uint8Array(ciphertext)),
    };
  } finally {
    wipe(plain);
  }
}

/** Opens what was sealed for this very job; anything else is `envelope-tampered`. */
export async function openSecret(
  offer: Bound,
  keyPair: CryptoKeyPair,
  envelope: SealedEnvelope,
): Promise<Result<{ secret: Secret }>> {
  const enc = decodeBase64Url(envelope.enc);
  const ciphertext = decodeBase64Url(envelope.ciphertext);
  if (enc === null || ciphertext === null) return fail('envelope-tampered');
  let plain: Uint8Array;
  try {
    const recipient = await suite().createRecipientContext({
      recipientKey: keyPair,
      enc: enc.buffer,
      info: envelopeInfo(offer).buffer,
    });
    plain = new Uint8Array(await recipient.open(ciphertext.buffer));
  } catch {
    return fail('envelope-tampered'); // AEAD refused: wrong key, wrong binding or changed bytes; the cause says no more
  }
  const secret = parsePlaintext(plain);
  wipe(plain);
  return secret === null ? fail('envelope-tampered') : { ok: true, secret };
}
