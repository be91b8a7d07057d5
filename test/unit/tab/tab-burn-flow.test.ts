import assert from 'node:assert/strict';
import type { BurnPhase } from '@token-desk/contract/desk/job';
import type { Request } from '@token-desk/contract/request';
import type { JobView, RequestDetail } from '@token-desk/contract/views';
import { stepOf } from '@token-desk/contract/wizard-step';
import { describeProblem } from '@token-desk/contract/words/en/problems';
import {
  type BurnEvent,
  type BurnState,
  type HeldFacts,
  reduceBurn,
  startBurn,
} from '@token-desk/tab/flow/burn/burn-flow';
import { judgeSecret } from '@token-desk/tab/flow/burn/judge-secret';
import { leftBehind, leftByBurn } from '@token-desk/tab/flow/burn/left-behind';
import type { Road } from '@token-desk/tab/flow/burn/road';
import { screenOf } from '@token-desk/tab/flow/burn/screen';
import { soundBetween } from '@token-desk/tab/flow/burn-sound';

const tom = { id: 'tom', name: 'Tom Weber', upn: 'tom.weber@contoso.example' };
const eszter = { id: 'eszter', name: 'Eszter Kovács', upn: 'eszter.kovacs@contoso.example' };
const ana = { id: 'ana', name: 'Ana Moreau', upn: 'ana.moreau@contoso.example' };
const identityCheck = { kind: 'badge-photo', at: 1, by: tom } as const;
const token = {
  serial: '86596000004711',
  model: 'miniOTP-2-i',
  burnedAt: 5,
  clockDriftBeforeSeconds: -41,
  accountSeen: true,
  burnerId: 'desk',
};

function detail(change: Partial<Request>): RequestDetail {
  const request: Request = {
    id: 'r1',
    version: 1,
    state: 'in_progress',
    heldFrom: null,
    subject: ana,
    requestedBy: eszter,
    source: 'chat',
    form: { type: 'new', reason: 'travel', site: 'Lyon', neededBy: '2026-11-25', handOver: 'desk' },
    createdAt: 1,
    updatedAt: 1,
    approvedBy: 'policy',
    claim: { by: tom, since: 1 },
    identityCheck: null,
    methodsBefore: [],
    openJobId: null,
    token: null,
    checkedAt: null,
    binding: null,
    handedOverAt: null,
    enforcement: 'undecided',
    attention: null,
    ...change,
  };
  const isIdentified = request.identityCheck !== null;
  return { ...request, step: stepOf(request), history: [], may: [], isIdentified, cannotBurn: null };
}

const facts: HeldFacts = {
  tenant: 'Contoso Ltd',
  account: ana.upn,
  algorithm: 'SHA1',
  stepSeconds: 30,
  sizeBytes: 10,
  capture: 'paste-image',
};

function job(change: Partial<JobView>): JobView {
  return {
    id: 'j1',
    attempt: 1,
    kind: 'burn',
    state: 'sealed',
    offer: {
      jobId: 'j1',
      attempt: 1,
      kind: 'burn',
      burnerId: 'desk',
      reader: null,
      serial: token.serial,
      requestId: 'r1',
      subject: ana,
      technician: tom,
      config: { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 },
      expiresAt: 9,
    },
    key: null,
    phase: null,
    outcome: null,
    problem: null,
    identified: null,
    ...change,
  };
}

const stateAfter = (request: RequestDetail, ...events: readonly BurnEvent[]): BurnState =>
  events.reduce(reduceBurn, startBurn(request, tom.id));
const atPhase = (phase: BurnPhase, serial = token.serial): BurnEvent => {
  const seen = job({ phase });
  return { type: 'job-seen', job: { ...seen, offer: { ...seen.offer, serial } } };
};

