import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { decodeBase64Url, utf8 } from '@token-desk/contract/text/bytes';
import { isWellFormed } from '@token-desk/contract/text/canonical';

/** SHA-256 of UTF-8 text, upper-case hex: audit rows, receipts. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').toUpperCase();
}

/** Whether these 65 bytes (base64url) are an uncompressed point on P-256. */
export function isCurvePoint(point: string): boolean {
  const bytes = Buffer.from(point, 'base64url');
  if (bytes.length !== 65 || bytes[0] !== 4) return false;
  const x = bytes.subarray(1, 33).toString('base64url');
  const y = bytes.subarray(33).toString('base64url');
  try {
    createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}

const maxKeys = 200;
const keys = new Map<string, KeyObject>();

/** Making a key takes as long as using it, and the same few desks sign everything. */
function ed25519Key(raw: string): KeyObject {
  const key =
    keys.get(raw) ?? createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw }, format: 'jwk' });
  if (keys.size >= maxKeys) keys.clear();
  keys.set(raw, key);
  return key;
}

/** `publicKey` is a raw Ed25519 key and `signature` its 64 bytes, both strict base64url. Malformed input is simply not valid. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const bytes = decodeBase64Url(signature);
    // Half a character has no bytes: what is verified would not be what is kept.
    if (bytes === null || !isWellFormed(text)) return false;
    return verify(null, utf8(text), ed25519Key(publicKey), bytes);
  } catch {
    // A key or signature that cannot even be read proves nothing.
    return false;
  }
}
