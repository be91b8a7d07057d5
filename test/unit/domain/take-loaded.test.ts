import assert from 'node:assert/strict';
import type { Acting } from '@token-desk/bot/domain/permissions';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import type { Command } from '@token-desk/bot/domain/requests/request-commands';
import { decide, evolveAll } from '@token-desk/bot/domain/requests/request-machine';
import type { Device, HardwareMethod, InHand } from '@token-desk/bot/domain/tokens/device';
import { requestTokenOf } from '@token-desk/bot/domain/tokens/load';
import type { Token } from '@token-desk/bot/domain/tokens/token';
import { evolveToken } from '@token-desk/bot/domain/tokens/token-machine';
import { type NeedMethod, phoneCodesEnd } from '@token-desk/contract/entra/needs';
import type { Request } from '@token-desk/contract/request';
import { stepOf } from '@token-desk/contract/wizard-step';
import {
  acting,
  asClock,
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
} from '../../support/bot/requests.ts';

const other = '8659622000024';
const nobodys: Device = { id: 'device-1', serial, assignedTo: null };
const take = (change: Partial<Extract<Command, { kind: 'take-loaded' }>> = {}): Command => ({
  kind: 'take-loaded',
  serial,
  token: loadedTokenOf(),
  device: nobodys,
  timeZone: 'UTC',
  ...change,
});
const free: InHand = { device: nobodys, methodId: null };
const inHand = requestIn('in_progress', { openJobId: null });
const taken = requestIn('in_progress', { openJobId: null, token: requestTokenOf(loadedTokenOf()) });
const reserved = (change: Partial<Token> = {}): Token =>
  loadedTokenOf({ state: 'reserved', stateBefore: 'loaded', holder: sven, requestId: taken.id, ...change });

function eventsOf(state: Request, command: Command, as: Acting = asTina, now = monday + minuteMs) {
  const decided = decide(state, command, as, now);
  assert.ok(decided.ok, decided.ok ? '' : decided.problem.code);
  return decided.events;
}
const kinds = (state: Request, command: Command, as: Acting = asTina, now = monday + minuteMs) =>
  eventsOf(state, command, as, now).map(({ kind }) => kind);
function refused(state: Request, command: Command, as: Acting = asTina, now = monday + minuteMs) {
  const decided = decide(state, command, as, now);
  return decided.ok ? 'allowed' : decided.problem.code;
}

