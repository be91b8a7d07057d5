import assert from 'node:assert/strict';
import { queueKey } from '@token-desk/bot/domain/requests/queue-order';
import type { ProblemCode } from '@token-desk/contract/problem';
import { type RequestState, requestStates } from '@token-desk/contract/request';

const stuck: ProblemCode = 'burn-unknown';
const key = (state: RequestState, neededBy = '2026-11-05', attention: ProblemCode | null = null) =>
  queueKey({ state, attention, form: { neededBy } });

describe('the order of the queue', () => {
  const places: readonly (readonly RequestState[])[] = [
    ['in_progress', 'burned', 'checked', 'bound', 'failed'],
    ['submitted', 'approved', 'queued'],
    ['on_hold'],
    ['handed_over'],
    ['closed', 'withdrawn', 'rejected', 'expired'],
  ];

  it('has a place for every state', () => {
    assert.deepEqual(places.flat().sort(), [...requestStates].sort());
  });

  it('is what somebody has in hand, what waits, what is on hold, what is with its person, what is over', () => {
    for (const [at, states] of places.entries())
      for (const one of states) {
        for (const same of states) assert.equal(key(one), key(same), `${one} as ${same}`);
        for (const later of places.slice(at + 1).flat())
          assert.ok(key(one, '2026-12-31') < key(later, '2026-01-01'), `${one} before ${later}`);
      }
  });

  it('is by the day it is needed within each', () => {
    for (const state of requestStates) assert.ok(key(state, '2026-11-05') < key(state, '2026-11-06'), state);
  });

  it('has what is stuck first, until it is with its person', () => {
    const open = places.slice(0, 3).flat();
    for (const state of open)
      assert.ok(key(state, '2026-12-31', stuck) < key('in_progress', '2026-01-01'), state);
    for (const state of places.slice(3).flat())
      assert.equal(key(state, '2026-11-05', stuck), key(state), state);
  });
});
