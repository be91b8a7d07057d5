import assert from 'node:assert/strict';
import type { Acting } from '@token-desk/bot/domain/permissions';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import type { Command, CommandKind } from '@token-desk/bot/domain/request-commands';
import { decide, evolveAll } from '@token-desk/bot/domain/request-machine';
import type { ProblemCode } from '@token-desk/contract/problem';
import {
  handledTypes,
  type Request,
  type RequestState,
  type RequestType,
  requestStates,
  requestTypes,
} from '@token-desk/contract/request';
import {
  acting,
  ada,
  asAnna,
  asBurner,
  asClock,
  asManager,
  asTina,
  asTom,
  dayMs,
  form,
  mara,
  minuteMs,
  monday,
  requestIn,
  serial,
  sven,
  tina,
} from '../support/requests.ts';

const { claimIdleMs } = standardPolicy;

const burn = (outcome: 'burned' | 'unknown' | 'empty' | 'failed'): Command => ({
  kind: 'record-burn',
  jobId: 'job-1',
  outcome,
  technicianId: tina.id,
  token: {
    serial,
    model: 'OTPC-P2-i',
    burnedAt: monday,
    clockDriftBeforeSeconds: 3,
    accountSeen: true,
    burnerId: 'desk-1',
  },
  problem: outcome === 'empty' ? 'token-empty' : null,
});

const submit = (change: Partial<Extract<Command, { kind: 'submit' }>> = {}): Command => ({
  kind: 'submit',
  id: 'request-1',
  subject: sven,
  form,
  source: 'chat',
  rule: 'standard',
  ...change,
});

type Row = {
  readonly command: Command;
  readonly as: Acting;
  /** State before → state after, where the command is possible; everywhere else it must be refused. */
  readonly to: Partial<Record<RequestState, RequestState>>;
  /** Why it is refused elsewhere, when it is not simply the wrong state. */
  readonly elsewhere?: Partial<Record<RequestState, ProblemCode>>;
};

const same = (...states: RequestState[]) => Object.fromEntries(states.map((state) => [state, state]));
const all = (to: RequestState, ...states: RequestState[]) =>
  Object.fromEntries(states.map((state) => [state, to]));
const everywhere = same(...requestStates);
const notOpen = Object.fromEntries(
  requestStates.map((state): [RequestState, ProblemCode] => [state, 'job-not-open']),
);

