import type { OtherEventKind } from '@token-desk/contract/audit-row';
import type { Person } from '@token-desk/contract/ids';
import { fail, type Result } from '@token-desk/contract/problem';
import { modelOf } from '@token-desk/contract/token/model';
import type { CustodyEntry, TokenCommand, TokenState } from '@token-desk/contract/token/record';
import {
  forgetLoad,
  forgetMethod,
  isBlank,
  isEnded,
  isTakenLoad,
  letGo,
  type Token,
  unknownToken,
} from './token.ts';
import { asideFor } from './unsaid.ts';

export type TokenDecided = {
  readonly token: Token;
  readonly event: OtherEventKind;
  readonly custody: Pick<CustodyEntry, 'kind' | 'holder' | 'note'>;
};

type Given = {
  readonly by: Person;
  /** What Microsoft says about the method bound with this token; null: nobody can tell. */
  readonly methodStillThere: boolean | null;
};

/** An order that is decided here; which methods are left is for Microsoft to say. */
export type DecidedCommand = Exclude<TokenCommand, { kind: 'look-for-methods' }>;

/** States in which a command means something; `null`: not in our books. A token in a job is left alone. */
const from: Record<DecidedCommand['kind'], readonly (TokenState | null)[]> = {
  adopt: [null],
  'set-aside': [null, 'in_stock', 'burned_unverified', 'loaded'],
  'take-back': ['active', 'suspended', 'burned_unverified'],
  'to-stock': ['quarantine'],
  retire: ['in_stock', 'loaded', 'quarantine', 'lost'],
  'report-lost': ['in_stock', 'burned_unverified', 'loaded', 'active', 'suspended', 'quarantine'],
  'report-found': ['lost'],
};

/** What a technician’s order does to a token: pure, as `decide` is for requests. */
export function decideToken(
  books: { readonly token: Token | null; readonly serial: string },
  command: DecidedCommand,
  { by, methodStillThere }: Given,
  now: number,
): Result<TokenDecided> {
  const { serial } = books;
  if (!from[command.kind].includes(books.token?.state ?? null)) {
    if (books.token === null) return fail('token-not-in-books', { serial });
    if (command.kind === 'adopt') return fail('token-in-books', { serial });
    return fail('token-wrong-state', { serial, state: books.token.state });
  }
  const token = books.token ?? unknownToken(serial, now);
  const one = (
    event: OtherEventKind,
    change: Partial<Token>,
    custody: Partial<TokenDecided['custody']> & { kind: CustodyEntry['kind'] },
  ): Result<TokenDecided> => ({
    ok: true,
    token: { ...token, lostFor: null, ...change, updatedAt: now },
    event,
    custody: { holder: null, note: null, ...custody },
  });
  switch (command.kind) {
    case 'adopt':
      return one('token_adopted', { state: 'in_stock', site: command.site }, { kind: 'adopted' });
    case 'set-aside':
      return one('token_set_aside', letGo(token, by), { kind: 'set_aside', note: command.note });
    case 'take-back':
      return one('token_taken_back', letGo(token, by), { kind: 'taken_back', holder: token.holder });
    case 'to-stock': {
      if (!isBlank(token)) return fail('token-not-blanked', { serial });
      if (methodStillThere === true) {
        return fail('token-method-still-there', { serial, holder: token.takenBackFrom?.name ?? '–' });
      }
      const cleared = {
        ...nobody,
        ...forgetMethod(token, methodStillThere === false),
        route: null,
        handedOverAt: null,
      };
      return one('token_to_stock', { state: 'in_stock', ...cleared }, { kind: 'added' });
    }
    case 'retire':
      return one(
        'token_retired',
        { ...letGo(token, by), ...forgetLoad(token), state: 'retired' },
        { kind: 'retired', note: command.note },
      );
    case 'report-lost':
      return one('token_lost', { state: 'lost' }, { kind: 'lost', holder: token.holder, note: command.note });
    case 'report-found':
      // Whoever held it may still have its method: it waits to be taken back.
      return one(
        'token_found',
        { state: token.holder === null ? 'quarantine' : 'suspended', ...asideFor(token) },
        { kind: 'found', holder: token.holder },
      );
  }
}

const nobody = { holder: null, requestId: null } as const;

/** May be overwritten with a secret that nobody keeps. */
export function whyNotBlankable(token: Token | null, serial: string): Result<object> {
  if (token === null) return fail('token-not-in-books', { serial });
  if (token.state === 'in_stock' || token.state === 'quarantine' || token.state === 'retired') {
    return { ok: true };
  }
  if (token.state === 'loaded' || isTakenLoad(token)) return fail('token-is-loaded', { serial });
  return token.holder === null
    ? fail('token-wrong-state', { serial, state: token.state })
    : fail('serial-in-use', { serial, holder: token.holder.name });
}

/** May have its clock set: its secret stays, and nobody else writes it meanwhile. */
export function whyNotSettable(token: Token | null, serial: string): Result<object> {
  const model = modelOf(serial);
  if (model === null) return fail('unknown-model', { serial });
  if (model.clearsSeedOnConfig) return fail('token-would-be-emptied');
  return token?.state === 'reserved' || token?.state === 'burning'
    ? fail('token-wrong-state', { serial, state: token.state })
    : { ok: true };
}

/** After a desk overwrote it. A word that comes late, about a time before the last burn, says nothing about what it holds. */
export function blanked(
  token: Token,
  {
    at,
    by,
    driftSeconds,
  }: { readonly at: number; readonly by: Person; readonly driftSeconds: number | null },
): Token {
  const lastDriftSeconds = driftSeconds ?? token.lastDriftSeconds;
  const unsaid = token.unsaid.filter(({ since }) => since > at);
  const empty = { ...token, blankedAt: at, unsaid, lastDriftSeconds, lostFor: null, updatedAt: at };
  if (!isBlank(empty)) return { ...token, updatedAt: at };
  return {
    ...empty,
    ...forgetLoad(token),
    burnerId: null,
    ...(token.holder === null || isEnded(token) ? {} : letGo(token, by)),
  };
}
