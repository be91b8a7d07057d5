import { createHmac } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const stepSeconds = 30;

/** Lower case base32 without padding, as Entra's page writes it; whole groups of 5 bytes only. */
export const toBase32 = (bytes: Uint8Array): string => {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return bits.replace(/.{5}/g, (group) => alphabet[Number.parseInt(group, 2)] ?? '');
};

/** RFC 6238 §4.2: the number of whole 30 s steps since 1970. */
export const stepAt = (nowMs: number): number => Math.floor(nowMs / 1000 / stepSeconds);

/** RFC 4226 §5.3 with HMAC-SHA-1 and six digits. */
export const codeAt = (secret: Uint8Array, step: number): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  return ((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).toString().padStart(6, '0');
};

/** The step whose code this is, within the window and later than the last one accepted; else null. */
export const acceptedStep = (
  secret: Uint8Array,
  code: string,
  at: { readonly nowMs: number; readonly windowSteps: number; readonly after: number },
): number | null => {
  const now = stepAt(at.nowMs);
  for (let offset = 0; offset <= at.windowSteps; offset += 1) {
    for (const step of new Set([now - offset, now + offset])) {
      if (step > at.after && codeAt(secret, step) === code) return step;
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
