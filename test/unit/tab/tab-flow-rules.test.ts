import assert from 'node:assert/strict';
import { isSecondPerson } from '@token-desk/contract/four-eyes';
import type { RequestState } from '@token-desk/contract/request';
import type { RecordApart } from '@token-desk/contract/token/record';
import type { JobView, RequestDetail, RequestSummary } from '@token-desk/contract/views';
import {
  type BurnEvent,
  type BurnState,
  type HeldFacts,
  isOlderJob,
  problemOfWire,
  reduceBurn,
  startBurn,
} from '@token-desk/tab/flow/burn/burn-flow';
import { leftBehind, leftByBurn } from '@token-desk/tab/flow/burn/left-behind';
import { reduceWizard, screenOf } from '@token-desk/tab/flow/burn/screen';
import { soundBetween } from '@token-desk/tab/flow/burn-sound';
import { isExpected, isOver, matching, needsMe, sortByNeed } from '@token-desk/tab/flow/needs-me';
import { newerRow, newerRows } from '@token-desk/tab/flow/newer';
import { nextMoveOf } from '@token-desk/tab/flow/next-move';
import { pageLanguages, voiceOf, wordsOnPage } from '@token-desk/tab/flow/page-languages';
import { recordApartText } from '@token-desk/tab/flow/record-apart-text';
import { begunRun, isRun, nextInRun, proposedRun, withSkipped } from '@token-desk/tab/flow/run';
import { badgeOf, isHeldByOther, type Shown } from '@token-desk/tab/flow/state-badge';
import { laterEnglish } from '@token-desk/tab/words/en/later';
import { requestIn, serial, tina, tom } from '../../support/bot/requests.ts';
import { english } from '../../support/tab/tab-words.ts';

const facts: HeldFacts = {
  tenant: null,
  account: null,
  algorithm: 'SHA1',
  stepSeconds: 30,
  sizeBytes: 10,
  capture: 'paste-image',
};
const eszter = { id: 'eszter', name: 'Eszter Kovács', upn: 'eszter.kovacs@contoso.example' };
const refused = { code: 'request-changed' } as const;
const detail = (state: RequestState, changed: Partial<RequestDetail> = {}): RequestDetail =>
  ({
    ...requestIn(state),
    id: 'r1',
    claim: { by: tom, since: 1 },
    step: null,
    history: [],
    may: [],
    isIdentified: true,
    cannotBurn: null,
    ...changed,
  }) as RequestDetail;
const start = (state: RequestState = 'in_progress', changed: Partial<RequestDetail> = {}) =>
  startBurn(detail(state, changed), tom.id);
const job = (changed: Partial<JobView>): JobView =>
  ({
    id: 'j1',
    kind: 'burn',
    state: 'sealed',
    phase: null,
    outcome: null,
    problem: null,
    offer: { requestId: 'r1', serial },
    ...changed,
  }) as JobView;

