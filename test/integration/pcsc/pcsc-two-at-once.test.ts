import assert from 'node:assert/strict';
import { encodeBase32 } from '@token-desk/contract/text/bytes';
import { runBurner } from '../../support/desk/burner-cli.ts';
import { problemCode, useCliDesk } from '../../support/desk/cli-desk.ts';
import { restrictedSerial, unrestrictedSerial } from '../../support/reader/virtual-tokens.ts';

const keyOf = (first: number) => encodeBase32(Uint8Array.from({ length: 20 }, (_, at) => first + at));
const key = keyOf(1);

describe('two at once and the end in the middle, through a real pcscd', () => {
  const desk = useCliDesk();
  const { env, placeToken } = desk;
  const isShown = async (code: string | null, of: string) =>
    (await runBurner(['check', '--json', '--code', String(code)], { stdin: of, env })).json.matched;
  const burn = (stdin: string, more: Partial<Parameters<typeof runBurner>[1]> = {}) =>
    runBurner(['burn', '--reader', desk.pcscd.reader, '--json'], { stdin, env, ...more });

  it('one of two command lines burns a token, the other says that the reader is in use', async () => {
    // Long enough that both are at it together, however busy this PC is.
    const placed = await placeToken(restrictedSerial, '--slow', '3000');
    const keys = [keyOf(1), keyOf(101)] as const;
    const ends = await Promise.all(keys.map((one) => burn(one)));
    const told = ends.map(({ json }) => (json.outcome === 'burned' ? 'burned' : problemCode(json)));
    assert.deepEqual([...told].sort(), ['burned', 'reader-busy']);
    const written = keys[told.indexOf('burned')];
    assert.equal(await isShown(await placed.press(), String(written)), true);
  });

  /** Sends `signal` to the command and its children when it says `phase`, then again when it says that it waits. */
  const interrupted = (phase: string, signal: NodeJS.Signals, isTwice = false) => {
    let sent = 0;
    return burn(key, {
      isGroup: true,
      onStderr: (text, pid) => {
        const isDue = text.includes(phase) || (isTwice && text.includes('Once more'));
        if (pid === undefined || !isDue || sent > (isTwice ? 1 : 0)) return;
        sent += 1;
        process.kill(-pid, signal);
      },
    });
  };

  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    it(`${signal} while the secret is written waits for the answer`, async () => {
      const placed = await placeToken(restrictedSerial, '--slow', '1200');
      const { json, stderr } = await interrupted('writing-seed', signal);
      assert.equal(json.outcome, 'burned', stderr);
      assert.match(stderr, /waiting for its answer/);
      assert.equal(await isShown(await placed.press(), key), true);
    });

  it('a second Ctrl-C while the secret is written ends at once, and says that nobody knows', async () => {
    await placeToken(restrictedSerial, '--slow', '3000');
    const { json, exitCode } = await interrupted('writing-seed', 'SIGINT', true);
    assert.deepEqual([exitCode, json.outcome, problemCode(json)], [1, 'unknown', 'burn-unknown']);
  });

  it('a second Ctrl-C while the settings are written says what may have become of them', async () => {
    await placeToken(unrestrictedSerial, '--unrestricted', '--slow', '3000');
    const { json } = await interrupted('writing-clock', 'SIGINT', true);
    assert.deepEqual([json.outcome, problemCode(json)], ['settings-changed', 'token-perhaps-changed']);
  });

  it('Ctrl-C before anything is written ends at once: nothing was', async () => {
    const placed = await placeToken(restrictedSerial, '--slow', '1200');
    const { json, exitCode } = await interrupted('authenticating', 'SIGINT');
    assert.deepEqual([exitCode, json.outcome, problemCode(json)], [1, 'failed', 'job-cancelled']);
    assert.equal(await placed.press(), null);
  });

  it('Ctrl-C while a token is waited for says that this was cancelled, not that there is no token', async () => {
    const { json, exitCode } = await interrupted('Switch the token on', 'SIGINT');
    assert.deepEqual([exitCode, json.outcome, problemCode(json)], [1, 'failed', 'job-cancelled']);
  });
});
