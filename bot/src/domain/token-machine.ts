import type { Person } from '@token-desk/contract/ids';
import { type Failure, fail } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import { modelOf } from '@token-desk/contract/token-model';
import type { TokenState } from '@token-desk/contract/token-record';
import type { RequestEvent } from './request-events.ts';

/** A token in our books. `holder` is who carries it or for whom it is being burned. */
export type Token = {
  readonly serial: string;
  readonly model: string | null;
  readonly site: string | null;
  /** How its secret came to Microsoft; null while it carries none of ours. */
  readonly route: 'A' | 'B' | null;
  readonly state: TokenState;
  /** Where it was before a job reserved it. */
  readonly stateBefore: TokenState;
  readonly holder: Person | null;
  readonly requestId: string | null;
  readonly burnerId: string | null;
  readonly methodId: string | null;
  readonly lastDriftSeconds: number | null;
  readonly burns: number;
  readonly burnedAt: number | null;
  readonly handedOverAt: number | null;
  /** Whose method may still be at Microsoft, since it came back. */
  readonly takenBackFrom: Person | null;
  readonly blankedAt: number | null;
  readonly addedAt: number;
  readonly updatedAt: number;
};

/** Null when this token may be burned for this request. */
export function whyNotBurnable(token: Token | null, request: Request): Failure | null {
  if (token === null || token.state === 'in_stock' || token.state === 'quarantine') return null;
  const underway =
    token.state === 'reserved' || token.state === 'burning' || token.state === 'burned_unverified';
  if (underway && token.requestId === request.id) return null;
  return token.holder === null
    ? fail('token-wrong-state', { serial: token.serial, state: token.state })
    : fail('serial-in-use', { serial: token.serial, holder: token.holder.name });
}

export function unknownToken(serial: string, now: number): Token {
  return {
    serial,
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
    blankedAt: null,
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
      return event.serial;
    case 'burned':
    case 'burn_unknown':
      return event.token.serial;
    case 'burn_empty':
    case 'burn_failed':
      return event.serial ?? jobSerial;
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

/** A token somebody else holds is never touched by what happens to another request. */
function changeOf(token: Token, event: RequestEvent, request: Request): Partial<Token> | null {
  const mine = token.requestId === request.id;
  // Lost, or taken back meanwhile: what its request does says nothing about it any more.
  const isHere = mine && token.state !== 'lost' && token.state !== 'retired';
  const aside = { state: 'quarantine', holder: null, requestId: null } as const;
  switch (event.kind) {
    case 'job_opened':
      return {
        state: 'reserved',
        stateBefore:
          token.state === 'reserved' || token.state === 'burning' ? token.stateBefore : token.state,
        holder: request.subject,
        requestId: request.id,
      };
    case 'secret_sealed':
      return mine ? { state: 'burning' } : null;
    case 'job_cancelled':
    case 'burn_failed': {
      if (!mine || (token.state !== 'reserved' && token.state !== 'burning')) return null;
      return token.stateBefore === 'burned_unverified'
        ? { state: 'burned_unverified' }
        : { state: token.stateBefore, holder: null, requestId: null };
    }
    case 'burned':
    case 'burn_unknown': {
      const written = {
        model: event.token.model ?? token.model,
        route: event.token.route ?? 'A',
        burnerId: event.token.burnerId,
        lastDriftSeconds: event.token.clockDriftAfterSeconds ?? event.token.clockDriftBeforeSeconds,
        burns: token.burns + 1,
        burnedAt: event.token.burnedAt,
        methodId: null,
        handedOverAt: null,
        takenBackFrom: null,
        blankedAt: null,
      } as const;
      return event.late
        ? { ...written, ...aside }
        : { ...written, state: 'burned_unverified', holder: request.subject, requestId: request.id };
    }
    case 'burn_empty':
      return mine || token.holder === null ? { ...aside } : null;
    case 'bound':
      if (!mine) return null;
      return { ...(isHere ? { state: 'active' as const } : {}), methodId: event.methodId };
    case 'handed_over':
      return isHere ? { handedOverAt: event.at } : null;
    case 'released':
    case 'failed':
    case 'requeued':
      return isHere ? { ...aside } : null;
    default:
      return null;
  }
}

/** The token after an event of `request` (as it was before the event); the same object when nothing changed. */
export function evolveToken(token: Token, event: RequestEvent, request: Request): Token {
  const changed = changeOf(token, event, request);
  return changed === null ? token : { ...token, ...changed, updatedAt: event.at };
}
