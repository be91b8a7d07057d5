import assert from 'node:assert/strict';
import { type Readiness, type ReadinessState, readinessChecks } from '@token-desk/contract/entra/readiness';
import type { WayIn } from '@token-desk/contract/entra/second-method';
import type { Request } from '@token-desk/contract/request';
import { firstSignIn, isSeenActive, openSignIn } from '@token-desk/tab/flow/first-sign-in';

const readiness = (change: Readonly<Record<string, ReadinessState>>): Readiness => {
  const A = readinessChecks.map((check) => ({
    check,
    state: change[check] ?? 'ok',
    permissions: [],
    names: [],
  }));
  return { A, B: [], route: 'B', because: null, mayCreate: 'ok' };
};

describe('a first sign-in', () => {
  const cases: readonly (readonly [Readonly<Record<string, ReadinessState>>, string])[] = [
    [{}, 'past'],
    [{ 'only-phone': 'note', room: 'missing' }, 'past'],
    [{ password: 'missing' }, 'ahead'],
    [{ 'first-sign-in': 'note' }, 'ahead'],
    [{ 'first-sign-in': 'missing' }, 'ahead'],
    [{ password: 'unknown' }, 'unknown'],
    [{ 'first-sign-in': 'unknown' }, 'unknown'],
    [{ password: 'unknown', 'first-sign-in': 'note' }, 'ahead'],
  ];
  for (const [change, expected] of cases)
    it(`is ${expected} by ${JSON.stringify(change)}`, () =>
      assert.equal(firstSignIn(readiness(change)), expected));
});

describe('what is to be said of it', () => {
  const said = { isDone: false, at: 1 } as const;
  const cases = [
    ['while it is ahead', {}, 'ahead', false, 'ahead'],
    ['while nobody can tell', {}, 'unknown', false, 'unknown'],
    ['once it is past', {}, 'past', false, null],
    ['once it is past, where this browser saw it ahead', {}, 'past', true, 'ahead'],
    ['and was said not to have been tried', { signInTest: said }, 'past', true, null],
    ['before Microsoft was asked', {}, null, true, null],
  ] as const;
  for (const [when, request, seen, wasAhead, expected] of cases)
    it(`${when}: ${expected ?? 'nothing'}`, () =>
      assert.equal(openSignIn(request, { seen, wasAhead }), expected));
});

describe('a token', () => {
  const seen: Request['binding'] = { how: 'seen', methodId: 'm-1', at: 1 };
  const said: Request['binding'] = { how: 'said', methodId: null, at: 1 };
  const way = (is: WayIn['is']): WayIn => ({ kind: 'code', methodId: 'm-1', token: null, is });
  const cases: readonly (readonly [string, Request['binding'], readonly WayIn[] | null, boolean])[] = [
    ['that Microsoft lists', seen, [way('its-token')], true],
    ['that is lost, retired or replaced since', seen, [way('no'), way('second')], false],
    ['that Microsoft lists no more', seen, [], false],
    ['whose person’s list cannot be read', seen, null, false],
    ['that somebody said was accepted', said, [way('its-token')], false],
    ['that is not bound', null, [way('its-token')], false],
  ];
  for (const [which, binding, ways, expected] of cases)
    it(`${which} is ${expected ? '' : 'not '}said to be active there`, () =>
      assert.equal(isSeenActive({ binding }, ways), expected));
});