describe('the wizard’s events, each by what it changes', () => {
  it('begin with nothing brought in, nothing left behind and a look at Microsoft to come', () => {
    assert.deepEqual(
      { ...start(), request: null },
      {
        request: null,
        myId: tom.id,
        secret: { kind: 'none', problem: null },
        alsoSeen: [],
        clipboard: null,
        sealed: null,
        job: null,
        putBack: null,
        left: 'cancelBefore',
        check: { kind: 'typing', misses: 0, problem: null },
        isCheckSkipped: false,
        isAgain: false,
        choosing: { readiness: null, loadedStock: null, road: null, left: 'nothing' },
        givenBack: null,
        finish: { problem: null, isLooking: true },
        refused: null,
      },
    );
  });

  const busy: BurnState = {
    ...start(),
    secret: { kind: 'unconfirmed', facts },
    alsoSeen: [{ kind: 'other' }],
    clipboard: 'kept',
    check: { kind: 'comparing', misses: 2 },
    isCheckSkipped: true,
    isAgain: true,
    finish: { problem: refused, isLooking: false },
    refused,
  };
  const none = { kind: 'none', problem: null } as const;
  const cases: readonly (readonly [BurnEvent, Partial<BurnState>])[] = [
    [{ type: 'refused', problem: { code: 'no-answer' } }, { refused: { code: 'no-answer' } }],
    [{ type: 'refusal-seen' }, { refused: null }],
    [
      { type: 'secret-reading' },
      { secret: { kind: 'reading' }, refused: null, alsoSeen: [], clipboard: null },
    ],
    [{ type: 'secret-wrong', problem: refused }, { secret: { kind: 'none', problem: refused } }],
    [{ type: 'secret-dropped', problem: null }, { secret: none }],
    [
      { type: 'secret-either', base32: facts, hex: facts },
      { secret: { kind: 'either', base32: facts, hex: facts } },
    ],
    [
      { type: 'secret-found', facts, isAccountSeen: true },
      { secret: { kind: 'held', facts }, alsoSeen: [] },
    ],
    [
      { type: 'secret-found', facts, isAccountSeen: false, alsoSeen: [{ kind: 'other' }] },
      { secret: { kind: 'unconfirmed', facts }, alsoSeen: [{ kind: 'other' }] },
    ],
    [{ type: 'pasted', clipboard: 'overwritten' }, { clipboard: 'overwritten' }],
    [{ type: 'secret-confirmed' }, { secret: { kind: 'held', facts } }],
    [{ type: 'sealing', serial }, {}],
    [{ type: 'code-sent' }, { check: { kind: 'comparing', misses: 2 } }],
    [
      { type: 'code-answered', matched: false, problem: null },
      { check: { kind: 'typing', misses: 3, problem: null } },
    ],
    [
      { type: 'code-answered', matched: false, problem: { code: 'no-answer' } },
      { check: { kind: 'typing', misses: 2, problem: { code: 'no-answer' } } },
    ],
    [
      { type: 'code-answered', matched: false, problem: { code: 'code-clock-off' } },
      { check: { kind: 'typing', misses: 3, problem: { code: 'code-clock-off' } } },
    ],
    [
      { type: 'code-answered', matched: true, problem: null },
      { check: { kind: 'typing', misses: 2, problem: null } },
    ],
    [{ type: 'check-skipped' }, { isCheckSkipped: true, refused: null }],
    [{ type: 'started-again' }, { isAgain: true, isCheckSkipped: false, secret: none, refused: null }],
    [{ type: 'again-given-up' }, { isAgain: false, secret: none }],
    [
      { type: 'looked', version: 5, problem: { code: 'no-answer' } },
      { finish: { problem: { code: 'no-answer' }, isLooking: false } },
    ],
    [{ type: 'looking-ended' }, { finish: { problem: refused, isLooking: false } }],
    [{ type: 'looking-resumed' }, { finish: { problem: null, isLooking: true } }],
  ];
  for (const [event, changed] of cases)
    it(`${JSON.stringify(event).slice(0, 90)}: ${Object.keys(changed).join(', ') || 'nothing'}`, () =>
      assert.deepEqual(reduceBurn(busy, event), { ...busy, ...changed }));

  it('seal only what is held, and remember what was sealed', () => {
    const held: BurnState = { ...busy, secret: { kind: 'held', facts } };
    assert.deepEqual(reduceBurn(held, { type: 'sealing', serial }), {
      ...held,
      secret: { kind: 'sealing', facts, serial },
      sealed: facts,
      refused: null,
    });
    assert.equal(reduceBurn(held, { type: 'secret-confirmed' }), held);
    const looking = { ...busy, finish: { problem: null, isLooking: true } };
    assert.equal(reduceBurn(looking, { type: 'looking-ended' }).finish.isLooking, false);
  });

  it('take another answer of the same version, and no older one', () => {
    const state = start('in_progress', { version: 3 });
    const same = detail('in_progress', { version: 3, attention: 'code-wrong' });
    assert.equal(reduceBurn(state, { type: 'request-read', request: same }).request, same);
    const older = detail('in_progress', { version: 2 });
    assert.equal(reduceBurn(state, { type: 'request-read', request: older }), state);
  });

  it('see no job of another kind or another request', () => {
    const state = start();
    assert.equal(reduceBurn(state, { type: 'job-seen', job: job({ kind: 'blank' }) }), state);
    const others = job({ offer: { ...job({}).offer, requestId: 'r2' } });
    assert.equal(reduceBurn(state, { type: 'job-seen', job: others }), state);
  });

  it('show a code of a newer server by its name', () => {
    assert.deepEqual(problemOfWire({ code: 'no-answer', detail: { id: 'x' } }), {
      code: 'no-answer',
      detail: { id: 'x' },
    });
    assert.deepEqual(problemOfWire({ code: 'from-tomorrow' }), {
      code: 'unexpected',
      detail: { id: 'from-tomorrow' },
    });
  });

  it('know which of two answers about a job is the older', () => {
    const cases: readonly (readonly [Partial<JobView> | null, Partial<JobView>, boolean])[] = [
      [null, {}, false],
      [{ id: 'j2', state: 'done' }, {}, false],
      [{ state: 'done' }, {}, true],
      [{ state: 'done' }, { state: 'done' }, false],
      [{ phase: 'reading' }, {}, true],
      [{ phase: 'reading' }, { phase: 'place-token' }, false],
      [{ phase: 'reading' }, { state: 'cancelled' }, false],
      [{}, {}, false],
    ];
    for (const [shown, answer, isOlder] of cases)
      assert.equal(isOlderJob(shown && job(shown), job(answer)), isOlder, JSON.stringify([shown, answer]));
  });
});

