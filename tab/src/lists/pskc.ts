import { wipe } from '@token-desk/contract/text/bytes';
import { maxSeedBytes, minSeedBytes } from '@token-desk/contract/token/config';
import { algorithmIn, stepIn } from './factory-csv.ts';
import {
  type FactoryToken,
  faultOf,
  type LineFault,
  listOf,
  mostTokens,
  namesOf,
  type ReadList,
  serialFault,
} from './factory-list.ts';
import { bytesIn, type PskcKey, pskcKey } from './pskc-open.ts';
import { child, childrenOf, textIn, type XmlElement } from './xml.ts';

type Asked = {
  /** Where each key package begins in the file, in its order. */
  readonly lines: readonly number[];
  /** The password, or the key in hexadecimal; null: none was asked for yet. */
  readonly typed: string | null;
};

/** A Portable Symmetric Key Container (RFC 6030): each of its key packages is a token, or what is wrong with it. */
export async function readPskc(root: XmlElement, { lines, typed }: Asked): Promise<ReadList> {
  if (root.localName !== 'KeyContainer') return faultOf('not-pskc');
  const packages = childrenOf(root, 'KeyPackage');
  if (packages.length > mostTokens) return faultOf('too-many');
  const isSealed = packages.some((one) => child(secretOf(one), 'EncryptedValue') !== null);
  if (isSealed && typed === null) return needed(root);
  const key = isSealed ? await pskcKey(root, typed ?? '') : null;
  if (typeof key === 'string') return faultOf(key);
  const read: (FactoryToken | LineFault)[] = [];
  try {
    for (const [at, one] of packages.entries())
      read.push(await tokenIn(one, { line: lines[at] ?? at + 1, key }));
  } finally {
    key?.drop();
  }
  const hasOpened = read.some((one) => !('why' in one));
  const isShut = read.some((one) => 'why' in one && one.why === 'not-opened');
  if (isShut && !hasOpened) return faultOf('key-wrong');
  const hasPeople = packages.some((one) => textIn(child(child(one, 'Key'), 'UserId')) !== '');
  return listOf(read, { hasPeople });
}

function needed(root: XmlElement): ReadList {
  const encryption = child(root, 'EncryptionKey');
  const derived = child(encryption, 'DerivedKey');
  const name = textIn(child(derived, 'MasterKeyName')) || textIn(child(encryption, 'KeyName'));
  return { kind: 'needs', needs: derived === null ? 'key' : 'password', name: name.slice(0, 80) || null };
}

const dataOf = (one: XmlElement) => child(child(one, 'Key'), 'Data');
const secretOf = (one: XmlElement) => child(dataOf(one), 'Secret');

async function tokenIn(
  one: XmlElement,
  { line, key }: { readonly line: number; readonly key: PskcKey | null },
): Promise<FactoryToken | LineFault> {
  const device = child(one, 'DeviceInfo');
  const serial = textIn(child(device, 'SerialNo'));
  const wrongSerial = serialFault(serial);
  const fault = (why: LineFault['why']): LineFault => ({
    line,
    serial: wrongSerial === null ? serial : null,
    why,
  });
  if (wrongSerial !== null) return fault(wrongSerial);
  const keys = childrenOf(one, 'Key');
  if (keys.length > 1) return fault('several-keys');
  if (!/[:#]totp$/i.test(keys[0]?.getAttribute('Algorithm') ?? '')) return fault('not-totp');
  const parameters = child(keys[0] ?? null, 'AlgorithmParameters');
  if (!showsSixDigits(child(parameters, 'ResponseFormat'))) return fault('digits-wrong');
  const algorithm = algorithmIn(textIn(child(parameters, 'Suite')));
  if (algorithm === null) return fault('hash-wrong');
  const stepSeconds = stepOf(child(dataOf(one), 'TimeInterval'));
  if (stepSeconds === null) return fault('interval-wrong');
  const called = namesOf(serial, {
    maker: textIn(child(device, 'Manufacturer')),
    model: textIn(child(device, 'Model')),
  });
  if (called === null) return fault('maker-missing');
  const seed = await seedIn(secretOf(one), key);
  if (typeof seed === 'string') return fault(seed);
  const wrongLength = lengthFault(seed);
  if (wrongLength === null) return { line, serial, seed, stepSeconds, algorithm, ...called };
  wipe(seed);
  return fault(wrongLength);
}

/** Six digits are what Microsoft takes; a file that says nothing means those. */
function showsSixDigits(format: XmlElement | null): boolean {
  if (format === null) return true;
  return (
    format.getAttribute('Length') === '6' && format.getAttribute('Encoding')?.toUpperCase() === 'DECIMAL'
  );
}

/** 30 seconds where it is not said (RFC 6238 §5.2). */
const stepOf = (interval: XmlElement | null) =>
  interval === null ? 30 : stepIn(textIn(child(interval, 'PlainValue')));

function lengthFault({ length }: Uint8Array): 'secret-short' | 'secret-long' | null {
  if (length < minSeedBytes) return 'secret-short';
  return length > maxSeedBytes ? 'secret-long' : null;
}

async function seedIn(secret: XmlElement | null, key: PskcKey | null) {
  const encrypted = child(secret, 'EncryptedValue');
  if (encrypted !== null && key !== null) {
    const mac = child(secret, 'ValueMAC');
    return key.open(encrypted, mac === null ? null : textIn(mac));
  }
  const plain = child(secret, 'PlainValue');
  if (plain === null || textIn(plain) === '') return 'secret-missing';
  return bytesIn(textIn(plain)) ?? 'secret-malformed';
}
