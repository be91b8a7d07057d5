import assert from 'node:assert/strict';
import { decideJob } from '@token-desk/bot/domain/jobs/job-steps';
import type { EventBody } from '@token-desk/bot/domain/requests/request-events';
import { evolveAll } from '@token-desk/bot/domain/requests/request-evolve';
import type { ProblemCode } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import {
  acting,
  ada,
  asBurner,
  asClock,
  asTina,
  asTom,
  monday,
  requestIn,
  serial,
  tina,
  tom,
} from '../../support/bot/requests.ts';

type Order = Parameters<typeof decideJob>[1];
const open = {
  kind: 'open-job',
  jobId: 'job-2',
  serial,
  burnerId: 'desk-1',
  burner: 'Desk 1',
  timeZone: 'UTC',
} as const;
const now = monday + 1_000;

/** What was decided, without who and when, which is looked at here. */
function decided(request: Request, order: Order, by = asTina): EventBody[] {
  const result = decideJob(request, order, by, now);
  assert.ok(result.ok, result.ok ? '' : result.problem.code);
  return result.events.map(({ at, actor, ...body }) => {
    assert.deepEqual([at, actor], [now, by.actor]);
    return body;
  });
}

function refused(request: Request, order: Order, by = asTina) {
  const result = decideJob(request, order, by, now);
  assert.ok(!result.ok);
  return result.problem;
}

const inHand = requestIn('in_progress', { openJobId: null });

describe('a job is opened', () => {
  const opened = { kind: 'job_opened', jobId: 'job-2', serial, burnerId: 'desk-1', burner: 'Desk 1' };

  it('by the technician who has the request and has seen the person', () => {
    for (const state of ['in_progress', 'burned', 'checked'] as const)
      assert.deepEqual(decided(requestIn(state, { openJobId: null }), open), [opened], state);
  });

  it('with the version of the desk where it is known', () => {
    assert.deepEqual(decided(inHand, { ...open, burnerVersion: '0.2.0' }), [
      { ...opened, burnerVersion: '0.2.0' },
    ]);
  });

  it('after the older one was ended', () => {
    const older = { kind: 'job_cancelled', jobId: 'job-1', because: 'asked', problem: null };
    assert.deepEqual(decided(requestIn('in_progress'), open), [older, opened]);
  });

  const refusals: readonly (readonly [string, Request, ProblemCode, typeof asTina])[] = [
    ['by no desk', inHand, 'role-missing', { ...asBurner, roles: ['Technician'] }],
    ['by no clock', inHand, 'role-missing', asClock],
    ['by nobody without the role', inHand, 'role-missing', acting(tina, 'Administrator')],
    ['not before it is claimed', requestIn('queued'), 'request-wrong-state', asTina],
    ['not once it is bound', requestIn('bound'), 'request-wrong-state', asTina],
    ['not by another technician', inHand, 'request-claimed', asTom],
    ['not by who approved it', { ...inHand, approvedBy: tina }, 'four-eyes', asTina],
    ['not by who asked', { ...inHand, requestedBy: tina }, 'four-eyes', asTina],
    ['not before the person was seen', { ...inHand, identityCheck: null }, 'identity-not-checked', asTina],
  ];
  for (const [what, request, code, by] of refusals)
    it(what, () => {
      const problem = refused(request, open, by);
      assert.equal(problem.code, code);
      if (code === 'request-wrong-state') assert.deepEqual(problem.detail, { state: request.state });
      if (code === 'role-missing')
        assert.deepEqual(problem.detail, { roles: 'Technician, PrivilegedTechnician' });
    });
});

describe('a job that is open', () => {
  const request = requestIn('in_progress');
  const seal = { kind: 'seal', jobId: 'job-1', accountSeen: true } as const;
  const cancel = { kind: 'cancel-job', jobId: 'job-1', because: 'asked', problem: 'job-expired' } as const;

  it('is sealed and ended', () => {
    assert.deepEqual(decided(request, seal), [{ ...seal, kind: 'secret_sealed' }]);
    assert.deepEqual(decided(request, cancel), [{ ...cancel, kind: 'job_cancelled' }]);
  });

  it('is this one, of a request in hand', () => {
    for (const order of [seal, cancel]) {
      assert.equal(refused(request, { ...order, jobId: 'job-9' }).code, 'job-not-open');
      assert.equal(refused(inHand, order).code, 'job-not-open');
      assert.equal(refused(requestIn('burned', { openJobId: 'job-1' }), order).code, 'job-not-open');
    }
  });
});