describe('a loaded token for a request', () => {
  it('is taken with the load’s burn for its own, and the request stays in progress', () => {
    const after = evolveAll(inHand, eventsOf(inHand, take()));
    assert.equal(after.state, 'in_progress');
    assert.deepEqual(after.token, {
      ...{ serial, model: 'OTPC-P2-i', burnedAt: monday, burnerId: 'desk-1' },
      ...{ clockDriftBeforeSeconds: null, accountSeen: false, route: 'B', loaded: true },
    });
    assert.deepEqual([after.checkedAt, stepOf(after)], [null, 'finish']);
    assert.equal(stepOf({ ...after, identityCheck: null }), 'person');
  });

  it('asks for what a burn asks for', () => {
    const cases: [string, Request, Acting, string][] = [
      ['by who has it', inHand, asTom, 'request-claimed'],
      ['with the role', inHand, acting(tina, 'StockKeeper'), 'role-missing'],
      [
        'not for oneself',
        { ...inHand, claim: { by: sven, since: monday } },
        acting(sven, 'Technician'),
        'four-eyes',
      ],
      [
        'not by who asked',
        { ...inHand, claim: { by: mara, since: monday } },
        acting(mara, 'Technician'),
        'four-eyes',
      ],
      ['not by who approved', { ...inHand, approvedBy: tina }, asTina, 'four-eyes'],
      ['of a person who was looked at', { ...inHand, identityCheck: null }, asTina, 'identity-not-checked'],
      [
        'not while a loss is in doubt',
        { ...inHand, lossReport: { serials: [other] } },
        asTina,
        'loss-not-confirmed',
      ],
    ];
    for (const [what, request, as, code] of cases) assert.equal(refused(request, take(), as), code, what);
    assert.equal(refused(inHand, take(), asTina, monday + dayMs), 'identity-not-checked', 'of today');
  });

  it('is refused for what the books or Microsoft say of it', () => {
    assert.equal(refused(inHand, take({ token: null })), 'token-not-in-books');
    assert.equal(
      refused(inHand, take({ token: loadedTokenOf({ state: 'quarantine' }) })),
      'token-not-loaded',
    );
    assert.equal(refused(inHand, take({ token: reserved({ requestId: 'another' }) })), 'serial-in-use');
    assert.equal(refused(inHand, take({ device: null })), 'device-not-there');
    assert.equal(refused(inHand, take({ device: { ...nobodys, assignedTo: 'x' } })), 'token-assigned');
    assert.equal(refused(inHand, take({ device: 'not-readable' })), 'allowed');
  });

  it('taken twice is one', () => {
    assert.deepEqual(kinds(taken, take({ token: reserved() })), []);
  });

  it('goes back for another one, which ends what was being written as well', () => {
    const another = take({ serial: other, token: loadedTokenOf({ serial: other }), inHand: free });
    assert.deepEqual(kinds(taken, another), ['loaded_given_back', 'loaded_taken']);
    assert.equal(evolveAll(taken, eventsOf(taken, another)).token?.serial, other);
    assert.deepEqual(kinds(requestIn('in_progress'), take()), ['job_cancelled', 'loaded_taken']);
  });

  it('goes back when it is given back, and when the work on the request ends', () => {
    const idle = { kind: 'tick', claimIdleMs: standardPolicy.claimIdleMs, inHand: free } as const;
    const ways: [string, Command, Acting, number, string][] = [
      ['given back', { kind: 'give-back-loaded', inHand: free }, asTina, monday, 'in_progress'],
      ['released', { kind: 'release', inHand: free }, asTina, monday, 'queued'],
      ['given up', { kind: 'give-up', why: 'no', inHand: free }, asTina, monday, 'failed'],
      ['idle', idle, asClock, monday + standardPolicy.claimIdleMs, 'queued'],
    ];
    for (const [what, command, as, now, state] of ways) {
      const events = eventsOf(taken, command, as, now);
      assert.ok(
        events.some((one) => one.kind === 'loaded_given_back' && one.serial === serial && !one.aside),
        what,
      );
      const after = evolveAll(taken, events);
      assert.deepEqual([after.state, after.token], [state, null], what);
    }
    assert.deepEqual(kinds(inHand, { kind: 'give-back-loaded' }), [], 'none was taken');
  });

  it('goes back when a token is burned instead, or when the loss is no loss', () => {
    const open: Command = {
      kind: 'open-job',
      jobId: 'job-2',
      serial: other,
      burnerId: 'desk-1',
      burner: 'Desk 1',
      timeZone: 'UTC',
    };
    assert.deepEqual(kinds(taken, open), ['loaded_given_back', 'job_opened']);
    const doubted: Request = {
      ...taken,
      form: { ...form, type: 'replace-lost' },
      lossReport: { serials: [other] },
    };
    assert.deepEqual(kinds(doubted, { kind: 'reject-loss' }), ['loaded_given_back', 'loss_rejected']);
  });

  const doubts: [string, InHand | null, string | null][] = [
    ['is the person’s', { device: { ...nobodys, assignedTo: sven.id }, methodId: 'm-1' }, 'm-1'],
    ['is the person’s, says their list alone', { device: nobodys, methodId: 'm-1' }, 'm-1'],
    ['is somebody else’s', { device: { ...nobodys, assignedTo: 'x' }, methodId: null }, null],
    ['is not there', { device: null, methodId: null }, null],
    ['is another token’s', { device: { ...nobodys, serial: other }, methodId: null }, null],
    ['cannot be read', { device: 'not-readable', methodId: null }, null],
    ['was not asked for', null, null],
  ];
  for (const [what, seen, methodId] of doubts) {
    it(`is no stock where its device ${what}`, () => {
      const ways: Command[] = [
        { kind: 'give-back-loaded', inHand: seen },
        { kind: 'release', inHand: seen },
        { kind: 'give-up', why: 'no', inHand: seen },
        take({ serial: other, token: loadedTokenOf({ serial: other }), inHand: seen }),
      ];
      for (const command of ways) {
        const [back] = eventsOf(taken, command);
        assert.deepEqual(back?.kind === 'loaded_given_back' && back.aside, { methodId }, command.kind);
        const after = back === undefined ? null : evolveToken(reserved(), back, taken);
        assert.deepEqual([after?.state, after?.requestId, after?.holder], ['quarantine', null, null]);
        const left = methodId === null ? [] : [{ owner: sven, methodId, route: 'B' }];
        assert.deepEqual(after?.leftMethods, left);
      }
      const { claimIdleMs } = standardPolicy;
      const tick = { kind: 'tick', claimIdleMs, inHand: seen } as const;
      assert.equal(refused(taken, tick, asClock, monday + claimIdleMs), 'request-wrong-state');
      assert.deepEqual(kinds(taken, { kind: 'hold', why: 'later', inHand: seen }), ['held']);
    });
  }

  it('aside, its method is listed once', () => {
    const listed = reserved({ leftMethods: [{ owner: sven, methodId: 'm-1', route: 'B' }] });
    const [back] = eventsOf(taken, { kind: 'release', inHand: { device: nobodys, methodId: 'm-1' } });
    assert.equal(back && evolveToken(listed, back, taken).leftMethods.length, 1);
  });

  it('goes back while the request is held', () => {
    const events = eventsOf(taken, { kind: 'hold', why: 'later', inHand: free });
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['loaded_given_back', 'held'],
    );
    assert.equal(evolveAll(taken, events).token, null);
  });

  it('stays while the request is taken over', () => {
    assert.deepEqual(kinds(taken, { kind: 'take-over' }, asTom), ['taken_over']);
  });

  it('that is lost meanwhile ends the request', () => {
    const lost = { kind: 'lose-token', serial, because: 'its-token-lost', why: '' } as const;
    assert.deepEqual(kinds(taken, lost, asTom), ['failed']);
  });
});

