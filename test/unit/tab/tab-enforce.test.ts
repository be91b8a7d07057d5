import assert from 'node:assert/strict';
import type { RouteName } from '@token-desk/contract/api';
import { type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import type { EnforcementGuards } from '@token-desk/contract/routes/enforcement';
import { type EnforceStep, enforceAll, waiveAll } from '@token-desk/tab/burning/enforce';
import { boundForHours, isOnAlready, type Offer, offerOf } from '@token-desk/tab/flow/enforce-offer';
import type { GraphAccess } from '@token-desk/tab/graph/graph-access';
import type { Api } from '@token-desk/tab/server/api';
import { refusalOf } from '../../support/entra/technician-graph.ts';

const none: EnforcementGuards = { securityDefaults: false, conditionalAccess: [] };
const unknown: EnforcementGuards = { securityDefaults: null, conditionalAccess: null };
const asks = ['MFA for everybody'];

describe('what is offered for whom MFA is off', () => {
  const cases: readonly (readonly [string, EnforcementGuards, Parameters<typeof offerOf>[1], Offer])[] = [
    ['nothing asks', none, null, { kind: 'switch-on', reasons: ['other-sign-in'] }],
    [
      'security defaults ask',
      { ...none, securityDefaults: true },
      null,
      { kind: 'waive-only', reasons: ['security-defaults', 'other-sign-in'] },
    ],
    [
      'Conditional Access asks',
      { ...none, conditionalAccess: asks },
      null,
      { kind: 'waive-only', reasons: ['conditional-access', 'other-sign-in'] },
    ],
    [
      'both ask',
      { securityDefaults: true, conditionalAccess: asks },
      null,
      { kind: 'waive-only', reasons: ['security-defaults', 'conditional-access', 'other-sign-in'] },
    ],
    ['neither is known', unknown, null, { kind: 'ask', reasons: [] }],
    [
      'one is off and the other not known',
      { ...unknown, securityDefaults: false },
      null,
      { kind: 'ask', reasons: [] },
    ],
    [
      'the other is off and one not known',
      { ...unknown, conditionalAccess: [] },
      null,
      { kind: 'ask', reasons: [] },
    ],
    [
      'one asks and the other is not known',
      { ...unknown, securityDefaults: true },
      null,
      { kind: 'waive-only', reasons: ['security-defaults', 'other-sign-in'] },
    ],
    [
      'somebody says that neither asks',
      unknown,
      'neither',
      { kind: 'switch-on', reasons: ['other-sign-in'] },
    ],
    [
      'somebody says that one asks',
      unknown,
      'conditional-access',
      { kind: 'waive-only', reasons: ['conditional-access', 'other-sign-in'] },
    ],
    [
      'somebody says that neither asks, and Microsoft says otherwise',
      { ...none, securityDefaults: true },
      'neither',
      { kind: 'waive-only', reasons: ['security-defaults', 'other-sign-in'] },
    ],
  ];
  for (const [what, guards, said, offer] of cases)
    it(`${offer.kind}: ${what}`, () => assert.deepEqual(offerOf(guards, said), offer));

  for (const [mfa, isOn] of [
    ['disabled', false],
    ['enabled', true],
    ['enforced', true],
    [null, false],
  ] as const)
    it(`is ${isOn ? 'only a look' : 'a switch'} where Microsoft says ${mfa}`, () =>
      assert.equal(isOnAlready({ mfa }), isOn));

  it('says ages in whole hours, and from two days on in whole days', () => {
    const ago = (hours: number) => boundForHours(0, hours * 3_600_000);
    assert.deepEqual([0.5, 1.2, 47.4, 49, 71, 100 * 24 + 1].map(ago), [0.5, 1, 47, 48, 72, 2400]);
    assert.equal(boundForHours(10, 0), 0);
  });
});

const people = ['a', 'b', 'c'].map((name) => ({ requestId: `r-${name}`, personId: name, isOn: false }));

describe('switching MFA on, one after the other', () => {
  let steps: [string, EnforceStep | ProblemCode][];
  let calls: string[];
  let pauses: number[];
  let aborting: AbortController;
  /** What Microsoft answers for a person, and the server for a look; nothing: done. */
  let microsoft: Record<string, (() => Response)[]>;
  let looks: Record<string, ProblemCode[]>;
  let versions: number[];
  let numbers: (string | undefined)[];

  beforeEach(() => {
    [steps, calls, pauses, versions, numbers] = [[], [], [], [], []];
    [microsoft, looks] = [{}, {}];
    aborting = new AbortController();
  });

  const access: GraphAccess = {
    token: async () => 'token',
    consent: async () => 'given',
    forget: () => {},
    url: async () => 'https://graph.example',
    fetch: async (input, init) => {
      const personId = /users\/(\w+)/.exec(String(input))?.[1] ?? '';
      calls.push(`${init?.method} ${personId}`);
      return (microsoft[personId] ?? []).shift()?.() ?? new Response(null, { status: 204 });
    },
    now: Date.now,
    pause: async () => {},
    onWait: () => {},
  };
  const api = {
    call: async (name: RouteName, options: { params: { requestId: string }; body?: unknown }) => {
      const { requestId } = options.params;
      if (name === 'getRequest') return { version: 7 };
      const { version, command } = options.body as {
        version: number;
        command: { kind: string; graphRequestId?: string };
      };
      numbers.push(command.graphRequestId);
      versions.push(version);
      calls.push(`${command.kind} ${requestId}`);
      const refused = (looks[requestId] ?? []).shift();
      if (refused !== undefined) throw new ProblemError(refused);
      return {};
    },
  } as unknown as Api;
  const parts = () => ({
    api,
    signal: aborting.signal,
    pause: async (ms: number) => void pauses.push(ms),
    onStep: (requestId: string, step: EnforceStep) =>
      void steps.push([requestId, typeof step === 'object' ? step.code : step]),
  });
  const enforce = (chosen = people) => enforceAll(chosen, { ...parts(), graph: async () => access });
  const last = () => Object.fromEntries(steps);

  it('tells Microsoft, then looks, and only then comes the next person', async () => {
    await enforce(people.slice(0, 2));
    assert.deepEqual(calls, ['PATCH a', 'look-for-enforcement r-a', 'PATCH b', 'look-for-enforcement r-b']);
    assert.deepEqual(steps.slice(0, 3), [
      ['r-a', 'switching'],
      ['r-a', 'looking'],
      ['r-a', 'done'],
    ]);
    assert.deepEqual(versions, [7, 7], 'of the request as it is now');
  });

  it('tells the server Microsoft’s number of its answer, where one came in a form it takes', async () => {
    const numbered = (id: string) => () => new Response(null, { status: 204, headers: { 'request-id': id } });
    microsoft = { a: [numbered('b1f2-77')], b: [numbered('a b')] };
    await enforce();
    assert.deepEqual(numbers, ['b1f2-77', undefined, undefined]);
  });

  it('only looks where it is on already', async () => {
    await enforce([{ requestId: 'r-a', personId: 'a', isOn: true }]);
    assert.deepEqual(calls, ['look-for-enforcement r-a']);
    assert.deepEqual(last(), { 'r-a': 'done' });
  });

  it('looks again for some seconds until it shows', async () => {
    looks = { 'r-a': ['mfa-not-on', 'mfa-not-on', 'mfa-not-readable'] };
    await enforce(people.slice(0, 1));
    assert.deepEqual(pauses, [1_000, 2_000, 4_000]);
    assert.deepEqual(last(), { 'r-a': 'done' });
  });

  it('leaves whom it does not show with the sentence, and goes on', async () => {
    looks = { 'r-a': Array(9).fill('mfa-not-on') };
    await enforce();
    assert.deepEqual(last(), { 'r-a': 'mfa-not-on', 'r-b': 'done', 'r-c': 'done' });
    assert.equal(calls.filter((call) => call === 'look-for-enforcement r-a').length, 5);
  });

  it('does not look again where the server refuses for another reason', async () => {
    looks = { 'r-a': ['request-wrong-state'] };
    await enforce(people.slice(0, 1));
    assert.deepEqual([last(), pauses], [{ 'r-a': 'request-wrong-state' }, []]);
  });

  it('goes on after whom Microsoft does not switch on', async () => {
    microsoft = { a: [() => refusalOf(404)] };
    await enforce(people.slice(0, 2));
    assert.deepEqual(calls, ['PATCH a', 'PATCH b', 'look-for-enforcement r-b']);
    assert.deepEqual(last(), { 'r-a': 'mfa-impossible', 'r-b': 'done' });
  });

  it('ends where there is no access, which would meet everybody', async () => {
    microsoft = { b: [() => refusalOf(401)] };
    await enforce();
    assert.deepEqual(last(), { 'r-a': 'done', 'r-b': 'graph-access-not-given' });
    assert.ok(!calls.includes('PATCH c'));
  });

  it('goes on after one whom Microsoft lets only higher roles change, and ends after two in a row', async () => {
    const no = () => [() => refusalOf(403)];
    microsoft = { a: no() };
    await enforce();
    assert.deepEqual(last(), { 'r-a': 'mfa-refused', 'r-b': 'done', 'r-c': 'done' });
    [calls, steps] = [[], []];
    microsoft = { a: no(), c: no() };
    await enforce();
    assert.deepEqual(last(), { 'r-a': 'mfa-refused', 'r-b': 'done', 'r-c': 'mfa-refused' });
    [calls, steps] = [[], []];
    microsoft = { a: no(), b: no() };
    await enforce();
    assert.deepEqual(last(), { 'r-a': 'mfa-refused', 'r-b': 'mfa-refused' });
    assert.ok(!calls.includes('PATCH c'));
  });

  it('looks after a lost answer, which may have been done', async () => {
    const trouble = Array(3).fill(() => refusalOf(503));
    microsoft = { a: [...trouble], b: [...trouble] };
    looks = { 'r-b': Array(9).fill('mfa-not-on') };
    await enforce(people.slice(0, 2));
    assert.deepEqual(last(), { 'r-a': 'done', 'r-b': 'graph-busy' });
  });

  it('stops before the next person', async () => {
    microsoft = {
      a: [
        () => {
          aborting.abort();
          return new Response(null, { status: 204 });
        },
      ],
    };
    await enforce();
    assert.deepEqual(last(), { 'r-a': 'done' });
  });

  it('records for each why nobody has to, and asks Microsoft nothing', async () => {
    looks = { 'r-b': ['request-wrong-state'] };
    await waiveAll(people, { ...parts(), because: 'security-defaults' });
    assert.deepEqual(
      calls,
      people.map(({ requestId }) => `waive-enforcement ${requestId}`),
    );
    assert.deepEqual(last(), { 'r-a': 'done', 'r-b': 'request-wrong-state', 'r-c': 'done' });
  });
});
