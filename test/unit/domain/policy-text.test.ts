import assert from 'node:assert/strict';
import { standardPolicy } from '@token-desk/bot/domain/approval/approval-policy';
import { readJsonLines } from '@token-desk/bot/domain/approval/json-lines';
import { meaningOf as meaning } from '@token-desk/bot/domain/approval/policy-meaning';
import { readPolicy } from '@token-desk/bot/domain/approval/policy-text';
import { unreached } from '@token-desk/bot/domain/approval/unreached';
import {
  type ApprovalPolicy,
  type ApprovalRule,
  approvalPolicy,
  longestPolicy,
  mostRules,
} from '@token-desk/contract/approval';
import { usualReasons } from '@token-desk/contract/organisation';
import { countingIn } from '@token-desk/contract/words/counting';
import { policyFaultsEn } from '@token-desk/contract/words/en/policy';
import { policyFaultText } from '@token-desk/contract/words/policy-fault-text';
import { approvalGerman } from '@token-desk/tab/words/de/approval';
import fc from 'fast-check';

const meaningOf = (before: ApprovalPolicy, after: ApprovalPolicy) => meaning(before, after, usualReasons);
const reasons = usualReasons.map(({ id }) => id);
const known = { sites: ['Vienna', 'Graz'], reasons };
const last = '{"name": "rest", "approve": "approver"}';
/** A file with these rules, one in each line from line 2 on, and one for the rest. */
const file = (...rules: string[]) => `{"rules": [\n${[...rules, last].join(',\n')}\n]}`;
const faultsIn = (text: string) => {
  const read = readPolicy(text, known);
  return read.ok ? [] : read.faults;
};
const { list } = countingIn('en-GB');
const said = (text: string) => faultsIn(text).map((fault) => policyFaultText(fault, policyFaultsEn, list));

const whole: ApprovalPolicy = {
  costs: { 'replace-lost': 25 },
  requesters: [{ upn: 'eve@x.example', sites: ['Graz'], until: '2026-12-31' }],
  deputies: [{ of: 'mara@x.example', by: 'olga@x.example', from: '2026-12-01', until: '2026-12-24' }],
  rules: [
    {
      name: 'all',
      askedBy: ['other'],
      types: ['new'],
      reasons: ['travel'],
      sites: ['Vienna'],
      moreThanPerQuarter: 2,
      secondToken: true,
      privileged: false,
      approve: 'manager',
    },
    { name: 'dear', costsMoreThan: 20, approve: 'approver' },
    { name: 'rest', approve: 'none' },
  ],
};

