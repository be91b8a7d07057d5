import assert from 'node:assert/strict';
import { doubtOf, type Known } from '@token-desk/bot/domain/jobs/receipt-doubt';
import { contradicts } from '@token-desk/bot/domain/jobs/receipt-row';
import type { JobOffer } from '@token-desk/contract/desk/job';
import { type ReceiptBody, type ReceiptDoubt, receiptDoubts } from '@token-desk/contract/desk/receipt';
import { mara, serial, sven, tina, tom } from '../../support/bot/requests.ts';

const offer: JobOffer = {
  jobId: 'job-1',
  attempt: 1,
  kind: 'burn',
  burnerId: 'desk-1',
  reader: 'Reader 1',
  serial,
  requestId: 'request-1',
  subject: sven,
  technician: tina,
  config: { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 },
  expiresAt: 9_000,
  tenant: 'Contoso',
};
const seen: ReceiptBody['seen'] = {
  serial,
  model: 'OTPC-P2-i',
  reader: 'Reader 1',
  account: sven.upn.toUpperCase(),
  tenant: 'contoso',
  capture: 'paste-image',
  outcome: 'burned',
  problem: null,
  clockDriftBeforeSeconds: 3,
  clockDriftAfterSeconds: 0,
  startedAt: 1,
  finishedAt: 2,
  matched: null,
  stepOffset: null,
  route: 'A',
};
const body: ReceiptBody = {
  v: 1,
  kind: 'burn',
  practice: true,
  burnerId: 'desk-1',
  seq: 1,
  previousHash: null,
  jobId: 'job-1',
  attempt: 1,
  at: 3,
  seen,
  told: { requestId: 'request-1', subject: sven, technician: tina },
};
const unseen = { serial: null, model: null, reader: null, capture: null, outcome: null } as const;
const check: ReceiptBody = {
  ...body,
  kind: 'check',
  seen: { ...seen, ...unseen, matched: true, stepOffset: -1 },
};

type Change = Partial<Omit<ReceiptBody, 'seen' | 'told'>> & {
  seen?: Partial<ReceiptBody['seen']>;
  told?: Partial<ReceiptBody['told']>;
};
const changed = (from: ReceiptBody, change: Change): ReceiptBody => ({
  ...from,
  ...change,
  seen: { ...from.seen, ...change.seen },
  told: { ...from.told, ...change.told },
});
const known = (change: Partial<JobOffer> = {}, more: Partial<Known> = {}): Known => ({
  burnerId: 'desk-1',
  job: { offer: { ...offer, ...change }, accountSeen: true },
  technicians: [tom],
  ...more,
});