describe('a loaded token that its holder activates', () => {
  const theirs: HardwareMethod = { id: 'm-1', deviceId: 'device-1', serial, isActivated: false };
  const leave = (
    waysIn: readonly NeedMethod[] | null,
    isAssigned = true,
    hardware: readonly HardwareMethod[] | null = [theirs],
  ): Command => ({
    ...{ kind: 'leave-to-holder', isAssigned, waysIn, hardware, token: reserved() },
  });

  it('is left to whoever has another way to sign in', () => {
    for (const way of ['code', 'app', 'passkey', 'hello', 'token', 'phone'] as const) {
      const after = evolveAll(taken, eventsOf(taken, leave([way])));
      assert.deepEqual([after.awaitsHolder, after.state], [true, 'in_progress'], way);
    }
    assert.deepEqual(kinds({ ...taken, awaitsHolder: true }, leave(['app'])), []);
    assert.deepEqual(kinds(taken, leave(['app'], false)), [], 'asked, and not assigned yet');
    assert.equal(refused(taken, leave([], false)), 'no-other-way');
  });

  it('is not left to whoever has none, or of whom nobody can tell', () => {
    for (const ways of [null, [], ['waiting', 'unsure', 'pass', 'other'] as const])
      assert.equal(refused(taken, leave(ways)), 'no-other-way');
    const later = Date.parse(phoneCodesEnd);
    assert.equal(refused(taken, leave(['phone']), asTina, later), 'no-other-way');
    assert.equal(refused(inHand, leave(['app'])), 'request-wrong-state');
  });

  it('is left only once Microsoft’s own list has it, whatever the page says', () => {
    const other: HardwareMethod = { ...theirs, id: 'm-2', deviceId: 'device-2', serial: 'another' };
    for (const listed of [[], [other]])
      assert.equal(refused(taken, leave(['app'], true, listed)), 'left-not-listed');
    assert.deepEqual(kinds(taken, leave(['app'], true, [other, theirs])), ['holder_awaited']);
    const bySerial = { ...theirs, deviceId: null };
    assert.deepEqual(kinds(taken, leave(['app'], true, [bySerial])), ['holder_awaited']);
    const active = { ...theirs, isActivated: true };
    assert.deepEqual(kinds(taken, leave(['app'], true, [active])), [], 'the next look binds it');
  });

  it('is not left where nobody could see it activated', () => {
    assert.equal(refused(taken, leave(['app'], false, null)), 'left-not-readable');
    assert.equal(refused(taken, leave(['app'], true, null)), 'left-not-readable');
    const wasGone = { ...leave(['app']), token: reserved({ requestId: 'another' }) } as Command;
    assert.equal(refused(taken, wasGone), 'not-its-token');
  });

  it('is so no more once it went back', () => {
    const left = { ...taken, awaitsHolder: true };
    const back = eventsOf(left, { kind: 'give-back-loaded', inHand: free });
    assert.equal(evolveAll(left, back).awaitsHolder, false);
  });
});

