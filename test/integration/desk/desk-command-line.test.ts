import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBurner } from '../../support/desk/burner-cli.ts';

type Said = { readonly code: string; readonly title: string; readonly action: string };

describe('the command line, without a reader', () => {
  const folder = mkdtempSync(join(tmpdir(), 'token-desk-test-'));
  const env = { TOKEN_DESK_BURNER_DATA: folder, TOKEN_DESK_KEY_KEEPER: 'file' };
  after(() => rmSync(folder, { recursive: true }));
  const failed = async (args: readonly string[], stdin = '') => {
    const { json, exitCode, stderr } = await runBurner([...args, '--json'], { stdin, env });
    assert.equal(exitCode, 1);
    assert.equal(json.outcome, 'failed');
    return { ...(json.problem as Said), stderr };
  };

  for (const args of [['--help'], ['burn', '--help'], ['pair', '-h'], ['help']])
    it(`helps at “${args.join(' ')}”`, async () => {
      const { exitCode, stdout } = await runBurner(args, { env });
      assert.equal(exitCode, 0);
      assert.match(stdout, /COMMAND \[OPTIONS\]/);
    });

  it('does not take a request for help about a command that is none for one it knows', async () => {
    assert.equal((await failed(['format', '--help'])).code, 'bad-usage');
  });

  for (const command of ['burn', 'blank', 'sync-clock'])
    it(`refuses a serial that is none before ${command} looks for a token`, async () => {
      const { code, title } = await failed([command, '--serial', 'abc']);
      assert.equal(code, 'bad-usage');
      assert.match(title, /--serial is 1 to 16 digits/);
    });

  for (const server of ['https://host.example/x?y', 'https://host.example/#top', 'https://me@host.example'])
    it(`refuses to pair with ${server}: what stands beside the host would be dropped`, async () => {
      const { code, title } = await failed(['pair', '--server', server, '--code', 'AAAA-BBBB']);
      assert.equal(code, 'bad-usage');
      assert.match(title, /nothing else after the host: https:\/\/host\.example\.$/);
    });

  const huge = 'A'.repeat(200_000);
  it('says of 200 kB that they are too long for a key, whatever was to be done with them', async () => {
    const inspected = await runBurner(['inspect', '--json'], { stdin: huge, env });
    assert.deepEqual([inspected.exitCode, inspected.json.kind], [0, 'too-long']);
    assert.match(String(inspected.json.title), /longer than a token can hold/);
    assert.equal((await failed(['check', '--code', '123456'], huge)).code, 'input-too-long');
  });

  for (const [file, commands] of [
    ['pairing.json', ['identity', 'run']],
    ['keys.json', ['identity']],
  ] as const)
    for (const command of commands)
      it(`${command} names a damaged ${file} and how to mend it`, async () => {
        const path = join(folder, file);
        writeFileSync(path, '{"v":1,');
        const { code, title, action, stderr } = await failed([command]);
        rmSync(path);
        assert.equal(code, 'desk-file-damaged');
        assert.ok(title.includes(path), title);
        assert.match(action, /Pair this desk again/);
        assert.doesNotMatch(stderr, /\n {4}at /, 'no stack');
      });
});