type Case = [string, ReceiptDoubt | null, Change, Known?, ReceiptBody?];
const cases: Case[] = [
  ['as it was ordered', null, {}],
  ['a check as it was ordered', null, {}, known(), check],
  ['of another desk', 'other-desk', { burnerId: 'desk-2' }],
  ['about an order nobody gave', 'other-job', {}, known({}, { job: null })],
  ['about another desk’s order', 'other-job', {}, known({ burnerId: 'desk-2' })],
  ['about another order', 'other-job', { jobId: 'job-2' }],
  ['about another try', 'other-job', { attempt: 2 }],
  ['for another request', 'other-request', { told: { requestId: 'request-2' } }],
  ['for no request', 'other-request', { told: { requestId: null } }],
  ['for another person', 'other-person', { told: { subject: tom } }],
  ['for nobody', 'other-person', { told: { subject: null } }],
  ['for a person of another name', 'other-person', { told: { subject: { ...sven, name: 'Sven' } } }],
  ['for a person of another UPN', 'other-person', { told: { subject: { ...sven, upn: mara.upn } } }],
  ['of a blanking', 'other-kind', { kind: 'blank' }],
  ['of a check of a clock', 'other-kind', {}, known({ kind: 'sync-clock' }), check],
  ['by another technician', 'other-technician', { told: { technician: tom } }],
  ['by a technician of another name', 'other-technician', { told: { technician: { ...tina, name: 'T' } } }],
  ['a check by who held the request', null, { told: { technician: tom } }, known(), check],
  [
    'a check by a technician of another name',
    'other-technician',
    { told: { technician: { ...tina, name: 'T' } } },
    known(),
    check,
  ],
  [
    'a check by an earlier holder under another address',
    'other-technician',
    { told: { technician: { ...tom, upn: 't' } } },
    known(),
    check,
  ],
  ['a check by who never held it', 'other-technician', { told: { technician: mara } }, known(), check],
  ['by another route', 'other-route', { seen: { route: 'B' } }],
  ['by route A without saying so', null, { seen: { route: null } }],
  ['by route A, ordered by B', 'other-route', {}, known({ route: 'B' })],
  ['on another reader', 'other-reader', { seen: { reader: 'Reader 2' } }],
  ['on whatever reader the desk has', null, { seen: { reader: 'Reader 2' } }, known({ reader: null })],
  ['on another token', 'other-token', { seen: { serial: '8659622000099' } }],
  ['on a token it could not read', 'no-serial', { seen: { serial: null } }],
  [
    'that nothing was written, another token lying there',
    null,
    { seen: { serial: '8659622000099', outcome: 'failed' } },
  ],
  [
    'that an empty one is another token',
    'other-token',
    { seen: { serial: '8659622000099', outcome: 'empty' } },
  ],
  [
    'on whatever token, as it was ordered',
    null,
    { seen: { serial: '8659622000099' } },
    known({ serial: null }),
  ],
  ['on another kind of token', 'other-model', { seen: { model: 'OTPC-P1-i' } }],
  [
    'on a kind of token nobody here knows',
    null,
    { seen: { serial: 'X1', model: 'new' } },
    known({ serial: 'X1' }),
  ],
  ['with another account', 'other-account', { seen: { account: 'ceo@contoso.example' } }],
  ['with the account of nobody', 'other-account', { told: { subject: null } }, known({ subject: null })],
  ['a check with another account', 'other-account', { seen: { account: mara.upn } }, known(), check],
  ['without the account that the tab saw', 'other-account', { seen: { account: null } }],
  [
    'with an account that the tab did not see',
    'other-account',
    {},
    known({}, { job: { offer, accountSeen: false } }),
  ],
  ['of a write cut short, which no longer knows', null, { seen: { account: null, capture: null } }],
  [
    'before a secret was handed over for it',
    'nothing-sealed',
    { seen: { account: null, capture: null } },
    known({}, { job: { offer, accountSeen: null } }),
  ],
  [
    'that it wrote nothing, before a secret was handed over',
    null,
    { seen: { outcome: 'failed', account: null, capture: null } },
    known({}, { job: { offer, accountSeen: null } }),
  ],
  [
    'of a secret the desk drew itself',
    null,
    { seen: { route: 'B', account: null, capture: null } },
    known({}, { job: { offer: { ...offer, route: 'B' }, accountSeen: null } }),
  ],
  ['a check of another token', 'other-token', { seen: { serial: '8659622000099' } }, known(), check],
  ['a check that names its token', null, { seen: { serial } }, known(), check],
  ['with a code of another organisation', 'other-tenant', { seen: { tenant: 'Fabrikam' } }],
  [
    'with an organisation nobody compared',
    null,
    { seen: { tenant: 'Fabrikam' } },
    (({ tenant: _, ...rest }) => known({}, { job: { offer: rest, accountSeen: true } }))(offer),
  ],
  ['of a burn without an outcome', 'says-nothing', { seen: { outcome: null } }],
  ['of a burn that matched', 'says-nothing', { seen: { matched: true } }],
  ['of a check that says nothing', 'says-nothing', { seen: { matched: null } }, known(), check],
  ['of a check with an outcome', 'says-nothing', { seen: { outcome: 'burned' } }, known(), check],
  ['of a match two steps away', 'says-nothing', { seen: { stepOffset: 2 } }, known(), check],
  ['of a match at no step', 'says-nothing', { seen: { stepOffset: null } }, known(), check],
  ['of a miss far away', null, { seen: { matched: false, stepOffset: 6 } }, known(), check],
];

describe('a receipt against what the server said', () => {
  for (const [what, doubt, change, about = known(), from = body] of cases) {
    it(`${what}: ${doubt ?? 'fits'}`, () => assert.equal(doubtOf(changed(from, change), about), doubt));
  }

  it('the cases name every doubt but those about its number and its desk’s end', () => {
    const named = new Set<string | null>(cases.map(([, doubt]) => doubt));
    const unnamed = receiptDoubts.filter((doubt) => !named.has(doubt));
    assert.deepEqual(unnamed, ['desk-shut-out', 'one-missing', 'number-taken']);
  });
});

