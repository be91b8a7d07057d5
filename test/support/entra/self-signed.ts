import { generateKeyPairSync, sign } from 'node:crypto';

/** DER (X.690): tag, length, content. */
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const text = (tag: number, value: string) => der(tag, Buffer.from(value, 'latin1'));
const commonName = Buffer.from('550403', 'hex'); // 2.5.4.3
const sha256WithRsa = Buffer.from('2a864886f70d01010b', 'hex'); // RFC 4055 §5

const pem = (name: string, body: Uint8Array): string => {
  const lines =
    Buffer.from(body)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${name}-----\n${lines.join('\n')}\n-----END ${name}-----\n`;
};

/** A new key and the certificate that it signed itself (RFC 5280 §4.1), good from 2020 to 2049; both as PEM. */
export function selfSigned(): { readonly certificate: string; readonly privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const algorithm = sequence(der(0x06, sha256WithRsa), der(0x05));
  const name = sequence(der(0x31, sequence(der(0x06, commonName), text(0x0c, 'Token Desk'))));
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(text(0x17, '200101000000Z'), text(0x17, '491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', signed, privateKey));
  return {
    certificate: pem('CERTIFICATE', sequence(signed, algorithm, signature)),
    privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
}