const loaded = { ...token, accountSeen: false, route: 'B', loaded: true } as const;
const identified = detail({ identityCheck });
const anotherDay = { ...identified, isIdentified: false };
const day: BurnEvent = { type: 'request-read', request: { ...anotherDay, version: 2 } };
const burned = detail({ state: 'burned', identityCheck, token });
const checked = detail({ state: 'checked', identityCheck, token, checkedAt: 6 });
const found: BurnEvent = { type: 'secret-found', facts, isAccountSeen: true };
const sealing: BurnEvent = { type: 'sealing', serial: token.serial };

const inStock: BurnEvent = { type: 'stock-read', loaded: 3 };
const by = (road: Road): BurnEvent => ({ type: 'road-chosen', road });
const writeHere = by('secret');
const wrongAccount: BurnEvent = { type: 'secret-wrong', problem: { code: 'wrong-account' } };
const premium: BurnEvent = {
  type: 'readiness-read',
  readiness: { A: [], B: [], route: 'B', because: null, mayCreate: 'ok' },
};

const writtenNow: readonly BurnEvent[] = [
  found,
  sealing,
  { type: 'job-seen', job: job({ state: 'done', outcome: 'burned', phase: 'written' }) },
];
const recorded = (jobId: string): RequestDetail['history'][number] => ({
  seq: 9,
  at: 5,
  actor: { kind: 'burner', burnerId: 'desk', name: 'Lyon' },
  event: 'burned',
  data: { jobId },
});

