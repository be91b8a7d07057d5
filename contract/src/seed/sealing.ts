import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import type * as z from 'zod/mini';
import type { BoundOffer, SealedEnvelope } from '../desk/job.ts';
import { fail, type Result } from '../problem.ts';
import { decodeBase64Url, encodeBase64Url, utf8, wipe } from '../text/bytes.ts';
import { maxSeedBytes } from '../token/config.ts';

/**
 * What both directions share: HPKE (RFC 9180), P-256, HKDF-SHA256, AES-256-GCM. `info` binds a seal to one direction
 * and one job, so that one for another request, person, burner, token or time does not open.
 */
export const suite = () =>
  new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

export type Direction = 'token-desk envelope v1' | 'token-desk drawn v1';

function infoOf(direction: Direction, offer: BoundOffer): Uint8Array<ArrayBuffer> {
  const { jobId, requestId, subject, burnerId, expiresAt, serial } = offer;
  return utf8(
    JSON.stringify([direction, jobId, requestId, subject?.id ?? null, burnerId, expiresAt, serial]),
  );
}

type Sealing = {
  readonly direction: Direction;
  readonly offer: BoundOffer;
  /** Recipient's raw P-256 point, base64url. */
  readonly to: string;
  readonly seed: Uint8Array;
  readonly facts: object;
  /** HPKE auth mode: proves who sealed. */
  readonly senderKey?: CryptoKeyPair;
};

/** Does not wipe `seed`, its owner does. Throws only on a malformed key. */
export async function seal(sealing: Sealing): Promise<SealedEnvelope> {
  const { direction, offer, to, seed, facts, senderKey } = sealing;
  const hpke = suite();
  const sender = await hpke.createSenderContext({
    recipientPublicKey: await publicKeyOf(to),
    info: infoOf(direction, offer).buffer,
    ...(senderKey === undefined ? {} : { senderKey }),
  });
  const plain = buildPlaintext(seed, facts);
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

type Opening<F extends z.ZodMiniType> = {
  readonly direction: Direction;
  readonly offer: BoundOffer;
  readonly keyPair: CryptoKeyPair;
  readonly envelope: SealedEnvelope;
  readonly facts: F;
  /** Raw P-256 point, base64url, of whoever must have sealed (auth mode). */
  readonly sealedBy?: string;
};
export type Opened<F> = { readonly seed: Uint8Array; readonly facts: F };

/** Opens what was sealed for this very job; anything else is `envelope-tampered`. */
export async function open<F extends z.ZodMiniType>(
  opening: Opening<F>,
): Promise<Result<Opened<z.infer<F>>>> {
  const { direction, offer, keyPair, envelope, facts, sealedBy } = opening;
  let plain: Uint8Array;
  try {
    const recipient = await suite().createRecipientContext({
      recipientKey: keyPair,
      enc: bufferOf(envelope.enc),
      info: infoOf(direction, offer).buffer,
      ...(sealedBy === undefined ? {} : { senderPublicKey: await publicKeyOf(sealedBy) }),
    });
    plain = new Uint8Array(await recipient.open(bufferOf(envelope.ciphertext)));
  } catch {
    // not base64url, or AEAD refused: wrong key, wrong binding or changed bytes; the cause says no more
    return fail('envelope-tampered');
  }
  const opened = parsePlaintext(plain, facts);
  wipe(plain);
  return opened === null ? fail('envelope-tampered') : { ok: true, ...opened };
}

function publicKeyOf(text: string): Promise<CryptoKey> {
  return suite().kem.deserializePublicKey(bufferOf(text));
}

function bufferOf(text: string): ArrayBuffer {
  const bytes = decodeBase64Url(text);
  if (bytes === null) throw new TypeError('not base64url');
  return bytes.buffer;
}

/** Plaintext layout: version (1 byte, 01) · seed length (1 byte) · seed · UTF-8 JSON of the facts. */
function buildPlaintext(seed: Uint8Array, facts: object): Uint8Array<ArrayBuffer> {
  const json = utf8(JSON.stringify(facts));
  const plain = new Uint8Array(2 + seed.length + json.length);
  plain.set([1, seed.length]);
  plain.set(seed, 2);
  plain.set(json, 2 + seed.length);
  return plain;
}

function parsePlaintext<F extends z.ZodMiniType>(plain: Uint8Array, facts: F): Opened<z.infer<F>> | null {
  const length = plain[1] ?? 0;
  if (plain[0] !== 1 || length === 0 || length > maxSeedBytes) return null;
  try {
    const json: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(plain.subarray(2 + length)),
    );
    const parsed = facts.safeParse(json);
    return parsed.success ? { facts: parsed.data as z.infer<F>, seed: plain.slice(2, 2 + length) } : null;
  } catch {
    return null; // cut short, or not JSON: whoever sealed it was not our program
  }
}
