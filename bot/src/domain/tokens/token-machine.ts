import type { Person } from '@token-desk/contract/ids';
import type { Request } from '@token-desk/contract/request';
import { modelOf } from '@token-desk/contract/token/model';
import type { TokenState } from '@token-desk/contract/token/record';
import type { RequestEvent } from '../requests/request-events.ts';
import { asideFor, freed, mayBeWritten, saidOf, type Unsaid, unwritten } from './unsaid.ts';

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
  /** How it came to the secret it carries, ahead of any request; null: it came by a request, or there is none. */
  readonly load: Load | null;
  readonly box: string | null;
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
export function isBlank(token: Pick<Token, 'burnedAt' | 'blankedAt' | 'unsaid' | 'load'>): boolean {
  const { burnedAt, blankedAt, unsaid } = token;
  if (unsaid.length > 0) return false;
  if (burnedAt === null) return !isFactorySeeded(token) || blankedAt !== null;
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

function withLeft({ leftMethods }: Token, owner: Person, methodId: string | null): readonly LeftMethod[] {
  const isNew = methodId !== null && !leftMethods.some((one) => one.methodId === methodId);
  return isNew ? [...leftMethods, { owner, methodId, route: 'B' }] : leftMethods;
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
    load: null,
    box: null,
    deviceId: null,
    leftDevices: [],
    unsaid: [],
    addedAt: now,
    updatedAt: now,
  };
}

/** Which token an event of a request is about. */
export function serialOf(
  before: Request | null,
  event: RequestEvent,
  jobSerial: string | null,
): string | null {
  switch (event.kind) {
    case 'job_opened':
    case 'loaded_given_back':
      return event.serial;
    case 'loaded_taken':
      return event.token.serial;
    case 'burned':
    case 'burn_unknown':
      return event.token.serial;
    case 'burn_empty':
    case 'burn_settings_changed':
      return event.serial ?? jobSerial;
    // What lay there last may be another one: that nothing was written is said of the one that was meant.
    case 'burn_failed':
      return jobSerial ?? event.serial;
    case 'job_cancelled':
    case 'secret_sealed':
      return jobSerial;
    case 'bound':
    case 'handed_over':
    case 'released':
    case 'failed':
    case 'requeued':
      return before?.token?.serial ?? null;
    default:
      return null;
  }
}

/** What happens to another request touches a token only where its desk has written it. */
function changeOf(token: Token, event: RequestEvent, request: Request): Partial<Token> | null {
  const mine = token.requestId === request.id;
  // Lost, or taken back meanwhile: what its request does says nothing about it any more.
  const isHere = mine && !isEnded(token);
  const by = event.actor.kind === 'person' ? event.actor.person : null;
  switch (event.kind) {
    case 'job_opened':
      return {
        // A desk that draws the secret itself waits for nothing more.
        state: event.route === 'B' ? 'burning' : 'reserved',
        stateBefore: isReserved(token) || token.unsaid.length > 0 ? token.stateBefore : token.state,
        holder: request.subject,
        requestId: request.id,
      };
    case 'secret_sealed':
      return mine ? { state: 'burning' } : null;
    case 'job_cancelled': {
      if (!mine || !isReserved(token)) return null;
      const { jobId, at } = event;
      return mayBeWritten(token, event)
        ? freed(token, [...token.unsaid, { jobId, since: at }])
        : freed(token, token.unsaid);
    }
    case 'burn_failed': {
      const unsaid = saidOf(token, event.jobId);
      if (unsaid !== token.unsaid) return unwritten(token, unsaid);
      // Told late and of an order that nothing waits for: another one may have the token now.
      return mine && isReserved(token) && !event.late ? freed(token, unsaid) : null;
    }
    case 'burned':
    case 'burn_unknown': {
      const burns = token.burns + 1;
      // A desk that was cut off tells late: what was written since is what the token holds.
      if (event.late && isNewer(token, event.token.burnedAt)) return { burns };
      const written = {
        ...forgetMethod(token, false),
        ...forgetLoad(token),
        model: event.token.model ?? token.model,
        route: event.token.route ?? 'A',
        burnerId: event.token.burnerId,
        lastDriftSeconds: event.token.clockDriftAfterSeconds ?? event.token.clockDriftBeforeSeconds,
        burns,
        burnedAt: event.token.burnedAt,
        handedOverAt: null,
        blankedAt: null,
        unsaid: [],
      } as const;
      return event.late
        ? { ...written, ...apart(token, mine) }
        : { ...written, state: 'burned_unverified', holder: request.subject, requestId: request.id };
    }
    case 'burn_empty':
    // Whoever carries it may see codes that no longer fit: it goes out again only when it was written.
    case 'burn_settings_changed':
      return event.late && isNewer(token, event.endedAt)
        ? null
        : {
            ...(isEnded(token) ? {} : letGo(token, by)),
            ...apart(token, mine),
            ...asideFor(token, saidOf(token, event.jobId)),
            ...doubtLoad(token),
          };
    case 'loaded_taken':
      return {
        state: 'reserved',
        stateBefore: 'loaded',
        holder: request.subject,
        requestId: request.id,
      };
    case 'loaded_given_back':
      if (!mine || !isTakenLoad(token)) return null;
      return event.aside === undefined
        ? { state: 'loaded', holder: null, requestId: null }
        : {
            ...letGo(token, by),
            stateBefore: 'quarantine',
            leftMethods: withLeft(token, request.subject, event.aside.methodId),
          };
    case 'bound':
      if (!mine) return null;
      return { ...(isHere ? { state: 'active' as const } : {}), methodId: event.methodId };
    case 'handed_over':
      return isHere ? { handedOverAt: event.at } : null;
    case 'released':
    case 'failed':
    case 'requeued':
      return isHere ? letGo(token, by) : null;
    default:
      return null;
  }
}

const isReserved = ({ state }: Token) => state === 'reserved' || state === 'burning';

/** Two desks' clocks may differ by this; where that leaves it open, the token is set apart. */
const clockMarginMs = 60_000;

export const isNewer = ({ burnedAt }: Pick<Token, 'burnedAt'>, at: number) =>
  burnedAt !== null && burnedAt > at + clockMarginMs;

/** Where a token goes that was written for nobody; one that another job waits for stays reserved, and goes there afterwards. */
export function apart(token: Token, mine: boolean): Partial<Token> {
  const { state, holder, requestId } = token;
  if (isEnded(token)) return { state, holder, requestId };
  if (isReserved(token) && !mine && !isTakenLoad(token))
    return { state, stateBefore: 'quarantine', holder, requestId };
  return { state: 'quarantine', holder: null, requestId: null };
}

/** Lost and retired end a token, whatever a desk tells later. */
export const isEnded = ({ state }: Pick<Token, 'state'>) => state === 'lost' || state === 'retired';

/** The token after an event of `request` (as it was before the event); the same object when nothing changed. */
export function evolveToken(token: Token, event: RequestEvent, request: Request): Token {
  const changed = changeOf(token, event, request);
  return changed === null ? token : { ...token, lostFor: null, ...changed, updatedAt: event.at };
}
