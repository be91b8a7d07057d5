import type { Person } from '@token-desk/contract/ids';
import { modelOf } from '@token-desk/contract/token/model';
import type { TokenState } from '@token-desk/contract/token/record';
import type { Unsaid } from './unsaid.ts';

/** `route` B: a hardware OATH method; else a software one. */
export type LeftMethod = {
  readonly owner: Person;
  readonly methodId: string;
  readonly route?: 'B' | undefined;
};

/** How a token came to its secret ahead of requests, and how far that has come. */
export type Load = {
  /** The order that wrote it; null: none did, its secret is its maker's. */
  readonly jobId: string | null;
  readonly checkedAt: number | null;
  /** When its device was seen at Microsoft, or named by whoever made it. */
  readonly loadedAt: number | null;
};

/** A token in our books. `holder` is who carries it or for whom it is being burned. */
export type Token = {
  readonly serial: string;
  /** Of the row as it was read; 0: not in the books yet. */
  readonly version: number;
  readonly model: string | null;
  readonly site: string | null;
  /** How its secret came to Microsoft; null while it carries none of ours. */
  readonly route: 'A' | 'B' | null;
  readonly state: TokenState;
  /** Where it was before a job reserved it, and goes back to once no order's end is unsaid. */
  readonly stateBefore: TokenState;
  readonly holder: Person | null;
  readonly requestId: string | null;
  readonly burnerId: string | null;
  readonly methodId: string | null;
  readonly lastDriftSeconds: number | null;
  readonly burns: number;
  readonly burnedAt: number | null;
  readonly handedOverAt: number | null;
  /** Who had it in use until it came back; their method, `methodId`, may still be at Microsoft. */
  readonly takenBackFrom: Person | null;
  /** Who took it back, and so cannot write it for somebody else alone. */
  readonly takenBackBy: Person | null;
  /** The request whose asker said it was lost, while nothing else has happened to it since. */
  readonly lostFor: string | null;
  /** Methods of secrets it carried before: to be removed until Microsoft says that they are gone. */
  readonly leftMethods: readonly LeftMethod[];
  readonly blankedAt: number | null;
  /** When it came into the books in somebody's hands, with a secret from before; null: it did not. */
  readonly takenOverAt: number | null;
  /** How it came to the secret it carries, ahead of any request; null: it came by a request, or there is none. */
  readonly load: Load | null;
  readonly box: string | null;
  /** The request it was begun to be loaded for, until somebody is given it or it is loaded anew. */
  readonly begunFor: string | null;
  /** Microsoft's id of the device made for its secret. */
  readonly deviceId: string | null;
  /** Devices of secrets it carried before: to be deleted until Microsoft says that they are gone. */
  readonly leftDevices: readonly string[];
  /** Orders that ended while their desk could write, and of which it has not said whether it did. */
  readonly unsaid: readonly Unsaid[];
  readonly addedAt: number;
  readonly updatedAt: number;
};

/** From loaded stock, reserved for whoever will be given it: writing it would take its secret. */
export const isTakenLoad = ({ state, stateBefore }: Pick<Token, 'state' | 'stateBefore'>): boolean =>
  state === 'reserved' && stateBefore === 'loaded';

/** Being written for stock, or written and not loaded yet. */
export const isUnderLoad = ({ state, requestId }: Pick<Token, 'state' | 'requestId'>): boolean =>
  requestId === null && (state === 'burning' || state === 'burned_unverified');

/** Loaded with the secret that its maker chose: no desk wrote it. */
export const isFactorySeeded = ({ load }: Pick<Token, 'load'>): boolean =>
  load !== null && load.jobId === null;

/** Carries no secret that is known here: never burned nor loaded, or overwritten since, and no desk owes its word about it. */
export function isBlank(
  token: Pick<Token, 'burnedAt' | 'blankedAt' | 'unsaid' | 'load' | 'takenOverAt'>,
): boolean {
  const { burnedAt, blankedAt, unsaid, takenOverAt } = token;
  if (unsaid.length > 0) return false;
  if (burnedAt === null) return (takenOverAt === null && !isFactorySeeded(token)) || blankedAt !== null;
  return blankedAt !== null && blankedAt >= burnedAt;
}

const inUse: readonly TokenState[] = ['active', 'suspended', 'lost'];

/** Set apart, with nobody's name on it; whose it was is kept while that matters. */
export function letGo(token: Token, by: Person | null) {
  const wasUsed = token.holder !== null && inUse.includes(token.state);
  return {
    state: 'quarantine',
    holder: null,
    requestId: null,
    ...(wasUsed ? { takenBackFrom: token.holder, takenBackBy: by } : {}),
  } as const;
}

/** Whose method it is that was bound with this token: while another job has it reserved, still the last one's. */
export function methodOwner(token: Token): Person | null {
  return token.methodId === null ? null : (token.takenBackFrom ?? token.holder);
}

/** The method leaves the token with its secret; unless it is gone it stays on the list of those to remove. */
export function forgetMethod(token: Token, isGone: boolean) {
  const { methodId, leftMethods, route } = token;
  const owner = methodOwner(token);
  const isLeft = methodId !== null && owner !== null && !isGone;
  return {
    methodId: null,
    takenBackFrom: null,
    takenBackBy: null,
    leftMethods: isLeft
      ? [...leftMethods, { owner, methodId, ...(route === 'B' ? { route } : {}) }]
      : leftMethods,
  };
}

/** Nobody knows whether it still carries what its load wrote: no look at Microsoft makes it loaded again. */
export function doubtLoad({ load }: Pick<Token, 'load'>) {
  return { load: load === null ? null : { ...load, checkedAt: null, loadedAt: null } };
}

/** Its secret goes, and what was made of it at Microsoft fits no more. */
export function forgetLoad({ deviceId, leftDevices }: Pick<Token, 'deviceId' | 'leftDevices'>) {
  return {
    box: null,
    begunFor: null,
    load: null,
    deviceId: null,
    leftDevices:
      deviceId === null || leftDevices.includes(deviceId) ? leftDevices : [...leftDevices, deviceId],
  } as const;
}

export function unknownToken(serial: string, now: number): Token {
  return {
    serial,
    version: 0,
    model: modelOf(serial)?.model ?? null,
    site: null,
    route: null,
    state: 'in_stock',
    stateBefore: 'in_stock',
    holder: null,
    requestId: null,
    burnerId: null,
    methodId: null,
    lastDriftSeconds: null,
    burns: 0,
    burnedAt: null,
    handedOverAt: null,
    takenBackFrom: null,
    takenBackBy: null,
    lostFor: null,
    leftMethods: [],
    blankedAt: null,
    takenOverAt: null,
    load: null,
    box: null,
    begunFor: null,
    deviceId: null,
    leftDevices: [],
    unsaid: [],
    addedAt: now,
    updatedAt: now,
  };
}

/** In somebody's hands since before the books were: nothing is known of its secret or of what it is at Microsoft. */
export const takenOver = (
  serial: string,
  { holder, site, now }: { readonly holder: Person; readonly site: string | null; readonly now: number },
): Token => ({ ...unknownToken(serial, now), state: 'active', site, holder, takenOverAt: now });

/** Lost and retired end a token, whatever a desk tells later. */
export const isEnded = ({ state }: Pick<Token, 'state'>) => state === 'lost' || state === 'retired';
