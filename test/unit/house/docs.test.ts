import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseConfig } from '@token-desk/bot/config';
import { limits } from '@token-desk/bot/domain/limits';
import { parseCommand } from '@token-desk/bot/teams/commands';
import { ProblemError } from '@token-desk/contract/problem';
import { problemsEn } from '@token-desk/contract/words/en/problems';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');

const leftOut = new Set(['node_modules', '.git', 'dist', 'build', '.data', 'coverage', 'output']);
function markdownFiles(folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !leftOut.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return markdownFiles(path);
      return entry.name.endsWith('.md') ? [relative(root, path)] : [];
    });
}
const docs = markdownFiles();
const withoutCode = (markdown: string) => markdown.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');

/** Targets of links and pictures, as written. */
const linksIn = (markdown: string) =>
  [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);

/** The anchor GitHub gives a heading. */
const anchorsIn = (markdown: string) =>
  [...withoutCode(markdown).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );

/** First cells of every table row, header and rule left out. */
const firstCells = (markdown: string) =>
  [...markdown.matchAll(/^\| (.+?) \|/gm)].map(([, cell = '']) => cell).filter((cell) => !/^-+$/.test(cell));

/** The part under a heading, up to the next one of the same or a higher rank. */
function section(markdown: string, heading: string): string {
  const from = markdown.indexOf(`\n${heading}\n`);
  assert.notEqual(from, -1, `no heading “${heading}”`);
  const rest = markdown.slice(from + heading.length + 2);
  const rank = heading.indexOf(' ');
  const end = rest.search(new RegExp(`^#{1,${rank}} `, 'm'));
  return end === -1 ? rest : rest.slice(0, end);
}

