import assert from 'node:assert/strict';
import type { Readiness, ReadinessState, Route } from '@token-desk/contract/entra/readiness';
import {
  type Choosing,
  nothingChosen,
  offeredRoute,
  type Reason,
  type Road,
  reasonOf,
  roadOf,
  routeOf,
} from '@token-desk/tab/flow/burn/road';
import { type LoadWork, leftOfBegun, leftOfDrawn } from '@token-desk/tab/flow/load/load-flow';
import { newLoadRun } from '@token-desk/tab/flow/load/load-run';

const offered = (mayCreate: Readiness['mayCreate']): Readiness => ({
  ...{ A: [], B: [], route: 'B', because: null, mayCreate },
});
const without = (state: ReadinessState, route: Route | null = 'A'): Readiness => ({
  A: [],
  B: [{ check: 'licence', state, permissions: [], names: [] }],
  ...{ route, because: 'licence', mayCreate: 'ok' },
});
const [premium, policyless] = [offered('ok'), offered('missing')];

type Case = readonly [
  name: string,
  choosing: Partial<Choosing> & { readonly chosenRoute?: Route; readonly isBegun?: boolean },
  road: Road,
  reason: Reason['kind'],
];
const cases: readonly Case[] = [
  ['nobody has said anything', {}, 'secret', 'not-told'],
  ['loaded ones, and Microsoft does not tell', { loadedStock: 2 }, 'take', 'not-told'],
  ['loaded ones, and nothing against them', { readiness: premium, loadedStock: 2 }, 'take', 'free'],
  ['none loaded, and the role to create one', { readiness: premium, loadedStock: 0 }, 'draw', 'free'],
  ['none loaded, and no role', { readiness: policyless, loadedStock: 0 }, 'secret', 'none-loaded'],
  ['loaded ones, and no role', { readiness: policyless, loadedStock: 1 }, 'take', 'free'],
  ['a licence is missing', { readiness: without('missing'), loadedStock: 2 }, 'secret', 'missing'],
  ['a licence is not known', { readiness: without('unknown'), loadedStock: 0 }, 'secret', 'unknown'],
  ['the same, with loaded ones', { readiness: without('unknown'), loadedStock: 2 }, 'take', 'unknown'],
  ['the same, and one was begun here', { readiness: without('unknown'), isBegun: true }, 'draw', 'unknown'],
  [
    'one was begun here, and loaded ones are there',
    { readiness: premium, loadedStock: 2, isBegun: true },
    'draw',
    'free',
  ],
  [
    'the same, with B by hand',
    { readiness: premium, loadedStock: 2, isBegun: true, chosenRoute: 'B' },
    'draw',
    'free',
  ],
  [
    'the same, with a loaded one by hand',
    { readiness: premium, loadedStock: 2, isBegun: true, road: 'take' },
    'take',
    'free',
  ],
  [
    'loaded ones, no role, and one was begun here',
    { readiness: policyless, loadedStock: 1, isBegun: true },
    'take',
    'free',
  ],
  ['Microsoft does not tell, and one was begun here', { isBegun: true }, 'draw', 'not-told'],
  ['the same, with A by hand', { isBegun: true, chosenRoute: 'A' }, 'secret', 'not-told'],
  [
    'a licence is missing, and one was begun here',
    { readiness: without('missing'), isBegun: true },
    'secret',
    'missing',
  ],
  ['no role, and one was begun here', { readiness: policyless, isBegun: true }, 'secret', 'none-loaded'],
  ['both ways barred', { readiness: without('missing', null), loadedStock: 0 }, 'secret', 'neither'],
  ['the same, with loaded ones', { readiness: without('missing', null), loadedStock: 2 }, 'take', 'neither'],
  ['A by hand', { readiness: premium, loadedStock: 2, chosenRoute: 'A', road: 'secret' }, 'secret', 'chosen'],
  ['A by hand, in another window', { readiness: policyless, chosenRoute: 'A' }, 'secret', 'chosen'],
  ['B by hand', { readiness: without('missing'), loadedStock: 0, chosenRoute: 'B' }, 'draw', 'chosen'],
  [
    'B by hand, with loaded ones',
    { readiness: without('missing'), loadedStock: 1, chosenRoute: 'B' },
    'take',
    'chosen',
  ],
  ['written here all the same', { readiness: premium, loadedStock: 2, road: 'draw' }, 'draw', 'free'],
  ['one is in hand', { readiness: premium, loadedStock: 1, left: 'loaded' }, 'draw', 'free'],
];

