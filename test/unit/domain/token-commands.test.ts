import assert from 'node:assert/strict';
import { methodOwner, type Token, unknownToken } from '@token-desk/bot/domain/tokens/token';
import {
  blanked,
  type DecidedCommand,
  decideToken,
  whyNotBlankable,
} from '@token-desk/bot/domain/tokens/token-commands';
import type { TokenState } from '@token-desk/contract/token/record';
import { tokenStates } from '@token-desk/contract/token/record';
import { monday, serial, sven, tina, tom } from '../../support/bot/requests.ts';

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

const given = { by: tina, methodStillThere: null };

const orders: Record<DecidedCommand['kind'], DecidedCommand> = {
  adopt: { kind: 'adopt', site: 'Vienna' },
  'set-aside': { kind: 'set-aside', note: 'cracked' },
  'take-back': { kind: 'take-back' },
  'to-stock': { kind: 'to-stock' },
  retire: { kind: 'retire', note: 'old' },
  'report-lost': { kind: 'report-lost', note: 'train' },
  'report-found': { kind: 'report-found' },
};

/** Where each command leads from each state; what is missing is refused. */
const walks: Record<DecidedCommand['kind'], Partial<Record<TokenState | 'nothing', TokenState>>> = {
  adopt: { nothing: 'in_stock' },
  'set-aside': {
    nothing: 'quarantine',
    in_stock: 'quarantine',
    burned_unverified: 'quarantine',
    loaded: 'quarantine',
  },
  'take-back': { active: 'quarantine', suspended: 'quarantine', burned_unverified: 'quarantine' },
  'to-stock': { quarantine: 'in_stock' },
  retire: { in_stock: 'retired', loaded: 'retired', quarantine: 'retired', lost: 'retired' },
  'report-lost': {
    in_stock: 'lost',
    burned_unverified: 'lost',
    loaded: 'lost',
    active: 'lost',
    suspended: 'lost',
    quarantine: 'lost',
  },
  'report-found': { lost: 'suspended' },
};

