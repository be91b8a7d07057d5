import type { Person, Role } from '@token-desk/contract/ids';
import type { RequestType } from '@token-desk/contract/request';
import { may } from '@token-desk/contract/rights';
import type { RequestEvent } from '../requests/request-events.ts';
import { letGo, type Token } from './token.ts';
import type { TokenDecided } from './token-commands.ts';

type Fate = 'lost' | 'set-aside' | 'found';

/** Who asks, and what they are to the person who carries the token. */
export type Asker = {
  readonly person: Person;
  readonly roles: readonly Role[];
  /** By the directory's word. */
  readonly isManager: boolean;
};

/**
 * Whether somebody's word is enough to write a token off: the holder, their manager, who asked for that token before,
 * and whoever may report any token lost. Everybody else reports it, and a technician confirms.
 */
export function mayWriteOff(token: Token, asker: Asker, earlierRequester: Person | null): boolean {
  const { person, roles, isManager } = asker;
  const relations = [
    ...(isManager ? (['manager'] as const) : []),
    ...(person.id === token.holder?.id ? (['holder'] as const) : []),
    ...(person.id === earlierRequester?.id ? (['requester'] as const) : []),
  ];
  return may('write-off', roles, relations);
}

/**
 * What an event of a replacement means for the tokens the person has already. A lost one is lost as soon as somebody
 * says so who may, and is not when they take it back and nothing else happened; a faulty one may still let them in
 * until the new one does.
 */
export function fateOfOldToken(
  type: RequestType,
  events: readonly RequestEvent[],
  event: RequestEvent,
): { readonly fate: Fate; readonly isMeant: (serial: string) => boolean } | null {
  const everyOne = () => true;
  if (type === 'replace-faulty' && event.kind === 'bound') return { fate: 'set-aside', isMeant: everyOne };
  if (type !== 'replace-lost') return null;
  switch (event.kind) {
    case 'submitted': {
      const isReport = events.some(({ kind }) => kind === 'loss_reported');
      return isReport ? null : { fate: 'lost', isMeant: everyOne };
    }
    case 'loss_confirmed':
      return { fate: 'lost', isMeant: (serial) => serial === event.serial };
    case 'withdrawn':
      return { fate: 'found', isMeant: everyOne };
    default:
      return null;
  }
}

/** A token that another takes the place of; its method at Microsoft is still its last holder's. */
export function replacedToken(
  token: Token,
  fate: Exclude<Fate, 'found'>,
  { by, now, lostFor }: { readonly by: Person; readonly now: number; readonly lostFor: string | null },
): TokenDecided {
  const { holder } = token;
  if (fate === 'lost') {
    return {
      token: { ...token, state: 'lost', lostFor, updatedAt: now },
      event: 'token_lost',
      custody: { kind: 'lost', holder, note: null },
    };
  }
  return {
    token: { ...token, ...letGo(token, by), lostFor: null, updatedAt: now },
    event: 'token_set_aside',
    custody: { kind: 'set_aside', holder, note: null },
  };
}

/**
 * A loss that its asker takes back: in use again. Null when something else happened since, or when Microsoft says
 * that its method is gone, so that it lets nobody in. `methods` null: nobody can tell.
 */
export function notLostAfterAll(
  token: Token,
  { requestId, methods, now }: { requestId: string; methods: readonly string[] | null; now: number },
): TokenDecided | null {
  const { state, lostFor, methodId, holder } = token;
  const isGone = methods !== null && methodId !== null && !methods.includes(methodId);
  if (state !== 'lost' || lostFor !== requestId || isGone) return null;
  return {
    token: { ...token, state: 'active', lostFor: null, updatedAt: now },
    event: 'token_loss_undone',
    custody: { kind: 'loss_undone', holder, note: null },
  };
}
