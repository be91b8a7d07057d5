import { createCipheriv, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

export type PskcToken = {
  readonly serial: string;
  readonly secret: Uint8Array;
  readonly algorithm?: string;
  readonly suite?: string;
  readonly seconds?: number;
  readonly digits?: number;
  readonly maker?: string;
  /** Instead of the right one. */
  readonly mac?: string | null;
};
export type Sealing = {
  readonly key: Uint8Array;
  /** Salt and rounds of a password; null: the key was given beforehand. */
  readonly derived: { readonly salt: Uint8Array; readonly rounds: number } | null;
};

export const pskcNames =
  'xmlns="urn:ietf:params:xml:ns:keyprov:pskc" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"';
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const way = ({ length }: Uint8Array) => `http://www.w3.org/2001/04/xmlenc#aes${length * 8}-cbc`;

export function sealingBy(password: string, keyBytes = 16): Sealing {
  const [salt, rounds] = [randomBytes(8), 1_000];
  return { key: pbkdf2Sync(password, salt, rounds, keyBytes, 'sha1'), derived: { salt, rounds } };
}

function sealed(key: Uint8Array, plain: Uint8Array): Buffer {
  const iv = randomBytes(16);
  const cipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, iv);
  return Buffer.concat([iv, cipher.update(plain), cipher.final()]);
}

const cipherXml = (key: Uint8Array, bytes: Uint8Array) =>
  `<xenc:EncryptionMethod Algorithm="${way(key)}"/><xenc:CipherData><xenc:CipherValue>${base64(bytes)}</xenc:CipherValue></xenc:CipherData>`;

/** A file as a maker writes it (RFC 6030), by Node's own OpenSSL; encrypted where there is a `sealing`. */
export function pskcFile(tokens: readonly PskcToken[], sealing: Sealing | null = null): string {
  const macKey = randomBytes(20);
  const head = sealing === null ? '' : headOf(sealing, macKey);
  const packages = tokens.map((token) => packageOf(token, sealing, macKey));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<KeyContainer Version="1.0" ${pskcNames}>\n${head}${packages.join('')}</KeyContainer>\n`;
}

function headOf({ key, derived }: Sealing, macKey: Uint8Array): string {
  const mac = `<MACMethod Algorithm="http://www.w3.org/2000/09/xmldsig#hmac-sha1"><MACKey>${cipherXml(key, sealed(key, macKey))}</MACKey></MACMethod>\n`;
  if (derived === null) return `<EncryptionKey><ds:KeyName>Maker key</ds:KeyName></EncryptionKey>${mac}`;
  return `<EncryptionKey><xenc11:DerivedKey xmlns:xenc11="http://www.w3.org/2009/xmlenc11#"><xenc11:KeyDerivationMethod Algorithm="http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#pbkdf2"><pkcs5:PBKDF2-params xmlns:pkcs5="http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#"><Salt><Specified>${base64(derived.salt)}</Specified></Salt><IterationCount>${derived.rounds}</IterationCount><KeyLength>${key.length}</KeyLength></pkcs5:PBKDF2-params></xenc11:KeyDerivationMethod><xenc11:MasterKeyName>Our password</xenc11:MasterKeyName></xenc11:DerivedKey></EncryptionKey>${mac}`;
}

function packageOf(token: PskcToken, sealing: Sealing | null, macKey: Uint8Array): string {
  const { serial, algorithm = 'totp', suite, seconds = 30, digits = 6, maker = 'Contoso' } = token;
  return [
    '<KeyPackage>',
    `<DeviceInfo><Manufacturer>${maker}</Manufacturer><SerialNo>${serial}</SerialNo><Model>C-200</Model></DeviceInfo>`,
    `<Key Id="${serial}" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:${algorithm}"><Issuer>Contoso</Issuer>`,
    `<AlgorithmParameters>${suite === undefined ? '' : `<Suite>${suite}</Suite>`}<ResponseFormat Length="${digits}" Encoding="DECIMAL"/></AlgorithmParameters>`,
    `<Data>${secretOf(token, sealing, macKey)}<Time><PlainValue>0</PlainValue></Time>`,
    `<TimeInterval><PlainValue>${seconds}</PlainValue></TimeInterval></Data></Key>`,
    '</KeyPackage>\n',
  ].join('\n');
}

function secretOf({ secret, mac }: PskcToken, sealing: Sealing | null, macKey: Uint8Array): string {
  if (sealing === null) return `<Secret><PlainValue>${base64(secret)}</PlainValue></Secret>`;
  const bytes = sealed(sealing.key, secret);
  const right = createHmac('sha1', macKey).update(bytes).digest('base64');
  const valueMac = mac === null ? '' : `<ValueMAC>${mac ?? right}</ValueMAC>`;
  return `<Secret><EncryptedValue>${cipherXml(sealing.key, bytes)}</EncryptedValue>${valueMac}</Secret>`;
}