/** Each mistake, and the whole sentence it is refused with. */
const mistakes: [string, string, string][] = [
  [
    'a comma too many',
    '{"rules": [\n{"name": "a",}\n]}',
    'Line 2: This is not JSON: there is }, wanted is ".',
  ],
  [
    'an end too early',
    '{"rules": [',
    'Line 1: This is not JSON: there is the end of the text, wanted is value.',
  ],
  [
    'more after the end',
    `${file()} x`,
    'Line 3: This is not JSON: there is x, wanted is the end of the text.',
  ],
  ['a list', '[]', 'Line 1: Here has to be an object in { }.'],
  ['no rules', '{}', 'Line 1: “rules” is missing.'],
  ['an empty list of rules', '{"rules": []}', 'Line 1: “rules” is empty: leave it out, or name something.'],
  ['rules that are none', '{"rules": 1}', 'Line 1: “rules” has to be a list in [ ].'],
  [
    'an unknown key',
    file('{"name": "a", "type": ["new"], "approve": "none"}'),
    'Line 2, rule “a”: “type” is not known. Known are name, askedBy, types, reasons, sites, moreThanPerQuarter, secondToken, privileged, costsMoreThan and approve.',
  ],
  [
    'an unknown key beside the rules',
    '{"rule": [],\n"rules": [{"name": "rest", "approve": "none"}]}',
    'Line 1: “rule” is not known. Known are costs, requesters, deputies and rules.',
  ],
  [
    'an unknown type',
    file('{"name": "a",\n"types": ["new",\n"lost"], "approve": "none"}'),
    'Line 4, rule “a”: “types: lost” is not known. Known are new, replace-lost, replace-faulty, temporary, return, leaver and code-refused.',
  ],
  [
    'an unknown site',
    file('{"name": "a", "sites": ["Wien"], "approve": "none"}'),
    'Line 2, rule “a”: “sites: Wien” is not known. Known are Vienna and Graz.',
  ],
  [
    'another approval',
    file('{"name": "a", "types": ["new"], "approve": "boss"}'),
    'Line 2, rule “a”: “approve: boss” is not known. Known are none, manager and approver.',
  ],
  [
    'no approval',
    file('{"name": "a", "types": ["new"]}'),
    'Line 2, rule “a”: “approve” is missing: one of none, manager and approver.',
  ],
  ['no name', file('{"types": ["new"], "approve": "none"}'), 'Line 2, rule “1”: “name” is missing.'],
  [
    'an empty name',
    file('{"name": " ", "types": ["new"], "approve": "none"}'),
    'Line 2, rule “1”: “name” is empty: leave it out, or name something.',
  ],
  [
    'a key twice',
    file('{"name": "a", "types": ["new"], "approve": "none",\n"approve": "none"}'),
    'Line 3, rule “a”: “approve” stands there twice.',
  ],
  [
    'a text for a fact',
    file('{"name": "a", "privileged": "yes", "approve": "none"}'),
    'Line 2, rule “a”: “privileged” has to be true or false.',
  ],
  [
    'half a request',
    file('{"name": "a", "moreThanPerQuarter": 1.5, "approve": "none"}'),
    'Line 2, rule “a”: “moreThanPerQuarter” has to be a whole number.',
  ],
  [
    'too many requests',
    file('{"name": "a", "moreThanPerQuarter": 101, "approve": "none"}'),
    'Line 2, rule “a”: “moreThanPerQuarter: 101” is outside of 0–100.',
  ],
  [
    'a number that is a text',
    '{"costs": {"new": "25"},\n"rules": [{"name": "rest", "approve": "none"}]}',
    'Line 1: “costs.new” has to be a whole number.',
  ],
  [
    'a list without anything',
    file('{"name": "a", "reasons": [], "approve": "none"}'),
    'Line 2, rule “a”: “reasons” is empty: leave it out, or name something.',
  ],
  [
    'two rules of one name',
    file('{"name": "rest", "types": ["new"], "approve": "none"}'),
    'Line 3, rule “rest”: Another rule is called “rest”, too.',
  ],
  [
    'a rule after one for everything',
    `{"rules": [\n{"name": "all", "approve": "none"},\n${last}]}`,
    'Line 3, rule “rest”: Nothing reaches this rule: what it fits is decided before it, by all, or cannot be.',
  ],
  [
    'a rule that two before it cover',
    file(
      '{"name": "priv", "privileged": true, "approve": "approver"}',
      '{"name": "not", "privileged": false, "types": ["new"], "approve": "none"}',
      '{"name": "new", "types": ["new"], "approve": "none"}',
    ),
    'Line 4, rule “new”: Nothing reaches this rule: what it fits is decided before it, by priv and not, or cannot be.',
  ],
  [
    'a cost that nothing has',
    file('{"name": "dear", "costsMoreThan": 20, "approve": "approver"}'),
    'Line 2, rule “dear”: Nothing fits this rule.',
  ],
  [
    'a day that there is not',
    `{"deputies": [\n{"of": "a@x", "by": "b@x", "from": "2026-11-31", "until": "2026-12-01"}],\n"rules": [${last}]}`,
    'Line 2: “from: 2026-11-31” is not a day. Write it as 2026-12-24.',
  ],
  [
    'a named requester for good',
    `{"requesters": [\n{"upn": "a@x"}],\n"rules": [${last}]}`,
    'Line 2: “until” is missing.',
  ],
  [
    'a reason that is not asked for',
    file('{"name": "a", "reasons": ["accessibility"], "approve": "none"}'),
    'Line 2, rule “a”: “reasons: accessibility” is not known. Known are no-smartphone, no-phones-on-site, travel, second-factor and other.',
  ],
  [
    'another asker',
    file('{"name": "a", "askedBy": ["boss"], "approve": "none"}'),
    'Line 2, rule “a”: “askedBy: boss” is not known. Known are manager, named, technician and other.',
  ],
  [
    'a rule that every asker has passed',
    file(
      '{"name": "own", "askedBy": ["manager", "named"], "approve": "none"}',
      '{"name": "desk", "askedBy": ["technician", "other"], "types": ["new"], "approve": "manager"}',
      '{"name": "new", "types": ["new"], "approve": "none"}',
    ),
    'Line 4, rule “new”: Nothing reaches this rule: what it fits is decided before it, by own and desk, or cannot be.',
  ],
  [
    'no rule for the rest',
    '{"rules": [{"name": "new", "types": ["new"], "sites": ["Graz"], "approve": "none"}]}',
    'Line 1, rule “new”: The last rule has to be for everything that no rule before it fits. Leave out types, sites, or add one more rule with nothing but “name” and “approve”.',
  ],
  [
    'a deputy whose time ends before it begins',
    `{"deputies": [\n{"of": "a@x", "by": "b@x",\n"from": "2026-12-02",\n"until": "2026-12-01"}],\n"rules": [${last}]}`,
    'Line 4: “until: 2026-12-01” is before “from: 2026-12-02”.',
  ],
  [
    'somebody who stands in for themselves',
    `{"deputies": [\n{"of": "a@x",\n"by": "A@X", "from": "2026-12-01", "until": "2026-12-01"}],\n"rules": [${last}]}`,
    'Line 3: “by: A@X”: nobody stands in for themselves.',
  ],
  ...(['of', 'by'] as const).map((key): [string, string, string] => [
    `a deputy without a domain (${key})`,
    `{"deputies": [\n{${key === 'of' ? '"by"' : '"of"'}: "a@x", "${key}": "mara", "from": "2026-12-01", "until": "2026-12-01"}],\n"rules": [${last}]}`,
    `Line 2: “${key}: mara” is not a user principal name. Write it as name@contoso.example.`,
  ]),
  [
    'a requester without a domain',
    `{"requesters": [\n{"upn": "mara", "until": "2026-12-01"}],\n"rules": [${last}]}`,
    'Line 2: “upn: mara” is not a user principal name. Write it as name@contoso.example.',
  ],
];

