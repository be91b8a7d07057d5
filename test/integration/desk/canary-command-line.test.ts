import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { encodeBase32 } from '@token-desk/contract/text/bytes';
import { runBurner } from '../../support/desk/burner-cli.ts';
import { useCliDesk } from '../../support/desk/cli-desk.ts';
import { filesIn, findings, type Haystack, seedNeedles } from '../../support/leaks/canary.ts';
import { restrictedSerial } from '../../support/reader/virtual-tokens.ts';
import { hasProc, processTree } from '../../support/run/process-tree.ts';
import { needs } from '../../support/run/require-all.ts';

/** None of its bytes is a letter, so that a text that holds them holds them raw. */
const seed = Uint8Array.from([0x9e, 0x17, 0xf3, 0x6a, 0x05, 0xc8, 0xd1, 0x8b, 0xe4, 0x92]);

describe('canary: the secret that the command line burns', () => {
  const desk = useCliDesk();

  /** Arguments and environment of a process, as anybody may see them who may see the process. */
  const seenOf = (pid: number): Haystack[] =>
    ['cmdline', 'environ'].flatMap((name) => {
      try {
        return [{ where: `${name} of ${pid}`, bytes: readFileSync(`/proc/${pid}/${name}`) }];
      } catch {
        return []; // it has ended meanwhile
      }
    });

  it('is on the token, and in no argument, environment, output or file', async function () {
    needs(this, hasProc, 'Linux, whose /proc shows arguments and environments', 'run it on Linux');
    const token = await desk.placeToken(restrictedSerial);
    const seen: Haystack[] = [];
    const burned = await runBurner(['burn', '--reader', desk.pcscd.reader, '--json'], {
      stdin: `otpauth://totp/Contoso+Ltd%3aana%40contoso.example?secret=${encodeBase32(seed)}&issuer=Microsoft`,
      env: desk.env,
      onStderr: (_text, pid = 0) => {
        for (const each of processTree(pid)) seen.push(...seenOf(each));
      },
    });
    assert.equal(burned.json.outcome, 'burned', burned.stdout);
    const pids = new Set(seen.map(({ where }) => where.split(' ').at(-1)));
    assert.ok(pids.size >= 2, 'the command and the reader’s process were looked at while it was written');

    const code = await token.press();
    const verified = await runBurner(['check', '--json', '--code', String(code)], {
      stdin: encodeBase32(seed),
      env: desk.env,
    });
    assert.equal(verified.exitCode, 0, 'the token shows this secret’s codes');
    const printed = [burned, verified].map(({ stdout, stderr }, at) => ({
      where: `output ${at}`,
      bytes: Buffer.from(stdout + stderr),
    }));
    assert.deepEqual(findings([...seen, ...printed, ...filesIn(desk.folder)], seedNeedles(seed)), []);
  });
});
