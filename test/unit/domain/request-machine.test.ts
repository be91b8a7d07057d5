import assert from 'node:assert/strict';
import type { Acting } from '@token-desk/bot/domain/permissions';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import type { Command, CommandKind } from '@token-desk/bot/domain/requests/request-commands';
import { auditDataOf } from '@token-desk/bot/domain/requests/request-events';
import { decide, evolveAll } from '@token-desk/bot/domain/requests/request-machine';
import type { Token } from '@token-desk/bot/domain/tokens/token';
import type { TokenGone } from '@token-desk/bot/domain/tokens/token-gone';
import type { BurnOutcome } from '@token-desk/contract/desk/receipt';
import type { ProblemCode } from '@token-desk/contract/problem';
import {
  handledTypes,
  type Receiver,
  type Request,
  type RequestState,
  type RequestType,
  receivers,
  requestStates,
  requestTypes,
} from '@token-desk/contract/request';
import {
  acting,
  ada,
  anna,
  asAnna,
  asBurner,
  asClock,
  asManager,
  asTina,
  asTom,
  dayMs,
  form,
  loadedTokenOf,
  mara,
  minuteMs,
  monday,
  requestIn,
  serial,
  sven,
  tina,
  tokenOf,
  tom,
} from '../../support/bot/requests.ts';

const asAda = acting(ada, 'Administrator');
const { claimIdleMs } = standardPolicy;
const itsToken = tokenOf(requestIn('bound'));
const burnedToken = tokenOf(requestIn('burned'));
const loadedToken = loadedTokenOf();
const nobodys = { id: 'device-1', serial, assignedTo: null };
const looking = { kind: 'look-for-method', methods: null, token: burnedToken } as const;

