import assert from 'node:assert/strict';
import { describeProblem, fillText, problems } from '@token-desk/contract/problem';
import { describeProblemDe, problemsDe } from '@token-desk/contract/problem-de';

const developerWords = {
  English: /\b(seeds?|payloads?|apdus?|jobs?|entit(y|ies)|invalid|errors?|exceptions?|null|undefined)\b/i,
  German:
    /\b(seeds?|payloads?|apdus?|jobs?|entität(en)?|ungültige?[nrs]?|fehlercode|fehler|exceptions?|null|undefined)\b/i,
};
const languages = { English: problems, German: problemsDe } as const;
const codes = Object.keys(problems) as (keyof typeof problems)[];
const placesIn = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

describe('what people are told', () => {
  it('is there in both languages, for the same codes in the same order', () => {
    assert.deepEqual(Object.keys(problemsDe), Object.keys(problems));
  });

  for (const [language, texts] of Object.entries(languages)) {
    const entries = Object.entries(texts);

    it(`is whole sentences, what happened and what to do, in ${language}`, () => {
      const sentence = /^[\p{Lu}{].*[\p{L}\d)}”“]\.$/u;
      const stray = /\{(?!\w+\})|(?<!\{\w+)\}|["'`]| {2}|!/;
      const offenders = entries
        .filter(([, { title, action }]) => ![title, action].every((t) => sentence.test(t) && !stray.test(t)))
        .map(([code]) => code);
      assert.deepEqual(offenders, []);
    });

    it(`has no developer’s words in ${language} titles`, () => {
      const words = developerWords[language as keyof typeof languages];
      const offenders = entries.filter(([, { title }]) => words.test(title)).map(([code]) => code);
      assert.deepEqual(offenders, []);
    });
  }

  it('names the same things in both languages', () => {
    for (const code of codes) {
      const [english, german] = [problems[code], problemsDe[code]];
      assert.deepEqual(placesIn(german.title), placesIn(english.title), `title of ${code}`);
      assert.deepEqual(placesIn(german.action), placesIn(english.action), `action of ${code}`);
    }
  });

  it('quotes Microsoft’s page in the language it is shown in', () => {
    const quotes: [RegExp, RegExp][] = [
      [
        /“I want to use a different authenticator app”/,
        /„Ich möchte eine andere Authenticator-App verwenden“/,
      ],
      [/“Can’t scan image\?”/, /„Bild kann nicht gescannt werden\?“/],
      [/\bNext\b/, /„Weiter“/],
      [/\bDone\b/, /„Fertig“/],
    ];
    for (const code of codes) {
      for (const [english, german] of quotes) {
        if (english.test(problems[code].action)) assert.match(problemsDe[code].action, german, code);
      }
    }
  });

  it('fills in what it names, and leaves a dash for what nobody gave', () => {
    const problem = { code: 'input-bad-character', detail: { character: '8', position: 3 } } as const;
    assert.match(describeProblem(problem).title, /“8” at position 3/);
    assert.match(describeProblemDe(problem).title, /an Stelle 3 „8“/);
    assert.equal(fillText('{a} and {b}', { a: 0 }), '0 and –');
    assert.equal(fillText('{constructor}', {}), '–');
  });

  const parameters: [string, string][] = [
    ['SHA-512', 'SHA-512'],
    ['8 digits', '8 Ziffern'],
    ['45 seconds', '45 Sekunden'],
    ['another kind of code', 'eine andere Art von Code'],
    ['another algorithm', 'ein anderes Verfahren'],
    ['another number of digits', 'eine andere Zahl von Ziffern'],
    ['another time step', 'ein anderer Zeitschritt'],
    ['two values for period', 'zwei Werte für period'],
  ];
  for (const [english, german] of parameters) {
    it(`says “${english}” in German`, () => {
      const problem = { code: 'input-unsupported-parameters', detail: { parameter: english } } as const;
      assert.ok(describeProblem(problem).title.includes(`(${english})`));
      assert.ok(describeProblemDe(problem).title.includes(`(${german})`));
    });
  }
});
