import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { stringsFor } from '@token-desk/bot/words/languages';
import { cardGerman } from '@token-desk/burner-service/words/de/card';
import { cardEnglish } from '@token-desk/burner-service/words/en/card';
import { deskEnglish, keyEnglish, tokenEnglish } from '@token-desk/burner-service/words/en/command-line';
import { problemsDe } from '@token-desk/contract/words/de/problems';
import { problemsEn } from '@token-desk/contract/words/en/problems';
import { textsOf } from '../../support/browser/english-left.ts';
import { english, german } from '../../support/tab/tab-words.ts';

type Language = 'english' | 'german';
const columnOf = { english: 3, german: 4 } as const;

/** The words of the table that are not used, as the document names them. */
function strangersIn(language: Language): readonly string[] {
  const rows = readFileSync('docs/words.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '));
  return rows.flatMap((row) => {
    const cell = row.split('|').slice(1)[columnOf[language]] ?? '';
    return [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
  });
}

/** A word as it stands alone, or whatever begins so. German nouns keep their capital, and verbs may begin a sentence. */
const finderOf = (word: string): RegExp => {
  const plain = word.replace('*', '').replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\d-])${plain}${word.endsWith('*') ? '' : '(?![\\p{L}\\d])'}`, 'iu');
};

const said = {
  english: [english, stringsFor('en'), problemsEn, cardEnglish, deskEnglish, keyEnglish, tokenEnglish],
  german: [german, stringsFor('de'), problemsDe, cardGerman],
} as const;
/** Commands, files and Microsoft's own words are quoted, and stay what they are. */
const withoutQuoted = (text: string): string =>
  text.replaceAll(
    /“[^”]*”|(?<!\*)\*(?!\*)[^*\n]+\*(?!\*)|„[^“]*“|`[^`]*`|\[[^\]]*\]\([^)]*\)|npm run \S+ burner\S*|docs\/\S+|\{\w+\}/g,
    ' ',
  );

/** For people; those for who works on the code name things as it does. */
const documents = [
  'README.md',
  ...[
    'burner',
    'entra',
    'faults',
    'install',
    'manager',
    'operate',
    'permissions',
    'practice',
    'technician',
    'tokens',
    'who-needs-a-token',
  ].map((name) => `docs/${name}.md`),
];

describe('what people read has one word for one thing', () => {
  for (const language of ['english', 'german'] as const)
    it(`and none of the others, in ${language}`, () => {
      const strangers = strangersIn(language);
      assert.ok(strangers.length > 20, 'the table is read');
      const texts = [...new Set(said[language].flatMap((words) => textsOf(words)))];
      assert.ok(texts.length > 900, `${texts.length} texts`);
      const found = texts.flatMap((text) =>
        strangers
          .filter((word) => finderOf(word).test(withoutQuoted(text)))
          .map((word) => `${word}: ${text}`),
      );
      assert.deepEqual(found, []);
    });

  for (const file of documents)
    it(`in ${file} as well`, () => {
      const lines = readFileSync(file, 'utf8')
        .replaceAll(/```[\s\S]*?```/g, '')
        .split('\n');
      const found = lines.flatMap((line) =>
        strangersIn('english')
          .filter((word) => finderOf(word).test(withoutQuoted(line)))
          .map((word) => `${word}: ${line}`),
      );
      assert.deepEqual(found, []);
    });
});
