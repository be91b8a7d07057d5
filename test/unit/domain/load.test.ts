import assert from 'node:assert/strict';
import type { RequestEvent } from '@token-desk/bot/domain/requests/request-events';
import {
  type LoadBurn,
  loadBurned,
  loadChecked,
  loadEnded,
  loadOpened,
} from '@token-desk/bot/domain/tokens/load';
import { writtenApart } from '@token-desk/bot/domain/tokens/set-apart-token';
import { isBlank, type Token, unknownToken } from '@token-desk/bot/domain/tokens/token';
import { blanked, whyNotBlankable } from '@token-desk/bot/domain/tokens/token-commands';
import { evolveToken } from '@token-desk/bot/domain/tokens/token-machine';
import { whyNotBurnable, whyNotLoadable } from '@token-desk/bot/domain/tokens/writable-token';
import type { BurnOutcome, ReceiptBody } from '@token-desk/contract/desk/receipt';
import type { ProblemCode } from '@token-desk/contract/problem';
import type { BurnedToken } from '@token-desk/contract/request';
import { type TokenState, tokenStates } from '@token-desk/contract/token/record';
import {
  asBurner,
  loadedTokenOf,
  minuteMs,
  monday,
  requestIn,
  serial,
  sven,
  tina,
  tom,
} from '../../support/bot/requests.ts';

const fresh = unknownToken(serial, monday);
const alone = { by: tina, methodStillThere: null };
const taken = loadedTokenOf({
  state: 'reserved',
  stateBefore: 'loaded',
  holder: sven,
  requestId: 'request-1',
});
const opened = (token: Token, box = 'Box 7') => loadOpened(token, { box, begunFor: null, now: monday });
const ended = (token: Token, mayBeWritten: boolean, jobId = 'load-1') =>
  loadEnded(token, { jobId, mayBeWritten, now: monday + 1 });
const burn = (outcome: BurnOutcome, change: Partial<LoadBurn> = {}): LoadBurn => ({
  jobId: 'load-1',
  outcome,
  isOpen: true,
  endedAt: monday + 2,
  model: 'OTPC-P2-i',
  burnerId: 'desk-1',
  driftSeconds: 4,
  now: monday + 3,
  ...change,
});
const unfinished = loadBurned(opened(fresh), burn('burned'));

describe('a token written ahead of any request', () => {
  const held: readonly TokenState[] = [
    'reserved',
    'burning',
    'burned_unverified',
    'active',
    'suspended',
    'lost',
  ];
  const refusals: Record<TokenState, ProblemCode | null> = {
    in_stock: null,
    quarantine: null,
    reserved: 'serial-in-use',
    burning: 'serial-in-use',
    burned_unverified: 'serial-in-use',
    loaded: 'token-is-loaded',
    active: 'serial-in-use',
    suspended: 'serial-in-use',
    retired: 'token-wrong-state',
    lost: 'serial-in-use',
  };
  for (const state of tokenStates) {
    it(`may be one that is ${state}: ${refusals[state] ?? 'yes'}`, () => {
      const isHeld = held.includes(state);
      const token = { ...fresh, state, holder: isHeld ? sven : null, requestId: isHeld ? 'another' : null };
      assert.equal(whyNotLoadable(token, alone)?.problem.code ?? null, refusals[state]);
    });
  }

  it('may be one that is in nobody’s books, and its own load once more', () => {
    assert.equal(whyNotLoadable(null, alone), null);
    assert.equal(whyNotLoadable(opened(fresh), alone), null);
    assert.equal(whyNotLoadable(unfinished, alone), null);
  });

  it('is not one that somebody else carried, until a second person or Microsoft says so', () => {
    const back: Token = {
      ...fresh,
      state: 'quarantine',
      burnedAt: monday,
      takenBackFrom: sven,
      takenBackBy: tina,
    };
    assert.equal(whyNotLoadable(back, alone)?.problem.code, 'second-technician');
    assert.equal(whyNotLoadable(back, { ...alone, by: tom }), null);
    const empty = { ...back, blankedAt: monday + 1 };
    assert.equal(whyNotLoadable(empty, { ...alone, methodStillThere: false }), null);
  });

  it('is not one that was taken for somebody already', () => {
    assert.equal(whyNotLoadable(taken, alone)?.problem.code, 'token-is-loaded');
  });

  it('is burning, then burned and nobody’s, then checked', () => {
    const burning = opened(fresh);
    assert.deepEqual([burning.state, burning.stateBefore, burning.box], ['burning', 'in_stock', 'Box 7']);
    assert.deepEqual(
      [unfinished.state, unfinished.holder, unfinished.requestId, unfinished.route],
      ['burned_unverified', null, null, 'B'],
    );
    assert.deepEqual(
      [unfinished.burns, unfinished.burnedAt, unfinished.burnerId, unfinished.lastDriftSeconds],
      [1, monday + 2, 'desk-1', 4],
    );
    assert.deepEqual(unfinished.load, { jobId: 'load-1', checkedAt: null, loadedAt: null });
    assert.equal(loadChecked(unfinished, 'load-1', monday + 9).load?.checkedAt, monday + 9);
  });

  it('is checked by the code of its newest secret alone, once', () => {
    assert.equal(loadChecked(unfinished, 'load-0', monday), unfinished);
    const once = loadChecked(unfinished, 'load-1', monday);
    assert.equal(loadChecked(once, 'load-1', monday + 5), once);
    const aside = { ...unfinished, state: 'quarantine' as const };
    assert.equal(loadChecked(aside, 'load-1', monday), aside);
  });

  const ends: [string, Token, TokenState, string | null][] = [
    ['in stock again when its desk refused', ended(opened(fresh), false), 'in_stock', null],
    ['in stock again when nothing was written', loadBurned(opened(fresh), burn('failed')), 'in_stock', null],
    ['aside while its desk owes a word', ended(opened(fresh), true), 'quarantine', 'Box 7'],
    [
      'in stock again once the desk says that it wrote nothing',
      loadBurned(ended(opened(fresh), true), burn('failed', { isOpen: false })),
      'in_stock',
      null,
    ],
    [
      'burned for its box when that word is that it was written',
      loadBurned(ended(opened(fresh), true), burn('burned', { isOpen: false })),
      'burned_unverified',
      'Box 7',
    ],
    [
      'burned, for all that is known, when the answer was lost',
      loadBurned(opened(fresh), burn('unknown')),
      'burned_unverified',
      'Box 7',
    ],
    ['aside when it was left empty', loadBurned(opened(fresh), burn('empty')), 'quarantine', 'Box 7'],
    [
      'aside when only its settings changed',
      loadBurned(opened(fresh), burn('settings-changed')),
      'quarantine',
      'Box 7',
    ],
    [
      'as it was when it was to be written once more and was not',
      ended(opened(unfinished, 'Box 8'), false, 'load-2'),
      'burned_unverified',
      'Box 8',
    ],
    [
      'aside when it was written for nobody any more',
      loadBurned(fresh, burn('burned', { isOpen: false })),
      'quarantine',
      null,
    ],
    [
      'as it is when the word is older than what it carries',
      loadBurned({ ...loadedTokenOf(), burnedAt: monday + 10 * minuteMs }, burn('burned', { isOpen: false })),
      'loaded',
      'Box 7',
    ],
    [
      'with whoever has it when an old order failed',
      loadBurned(taken, burn('failed', { isOpen: false, jobId: 'load-0' })),
      'reserved',
      'Box 7',
    ],
  ];
  for (const [what, token, state, box] of ends) {
    it(`is ${what}`, () => {
      assert.deepEqual([token.state, token.box], [state, box]);
    });
  }

  it('counts a burn that is told late, and leaves what it carries', () => {
    const newer = { ...loadedTokenOf(), burnedAt: monday + 10 * minuteMs };
    const after = loadBurned(newer, burn('burned', { isOpen: false }));
    assert.deepEqual([after.burns, after.load], [2, newer.load]);
  });

  it('ends for its own order only', () => {
    const free = loadedTokenOf();
    assert.equal(ended(free, true), free);
    const ofRequest = { ...opened(fresh), requestId: 'request-1', holder: sven };
    assert.equal(ended(ofRequest, true), ofRequest);
  });
});

