import { createHmac } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** How a token counts: apps of the security info page always as here, hardware as it was created. */
export type CodeOptions = { readonly stepSeconds: number; readonly hash: 'sha1' | 'sha256' };
const asApp: CodeOptions = { stepSeconds: 30, hash: 'sha1' };

/** Lower case base32 without padding, as Entra's page writes it; whole groups of 5 bytes only. */
export const toBase32 = (bytes: Uint8Array): string => {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return bits.replace(/.{5}/g, (group) => alphabet[Number.parseInt(group, 2)] ?? '');
};

/** Base32 in any case (RFC 4648 §6), no padding; null if it is none or ends within a byte. */
export const fromBase32 = (text: string): Uint8Array | null => {
  let bits = '';
  for (const char of text.toLowerCase()) {
    const value = alphabet.indexOf(char);
    if (value < 0) return null;
    bits += value.toString(2).padStart(5, '0');
  }
  const whole = Math.floor(bits.length / 8);
  const isWhole = whole > 0 && /^0{0,4}$/.test(bits.slice(whole * 8));
  return isWhole
    ? Uint8Array.from({ length: whole }, (_, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2))
    : null;
};

/** RFC 6238 §4.2: the number of whole steps since 1970. */
export const stepAt = (nowMs: number, { stepSeconds } = asApp): number =>
  Math.floor(nowMs / 1000 / stepSeconds);

/** RFC 4226 §5.3 with six digits. */
export const codeAt = (secret: Uint8Array, step: number, { hash } = asApp): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac(hash, secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  return ((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).toString().padStart(6, '0');
};

/** The step whose code this is, within the window and later than the last one accepted; else null. */
export const acceptedStep = (
  secret: Uint8Array,
  code: string,
  at: {
    readonly nowMs: number;
    readonly windowSteps: number;
    readonly after: number;
    /** Steps that this token is known to be ahead. */
    readonly driftSteps?: number;
  },
  options: CodeOptions = asApp,
): number | null => {
  const now = stepAt(at.nowMs, options) + (at.driftSteps ?? 0);
  for (let offset = 0; offset <= at.windowSteps; offset += 1) {
    for (const step of new Set([now - offset, now + offset])) {
      if (step > at.after && codeAt(secret, step, options) === code) return step;
    }
  }
  return null;
};

// As .NET's HttpUtility.UrlEncode does it: space is plus, escapes in lower case.
const urlEncode = (text: string): string =>
  encodeURIComponent(text)
    .replace(/['~]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)
    .replace(/%20/g, '+')
    .replace(/%[0-9A-F]{2}/g, (escaped) => escaped.toLowerCase());

/** What the QR of “a different authenticator app” says. Only `secret` and `issuer`: so SHA-1, 6 digits, 30 s. */
export const otpauthUri = (tenantName: string, upn: string, secret: Uint8Array): string =>
  `otpauth://totp/${urlEncode(`${tenantName}:${upn}`)}?secret=${toBase32(secret)}&issuer=Microsoft`;

/** What the QR for Microsoft's own app says; the address leads nowhere on purpose. */
export const pushUri = (activationCode: string, domain: string): string =>
  `phonefactor://activate_account?code=${activationCode}&url=${urlEncode(`https://mobileappcommunicator.${domain}/activate`)}`;
