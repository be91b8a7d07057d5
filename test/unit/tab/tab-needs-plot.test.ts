import assert from 'node:assert/strict';
import { dayTotals } from '@token-desk/bot/domain/entra/needs';
import type { NeedDay } from '@token-desk/contract/entra/needs';
import { barDays } from '@token-desk/tab/views/needs/bar-days';

const days = (count: number): NeedDay[] =>
  Array.from({ length: count }, (_, n) => ({
    day: new Date(Date.UTC(2026, 9, 1 + n)).toISOString().slice(0, 10),
    totals: dayTotals([]),
  }));

describe('the days that have a bar', () => {
  for (const count of [0, 1, 13, 14])
    it(`are all of ${count}`, () => assert.deepEqual(barDays(days(count)), days(count)));

  for (const count of [15, 27, 120])
    it(`are fourteen of ${count}, each once and in order, the first and the last among them`, () => {
      const all = days(count);
      const shown = barDays(all);
      assert.equal(shown.length, 14);
      assert.deepEqual([shown[0], shown.at(-1)], [all[0], all.at(-1)]);
      const places = shown.map((day) => all.indexOf(day));
      assert.deepEqual(
        places,
        [...new Set(places)].sort((a, b) => a - b),
      );
    });
});
