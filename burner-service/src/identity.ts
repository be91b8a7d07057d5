import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { decodeBase64Url } from '@token-desk/contract/bytes';
import { formatFingerprint } from '@token-desk/contract/pairing';
import * as z from 'zod/mini';

/**
 * A burner's two Ed25519 keys. The identity key signs receipts and job keys and is what people pin;
 * the link key opens the connection to the server.
 */
export type BurnerKeys = { readonly identity: SigningKey; readonly link: SigningKey };

export type SigningKey = {
  /** Raw public key, 32 bytes, base64url. */
  readonly publicKey: string;
  /** Ed25519 over the UTF-8 text, base64url. */
  sign(text: string): string;
};

const keyFile = z.object({ v: z.literal(1), identity: z.string(), link: z.string() });

function signingKey(privateKey: KeyObject): SigningKey {
  const { x } = privateKey.export({ format: 'jwk' });
  if (x === undefined) throw new TypeError('not an Ed25519 key');
  return {
    publicKey: x,
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64url'),
  };
}

/** Makes new keys in memory; `save` writes them where only this user may read them (0600). */
export function createKeys(): BurnerKeys & { save(path: string): void } {
  const [identity, link] = [
    generateKeyPairSync('ed25519').privateKey,
    generateKeyPairSync('ed25519').privateKey,
  ];
  const pem = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString();
  return {
    identity: signingKey(identity),
    link: signingKey(link),
    save: (path) => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(path, JSON.stringify({ v: 1, identity: pem(identity), link: pem(link) }), {
        mode: 0o600,
      });
      chmodSync(path, 0o600); // an existing file would keep its old mode
    },
  };
}

/** Null when this desk never made keys. Throws when the file is damaged. */
export function loadKeys(path: string): BurnerKeys | null {
  if (!existsSync(path)) return null;
  const { identity, link } = z.parse(keyFile, JSON.parse(readFileSync(path, 'utf8')));
  return { identity: signingKey(createPrivateKey(identity)), link: signingKey(createPrivateKey(link)) };
}

/** What people compare at desk and tab. `publicKey` is base64url. */
export function fingerprintOf(publicKey: string): string {
  const raw = decodeBase64Url(publicKey) ?? new Uint8Array();
  return formatFingerprint(createHash('sha256').update(raw).digest());
}
