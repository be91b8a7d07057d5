import assert from 'node:assert/strict';
import { decideToken, whyNotBlankable } from '@token-desk/bot/domain/token-commands';
import { type Token, unknownToken } from '@token-desk/bot/domain/token-machine';
import type { TokenCommand, TokenState } from '@token-desk/contract/token-record';
import { tokenStates } from '@token-desk/contract/token-record';
import { monday, serial, sven } from '../support/requests.ts';

const holding: readonly TokenState[] = [
  'reserved',
  'burning',
  'burned_unverified',
  'active',
  'suspended',
  'lost',
];

const tokenIn = (state: TokenState, change: Partial<Token> = {}): Token => ({
  ...unknownToken(serial, monday),
  state,
  holder: holding.includes(state) ? sven : null,
  ...change,
});

const orders: Record<TokenCommand['kind'], TokenCommand> = {
  adopt: { kind: 'adopt', site: 'Vienna' },
  'set-aside': { kind: 'set-aside', note: 'cracked' },
  'take-back': { kind: 'take-back' },
  'to-stock': { kind: 'to-stock' },
  retire: { kind: 'retire', note: 'old' },
  'report-lost': { kind: 'report-lost', note: 'train' },
  'report-found': { kind: 'report-found' },
};

/** Where each command leads from each state; what is missing is refused. */
const walks: Record<TokenCommand['kind'], Partial<Record<TokenState | 'nothing', TokenState>>> = {
  adopt: { nothing: 'in_stock' },
  'set-aside': { nothing: 'quarantine', in_stock: 'quarantine', burned_unverified: 'quarantine' },
  'take-back': { active: 'quarantine', suspended: 'quarantine', burned_unverified: 'quarantine' },
  'to-stock': { quarantine: 'in_stock' },
  retire: { in_stock: 'retired', quarantine: 'retired', lost: 'retired' },
  'report-lost': {
    in_stock: 'lost',
    burned_unverified: 'lost',
    active: 'lost',
    suspended: 'lost',
    quarantine: 'lost',
  },
  'report-found': { lost: 'suspended' },
};

describe('token commands', () => {
  for (const [kind, command] of Object.entries(orders) as [TokenCommand['kind'], TokenCommand][]) {
    for (const state of ['nothing', ...tokenStates] as const) {
      const to = walks[kind][state];
      it(`${kind} from ${state}: ${to ?? 'refused'}`, () => {
        const token = state === 'nothing' ? null : tokenIn(state);
        const decided = decideToken({ token, serial }, command, { methodStillThere: null }, monday + 1);
        if (!decided.ok) {
          const expected =
            token === null ? 'token-not-in-books' : kind === 'adopt' ? 'token-in-books' : 'token-wrong-state';
          assert.equal(to, undefined);
          assert.equal(decided.problem.code, expected);
          return;
        }
        assert.equal(decided.token.state, to);
        assert.equal(decided.token.updatedAt, monday + 1);
      });
    }
  }

  it('a found token that nobody held waits to be looked at', () => {
    const token = tokenIn('lost', { holder: null });
    const decided = decideToken(
      { token, serial },
      orders['report-found'],
      { methodStillThere: null },
      monday,
    );
    assert.equal(decided.ok && decided.token.state, 'quarantine');
  });

  const burnedAt = monday;
  const stock: [string, Partial<Token>, boolean | null, string][] = [
    ['never burned', {}, null, 'in_stock'],
    ['blanked, method gone', { burnedAt, blankedAt: monday + 1 }, false, 'in_stock'],
    ['blanked, nobody can tell', { burnedAt, blankedAt: monday + 1 }, null, 'in_stock'],
    ['blanked, method there', { burnedAt, blankedAt: monday + 1 }, true, 'token-method-still-there'],
    ['not blanked', { burnedAt }, false, 'token-not-blanked'],
    ['blanked before it was burned', { burnedAt, blankedAt: monday - 1 }, false, 'token-not-blanked'],
  ];
  for (const [what, change, methodStillThere, end] of stock) {
    it(`to stock, ${what}: ${end}`, () => {
      const token = tokenIn('quarantine', change);
      const decided = decideToken({ token, serial }, orders['to-stock'], { methodStillThere }, monday + 2);
      assert.equal(decided.ok ? decided.token.state : decided.problem.code, end);
    });
  }

  for (const state of tokenStates) {
    const may = state === 'in_stock' || state === 'quarantine' || state === 'retired';
    it(`${state}: ${may ? 'may' : 'may not'} be blanked`, () => {
      assert.equal(whyNotBlankable(tokenIn(state), serial).ok, may);
    });
  }
});
