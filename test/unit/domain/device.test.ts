import assert from 'node:assert/strict';
import { decideLoadedBinding } from '@token-desk/bot/domain/requests/binding';
import {
  type Device,
  type HardwareMethod,
  judgeDevice,
  loadedAs,
  whyNotHandOut,
} from '@token-desk/bot/domain/tokens/device';
import type { Token } from '@token-desk/bot/domain/tokens/token';
import { type TokenState, tokenStates } from '@token-desk/contract/token/record';
import { loadedTokenOf, monday, requestIn, serial, sven } from '../../support/bot/requests.ts';

const checked = loadedTokenOf({
  state: 'burned_unverified',
  deviceId: null,
  load: { jobId: 'load-1', checkedAt: monday, loadedAt: null },
});
const device: Device = { id: 'device-1', serial, assignedTo: null };
const answer = (token: Token, devices: readonly Device[] | null, named: string | null = null) => {
  const judged = judgeDevice(token, devices, named);
  return judged.ok ? judged.found : judged.problem.code;
};

describe('what Microsoft’s inventory says of a checked token', () => {
  const answers: [string, Token, readonly Device[] | null, string | null, string][] = [
    ['one device of nobody', checked, [device], null, 'loaded'],
    ['the device that was made, by its id', checked, [device], 'device-1', 'loaded'],
    ['no device', checked, [], null, 'none'],
    ['a device of another serial', checked, [{ ...device, serial: 'other' }], 'device-1', 'other'],
    ['a device that somebody has', checked, [{ ...device, assignedTo: sven.id }], null, 'other'],
    ['a device of an earlier secret', { ...checked, leftDevices: ['device-1'] }, [device], null, 'other'],
    ['two that could be it', checked, [device, { ...device, id: 'device-2' }], null, 'other'],
    [
      'one of an earlier secret beside its own',
      { ...checked, leftDevices: ['device-0'] },
      [{ ...device, id: 'device-0' }, device],
      null,
      'loaded',
    ],
    ['nothing that can be read, and the tab made one', checked, null, 'device-1', 'said'],
    ['nothing that can be read, and nobody made one', checked, null, null, 'devices-not-readable'],
    [
      'nothing that can be read, and one of an earlier secret is named',
      { ...checked, leftDevices: ['device-1'] },
      null,
      'device-1',
      'other',
    ],
    ['its own device, of a loaded one', loadedTokenOf(), [device], null, 'loaded'],
    ['nothing that can be read, of a loaded one', loadedTokenOf(), null, null, 'said'],
    ['no device any more, of a loaded one', loadedTokenOf(), [], null, 'none'],
    [
      'its own device, of one set aside while loaded',
      loadedTokenOf({ state: 'quarantine' }),
      [device],
      null,
      'loaded',
    ],
    [
      'nothing that can be read, of one set aside',
      loadedTokenOf({ state: 'quarantine' }),
      null,
      'device-1',
      'devices-not-readable',
    ],
  ];
  for (const [what, token, devices, named, expected] of answers) {
    it(`${what}: ${expected}`, () => assert.equal(answer(token, devices, named), expected));
  }

  it('counts only once the desk has compared its code', () => {
    const token = { ...checked, load: { jobId: 'load-1', checkedAt: null, loadedAt: null } };
    assert.equal(answer(token, [device]), 'token-not-checked');
  });

  const may: readonly TokenState[] = ['burned_unverified', 'loaded', 'quarantine'];
  for (const state of tokenStates) {
    it(`of one that is ${state}: ${may.includes(state) ? 'counts' : 'refused'}`, () => {
      const expected = may.includes(state) ? 'loaded' : 'token-wrong-state';
      assert.equal(answer(loadedTokenOf({ state }), [device]), expected);
    });
  }

  it('is nothing to a token that a request wrote, has or may have written, that is empty, or that somebody carried', () => {
    const others = [
      { ...checked, load: null },
      { ...checked, requestId: 'request-1' },
      { ...checked, blankedAt: monday + 1 },
      loadedTokenOf({ state: 'quarantine', takenBackFrom: sven }),
      { ...checked, state: 'quarantine' as const },
      loadedTokenOf({ state: 'quarantine', unsaid: [{ jobId: 'job-1', since: monday }] }),
    ];
    for (const token of others) assert.equal(answer(token, [device]), 'token-wrong-state');
  });

  it('is kept with the token, and when that was', () => {
    const token = loadedAs(checked, 'device-1', monday + 7);
    assert.deepEqual([token.state, token.deviceId, token.load?.loadedAt], ['loaded', 'device-1', monday + 7]);
    assert.equal(loadedAs(token, 'device-1', monday + 9).load?.loadedAt, monday + 7);
  });
});

describe('whether a loaded token may be handed out', () => {
  const request = requestIn('in_progress');
  const why = (token: Token | null, found: Device | null | 'not-readable' = device) => {
    const handed = whyNotHandOut(token, request, { serial, device: found });
    return handed.ok ? null : handed.problem.code;
  };

  it('is what the books and Microsoft say', () => {
    assert.equal(why(loadedTokenOf()), null);
    assert.equal(why(loadedTokenOf(), 'not-readable'), null);
    assert.equal(why(loadedTokenOf(), null), 'device-not-there');
    assert.equal(why(loadedTokenOf(), { ...device, assignedTo: 'somebody' }), 'token-assigned');
    assert.equal(why(loadedTokenOf(), { ...device, assignedTo: sven.id }), null, 'assigned by a try before');
    assert.equal(why(loadedTokenOf(), { ...device, id: 'device-0' }), 'request-changed', 'loaded anew since');
    assert.equal(why(null), 'token-not-in-books');
    assert.equal(why(checked), 'token-not-loaded');
  });

  it('goes to one of two: the other reads whose it is', () => {
    const taken = (requestId: string) =>
      loadedTokenOf({ state: 'reserved', stateBefore: 'loaded', holder: sven, requestId });
    assert.equal(why(taken('another')), 'serial-in-use');
    assert.equal(why(taken(request.id)), null);
  });
});

describe('what Microsoft lists of a person’s hardware tokens', () => {
  const method: HardwareMethod = { id: 'm-1', deviceId: 'device-1', serial, isActivated: true };
  const bind = (
    methods: readonly HardwareMethod[] | null,
    kind: 'look-for-method' | 'say-bound' = 'look-for-method',
  ) => {
    const found = decideLoadedBinding(loadedTokenOf(), methods, kind);
    return found.ok ? `${found.how} ${found.methodId}` : found.problem.code;
  };

  it('binds the loaded token that is activated there', () => {
    assert.equal(bind([{ ...method, id: 'm-0', deviceId: 'device-0', serial: 'other' }, method]), 'seen m-1');
    assert.equal(bind([{ ...method, deviceId: null }]), 'seen m-1', 'by its serial');
    assert.equal(bind([method], 'say-bound'), 'seen m-1');
  });

  it('does not bind another one, or one without a code', () => {
    assert.equal(bind([]), 'token-not-assigned');
    assert.equal(bind([{ ...method, deviceId: 'device-0', serial: 'other' }]), 'token-not-assigned');
    assert.equal(bind([{ ...method, deviceId: null, serial: null }]), 'token-not-assigned');
    assert.equal(bind([{ ...method, isActivated: false }]), 'method-not-activated');
    assert.equal(bind([], 'say-bound'), 'token-not-assigned', 'a list that can be read is not overruled');
  });

  it('is said by the technician only where it cannot be read', () => {
    assert.equal(bind(null), 'methods-not-readable');
    assert.equal(bind(null, 'say-bound'), 'said null');
  });
});
