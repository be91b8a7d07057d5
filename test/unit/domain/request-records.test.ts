import assert from 'node:assert/strict';
import type { Acting } from '@token-desk/bot/domain/permissions';
import { wrongFields } from '@token-desk/bot/domain/requests/form-rules';
import type { Command } from '@token-desk/bot/domain/requests/request-commands';
import { decide } from '@token-desk/bot/domain/requests/request-machine';
import { isBlank, letGo, unknownToken } from '@token-desk/bot/domain/tokens/token';
import type { Request } from '@token-desk/contract/request';
import {
  acting,
  asAnna,
  asClock,
  asManager,
  asTina,
  asTom,
  dayMs,
  form,
  mara,
  monday,
  requestIn,
  serial,
  sven,
  tina,
  tokenOf,
} from '../../support/bot/requests.ts';

const inHand = requestIn('in_progress', {
  openJobId: 'job-1',
  identityCheck: { kind: 'badge-photo', at: monday, by: tina },
});
const bound = requestIn('bound');
const handOver = { kind: 'hand-over', token: tokenOf(bound), timeZone: 'UTC' } as const;

function decided(request: Request, command: Command, as: Acting, now = monday) {
  const result = decide(request, command, as, now);
  return result.ok ? result.events : result.problem;
}
/** Each event with the reason it carries. */
function reasons(request: Request, command: Command, as: Acting, now = monday) {
  const result = decide(request, command, as, now);
  assert.ok(result.ok, result.ok ? '' : result.problem.code);
  return result.events.map((event) => ('because' in event ? `${event.kind}: ${event.because}` : event.kind));
}

describe('what is recorded says why', () => {
  const idle: Command = { kind: 'tick', claimIdleMs: 1 };
  const cases: readonly (readonly [string, Request, Command, Acting, number, readonly string[]])[] = [
    ['taken over', inHand, { kind: 'take-over' }, asTom, 0, ['job_cancelled: taken-over', 'taken_over']],
    ['released', inHand, { kind: 'release' }, asTina, 0, ['job_cancelled: released', 'released: asked']],
    ['given up', inHand, { kind: 'give-up', why: 'x' }, asTina, 0, ['job_cancelled: gave-up', 'failed']],
    ['held', inHand, { kind: 'hold', why: 'x' }, asTina, 0, ['job_cancelled: held', 'held']],
    ['idle', inHand, idle, asClock, dayMs, ['job_cancelled: idle', 'released: idle']],
    ['closed by hand', requestIn('handed_over'), { kind: 'close' }, asManager, 0, ['closed: asked']],
    ['closed by time', requestIn('handed_over'), idle, asClock, 8 * dayMs, ['closed: time']],
  ];
  for (const [what, request, command, as, laterMs, wanted] of cases)
    it(what, () => assert.deepEqual(reasons(request, command, as, monday + laterMs), wanted));

  it('approved, by whom and by no rule, and queued', () => {
    const { actor } = asAnna;
    assert.deepEqual(decided(requestIn('submitted'), { kind: 'approve' }, asAnna), [
      { kind: 'approved', rule: null, at: monday, actor },
      { kind: 'queued', at: monday, actor },
    ]);
  });
  it('nothing, where it is in these hands already', () =>
    assert.deepEqual(decided(inHand, { kind: 'take-over' }, asTina), []));
  it('who vouched, and only where somebody did', () => {
    const check = (identity: 'vouched' | 'badge-photo', vouchedBy: string) =>
      decided(inHand, { kind: 'check-identity', identity, vouchedBy, methods: null }, asTina);
    const noName = { code: 'request-invalid', detail: { field: 'vouchedBy' } };
    assert.deepEqual(check('vouched', '  '), noName);
    assert.deepEqual(check('badge-photo', 'Bea Boss'), [
      {
        kind: 'identity_checked',
        identity: 'badge-photo',
        vouchedBy: null,
        methodsBefore: null,
        at: monday,
        actor: asTina.actor,
      },
    ]);
  });
});

describe('a refusal says what of', () => {
  it('the state', () => {
    const wrongState = { code: 'request-wrong-state', detail: { state: 'closed' } };
    assert.deepEqual(decided(requestIn('closed'), { kind: 'claim' }, asTina), wrongState);
    assert.deepEqual(decided(requestIn('closed'), { kind: 'tick', claimIdleMs: 1 }, asClock), wrongState);
  });
  it('the token', () => {
    const other = { ...tokenOf(bound), requestId: 'another' };
    assert.deepEqual(decided(bound, { ...handOver, to: 'subject', token: other }, asTina), {
      code: 'not-its-token',
      detail: { serial },
    });
  });
  it('the receiver: nobody called', () =>
    assert.deepEqual(decided(bound, { ...handOver, to: 'caller' }, asTina), {
      code: 'request-invalid',
      detail: { field: 'to' },
    }));
  it('the person: who asked takes nothing from themselves, from others they do', () => {
    assert.deepEqual(decided(bound, { ...handOver, to: 'manager' }, acting(mara, 'Technician')), {
      code: 'four-eyes',
    });
    assert.deepEqual(reasons(bound, { ...handOver, to: 'manager' }, asTina), ['handed_over']);
  });
  it('the claim: only who has the request checks the person', () => {
    const result = decided(inHand, { kind: 'check-identity', identity: 'video', methods: null }, asTom);
    assert.equal('code' in result && result.code, 'request-claimed');
  });
  it('a request that is there is not asked for again, and none is ordered that is not', () => {
    const decision = { rule: 'asked', approve: 'none' } as const;
    const submit: Command = { kind: 'submit', id: 'x', subject: sven, form, source: 'tab', decision };
    assert.deepEqual(decided(requestIn('queued'), submit, asManager), {
      code: 'request-wrong-state',
      detail: { state: 'queued' },
    });
    const result = decide(null, { kind: 'claim' }, asTina, monday);
    assert.equal(!result.ok && result.problem.code, 'request-not-found');
  });
});