describe('the wizard’s screens', () => {
  const screens: readonly (readonly [RequestState, string])[] = [
    ['submitted', 'over'],
    ['on_hold', 'over'],
    ['closed', 'over'],
    ['withdrawn', 'over'],
    ['rejected', 'over'],
    ['expired', 'over'],
    ['failed', 'over'],
    ['handed_over', 'done'],
    ['approved', 'not-started'],
    ['queued', 'not-started'],
    ['in_progress', 'secret'],
    ['burned', 'check'],
    ['checked', 'finish'],
    ['bound', 'hand-over'],
  ];
  for (const [state, kind] of screens)
    it(`${state}: ${kind}`, () => assert.deepEqual(screenOf(start(state)), { kind }));

  it('are somebody else’s where they have it, and anybody’s where nobody has', () => {
    for (const state of ['approved', 'queued', 'in_progress', 'burned', 'checked'] as const) {
      const claim = { by: tina, since: 1 };
      assert.deepEqual(screenOf(start(state, { claim })), { kind: 'elsewhere' }, state);
    }
    assert.deepEqual(screenOf(start('queued', { claim: null })), { kind: 'not-started' });
    assert.deepEqual(screenOf(start('burned', { claim: null })), { kind: 'check' });
  });

  it('wait with the desk’s word until the server’s record of it is here', () => {
    const written = job({ state: 'done', outcome: 'burned' });
    const row = (event: string, jobId: string) => ({ event, data: { jobId } });
    for (const state of ['in_progress', 'burned', 'checked'] as const)
      for (const [history, isUnread] of [
        [[], true],
        [[row('burned', 'j0')], true],
        [[row('checked', 'j1')], true],
        [[row('burned', 'j1')], false],
      ] as const) {
        const seen = { ...start(state, { history } as never), job: written };
        assert.equal(screenOf(seen).kind === 'burn', isUnread, `${state} ${JSON.stringify(history)}`);
      }
  });

  it('follow the secret while it is on its way', () => {
    const at = (changed: Partial<BurnState>) => screenOf({ ...start(), ...changed }).kind;
    assert.equal(at({ secret: { kind: 'reading' } }), 'secret');
    assert.equal(at({ secret: { kind: 'either', base32: facts, hex: facts } }), 'secret');
    assert.equal(at({ secret: { kind: 'unconfirmed', facts } }), 'secret');
    assert.equal(at({ secret: { kind: 'held', facts } }), 'token');
    assert.equal(at({ secret: { kind: 'sealing', facts, serial } }), 'burn');
    assert.equal(at({ job: job({}) }), 'burn');
    assert.equal(at({ job: job({ state: 'keyed' }) }), 'secret');
    const unsure = job({ state: 'done', outcome: 'unknown' });
    assert.equal(at({ job: unsure }), 'check');
    assert.equal(at({ job: unsure, isAgain: true }), 'secret');
    assert.equal(at({ job: unsure, secret: { kind: 'held', facts } }), 'token');
    assert.equal(at({ job: unsure, secret: { kind: 'none', problem: refused } }), 'secret');
    assert.equal(screenOf(start('in_progress', { isIdentified: false })).kind, 'person');
  });

  it('do not carry a refusal over to the next one', () => {
    const told = { ...start(), refused };
    const stays = reduceWizard(told, { type: 'secret-reading' });
    assert.equal(stays.refused, null);
    assert.equal(reduceWizard(told, { type: 'pasted', clipboard: 'kept' }).refused, refused);
    const moved = reduceWizard(told, { type: 'secret-found', facts, isAccountSeen: true });
    assert.deepEqual(moved, { ...told, secret: { kind: 'held', facts }, refused: null });
    const fresh = reduceWizard(
      { ...told, secret: { kind: 'held', facts } },
      { type: 'refused', problem: { code: 'no-answer' } },
    );
    assert.deepEqual(fresh.refused, { code: 'no-answer' });
    const quiet = { ...start(), refused: null };
    assert.equal(reduceWizard(quiet, { type: 'secret-found', facts, isAccountSeen: true }).refused, null);
  });
});

