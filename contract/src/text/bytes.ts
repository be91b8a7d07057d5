/** Bytes to text and back, without Node or DOM. Decoders answer `null` on malformed input. */

export function encodeHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

export function decodeHex(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(i * 2, i * 2 + 2), 16),
  );
}

/** RFC 4648 §5, without padding. */
export function encodeBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** One text for each value: no other characters, no bits left over in the last one (RFC 4648 §3.5). */
export function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  return encodeBase64Url(bytes) === text ? bytes : null;
}

/** What `decodeBase64Url` takes for exactly this many bytes. */
export function base64UrlOf(sizeBytes: number): RegExp {
  const last = ['', '[AQgw]', '[AEIMQUYcgkosw048]'][sizeBytes % 3] ?? '';
  const whole = Math.floor((sizeBytes * 8) / 6);
  return new RegExp(`^[A-Za-z0-9_-]{${whole}}${last}$`);
}

const base32Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 §6, upper case, without padding. */
export function encodeBase32(bytes: Uint8Array): string {
  return new TextDecoder().decode(encodeBase32Bytes(bytes));
}

/** The same as its letters' bytes (ASCII): a secret in it can be wiped. */
export function encodeBase32Bytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const letters = new Uint8Array(Math.ceil((bytes.length * 8) / 5));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  const put = (value: number) => {
    letters[at] = base32Alphabet.charCodeAt(value & 31);
    at += 1;
  };
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      put(buffer >>> bits);
    }
    buffer &= (1 << bits) - 1;
  }
  if (bits > 0) put(buffer << (5 - bits));
  return letters;
}

/** Overwrites a secret in place. JavaScript may have copied it before; this shortens its life, it does not prove its end. */
export function wipe(bytes: Uint8Array): void {
  bytes.fill(0);
}

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
