import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { formatFingerprint } from '@token-desk/contract/desk/pairing';
import { ProblemError } from '@token-desk/contract/problem';
import { decodeBase64Url } from '@token-desk/contract/text/bytes';
import * as z from 'zod/mini';
import { findKeyKeeper, type KeeperFound, type KeyKeeper } from './key-keeper.ts';
import { readDeskFile } from './pairing-file.ts';

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

const keysInFile = z.object({ v: z.literal(1), identity: z.string(), link: z.string() });
/** The file then only says under which name the system's keeper has them. */
const keysElsewhere = z.object({ v: z.literal(2), entry: z.string() });
const keyFile = z.discriminatedUnion('v', [keysInFile, keysElsewhere]);

function signingKey(privateKey: KeyObject): SigningKey {
  const { x } = privateKey.export({ format: 'jwk' });
  if (x === undefined) throw new TypeError('not an Ed25519 key');
  return {
    publicKey: x,
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64url'),
  };
}

export type NewKeys = BurnerKeys & {
  /**
   * With a keeper: into it, and the file only names the entry. Without: into the file, where only this user may read
   * them (0600). What was there before is gone.
   */
  save(path: string, keeper?: KeyKeeper | null): Promise<void>;
};

/** Makes new keys in memory. */
export function createKeys(): NewKeys {
  const [identity, link] = [
    generateKeyPairSync('ed25519').privateKey,
    generateKeyPairSync('ed25519').privateKey,
  ];
  const pem = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString();
  return {
    identity: signingKey(identity),
    link: signingKey(link),
    save: async (path, keeper = null) => {
      const keys = JSON.stringify({ v: 1, identity: pem(identity), link: pem(link) });
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const old = existsSync(path) ? readOldKeyFile(path) : null;
      const entry = randomUUID();
      if (keeper !== null) await keeper.save(entry, keys);
      writeFileSync(path, keeper === null ? keys : JSON.stringify({ v: 2, entry }), { mode: 0o600 });
      chmodSync(path, 0o600); // an existing file would keep its old mode
      if (old?.v === 2) await keeper?.forget(old.entry);
    },
  };
}

/** Keys of a file; null when this desk never made any. Throws `desk-file-damaged`, or `key-keeper-silent` when a keeper has them. */
export function loadKeys(path: string): BurnerKeys | null {
  const file = existsSync(path) ? readKeyFile(path) : null;
  if (file?.v === 2) throw new ProblemError('key-keeper-silent');
  return file === null ? null : readDeskFile(path, () => readKeys(file));
}

/** Keys of a file or, where it says so, of the system's keeper; null when this desk never made any. */
export async function openKeys(
  path: string,
  find: () => Promise<KeeperFound> = findKeyKeeper,
): Promise<(BurnerKeys & { readonly keptBy: string }) | null> {
  const file = existsSync(path) ? readKeyFile(path) : null;
  if (file === null) return null;
  if (file.v === 1) return { ...readDeskFile(path, () => readKeys(file)), keptBy: path };
  const { keeper } = await find();
  if (keeper === null) throw new ProblemError('key-keeper-silent');
  const kept = await keeper.load(file.entry);
  if (kept === null) throw new ProblemError('burner-not-paired');
  return { ...readKeys(z.parse(keysInFile, JSON.parse(kept))), keptBy: keeper.name };
}

function readKeyFile(path: string): z.infer<typeof keyFile> {
  return readDeskFile(path, (text) => z.parse(keyFile, JSON.parse(text)));
}

/** What new keys replace; a damaged file names nothing that could be forgotten. */
function readOldKeyFile(path: string): z.infer<typeof keyFile> | null {
  try {
    return readKeyFile(path);
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

function readKeys({ identity, link }: z.infer<typeof keysInFile>): BurnerKeys {
  return { identity: signingKey(createPrivateKey(identity)), link: signingKey(createPrivateKey(link)) };
}

/** What people compare at desk and tab. `publicKey` is base64url. */
export function fingerprintOf(publicKey: string): string {
  const raw = decodeBase64Url(publicKey) ?? new Uint8Array();
  return formatFingerprint(createHash('sha256').update(raw).digest());
}