describe('policy.json', () => {
  it('is read as it is written, in whatever layout', () => {
    for (const layout of [0, 2]) {
      const read = readPolicy(JSON.stringify(whole, null, layout), known);
      assert.ok(read.ok, JSON.stringify(read));
      assert.deepEqual(read.policy, whole);
      assert.ok(approvalPolicy.safeParse(read.policy).success);
    }
    assert.ok(readPolicy(JSON.stringify(standardPolicy), known).ok);
  });

  for (const [what, text, expected] of mistakes) {
    it(`is refused with ${what}, by line, rule and what was wanted`, () => {
      assert.ok(said(text).includes(expected), JSON.stringify(said(text), null, 1));
      for (const fault of faultsIn(text))
        assert.notEqual(
          policyFaultText(fault, approvalGerman.fault, list),
          policyFaultText(fault, policyFaultsEn, list),
        );
    });
  }

  it('has every mistake named at once', () => {
    const lines = said(file('{"name": "a", "types": ["x"], "approve": "y"}', '{"approve": "none"}')).map(
      (one) => one.slice(0, 6),
    );
    assert.deepEqual(lines, ['Line 2', 'Line 2', 'Line 3']);
  });

  it('is not read where it is too long, and has so many rules', () => {
    assert.equal(faultsIn(' '.repeat(longestPolicy + 1))[0]?.kind, 'too-long');
    const many = Array.from(
      { length: mostRules },
      (_, n) => `{"name": "${n}", "moreThanPerQuarter": ${n}, "approve": "none"}`,
    );
    assert.equal(faultsIn(file(...many))[0]?.kind, 'out-of-range');
  });

  it('takes any site where nobody can tell which there are', () => {
    assert.ok(
      readPolicy(file('{"name": "a", "sites": ["Wien"], "approve": "none"}'), { sites: null, reasons: null })
        .ok,
    );
  });

  it('is JSON exactly where JSON.parse says so, with the same value', () => {
    const plain = (value: unknown): unknown => {
      const located = value as NonNullable<Extract<ReturnType<typeof readJsonLines>, { ok: true }>>['value'];
      if (located.kind === 'plain') return located.value;
      if (located.kind === 'list') return located.items.map(plain);
      return Object.fromEntries(located.entries.map(({ key, value: inner }) => [key, plain(inner)]));
    };
    const parsed = (text: string) => {
      try {
        return { value: JSON.parse(text) as unknown };
      } catch {
        return null;
      }
    };
    const texts = fc.oneof(fc.json({ maxDepth: 3 }), fc.stringMatching(/^[{}[\]",:0-9a-z\\ \n.-]{0,12}$/));
    fc.assert(
      fc.property(texts, (text) => {
        const read = readJsonLines(text);
        const expected = parsed(text);
        assert.equal(read.ok, expected !== null, text);
        if (read.ok && !text.includes('__proto__')) assert.deepEqual(plain(read.value), expected?.value);
      }),
    );
  });
});

describe('what another policy changes', () => {
  const rule = (name: string, more: Partial<ApprovalRule> = {}): ApprovalRule => ({
    name,
    approve: 'none',
    ...more,
  });
  const changes = (before: ApprovalRule[], after: ApprovalRule[]) =>
    meaningOf({ rules: before }, { rules: after }).changes.map(({ what, rule: name }) => `${what} ${name}`);

  it('is said rule by rule', () => {
    const [a, b, c] = [rule('a', { types: ['new'] }), rule('b', { types: ['leaver'] }), rule('c')];
    assert.deepEqual(changes([a, b, c], [a, b, c]), []);
    assert.deepEqual(changes([a, c], [b, c]), ['removed a', 'added b']);
    assert.deepEqual(changes([a, c], [{ ...a, approve: 'approver' }, c]), ['changed a']);
    assert.deepEqual(changes([a, b, c], [b, a, c]), ['moved b', 'moved a']);
    assert.deepEqual(meaningOf({ rules: [c] }, { rules: [c], deputies: [] }).changes, []);
    assert.deepEqual(meaningOf({ rules: [c] }, { rules: [c], costs: { new: 1 } }).changes, [
      { what: 'costs', rule: '' },
    ]);
  });

  const standard: ApprovalPolicy = {
    rules: [
      rule('lost', { types: ['replace-lost'] }),
      rule('new', { types: ['new'] }),
      rule('faulty', { types: ['replace-faulty'] }),
      rule('rest', { approve: 'approver' }),
    ],
  };
  it('is said for the ordinary request of each type, by reason only where that makes a difference', () => {
    const manager = {
      rules: [rule('new', { types: ['new'], approve: 'manager' }), ...standard.rules.slice(2)],
    };
    assert.deepEqual(meaningOf(standard, manager).effects, [
      { type: 'new', reason: null, asker: null, from: 'none', to: 'manager' },
      { type: 'replace-lost', reason: null, asker: null, from: 'none', to: 'approver' },
    ]);
    const travel = {
      rules: [rule('t', { reasons: ['travel'], approve: 'approver' }), ...standard.rules],
    };
    assert.deepEqual(meaningOf(standard, travel).effects, [
      { type: 'new', reason: 'travel', asker: null, from: 'none', to: 'approver' },
    ]);
  });

  it('is said by who asks where a rule looks at that', () => {
    const other = {
      rules: [rule('o', { askedBy: ['other'], types: ['new'], approve: 'manager' }), ...standard.rules],
    };
    assert.deepEqual(meaningOf(standard, other).effects, [
      { type: 'new', reason: null, asker: 'other', from: 'none', to: 'manager' },
    ]);
  });

  it('says which lists no rule uses, and no empty one is a change', () => {
    const until = '2026-12-31';
    const lists = {
      costs: { new: 20 },
      requesters: [{ upn: 'a@contoso.example', until }],
      deputies: [{ of: 'a@contoso.example', by: 'b@contoso.example', from: until, until }],
    };
    const unused = (rules: ApprovalPolicy['rules']) => meaningOf(standard, { ...lists, rules }).unused;
    assert.deepEqual(unused(standard.rules), ['costs', 'requesters', 'deputies']);
    assert.deepEqual(
      unused([rule('all', { askedBy: ['named'], costsMoreThan: 1, approve: 'manager' }), ...standard.rules]),
      [],
    );
    assert.deepEqual(
      meaningOf(standard, { ...standard, costs: {}, requesters: [], deputies: [] }).changes,
      [],
    );
  });

  it('is checked in good time, however long it is', () => {
    const names = Array.from({ length: 200 }, (_, n) => `site ${n}`);
    const rules = Array.from({ length: 49 }, (_, n) =>
      rule(`r${n}`, {
        sites: [...names.slice(n), ...names.slice(0, n)],
        moreThanPerQuarter: n + 1,
        askedBy: ['named'],
        privileged: n % 2 === 0,
        secondToken: n % 3 === 0,
      }),
    );
    const before = performance.now();
    unreached({ rules: [...rules, rule('rest', { approve: 'approver' })] });
    assert.ok(performance.now() - before < 1_500, `${performance.now() - before} ms`);
  });
});
