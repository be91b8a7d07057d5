import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { channelLine, personalLine } from '@token-desk/bot/teams/cards/lines';
import { describeTrouble } from '@token-desk/bot/teams/problem-words';
import { stringsDe } from '@token-desk/bot/words/de/chat';
import { stringsEn } from '@token-desk/bot/words/en/chat';
import { otherEventKinds } from '@token-desk/contract/audit-row';
import { usualReasons } from '@token-desk/contract/organisation';
import type { ProblemCode } from '@token-desk/contract/problem';
import { handOvers, requestStates, requestTypes } from '@token-desk/contract/request';
import { requestEventKinds } from '@token-desk/contract/request-event';
import { tokenStates } from '@token-desk/contract/token/record';
import { wizardSteps } from '@token-desk/contract/wizard-step';
import { detailWordsDe } from '@token-desk/contract/words/de/detail';
import { problemsDe } from '@token-desk/contract/words/de/problems';
import { detailWordsEn } from '@token-desk/contract/words/en/detail';
import { problemsEn } from '@token-desk/contract/words/en/problems';
import { german } from '@token-desk/tab/words/de/first';
import { laterGerman } from '@token-desk/tab/words/de/later';
import { english } from '@token-desk/tab/words/en/first';
import { laterEnglish } from '@token-desk/tab/words/en/later';
import { parseSync } from 'oxc-parser';
import { englishIn, fixedParts, rawCodesIn } from '../../support/browser/english-left.ts';
import { everyCard, requestIn } from '../../support/teams/every-card.ts';

const tabSource = join(import.meta.dirname, '../../../tab/src');
/** Fills any blank: a text, a number, or what a sentence is told about a request. */
const anything = { subject: 'x', site: 'x', handOver: 'desk', technician: 'x', toString: () => 'x' };

const tables = [
  ['tab, first pages', english, german],
  ['tab, desk pages', laterEnglish, laterGerman],
  ['bot', stringsEn, stringsDe],
  ['problems', problemsEn, problemsDe],
  ['values in problems', detailWordsEn, detailWordsDe],
] as const;

/** Texts that are the same in both languages: names, signs, and what only joins what it is given. */
const same = new Set([
  ...'Token Tokens Person Version SHA-256 Name PC Filter Status Ticket Organisation'.split(' '),
  'Token Desk',
  'Microsoft Authenticator',
]);
const joined = [
  '.custodyBy',
  '.presentText',
  '.claim.lineOnly',
  '.adding.example',
  '.minutes',
  '.readers-fine',
  '.pairCommand',
  '.configure.name',
  '.asking.several.listHint',
  '.asking.extension.token',
];

function textsOf(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    return [2, 500, anything].map((blank, at) => [
      `${path}`,
      `${at} ${String(value.call(null, blank, blank, blank))}`,
    ]);
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, `${path}.${name}`));
}

describe('nothing is left untranslated', () => {
  for (const [name, first, second] of tables) {
    it(`in the words of: ${name}`, () => {
      const inGerman = textsOf(second);
      const left = textsOf(first).filter(
        ([path, text]) =>
          inGerman.some(([other, german]) => other === path && german === text) &&
          /\p{L}{3}/u.test(text.replace(/\b(x|undefined)\b/g, '')) &&
          !same.has(text.replace(/^\d /, '')) &&
          !joined.some((end) => path.endsWith(end)),
      );
      assert.deepEqual(left, []);
    });
  }

  it('in the tab’s own code: every text a person reads comes from a table', () => {
    const found: string[] = [];
    for (const file of readdirSync(tabSource, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.tsx'),
    )) {
      const source = readFileSync(join(tabSource, file), 'utf8');
      for (const text of literalTexts(parseSync(file, source).program)) found.push(`${file}: ${text}`);
    }
    assert.deepEqual(found, []);
  });

  it('finds a text that stands in the code', () => {
    const { program } = parseSync(
      'x.tsx',
      'const x = <p title="A title">Some words <b>{t}</b><kbd>/</kbd></p>;',
    );
    assert.deepEqual(literalTexts(program).sort(), ['A title', 'Some words']);
  });
});