describe('a row of the audit against its receipt', () => {
  const burned = {
    event: 'burned',
    requestId: 'request-1',
    data: { jobId: 'job-1', late: false, serial, model: 'OTPC-P2-i', accountSeen: true },
  } as const;
  const checked = {
    event: 'checked',
    requestId: 'request-1',
    data: { jobId: 'job-1', stepOffset: 0 },
  } as const;
  const blanked = {
    event: 'token_blanked',
    requestId: null,
    data: { jobId: 'job-1', serial, outcome: 'burned' },
  } as const;
  const blank = changed(body, { kind: 'blank', told: { requestId: null } });
  const apart = {
    event: 'receipt_set_apart',
    requestId: 'request-9',
    data: { jobId: 'job-1', serial, record: 'burn' },
  } as const;

  it('says the same', () => {
    assert.equal(contradicts(burned, body), false);
    assert.equal(contradicts(checked, check), false);
    assert.equal(contradicts(blanked, blank), false);
    assert.equal(contradicts(apart, body), false);
    assert.equal(contradicts(apart, changed(body, { seen: { serial: null } })), false);
    const clock = { ...blanked, event: 'token_clock_set' } as const;
    assert.equal(contradicts(clock, { ...blank, kind: 'sync-clock' }), false);
    const failed = { ...burned, event: 'burn_failed', data: { jobId: 'job-1', serial } } as const;
    assert.equal(contradicts(failed, changed(body, { seen: { outcome: 'failed' } })), false);
    const noAccount = { ...burned, data: { ...burned.data, accountSeen: false } };
    assert.equal(contradicts(noAccount, changed(body, { seen: { account: null } })), false);
    const ownFailed = { ...blanked, event: 'desk_job_failed', data: { jobId: 'job-1', serial } } as const;
    assert.equal(contradicts(ownFailed, changed(blank, { seen: { outcome: 'failed' } })), false);
    const mismatch = { ...checked, event: 'check_failed' } as const;
    assert.equal(contradicts(mismatch, changed(check, { seen: { matched: false } })), false);
    const ownCheck = { ...checked, event: 'desk_job_failed' } as const;
    assert.equal(contradicts(ownCheck, changed(check, { seen: { matched: false } })), false);
    const unread = { ...failed, data: { jobId: 'job-1', serial: null } };
    assert.equal(contradicts(unread, changed(body, { seen: { serial: null } })), false);
  });

  const rewritten: [string, Parameters<typeof contradicts>[0], ReceiptBody][] = [
    ['another order', { ...burned, data: { ...burned.data, jobId: 'job-2' } }, body],
    ['another request', { ...burned, requestId: 'request-2' }, body],
    ['another token', { ...burned, data: { ...burned.data, serial: '8659622000099' } }, body],
    ['an account that was not seen', { ...burned, data: { ...burned.data, accountSeen: false } }, body],
    ['another outcome', { ...burned, event: 'burn_failed' }, body],
    ['a match', checked, changed(check, { seen: { matched: false } })],
    ['a burn for a check', burned, check],
    ['an emptying that was none', blanked, changed(blank, { seen: { outcome: 'failed' } })],
    [
      'an emptying of what nobody read',
      { ...blanked, data: { jobId: 'job-1' } },
      changed(blank, { seen: { serial: null } }),
    ],
    ['a failure of what was emptied', { ...blanked, event: 'desk_job_failed' }, blank],
    [
      'a burn of which nothing is known',
      { ...burned, data: { jobId: 'job-1' } },
      changed(body, { seen: { outcome: null } }),
    ],
    ['an emptying for a clock', blanked, { ...blank, kind: 'sync-clock' }],
    [
      'another outcome of a desk’s own order',
      { ...blanked, data: { ...blanked.data, outcome: 'unknown' } },
      blank,
    ],
    ['another token set apart', { ...apart, data: { ...apart.data, serial: 'X1' } }, body],
    ['another record set apart', { ...apart, data: { ...apart.data, record: 'check' } }, body],
  ];
  for (const [what, row, said] of rewritten) {
    it(`rewritten to say ${what}: contradicts`, () => assert.equal(contradicts(row, said), true));
  }
});
