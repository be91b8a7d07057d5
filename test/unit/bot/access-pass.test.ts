import assert from 'node:assert/strict';
import { isPassOver } from '@token-desk/bot/graph/access-pass';

const startDateTime = '2026-11-02T08:00:00Z';
const begins = Date.parse(startDateTime);
const hour = { startDateTime, lifetimeInMinutes: 60 };

describe('a temporary access pass', () => {
  const cases = [
    ['usable', { ...hour, isUsable: true, methodUsabilityReason: 'EnabledByPolicy' }, false],
    ['expired', { ...hour, isUsable: false, methodUsabilityReason: 'Expired' }, true],
    ['used once', { ...hour, isUsable: false, methodUsabilityReason: 'OneTimeUsed' }, true],
    ['in other capitals', { ...hour, isUsable: false, methodUsabilityReason: 'oneTimeUsed' }, true],
    ['still to come', { ...hour, isUsable: false, methodUsabilityReason: 'NotYetValid' }, false],
    [
      'switched off by a policy',
      { ...hour, isUsable: false, methodUsabilityReason: 'DisabledByPolicy' },
      false,
    ],
    [
      'for a reason that nobody here knows',
      { ...hour, isUsable: false, methodUsabilityReason: 'Other' },
      false,
    ],
  ] as const;
  for (const [what, pass, isOver] of cases)
    it(`that is ${what} is ${isOver ? 'over' : 'not over'}`, () => {
      assert.equal(isPassOver(pass, begins + 59 * 60_000), isOver);
    });

  it('is over by its start and lifetime where Microsoft says no more', () => {
    const at = (minutes: number) => begins + minutes * 60_000;
    assert.deepEqual([isPassOver(hour, at(59)), isPassOver(hour, at(60))], [false, true]);
    assert.equal(isPassOver({ ...hour, isUsable: false }, at(60)), true);
    assert.equal(isPassOver({ ...hour, isUsable: true }, at(60)), false, 'Microsoft’s word counts');
    assert.equal(isPassOver({}, at(9999)), false);
    assert.equal(isPassOver({ startDateTime }, at(9999)), false);
    assert.equal(isPassOver({ lifetimeInMinutes: 60 }, at(9999)), false);
  });
});