describe('the wizard’s sounds', () => {
  const token = { serial, burnedAt: 5 } as NonNullable<RequestDetail['token']>;
  const burned = start('burned', { token });
  const typing = (
    problem: BurnState['check'] extends { problem: infer P } ? P : BurnState['refused'],
  ): BurnState => ({
    ...burned,
    check: { kind: 'typing', misses: 1, problem },
  });
  const comparing: BurnState = { ...burned, check: { kind: 'comparing', misses: 0 } };
  const back = (code: 'lost-contact' | 'token-empty'): BurnState => ({
    ...start(),
    putBack: { code },
    job: job({ phase: 'place-token' }),
  });
  const dropped: BurnState = { ...start(), secret: { kind: 'none', problem: refused } };
  const cases: readonly (readonly [string, BurnState, BurnState, ReturnType<typeof soundBetween>])[] = [
    ['nothing', start(), start(), null],
    ['burned', start(), burned, 'burned'],
    ['burned again', burned, start('burned', { token: { ...token, burnedAt: 9 } }), 'burned'],
    ['the same burn', burned, start('burned', { token }), null],
    ['checked', burned, start('checked', { token, checkedAt: 6 }), 'matched'],
    [
      'checked before',
      start('checked', { token, checkedAt: 6 }),
      start('checked', { token, checkedAt: 6 }),
      null,
    ],
    ['a wrong code', comparing, typing(refused), 'wrong'],
    ['another wrong code', typing({ code: 'code-wrong' }), typing(refused), 'wrong'],
    ['the same wrong code', typing(refused), typing(refused), null],
    ['comparing', typing(refused), comparing, null],
    ['typing again', typing(refused), typing(null), null],
    ['a wrong picture', start(), dropped, 'wrong'],
    ['the same wrong picture', dropped, { ...dropped }, null],
    ['the token lifted', start(), back('lost-contact'), 'needs-you'],
    ['the token still away', back('lost-contact'), back('lost-contact'), null],
    ['away for another reason', back('lost-contact'), back('token-empty'), 'needs-you'],
    ['waiting for the first time', start(), { ...start(), job: job({ phase: 'place-token' }) }, null],
    [
      'back on the reader',
      back('lost-contact'),
      { ...back('lost-contact'), job: job({ phase: 'reading' }) },
      null,
    ],
    ['refused', start(), { ...start(), refused }, 'needs-you'],
    ['refused before', { ...start(), refused }, { ...start(), refused }, null],
    ['no more refused', { ...start(), refused }, start(), null],
  ];
  for (const [what, before, after, sound] of cases)
    it(`${what}: ${sound ?? 'silence'}`, () => assert.equal(soundBetween(before, after), sound));
});

