import assert from 'node:assert/strict';
import { type Fact, type MethodPolicy, read } from '@token-desk/bot/domain/entra/facts';
import {
  asksEverybody,
  dayTotals,
  groupsNamed,
  judgeNeed,
  type Members,
  type NeedPerson,
  needTotals,
  passes,
  type ScopePolicies,
} from '@token-desk/bot/domain/entra/needs';
import type { NeedAnswer, NeedGroup, NeedMark, NeedMethod } from '@token-desk/contract/entra/needs';

const silent: Fact<never> = { kind: 'no-answer' };
const barred: Fact<never> = { kind: 'not-allowed', permissions: ['UserAuthenticationMethod.Read.All'] };
const everybody = { everybody: true, groups: [] };
const nobody = { everybody: false, groups: [] };
const holders = { everybody: false, groups: ['g-holders'] };
const forAll: MethodPolicy = { isEnabled: true, included: everybody, excluded: nobody };
const off: MethodPolicy = { ...forAll, isEnabled: false };
const butHolders: MethodPolicy = { ...forAll, excluded: holders };

const person = (change: Partial<NeedPerson> = {}): NeedPerson => ({
  id: 'ana',
  name: 'Ana Moreau',
  upn: 'ana@contoso.example',
  isGuest: false,
  isAdmin: read(false),
  methods: read(['phone']),
  isPhoneDefault: read(true),
  isSystemPreferred: read(true),
  ...change,
});
const policies = (sms = butHolders, voice = butHolders, campaign = butHolders): ScopePolicies => ({
  methods: read({ sms, voice }),
  campaign: read(campaign),
});
const holding = (...ids: string[]): Members => new Map([['g-holders', read(new Set(ids))]]);
type At = Omit<Parameters<typeof judgeNeed>[1], 'perUserMfa'> & Partial<Parameters<typeof judgeNeed>[1]>;
const judged = (change: Partial<NeedPerson>, at: At = { policies: policies(), members: holding() }) =>
  judgeNeed(person(change), { perUserMfa: null, ...at });

type Case = readonly [what: string, change: Partial<NeedPerson>, group: NeedGroup, asks: NeedAnswer];
const has = (...methods: NeedMethod[]) => ({ methods: read(methods) });
const chosen = { isSystemPreferred: read(false) };

const cases: readonly Case[] = [
  ['a phone and nothing else', has('phone'), 'phone-only', 'passkey'],
  ['two numbers', has('phone', 'phone'), 'phone-only', 'passkey'],
  ['a phone and an access pass, which ends', has('phone', 'pass'), 'phone-only', 'passkey'],
  ['a phone and a token that was not activated', has('phone', 'waiting'), 'phone-only', 'passkey'],
  ['nothing', has(), 'no-method', 'register'],
  ['an access pass and nothing else', has('pass'), 'no-method', 'register'],
  ['a token that was not activated, and nothing else', has('waiting'), 'no-method', 'register'],
  ['a token and nothing else', has('token'), 'token-only', 'code'],
  ['an app that shows codes and nothing else', has('code'), 'token-only', 'code'],
  ['two tokens', has('token', 'token'), 'fine', 'code'],
  ['a token and an app', has('token', 'app'), 'fine', 'other-way'],
  ['a passkey and nothing else', has('passkey'), 'fine', 'other-way'],
  ['a phone and a token, the strongest is asked', has('phone', 'token'), 'fine', 'code'],
  [
    'a phone and a token, the phone is asked',
    { ...has('phone', 'token'), ...chosen },
    'phone-default',
    'refused',
  ],
  [
    'a phone and a token, the token is asked',
    { ...has('phone', 'token'), ...chosen, isPhoneDefault: read(false) },
    'fine',
    'code',
  ],
  [
    'a phone and an app, the phone is asked',
    { ...has('phone', 'app'), ...chosen },
    'phone-default',
    'refused',
  ],
  [
    'a phone and a token, nothing was chosen',
    { ...has('phone', 'token'), ...chosen, isPhoneDefault: read(null) },
    'unknown',
    'unknown',
  ],
  [
    'a phone and a token, what is asked may not be read',
    { ...has('phone', 'token'), ...chosen, isPhoneDefault: barred },
    'unknown',
    'unknown',
  ],
  [
    'a phone as default and a token, the strongest perhaps',
    { ...has('phone', 'token'), isSystemPreferred: silent },
    'unknown',
    'unknown',
  ],
  [
    'a token as default and a phone, the strongest perhaps',
    { ...has('phone', 'token'), isSystemPreferred: silent, isPhoneDefault: read(false) },
    'fine',
    'code',
  ],
  ['a phone and what nobody knows', has('phone', 'other'), 'unknown', 'unknown'],
  ['a phone and a token that may work or not', has('phone', 'unsure'), 'unknown', 'unknown'],
  ['a phone, an app and what nobody knows', has('phone', 'app', 'other'), 'fine', 'other-way'],
  ['methods without an answer', { methods: silent }, 'unknown', 'unknown'],
  ['methods that may not be read', { methods: barred }, 'unknown', 'unknown'],
  ['a guest with a phone', { ...has('phone'), isGuest: true }, 'guest', 'passkey'],
  ['a guest of whom nothing is told', { methods: barred, isGuest: true }, 'guest', 'unknown'],
];

