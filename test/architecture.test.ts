import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

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

  it('burner-service/src/token is bytes in, bytes out', () => {
    const outside = all
      .filter(inside('burner-service/src/token'))
      .filter(
        (one) =>
          !one.target.startsWith('contract/src/') &&
          !one.target.startsWith('burner-service/src/token/') &&
          one.specifier !== 'node:crypto',
      );
    assertNone(outside, 'the protocol does no I/O');
  });

  it('confines each edge library to its folder', () => {
    assertConfined(['botbuilder', 'botframework-connector', 'botframework-schema'], 'bot/src/teams/');
    assertConfined(['kysely', 'libsql', 'better-sqlite3', 'pg'], 'bot/src/store/');
    assertConfined(['nfc-pcsc', '@pokusew/pcsclite'], 'burner-service/src/reader/pcsc-child.ts');
    assertConfined(['@microsoft/teams-js'], 'tab/src/teams.ts');
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
