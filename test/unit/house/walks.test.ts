import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { api } from '@token-desk/contract/api';

type Link = { readonly kind: 'name' | 'route' | 'frame'; readonly name: string };
type Step = { readonly file: string; readonly by: Link | null };

const page = readFileSync('docs/architecture.md', 'utf8');
const chapter = page.slice(page.indexOf('\n## Walks\n'), page.indexOf('\n## Where to look\n'));

function stepsOf(text: string): Step[] {
  const line = /^\d+\. `([^`]+)`(?:, by (name|route|frame) `([^`]+)`)?$/gm;
  return [...text.matchAll(line)].map(([, file = '', kind, name = '']) => ({
    file,
    by: kind === undefined ? null : { kind: kind as Link['kind'], name },
  }));
}

const walks = chapter
  .split('\n### ')
  .slice(1)
  .map((text) => ({ title: text.slice(0, text.indexOf('\n')), text, steps: stepsOf(text) }));

const frames = new Set(
  [...readFileSync('contract/src/desk/job.ts', 'utf8').matchAll(/type: z\.literal\('([a-z-]+)'\)/g)].map(
    ([, name]) => name,
  ),
);

function imports(from: string, to: string): boolean {
  const found = readFileSync(from, 'utf8').matchAll(/ from '(\.[^']+)'/g);
  return [...found].some(([, path = '']) => join(dirname(from), path) === to);
}

function hasWord(file: string, word: string): boolean {
  return new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(readFileSync(file, 'utf8'));
}

describe('docs/architecture.md, the walks', () => {
  it('are both ways of a card, a picture and a digit', () => {
    assert.equal(walks.length, 7);
    for (const { text, steps } of walks)
      assert.equal(steps.length, text.match(/^\d+\. /gm)?.length, 'every line can be read');
  });

  for (const { title, steps } of walks) {
    it(`${title}: a route or a frame is named by both its programs`, () => {
      for (const [at, { file, by }] of steps.entries()) {
        if (by === null || by.kind === 'name') continue;
        const sides = [steps.slice(0, at), steps.slice(at)].map((side) => side.map((step) => step.file));
        for (const side of sides)
          assert.ok(
            side.some((each) => hasWord(each, by.name)),
            `${by.name}: ${file}`,
          );
      }
    });

    it(`${title}: each step leads to the next`, () => {
      for (const { file } of steps) assert.ok(existsSync(file), file);
      for (const [at, { file, by }] of steps.entries()) {
        const before = steps[at - 1]?.file;
        if (before === undefined) continue;
        if (by === null) assert.ok(imports(before, file) || imports(file, before), `${before} → ${file}`);
        else if (by.kind === 'route')
          assert.ok(by.name in api && isBetween(before, file), `${file}: ${by.name}`);
        else if (by.kind === 'frame')
          assert.ok(frames.has(by.name) && isBetween(before, file), `${file}: ${by.name}`);
        else
          assert.ok(hasWord(before, by.name) && hasWord(file, by.name), `${before} → ${by.name} → ${file}`);
      }
    });

    it(`${title}: enters no folder twice`, () => {
      const folders = steps.map(({ file }) => dirname(file));
      const entered = folders.filter((folder, at) => folder !== folders[at - 1]);
      assert.deepEqual(entered, [...new Set(entered)]);
    });
  }

  it('would notice a step that leads nowhere', () => {
    assert.equal(imports('bot/src/usecases/write/commit.ts', 'bot/src/teams/bot.ts'), false);
    assert.equal(hasWord('bot/src/usecases/write/commit.ts', 'submissionIds'), false);
  });
});

/** A route or a frame joins two programs. */
function isBetween(from: string, to: string): boolean {
  return from.split('/')[0] !== to.split('/')[0];
}
