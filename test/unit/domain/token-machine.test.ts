import assert from 'node:assert/strict';
import type { EventBody } from '@token-desk/bot/domain/requests/request-events';
import { isBlank, type Token, unknownToken } from '@token-desk/bot/domain/tokens/token';
import { blanked, decideToken } from '@token-desk/bot/domain/tokens/token-commands';
import { evolveToken } from '@token-desk/bot/domain/tokens/token-machine';
import { whyNotBurnable } from '@token-desk/bot/domain/tokens/writable-token';
import type { Person } from '@token-desk/contract/ids';
import type { BurnedToken } from '@token-desk/contract/request';
import { type TokenState, tokenStates } from '@token-desk/contract/token/record';
import {
  ada,
  asBurner,
  asTom,
  minuteMs,
  monday,
  requestIn,
  serial,
  sven,
  tina,
  tom,
} from '../../support/bot/requests.ts';

const request = requestIn('in_progress');
const asTinaNow = { by: tina, methodStillThere: null };
const written = requestIn('burned').token as BurnedToken;

const tokenIn = (state: TokenState, change: Partial<Token> = {}): Token => ({
  ...unknownToken(serial, monday),
  state,
  stateBefore: 'in_stock',
  requestId: request.id,
  holder: sven,
  ...change,
});

const tokenAfter = (token: Token, ...bodies: EventBody[]) =>
  bodies.reduce(
    (now, body) => evolveToken(now, { ...body, at: monday, actor: asBurner.actor }, request),
    token,
  );

const opened: EventBody = { kind: 'job_opened', jobId: 'j', serial, burnerId: 'desk-1', burner: 'Desk 1' };
const sealed: EventBody = { kind: 'secret_sealed', jobId: 'j', accountSeen: true };
const burned: EventBody = { kind: 'burned', jobId: 'j', late: false, token: written };
const cancelled: EventBody = { kind: 'job_cancelled', jobId: 'j', because: 'asked', problem: null };
const refused: EventBody = { ...cancelled, because: 'refused', problem: 'envelope-tampered' };
const nothing: EventBody = {
  kind: 'burn_failed',
  jobId: 'j',
  serial,
  problem: 'job-cancelled',
  late: false,
  endedAt: monday,
};
const bound: EventBody = { kind: 'bound', how: 'seen', methodId: 'm' };
const failed: EventBody = { kind: 'failed', why: 'broken' };

const walks: [string, EventBody[], TokenState, string | null][] = [
  ['reserved while its job waits', [opened], 'reserved', sven.id],
  ['burning once sealed', [opened, sealed], 'burning', sven.id],
  ['burned, not verified', [opened, sealed, burned], 'burned_unverified', sven.id],
  ['active when bound', [opened, sealed, burned, bound], 'active', sven.id],
  ['back in stock when the job is cancelled', [opened, cancelled], 'in_stock', null],
  ['back in stock when its desk refused the secret', [opened, sealed, refused], 'in_stock', null],
  [
    'as before when a second burn is cancelled',
    [opened, burned, opened, cancelled],
    'burned_unverified',
    sven.id,
  ],
  ['aside when the request fails', [opened, burned, failed], 'quarantine', null],
  [
    'aside when its request is released',
    [opened, burned, { kind: 'released', because: 'asked' }],
    'quarantine',
    null,
  ],
  ['aside when its request waits again', [opened, burned, { kind: 'requeued' }], 'quarantine', null],
  [
    'back in stock when its burn failed',
    [
      opened,
      { kind: 'burn_failed', jobId: 'j', serial, problem: 'token-swapped', late: false, endedAt: monday },
    ],
    'in_stock',
    null,
  ],
  [
    'written, for all that is known, when its answer was lost',
    [opened, sealed, { ...burned, kind: 'burn_unknown' }],
    'burned_unverified',
    sven.id,
  ],
  ['whose it was when it is held', [opened, burned, bound, { kind: 'held', why: 'x' }], 'active', sven.id],
  ['aside when written too late', [opened, cancelled, { ...burned, late: true }], 'quarantine', null],
  [
    'aside when left empty',
    [
      opened,
      sealed,
      { kind: 'burn_empty', jobId: 'j', late: false, serial, problem: 'token-empty', endedAt: monday },
    ],
    'quarantine',
    null,
  ],
  [
    'aside when left with other settings',
    [
      opened,
      sealed,
      {
        kind: 'burn_settings_changed',
        jobId: 'j',
        late: false,
        serial,
        problem: 'token-changed',
        endedAt: monday,
      },
    ],
    'quarantine',
    null,
  ],
];

