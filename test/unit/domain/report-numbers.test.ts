import assert from 'node:assert/strict';
import { ageCounts, driftOf, handOverTimes, mondayOf } from '@token-desk/bot/domain/report-numbers';
import * as fc from 'fast-check';
import { dayMs, monday } from '../../support/bot/requests.ts';

const hourMs = 3_600_000;

describe('report numbers', () => {
  it('count open requests by whole days, each once', () => {
    const days = [0, 0.99, 1, 1.99, 2, 3.99, 4, 7.99, 8, 400];
    const counts = ageCounts(
      days.map((age) => monday - age * dayMs),
      monday,
    );
    assert.deepEqual(
      counts.map(({ count }) => count),
      [2, 2, 2, 2, 2],
    );
  });

  it('leave no request out, whatever the clocks say', () => {
    return fc.assert(
      fc.property(fc.array(fc.integer({ min: -5 * dayMs, max: 900 * dayMs })), (ages) => {
        const counts = ageCounts(
          ages.map((age) => monday - age),
          monday,
        );
        assert.equal(
          counts.reduce((sum, { count }) => sum + count, 0),
          ages.length,
        );
      }),
    );
  });

  for (const [at, week] of [
    ['2026-11-02T00:00:00Z', '2026-11-02'],
    ['2026-11-08T23:59:59Z', '2026-11-02'],
    ['2026-11-09T00:00:00Z', '2026-11-09'],
    ['2027-01-01T12:00:00Z', '2026-12-28'],
  ] as const) {
    it(`${at} is in the week of ${week}`, () => assert.equal(mondayOf(Date.parse(at)), week));
  }

  it('give the median and the slowest hand-over of each week, oldest week first', () => {
    const at = (week: number, hours: number) => ({
      askedAt: monday + week * 7 * dayMs,
      handedOverAt: monday + week * 7 * dayMs + hours * hourMs,
    });
    assert.deepEqual(handOverTimes([at(1, 4), at(0, 1), at(0, 30), at(0, 2.5)]), [
      { week: '2026-11-02', count: 3, medianHours: 2.5, slowestHours: 30 },
      { week: '2026-11-09', count: 1, medianHours: 4, slowestHours: 4 },
    ]);
  });

  it('give the widest drift with its sign', () => {
    const rows = [-41, 3, 2, 0].map((seconds) => ({ model: 'a', seconds }));
    assert.deepEqual(driftOf(rows), [{ model: 'a', count: 4, medianSeconds: 1, widestSeconds: -41 }]);
    assert.deepEqual(driftOf([]), []);
  });
});