describe('what is wrong in a form', () => {
  const sites = ['Vienna'];
  const reasons = ['travel', 'other'];
  const call = { by: 'Ada', identifiedBy: 'picture-id', source: 'phone' } as const;
  const cases: readonly (readonly [string, Parameters<typeof wrongFields>, readonly string[]])[] = [
    ['nothing', [{}, { sites, reasons }], []],
    ['nothing, where any site will do', [{ site: 'Lyon' }, { sites: [], reasons }], []],
    ['a site that is not there', [{ site: 'Lyon' }, { sites, reasons }], ['site']],
    [
      'blanks for a reason',
      [
        { reason: 'other', reasonText: `${' '.repeat(20)}x` },
        { sites, reasons },
      ],
      ['reasonText'],
    ],
    ['a way to know a caller that no telephone has', [{}, { sites, reasons, call }], ['identifiedBy']],
    [
      'nothing, of a caller nobody knows where',
      [{}, { sites, reasons, call: { by: 'Ada', identifiedBy: 'picture-id' } }],
      [],
    ],
    ['no reason for a new token', [{ type: 'new' }, { sites, reasons }], ['reason']],
    ['nothing, of a replacement without a reason', [{ type: 'replace-lost' }, { sites, reasons }], []],
    [
      'a reason that is not offered',
      [
        { type: 'new', reason: 'bored' },
        { sites, reasons },
      ],
      ['reason'],
    ],
    ['a day that is none', [{ neededBy: '2026-02-30' }, { sites, reasons }], ['neededBy']],
  ];
  for (const [what, [given, beside], wanted] of cases)
    it(what, () => assert.deepEqual(wrongFields(given, beside), wanted));
});

describe('a token', () => {
  it('nobody knew is in stock, with nothing left of anybody', () => {
    const { state, stateBefore, model, holder, leftMethods } = unknownToken(serial, monday);
    assert.deepEqual(
      [state, stateBefore, model, holder, leftMethods],
      ['in_stock', 'in_stock', 'OTPC-P2-i', null, []],
    );
    assert.equal(unknownToken('0000000000000', monday).model, null);
  });
  it('carries no secret when it was emptied after it was written, or never written', () => {
    const none = { unsaid: [], load: null, takenOverAt: null } as const;
    assert.equal(isBlank({ burnedAt: null, blankedAt: null, ...none }), true);
    assert.equal(isBlank({ burnedAt: 5, blankedAt: null, ...none }), false);
    assert.equal(isBlank({ burnedAt: 5, blankedAt: 4, ...none }), false);
    assert.equal(isBlank({ burnedAt: 5, blankedAt: 5, ...none }), true);
    const owed = [{ jobId: 'job-1', since: 6 }];
    assert.equal(
      isBlank({ ...none, burnedAt: null, blankedAt: null, unsaid: owed }),
      false,
      'a desk owes its word',
    );
    const seeded = { ...none, burnedAt: null, load: { jobId: null, checkedAt: null, loadedAt: 5 } };
    assert.equal(isBlank({ ...seeded, blankedAt: null }), false, 'its maker’s secret is one');
    assert.equal(isBlank({ ...seeded, blankedAt: 6 }), true);
    const older = { ...none, burnedAt: null, takenOverAt: 5 };
    assert.equal(isBlank({ ...older, blankedAt: null }), false, 'it came with a secret');
    assert.equal(isBlank({ ...older, blankedAt: 6 }), true);
  });
  it('set apart keeps whose it was only where somebody used it', () => {
    const token = { ...unknownToken(serial, monday), holder: sven };
    assert.equal('takenBackFrom' in letGo({ ...token, state: 'reserved' }, tina), false);
    assert.equal('takenBackFrom' in letGo({ ...token, state: 'active', holder: null }, tina), false);
    assert.deepEqual(letGo({ ...token, state: 'active' }, tina), {
      state: 'quarantine',
      holder: null,
      requestId: null,
      takenBackFrom: sven,
      takenBackBy: tina,
    });
  });
});
