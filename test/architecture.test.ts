import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { impuritiesOf, valueImportsOf } from './support/rules/impurities.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const workspaces = ['contract', 'bot', 'tab', 'burner-service', 'practice'] as const;

type Import = { readonly file: string; readonly specifier: string; readonly target: string };

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** Every static import, re-export and dynamic import with a literal, types included. */
function specifiersOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const { module, errors } = parseSync(file, text);
  assert.deepEqual(errors, [], `${file} does not parse`);
  const dynamic = module.dynamicImports.map((found) =>
    text.slice(found.moduleRequest.start, found.moduleRequest.end),
  );
  return [
    ...module.staticImports.map((found) => found.moduleRequest.value),
    ...module.staticExports.flatMap((found) =>
      found.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
    ...dynamic.filter((literal) => /^['"`][^$]*['"`]$/.test(literal)).map((literal) => literal.slice(1, -1)),
  ];
}

/** `target` is the file from the root for a relative import, `contract/src/…` for a workspace one, else the specifier. */
function importsOf(folder: string): Import[] {
  return sourceFiles(folder).flatMap((file) =>
    specifiersOf(file).map((specifier) => {
      const workspace = /^@token-desk\/([a-z-]+)(?:\/(.*))?$/.exec(specifier);
      const target = specifier.startsWith('.')
        ? relative(root, join(root, dirname(file), specifier))
        : workspace
          ? `${workspace[1]}/src/${workspace[2] ?? ''}`
          : specifier;
      return { file, specifier, target };
    }),
  );
}

const all = workspaces.flatMap((name) => importsOf(`${name}/src`));
const inside = (folder: string) => (found: Import) => found.file.startsWith(`${folder}/`);
const isPackage = (specifier: string, name: string) => specifier === name || specifier.startsWith(`${name}/`);

function assertNone(found: Import[], rule: string): void {
  assert.deepEqual(
    found.map((one) => `${one.file} imports ${one.specifier}`),
    [],
    rule,
  );
}

/** Only files in `folder` may import `packages`. */
function assertConfined(packages: readonly string[], folder: string): void {
  const users = all.filter((one) => packages.some((name) => isPackage(one.specifier, name)));
  assertNone(
    users.filter((one) => !one.file.startsWith(folder)),
    `only ${folder} may import ${packages.join(', ')}`,
  );
}

describe('architecture: who may import whom', () => {
  it('reads a codebase that is really there', () => {
    for (const name of workspaces) assert.ok(all.some(inside(name)), `${name}/src has no imports at all`);
  });

  const allowed: Record<(typeof workspaces)[number], readonly string[]> = {
    contract: ['contract'],
    bot: ['contract', 'bot'],
    tab: ['contract', 'tab'],
    'burner-service': ['contract', 'burner-service'],
    practice: ['contract', 'bot', 'tab', 'burner-service', 'practice'],
  };
  for (const name of workspaces) {
    it(`${name} imports workspaces ${allowed[name].join(', ')} only`, () => {
      const wrong = all.filter(inside(name)).filter((one) => {
        const home = workspaces.find((other) => one.target.startsWith(`${other}/`));
        return (
          one.target.startsWith('..') ||
          one.target.startsWith('test/') ||
          (home !== undefined && !allowed[name].includes(home))
        );
      });
      assertNone(wrong, `${name} reaches where it may not`);
    });
  }

  it('imports a workspace by subpath, never by its name alone and never by a relative path', () => {
    assertNone(
      all.filter((one) => /^@token-desk\/[a-z-]+$/.test(one.specifier)),
      'no barrel imports',
    );
    assertNone(
      all.filter(
        (one) => one.specifier.startsWith('.') && one.target.split('/')[0] !== one.file.split('/')[0],
      ),
      'no relative import into another workspace',
    );
  });

  it('contract depends on zod and @hpke/core only, without Node', () => {
    const foreign = all.filter(inside('contract')).filter((one) => !one.specifier.startsWith('.'));
    assertNone(
      foreign.filter((one) => !isPackage(one.specifier, 'zod') && one.specifier !== '@hpke/core'),
      'contract is pure',
    );
  });

  it('a contract module is there only if two programs use it', () => {
    const programs = ['bot', 'tab', 'burner-service'] as const;
    const modules = sourceFiles('contract/src').map((file) => file.replace(/\.ts$/, ''));
    const direct = (module: string) =>
      new Set<string>(
        all
          .filter((one) => one.target.replace(/\.ts$/, '') === module)
          .map((one) => one.file.split('/')[0] ?? ''),
      );
    // a module used by another contract module counts with that module's users
    const usersOf = (module: string, seen = new Set<string>()): Set<string> => {
      if (seen.has(module)) return new Set();
      seen.add(module);
      const users = direct(module);
      if (!users.delete('contract')) return users;
      const parents = all
        .filter((one) => inside('contract')(one) && one.target.replace(/\.ts$/, '') === module)
        .map((one) => one.file.replace(/\.ts$/, ''));
      for (const parent of parents) for (const user of usersOf(parent, seen)) users.add(user);
      return users;
    };
    for (const module of modules) {
      const users = programs.filter((name) => usersOf(module).has(name));
      assert.ok(users.length >= 2, `${module} is used by ${users.join(', ') || 'no program'} only`);
    }
  });

  it('the bot cannot hold a seed', () => {
    assertNone(
      all.filter(inside('bot')).filter((one) => one.target.startsWith('contract/src/seed/')),
      'bot may not import contract/seed',
    );
  });

  it('bot/src/domain is pure: it imports the contract and itself', () => {
    const outside = all
      .filter(inside('bot/src/domain'))
      .filter((one) => !one.target.startsWith('contract/src/') && !one.target.startsWith('bot/src/domain/'));
    assertNone(outside, 'no I/O, clock or logger in the domain');
    for (const file of sourceFiles('bot/src/domain')) {
      const text = readFileSync(join(root, file), 'utf8');
      assert.doesNotMatch(
        text,
        /\bawait\b|Date\.now\(|new Date\(\)|Math\.random\(|randomUUID\(/,
        `${file} is not pure`,
      );
    }
  });

  it('tab/src/flow is pure: values from the contract and itself, of the words only their types', () => {
    const isWords = (one: Import) => /^tab\/src\/words\//.test(one.target);
    const isOwn = (one: Import) => /^(contract\/src|tab\/src\/flow)\//.test(one.target);
    assertNone(
      all.filter(inside('tab/src/flow')).filter((one) => !isOwn(one) && !isWords(one)),
      'no React, no server and no storage in the flow',
    );
    for (const file of sourceFiles('tab/src/flow')) {
      const text = readFileSync(join(root, file), 'utf8');
      assert.deepEqual(impuritiesOf(file, text), [], `${file} is not pure`);
      const words = valueImportsOf(file, text).filter((specifier) => specifier.includes('/words/'));
      assert.deepEqual(words, [], `${file} brings words along`);
    }
  });

  it('knows what is not pure when it reads it', () => {
    const cases: readonly (readonly [code: string, found: readonly string[]])[] = [
      ['const a = window.name;', ['window']],
      ['const a = new Date();', ['new Date()']],
      ['const a = new Date(0).getTime();', []],
      ['const a = Date.now() + Math.random();', ['Date.now', 'Math.random']],
      ['const a = () => fetch;', ['fetch']],
      ['async function a() {}', ['await']],
      ['const a = (b: { history: string }) => b.history;', []],
      ['const a = { location: 1 };', []],
      ['const a = { location };', ['location']],
      ['const a = b[location];', ['location']],
      ['setTimeout(() => {}, 1);', ['setTimeout']],
    ];
    for (const [code, found] of cases) assert.deepEqual(impuritiesOf('a.ts', code), found, code);
    assert.deepEqual(valueImportsOf('a.ts', "import type { A } from './a'; import { b } from './b';"), [
      './b',
    ]);
  });

  it('the rooms of the tab know nothing of its pages', () => {
    for (const room of [
      'burning',
      'flow',
      'graph',
      'kept',
      'lists',
      'places',
      'seed',
      'server',
      'sign-in',
      'ui',
    ])
      assertNone(
        all.filter(inside(`tab/src/${room}`)).filter((one) => one.target.startsWith('tab/src/views/')),
        `tab/src/${room} imports a page`,
      );
    const loose = sourceFiles('tab/src/views').filter((file) => file.split('/').length < 5);
    assert.deepEqual(loose, [], 'a page has a folder');
  });

  it('asks the one table of rights in the tab, never for a role', () => {
    const asked =
      /\broles\s*\??\.\s*(includes|indexOf|some|every|find|filter)\b|['"](Technician|Approver|Auditor|Administrator)['"]/;
    for (const [text, isRole] of [
      ["me.roles.includes('Auditor')", true],
      ['roles\n  .some((one) => one === wanted)', true],
      ["role === 'Technician'", true],
      ["may('audit', me.roles)", false],
    ] as const)
      assert.equal(asked.test(text), isRole, text);
    for (const file of sourceFiles('tab/src'))
      assert.doesNotMatch(
        readFileSync(join(root, file), 'utf8'),
        asked,
        `${file}: may(right, roles) answers`,
      );
  });

  it('burner-service/src/token/protocol is bytes in, bytes out', () => {
    const outside = all
      .filter(inside('burner-service/src/token/protocol'))
      .filter(
        (one) =>
          !one.target.startsWith('contract/src/') &&
          !one.target.startsWith('burner-service/src/token/protocol/') &&
          one.specifier !== 'node:crypto',
      );
    assertNone(outside, 'the protocol does no I/O');
  });

  /** Folders of the desk, or single files of them, and what each may import of the others. */
  const deskRooms: Readonly<Record<string, readonly string[]>> = {
    keys: [],
    journal: ['keys'],
    'token/protocol': [],
    reader: [],
    token: ['token/protocol', 'reader/channel.ts'],
    'reader/virtual': ['token', 'token/protocol', 'reader'],
    jobs: ['journal', 'keys', 'token', 'reader'],
    link: ['journal', 'keys'],
    doctor: ['journal', 'keys', 'reader', 'token/protocol'],
    'words/en': [],
    'words/de': ['words/en'],
    cli: ['reader/virtual', 'token/burn-result.ts', 'words/en'],
    'cli/key': ['cli', 'token', 'words/en'],
    'cli/token': ['cli', 'words/en', 'cli/key', 'doctor', 'jobs/secrets.ts', 'reader', 'token'],
    'cli/desk': [
      'cli',
      'words/en',
      'words/de',
      'doctor',
      'journal',
      'keys',
      'link',
      'reader',
      'reader/virtual',
    ],
  };
  const deskSource = 'burner-service/src';
  const loose = ['main.ts', 'desk.ts', 'config.ts', 'version.ts'];
  const roomOf = (file: string) => relative(deskSource, dirname(file));

  it('burner-service/src has a room for everything, and each room imports what it may', () => {
    const files = sourceFiles(deskSource);
    assert.deepEqual(
      files
        .filter((file) => roomOf(file) === '')
        .map((file) => relative(deskSource, file))
        .sort(),
      [...loose].sort(),
    );
    for (const [room, mayImport] of Object.entries(deskRooms)) {
      const own = all.filter((one) => roomOf(one.file) === room && one.target.startsWith(deskSource));
      assert.ok(
        files.some((file) => roomOf(file) === room),
        `nothing is in ${room}`,
      );
      const wrong = own.filter(({ target }) => {
        const found = roomOf(target);
        const isLoose = found === '' && (room === 'cli/desk' || /\/(config|version)\.ts$/.test(target));
        return (
          found !== room &&
          !isLoose &&
          !mayImport.includes(found) &&
          !mayImport.includes(relative(deskSource, target))
        );
      });
      assertNone(wrong, `${room} reaches where it may not`);
    }
    assert.deepEqual(
      files.map(roomOf).filter((room) => room !== '' && !(room in deskRooms)),
      [],
    );
  });

  it('burner-service/src/cli has no sentence of its own: what people read stands in words', () => {
    for (const file of sourceFiles(`${deskSource}/cli`)) {
      const code = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*\*?[\s\S]*?\*\/|\/\/.*$/gm, '');
      for (const [, quoted, template] of code.matchAll(/(?<![\w)])'([^'\n]*)'|`([^`\n]*)`/g))
        assert.doesNotMatch(
          quoted ?? template ?? '',
          /\p{L}{2,} \p{L}+ \p{L}+/u,
          `${file} says something itself`,
        );
    }
  });

  it('confines each edge library to its folder', () => {
    assertConfined(['botbuilder', 'botframework-connector', 'botframework-schema'], 'bot/src/teams/');
    assertConfined(['kysely', 'libsql', 'better-sqlite3', 'pg'], 'bot/src/store/');
    assertConfined(['nfc-pcsc', '@pokusew/pcsclite', 'koffi'], 'burner-service/src/reader/');
    assertConfined(['@microsoft/teams-js'], 'tab/src/teams.ts');
  });

  it('imports nothing in a circle, types included', () => {
    const toSource = new Map(
      workspaces
        .flatMap((name) => sourceFiles(`${name}/src`))
        .map((file) => [file.replace(/\.tsx?$/, ''), file] as const),
    );
    const importsOf = (file: string) =>
      all
        .filter((one) => one.file === file)
        .flatMap((one) => toSource.get(one.target.replace(/\.(tsx?|mjs)$/, '')) ?? []);
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      const at = path.indexOf(file);
      if (at >= 0) circles.push([...path.slice(at), file].join(' → '));
      if (at >= 0 || done.has(file)) return;
      for (const next of importsOf(file)) walk(next, [...path, file]);
      done.add(file);
    };
    for (const file of toSource.values()) walk(file, []);
    assert.deepEqual(circles, []);
  });

  /** From the first, which all others may use, to the last. */
  const usecaseRooms = [
    'write',
    'books',
    'people',
    'tokens',
    'life',
    'audit',
    'requests',
    'asking',
    'jobs',
    'desks',
  ] as const;

  it('lets a room of bot/src/usecases use those before it only', () => {
    const folder = 'bot/src/usecases/';
    const roomOf = (path: string) => path.slice(folder.length).split('/')[0] ?? '';
    const rooms = readdirSync(join(root, folder), { withFileTypes: true });
    assert.deepEqual(
      rooms.flatMap((one) => (one.isDirectory() ? [one.name] : [])).sort(),
      [...usecaseRooms].sort(),
      'every room has its place in the order',
    );
    const isLater = (one: Import) => {
      const [from, to] = [one.file, one.target].map((path) =>
        usecaseRooms.indexOf(roomOf(path) as (typeof usecaseRooms)[number]),
      );
      return from !== undefined && to !== undefined && from >= 0 && to > from;
    };
    assertNone(
      all.filter(inside('bot/src/usecases')).filter((one) => one.target.startsWith(folder) && isLater(one)),
      usecaseRooms.join(' ← '),
    );
  });

  it('lets use cases speak to desks and tabs in one place, after the transaction', () => {
    for (const file of sourceFiles('bot/src/usecases').filter((one) => !one.endsWith('write/hints.ts'))) {
      const text = readFileSync(join(root, file), 'utf8');
      assert.doesNotMatch(
        text,
        /\.publish\(|hub\.(send|drop)\(|peers\?*\.drop\(/,
        `${file} answers hints instead`,
      );
    }
  });

  it('names people in audit rows and receipts in one place, contract/named', () => {
    const byHand =
      /kind: 'person', person|kind: 'burner', burnerId|\bupn: \w|: [\w.]+\.upn\b|\b(subject|holder|technician|from)Id: [\w.]+\.(subject|holder|technician|owner|person|from|told\.technician)\.id\b/;
    for (const [text, isByHand] of [
      ["actor: { kind: 'person', person: caller.person }", true],
      ['holder: owner.upn', true],
      ['holderId: request.holder.id', true],
      ["...personData('holder', owner)", false],
      ['typed === subject.upn', false],
    ] as const)
      assert.equal(byHand.test(text), isByHand, text);
    const files = [
      'bot/src/usecases',
      'bot/src/domain/requests',
      'bot/src/domain/tokens',
      'burner-service/src',
    ]
      .flatMap(sourceFiles)
      // what an order is compared by is no name that is kept
      .map((file) => [file, readFileSync(join(root, file), 'utf8')] as const);
    for (const [file, text] of files)
      assert.doesNotMatch(
        text.replaceAll(/technicianId: (caller\.person|job\.offer\.technician)\.id/g, ''),
        byHand,
        `${file}: personActor, burnerActor, personData or personFacts`,
      );
  });

  it('has no barrel files and no default exports', () => {
    for (const name of workspaces) {
      for (const file of sourceFiles(`${name}/src`)) {
        assert.doesNotMatch(
          file,
          /(^|\/)(index|utils|helpers|types)\.tsx?$/,
          `${file}: name it for what it is`,
        );
      }
    }
  });
});