describe('token machine', () => {
  for (const [what, bodies, state, holder] of walks) {
    it(`a token is ${what}`, () => {
      const token = tokenAfter(unknownToken(serial, monday), ...bodies);
      assert.equal(token.state, state);
      assert.equal(token.holder?.id ?? null, holder);
    });
  }

  it('counts burns and keeps the drift', () => {
    const token = tokenAfter(unknownToken(serial, monday), opened, burned, opened, burned);
    assert.equal(token.burns, 2);
    assert.equal(token.lastDriftSeconds, 3);
  });

  it('keeps the newest reading of the clock: the one after it was set', () => {
    const set = {
      ...burned,
      token: { ...written, clockDriftBeforeSeconds: -41, clockDriftAfterSeconds: 0 },
    };
    assert.equal(tokenAfter(unknownToken(serial, monday), opened, set).lastDriftSeconds, 0);
  });

  const free: TokenState[] = ['in_stock', 'quarantine'];
  const underway: TokenState[] = ['reserved', 'burning', 'burned_unverified'];
  for (const state of tokenStates) {
    it(`${state}: ${free.includes(state) ? 'may be burned' : 'is refused for another request'}`, () => {
      const refusal = whyNotBurnable(tokenIn(state, { requestId: 'another' }), request, asTinaNow);
      const code = state === 'loaded' ? 'token-is-loaded' : 'serial-in-use';
      assert.equal(refusal?.problem.code ?? null, free.includes(state) ? null : code);
    });
    it(`${state}: ${free.includes(state) || underway.includes(state) ? 'may' : 'may not'} be burned for its own request`, () => {
      const mayBurn = free.includes(state) || underway.includes(state);
      assert.equal(whyNotBurnable(tokenIn(state), request, asTinaNow) === null, mayBurn);
    });
  }

  it('says whose a refused token is', () => {
    const refusal = whyNotBurnable(tokenIn('active', { requestId: 'another' }), request, asTinaNow);
    assert.deepEqual(refusal?.problem.detail, { serial, holder: 'Sven Subject' });
  });

  it('says where a refused token is that nobody holds', () => {
    const refusal = whyNotBurnable(tokenIn('retired', { requestId: null, holder: null }), request, asTinaNow);
    assert.deepEqual(refusal?.problem, { code: 'token-wrong-state', detail: { serial, state: 'retired' } });
  });

  describe('that somebody else had in use', () => {
    const back = tokenIn('quarantine', {
      holder: null,
      requestId: null,
      burnedAt: monday,
      methodId: 'm',
      takenBackFrom: tom,
      takenBackBy: tina,
    });
    const empty = { blankedAt: monday + 1 };
    const cases: [string, Partial<Token>, Person, boolean | null, boolean][] = [
      ['taken back by the same technician', {}, tina, false, false],
      ['taken back by another one', {}, ada, true, true],
      ['taken back by nobody knows whom', { takenBackBy: null }, ada, true, false],
      ['emptied, its method still there', empty, tina, true, false],
      ['emptied, nobody can tell of its method', empty, tina, null, false],
      ['emptied, its method gone', empty, tina, false, true],
      ['taken back from this very person', { takenBackFrom: sven }, tina, true, true],
    ];
    for (const [what, change, by, methodStillThere, may] of cases) {
      it(`${what}: ${may ? 'may' : 'may not'} be burned`, () => {
        const refusal = whyNotBurnable({ ...back, ...change }, request, { by, methodStillThere });
        assert.equal(refusal?.problem.code ?? null, may ? null : 'second-technician');
      });
    }

    it('keeps the method of before on its list when it is written', () => {
      const written = tokenAfter(back, opened, sealed, burned);
      assert.deepEqual(written.leftMethods, [{ owner: tom, methodId: 'm' }]);
      assert.deepEqual([written.methodId, written.takenBackFrom, written.takenBackBy], [null, null, null]);
    });

    it('is as it was when nothing was written after all', () => {
      const {
        updatedAt: _at,
        stateBefore: _before,
        ...after
      } = tokenAfter(back, opened, sealed, cancelled, nothing);
      const { updatedAt: _old, stateBefore: _ago, ...before } = back;
      assert.deepEqual(after, before);
    });

    it('is whose it was when its request ends', () => {
      const active = tokenIn('active', { methodId: 'm' });
      const ended = evolveToken(active, { ...failed, at: monday, actor: asTom.actor }, request);
      assert.deepEqual([ended.takenBackFrom, ended.takenBackBy, ended.methodId], [sven, tom, 'm']);
    });
  });

  describe('that a desk wrote or emptied late, for another request', () => {
    const late = (minutes: number): EventBody => ({
      ...burned,
      late: true,
      token: { ...written, burnedAt: monday + minutes * minuteMs },
    });
    const emptied = (minutes: number): EventBody => ({
      kind: 'burn_empty',
      jobId: 'j',
      late: true,
      serial,
      problem: 'token-empty',
      endedAt: monday + minutes * minuteMs,
    });
    const others = tokenIn('burned_unverified', { requestId: 'another', holder: tom, burnedAt: monday });

    it('is taken from whoever has it, for it holds that secret now', () => {
      for (const event of [late(5), emptied(5)]) {
        const token = tokenAfter(others, event);
        assert.deepEqual(
          [token.state, token.holder, token.requestId],
          ['quarantine', null, null],
          event.kind,
        );
      }
    });

    it('is theirs where it was written for them since', () => {
      for (const event of [late(-5), emptied(-5)]) {
        const token = tokenAfter(others, event);
        assert.deepEqual([token.state, token.holder, token.requestId], ['burned_unverified', tom, 'another']);
      }
      assert.equal(tokenAfter(others, late(-5)).burns, 1);
    });

    it('stays reserved for the job that waits for it, and is set apart when that ends', () => {
      const reserved = tokenIn('reserved', { requestId: 'another', holder: tom });
      for (const event of [late(5), emptied(5)]) {
        const token = tokenAfter(reserved, event);
        assert.deepEqual([token.state, token.holder, token.stateBefore], ['reserved', tom, 'quarantine']);
      }
    });

    it('stays lost or retired', () => {
      for (const state of ['lost', 'retired'] as const) {
        for (const event of [late(5), emptied(5)]) {
          assert.equal(tokenAfter(tokenIn(state, { requestId: 'another' }), event).state, state);
        }
      }
    });
  });

  describe('whose order ended after its desk could write', () => {
    const stock = unknownToken(serial, monday);
    const drawn: EventBody = { ...opened, route: 'B' };
    const endings: [string, EventBody][] = [
      ['cancelled', cancelled],
      ['expired', { ...cancelled, because: 'expired', problem: 'job-stopped' }],
      ['its desk shut out', { ...cancelled, problem: 'burner-revoked' }],
      ['said to be done before', { ...cancelled, because: 'refused', problem: 'job-replayed' }],
    ];
    for (const [how, ended] of endings)
      it(`${how}: lies aside, is nobody's and no stock until the desk has spoken`, () => {
        for (const before of [[opened, sealed], [drawn]]) {
          const token = tokenAfter(stock, ...before, ended);
          assert.deepEqual([token.state, token.holder, token.requestId], ['quarantine', null, null]);
          assert.deepEqual(token.unsaid, [{ jobId: 'j', since: monday }]);
          assert.equal(isBlank(token), false);
          assert.equal(whyNotBurnable(token, request, asTinaNow), null, 'may be burned again');
        }
      });

    const aside = tokenAfter(stock, opened, sealed, cancelled);
    const again = { ...opened, jobId: 'k' };

    it('is in stock again when the desk says that it wrote nothing', () => {
      for (const late of [false, true]) {
        const { state, holder, unsaid } = tokenAfter(aside, { ...nothing, late });
        assert.deepEqual([state, holder, unsaid], ['in_stock', null, []]);
      }
    });

    it('is what the desk says it wrote, for its request or set aside', () => {
      const mine = tokenAfter(aside, burned);
      assert.deepEqual([mine.state, mine.holder, mine.unsaid], ['burned_unverified', sven, []]);
      const late = tokenAfter(aside, { ...burned, late: true });
      assert.deepEqual([late.state, late.holder, late.unsaid], ['quarantine', null, []]);
      assert.equal(late.burnedAt, written.burnedAt);
    });

    it('stays aside after the word about another order, and after a burn that it may have undone', () => {
      assert.equal(tokenAfter(aside, { ...nothing, jobId: 'other', late: true }).state, 'quarantine');
      const burnedBefore = tokenAfter(stock, opened, burned, again, { ...sealed, jobId: 'k' });
      const ended = tokenAfter(burnedBefore, { ...cancelled, jobId: 'k' });
      assert.deepEqual([ended.state, ended.requestId], ['quarantine', null]);
      const said = tokenAfter(ended, { ...nothing, jobId: 'k' });
      assert.deepEqual([said.state, said.holder, said.unsaid], ['quarantine', null, []]);
    });

    it('lies aside again when the next order for it ends unsealed, and until every desk has spoken', () => {
      const next = tokenAfter(aside, again);
      assert.deepEqual([next.state, next.holder], ['reserved', sven]);
      const ended = tokenAfter(next, { ...cancelled, jobId: 'k' });
      assert.deepEqual([ended.state, ended.unsaid], ['quarantine', [{ jobId: 'j', since: monday }]]);
      const both = tokenAfter(next, { ...sealed, jobId: 'k' }, { ...cancelled, jobId: 'k' });
      assert.equal(tokenAfter(both, nothing).state, 'quarantine');
      assert.equal(tokenAfter(both, nothing, { ...nothing, jobId: 'k' }).state, 'in_stock');
    });

    it('stays reserved for the order that has it meanwhile', () => {
      const { state, holder, requestId } = tokenAfter(aside, again, { ...nothing, late: true });
      assert.deepEqual([state, holder, requestId], ['reserved', sven, request.id]);
      const after = tokenAfter(aside, again, { ...nothing, late: true }, { ...cancelled, jobId: 'k' });
      assert.equal(after.state, 'in_stock');
    });

    it('is no stock after a loss, an emptying or other settings, whatever the desk says then', () => {
      const lost = { ...aside, state: 'lost' as const };
      const given = { by: tina, methodStillThere: null };
      const found = decideToken({ token: lost, serial }, { kind: 'report-found' }, given, monday);
      assert.ok(found.ok);
      assert.equal(tokenAfter(found.token, nothing).state, 'quarantine');
      const changed = { ...nothing, kind: 'burn_settings_changed', jobId: 'other' } as const;
      assert.deepEqual(tokenAfter(aside, { ...changed, late: true }, nothing).state, 'quarantine');
    });

    it('goes into stock by hand only once it was emptied since', () => {
      const given = { by: tina, methodStillThere: null };
      const toStock = (token: Token) =>
        decideToken({ token, serial }, { kind: 'to-stock' }, given, monday + minuteMs);
      const refused = toStock(aside);
      assert.equal(refused.ok ? null : refused.problem.code, 'token-not-blanked');
      const at = (minutes: number) => ({ at: monday + minutes * minuteMs, by: tina, driftSeconds: 0 });
      assert.equal(toStock(blanked(aside, at(-1))).ok, false);
      assert.equal(toStock(blanked(aside, at(1))).ok, true);
    });
  });

  it('leaves an order’s token to the next one when the older one’s desk speaks late', () => {
    const next = tokenAfter(unknownToken(serial, monday), opened, cancelled, { ...opened, jobId: 'k' });
    assert.equal(tokenAfter(next, { ...nothing, late: true }), next);
  });

  it('remembers when it was handed over, and no other request’s hand-over', () => {
    const over: EventBody = { kind: 'handed_over', to: 'subject' };
    assert.equal(tokenAfter(tokenIn('active'), over).handedOverAt, monday);
    const others = tokenIn('active', { requestId: 'another' });
    assert.equal(tokenAfter(others, over), others);
    assert.equal(tokenAfter(others, bound), others);
    assert.equal(tokenAfter(tokenIn('lost'), over).handedOverAt, null);
  });

  it('leaves another request’s token alone', () => {
    const token = tokenIn('active', { requestId: 'another' });
    assert.equal(tokenAfter(token, cancelled), token);
    assert.equal(tokenAfter(token, failed), token);
  });
});