const burn = (outcome: BurnOutcome): Command => ({
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
  decision: { rule: 'standard', approve: 'none' },
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
  edit: {
    command: { kind: 'edit', neededBy: '2026-11-30', handOver: 'ship' },
    as: asManager,
    to: same('submitted', 'approved', 'queued'),
  },
  nudge: { command: { kind: 'nudge' }, as: asManager, to: same('submitted', 'approved', 'queued') },
  // As a report that waits; without one both are refused everywhere.
  'confirm-loss': { command: { kind: 'confirm-loss' }, as: asTom, to: {} },
  'reject-loss': { command: { kind: 'reject-loss' }, as: asTom, to: {} },
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
  'choose-route': {
    command: { kind: 'choose-route', route: 'A', offered: { route: 'B', because: null } },
    as: asTina,
    to: same('in_progress'),
  },
  'take-loaded': {
    command: { kind: 'take-loaded', serial, token: loadedToken, device: nobodys, timeZone: 'UTC' },
    as: asTina,
    to: same('in_progress'),
  },
  'give-back-loaded': {
    command: { kind: 'give-back-loaded' },
    as: asTina,
    to: same('in_progress'),
  },
  // Only with a loaded token in hand; see second-technician.test.ts and take-loaded.test.ts.
  'confirm-hand-out': { command: { kind: 'confirm-hand-out' }, as: asTom, to: {} },
  'leave-to-holder': {
    command: { kind: 'leave-to-holder', isAssigned: true, waysIn: ['phone'], token: null },
    as: asTina,
    to: {},
  },
  'look-for-method': {
    command: { kind: 'look-for-method', methods: ['old-method', 'new-method'], token: burnedToken },
    as: asTina,
    to: all('bound', 'burned', 'checked'),
  },
  'say-bound': {
    command: { kind: 'say-bound', methods: null, token: burnedToken },
    as: asTina,
    to: all('bound', 'burned', 'checked'),
  },
  'hand-over': {
    command: { kind: 'hand-over', to: 'subject', token: itsToken, timeZone: 'UTC' },
    as: asTina,
    to: { bound: 'handed_over' },
    elsewhere: { in_progress: 'not-bound-yet', burned: 'not-bound-yet', checked: 'not-bound-yet' },
  },
  'give-up': {
    command: { kind: 'give-up', why: 'token broken' },
    as: asTina,
    to: all('failed', 'in_progress', 'burned', 'checked', 'bound'),
  },
  requeue: { command: { kind: 'requeue' }, as: asTom, to: { failed: 'queued' } },
  hold: {
    command: { kind: 'hold', why: 'on leave' },
    as: asTina,
    to: all('on_hold', 'submitted', 'approved', 'queued', 'in_progress', 'burned', 'checked', 'bound'),
  },
  resume: { command: { kind: 'resume' }, as: asTina, to: { on_hold: 'queued' } },
  close: { command: { kind: 'close' }, as: asManager, to: { handed_over: 'closed' } },
  'look-for-enforcement': {
    command: { kind: 'look-for-enforcement', mfa: 'enforced' },
    as: asAda,
    to: same('bound', 'handed_over', 'closed'),
  },
  'waive-enforcement': {
    command: { kind: 'waive-enforcement', because: 'conditional-access' },
    as: asAda,
    to: same('bound', 'handed_over', 'closed'),
  },
  'look-for-second': {
    command: { kind: 'look-for-second', ways: ['passkey'] },
    as: asTom,
    to: same('bound', 'handed_over', 'closed'),
  },
  'ask-spare': {
    command: { kind: 'ask-spare', isOffered: true, spareId: 'request-2' },
    as: asTom,
    to: same('bound', 'handed_over', 'closed'),
  },
  'waive-second': {
    command: { kind: 'waive-second', isOffered: true, why: 'leaves in a week' },
    as: asTom,
    to: same('bound', 'handed_over', 'closed'),
  },
  'say-signed-in': {
    command: { kind: 'say-signed-in', hasPass: null, token: itsToken },
    as: asTom,
    to: same('bound', 'handed_over', 'closed'),
  },
  'say-not-signed-in': {
    command: { kind: 'say-not-signed-in', why: 'the password comes by mail' },
    as: asTom,
    to: same('bound', 'handed_over', 'closed'),
  },
  'open-job': {
    command: {
      kind: 'open-job',
      jobId: 'job-2',
      serial,
      burnerId: 'desk-1',
      burner: 'Desk 1',
      timeZone: 'UTC',
    },
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
  'nothing-written': {
    command: {
      kind: 'nothing-written',
      jobId: 'job-1',
      serial,
      technicianId: tina.id,
      problem: 'job-cancelled',
    },
    as: asBurner,
    to: everywhere,
  },
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
  'doubt-record': {
    command: { kind: 'doubt-record', jobId: 'job-1', isCurrent: true },
    as: asBurner,
    to: { ...everywhere, ...all('failed', 'in_progress', 'burned', 'checked') },
  },
  'lose-token': {
    command: { kind: 'lose-token', serial, because: 'its-token-lost', why: 'the desk was stolen' },
    as: asTom,
    to: all('failed', 'burned', 'checked', 'bound'),
  },
  // As the two above.
  'give-way': { command: { kind: 'give-way' }, as: asTom, to: {} },
  'note-missing': {
    command: { kind: 'note-missing', checks: ['account'], unknown: [], timeZone: 'UTC' },
    as: asClock,
    to: same('submitted', 'approved', 'queued'),
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
    assert.equal(
      run(null, submit({ decision: { rule: 'asked', approve: 'approver' } }), asManager).state,
      'submitted',
    );
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
    [
      'the requester rejecting',
      requestIn('submitted'),
      { kind: 'reject', why: 'no' },
      acting(mara, 'Approver'),
      'four-eyes',
    ],
    [
      'the subject rejecting',
      requestIn('submitted'),
      { kind: 'reject', why: 'no' },
      acting(sven, 'Approver'),
      'four-eyes',
    ],
    ...(
      [
        ['the requester opening a job, though they hold it', mara],
        ['the subject opening a job, though they hold it', sven],
        ['the approver opening a job, though they hold it', anna],
      ] as const
    ).map(([what, who]): [string, Request, Command, Acting, ProblemCode] => {
      const held = { claim: { by: who, since: monday }, approvedBy: anna };
      const identityCheck = { kind: 'badge-photo', at: monday, by: who } as const;
      return [
        what,
        requestIn('in_progress', { ...held, identityCheck }),
        table['open-job'].command,
        acting(who, 'Technician'),
        'four-eyes',
      ];
    }),
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

  describe('MFA of a person whose token is bound', () => {
    const look = (mfa: 'disabled' | 'enabled' | 'enforced' | null): Command => ({
      kind: 'look-for-enforcement',
      mfa,
    });
    const waive: Command = { kind: 'waive-enforcement', because: 'conditional-access' };
    const bound = requestIn('bound');

    for (const mfa of ['enabled', 'enforced'] as const)
      it(`is on when Microsoft says ${mfa}, and the record says which`, () => {
        const decided = decide(bound, look(mfa), asAda, monday);
        assert.ok(decided.ok);
        assert.deepEqual(decided.events.map(auditDataOf), [{ mfa }]);
        assert.equal(evolveAll(bound, decided.events).enforcement, 'enforced');
      });
    it('is never believed to be on', () => {
      assert.equal(refused(bound, look('disabled'), asAda), 'mfa-not-on');
      assert.equal(refused(bound, look(null), asAda), 'mfa-not-readable');
    });
    it('need not be switched on for a reason that is recorded', () => {
      const waived = run(bound, waive, asAda);
      assert.equal(waived.enforcement, 'not-needed');
      const decided = decide(bound, waive, asAda, monday);
      assert.ok(decided.ok);
      assert.deepEqual(decided.events.map(auditDataOf), [{ because: 'conditional-access' }]);
    });
    it('is decided once, and a look makes a waiver more than that', () => {
      const waived = run(bound, waive, asAda);
      const again = decide(waived, waive, asAda, monday);
      assert.ok(again.ok && again.events.length === 0);
      const seen = run(waived, look('enforced'), asAda);
      assert.equal(seen.enforcement, 'enforced');
      for (const command of [waive, look('disabled')]) {
        const after = decide(seen, command, asAda, monday);
        assert.ok(after.ok && after.events.length === 0, 'what was seen stays');
      }
    });
    it('is asked anew for another token', () => {
      const failed = run(run(bound, waive, asAda), { kind: 'give-up', why: 'broken' }, asTina);
      assert.equal(run(failed, { kind: 'requeue' }, asTom).enforcement, 'undecided');
    });
  });

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
      assert.equal(refused(request, { ...looking, methods }, asTina), code);
    });
  }

  it('records exactly one new method as seen, and a belief as said only where nothing can be read', () => {
    const seen = run(requestIn('burned'), table['look-for-method'].command, asTina);
    assert.deepEqual(seen.binding, { how: 'seen', methodId: 'new-method', at: monday + minuteMs });
    const said = run(requestIn('checked'), table['say-bound'].command, asTina);
    assert.deepEqual(said.binding, { how: 'said', methodId: null, at: monday + minuteMs });
    const readable: Command = { ...looking, kind: 'say-bound', methods: ['old-method'] };
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
      const checked = requestIn('checked', { ...typed(type), methodsBefore });
      const bound = run(checked, { ...looking, kind, methods }, asTina);
      assert.equal(bound.attention, attention);
      assert.equal(run(bound, table['hand-over'].command, asTina).attention, null);
    });
  }

  describe('a check of the person', () => {
    const handOver = (to: Receiver): Command => ({ ...table['hand-over'].command, to }) as Command;
    const again: Command = { kind: 'check-identity', identity: 'picture-id', methods: null };
    const openJob = table['open-job'].command;
    const lateMonday = Date.UTC(2026, 10, 2, 23, 59);
    const tuesday = Date.UTC(2026, 10, 3);

    it('counts until the day ends, where the deployment is', () => {
      for (const state of ['in_progress', 'burned', 'checked'] as const) {
        assert.equal(refused(requestIn(state), openJob, asTina, lateMonday), 'allowed', state);
        assert.equal(refused(requestIn(state), openJob, asTina, tuesday), 'identity-not-checked', state);
      }
      // Midnight in Vienna is an hour before midnight in UTC, in November.
      const inVienna = { ...openJob, timeZone: 'Europe/Vienna' } as Command;
      assert.equal(refused(requestIn('in_progress'), inVienna, asTina, lateMonday), 'identity-not-checked');
    });

    it('counts for whoever made it: somebody else who hands over looks for themselves', () => {
      const bound = requestIn('bound');
      assert.equal(run(bound, handOver('subject'), asTina, lateMonday).state, 'handed_over');
      assert.equal(refused(bound, handOver('subject'), asTina, tuesday), 'identity-not-checked');
      assert.equal(refused(bound, handOver('subject'), asTom), 'identity-not-checked');
      assert.equal(run(bound, handOver('mail'), asTom, tuesday).state, 'handed_over');
      const identified = run(bound, again, asTom, tuesday);
      assert.equal(run(identified, handOver('subject'), asTom, tuesday).state, 'handed_over');
    });

    it('counts for no burn by somebody else', () => {
      const checkedByTom = requestIn('in_progress', {
        identityCheck: { kind: 'badge-photo', at: monday, by: tom },
      });
      assert.equal(refused(checkedByTom, openJob, asTina), 'identity-not-checked');
    });

    const endings: [string, RequestState[], Command, Acting][] = [
      ['take-over', ['in_progress', 'burned', 'checked'], { kind: 'take-over' }, asTom],
      ['release', ['in_progress'], { kind: 'release' }, asTina],
      ['give-up', ['in_progress', 'burned', 'checked'], { kind: 'give-up', why: 'broken' }, asTina],
      ['hold', ['in_progress', 'burned', 'checked', 'bound'], { kind: 'hold', why: 'on leave' }, asTina],
      ['an idle claim', ['in_progress'], { kind: 'tick', claimIdleMs }, asClock],
    ];
    for (const [what, states, command, as] of endings) {
      for (const state of states) {
        it(`ends with ${what} when ${state}`, () => {
          const after = run(requestIn(state), command, as, monday + claimIdleMs);
          assert.equal(after.identityCheck, null);
        });
      }
    }

    it('is asked for again after a hold, and the first picture of the methods is kept', () => {
      const held = run(requestIn('in_progress'), { kind: 'hold', why: 'on leave' }, asTina);
      const resumed = run(held, { kind: 'resume' }, asTina);
      assert.equal(refused(resumed, openJob, asTina), 'identity-not-checked');
      assert.deepEqual(resumed.methodsBefore, ['old-method']);
    });

    it('is nothing anybody makes of themselves, and nobody is their own voucher', () => {
      const asSven = acting(sven, 'Technician');
      for (const state of ['in_progress', 'burned', 'checked', 'bound'] as const) {
        const held = requestIn(state, { claim: { by: sven, since: monday } });
        assert.equal(refused(held, again, asSven), 'four-eyes', state);
      }
      for (const vouchedBy of [sven.name, ` ${sven.name.toUpperCase()}`, sven.upn]) {
        const vouched: Command = { kind: 'check-identity', identity: 'vouched', vouchedBy, methods: null };
        assert.equal(refused(requestIn('in_progress'), vouched, asTina), 'request-invalid', vouchedBy);
      }
    });

    it('lets nobody burn for themselves or hand a token to themselves', () => {
      const asSven = acting(sven, 'Technician');
      const own = {
        claim: { by: sven, since: monday },
        identityCheck: { ...requestIn('bound').identityCheck!, by: sven },
      };
      assert.equal(refused(requestIn('in_progress', own), openJob, asSven), 'four-eyes');
      for (const to of receivers) {
        assert.equal(refused(requestIn('bound', own), handOver(to), asSven), 'four-eyes', to);
      }
      for (const kind of ['look-for-method', 'say-bound'] as const) {
        assert.equal(refused(requestIn('checked', own), table[kind].command, asSven), 'four-eyes', kind);
      }
      const asMara = acting(mara, 'Technician');
      assert.equal(refused(requestIn('bound'), handOver('manager'), asMara), 'four-eyes');
      assert.equal(refused(requestIn('bound'), handOver('mail'), asMara), 'allowed');
    });
  });

  describe('its token', () => {
    const lose = (because: TokenGone, wanted = serial): Command => ({
      kind: 'lose-token',
      serial: wanted,
      because,
      why: '',
    });
    const reasons: TokenGone[] = [
      'its-token-lost',
      'its-token-taken-back',
      'its-token-set-aside',
      'its-token-overwritten',
    ];
    for (const because of reasons) {
      it(`gone another way ends the request and says how: ${because}`, () => {
        const decided = decide(requestIn('bound'), lose(because), asTom, monday);
        assert.ok(decided.ok);
        assert.deepEqual(auditDataOf(decided.events[0]!), { problem: because, serial });
        const failed = evolveAll(requestIn('bound'), decided.events);
        assert.deepEqual([failed.state, failed.attention, failed.claim], ['failed', because, null]);
        const again = run(failed, { kind: 'requeue' }, asTina);
        assert.deepEqual([again.state, again.attention, again.token], ['queued', null, null]);
      });
    }

    it('is missed where the request waits on hold, and while it is being burned again', () => {
      const { token } = requestIn('burned');
      const held = requestIn('on_hold', { heldFrom: 'burned', token });
      assert.equal(run(held, lose('its-token-lost'), asTom).state, 'failed');
      const again = decide(requestIn('in_progress', { token }), lose('its-token-set-aside'), asTom, monday);
      assert.deepEqual(again.ok && again.events.map((event) => event.kind), ['job_cancelled', 'failed']);
    });

    it('is no other: what happens to another token ends nothing', () => {
      const other = lose('its-token-lost', '8659622000099');
      assert.equal(refused(requestIn('burned'), other, asTom), 'request-wrong-state');
      assert.equal(refused(requestIn('in_progress'), lose('its-token-lost'), asTom), 'request-wrong-state');
    });

    const disagreements: [string, Partial<Token> | null][] = [
      ['is not in the books', null],
      ['is another', { serial: '8659622000099' }],
      ['belongs to another request', { requestId: 'request-2' }],
      ['has another holder', { holder: tom }],
      ['has no holder', { holder: null }],
      ['was written again', { burnedAt: monday + 1 }],
      ['was emptied', { blankedAt: monday }],
      ['is lost', { state: 'lost' }],
      ['was set aside', { state: 'quarantine' }],
    ];
    for (const [what, change] of disagreements) {
      it(`is neither bound nor handed over when it ${what}`, () => {
        for (const kind of ['hand-over', 'look-for-method', 'say-bound'] as const) {
          const request = requestIn(kind === 'hand-over' ? 'bound' : 'checked');
          const token = change === null ? null : tokenOf(request, change);
          const command = { ...table[kind].command, token } as Command;
          assert.equal(refused(request, command, asTina), 'not-its-token', kind);
        }
      });
    }

    it('is not handed over before it is in use, nor bound when it is already', () => {
      const early = { ...table['hand-over'].command, token: burnedToken } as Command;
      assert.equal(refused(requestIn('bound'), early, asTina), 'not-its-token');
      const late = { ...looking, token: itsToken } as Command;
      assert.equal(refused(requestIn('checked'), late, asTina), 'not-its-token');
    });
  });

  describe('a loss that was only reported', () => {
    const lossReport = { serials: [serial, '8659622000025'] };
    const reported = (state: RequestState, change: Partial<Request> = {}) =>
      requestIn(state, { ...typed('replace-lost'), lossReport, attention: 'loss-not-confirmed', ...change });
    const waiting: RequestState[] = ['submitted', 'approved', 'queued', 'in_progress', 'on_hold'];

    it('is written at submit, one row a token, and asks for somebody', () => {
      const decided = decide(null, submit({ reported: lossReport.serials }), asManager, monday);
      assert.ok(decided.ok);
      const asked = evolveAll(null, decided.events);
      assert.deepEqual([asked.state, asked.attention], ['queued', 'loss-not-confirmed']);
      assert.deepEqual(asked.lossReport, lossReport);
      assert.equal(
        evolveAll(null, (decide(null, submit(), asManager, monday) as typeof decided).events).lossReport,
        undefined,
      );
    });

    for (const state of waiting) {
      it(`is confirmed or rejected by whoever may report any token lost, when ${state}`, () => {
        for (const as of [asTina, acting(ada, 'Administrator')]) {
          const free = reported(state, { claim: null });
          const confirmed = run(free, { kind: 'confirm-loss' }, as);
          assert.deepEqual(
            [confirmed.state, confirmed.attention, confirmed.lossReport],
            [state, null, undefined],
          );
          const rejected = run(free, { kind: 'reject-loss' }, as);
          assert.deepEqual(
            [rejected.state, rejected.attention, rejected.lossReport],
            ['rejected', null, undefined],
          );
        }
        for (const as of [asManager, asAnna, asBurner]) {
          assert.equal(refused(reported(state), { kind: 'confirm-loss' }, as), 'role-missing');
          assert.equal(refused(reported(state), { kind: 'reject-loss' }, as), 'role-missing');
        }
      });
    }

    it('gives way to a word that is enough, unless somebody has it in hand', () => {
      for (const state of requestStates) {
        const free = ['submitted', 'approved', 'queued', 'on_hold'].includes(state);
        const told = refused(reported(state, { claim: null }), { kind: 'give-way' }, asManager);
        assert.equal(told, free ? 'allowed' : 'request-wrong-state', state);
        assert.equal(refused(requestIn(state), { kind: 'give-way' }, asManager), 'request-wrong-state');
      }
      assert.equal(run(reported('queued'), { kind: 'give-way' }, asManager).state, 'withdrawn');
      const held = reported('on_hold', { heldFrom: 'in_progress' });
      assert.equal(refused(held, { kind: 'give-way' }, asManager), 'request-wrong-state');
    });

    it('lets nothing be burned before', () => {
      const request = reported('in_progress');
      assert.equal(refused(request, table['open-job'].command, asTina), 'loss-not-confirmed');
      const confirmed = run(request, { kind: 'confirm-loss' }, asTina);
      assert.equal(refused(confirmed, table['open-job'].command, asTina), 'allowed');
    });

    it('ends nothing that a colleague has in hand', () => {
      assert.equal(refused(reported('in_progress'), { kind: 'reject-loss' }, asTom), 'request-claimed');
      assert.equal(run(reported('in_progress'), { kind: 'reject-loss' }, asTina).claim, null);
    });

    it('is still to be confirmed after the request was given back or put back into the queue', () => {
      const back = run(reported('in_progress'), { kind: 'release' }, asTina);
      assert.deepEqual([back.attention, back.lossReport], ['loss-not-confirmed', lossReport]);
      const again = run(reported('failed'), { kind: 'requeue' }, asTina);
      assert.equal(again.attention, 'loss-not-confirmed');
    });
  });

  it('is handed to a caller only where there was one', () => {
    const command: Command = { kind: 'hand-over', to: 'caller', token: itsToken, timeZone: 'UTC' };
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
    [
      'settings-changed',
      burn('settings-changed'),
      { state: 'in_progress', attention: 'token-perhaps-changed', token: null },
    ],
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

  it('leaves burned what is burned when the same desk later says that it failed, or is empty', () => {
    const before = requestIn('burned');
    for (const outcome of ['failed', 'empty', 'settings-changed'] as const) {
      const after = run(before, burn(outcome), asBurner);
      assert.deepEqual([after.state, after.token], [before.state, before.token], outcome);
    }
    assert.equal(run(before, burn('failed'), asBurner).attention, before.attention);
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

  const due = { remind: monday, passOn: monday + 1, lapse: monday + 2 };
  const next = { person: tom, byRole: false };
  for (const [afterMs, kind] of [
    [0, 'approval_reminded'],
    [1, 'approval_passed_on'],
    [2, 'expired'],
  ] as const)
    it(`with time: a request that waits for a yes, ${kind}`, () => {
      const tick = { kind: 'tick', claimIdleMs, waits: { due, next } } as const;
      const decided = decide(requestIn('submitted'), tick, asClock, monday + afterMs);
      assert.deepEqual(decided.ok && decided.events.map((event) => event.kind), [kind]);
    });

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