describe('token commands', () => {
  for (const [kind, command] of Object.entries(orders) as [DecidedCommand['kind'], DecidedCommand][]) {
    for (const state of ['nothing', ...tokenStates] as const) {
      const to = walks[kind][state];
      it(`${kind} from ${state}: ${to ?? 'refused'}`, () => {
        const token = state === 'nothing' ? null : tokenIn(state);
        const decided = decideToken({ token, serial }, command, given, monday + 1);
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

  /** What the audit calls each, and what the token's own story says. */
  const told: Record<DecidedCommand['kind'], readonly [TokenState | null, string, object]> = {
    adopt: [null, 'token_adopted', { kind: 'adopted', holder: null, note: null }],
    'set-aside': ['in_stock', 'token_set_aside', { kind: 'set_aside', holder: null, note: 'cracked' }],
    'take-back': ['active', 'token_taken_back', { kind: 'taken_back', holder: sven, note: null }],
    'to-stock': ['quarantine', 'token_to_stock', { kind: 'added', holder: null, note: null }],
    retire: ['quarantine', 'token_retired', { kind: 'retired', holder: null, note: 'old' }],
    'report-lost': ['active', 'token_lost', { kind: 'lost', holder: sven, note: 'train' }],
    'report-found': ['lost', 'token_found', { kind: 'found', holder: sven, note: null }],
  };
  for (const [kind, [state, event, custody]] of Object.entries(told)) {
    it(`${kind} is told as ${event}`, () => {
      const token = state === null ? null : tokenIn(state);
      const decided = decideToken({ token, serial }, orders[kind as DecidedCommand['kind']], given, monday);
      assert.ok(decided.ok);
      assert.deepEqual([decided.event, decided.custody], [event, custody]);
      if (kind === 'adopt') assert.deepEqual([decided.token.site, decided.token.burns], ['Vienna', 0]);
    });
  }

  it('what is refused says which token, and what it is', () => {
    const detail = (
      token: Token | null,
      command: DecidedCommand,
      methodStillThere: boolean | null = null,
    ) => {
      const decided = decideToken({ token, serial }, command, { ...given, methodStillThere }, monday);
      return decided.ok ? null : decided.problem.detail;
    };
    assert.deepEqual(detail(null, orders.retire), { serial });
    assert.deepEqual(detail(tokenIn('active'), orders.adopt), { serial });
    assert.deepEqual(detail(tokenIn('active'), orders.retire), { serial, state: 'active' });
    assert.deepEqual(detail(tokenIn('quarantine', { burnedAt: monday }), orders['to-stock']), { serial });
    const there = tokenIn('quarantine', { takenBackFrom: sven });
    assert.deepEqual(detail(there, orders['to-stock'], true), { serial, holder: sven.name });
    assert.deepEqual(detail(tokenIn('quarantine'), orders['to-stock'], true), { serial, holder: '–' });
    const blank = (token: Token | null) => {
      const may = whyNotBlankable(token, serial);
      return may.ok ? null : [may.problem.code, may.problem.detail];
    };
    assert.deepEqual(blank(null), ['token-not-in-books', { serial }]);
    assert.deepEqual(blank(tokenIn('active')), ['serial-in-use', { serial, holder: sven.name }]);
    assert.deepEqual(blank(tokenIn('lost', { holder: null })), [
      'token-wrong-state',
      { serial, state: 'lost' },
    ]);
  });

  it('a found token that nobody held waits to be looked at', () => {
    const token = tokenIn('lost', { holder: null });
    const decided = decideToken({ token, serial }, orders['report-found'], given, monday);
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
      const decided = decideToken(
        { token, serial },
        orders['to-stock'],
        { ...given, methodStillThere },
        monday + 2,
      );
      assert.equal(decided.ok ? decided.token.state : decided.problem.code, end);
    });
  }

  for (const state of tokenStates) {
    const may = state === 'in_stock' || state === 'quarantine' || state === 'retired';
    it(`${state}: ${may ? 'may' : 'may not'} be blanked`, () => {
      assert.equal(whyNotBlankable(tokenIn(state), serial).ok, may);
    });
  }

  describe('whose method is left at Microsoft', () => {
    const ordered = (token: Token, command: DecidedCommand, methodStillThere: boolean | null = null) => {
      const decided = decideToken({ token, serial }, command, { by: tom, methodStillThere }, monday + 2);
      assert.ok(decided.ok, decided.ok ? '' : decided.problem.code);
      return decided.token;
    };
    const active = tokenIn('active', { methodId: 'm', requestId: 'r', burnedAt, blankedAt: null });
    const method = { owner: sven, methodId: 'm' };

    it('and who took it back are kept when it comes back', () => {
      const back = ordered(active, orders['take-back']);
      assert.deepEqual([back.takenBackFrom, back.takenBackBy, back.methodId], [sven, tom, 'm']);
      assert.deepEqual(methodOwner(back), sven);
    });

    it('is kept when a lost one is retired', () => {
      const retired = ordered(ordered(active, orders['report-lost']), orders.retire);
      assert.deepEqual([retired.state, retired.holder, methodOwner(retired)], ['retired', null, sven]);
    });

    it('is kept until it is said to be gone: in stock again too', () => {
      const empty = { ...ordered(active, orders['take-back']), blankedAt: monday + 1 };
      const unread = ordered(empty, orders['to-stock'], null);
      assert.deepEqual([unread.methodId, unread.takenBackBy, unread.leftMethods], [null, null, [method]]);
      assert.deepEqual(ordered(empty, orders['to-stock'], false).leftMethods, []);
    });
  });

  describe('emptied by a desk', () => {
    const told = (token: Token, at: number) => blanked(token, { at, by: tom, driftSeconds: null });

    it('after it was written again for somebody: it is theirs no more', () => {
      const burned = tokenIn('burned_unverified', { burnedAt, requestId: 'r' });
      const after = told(burned, monday + 5);
      assert.deepEqual([after.state, after.holder, after.requestId], ['quarantine', null, null]);
      assert.equal(after.blankedAt, monday + 5);
    });

    it('before it was written again, and told late: what was written stands', () => {
      const burned = tokenIn('active', { burnedAt, requestId: 'r', burnerId: 'desk-1' });
      const after = told(burned, monday - 5);
      assert.deepEqual([after.state, after.holder, after.blankedAt], ['active', sven, null]);
      assert.equal(after.burnerId, 'desk-1');
    });

    it('stays lost when it was lost since', () => {
      assert.equal(told(tokenIn('lost', { burnedAt }), monday + 5).state, 'lost');
    });
  });
});