describe('the wizard', () => {
  describe('comes to the step that the records say, whatever this window knew before', () => {
    const cases: readonly (readonly [string, RequestDetail, string])[] = [
      ['nobody has it', detail({ state: 'queued', claim: null }), 'not-started'],
      ['waits for approval', detail({ state: 'submitted', claim: null }), 'over'],
      ['somebody else has it', detail({ claim: { by: eszter, since: 1 } }), 'elsewhere'],
      [
        'somebody else has burned it',
        detail({ state: 'burned', claim: { by: eszter, since: 1 } }),
        'elsewhere',
      ],
      ['just claimed', detail({}), 'person'],
      ['person checked', identified, 'secret'],
      ['a job was open when the page was reloaded', detail({ identityCheck, openJobId: 'j1' }), 'secret'],
      ['person checked on another day', anotherDay, 'person'],
      ['a loss is reported and not confirmed', { ...identified, lossReport: { serials: ['1'] } }, 'person'],
      ['a loaded token was taken', detail({ identityCheck, token: loaded }), 'activate'],
      [
        'a loaded token was taken on another day',
        { ...detail({ identityCheck, token: loaded }), isIdentified: false },
        'person',
      ],
      ['a loaded token is bound', detail({ state: 'bound', identityCheck, token: loaded }), 'hand-over'],
      ['burned', burned, 'check'],
      ['checked', checked, 'finish'],
      ['bound', detail({ state: 'bound', token }), 'hand-over'],
      [
        'bound under somebody else',
        detail({ state: 'bound', token, claim: { by: eszter, since: 1 } }),
        'hand-over',
      ],
      ['handed over', detail({ state: 'handed_over', token }), 'done'],
      ['closed', detail({ state: 'closed', token }), 'over'],
      ['given up', detail({ state: 'failed' }), 'over'],
    ];
    for (const [name, request, screen] of cases)
      it(`${name}: ${screen}`, () => assert.equal(screenOf(stateAfter(request)).kind, screen));
  });

  describe('goes on by what happens in this window', () => {
    const cases: readonly (readonly [string, RequestDetail, readonly BurnEvent[], string])[] = [
      ['a code of this person waits for the token', identified, [found], 'token'],
      [
        'a key without an account is asked about',
        identified,
        [{ type: 'secret-found', facts, isAccountSeen: false }],
        'secret',
      ],
      [
        'and waits once the technician vouched',
        identified,
        [{ type: 'secret-found', facts, isAccountSeen: false }, { type: 'secret-confirmed' }],
        'token',
      ],
      [
        'a wrong code stays where it was',
        identified,
        [found, { type: 'secret-wrong', problem: { code: 'wrong-account' } }],
        'secret',
      ],
      ['sealing is part of burning', identified, [found, sealing], 'burn'],
      ['nothing is sealed that is not there', identified, [sealing], 'secret'],
      ['a job under way', identified, [found, sealing, atPhase('reading')], 'burn'],
      ['a job found again after a reload', identified, [atPhase('writing-seed')], 'burn'],
      [
        'a refused job asks for the code again',
        identified,
        [
          found,
          sealing,
          { type: 'job-seen', job: job({ state: 'refused', problem: { code: 'clock-not-trusted' } }) },
        ],
        'secret',
      ],
      [
        'an unknown outcome is for the check to find out',
        identified,
        [found, sealing, { type: 'job-seen', job: job({ state: 'done', outcome: 'unknown' }) }],
        'check',
      ],
      ['what was written is not asked for again before its record is read', identified, writtenNow, 'burn'],
      ['nor when it was written again', checked, [{ type: 'started-again' }, ...writtenNow], 'burn'],
      [
        'and is checked once it is',
        identified,
        [
          ...writtenNow,
          {
            type: 'request-read',
            request: { ...burned, version: 2, history: [recorded('j1')] },
          },
        ],
        'check',
      ],
      [
        'a token is written and the records do not say so yet',
        detail({ identityCheck, openJobId: 'j1' }),
        [found, sealing, { type: 'job-seen', job: job({ state: 'done', outcome: 'burned' }) }],
        'burn',
      ],
      ['a desk that forgot lets Microsoft decide', burned, [{ type: 'check-skipped' }], 'finish'],
      ['a new code for a burned token', burned, [{ type: 'started-again' }], 'secret'],
      [
        'a new code on another day',
        { ...burned, isIdentified: false },
        [{ type: 'started-again' }],
        'person',
      ],
      ['the day ends with the code in hand', identified, [found, day], 'person'],
      [
        'checked again, with the code still in hand',
        identified,
        [found, day, { type: 'request-read', request: { ...identified, version: 3 } }],
        'token',
      ],
      [
        'the day ends while the desk writes',
        detail({ identityCheck, openJobId: 'j1' }),
        [{ type: 'job-seen', job: job({ state: 'sealed' }) }, day],
        'burn',
      ],
      ['loaded tokens are there', identified, [inStock], 'take'],
      [
        'loaded tokens are there, and one was begun for this person before a reload',
        { ...identified, begun: { serial: '86596000004711', box: 'Lyon 2', stage: 'unchecked' } },
        [inStock],
        'draw',
      ],
      ['no token is loaded', identified, [{ type: 'stock-read', loaded: 0 }], 'secret'],
      [
        'loaded tokens are there, and one is written all the same',
        identified,
        [inStock, writeHere],
        'secret',
      ],
      ['back to the loaded ones', identified, [inStock, writeHere, by('take')], 'take'],
      ['a hardware token is offered, and none is loaded', identified, [premium], 'draw'],
      [
        'the one that is written here is loaded',
        identified,
        [premium, { type: 'drawn', left: 'loaded' }, inStock],
        'draw',
      ],
      [
        'a way by hand, as the server recorded it',
        { ...identified, chosenRoute: 'A' },
        [premium, inStock],
        'secret',
      ],
      ['a wrong code was brought in', identified, [premium, wrongAccount], 'secret'],
      ['a code was brought in before the stock was read', identified, [found, inStock], 'token'],
      [
        'a wrong code was brought in before the stock was read',
        identified,
        [wrongAccount, inStock],
        'secret',
      ],
      ['an order waits at the desk', detail({ identityCheck, openJobId: 'j1' }), [inStock], 'secret'],
      ['a token is burned again', burned, [inStock, { type: 'started-again' }], 'secret'],
      ['the person is not checked yet', detail({}), [inStock], 'person'],
      [
        'a loaded token is taken',
        identified,
        [inStock, { type: 'request-read', request: detail({ version: 2, identityCheck, token: loaded }) }],
        'activate',
      ],
      ['a new code after the check', checked, [{ type: 'started-again' }, found], 'token'],
      ['back from the new code', checked, [{ type: 'started-again' }, { type: 'again-given-up' }], 'finish'],
      [
        'burned again is to be checked again',
        checked,
        [
          { type: 'started-again' },
          {
            type: 'request-read',
            request: detail({ version: 2, state: 'burned', identityCheck, token: { ...token, burnedAt: 9 } }),
          },
        ],
        'check',
      ],
    ];
    for (const [name, request, events, screen] of cases)
      it(`${name}: ${screen}`, () => assert.equal(screenOf(stateAfter(request, ...events)).kind, screen));
  });

  it('knows which loaded token went back, so that it is not taken again at once; taking one is silent', () => {
    const taken = detail({ version: 2, identityCheck, token: loaded });
    const state = stateAfter(identified, inStock, { type: 'request-read', request: taken });
    assert.equal(soundBetween(stateAfter(identified, inStock), state), null);
    const back = reduceBurn(state, {
      type: 'request-read',
      request: detail({ version: 3, identityCheck }),
    });
    assert.deepEqual([screenOf(back).kind, back.givenBack], ['take', loaded.serial]);
    assert.equal(stateAfter(identified, inStock).givenBack, null);
  });

  it('gives up the secret of a request that somebody else takes over', () => {
    const taken = detail({ version: 2, identityCheck, claim: { by: eszter, since: 2 } });
    const back = detail({ version: 3, identityCheck });
    const state = stateAfter(identified, found, { type: 'request-read', request: taken });
    assert.deepEqual([screenOf(state).kind, state.secret.kind], ['elsewhere', 'none']);
    assert.equal(screenOf(reduceBurn(state, { type: 'request-read', request: back })).kind, 'secret');
  });

  it('does not promise that writing starts again once the job is over', () => {
    const over = job({ state: 'done', outcome: 'empty', problem: { code: 'token-perhaps-empty' } });
    const { secret } = stateAfter(identified, found, sealing, { type: 'job-seen', job: over });
    assert.deepEqual(secret, { kind: 'none', problem: { code: 'token-left-empty' } });
  });

  for (const [state, phase, code] of [
    ['cancelled', null, 'job-cancelled'],
    ['expired', null, 'job-expired'],
    ['cancelled', 'place-token', 'job-stopped'],
    ['cancelled', 'writing-seed', 'job-stopped'],
    ['expired', 'writing-clock', 'job-stopped'],
  ] as const)
    it(`${state} at ${phase}: ${code}, until the desk has said what it wrote`, () => {
      const stopped = stateAfter(identified, found, sealing, {
        type: 'job-seen',
        job: job({ state, phase }),
      });
      assert.deepEqual(stopped.secret, { kind: 'none', problem: { code } });
      const over = job({ state: 'done', outcome: 'failed', problem: { code: 'job-cancelled' }, phase });
      const { secret } = reduceBurn(stopped, { type: 'job-seen', job: over });
      assert.equal('problem' in secret && secret.problem?.code, 'job-cancelled');
    });

  it('says what a burn left that ended with new settings and the old secret, not that nothing was written', () => {
    const problem = { code: 'token-changed' } as const;
    const over = job({ state: 'done', outcome: 'settings-changed', problem });
    const { secret } = stateAfter(identified, found, sealing, { type: 'job-seen', job: over });
    assert.deepEqual(secret, { kind: 'none', problem: { code: 'token-left-changed' } });
    assert.equal(leftByBurn({ attention: 'token-changed' }), 'cancelChanged');
  });

  const restricted = '86596220004711';
  const unrestricted = '86596000004711';
  for (const [serial, phase, code] of [
    [restricted, 'writing-seed', 'token-empty'],
    [restricted, 'writing-clock', 'token-perhaps-empty'],
    [unrestricted, 'writing-seed', 'token-changed'],
    [unrestricted, 'writing-clock', 'token-perhaps-changed'],
  ] as const)
    it(`says ${code} of ${serial} when it was lifted at ${phase} and the desk gave no reason`, () => {
      const at = (phase: BurnPhase) => atPhase(phase, serial);
      const state = stateAfter(identified, found, sealing, at('reading'), at(phase), at('place-token'));
      assert.deepEqual(state.putBack, { code });
      assert.equal(reduceBurn(state, at('written')).putBack, null);
      const again = reduceBurn(reduceBurn(state, at('reading')), at('place-token'));
      assert.deepEqual(again.putBack, { code }, 'nor does moving again before its clock change that');
    });

  it('says that the token moved too soon when nothing was written yet', () => {
    const state = stateAfter(identified, found, sealing, atPhase('authenticating'), atPhase('place-token'));
    assert.deepEqual(state.putBack, { code: 'lost-contact' });
  });

  it('believes the desk about why it waits', () => {
    const event: BurnEvent = {
      type: 'job-seen',
      job: job({ phase: 'place-token', problem: { code: 'wrong-serial' } }),
    };
    assert.equal(stateAfter(identified, found, sealing, event).putBack?.code, 'wrong-serial');
  });

  it('asks for the token, not for a code, while the desk waits to write once more', () => {
    const problem = { code: 'burn-unknown' } as const;
    const event: BurnEvent = { type: 'job-seen', job: job({ phase: 'place-token', problem }) };
    assert.deepEqual(stateAfter(identified, found, sealing, event).putBack, { code: 'burn-unsure' });
  });

  it('calls once for a token that must come back, and again for another reason', () => {
    const waits = (code: string): BurnEvent => ({
      type: 'job-seen',
      job: job({ phase: 'place-token', problem: { code } }),
    });
    const events = [found, sealing, atPhase('writing-clock'), waits('token-perhaps-empty')];
    events.push(
      waits('token-perhaps-empty'),
      waits('wrong-serial'),
      atPhase('reading'),
      waits('lost-contact'),
    );
    const states = events.map((_, at) => stateAfter(identified, ...events.slice(0, at + 1)));
    const heard = states.slice(1).map((state, at) => soundBetween(states[at] ?? state, state));
    assert.deepEqual(heard, [null, null, 'needs-you', null, 'needs-you', null, 'needs-you']);
  });

  for (const [code, words] of [
    ['token-empty', 'cancelEmptied'],
    ['token-emptied', 'cancelEmptied'],
    ['token-perhaps-empty', 'cancelPerhapsEmptied'],
    ['token-perhaps-emptied', 'cancelPerhapsEmptied'],
    ['clock-not-set-emptied', 'cancelPerhapsEmptied'],
    ['token-changed', 'cancelChanged'],
    ['token-perhaps-changed', 'cancelChanged'],
    ['token-half-written', 'cancelChanged'],
    ['clock-not-set', 'cancelChanged'],
    ['burn-unsure', 'cancelAway'],
    ['lost-contact', 'cancelBefore'],
  ] as const)
    it(`does not hide at ${code} what cancelling leaves`, () =>
      assert.equal(leftBehind('cancelBefore', { code }), words));

  it('still says what an earlier try left when a later one wrote nothing', () => {
    const waits = (code: string): BurnEvent => ({
      type: 'job-seen',
      job: job({ phase: 'place-token', problem: { code } }),
    });
    const left = (...events: BurnEvent[]) =>
      stateAfter(identified, found, sealing, atPhase('reading'), ...events).left;
    assert.equal(left(waits('lost-contact')), 'cancelBefore');
    assert.equal(left(waits('token-empty'), waits('lost-contact')), 'cancelEmptied');
    assert.equal(left(waits('token-changed'), waits('wrong-serial')), 'cancelChanged');
    assert.equal(left(waits('burn-unknown'), waits('token-perhaps-empty')), 'cancelAway');
    assert.equal(left(waits('burn-unknown'), waits('token-empty')), 'cancelEmptied');
  });

  it('does not say that nothing was written of a job whose earlier tries it has not seen', () => {
    const event: BurnEvent = {
      type: 'job-seen',
      job: job({ phase: 'place-token', problem: { code: 'lost-contact' } }),
    };
    assert.equal(stateAfter(identified, event).left, 'cancelAway');
  });

  it('takes no step back for an answer that was overtaken', () => {
    const over = job({ state: 'done', outcome: 'burned', phase: 'written' });
    const state = stateAfter(identified, found, sealing, { type: 'job-seen', job: over });
    assert.equal(reduceBurn(state, atPhase('reading')).job?.state, 'done');
    const running = stateAfter(identified, found, sealing, atPhase('writing-seed'));
    assert.equal(reduceBurn(running, { type: 'job-seen', job: job({}) }).job?.phase, 'writing-seed');
    const newer = stateAfter(detail({ version: 5, identityCheck }));
    assert.equal(reduceBurn(newer, { type: 'request-read', request: detail({ version: 4 }) }), newer);
  });

  it('leaves the job of another request alone', () => {
    const state = stateAfter(identified);
    const other = job({ phase: 'reading' });
    const event: BurnEvent = {
      type: 'job-seen',
      job: { ...other, offer: { ...other.offer, requestId: 'r2' } },
    };
    assert.equal(reduceBurn(state, event), state);
  });

  it('counts only codes that were compared', () => {
    const answers = ['code-wrong', 'burner-silent', 'code-old', 'code-clock-off'] as const;
    const events = answers.map(
      (code): BurnEvent => ({ type: 'code-answered', matched: false, problem: { code } }),
    );
    assert.equal(stateAfter(burned, ...events).check.misses, 2);
  });
});

