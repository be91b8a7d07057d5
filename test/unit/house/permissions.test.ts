import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Permission, permissions } from '@token-desk/bot/domain/entra/permissions';
import { permissionsDe } from '@token-desk/bot/words/de/permissions';
import { permissionsEn } from '@token-desk/bot/words/en/permissions';
import { graphScopes } from '@token-desk/tab/sign-in/graph-sign-in';

const root = join(import.meta.dirname, '../../..');
const page = join(root, 'docs/permissions.md');
const all: readonly Permission[] = permissions;

const row = ({ name, kind, calls }: Permission): string => {
  const { why, without } = permissionsEn[name];
  const called = calls.map((call) => `\`${call}\``).join('<br>');
  const who =
    kind === 'application' || name !== 'User.Read' ? 'an administrator' : 'each person, or an administrator';
  return `| \`${name}\` | ${kind} | ${why} | ${called || '–'} | ${who} | ${without} |`;
};
const table = [
  '| permission | kind | why | calls that need it | consent by | without it |',
  '|---|---|---|---|---|---|',
  ...all.map(row),
].join('\n');

describe('permissions of the application', () => {
  it('are in docs/permissions.md as in the one table', () => {
    const text = readFileSync(page, 'utf8');
    const found = /^\| permission \|[\s\S]*?(?=\n\n)/m.exec(text)?.[0];
    if (process.env.UPDATE_DOCS === '1')
      writeFileSync(
        page,
        text.replace(found ?? '', () => table),
      );
    else assert.equal(found, table, 'run this test with UPDATE_DOCS=1');
  });

  it('are those the registration asks for, each as its kind', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'aad.manifest.json'), 'utf8')) as {
      requiredResourceAccess: { resourceAccess: { id: string; type: string }[] }[];
    };
    const asked = manifest.requiredResourceAccess.flatMap(({ resourceAccess }) =>
      resourceAccess.map(({ id, type }) => `${id} ${type}`),
    );
    const wanted = all.map(({ name, kind }) => `${name} ${kind === 'application' ? 'Role' : 'Scope'}`);
    assert.deepEqual(asked.sort(), wanted.sort());
  });

  it('lend the tab what it asks Microsoft for', () => {
    const lent = all.filter(({ kind, calls }) => kind === 'delegated' && calls.length > 0);
    assert.deepEqual(
      lent.map(({ name }) => name),
      graphScopes,
    );
  });

  it('are said in both languages, each in words of its own', () => {
    for (const { name } of all)
      for (const part of ['why', 'without'] as const)
        assert.notEqual(permissionsEn[name][part], permissionsDe[name][part], name);
  });
});
