import * as z from 'zod/mini';
import { id } from '../ids.ts';
import { base64UrlOf, encodeBase32 } from '../text/bytes.ts';
import { isStorable } from '../text/canonical.ts';

/**
 * 12 base32 characters, shown as XXXX-XXXX-XXXX. The first four name the code and are no secret; the other eight are
 * its secret, 40 bits. Valid 10 minutes; five wrong secrets end the code they were tried on and no other.
 */
export const pairingCode = z.string().check(z.regex(/^[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}$/));
export const pairingCodeLifetimeMs = 10 * 60_000;
export const pairingCodeTries = 5;

/** `bytes`: 8, of which the last four bits are not used. */
export function formatPairingCode(bytes: Uint8Array): string {
  const text = encodeBase32(bytes);
  return [0, 4, 8].map((at) => text.slice(at, at + 4)).join('-');
}

/** Typed by hand: case, spaces and dashes do not matter. Null when it is no pairing code. */
export function parsePairingCode(typed: string): { readonly code: string; readonly name: string } | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '');
  const code = [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8)].join('-');
  return pairingCode.safeParse(code).success ? { code, name: code.slice(0, 4) } : null;
}

/** A raw Ed25519 public key (32 bytes), base64url. */
export const publicKey = z.string().check(z.regex(base64UrlOf(32)));
const signature = z.string().check(z.regex(base64UrlOf(64)));
const storable = z.refine<string>(isStorable);

/**
 * POST /api/burner/pair. A burner has two keys: the link key opens its WebSocket, the identity key signs
 * receipts and job keys and is what people pin. It proves both.
 */
export const pairRequest = z.object({
  code: z.string().check(z.maxLength(20)),
  hostName: z.string().check(z.minLength(1), z.maxLength(100), storable),
  version: z.string().check(z.maxLength(40), storable),
  practice: z.boolean(),
  identityKey: publicKey,
  linkKey: publicKey,
  /** Signatures over `pairingStatement`. */
  identityProof: signature,
  linkProof: signature,
});
export type PairRequest = z.infer<typeof pairRequest>;

export const pairReply = z.object({ burnerId: id, name: z.string(), keyId: id, tenantName: z.string() });
export type PairReply = z.infer<typeof pairReply>;

export function pairingStatement(parts: { code: string; identityKey: string; linkKey: string }): string {
  return `token-desk pair v1\n${JSON.stringify([parts.code, parts.identityKey, parts.linkKey])}`;
}

/** GET /api/burner/challenge: 32 random bytes, base64url, valid 30 s, once. */
export const challengeReply = z.object({ nonce: z.string().check(z.regex(base64UrlOf(32))) });
export const challengeLifetimeMs = 30_000;

export const linkPath = '/api/burner/link';
/** Headers of the WebSocket upgrade. */
export const linkHeaders = {
  keyId: 'x-token-desk-key',
  nonce: 'x-token-desk-nonce',
  signature: 'x-token-desk-signature',
} as const;

/** What the link key signs for an upgrade: the nonce, the host as the burner addresses it, the path. */
export function linkStatement(parts: { nonce: string; host: string; path: string }): string {
  return `token-desk link v1\n${JSON.stringify([parts.nonce, parts.host, parts.path])}`;
}

/**
 * What people compare at desk and tab: the first 80 bits of SHA-256 over the raw identity key,
 * base32 in four groups of four.
 */
export function formatFingerprint(sha256: Uint8Array): string {
  const text = encodeBase32(sha256.subarray(0, 10));
  return [0, 4, 8, 12].map((at) => text.slice(at, at + 4)).join('-');
}
