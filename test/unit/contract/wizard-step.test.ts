import assert from 'node:assert/strict';
import { type Request, requestStates } from '@token-desk/contract/request';
import { modelOf, prefixOf } from '@token-desk/contract/token/model';
import { stepOf } from '@token-desk/contract/wizard-step';
import { monday, requestIn, tina } from '../../support/bot/requests.ts';

const check: Request['identityCheck'] = { kind: 'badge-photo', at: monday, by: tina };
const inHand = (change: Partial<Request>) => stepOf(requestIn('in_progress', change));

describe('where a technician is with a request', () => {
  it('is seen from what is recorded', () => {
    assert.equal(inHand({ identityCheck: null, openJobId: null }), 'person');
    assert.equal(inHand({ identityCheck: null, openJobId: 'job' }), 'person');
    assert.equal(inHand({ identityCheck: check, openJobId: null }), 'secret');
    assert.equal(inHand({ identityCheck: check, openJobId: 'job' }), 'burn');
  });
  const later: Partial<Record<Request['state'], string>> = {
    burned: 'check',
    checked: 'finish',
    bound: 'hand-over',
  };
  for (const state of requestStates.filter((one) => one !== 'in_progress'))
    it(`is ${later[state] ?? 'nowhere'} when it is ${state}`, () =>
      assert.equal(stepOf(requestIn(state)), later[state] ?? null));
});

describe('what a serial says', () => {
  it('is in its first seven digits, blanks around it or not', () => {
    assert.equal(modelOf(' 8659612000017')?.model, 'OTPC-P1-i');
    assert.equal(prefixOf(' 8659612000017 '), '8659612');
    assert.equal(prefixOf('8659612'), '8659612');
  });
  it('is nothing where they are not all there, or nobody’s', () => {
    assert.equal(prefixOf(' 865961 '), null);
    for (const serial of ['865961', '0000000000000', 'toString', '__proto__'])
      assert.equal(modelOf(serial), null);
  });
});
