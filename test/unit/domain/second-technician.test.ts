import assert from 'node:assert/strict';
import { legalOrders } from '@token-desk/bot/domain/jobs/legal-orders';
import type { Acting } from '@token-desk/bot/domain/permissions';
import type { Command } from '@token-desk/bot/domain/requests/request-commands';
import { decide, evolveAll } from '@token-desk/bot/domain/requests/request-machine';
import { secondAsked } from '@token-desk/bot/domain/requests/second-technician';
import { requestTokenOf } from '@token-desk/bot/domain/tokens/load';
import type { Request } from '@token-desk/contract/request';
import {
  acting,
  anna,
  asTina,
  asTom,
  loadedTokenOf,
  mara,
  minuteMs,
  monday,
  requestIn,
  serial,
  sven,
  tina,
  tom,
} from '../../support/bot/requests.ts';

const device = { id: 'device-1', serial, assignedTo: null };
const reserved = loadedTokenOf({ state: 'reserved', stateBefore: 'loaded', holder: sven });
const waiting = requestIn('in_progress', {
  openJobId: null,
  token: requestTokenOf(loadedTokenOf()),
  secondTechnician: { because: 'privileged', confirmedBy: null },
});
const token = { ...reserved, requestId: waiting.id };
const confirm = { kind: 'confirm-hand-out' } as const;
const hardware = [{ id: 'm-1', deviceId: 'device-1', serial, isActivated: true }];
const look: Command = { kind: 'look-for-method', methods: [], hardware, token };
const leave: Command = { kind: 'leave-to-holder', isAssigned: false, waysIn: ['app'], hardware: [], token };

const said = (state: Request, command: Command, as: Acting = asTina) =>
  decide(state, command, as, monday + minuteMs);
function became(state: Request, command: Command, as: Acting = asTina): Request {
  const decided = said(state, command, as);
  assert.ok(decided.ok, decided.ok ? '' : decided.problem.code);
  return decided.events.length === 0 ? state : evolveAll(state, decided.events);
}
function refused(state: Request, command: Command, as: Acting = asTina) {
  const decided = said(state, command, as);
  return decided.ok ? 'allowed' : decided.problem.code;
}

describe('a second technician', () => {
  it('is asked for by the rule of the organisation; of whom nobody can tell counts as privileged', () => {
    const cases = [
      ['never', true, null],
      ['never', null, null],
      ['privileged', false, null],
      ['privileged', true, 'privileged'],
      ['privileged', null, 'unknown'],
      ['everybody', false, 'everybody'],
      ['everybody', null, 'everybody'],
    ] as const;
    for (const [rule, isPrivileged, because] of cases)
      assert.equal(secondAsked(rule, isPrivileged), because, `${rule} ${isPrivileged}`);
  });

  it('is asked for when the loaded token is taken, and only then', () => {
    const inHand = requestIn('in_progress', { openJobId: null });
    const take = { kind: 'take-loaded', serial, token: loadedTokenOf(), device, timeZone: 'UTC' } as const;
    assert.equal(became(inHand, take).secondTechnician, undefined);
    const asked = became(inHand, { ...take, second: 'privileged' });
    assert.deepEqual(asked.secondTechnician, { because: 'privileged', confirmedBy: null });
    const back = became(asked, { kind: 'give-back-loaded' });
    assert.equal('secondTechnician' in back, false, 'it went with the token');
    assert.equal(refused(back, confirm, asTom), 'request-wrong-state');
  });

  it('confirms before anything makes the token theirs', () => {
    assert.equal(refused(waiting, look), 'second-technician-missing');
    assert.equal(
      refused(waiting, { ...look, kind: 'say-bound', hardware: null }),
      'second-technician-missing',
    );
    assert.equal(refused(waiting, leave), 'second-technician-missing');
    const confirmed = became(waiting, confirm, asTom);
    assert.deepEqual(confirmed.secondTechnician, { because: 'privileged', confirmedBy: tom });
    assert.equal(refused(confirmed, leave), 'allowed');
    assert.equal(became(confirmed, look).state, 'bound');
    assert.deepEqual(became(confirmed, confirm, asTom), confirmed, 'once is enough');
  });

  it('is another one than who has it, and as for a burn: not who asked, approved or will carry it', () => {
    const technician = 'Technician' as const;
    assert.equal(refused(waiting, confirm, asTina), 'four-eyes');
    assert.equal(refused(waiting, confirm, acting(mara, technician)), 'four-eyes', 'who asked');
    assert.equal(refused(waiting, confirm, acting(sven, technician)), 'four-eyes', 'for themselves');
    const approved = { ...waiting, approvedBy: anna };
    assert.equal(refused(approved, confirm, acting(anna, technician)), 'four-eyes', 'who approved');
    assert.equal(refused(waiting, confirm, acting(tom, 'Administrator')), 'role-missing');
  });

  it('is offered to whom it would be taken from, and to nobody where none is asked for', () => {
    const offered = (state: Request, as: Acting) => legalOrders(state, as, monday).includes(confirm.kind);
    assert.equal(offered(waiting, asTom), true);
    assert.equal(offered(waiting, asTina), false);
    assert.equal(offered(became(waiting, confirm, asTom), asTom), false);
    const { secondTechnician: _asked, ...free } = waiting;
    assert.equal(offered(free, asTom), false);
  });

  it('confirms one token in one hand: who takes over is confirmed by another, and so after a rest', () => {
    const confirmed = became(waiting, confirm, asTom);
    const taken = became(confirmed, { kind: 'take-over' }, asTom);
    assert.deepEqual(taken.secondTechnician, { because: 'privileged', confirmedBy: null });
    assert.equal(refused(taken, confirm, asTom), 'four-eyes');
    assert.deepEqual(became(taken, confirm, asTina).secondTechnician?.confirmedBy, tina);
    const held = became(confirmed, {
      kind: 'hold',
      why: 'later',
      inHand: { device: 'not-readable', methodId: null },
    });
    assert.equal(held.secondTechnician?.confirmedBy ?? null, null);
  });
});
