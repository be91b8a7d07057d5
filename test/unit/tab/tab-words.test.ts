import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProblemCode, problems } from '@token-desk/contract/problem';
import { countingIn } from '@token-desk/contract/words/counting';
import { languageOf } from '@token-desk/tab/words/language';
import { languageTags, wordsFor } from '@token-desk/tab/words/languages';

const folder = join(import.meta.dirname, '../../../tab/src/words');
const filesOf = (tag: string) => readdirSync(join(folder, tag)).sort();

/** Every name in a table of words, with what stands there. */
function namesIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([name, inner]) => namesIn(inner, `${path}.${name}`));
}

describe('the words of the tab', () => {
  it('has a folder for each language of the table, and no other', () => {
    const folders = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
    assert.deepEqual(folders.map(({ name }) => name).sort(), [...languageTags].sort());
    assert.ok(languageTags.length > 1);
  });

  for (const tag of languageTags) {
    it(`has in ${tag} the files and the words that English has`, async () => {
      assert.deepEqual(filesOf(tag), filesOf('en'));
      const [english, words] = [await wordsFor('en'), await wordsFor(tag)];
      assert.deepEqual(namesIn(words.first).sort(), namesIn(english.first).sort());
      const [later, laterEnglish] = await Promise.all([words.later(), english.later()]);
      assert.deepEqual(namesIn(later.strings).sort(), namesIn(laterEnglish.strings).sort());
      assert.equal(new Intl.Locale(words.first.locale).language, tag);
    });

    it(`counts in ${tag} by the language’s own rules`, () => {
      for (const file of filesOf(tag))
        assert.doesNotMatch(readFileSync(join(folder, tag, file), 'utf8'), /=== 1\b|\.join\(/, file);
    });
  }

  for (const tag of languageTags) {
    it(`says a problem in ${tag} at first as it does with all words, or not at all`, async () => {
      const { describeFirst, all } = languageOf(await wordsFor(tag));
      const { describe } = await all();
      const saidFirst = (Object.keys(problems) as ProblemCode[]).filter((code) => {
        const detail = { roles: 'Technician', seconds: 30, where: 'q', id: 'k7f2', sinceMs: 0 };
        const said = describeFirst({ code, detail });
        if (said !== null) assert.deepEqual(said, describe({ code, detail }), code);
        return said !== null;
      });
      // what the server answers before it knows who asks and what, and what the page says without it
      for (const code of [
        'not-signed-in',
        'access-token-refused',
        'directory-unavailable',
        'sign-in-failed',
        'no-answer',
        'role-missing',
        'too-many-tries',
        'bad-request',
        'unexpected',
      ] as const)
        assert.ok(saidFirst.includes(code), code);
      assert.ok(saidFirst.length < 20, 'the others would make the first load longer');
    });
  }

  it('finds the language of a locale, and English for those nobody has written', async () => {
    for (const [locale, found] of [
      ['de-AT', 'de-DE'],
      ['DE', 'de-DE'],
      ['en-us', 'en-GB'],
      ['fr-fr', 'en-GB'],
      ['dex', 'en-GB'],
      ['constructor', 'en-GB'],
      ['', 'en-GB'],
    ] as const)
      assert.equal((await wordsFor(locale)).first.locale, found, locale);
  });

  it('says amounts as people do', () => {
    const cases: readonly (readonly [locale: string, hours: number, said: string])[] = [
      ['en-GB', 0.1, '6 minutes'],
      ['en-GB', 0, '0 minutes'],
      ['en-GB', 1, '1 hour'],
      ['en-GB', 2.5, '2.5 hours'],
      ['en-GB', 47.9, '47.9 hours'],
      ['en-GB', 48, '2 days'],
      ['de-DE', 0.1, '6 Minuten'],
      ['de-DE', 2.5, '2,5 Stunden'],
      ['de-DE', 24 * 1_500, '1.500 Tage'],
    ];
    for (const [locale, hours, said] of cases) assert.equal(countingIn(locale).span(hours), said);
    assert.equal(countingIn('de-DE').amount(1, 'year'), '1 Jahr');
    const counts: readonly (readonly [locale: string, n: number, shown: number, said: string])[] = [
      ['en-GB', 999, 50, '999'],
      ['en-GB', 1_000, 50, '1,000'],
      ['en-GB', 1_001, 50, '1,000+'],
      ['en-GB', 1_001, 1_050, '1,050+'],
      ['de-DE', 1_001, 50, '1.000+'],
    ];
    for (const [locale, n, shown, said] of counts) assert.equal(countingIn(locale).total(n, shown), said);
    assert.equal(countingIn('de-DE').ago(1, 'second'), 'vor 1 Sekunde');
    assert.equal(countingIn('en-GB').ago(6, 'minute'), '6 minutes ago');
  });

  it('takes the form of the number, in languages with more than two as well', () => {
    const english = countingIn('en-GB');
    const forms = { one: '# token', other: '# tokens' };
    assert.equal(english.counted(1, forms), '1 token');
    assert.equal(english.counted(0, forms), '0 tokens');
    assert.equal(english.counted(1.5, forms), '1.5 tokens');
    assert.equal(english.counted(12_045, forms), '12,045 tokens');
    const polish = countingIn('pl-PL');
    const places = { one: '# miejsce', few: '# miejsca', other: '# miejsc' };
    assert.deepEqual(
      [1, 3, 5].map((n) => polish.counted(n, places)),
      ['1 miejsce', '3 miejsca', '5 miejsc'],
    );
  });
});
