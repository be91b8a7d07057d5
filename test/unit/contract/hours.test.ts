import assert from 'node:assert/strict';
import { hoursIn } from '@token-desk/contract/words/hours';

describe('opening hours', () => {
  const cases: [string, number[], string, string][] = [
    ['days that follow each other, by the first and the last', [1, 2, 3, 4, 5], 'Mon–Fri', 'Mo–Fr'],
    ['days apart, each by its name, whatever their order', [5, 1, 3], 'Mon, Wed, Fri', 'Mo, Mi, Fr'],
    ['a day named twice once', [2, 2], 'Tue', 'Di'],
    ['both', [1, 2, 6, 7], 'Mon–Tue, Sat–Sun', 'Mo–Di, Sa–So'],
  ];
  for (const [what, weekdays, english, german] of cases) {
    it(`say ${what}`, () => {
      const hours = { weekdays, from: '08:30', to: '16:00' };
      assert.equal(hoursIn('en-GB', hours).replace(/\s*–\s*/g, '–'), `${english} 08:30–16:00`);
      assert.equal(hoursIn('de-DE', hours).replace(/\s*–\s*/g, '–'), `${german} 08:30–16:00 Uhr`);
    });
  }
});
