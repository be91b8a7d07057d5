import { type JobKey, type JobOffer, jobKeyStatement } from '@token-desk/contract/desk/job';
import { formatFingerprint } from '@token-desk/contract/desk/pairing';
import { decodeBase64Url, utf8 } from '@token-desk/contract/text/bytes';
import type { BurnerView } from '@token-desk/contract/views';
import { readKept, writeKept } from '../kept/browser-store.ts';

/**
 * Which desk this PC trusts: the identity key a technician compared by eye. The server names keys too, but it is the
 * server that a pin guards against, so nothing it says replaces one.
 */
export type Pin = 'unknown' | 'pinned' | 'changed';

const pinPrefix = 'token-desk.pin.';

export function pinOf(burner: Pick<BurnerView, 'id' | 'identityKey'>): Pin {
  const known = readKept(pinPrefix + burner.id);
  if (known === null) return 'unknown';
  return known === burner.identityKey ? 'pinned' : 'changed';
}

export function pinIdentity(burner: Pick<BurnerView, 'id' | 'identityKey'>): void {
  writeKept(pinPrefix + burner.id, burner.identityKey);
}

/** What to compare by eye, from the key itself and not from what the server says it is. */
export async function fingerprintOf(identityKey: string): Promise<string> {
  const raw = decodeBase64Url(identityKey) ?? new Uint8Array();
  return formatFingerprint(new Uint8Array(await crypto.subtle.digest('SHA-256', raw)));
}

/** True when the pinned desk itself made this key, for exactly this job. */
export async function isKeyOfPinnedDesk(offer: JobOffer, key: JobKey): Promise<boolean> {
  const identity = decodeBase64Url(readKept(pinPrefix + offer.burnerId) ?? '');
  const signature = decodeBase64Url(key.signature);
  if (identity === null || identity.length !== 32 || signature === null) return false;
  const pinned = await crypto.subtle.importKey('raw', identity, { name: 'Ed25519' }, false, ['verify']);
  return crypto.subtle.verify(
    { name: 'Ed25519' },
    pinned,
    signature,
    utf8(jobKeyStatement(offer, key.publicKey)),
  );
}