describe('whose turn it is', () => {
  const item = (state: RequestState, changed: Partial<RequestSummary> = {}): RequestSummary =>
    ({
      ...requestIn(state),
      claim: null,
      attention: null,
      step: null,
      token: null,
      ...changed,
    }) as RequestSummary;
  const me = { id: tom.id, roles: ['Technician'] as const };

  it('is a technician’s for what was begun by nobody else', () => {
    for (const state of ['approved', 'queued', 'failed', 'in_progress', 'burned', 'checked'] as const) {
      assert.equal(needsMe(item(state), me), true, state);
      assert.equal(needsMe(item(state), { id: tom.id, roles: ['Auditor'] }), false, state);
    }
    for (const state of ['failed', 'in_progress', 'burned', 'checked'] as const)
      assert.equal(needsMe(item(state, { claim: { by: tina, since: 1 } }), me), false, state);
    assert.equal(isExpected(item('failed'), me), false);
    assert.equal(isExpected(item('checked'), me), true);
    const approver = { id: eszter.id, roles: ['Approver'] as const };
    assert.equal(needsMe(item('submitted', { requestedBy: tina, subject: eszter }), approver), false);
  });

  it('is over with the hand-over or a final state', () => {
    for (const state of ['handed_over', 'closed', 'withdrawn', 'rejected', 'expired'] as const)
      assert.equal(isOver({ state }), true, state);
    for (const state of ['queued', 'bound', 'on_hold'] as const)
      assert.equal(isOver({ state }), false, state);
  });

  it('is no approver’s, requester’s or subject’s to burn', () => {
    const parts = { requestedBy: tina, subject: eszter, approvedBy: null };
    assert.equal(isSecondPerson(parts, tom, 'burn'), true);
    assert.equal(isSecondPerson({ ...parts, approvedBy: 'policy' }, tom, 'burn'), true);
    assert.equal(isSecondPerson({ ...parts, approvedBy: tom }, tom, 'burn'), false);
    assert.equal(isSecondPerson({ ...parts, approvedBy: tom }, tina, 'burn'), false);
    assert.equal(isSecondPerson(parts, eszter, 'burn'), false);
  });

  it('is not late on the day itself', () => {
    const form = (neededBy: string) => ({ form: { ...item('queued').form, neededBy } });
    const sorted = sortByNeed(
      [
        item('queued', { id: 'today', ...form('2026-11-22') }),
        item('queued', { id: 'late', ...form('2026-11-21') }),
        item('queued', { id: 'same', ...form('2026-11-22') }),
      ],
      { id: tom.id, today: '2026-11-22' },
    );
    assert.deepEqual(
      sorted.map(({ id }) => id),
      ['late', 'today', 'same'],
    );
  });

  it('is found by the start of a name, an address or a whole serial', () => {
    const subject = { id: 's', name: 'Anne-Marie  Le Goff', upn: 'alg@contoso.example' };
    const one = { subject, token: { serial: '123456' } } as RequestSummary;
    const bare = { subject, token: null } as RequestSummary;
    for (const typed of ['anne-m', 'marie', 'goff', 'anne-marie  le', 'alg@', ' 123456 ', 'ANNE '])
      assert.equal(matching([one], typed).length, 1, typed);
    for (const typed of ['off', 'example', '12345', '1234567', '-'])
      assert.equal(matching([one], typed).length, 0, typed);
    assert.equal(matching([bare], '123456').length, 0);
    const short = { subject, token: { serial: '12345' } } as RequestSummary;
    assert.equal(matching([short], '12345').length, 0);
    const all = [one, bare];
    assert.equal(matching(all, '  '), all);
  });

  it('goes on at the reader where the token was left empty', () => {
    const asked = {
      state: 'in_progress',
      claim: { by: tom, since: 1 },
      may: [] as RequestDetail['may'],
      cannotBurn: null,
    } as const;
    assert.equal(nextMoveOf({ ...asked, attention: 'token-empty' }, me), 'carry-on-at-reader');
    assert.equal(nextMoveOf({ ...asked, attention: null }, me), 'carry-on');
    assert.equal(nextMoveOf({ ...asked, claim: null, attention: null }, me), 'wait');
  });
});

