import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('npm run policy -- check', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'policy-'));
  after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'policy.json');
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'policy', '--', ...args], {
      cwd: root,
      encoding: 'utf8',
    });
    return { status, said: `${stdout}${stderr}`.trim() };
  };
  const check = (text: string, ...args: string[]) => {
    writeFileSync(file, text);
    return run('check', file, ...args);
  };
  const rest = '{"name": "rest", "approve": "approver"}';

  it('says that nothing is wrong, and what it could not compare', () => {
    const text = `{"rules": [{"name": "a", "sites": ["Graz"], "approve": "none"}, ${rest}]}`;
    const unnamed = check(text);
    assert.equal(unnamed.status, 0);
    assert.equal(
      unnamed.said,
      `${file}: nothing is wrong, 2 rules.\nThe names of sites were not compared: name yours with --site.`,
    );
    assert.deepEqual(check(text, '--site', 'Graz', '--site', 'Vienna'), {
      status: 0,
      said: `${file}: nothing is wrong, 2 rules.`,
    });
  });

  it('refuses a mistake by file, line, rule and what was wanted', () => {
    const text = `{"rules": [\n{"name": "a", "sites": ["Wien"], "approve": "nobody"},\n${rest}]}`;
    const { status, said } = check(text, '--site', 'Vienna');
    assert.equal(status, 1);
    assert.deepEqual(said.split('\n'), [
      `${file}: Line 2, rule “a”: “sites: Wien” is not known. Known are Vienna.`,
      `${file}: Line 2, rule “a”: “approve: nobody” is not known. Known are none, manager and approver.`,
    ]);
  });

  it('says its usage, and that a file cannot be read', () => {
    assert.deepEqual(run(), {
      status: 2,
      said: 'npm run policy -- check FILE [--site NAME]… [--reason ID]…',
    });
    const missing = path.join(folder, 'none.json');
    assert.deepEqual(run('check', missing), { status: 2, said: `${missing} cannot be read.` });
  });
});