describe('what a desk signed of a write', () => {
  const token = {
    ...{ serial, model: 'OTPC-P2-i', burnedAt: now, clockDriftBeforeSeconds: 3 },
    ...{ accountSeen: true, burnerId: 'desk-1' },
  };
  const record = {
    kind: 'record-burn',
    jobId: 'job-1',
    technicianId: tina.id,
    token,
    problem: null,
  } as const;
  const said = (request: Request, change: Partial<Extract<Order, { kind: 'record-burn' }>>) =>
    decided(request, { ...record, outcome: 'burned', ...change }, asBurner)[0];
  const request = requestIn('in_progress');
  const ended = { jobId: 'job-1', late: false, serial, endedAt: now };

  it('is burned, or perhaps, with the token', () => {
    assert.deepEqual(said(request, {}), { kind: 'burned', jobId: 'job-1', late: false, token });
    assert.deepEqual(said(request, { outcome: 'unknown' }), {
      kind: 'burn_unknown',
      jobId: 'job-1',
      late: false,
      token,
    });
  });

  it('is, where it wrote nothing for an order that had ended, what a failed burn of that moment is', () => {
    const requests = [
      request,
      requestIn('in_progress', { openJobId: null }),
      requestIn('in_progress', { openJobId: 'job-2' }),
      requestIn('in_progress', { openJobId: null, claim: { by: tom, since: now } }),
      requestIn('queued'),
      requestIn('burned'),
    ];
    const problem = 'job-cancelled';
    const { jobId, technicianId } = record;
    const word = { kind: 'nothing-written', jobId, serial, technicianId, problem } as const;
    const lates = requests.map((one) => {
      const [event] = decided(one, word, asBurner);
      assert.deepEqual(event, said(one, { outcome: 'failed', problem }));
      return event?.kind === 'burn_failed' && event.late;
    });
    assert.deepEqual(lates, [false, false, true, true, true, true]);
  });

  it('is a failure where nobody can say which token it was', () => {
    assert.deepEqual(said(request, { token: { ...token, serial: null } }), {
      ...ended,
      kind: 'burn_failed',
      serial: null,
      problem: 'unexpected',
    });
  });

  it('is what else it ended as, with the desk’s reason or one of ours', () => {
    const ends = [
      ['empty', 'burn_empty', 'token-perhaps-empty'],
      ['settings-changed', 'burn_settings_changed', 'token-perhaps-changed'],
      ['failed', 'burn_failed', 'reader-failed'],
    ] as const;
    for (const [outcome, kind, problem] of ends) {
      assert.deepEqual(said(request, { outcome }), { ...ended, kind, problem });
      assert.deepEqual(said(request, { outcome, problem: 'lost-contact' }), {
        ...ended,
        kind,
        problem: 'lost-contact',
      });
    }
  });

  it('is late unless the request still waits for it, or the same technician does', () => {
    const isLate = (of: Request, change = {}) => {
      const event = said(of, change);
      return event !== undefined && 'late' in event && event.late;
    };
    assert.equal(isLate(request), false);
    assert.equal(isLate(inHand), false);
    assert.equal(isLate(inHand, { technicianId: ada.id }), true);
    assert.equal(isLate(requestIn('in_progress', { openJobId: 'job-9' })), true);
    for (const state of ['queued', 'burned', 'checked', 'withdrawn'] as const)
      assert.equal(isLate(requestIn(state, { openJobId: null })), true, state);
  });
});

describe('what a desk signed of a check', () => {
  const record = {
    kind: 'record-check',
    jobId: 'job-1',
    isCurrent: true,
    stepOffset: 1,
    problem: null,
  } as const;

  it('is a match, or none with its reason', () => {
    const match = { ...record, matched: true } as const;
    assert.deepEqual(decided(requestIn('burned'), match, asBurner), [
      { kind: 'checked', jobId: 'job-1', late: false, stepOffset: 1 },
    ]);
    const miss = { kind: 'check_failed', jobId: 'job-1', late: false, stepOffset: 1 };
    const none = { ...record, matched: false } as const;
    assert.deepEqual(decided(requestIn('checked'), none, asBurner), [{ ...miss, problem: 'code-wrong' }]);
    assert.deepEqual(decided(requestIn('burned'), { ...none, problem: 'code-used' }, asBurner), [
      { ...miss, problem: 'code-used' },
    ]);
  });

  it('is late after a new burn, and where nothing is to be checked', () => {
    for (const [request, isCurrent] of [
      [requestIn('burned'), false],
      [requestIn('bound'), true],
      [requestIn('in_progress'), true],
    ] as const)
      for (const matched of [true, false]) {
        const [event] = decided(request, { ...record, isCurrent, matched }, asBurner);
        assert.ok(event !== undefined && 'late' in event && event.late);
        assert.deepEqual(
          { ...evolveAll(request, [{ ...event, at: now, actor: asBurner.actor }]), version: 0, updatedAt: 0 },
          { ...request, version: 0, updatedAt: 0 },
        );
      }
  });
});

describe('a record that does not fit', () => {
  const doubt = { kind: 'doubt-record', jobId: 'job-1', isCurrent: false } as const;
  const failed = { kind: 'failed', why: '', because: 'record-unfit' };

  it('ends the open job and fails the request', () => {
    assert.deepEqual(decided(requestIn('in_progress'), doubt, asBurner), [
      { kind: 'job_cancelled', jobId: 'job-1', because: 'refused', problem: 'record-unfit' },
      failed,
    ]);
  });

  it('fails a request that goes by it', () => {
    for (const state of ['burned', 'checked'] as const)
      assert.deepEqual(decided(requestIn(state), { ...doubt, isCurrent: true }, asBurner), [failed], state);
  });

  it('changes nothing of a request that does not, or is further', () => {
    assert.deepEqual(decided(requestIn('burned'), doubt, asBurner), []);
    for (const state of ['queued', 'bound', 'handed_over', 'closed'] as const)
      assert.deepEqual(decided(requestIn(state), { ...doubt, isCurrent: true }, asBurner), [], state);
  });
});