describe('a run of people', () => {
  const ids = Array.from({ length: 120 }, (_, at) => `r-${at}`);
  it('is proposed, begun and skipped in, a hundred at most', () => {
    assert.deepEqual(proposedRun(ids), { ids: ids.slice(0, 100), skipped: [], startedAt: 0, isBegun: false });
    const run = begunRun(ids, 7);
    assert.deepEqual(run, { ids: ids.slice(0, 100), skipped: [], startedAt: 7, isBegun: true });
    const skipped = withSkipped(withSkipped(run, 'r-1'), 'r-2');
    assert.deepEqual(skipped, { ...run, skipped: ['r-1', 'r-2'] });
    assert.equal(withSkipped(skipped, 'r-1'), skipped);
    assert.equal(nextInRun(skipped, () => true, [{ id: 'r-2' }, { id: 'r-3' }])?.id, 'r-3');
    assert.equal(nextInRun(skipped, ({ id }) => id === 'r-4', [{ id: 'r-3' }, { id: 'r-4' }])?.id, 'r-4');
    assert.equal(
      nextInRun(skipped, () => false, [{ id: 'r-3' }]),
      null,
    );
  });

  it('is known by its form when a window finds it again', () => {
    const run = begunRun(ids, 7);
    assert.equal(isRun(run), true);
    assert.equal(isRun({ ...run, ids: [], skipped: ['a'] }), true);
    for (const wrong of [null, undefined, 7, 'run', {}]) assert.equal(isRun(wrong), false, String(wrong));
    for (const changed of [
      { ids },
      { ids: 'abc' },
      { ids: ['a', 1] },
      { ids: { length: 1 } },
      { skipped: [1] },
      { skipped: null },
      { startedAt: '7' },
      { isBegun: 1 },
    ])
      assert.equal(isRun({ ...run, ...changed }), false, JSON.stringify(changed).slice(0, 40));
  });
});

describe('where a request is, as a word and a shape', () => {
  const shown = (state: RequestState, changed: Partial<Shown> = {}): Shown => ({
    state,
    attention: null,
    claim: null,
    step: null,
    ...changed,
  });
  const cases: readonly (readonly [RequestState, string, string])[] = [
    ['submitted', 'quiet', '○'],
    ['on_hold', 'quiet', '○'],
    ['approved', 'now', '●'],
    ['queued', 'now', '●'],
    ['in_progress', 'now', '◐'],
    ['burned', 'now', '◑'],
    ['checked', 'now', '◑'],
    ['bound', 'good', '✓'],
    ['handed_over', 'good', '✓'],
    ['closed', 'good', '✓'],
    ['withdrawn', 'quiet', '–'],
    ['rejected', 'quiet', '–'],
    ['expired', 'quiet', '–'],
    ['failed', 'quiet', '–'],
  ];
  for (const [state, tone, shape] of cases)
    it(`${state}: ${tone} ${shape}`, () =>
      assert.deepEqual(badgeOf(shown(state), tom.id, english), { tone, shape, text: english.states[state] }));

  it('names the step, whoever else has it, and what must be mended', () => {
    assert.equal(
      badgeOf(shown('in_progress', { step: 'token' }), tom.id, english).text,
      english.atStep(english.steps.token),
    );
    const claim = { by: tina, since: 1 };
    assert.deepEqual(badgeOf(shown('burned', { claim }), tom.id, english), {
      tone: 'quiet',
      shape: '◐',
      text: english.request.heldBy(tina.name),
    });
    assert.equal(isHeldByOther({ state: 'bound', claim }, tom.id), false);
    assert.equal(isHeldByOther({ state: 'burned', claim: { by: tom, since: 1 } }, tom.id), false);
    const { attention: words, work } = english;
    for (const [text, codes] of [
      [
        words.empty,
        [
          'token-empty',
          'token-emptied',
          'token-perhaps-empty',
          'token-perhaps-emptied',
          'clock-not-set-emptied',
        ],
      ],
      [words.changed, ['token-changed', 'token-perhaps-changed', 'token-half-written', 'clock-not-set']],
      [words.unknown, ['burn-unknown']],
      [work.attention.code, ['code-wrong', 'code-old', 'code-malformed']],
      [work.attention.clock, ['code-clock-off']],
      [words.other, ['no-answer']],
    ] as const)
      for (const attention of codes)
        assert.deepEqual(
          badgeOf(shown('in_progress', { attention }), tom.id, english),
          { tone: 'warn', shape: '⚠', text },
          attention,
        );
    assert.equal(
      badgeOf(shown('queued', { attention: 'loss-not-confirmed' }), tom.id, english).text,
      work.attention.loss,
    );
    assert.equal(
      badgeOf(shown('queued', { attention: 'burned-late' }), tom.id, english).text,
      work.attention.late,
    );
    assert.equal(
      badgeOf(shown('closed', { attention: 'burned-late' }), tom.id, english).text,
      english.states.closed,
    );
    assert.equal(
      badgeOf(shown('queued', { attention: 'code-wrong' }), tom.id, english).text,
      english.states.queued,
    );
  });
});

