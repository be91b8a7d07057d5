import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ProblemError } from '@token-desk/contract/problem';

export type Certificate = {
  readonly privateKey: string;
  /** SHA-256 over the certificate, hex, by which Entra knows it. */
  readonly thumbprintSha256: string;
};

const block = (name: string) => new RegExp(`-----BEGIN ${name}-----[^-]+-----END ${name}-----`);
const certificateBlock = block('CERTIFICATE');
const keyBlock = block('(?:RSA )?PRIVATE KEY');

/**
 * A certificate and its private key, unencrypted, from one PEM file. Throws `config-invalid`, which names the setting and
 * nothing of what stands in the file.
 */
export function readCertificate(file: string): Certificate {
  try {
    const text = readFileSync(file, 'utf8');
    const certificate = new X509Certificate(certificateBlock.exec(text)?.[0] ?? '');
    const privateKey = keyBlock.exec(text)?.[0] ?? '';
    if (!certificate.checkPrivateKey(createPrivateKey(privateKey))) throw new Error('another key');
    return { privateKey, thumbprintSha256: certificate.fingerprint256.replaceAll(':', '') };
  } catch {
    throw new ProblemError('config-invalid', { settings: 'GRAPH_CERTIFICATE_FILE' });
  }
}
