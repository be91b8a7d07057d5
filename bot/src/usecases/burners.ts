import type { Body, BurnerView, Reply } from '@token-desk/contract/api';
import type { FromBurner } from '@token-desk/contract/job';
import type { PairReply, PairRequest } from '@token-desk/contract/pairing';
import type { Caller, Deps } from './deps.ts';

export async function createPairingCode(
  deps: Deps,
  caller: Caller,
  order: Body<'createPairingCode'>,
): Promise<Reply<'createPairingCode'>> {
  throw new Error(`not yet ${deps.practice}${caller.person.id}${order.name}`);
}

/** POST /api/burner/pair, unauthenticated: limit its rate at the edge too. The burner starts `pending`. */
export async function pairBurner(deps: Deps, order: PairRequest): Promise<PairReply> {
  throw new Error(`not yet ${deps.practice}${order.hostName}`);
}

export async function listBurners(deps: Deps): Promise<readonly BurnerView[]> {
  throw new Error(`not yet ${deps.practice}`);
}

export async function commandBurner(
  deps: Deps,
  caller: Caller,
  order: { readonly burnerId: string; readonly command: Body<'commandBurner'> },
): Promise<BurnerView> {
  throw new Error(`not yet ${deps.practice}${caller.person.id}${order.burnerId}`);
}

/** For the upgrade: the link key to verify with. Throws `burner-not-paired` or `burner-revoked`. */
export async function burnerOfKey(
  deps: Deps,
  keyId: string,
): Promise<{ readonly burnerId: string; readonly name: string; readonly linkKey: string }> {
  throw new Error(`not yet ${deps.practice}${keyId}`);
}

/** Keeps what a hello says. Throws `burner-journal-lost`, `practice-receipt`, `burner-revoked`; the hub answers `refused` with it. */
export async function recordHello(
  deps: Deps,
  burnerId: string,
  hello: Extract<FromBurner, { type: 'hello' }>,
): Promise<void> {
  throw new Error(`not yet ${deps.practice}${burnerId}${hello.type}`);
}

/** Publishes the burner's live view after it came, went or its readers changed; keeps `lastSeenAt`. */
export async function burnerChanged(deps: Deps, burnerId: string): Promise<void> {
  throw new Error(`not yet ${deps.practice}${burnerId}`);
}