describe('small rules of the flow', () => {
  it('of two answers about a row, keep the newer; of the same age, the later', () => {
    const rule = {
      idOf: ({ id }: { id: string; at: number }) => id,
      ageOf: ({ at }: { id: string; at: number }) => at,
    };
    const row = (id: string, at: number, word = '') => ({ id, at, word });
    const again = row('a', 2, 'again');
    assert.equal(newerRow(row('a', 2), again, rule), again);
    const newer = row('a', 3);
    assert.equal(newerRow(newer, row('a', 2), rule), newer);
    assert.deepEqual(newerRow(undefined, again, rule), again);
    assert.deepEqual(newerRows([row('a', 3), row('b', 1)], [row('b', 2), row('a', 2), row('c', 0)], rule), [
      row('b', 2),
      row('a', 3),
      row('c', 0),
    ]);
  });

  it('keep what the worse try left', () => {
    assert.equal(leftBehind('cancelAway', { code: 'token-changed' }), 'cancelAway');
    assert.equal(leftBehind('cancelChanged', { code: 'token-perhaps-empty' }), 'cancelPerhapsEmptied');
    assert.equal(leftBehind('cancelAway', { code: 'token-emptied' }), 'cancelEmptied');
    assert.equal(leftBehind(null, null), 'cancelBefore');
    assert.equal(leftBehind(null, { code: 'no-answer' }), 'cancelAway');
  });

  it('is told of a burn that has ended where its last problem says it', () => {
    for (const [attention, left] of [
      [null, null],
      ['no-token', null],
      ['burn-unknown', null],
      ['token-changed', 'cancelChanged'],
      ['token-perhaps-empty', 'cancelPerhapsEmptied'],
      ['token-emptied', 'cancelEmptied'],
    ] as const)
      assert.equal(leftByBurn({ attention }), left, String(attention));
  });

  it('say quoted words in the page’s language, however the apostrophe and the space are written', () => {
    const french = pageLanguages.find(({ code }) => code === 'fr');
    assert.ok(french !== undefined);
    const voice = voiceOf(french);
    assert.equal(voice.lang, 'fr');
    assert.equal(voice.say('Next'), french.words.next);
    assert.equal(wordsOnPage("Can't scan image?", french), french.words.cannotScan);
    assert.equal(wordsOnPage('Security\u00a0info', french), french.words.securityInfo);
  });

  it('tell of a record that does not fit what it says and of whom', () => {
    const record = {
      record: 'burned',
      burner: 'Desk Lyon 2',
      at: Date.UTC(2026, 10, 22, 9),
      outcome: 'burned',
      subject: eszter,
      account: 'ana@contoso.example',
      technician: tom,
      why: Object.keys(laterEnglish.details.doubts)[0],
      serial,
    } as unknown as RecordApart;
    const { details, apart } = laterEnglish;
    const words = { strings: english };
    const at = new Intl.DateTimeFormat(english.locale, { dateStyle: 'medium', timeStyle: 'medium' });
    const told = [
      details.outcomes.burned,
      details.for(`${eszter.name} (${eszter.upn})`),
      apart.account('ana@contoso.example'),
      details.orderedBy(tom.name),
    ];
    const { title, text } = recordApartText(record, words);
    assert.equal(title, apart.line(apart.records[record.record], 'Desk Lyon 2', at.format(record.at)));
    assert.equal(text, apart.sentence(details.doubts[record.why], told.join(' · ')));
    const bare = recordApartText(
      { ...record, outcome: 'of-tomorrow', subject: null, account: null } as unknown as RecordApart,
      words,
    );
    assert.equal(
      bare.text,
      apart.sentence(details.doubts[record.why], ['of-tomorrow', details.orderedBy(tom.name)].join(' · ')),
    );
  });
});