describe('whose code it is', () => {
  const expected = { subjectUpn: ana.upn, subjectName: ana.name, tenantName: 'Contoso Ltd' };
  const ours = 'Contoso Ltd';
  const cases: readonly (readonly [string, string | null, string | null, string | null, string | null])[] = [
    ['this person’s', ours, ana.upn, 'Microsoft', null],
    ['this person’s, of no named service', ours, ana.upn, null, null],
    ['this person’s, in capitals', 'CONTOSO LTD', ana.upn.toUpperCase(), 'MICROSOFT', null],
    ['this person’s, of a service named in full', ours, ana.upn, 'Microsoft Entra ID', null],
    ['nobody’s in particular', null, null, null, null],
    ['somebody else’s', ours, tom.upn, 'Microsoft', 'wrong-account'],
    ['a private account’s', 'Microsoft', ana.upn, 'Microsoft', 'wrong-tenant'],
    ['this person’s at another service', null, ana.upn, 'GitHub', 'other-service'],
    ['this person’s at another service that names our organisation', ours, ana.upn, 'Sys', 'other-service'],
    ['this person’s at a service of our own', ours, ana.upn, ours, 'other-service'],
    ['this person’s at a service called much the same', ours, ana.upn, 'Microsofty', 'other-service'],
    ['nobody’s at another service', null, null, 'GitHub', 'other-service'],
  ];
  for (const [name, tenant, account, issuer, code] of cases)
    it(`${name}: ${code ?? 'goes on'}`, () =>
      assert.equal(judgeSecret({ tenant, account, issuer }, expected)?.code ?? null, code));

  it('names whose secret it is and whose it should be, and the other organisation', () => {
    const account = 'ceo@contoso.example';
    assert.deepEqual(judgeSecret({ tenant: null, account, issuer: null }, expected), {
      code: 'wrong-account',
      detail: { account, subject: expected.subjectName },
    });
    assert.deepEqual(judgeSecret({ tenant: 'Fabrikam', account: null, issuer: null }, expected), {
      code: 'wrong-tenant',
      detail: { tenant: 'Fabrikam' },
    });
  });

  it('names the service', () => {
    const problem = judgeSecret({ tenant: null, account: ana.upn, issuer: 'GitHub' }, expected);
    assert.ok(problem);
    assert.equal(describeProblem(problem).title, 'This is a code of GitHub, not Microsoft’s.');
    const long = judgeSecret({ tenant: null, account: null, issuer: 'x'.repeat(5_000) }, expected);
    assert.equal(long?.detail?.service, 'x'.repeat(80));
  });
});
