import assert from 'node:assert/strict';
import type { EventBody } from '@token-desk/bot/domain/request-events';
import { evolveToken, type Token, unknownToken, whyNotBurnable } from '@token-desk/bot/domain/token-machine';
import { type TokenState, tokenStates } from '@token-desk/contract/token-record';
import { asBurner, monday, requestIn, serial, sven } from '../support/requests.ts';

const request = requestIn('in_progress');
const written = requestIn('burned').token!;

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
const bound: EventBody = { kind: 'bound', how: 'seen', methodId: 'm' };
const failed: EventBody = { kind: 'failed', why: 'broken' };

const walks: [string, EventBody[], TokenState, string | null][] = [
  ['reserved while its job waits', [opened], 'reserved', sven.id],
  ['burning once sealed', [opened, sealed], 'burning', sven.id],
  ['burned, not verified', [opened, sealed, burned], 'burned_unverified', sven.id],
  ['active when bound', [opened, sealed, burned, bound], 'active', sven.id],
  ['back in stock when the job is cancelled', [opened, sealed, cancelled], 'in_stock', null],
  [
    'as before when a second burn is cancelled',
    [opened, burned, opened, cancelled],
    'burned_unverified',
    sven.id,
  ],
  ['aside when the request fails', [opened, burned, failed], 'quarantine', null],
  ['aside when written too late', [opened, cancelled, { ...burned, late: true }], 'quarantine', null],
  [
    'aside when left empty',
    [opened, sealed, { kind: 'burn_empty', jobId: 'j', late: false, serial, problem: 'token-empty' }],
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
      const refusal = whyNotBurnable(tokenIn(state, { requestId: 'another' }), request);
      assert.equal(refusal?.problem.code ?? null, free.includes(state) ? null : 'serial-in-use');
    });
    it(`${state}: ${free.includes(state) || underway.includes(state) ? 'may' : 'may not'} be burned for its own request`, () => {
      const mayBurn = free.includes(state) || underway.includes(state);
      assert.equal(whyNotBurnable(tokenIn(state), request) === null, mayBurn);
    });
  }

  it('says whose a refused token is', () => {
    const refusal = whyNotBurnable(tokenIn('active', { requestId: 'another' }), request);
    assert.deepEqual(refusal?.problem.detail, { serial, holder: 'Sven Subject' });
  });

  it('says where a refused token is that nobody holds', () => {
    const refusal = whyNotBurnable(tokenIn('retired', { requestId: null, holder: null }), request);
    assert.deepEqual(refusal?.problem, { code: 'token-wrong-state', detail: { serial, state: 'retired' } });
  });

  it('leaves another request’s token alone', () => {
    const token = tokenIn('active', { requestId: 'another' });
    assert.equal(tokenAfter(token, cancelled), token);
    assert.equal(tokenAfter(token, failed), token);
  });
});
