import type { IncomingMessage } from 'node:http';
import { linkHeaders, linkPath, linkStatement } from '@token-desk/contract/desk/pairing';
import { ProblemError } from '@token-desk/contract/problem';
import { isSignedBy } from '../usecases/write/hashing.ts';
import type { HubBackend, PairedBurner } from './backend.ts';
import type { Challenges } from './challenges.ts';

const maxHeaderLength = 200;

export type Admission = {
  readonly challenges: Challenges;
  readonly burnerOfKey: HubBackend['burnerOfKey'];
  /** Hosts (with port) under which this bot may be addressed, ours first. */
  readonly hosts: () => readonly string[];
};

/**
 * Who asks for a link: proves the paired link key over a nonce of ours, the host it addresses and the path,
 * so that an answer given to another server is worth nothing here. Throws before anything is upgraded.
 */
export async function admitBurner(request: IncomingMessage, admission: Admission): Promise<PairedBurner> {
  if (request.url !== linkPath) throw new ProblemError('not-found');
  const keyId = header(request, linkHeaders.keyId);
  const nonce = header(request, linkHeaders.nonce);
  const signature = header(request, linkHeaders.signature);
  if (!admission.challenges.isGood(nonce)) throw new ProblemError('challenge-expired');
  const burner = await admission.burnerOfKey(keyId);

  const signs = (host: string) =>
    isSignedBy(burner.linkKey, linkStatement({ nonce, host, path: linkPath }), signature);
  const hosts = admission.hosts();
  if (hosts.some(signs)) {
    // Nobody but the desk can use it up: a wrong answer leaves it as it was.
    if (!admission.challenges.use(nonce)) throw new ProblemError('challenge-expired');
    return burner;
  }
  const given = (request.headers.host ?? '').slice(0, maxHeaderLength);
  if (given !== '' && signs(given)) {
    throw new ProblemError('burner-wrong-address', { given, wanted: hosts[0] ?? '' });
  }
  throw new ProblemError('burner-not-paired');
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  if (typeof value !== 'string' || value.length > maxHeaderLength)
    throw new ProblemError('burner-not-paired');
  return value;
}