describe('a loaded token', () => {
  const request = requestIn('in_progress');
  const written = requestIn('burned').token as BurnedToken;
  const moved = (token: Token, event: RequestEvent) => evolveToken(token, event, request);
  const stamp = { at: monday + minuteMs, actor: asBurner.actor } as const;

  it('is neither burned for a request nor emptied: that would kill its device at Microsoft', () => {
    for (const token of [loadedTokenOf(), taken]) {
      assert.equal(whyNotBurnable(token, request, alone)?.problem.code, 'token-is-loaded');
      const blank = whyNotBlankable(token, serial);
      assert.equal(blank.ok ? null : blank.problem.code, 'token-is-loaded');
    }
  });

  it('leaves a device to be deleted when its secret goes, however that goes', () => {
    const aside = loadedTokenOf({ state: 'quarantine' });
    const body = {
      kind: 'burn',
      at: monday + minuteMs,
      burnerId: 'desk-1',
      seen: { outcome: 'burned', finishedAt: monday + minuteMs },
    } as ReceiptBody;
    const ways: Record<string, Token> = {
      emptied: blanked(aside, { at: monday + minuteMs, by: tina, driftSeconds: null }),
      'burned for somebody': moved(aside, {
        kind: 'burned',
        jobId: 'job-1',
        late: false,
        token: { ...written, burnedAt: monday + minuteMs },
        ...stamp,
      }),
      'loaded anew': loadBurned(opened(aside), burn('burned', { jobId: 'load-2' })),
      'written by a desk that should not have': writtenApart(loadedTokenOf(), body),
    };
    for (const [how, token] of Object.entries(ways)) {
      assert.deepEqual(token.leftDevices, ['device-1'], how);
      assert.equal(token.deviceId, null, how);
      if (how !== 'loaded anew') assert.deepEqual([token.load, token.box], [null, null], how);
    }
    assert.ok(isBlank(ways.emptied!));
  });

  it('is reserved for whoever it is taken for, and lies in its box again when it is given back', () => {
    const token = { ...written, loaded: true as const };
    const mine = moved(loadedTokenOf(), {
      kind: 'loaded_taken',
      token,
      deviceId: 'device-1',
      box: 'Box 7',
      ...stamp,
    });
    assert.deepEqual([mine.state, mine.holder?.id, mine.requestId], ['reserved', sven.id, request.id]);
    const back = moved(mine, { kind: 'loaded_given_back', serial, ...stamp });
    assert.deepEqual([back.state, back.holder, back.requestId, back.box], ['loaded', null, null, 'Box 7']);
    const others = { ...mine, requestId: 'another' };
    assert.equal(moved(others, { kind: 'loaded_given_back', serial, ...stamp }), others);
  });

  it('is nobody’s any more when a late desk turns out to have written it meanwhile', () => {
    const late = {
      kind: 'burned',
      jobId: 'old',
      late: true,
      token: { ...written, burnedAt: monday + minuteMs },
      ...stamp,
    } as const;
    const gone = evolveToken(taken, late, { ...request, id: 'another' });
    assert.deepEqual([gone.state, gone.requestId, gone.leftDevices], ['quarantine', null, ['device-1']]);
  });
});