describe('the way to a token', () => {
  for (const [name, { chosenRoute = null, isBegun = false, ...known }, road, reason] of cases)
    it(`${name}: ${road}, ${reason}`, () => {
      const choosing = { ...nothingChosen, ...known, chosenRoute, isBegun };
      assert.equal(roadOf(choosing), road);
      assert.equal(reasonOf(road, choosing).kind, reason);
      if (choosing.road !== null || choosing.left !== 'nothing') return;
      const isNotSaid = chosenRoute === null && (choosing.readiness?.route ?? null) === null;
      assert.equal(
        offeredRoute(choosing),
        isNotSaid ? null : routeOf(road),
        'the page says what the wizard does',
      );
    });

  it('names what was offered, and the check that speaks against a hardware token', () => {
    const choosing = { ...nothingChosen, chosenRoute: 'B' as const, isBegun: false };
    const barred = { ...choosing, readiness: without('missing', null) };
    assert.deepEqual(reasonOf('draw', barred), { kind: 'chosen', offered: null });
    const missing = { ...nothingChosen, chosenRoute: null, isBegun: false, readiness: without('missing') };
    assert.deepEqual(reasonOf('secret', missing), { kind: 'missing', check: 'licence' });
  });
});

describe('leaving a token that is written here', () => {
  const token = { serial: '86596000004711', startedAt: 1 };
  const run = newLoadRun('Lyon 2', 1, 1);
  const creating = (problem: Extract<LoadWork, { kind: 'create' }>['problem']): LoadWork => ({
    ...{ kind: 'create', token, waitsUntil: null, problem },
  });
  const left = { ...run, left: [{ serial: token.serial, code: 'token-not-loaded' as const }] };
  const loaded = { ...run, loaded: [{ serial: token.serial, ms: 1 }] };
  const problem = { code: 'device-create-refused' } as const;
  const works: readonly (readonly [string, LoadWork, typeof run, string])[] = [
    ['before it is written', { kind: 'place', problem: null }, run, 'nothing'],
    ['after one that failed', { kind: 'place', problem: null }, left, 'unfinished'],
    ['while its code is compared', { kind: 'compare', token, digits: '123456' }, run, 'unfinished'],
    ['that Microsoft refused', creating(problem), run, 'unfinished'],
    ['while Microsoft is asked', creating(null), run, 'perhaps'],
    ['whose answer was lost', creating({ code: 'device-unsure' }), run, 'perhaps'],
    ['that was loaded', { kind: 'ended' }, loaded, 'loaded'],
    ['that was stopped', { kind: 'ended' }, run, 'nothing'],
    ['that failed', { kind: 'failed', token, problem }, left, 'unfinished'],
  ];
  for (const [name, work, kept, what] of works)
    it(`${name}: ${what}`, () => assert.equal(leftOfDrawn({ work, run: kept }), what));
});

describe('leaving a token that was begun before a break', () => {
  const begun = { serial: '86596000004711', box: 'Lyon 2' };
  for (const [stage, what] of [
    ['unchecked', 'unfinished'],
    ['checked', 'perhaps'],
    ['loaded', 'loaded'],
  ] as const)
    it(`${stage}: ${what}`, () => assert.equal(leftOfBegun({ ...begun, stage }), what));
});