const table: Record<Exclude<CommandKind, 'submit'>, Row> = {
  approve: { command: { kind: 'approve' }, as: asAnna, to: { submitted: 'queued' } },
  reject: { command: { kind: 'reject', why: 'no' }, as: asAnna, to: { submitted: 'rejected' } },
  withdraw: {
    command: { kind: 'withdraw' },
    as: asManager,
    to: all('withdrawn', 'submitted', 'approved', 'queued', 'on_hold'),
  },
  claim: {
    command: { kind: 'claim' },
    as: asTina,
    to: { queued: 'in_progress', ...same('in_progress', 'burned', 'checked') },
  },
  'take-over': { command: { kind: 'take-over' }, as: asTom, to: same('in_progress', 'burned', 'checked') },
  release: { command: { kind: 'release' }, as: asTina, to: { in_progress: 'queued' } },
  'check-identity': {
    command: { kind: 'check-identity', identity: 'badge-photo', methods: [] },
    as: asTina,
    to: same('in_progress', 'burned', 'checked', 'bound'),
  },
  'look-for-method': {
    command: { kind: 'look-for-method', methods: ['old-method', 'new-method'] },
    as: asTina,
    to: all('bound', 'burned', 'checked'),
  },
  'say-bound': {
    command: { kind: 'say-bound', methods: null },
    as: asTina,
    to: all('bound', 'burned', 'checked'),
  },
  'hand-over': {
    command: { kind: 'hand-over', to: 'subject' },
    as: asTina,
    to: { bound: 'handed_over' },
    elsewhere: { in_progress: 'not-bound-yet', burned: 'not-bound-yet', checked: 'not-bound-yet' },
  },
  'give-up': {
    command: { kind: 'give-up', why: 'token broken' },
    as: asTina,
    to: all('failed', 'in_progress', 'burned', 'checked'),
  },
  requeue: { command: { kind: 'requeue' }, as: asTom, to: { failed: 'queued' } },
  hold: {
    command: { kind: 'hold', why: 'on leave' },
    as: asTina,
    to: all('on_hold', 'submitted', 'approved', 'queued', 'in_progress', 'burned', 'checked', 'bound'),
  },
  resume: { command: { kind: 'resume' }, as: asTina, to: { on_hold: 'queued' } },
  close: { command: { kind: 'close' }, as: asManager, to: { handed_over: 'closed' } },
  'open-job': {
    command: { kind: 'open-job', jobId: 'job-2', serial, burnerId: 'desk-1', burner: 'Desk 1' },
    as: asTina,
    to: all('in_progress', 'in_progress', 'burned', 'checked'),
  },
  seal: {
    command: { kind: 'seal', jobId: 'job-1', accountSeen: true },
    as: asTina,
    to: same('in_progress'),
    elsewhere: notOpen,
  },
  'cancel-job': {
    command: { kind: 'cancel-job', jobId: 'job-1', because: 'asked', problem: null },
    as: asTina,
    to: same('in_progress'),
    elsewhere: notOpen,
  },
  'record-burn': { command: burn('burned'), as: asBurner, to: { ...everywhere, in_progress: 'burned' } },
  'record-check': {
    command: {
      kind: 'record-check',
      jobId: 'job-1',
      isCurrent: true,
      matched: true,
      stepOffset: 0,
      problem: null,
    },
    as: asBurner,
    to: { ...everywhere, burned: 'checked' },
  },
  'lose-token': {
    command: { kind: 'lose-token', why: 'the desk was stolen' },
    as: asTom,
    to: all('failed', 'burned', 'checked', 'bound', 'on_hold'),
  },
  tick: {
    command: { kind: 'tick', claimIdleMs },
    as: asClock,
    to: {},
  },
};

function run(state: Request | null, command: Command, as: Acting, now = monday + minuteMs) {
  const decided = decide(state, command, as, now);
  assert.ok(decided.ok, decided.ok ? '' : decided.problem.code);
  return evolveAll(state, decided.events);
}

function refused(state: Request | null, command: Command, as: Acting, now = monday + minuteMs) {
  const decided = decide(state, command, as, now);
  return decided.ok ? 'allowed' : decided.problem.code;
}

const isHandled = (type: RequestType) => handledTypes.some((one) => one === type);
const typed = (type: RequestType): Partial<Request> => ({ form: { ...form, type } });

for (const type of handledTypes) {
  describe(`request machine, table of type ${type}`, () => {
    for (const [kind, row] of Object.entries(table)) {
      for (const state of requestStates) {
        const before = requestIn(state, typed(type));
        const to = row.to[state];
        if (to !== undefined) {
          it(`${kind} leads from ${state} to ${to}`, () => {
            const after = run(before, row.command, row.as);
            assert.equal(after.state, to);
            assert.equal(after.version, before.version + 1);
          });
        } else {
          const code = row.elsewhere?.[state] ?? 'request-wrong-state';
          it(`${kind} is refused when ${state}: ${code}`, () => {
            assert.equal(refused(before, row.command, row.as), code);
          });
        }
      }
    }

    it('may be asked for', () => {
      assert.equal(run(null, submit({ form: { ...form, type } }), asManager).state, 'queued');
    });
  });
}