describe('documents', () => {
  it('are there for every reader', () => {
    const wanted = ['technician', 'manager', 'install', 'operate', 'develop', 'practice'];
    for (const name of wanted) assert.ok(docs.includes(join('docs', `${name}.md`)), `docs/${name}.md`);
    assert.ok(docs.includes('README.md') && docs.includes('CHANGELOG.md'));
  });

  for (const path of docs) {
    it(`${path}: every relative link leads somewhere`, () => {
      const dead = linksIn(text(path)).filter((target) => {
        if (/^[a-z]+:/.test(target)) return false;
        const [file = '', anchor] = target.split('#');
        const place =
          file === '' ? path : relative(root, join(root, dirname(path), decodeURIComponent(file)));
        if (place.startsWith('..') || !existsSync(join(root, place))) return true;
        return anchor !== undefined && !anchorsIn(text(place)).includes(anchor);
      });
      assert.deepEqual(dead, []);
    });

    it(`${path}: every npm command is one`, () => {
      const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
      const named = [...text(path).matchAll(/\bnpm run (?:-s |--silent )?([a-z][a-z0-9:-]*)/g)];
      const unknown = named.map(([, name = '']) => name).filter((name) => !Object.hasOwn(scripts, name));
      assert.deepEqual(unknown, []);
    });

    it(`${path}: names no folder of somebody's computer and no package registry`, () => {
      const folders = /(?<![\w.~/-])\/(?:work|home|root|tmp|Users|mnt)\/[\w.-]+|[A-Z]:\\Users/;
      const registries = /registry\.|npmjs\.org|artifactory|verdaccio|nexus\./i;
      for (const wrong of [folders, registries]) assert.doesNotMatch(text(path), wrong);
    });
  }

  it('stand behind the links of the Teams manifest', () => {
    const pages = [...text('appPackage/manifest.json').matchAll(/\/tab\/([\w-]+\.html)"/g)];
    assert.deepEqual(pages.map(([, page]) => page).sort(), ['privacy.html', 'terms.html']);
    for (const [, page = ''] of pages) assert.ok(existsSync(join(root, 'tab/public', page)), page);
  });

  it('show pictures that load quickly', () => {
    for (const name of readdirSync(join(root, 'docs/pictures')))
      assert.ok(statSync(join(root, 'docs/pictures', name)).size <= 200_000, name);
  });
});

describe('docs/install.md', () => {
  const rows = new Map(
    [
      ...section(text('docs/install.md'), '## 3. Settings').matchAll(
        /^\| `([A-Z_]+)` \| [^|]+ \| (\w+) \|/gm,
      ),
    ].map(([, name = '', needed = '']) => [name, needed]),
  );
  const known = [...text('bot/src/config-environment.ts').matchAll(/^ {2}([A-Z][A-Z_]+): z\./gm)].map(
    ([, name]) => name,
  );

  it('names the settings the server reads, all of them and no others', () => {
    assert.ok(known.length > 20, 'the settings were not found in bot/src/config-environment.ts');
    assert.deepEqual([...rows.keys()].sort(), [...known].sort());
  });

  it('says “yes” for those without which the server does not start', () => {
    assert.throws(
      () => parseConfig({}),
      (error: unknown) => {
        assert.ok(error instanceof ProblemError);
        const missing = String(error.problem.detail?.settings).split(', ');
        const marked = [...rows].filter(([, needed]) => needed === 'yes').map(([name]) => name);
        assert.deepEqual(marked.sort(), missing.sort());
        return true;
      },
    );
  });

  it('says “practice” for those that a real server refuses', () => {
    const marked = [...rows].filter(([, needed]) => needed === 'practice').map(([name]) => name);
    assert.deepEqual(marked.sort(), [
      'PRACTICE_CLIENT_SECRET',
      'PRACTICE_ORIGINS',
      'PRACTICE_TENANT_ID',
      'TOKEN_DESK_PRACTICE',
    ]);
  });

  it('names the app’s roles as they are provisioned', () => {
    const { appRoles } = JSON.parse(text('aad.manifest.json')) as { appRoles: { value: string }[] };
    const roles = firstCells(section(text('docs/install.md'), '### App roles')).slice(2);
    assert.deepEqual(roles.sort(), appRoles.map(({ value }) => value).sort());
  });
});

describe('docs/threat-model.md', () => {
  const held = [
    ...section(text('docs/threat-model.md'), '## Each promise and the test that holds it').matchAll(
      /^\| .+ \| `(test\/[\w./-]+)` \| (“.+”) \|$/gm,
    ),
  ].flatMap(([, file = '', titles = '']) =>
    [...titles.matchAll(/“(.+?)”(?= ·|$)/g)].map(([, title = '']) => ({ file, title })),
  );

  /** What a test or a group of tests in this file may be called; what a template fills in must stand in the file too. */
  function isTitleIn(source: string, title: string): boolean {
    const calls = source.matchAll(/\b(?:it|describe)\(\s*(?:'((?:\\.|[^'\\])*)'|`((?:\\.|[^`\\])*)`)/g);
    return [...calls].some(([, plain, template]) => {
      if (plain !== undefined) return plain.replaceAll("\\'", "'") === title;
      const parts = (template ?? '')
        .split(/\$\{[^}]*\}/)
        .map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
      const filled = new RegExp(`^${parts.join('(.+?)')}$`).exec(title)?.slice(1);
      return filled?.every((value) => source.includes(value)) ?? false;
    });
  }

  it('has a test for each promise', () => {
    const rows = firstCells(
      section(text('docs/threat-model.md'), '## Each promise and the test that holds it'),
    );
    assert.ok(rows.length > 40, `${rows.length}`);
    const named = new Set(held.map(({ file }) => file));
    assert.ok(named.size > 15 && held.length >= rows.filter((cell) => cell !== 'promise').length);
  });

  for (const { file, title } of held) {
    it(`names a test that is there: ${file}, ${title}`, () => {
      assert.ok(existsSync(join(root, file)), file);
      assert.ok(isTitleIn(text(file), title), title);
    });
  }

  it('would notice a title that is not there', () => {
    const filled = ['what', 'code'].map((name) => `\${${name}}`).join(': ');
    const source = `it('plain words', f); it(\`refuses ${filled}\`, f); ['a key', 'no-key'];`;
    assert.equal(isTitleIn(source, 'plain words'), true);
    assert.equal(isTitleIn(source, 'plain word'), false);
    assert.equal(isTitleIn(source, 'refuses a key: no-key'), true);
    assert.equal(isTitleIn(source, 'refuses another key: no-key'), false);
  });
});

describe('docs/technician.md and docs/manager.md', () => {
  const technician = text('docs/technician.md');

  for (const heading of ['## What you brought in was something else', '## At the reader']) {
    it(`“${heading.slice(3)}” quotes what the tab says`, () => {
      const said = new Set(Object.values(problemsEn).map(({ title }) => title.replace(/\{\w+\}/g, '…')));
      const quoted = firstCells(section(technician, heading)).slice(1);
      assert.ok(quoted.length > 5);
      assert.deepEqual(
        quoted.filter((title) => !said.has(title)),
        [],
      );
    });
  }

  it('tells of every wrong thing that can be brought in', () => {
    const quoted = firstCells(section(technician, '## What you brought in was something else'));
    const wrongThings = Object.entries(problemsEn).filter(([code]) => code.startsWith('input-'));
    const untold = wrongThings.filter(([, { title }]) => !quoted.includes(title.replace(/\{\w+\}/g, '…')));
    assert.deepEqual(
      untold.map(([code]) => code),
      [],
    );
  });

  it('tells managers words that the bot understands', () => {
    const part = section(text('docs/manager.md'), '## What you can write');
    const words = [...part.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
    assert.ok(words.length > 5);
    assert.deepEqual(
      words.filter((word) => ['unknown', 'empty'].includes(parseCommand(word))),
      [],
    );
  });
});

describe('docs/operate.md, what one may spend', () => {
  const spans: Readonly<Record<string, number>> = { '1 min': 60_000, '1 h': 3_600_000, '24 h': 86_400_000 };

  it('has the limits that are in force, all of them and no others', () => {
    const rows = section(text('docs/operate.md'), '## What one may spend').matchAll(
      /^\| `([a-z-]+)` \| (\d+) \| ([^|]+) \| ([^|]+) \| [^|]+ \|$/gm,
    );
    const said = [...rows].map(([, name, times, span = '', whose]) => [
      name,
      Number(times),
      spans[span],
      whose,
    ]);
    const inForce = Object.entries(limits).map(([name, one]) => [name, one.times, one.perMs, one.whose]);
    assert.deepEqual(said, inForce);
  });
});
