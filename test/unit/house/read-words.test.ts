import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringsEn } from '@token-desk/bot/words/en/chat';
import * as commandLine from '@token-desk/burner-service/words/en/command-line';
import { english } from '@token-desk/tab/words/en/first';
import { laterEnglish } from '@token-desk/tab/words/en/later';
import { parseSync, Visitor } from 'oxc-parser';

const root = join(import.meta.dirname, '../../..');

/** What a source calls by name, and what it says as a text: a key that is looked up by a value is one of these. */
type Said = { readonly names: ReadonlySet<string>; readonly texts: ReadonlySet<string> };

function saidIn(source: string): Said {
  const [names, texts] = [new Set<string>(), new Set<string>()];
  new Visitor({
    Identifier: ({ name }) => void names.add(name),
    Property: ({ key }) => {
      // `{ idle: … }` names a value as `'idle'` does.
      if (key.type === 'Identifier') texts.add(key.name);
    },
    Literal: ({ value }) => {
      if (typeof value === 'string') texts.add(value);
    },
  }).visit(parseSync('source.tsx', source).program);
  return { names, texts };
}

/** Of a workspace, its words aside. */
function sourcesOf(workspace: string): Said[] {
  const folder = join(root, workspace, 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/^words\/(\w\w\/|strings\.ts)/.test(file))
    .map((file) => saidIn(readFileSync(join(folder, file), 'utf8')));
}

function keysOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, [...path, key]));
}

const isTableIn = (names: ReadonlySet<string>, tables: readonly string[]) =>
  tables.length === 0 || tables.some((table) => names.has(table));

/** Keys nobody reads: no source that reads a table they stand in names them, and they are no value's name. */
function unread(words: object, sources: readonly Said[], values: ReadonlySet<string>): string[] {
  return keysOf(words)
    .filter((path) => {
      const [tables, key = ''] = [path.slice(0, -1), path.at(-1)];
      if (!/^[a-z]+([A-Z][a-z]+)*$/.test(key) || key === 'true' || key === 'false') return false;
      return !values.has(key) && !sources.some(({ names }) => isTableIn(names, tables) && names.has(key));
    })
    .map((path) => path.join('.'));
}

describe('every word', () => {
  const workspaces = ['contract', 'bot', 'tab', 'burner-service'] as const;
  const said = new Map(workspaces.map((workspace) => [workspace, sourcesOf(workspace)]));
  const values = new Set([...said.values()].flat().flatMap(({ texts }) => [...texts]));

  for (const [workspace, words] of [
    ['tab', { ...english, ...laterEnglish }],
    ['bot', stringsEn],
    ['burner-service', { ...commandLine }],
  ] as const) {
    it(`of ${workspace} is read by somebody`, () => {
      assert.deepEqual(unread(words, said.get(workspace) ?? [], values), []);
    });
  }

  it('that nobody reads is noticed, also where another table has its name', () => {
    const sources = [
      saidIn('words.finish.title; const { text } = words.finish;'),
      saidIn('words.other.left'),
    ];
    const words = { finish: { title: '', text: '', left: '' }, other: { left: '' }, states: { idle: '' } };
    assert.deepEqual(unread(words, sources, saidIn("const state = 'idle'").texts), ['finish.left']);
  });
});