describe('request machine', () => {
  it('begins submitted, and queued at once where a rule approves, as the policy’s own act', () => {
    const decided = decide(null, submit(), asManager, monday);
    assert.ok(decided.ok);
    assert.deepEqual(
      decided.events.map((event) => [event.kind, event.actor.kind]),
      [
        ['submitted', 'person'],
        ['approved', 'policy'],
        ['queued', 'policy'],
      ],
    );
    const request = evolveAll(null, decided.events);
    assert.equal(request.approvedBy, 'policy');
    assert.equal(request.version, 1);
    assert.equal(run(null, submit({ rule: null }), asManager).state, 'submitted');
  });

  const badSubmits: [string, Command, ProblemCode][] = [
    ...requestTypes
      .filter((type) => !isHandled(type))
      .map((type): [string, Command, ProblemCode] => [
        `of type ${type}`,
        submit({ form: { ...form, type } }),
        'request-type-not-yet',
      ]),
    ['for oneself', submit({ subject: mara }), 'request-for-self'],
    ['“other” without words', submit({ form: { ...form, reason: 'other' } }), 'request-invalid'],
    ['a day that does not exist', submit({ form: { ...form, neededBy: '2026-11-31' } }), 'request-invalid'],
    ['a day in the past', submit({ form: { ...form, neededBy: '2026-10-31' } }), 'needed-by-past'],
  ];
  for (const [what, command, code] of badSubmits) {
    it(`refuses a request ${what}: ${code}`, () => {
      assert.equal(refused(null, command, asManager), code);
    });
  }

  for (const type of requestTypes.filter((one) => !isHandled(one))) {
    it(`has no steps for ${type} yet`, () => {
      const request = requestIn('queued', { form: { ...form, type } });
      assert.equal(refused(request, { kind: 'claim' }, asTina), 'request-type-not-yet');
    });
  }

  const wrongPeople: [string, Request, Command, Acting, ProblemCode][] = [
    ['claiming without the role', requestIn('queued'), { kind: 'claim' }, asAnna, 'role-missing'],
    [
      'the requester burning',
      requestIn('queued'),
      { kind: 'claim' },
      acting(mara, 'Technician'),
      'four-eyes',
    ],
    ['the subject burning', requestIn('queued'), { kind: 'claim' }, acting(sven, 'Technician'), 'four-eyes'],
    [
      'the approver burning',
      requestIn('queued', { approvedBy: tina }),
      { kind: 'claim' },
      asTina,
      'four-eyes',
    ],
    [
      'the requester taking over',
      requestIn('burned'),
      { kind: 'take-over' },
      acting(mara, 'Technician'),
      'four-eyes',
    ],
    [
      'the requester approving',
      requestIn('submitted'),
      { kind: 'approve' },
      acting(mara, 'Approver'),
      'four-eyes',
    ],
    [
      'the subject approving',
      requestIn('submitted'),
      { kind: 'approve' },
      acting(sven, 'Approver'),
      'four-eyes',
    ],
    ['a technician approving', requestIn('submitted'), { kind: 'approve' }, asTina, 'role-missing'],
    ['somebody else withdrawing', requestIn('queued'), { kind: 'withdraw' }, asTina, 'role-missing'],
    ['a burner claiming', requestIn('queued'), { kind: 'claim' }, asBurner, 'role-missing'],
    ['claiming what somebody has', requestIn('in_progress'), { kind: 'claim' }, asTom, 'request-claimed'],
    ['releasing what somebody has', requestIn('in_progress'), { kind: 'release' }, asTom, 'request-claimed'],
    [
      'burning without the claim',
      requestIn('in_progress'),
      table['open-job'].command,
      asTom,
      'request-claimed',
    ],
    [
      'burning with nobody identified',
      requestIn('in_progress', { identityCheck: null }),
      table['open-job'].command,
      asTina,
      'identity-not-checked',
    ],
  ];
  for (const [what, request, command, as, code] of wrongPeople) {
    it(`refuses ${what}: ${code}`, () => {
      assert.equal(refused(request, command, as), code);
    });
  }

  it('says who has a claimed request, since when and at which step', () => {
    const decided = decide(requestIn('burned'), { kind: 'claim' }, asTom, monday);
    assert.ok(!decided.ok);
    assert.deepEqual(decided.problem.detail, {
      holder: 'Tina Technician',
      since: '2026-11-02 08:00 UTC',
      sinceMs: monday,
      step: 'check',
    });
  });

  it('asks who vouched', () => {
    const command: Command = { kind: 'check-identity', identity: 'vouched', methods: null };
    assert.equal(refused(requestIn('in_progress'), command, asTina), 'request-invalid');
    const after = run(requestIn('in_progress'), { ...command, vouchedBy: 'Bea Boss' }, asTina);
    assert.equal(after.identityCheck?.vouchedBy, 'Bea Boss');
  });

  it('keeps the first picture of the methods', () => {
    const command: Command = { kind: 'check-identity', identity: 'video', methods: ['later'] };
    assert.deepEqual(run(requestIn('burned'), command, asTina).methodsBefore, ['old-method']);
    const first = run(requestIn('in_progress', { methodsBefore: null }), command, asTina);
    assert.deepEqual(first.methodsBefore, ['later']);
  });

  const looks: [string, readonly string[] | null, readonly string[] | null, ProblemCode][] = [
    ['no new method', ['a'], ['a'], 'no-new-method'],
    ['an old one gone and none new', ['a', 'b'], ['a'], 'no-new-method'],
    ['two new methods', ['a'], ['a', 'b', 'c'], 'several-new-methods'],
    ['unreadable now', ['a'], null, 'methods-not-readable'],
    ['unreadable before', null, ['a'], 'methods-not-readable'],
  ];
  for (const [what, before, methods, code] of looks) {
    it(`does not bind with ${what}: ${code}`, () => {
      const request = requestIn('checked', { methodsBefore: before === null ? null : [...before] });
      assert.equal(refused(request, { kind: 'look-for-method', methods }, asTina), code);
    });
  }

  it('records exactly one new method as seen, and a belief as said only where nothing can be read', () => {
    const seen = run(requestIn('burned'), table['look-for-method'].command, asTina);
    assert.deepEqual(seen.binding, { how: 'seen', methodId: 'new-method', at: monday + minuteMs });
    const said = run(requestIn('checked'), { kind: 'say-bound', methods: null }, asTina);
    assert.deepEqual(said.binding, { how: 'said', methodId: null, at: monday + minuteMs });
    const readable: Command = { kind: 'say-bound', methods: ['old-method'] };
    assert.equal(refused(requestIn('checked'), readable, asTina), 'no-new-method');
  });

  const leftovers: [string, RequestType, string[] | null, string | null][] = [
    ['a new token', 'new', ['old-method'], null],
    ['a lost one with a method before', 'replace-lost', ['old-method'], 'old-method-left'],
    ['a faulty one with a method before', 'replace-faulty', ['old-method'], 'old-method-left'],
    ['a lost one where nobody can tell', 'replace-lost', null, 'old-method-left'],
    ['a faulty one whose method is gone', 'replace-faulty', [], null],
  ];
  for (const [what, type, methodsBefore, attention] of leftovers) {
    it(`says ${attention ?? 'nothing'} once ${what} is bound, and nothing any more after the hand-over`, () => {
      const methods = methodsBefore === null ? null : [...methodsBefore, 'new-method'];
      const kind = methods === null ? 'say-bound' : 'look-for-method';
      const bound = run(requestIn('checked', { ...typed(type), methodsBefore }), { kind, methods }, asTina);
      assert.equal(bound.attention, attention);
      assert.equal(run(bound, table['hand-over'].command, asTina).attention, null);
    });
  }

  it('asks for the person again at a hand-over on another day, not when it goes by mail', () => {
    const later = monday + dayMs;
    const handOver = (to: 'subject' | 'mail'): Command => ({ kind: 'hand-over', to });
    assert.equal(refused(requestIn('bound'), handOver('subject'), asTom, later), 'identity-not-checked');
    assert.equal(run(requestIn('bound'), handOver('mail'), asTom, later).state, 'handed_over');
    const again: Command = { kind: 'check-identity', identity: 'picture-id', methods: null };
    const identified = run(requestIn('bound'), again, asTom, later);
    assert.equal(run(identified, handOver('subject'), asTom, later).state, 'handed_over');
  });

  it('is handed to a caller only where there was one', () => {
    const command: Command = { kind: 'hand-over', to: 'caller' };
    assert.equal(refused(requestIn('bound'), command, asTina, monday), 'request-invalid');
    const called = requestIn('bound', {
      call: { by: 'Mara Manager', identifiedBy: 'call-back', source: 'phone' },
    });
    assert.equal(run(called, command, asTina, monday).state, 'handed_over');
  });

  it('takes over with the old job cancelled', () => {
    const decided = decide(requestIn('in_progress'), { kind: 'take-over' }, asTom, monday);
    assert.ok(decided.ok);
    assert.deepEqual(
      decided.events.map((event) => event.kind),
      ['job_cancelled', 'taken_over'],
    );
    assert.equal(evolveAll(requestIn('in_progress'), decided.events).claim?.by.id, 'tom');
  });

  const burns: [string, Command, Partial<Request>][] = [
    ['burned', burn('burned'), { state: 'burned', attention: null, openJobId: null }],
    ['unknown', burn('unknown'), { state: 'burned', attention: 'burn-unknown', openJobId: null }],
    ['empty', burn('empty'), { state: 'in_progress', attention: 'token-empty', token: null }],
    ['failed', burn('failed'), { state: 'in_progress', openJobId: null }],
  ];
  for (const [outcome, command, expected] of burns) {
    it(`takes the desk’s word: ${outcome}`, () => {
      const after = run(requestIn('in_progress'), command, asBurner);
      for (const [field, value] of Object.entries(expected)) {
        assert.deepEqual(after[field as keyof Request], value, field);
      }
    });
  }

  it('records a burn that comes after the request moved on, and asks for attention', () => {
    const taken = requestIn('in_progress', { openJobId: null, claim: { by: ada, since: monday } });
    for (const request of [taken, requestIn('queued'), requestIn('withdrawn')]) {
      const after = run(request, burn('burned'), asBurner);
      assert.equal(after.state, request.state);
      assert.equal(after.token, null);
      assert.equal(after.attention, 'burned-late');
    }
  });

  it('still takes a burn whose job ran out while the same technician waits', () => {
    const after = run(requestIn('in_progress', { openJobId: null }), burn('burned'), asBurner);
    assert.equal(after.state, 'burned');
  });

  it('leaves an old code’s match without effect after a new burn', () => {
    const command: Command = {
      kind: 'record-check',
      jobId: 'job-0',
      isCurrent: false,
      matched: true,
      stepOffset: 0,
      problem: null,
    };
    assert.equal(run(requestIn('burned'), command, asBurner).state, 'burned');
  });

  it('forgets the check when the token is burned again', () => {
    const after = run(requestIn('checked'), table['open-job'].command, asTina);
    assert.equal(after.checkedAt, null);
    assert.equal(after.openJobId, 'job-2');
    assert.equal(after.token?.serial, serial);
  });

  const ticks: [string, Request, number, RequestState | 'nothing'][] = [
    ['an idle claim goes back', requestIn('in_progress'), claimIdleMs, 'queued'],
    ['a claim just worked on stays', requestIn('in_progress'), claimIdleMs - 1, 'nothing'],
    [
      'a claim with a burned token stays',
      requestIn('in_progress', { token: requestIn('burned').token }),
      dayMs,
      'nothing',
    ],
    ['a burned token stays', requestIn('burned'), 30 * dayMs, 'nothing'],
    ['a handed-over token closes', requestIn('handed_over'), 7 * dayMs, 'closed'],
    ['not before its week', requestIn('handed_over'), 7 * dayMs - 1, 'nothing'],
    ['an unapproved request expires', requestIn('submitted'), 14 * dayMs, 'expired'],
    ['a queued one waits', requestIn('queued'), 90 * dayMs, 'nothing'],
  ];
  for (const [what, request, afterMs, state] of ticks) {
    it(`with time: ${what}`, () => {
      const now = monday + afterMs;
      if (state === 'nothing') {
        assert.equal(refused(request, { kind: 'tick', claimIdleMs }, asClock, now), 'request-wrong-state');
      } else {
        assert.equal(run(request, { kind: 'tick', claimIdleMs }, asClock, now).state, state);
      }
    });
  }

  it('returns from hold to where it was', () => {
    for (const state of ['submitted', 'queued', 'burned', 'bound'] as const) {
      const held = run(requestIn(state), { kind: 'hold', why: 'on leave' }, asTina);
      assert.equal(run(held, { kind: 'resume' }, asTina).state, state);
    }
  });

  it('lets nobody withdraw what was held while a technician had it', () => {
    const held = requestIn('on_hold', { heldFrom: 'burned' });
    assert.equal(refused(held, { kind: 'withdraw' }, asManager), 'request-wrong-state');
  });
});
