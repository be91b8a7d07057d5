import assert from 'node:assert/strict';
import {
  afterAskedMs,
  decisiveSends,
  mostRemembered,
  retryAfterMs,
  teamsLimits,
} from '@token-desk/bot/domain/delivery/limits';
import { dutyFor, noAnswer, throttled, whyGivenUp } from '@token-desk/bot/domain/delivery/unheard';
import { dayMs, mara, monday, requestIn, tina, tom } from '../../support/bot/requests.ts';

describe('how messages may be sent', () => {
  it('lets each limit be decided by the message that it counts back to', () => {
    assert.deepEqual(decisiveSends(teamsLimits.conversation, 6), []);
    assert.deepEqual(decisiveSends(teamsLimits.conversation, 7), [{ n: 0, withinMs: 1_000 }]);
    assert.deepEqual(
      decisiveSends(teamsLimits.conversation, 1_800).map(({ n }) => n),
      [1_793, 1_792, 1_740, 0],
    );
    assert.equal(mostRemembered(teamsLimits.conversation), 1_800);
    assert.equal(mostRemembered([]), 0);
  });

  it('waits longer each time, at most ten minutes, and never longer for being spread', () => {
    assert.deepEqual([retryAfterMs(1), retryAfterMs(2), retryAfterMs(30)], [2_000, 4_000, 600_000]);
    assert.deepEqual([retryAfterMs(1, 1), retryAfterMs(30, 1)], [1_500, 450_000]);
  });

  it('waits as long as Teams asked at least, and believes no more than ten minutes', () => {
    assert.deepEqual([afterAskedMs(7_000, 0), afterAskedMs(7_000, 1)], [7_000, 8_000]);
    assert.equal(afterAskedMs(dayMs, 0), 600_000);
  });
});

describe('whom no message reaches', () => {
  const told = { personId: mara.id, now: monday };
  const asked = { ...requestIn('queued'), requestedBy: mara, claim: null };
  const inHand = (by: typeof tom) => ({ ...asked, claim: { by, since: monday } });
  const called = { ...asked, requestedBy: tina, call: { by: 'Ana', identifiedBy: 'call-back' as const } };

  it('is told by whoever has the request in hand, within a day', () => {
    assert.deepEqual(dutyFor(inHand(tom), told), { of: tom, dueAt: monday + dayMs });
  });
  it('is nobody’s duty as long as nobody has it in hand, or they themselves have', () => {
    assert.equal(dutyFor(asked, told), null);
    assert.equal(dutyFor(inHand(mara), told), null);
  });
  it('is told by whoever wrote it down, where they had phoned', () => {
    assert.equal(dutyFor(called, told)?.of.id, tina.id);
    assert.equal(dutyFor({ ...called, claim: { by: tom, since: monday } }, told)?.of.id, tom.id);
  });
  it('is told by whoever asks, where they were to decide', () => {
    const approval = { rule: 'all', of: 'manager', asked: tom } as const;
    const duty = dutyFor({ ...asked, approval }, { personId: tom.id, now: monday });
    assert.deepEqual(duty, { of: mara, dueAt: monday + dayMs });
  });
  it('is why it was given up: Teams asked to wait, or nothing answered', () => {
    assert.deepEqual(
      [whyGivenUp(throttled), whyGivenUp(noAnswer), whyGivenUp('Error')],
      ['throttled', 'no-answer', 'no-answer'],
    );
  });
});