describe('Microsoft’s word about a loaded token', () => {
  const method: HardwareMethod = { id: 'm-1', deviceId: 'device-1', serial, isActivated: true };
  const look = (hardware: readonly HardwareMethod[] | null, token = reserved()): Command => ({
    kind: 'look-for-method',
    methods: ['old-method', 'new-method'],
    hardware,
    token,
  });

  it('binds from in progress, the load’s check counting as its check', () => {
    const after = evolveAll(taken, eventsOf(taken, look([method])));
    assert.equal(after.state, 'bound');
    assert.deepEqual(after.binding, { how: 'seen', methodId: 'm-1', at: monday + minuteMs });
    assert.equal(after.checkedAt, monday + minuteMs);
  });

  it('is not what the list of authenticator apps says', () => {
    assert.equal(refused(taken, look([])), 'token-not-assigned');
    assert.equal(refused(taken, look([{ ...method, isActivated: false }])), 'method-not-activated');
    assert.equal(refused(taken, look(null)), 'methods-not-readable');
    const said = { ...look(null), kind: 'say-bound' } as Command;
    assert.equal(evolveAll(taken, eventsOf(taken, said)).binding?.how, 'said');
  });

  it('is asked only of a token that was taken and is still here', () => {
    assert.equal(refused(inHand, look([method])), 'request-wrong-state');
    assert.equal(refused(taken, look([method], reserved({ requestId: 'another' }))), 'not-its-token');
    assert.equal(refused(taken, look([method], loadedTokenOf())), 'not-its-token');
    assert.equal(refused(taken, look([method], reserved({ burnedAt: monday + 1 }))), 'not-its-token');
  });

  it('leaves the old method to be removed where there may be one', () => {
    const replaced: Request = { ...taken, form: { ...form, type: 'replace-lost' } };
    const attention = (request: Request, hardware: readonly HardwareMethod[]) =>
      evolveAll(request, eventsOf(request, look(hardware))).attention;
    assert.equal(attention(replaced, [method]), 'old-method-left');
    assert.equal(attention({ ...replaced, methodsBefore: [] }, [method]), null);
    const older = { ...method, id: 'm-0', deviceId: 'device-0', serial: other };
    assert.equal(attention({ ...replaced, methodsBefore: [] }, [method, older]), 'old-method-left');
    assert.equal(attention(taken, [method]), null);
  });

  it('once given, a giving up leaves the token with its person’s method', () => {
    const bound = evolveAll(taken, eventsOf(taken, look([method])));
    assert.deepEqual(kinds(bound, { kind: 'give-up', why: 'no' }), ['failed']);
  });
});
