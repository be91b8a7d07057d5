import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { languageTags as inChat, languageOf } from '@token-desk/bot/words/languages';
import { languageTags as inTab } from '@token-desk/tab/words/languages';
import { valueImportsOf } from '../../support/rules/impurities.ts';
import { languagesIn, unlikeEnglish, wordsFolders } from '../../support/rules/languages.ts';

const root = join(import.meta.dirname, '../../..');

const sourcesIn = (folder: string) =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile() && /\.tsx?$/.test(one.name))
    .map((one) => relative(root, join(one.parentPath, one.name)));

/** Lists, plurals and units by hand: a language has its own ways for each. */
const byHand = {
  list: /\.join\((?!'')/,
  plural: /[=!]== 1 *\?/,
  unit: /[}\d](?: |\u00a0)(?:s|min|h)(?!\p{L})/u,
} as const;

describe('a language', () => {
  it('is one folder of each program, with a line in chat and one in the tab', () => {
    it('of a list stand between no commas of a page’s own', () => {
      for (const file of sourcesIn('tab/src'))
        assert.doesNotMatch(readFileSync(join(root, file), 'utf8'), /\.join\(', '\)/, file);
    });

    const folders = languagesIn(root);
    assert.ok(folders.length > 1);
    assert.deepEqual([...inChat].sort(), folders);
    assert.deepEqual([...inTab].sort(), folders);
  });

  for (const language of languagesIn(root))
    it(`has in ${language} every file that English has`, () =>
      assert.deepEqual(unlikeEnglish(root, language), []));

  it('that somebody begins is told what it lacks, file by file', () => {
    const copy = mkdtempSync(join(tmpdir(), 'token-desk-words-'));
    try {
      for (const folder of wordsFolders) cpSync(join(root, folder), join(copy, folder), { recursive: true });
      cpSync(join(copy, 'bot/src/words/en'), join(copy, 'bot/src/words/xx'), { recursive: true });
      cpSync(join(copy, 'contract/src/words/en'), join(copy, 'contract/src/words/xx'), { recursive: true });
      rmSync(join(copy, 'contract/src/words/xx/steps.ts'));
      cpSync(join(copy, 'contract/src/words/en/steps.ts'), join(copy, 'contract/src/words/xx/step.ts'));
      assert.deepEqual(languagesIn(copy), [...languagesIn(root), 'xx'].sort());
      const inTheTab = readdirSync(join(root, 'tab/src/words/en')).sort();
      assert.deepEqual(unlikeEnglish(copy, 'xx'), [
        'missing: contract/src/words/xx/steps.ts',
        'alone: contract/src/words/xx/step.ts',
        ...inTheTab.map((file) => `missing: tab/src/words/xx/${file}`),
      ]);
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  it('brings no other language along', () => {
    for (const tag of languagesIn(root))
      for (const file of wordsFolders.map((folder) => `${folder}/${tag}`).flatMap(sourcesIn)) {
        const others = languagesIn(root).filter((one) => one !== tag);
        const brought = valueImportsOf(file, readFileSync(join(root, file), 'utf8')).filter((specifier) =>
          others.some((one) => specifier.includes(`/${one}/`)),
        );
        assert.deepEqual(brought, [], file);
      }
  });

  it('is named nowhere outside its folder and the two lines', () => {
    const isWords = (file: string) => wordsFolders.some((folder) => file.startsWith(`${folder}/`));
    const others = inChat.filter((tag) => tag !== 'en');
    // Microsoft's own pages come in these languages.
    const ofMicrosoft = 'tab/src/flow/page-languages.ts';
    for (const file of ['contract/src', 'bot/src', 'tab/src']
      .flatMap(sourcesIn)
      .filter((one) => !isWords(one) && one !== ofMicrosoft)) {
      const text = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      for (const tag of others)
        assert.doesNotMatch(text, new RegExp(`'${tag}'|words/${tag}/`), `${file} knows of ${tag}`);
    }
  });

  it('is English for whoever reads one that nobody has written', () => {
    for (const tag of ['fr', 'xx', 'constructor', '']) assert.equal(languageOf(tag), 'en', tag);
    for (const tag of inChat) assert.equal(languageOf(`${tag}-XX`), tag);
  });
});

describe('words', () => {
  it('know a list, a plural and a unit by hand when they read one', () => {
    for (const [kind, text, isFound] of [
      ['list', "names.join(', ')", true],
      ['list', "parts.join('')", false],
      ['plural', 'n === 1 ?', true],
      ['plural', 'n === 12', false],
      ['unit', '{minutes} min, then', true],
      ['unit', '`in $'.concat('{n} s`'), true],
      ['unit', 'every 3 s', true],
      ['unit', '{minutes}, then', false],
      ['unit', '{desk} höchstens', false],
      ['unit', '{serial} shows', false],
    ] as const)
      assert.equal(byHand[kind].test(text), isFound, text);
  });

  const folders = languagesIn(root).flatMap((tag) => wordsFolders.map((folder) => `${folder}/${tag}`));
  for (const folder of [...folders, 'burner-service/src/words/en'])
    it(`in ${folder} leave lists, plurals and units to Intl`, () => {
      for (const file of sourcesIn(folder)) {
        const text = readFileSync(join(root, file), 'utf8');
        for (const [kind, pattern] of Object.entries(byHand))
          assert.doesNotMatch(text, pattern, `${file}: a ${kind} by hand`);
      }
    });
});
