import assert from 'node:assert/strict';
import { fail, isProblemCode, ProblemError } from '@token-desk/contract/problem';
import { fillText } from '@token-desk/contract/text/fill';
import { detailWordsDe } from '@token-desk/contract/words/de/detail';
import { describeProblemDe, problemsDe } from '@token-desk/contract/words/de/problems';
import { detailWordsEn } from '@token-desk/contract/words/en/detail';
import { describeProblem, problemsEn } from '@token-desk/contract/words/en/problems';

const developerWords = {
  English: /\b(seeds?|payloads?|apdus?|jobs?|entit(y|ies)|invalid|errors?|exceptions?|null|undefined)\b/i,
  German:
    /\b(seeds?|payloads?|apdus?|jobs?|entität(en)?|ungültige?[nrs]?|fehlercode|fehler|exceptions?|null|undefined)\b/i,
};
const languages = { English: problemsEn, German: problemsDe } as const;
const codes = Object.keys(problemsEn) as (keyof typeof problemsEn)[];
const placesIn = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

describe('what people are told', () => {
  it('is there in both languages, for the same codes in the same order', () => {
    assert.deepEqual(Object.keys(problemsDe), Object.keys(problemsEn));
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
      const [english, german] = [problemsEn[code], problemsDe[code]];
      assert.deepEqual(placesIn(german.title), placesIn(english.title), `title of ${code}`);
      assert.deepEqual(placesIn(german.action), placesIn(english.action), `action of ${code}`);
    }
  });

  it('claims no other secret of a device that is there already: it may be this token’s own', () => {
    assert.match(problemsEn['device-exists'].action, /may hold another secret.*look at Microsoft first/);
    assert.match(
      problemsDe['device-exists'].action,
      /vielleicht ein anderes Geheimnis.*zuerst bei Microsoft nach/,
    );
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
        if (english.test(problemsEn[code].action)) assert.match(problemsDe[code].action, german, code);
      }
    }
  });

  it('travels as its code, with values only where there are some', () => {
    for (const thrown of [new ProblemError('not-found').problem, fail('not-found').problem])
      assert.deepEqual(thrown, { code: 'not-found' });
    const detail = { seconds: 5 };
    for (const thrown of [
      new ProblemError('too-many-tries', detail).problem,
      fail('too-many-tries', detail).problem,
    ])
      assert.deepEqual(thrown, { code: 'too-many-tries', detail });
    assert.equal(String(new ProblemError('not-found')), 'ProblemError: not-found');
  });

  it('has a code from the table, and from nowhere else', () => {
    const values = ['not-found', 'nonsense', 'toString', '', 1, null, ['not-found']];
    assert.deepEqual(values.map(isProblemCode), [true, false, false, false, false, false, false]);
  });

  it('fills in what it names, and leaves a dash for what nobody gave', () => {
    const problem = { code: 'input-bad-character', detail: { character: '8', position: 3 } } as const;
    assert.match(describeProblem(problem).title, /“8” at position 3/);
    assert.match(describeProblemDe(problem).title, /an Stelle 3 „8“/);
    assert.equal(fillText('{a} and {b}', { a: 0 }), '0 and –');
    assert.equal(fillText('{constructor}', {}), '–');
    assert.equal(fillText('{a}', undefined), '–');
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

  /** What is filled in as it is: names, serials, addresses, settings, and what was typed. */
  const named = (
    'account subject tenant burner holder serial expected server reader readers application character flag given ' +
    'stated settings wanted since id where file service permission site zone named rule'
  ).split(' ');
  const counted = ['position', 'count', 'driftSeconds', 'offSeconds', 'offsetSeconds', 'seconds', 'minutes'];
  const said = [...Object.keys(detailWordsEn), 'parameter'];

  it('says every value that is a code of ours in words: a new blank is either a name, a number or has words', () => {
    const blanks = new Set(
      codes
        .flatMap((code) => placesIn(problemsEn[code].title + problemsEn[code].action))
        .map((b) => b.slice(1, -1)),
    );
    const unknown = [...blanks].filter((blank) => ![...named, ...counted, ...said].includes(blank));
    assert.deepEqual(unknown, []);
  });

  for (const [name, words] of Object.entries(detailWordsEn)) {
    it(`says every ${name} in words of each language`, () => {
      const german: Readonly<Record<string, string>> = detailWordsDe[name as keyof typeof detailWordsDe];
      const asFilled = codes.filter((code) => placesIn(problemsEn[code].title).includes(`{${name}}`));
      assert.notDeepEqual(asFilled, [], 'a table nobody uses');
      for (const [value, english] of Object.entries(words)) {
        assert.doesNotMatch(`${english} ${german[value]}`, /_|[a-z]-[a-z]+-/, value);
        for (const code of asFilled.filter((each) => each !== 'bad-usage')) {
          const problem = { code, detail: { [name]: value } };
          assert.ok(describeProblem(problem).title.includes(english), `${code} ${value}`);
          assert.ok(describeProblemDe(problem).title.includes(german[value] ?? '?'), `${code} ${value}`);
          if (/_/.test(value)) assert.ok(!describeProblem(problem).title.includes(value), `${code} ${value}`);
        }
      }
    });
  }

  it('says each part of a list, and numbers as the language writes them', () => {
    const roles = { code: 'role-missing', detail: { roles: 'Technician, Administrator' } } as const;
    assert.match(describeProblemDe(roles).title, /\(Technik, Administration\)/);
    const clock = { code: 'clock-not-trusted', detail: { offsetSeconds: -1234.5 } } as const;
    assert.match(describeProblem(clock).title, /-1,234\.5 s/);
    assert.match(describeProblemDe(clock).title, /-1\.234,5 Sekunden/);
    const book = { code: 'token-wrong-state', detail: { serial: '1', state: 'in_stock' } } as const;
    assert.match(describeProblem(book).title, /token 1 is in stock\./);
    assert.match(describeProblemDe(book).title, /Token 1 ist im Lager\./);
  });
});