describe('cards, lines and answers in German', () => {
  // A role's name is a German word too: “Administrator”.
  const { roles: _roles, ...detailWords } = detailWordsEn;
  const texts = Object.values(problemsEn).map(({ title, action }) => ({ title, action }));
  const parts = {
    english: fixedParts({ stringsEn, texts, detailWords }),
    other: fixedParts({ stringsDe, problemsDe, detailWordsDe }),
  };
  const codes = [
    ...requestStates,
    ...requestTypes,
    ...requestEventKinds,
    ...otherEventKinds,
    ...tokenStates,
    ...usualReasons.map(({ id }) => id),
    ...handOvers,
    ...wizardSteps,
    ...Object.keys(problemsEn),
  ];

  for (const [language, check] of [
    ['de', true],
    ['en', false],
  ] as const) {
    for (const [name, card] of everyCard(language)) {
      it(`has no English and no code: ${name} (${language})`, () => {
        const shown = shownOn(card);
        if (check) assert.deepEqual(englishIn(shown, parts), []);
        assert.deepEqual(rawCodesIn(shown.join(' '), codes), []);
      });
    }
  }

  it('has no English and no code in any line about any state', () => {
    for (const state of requestStates) {
      for (const event of requestEventKinds) {
        const request = requestIn(state);
        const personal = personalLine(event, request, stringsDe) ?? '';
        const lines = [personal, channelLine(event, request, stringsDe)];
        assert.deepEqual(englishIn(lines, parts), [], `${event} at ${state}`);
        assert.deepEqual(rawCodesIn(lines.join(' '), codes), [], `${event} at ${state}`);
      }
    }
  });

  it('has no English and no code in any problem, whatever fills it', () => {
    const fillings = [
      ...[...requestStates, ...tokenStates].map((state) => ({ state })),
      ...wizardSteps.map((step) => ({ step })),
      ...Object.keys(detailWordsEn.field).map((field) => ({ field })),
      { roles: 'Technician, Administrator' },
    ];
    for (const code of Object.keys(problemsEn) as ProblemCode[]) {
      for (const detail of fillings) {
        const { title, action } = describeTrouble({ code, detail }, stringsDe);
        assert.deepEqual(englishIn([title, action], parts), [], code);
        assert.deepEqual(rawCodesIn(`${title} ${action}`, codes), [], code);
      }
    }
  });
});

/** What a reader of the card sees: texts, labels, choices; not its data. */
function shownOn(card: object): string[] {
  const shown: string[] = [];
  JSON.stringify(card, (name, value: unknown) => {
    if (name === 'data') return undefined;
    if (['text', 'title', 'label', 'placeholder', 'errorMessage'].includes(name) && typeof value === 'string')
      shown.push(value);
    return value;
  });
  return shown;
}

const readable = ['aria-label', 'title', 'placeholder', 'alt', 'label', 'content'];

/** Texts between tags, and attributes that are read out, as they stand in the code. */
function literalTexts(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(literalTexts);
  if (typeof node !== 'object' || node === null) return [];
  const found: string[] = [];
  const type: unknown = Reflect.get(node, 'type');
  const name: unknown = Reflect.get(Object(Reflect.get(node, 'name')), 'name');
  if (type === 'JSXText') found.push(String(Reflect.get(node, 'value')).trim());
  if (type === 'JSXAttribute' && readable.includes(String(name))) {
    const value: unknown = Reflect.get(Object(Reflect.get(node, 'value')), 'value');
    if (typeof value === 'string') found.push(value);
  }
  if (type === 'JSXExpressionContainer') {
    const value: unknown = Reflect.get(Object(Reflect.get(node, 'expression')), 'value');
    if (typeof value === 'string') found.push(value.trim());
  }
  const inner = Object.values(node).flatMap(literalTexts);
  return [...found.filter((text) => /\p{L}{2}/u.test(text)), ...inner];
}
