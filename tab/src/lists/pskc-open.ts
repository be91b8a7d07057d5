import { decodeBase64Url, decodeHex, utf8, wipe } from '@token-desk/contract/text/bytes';
import { child, textIn, type XmlElement } from './xml.ts';

/**
 * Opens what a PSKC file encrypts (RFC 6030 §6): AES-CBC with the initialisation vector before it (XML Encryption §5.2),
 * under a key given beforehand or derived from a password (PBKDF2, RFC 8018), and a MAC over what is encrypted.
 */
export type PskcKey = {
  /** Null: it does not open with this key, or somebody changed it. `way-unknown`: encrypted as nothing here opens it. */
  open(encrypted: XmlElement, mac: string | null): Promise<Opened>;
  /** Wipes the keys; it opens nothing any more. */
  drop(): void;
};
type Opened = Uint8Array<ArrayBuffer> | 'way-unknown' | 'mac-missing' | 'not-opened';
type NoKey = 'key-wrong' | 'way-unknown' | 'key-damaged';

const blockBytes = 16;
/** A browser is stuck with more. */
const mostRounds = 10_000_000;
const hashes: Readonly<Record<string, string>> = {
  'hmac-sha1': 'SHA-1',
  'hmac-sha256': 'SHA-256',
  'hmac-sha384': 'SHA-384',
  'hmac-sha512': 'SHA-512',
};
const keyBytes: Readonly<Record<string, number>> = { 'aes128-cbc': 16, 'aes192-cbc': 24, 'aes256-cbc': 32 };

/** `key-wrong`: with what was typed there is no key. The others: there is none whatever is typed. */
export async function pskcKey(root: XmlElement, typed: string): Promise<PskcKey | NoKey> {
  const derived = child(child(root, 'EncryptionKey'), 'DerivedKey');
  const method = child(root, 'MACMethod');
  const hash = hashes[method === null ? 'hmac-sha1' : lastOf(method.getAttribute('Algorithm') ?? '')];
  if (hash === undefined) return 'way-unknown';
  const key = derived === null ? decodeHex(typed.replace(/[\s:-]/g, '')) : await derivedKey(derived, typed);
  if (typeof key === 'string') return key;
  if (key === null || key.length === 0) return 'key-wrong';
  const sealedMacKey = child(method, 'MACKey');
  const macKey = sealedMacKey === null ? key : await decrypted(key, sealedMacKey);
  if (typeof macKey === 'string') {
    wipe(key);
    return macKey === 'not-opened' ? 'key-wrong' : macKey === 'damaged' ? 'key-damaged' : macKey;
  }
  return {
    async open(encrypted, mac) {
      if (method === null || mac === null) return 'mac-missing';
      const bytes = cipherIn(encrypted);
      if (bytes === null || !(await isGenuine({ macKey, hash, bytes, mac }))) return 'not-opened';
      const opened = await decrypted(key, encrypted);
      return opened === 'damaged' ? 'not-opened' : opened;
    },
    drop() {
      wipe(key);
      wipe(macKey);
    },
  };
}

async function derivedKey(
  derived: XmlElement,
  password: string,
): Promise<Uint8Array<ArrayBuffer> | 'way-unknown' | 'key-damaged'> {
  const parameters = child(child(derived, 'KeyDerivationMethod'), 'PBKDF2-params');
  if (parameters === null) return 'way-unknown';
  const salt = bytesIn(textIn(child(child(parameters, 'Salt'), 'Specified')));
  const rounds = Number(textIn(child(parameters, 'IterationCount')));
  const sizeBytes = Number(textIn(child(parameters, 'KeyLength')));
  const prf = lastOf(child(parameters, 'PRF')?.getAttribute('Algorithm') ?? 'hmac-sha1');
  const hash = hashes[prf.toLowerCase()];
  if (hash === undefined || rounds > mostRounds) return 'way-unknown';
  if (salt === null || !(rounds >= 1) || !(sizeBytes >= 1)) return 'key-damaged';
  if (!Object.values(keyBytes).includes(sizeBytes)) return 'way-unknown';
  const secret = utf8(password);
  try {
    const key = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']);
    const how = { name: 'PBKDF2', hash, salt, iterations: rounds };
    return new Uint8Array(await crypto.subtle.deriveBits(how, key, sizeBytes * 8));
  } finally {
    wipe(secret);
  }
}

async function isGenuine(said: {
  readonly macKey: Uint8Array<ArrayBuffer>;
  readonly hash: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mac: string;
}): Promise<boolean> {
  const mac = bytesIn(said.mac);
  if (mac === null) return false;
  const how = { name: 'HMAC', hash: said.hash };
  const key = await crypto.subtle.importKey('raw', said.macKey, how, false, ['verify']);
  return crypto.subtle.verify('HMAC', key, mac, said.bytes);
}

async function decrypted(
  key: Uint8Array<ArrayBuffer>,
  encrypted: XmlElement,
): Promise<Uint8Array<ArrayBuffer> | 'way-unknown' | 'not-opened' | 'damaged'> {
  const way = lastOf(child(encrypted, 'EncryptionMethod')?.getAttribute('Algorithm') ?? '');
  const bytes = cipherIn(encrypted);
  if (keyBytes[way] === undefined) return 'way-unknown';
  if (bytes === null || bytes.length < 2 * blockBytes || bytes.length % blockBytes !== 0) return 'damaged';
  if (keyBytes[way] !== key.length) return 'not-opened';
  try {
    return await openCbc(key, bytes);
  } catch {
    return 'way-unknown'; // Chromium has no AES with 192 bits
  }
}

/**
 * XML Encryption pads with any bytes and the count last (§5.2.1), the browser takes RFC 5652's padding alone: a block of
 * that is put behind, which is what the browser then takes off.
 */
async function openCbc(
  raw: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | 'not-opened'> {
  const key = await crypto.subtle.importKey('raw', raw, 'AES-CBC', false, ['encrypt', 'decrypt']);
  const last = { name: 'AES-CBC', iv: bytes.subarray(-blockBytes) };
  const padding = new Uint8Array(await crypto.subtle.encrypt(last, key, new Uint8Array(0)));
  const body = new Uint8Array(bytes.length);
  body.set(bytes.subarray(blockBytes));
  body.set(padding, bytes.length - blockBytes);
  const first = { name: 'AES-CBC', iv: bytes.subarray(0, blockBytes) };
  const plain = new Uint8Array(await crypto.subtle.decrypt(first, key, body));
  const over = plain.at(-1) ?? 0;
  const isPadded = over >= 1 && over <= blockBytes;
  const opened = isPadded ? plain.slice(0, plain.length - over) : null;
  wipe(plain);
  return opened ?? 'not-opened';
}

const cipherIn = (encrypted: XmlElement): Uint8Array<ArrayBuffer> | null =>
  bytesIn(textIn(child(child(encrypted, 'CipherData'), 'CipherValue')));

/** Base64 (RFC 4648 §4), broken into lines as XML is; null where there is none. */
export function bytesIn(text: string): Uint8Array<ArrayBuffer> | null {
  const bare = text.replace(/\s/g, '').replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
  return bare === '' ? null : decodeBase64Url(bare);
}

/** What stands behind the last `#` of a URI, or of `…#hmac-sha256`. */
const lastOf = (uri: string): string => uri.slice(uri.lastIndexOf('#') + 1);
