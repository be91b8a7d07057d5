import assert from 'node:assert/strict';
import { countsOn, isItsToken, requestLeft } from '@token-desk/bot/domain/tokens/its-token';
import type { Token } from '@token-desk/bot/domain/tokens/token';
import { tokenGone, whyTokenGone } from '@token-desk/bot/domain/tokens/token-gone';
import { requestStates } from '@token-desk/contract/request';
import { tokenStates } from '@token-desk/contract/token/record';
import { mara, monday, requestIn, serial, tokenOf } from '../../support/bot/requests.ts';

const request = requestIn('bound');
const its = tokenOf(request);

describe('the token of a request', () => {
  it('is the one it was burned on, for this person, to which nothing happened since', () => {
    assert.equal(isItsToken(request, its, 'active'), true);
    assert.equal(isItsToken(request, its, 'burned_unverified'), false);
    assert.equal(isItsToken(request, null, 'active'), false);
    assert.equal(isItsToken(requestIn('in_progress'), its, 'active'), false, 'burned on none');
  });

  const others: readonly (readonly [string, Partial<Token>])[] = [
    ['another one', { serial: '8659622000099' }],
    ['somebody else’s', { holder: mara }],
    ['nobody’s', { holder: null }],
    ['another request’s', { requestId: 'request-2' }],
    ['burned again', { burnedAt: monday + 1 }],
    ['emptied', { blankedAt: monday + 1 }],
  ];
  for (const [what, change] of others)
    it(`is not ${what}`, () => assert.equal(isItsToken(request, { ...its, ...change }, 'active'), false));

  it('counts until it is handed over', () => {
    const counting = requestStates.filter((state) =>
      countsOn({ ...requestIn(state), token: request.token }, serial),
    );
    assert.deepEqual([...counting].sort(), ['bound', 'burned', 'checked', 'in_progress', 'on_hold']);
    assert.equal(countsOn(request, 'another'), false);
    assert.equal(countsOn(requestIn('in_progress'), serial), false);
  });
});

describe('a request that lost its token', () => {
  it('is known by how it went, while it is failed', () => {
    for (const code of tokenGone) {
      assert.equal(whyTokenGone({ state: 'failed', attention: code }), code);
      assert.equal(whyTokenGone({ state: 'queued', attention: code }), null);
    }
    assert.equal(whyTokenGone({ state: 'failed', attention: null }), null);
    assert.equal(whyTokenGone({ state: 'failed', attention: 'record-unfit' }), null);
  });

  it('is the one that had it and has it no more', () => {
    assert.equal(requestLeft(null, its), null);
    assert.equal(requestLeft({ ...its, requestId: null }, its), null);
    assert.equal(requestLeft(its, { ...its, requestId: 'request-2' }), 'request-1');
    assert.equal(requestLeft(its, { ...its, requestId: null }), 'request-1');
    const still = tokenStates.filter((state) => requestLeft(its, { ...its, state }) === null);
    assert.deepEqual([...still].sort(), ['active', 'burned_unverified', 'burning', 'reserved']);
  });
});