describe('who needs a token', () => {
  for (const [what, change, group, asks] of cases)
    it(`${what}: ${group}, and Microsoft asks: ${asks}`, () => {
      const { group: seen, asks: asked } = judged(change);
      assert.deepEqual([seen, asked], [group, asks]);
    });

  it('says of an administrator that they are one, and of nobody what was not read', () => {
    assert.equal(judged({ isAdmin: read(true) }).isAdmin, true);
    assert.equal(judged({ isAdmin: barred }).isAdmin, null);
    assert.equal(judged({ methods: barred }).methods, null);
  });
});

describe('being off text messages', () => {
  const marks: readonly (readonly [string, Partial<NeedPerson>, token: NeedMark, number: NeedMark])[] = [
    ['a phone alone', has('phone'), 'open', 'open'],
    ['a token beside the phone', has('phone', 'token'), 'done', 'open'],
    ['a token not activated', has('phone', 'waiting'), 'open', 'open'],
    ['a token that may work or not', has('phone', 'unsure'), 'unknown', 'open'],
    ['a token, and no number', { ...has('token'), isPhoneDefault: read(false) }, 'done', 'done'],
    [
      'a token, and no number, the default not told',
      { ...has('token'), isPhoneDefault: barred },
      'done',
      'done',
    ],
    [
      'a number that is gone and still asked first',
      { ...has('token'), isPhoneDefault: read(true) },
      'done',
      'open',
    ],
    ['methods that may not be read', { methods: barred }, 'unknown', 'unknown'],
  ];
  for (const [what, change, token, number] of marks)
    it(`${what}: token ${token}, number ${number}`, () => {
      const row = judged(change);
      assert.deepEqual([row.token, row.number], [token, number]);
    });

  const scopes: readonly (readonly [string, ScopePolicies, Members, NeedMark, readonly string[]])[] = [
    ['everybody is meant', policies(forAll, forAll, forAll), holding(), 'open', ['sms', 'voice', 'campaign']],
    ['the group is excluded by all three, they are in it', policies(), holding('ana'), 'done', []],
    [
      'the group is excluded by all three, they are not in it',
      policies(),
      holding('bo'),
      'open',
      ['sms', 'voice', 'campaign'],
    ],
    [
      'the campaign forgot the group',
      policies(butHolders, butHolders, forAll),
      holding('ana'),
      'open',
      ['campaign'],
    ],
    ['text messages and calls are off', policies(off, off), holding('ana'), 'done', []],
    [
      'they are named themselves',
      policies({ ...forAll, excluded: { everybody: false, groups: ['ana'] } }, off, off),
      holding(),
      'done',
      [],
    ],
    [
      'only others are included',
      policies({ ...forAll, included: holders }, off, off),
      holding('bo'),
      'done',
      [],
    ],
    [
      'a group is included, and they are in it',
      policies({ ...forAll, included: holders }, off, off),
      holding('ana'),
      'open',
      ['sms'],
    ],
    ['the group may not be read', policies(), new Map([['g-holders', barred]]), 'unknown', []],
    ['the group was not read', policies(), new Map(), 'unknown', []],
    ['one is open, whatever the group', policies(forAll), new Map(), 'open', ['sms']],
    ['the policies may not be read', { methods: barred, campaign: barred }, holding('ana'), 'unknown', []],
    [
      'a policy is not among them',
      { ...policies(), methods: read({ sms: off }) },
      holding('ana'),
      'unknown',
      [],
    ],
  ];
  for (const [what, given, members, scope, named] of scopes)
    it(`${what}: scope ${scope}`, () => {
      const row = judged({}, { policies: given, members });
      assert.deepEqual([row.scope, row.inScopeOf], [scope, named]);
    });

  it('names each group that has to be read once, of policies that are on', () => {
    assert.deepEqual(groupsNamed(policies()), ['g-holders']);
    assert.deepEqual(groupsNamed(policies(off, off, off)), []);
    assert.deepEqual(groupsNamed({ methods: barred, campaign: barred }), []);
  });

  it('is unfinished with a token and a number or a scope left, and counted beside the group', () => {
    const out = { policies: policies(), members: holding('ana') };
    const rows = [
      judged(has('phone')),
      judged(has('phone', 'token'), out),
      judged({ ...has('token'), isPhoneDefault: read(null) }, out),
      judged({ ...has('phone', 'token'), isGuest: true }),
    ];
    assert.deepEqual(
      rows.map((row) => passes(row, 'unfinished')),
      [false, true, false, false],
    );
    assert.deepEqual(needTotals(rows), {
      'phone-only': 1,
      'no-method': 0,
      'phone-default': 0,
      'token-only': 1,
      unknown: 0,
      fine: 1,
      guest: 1,
      unfinished: 1,
      'mfa-twice': 0,
    });
    assert.equal('mfa-twice' in dayTotals(rows), false, 'a day has the numbers it always had');
  });

  for (const [what, perUserMfa, mfaTwice] of [
    ['nothing asks everybody', null, false],
    ['it is off', new Map([['ana', 'disabled']]), false],
    ['it is on', new Map([['ana', 'enabled']]), true],
    ['it is enforced', new Map([['ana', 'enforced']]), true],
    ['it is not told', new Map([['ana', null]]), null],
    ['it was not read', new Map(), null],
  ] as const)
    it(`is asked for MFA by two: ${mfaTwice}, where ${what}`, () => {
      const row = judged(
        {},
        { policies: policies(), members: holding(), perUserMfa: new Map(perUserMfa ?? []) },
      );
      const told = perUserMfa === null ? judged({}) : row;
      assert.equal(told.mfaTwice, mfaTwice);
      assert.equal(passes(told, 'mfa-twice'), mfaTwice === true);
    });

  const asking = { name: 'P', guardsRegistration: false, strength: null };
  for (const [what, tenant, asks] of [
    ['security defaults', { securityDefaults: read(true), conditionalAccess: silent }, true],
    [
      'a policy for everybody',
      {
        securityDefaults: read(false),
        conditionalAccess: read([{ ...asking, asksForMfa: true, isForAll: true }]),
      },
      true,
    ],
    [
      'a policy for some, and one that asks for something else',
      {
        securityDefaults: barred,
        conditionalAccess: read([
          { ...asking, asksForMfa: true, isForAll: false },
          { ...asking, asksForMfa: false, isForAll: true },
        ]),
      },
      false,
    ],
    ['nothing that is known', { securityDefaults: silent, conditionalAccess: barred }, false],
  ] as const)
    it(`is ${asks ? '' : 'not '}asked with everybody by ${what}`, () =>
      assert.equal(asksEverybody(tenant), asks));
});
