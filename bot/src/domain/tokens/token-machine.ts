import type { Person } from '@token-desk/contract/ids';
import type { Request } from '@token-desk/contract/request';
import type { RequestEvent } from '../requests/request-events.ts';
import {
  doubtLoad,
  forgetLoad,
  forgetMethod,
  isEnded,
  isTakenLoad,
  type LeftMethod,
  letGo,
  type Token,
} from './token.ts';
import { asideFor, freed, mayBeWritten, saidOf, unwritten } from './unsaid.ts';

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
        begunFor: null,
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

/** The token after an event of `request` (as it was before the event); the same object when nothing changed. */
export function evolveToken(token: Token, event: RequestEvent, request: Request): Token {
  const changed = changeOf(token, event, request);
  return changed === null ? token : { ...token, lostFor: null, ...changed, updatedAt: event.at };
}

function withLeft({ leftMethods }: Token, owner: Person, methodId: string | null): readonly LeftMethod[] {
  const isNew = methodId !== null && !leftMethods.some((one) => one.methodId === methodId);
  return isNew ? [...leftMethods, { owner, methodId, route: 'B' }] : leftMethods;
}
