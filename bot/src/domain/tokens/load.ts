import type { BurnOutcome } from '@token-desk/contract/desk/receipt';
import { fail, type Result } from '@token-desk/contract/problem';
import type { Request, RequestToken } from '@token-desk/contract/request';
import {
  doubtLoad,
  forgetLoad,
  forgetMethod,
  isEnded,
  isFactorySeeded,
  isTakenLoad,
  isUnderLoad,
  letGo,
  type Token,
} from './token.ts';
import { apart, isNewer } from './token-machine.ts';
import { asideFor, freed, saidOf, unwritten } from './unsaid.ts';

/** The desk draws the secret itself: from now on it can write. */
export function loadOpened(
  token: Token,
  { box, begunFor, now }: Pick<Token, 'begunFor'> & { readonly box: string; readonly now: number },
): Token {
  const isPending = token.state === 'burning' || token.unsaid.length > 0;
  return {
    ...token,
    state: 'burning',
    stateBefore: isPending ? token.stateBefore : token.state,
    holder: null,
    requestId: null,
    box,
    begunFor,
    lostFor: null,
    updatedAt: now,
  };
}

type Ended = { readonly jobId: string; readonly mayBeWritten: boolean; readonly now: number };

/** Its order ended without the desk's word on what it wrote. */
export function loadEnded(token: Token, { jobId, mayBeWritten, now }: Ended): Token {
  if (token.state !== 'burning' || token.requestId !== null) return token;
  const unsaid = mayBeWritten ? [...token.unsaid, { jobId, since: now }] : token.unsaid;
  return withBox(token, { ...freed(token, unsaid), updatedAt: now });
}

/** A box is named as long as something of it may be on the token. */
function withBox(token: Token, change: Partial<Token>): Token {
  const after = { ...token, ...change };
  return after.load === null && after.unsaid.length === 0 ? { ...after, box: null, begunFor: null } : after;
}

export type LoadBurn = {
  readonly jobId: string;
  readonly outcome: BurnOutcome;
  /** Its order was open when the desk's word came. */
  readonly isOpen: boolean;
  readonly endedAt: number;
  readonly model: string | null;
  readonly burnerId: string;
  readonly driftSeconds: number | null;
  readonly now: number;
};

/** The token after what its desk signed about a load; in whatever order the words of desks arrive. */
export function loadBurned(token: Token, burn: LoadBurn): Token {
  const { jobId, outcome, isOpen, endedAt, now } = burn;
  const unsaid = saidOf(token, jobId);
  switch (outcome) {
    case 'failed':
      if (unsaid !== token.unsaid) return withBox(token, { ...unwritten(token, unsaid), updatedAt: now });
      return isOpen ? loadEnded(token, { jobId, mayBeWritten: false, now }) : token;
    case 'empty':
    case 'settings-changed':
      if (!isOpen && isNewer(token, endedAt)) return token;
      return {
        ...token,
        ...(isEnded(token) ? {} : letGo(token, null)),
        ...apart(token, isOpen),
        ...asideFor(token, unsaid),
        ...doubtLoad(token),
        updatedAt: now,
      };
    case 'burned':
    case 'unknown':
      return loadWritten(token, burn);
  }
}

function loadWritten(token: Token, burn: LoadBurn): Token {
  const { jobId, isOpen, endedAt, model, burnerId, driftSeconds, now } = burn;
  const burns = token.burns + 1;
  if (!isOpen && isNewer(token, endedAt)) return { ...token, burns };
  // Its order had ended and nothing has happened since but waiting for this word.
  const isAwaited = token.state === 'quarantine' && token.unsaid.some((one) => one.jobId === jobId);
  const place = isOpen || isAwaited ? underLoad : apart(token, false);
  return {
    ...token,
    ...forgetMethod(token, false),
    ...forgetLoad(token),
    box: token.box,
    begunFor: token.begunFor,
    model: model ?? token.model,
    route: 'B',
    burnerId,
    lastDriftSeconds: driftSeconds,
    burns,
    burnedAt: endedAt,
    handedOverAt: null,
    blankedAt: null,
    unsaid: [],
    load: { jobId, checkedAt: null, loadedAt: null },
    ...place,
    lostFor: null,
    updatedAt: now,
  };
}

const underLoad = { state: 'burned_unverified', holder: null, requestId: null } as const;

/** The desk found a typed code right: it counts for the secret that the token carries now, and for no other. */
export function loadChecked(token: Token, jobId: string, now: number): Token {
  const { load } = token;
  if (load?.jobId !== jobId || load.checkedAt !== null || !isUnderLoad(token)) return token;
  return { ...token, load: { ...load, checkedAt: now }, updatedAt: now };
}

/** Whether a request may have this token from loaded stock, as far as the books go; also the one that has it already. */
export function whyNotTaken(
  token: Token | null,
  request: Pick<Request, 'id'>,
  serial: string,
): Result<{ readonly token: Token }> {
  if (token === null) return fail('token-not-in-books', { serial });
  if (token.state === 'loaded' || isTakenBy(token, request.id)) return { ok: true, token };
  return token.holder === null
    ? fail('token-not-loaded', { serial })
    : fail('serial-in-use', { serial, holder: token.holder.name });
}

/** Taken for this request from loaded stock, and not registered yet. */
export const isTakenBy = (token: Token, requestId: string): boolean =>
  token.requestId === requestId && isTakenLoad(token);

/** What a request keeps of a token that was loaded before anybody had asked for it. */
export function requestTokenOf(token: Token): RequestToken {
  const { serial, model, burnedAt, burnerId } = token;
  if (burnedAt === null && !isFactorySeeded(token))
    throw new TypeError('a loaded token that nobody gave its secret');
  return {
    serial,
    model,
    burnedAt,
    clockDriftBeforeSeconds: null,
    accountSeen: false,
    burnerId,
    route: 'B',
    loaded: true,
  };
}
