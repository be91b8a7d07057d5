import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeBase32 } from '@token-desk/contract/text/bytes';
import { runBurner } from '../../support/desk/burner-cli.ts';
import { problemCode, useCliDesk } from '../../support/desk/cli-desk.ts';
import { needsPcscShim } from '../../support/reader/pcsc-shim.ts';
import { restrictedSerial, unrestrictedSerial } from '../../support/reader/virtual-tokens.ts';

const key = encodeBase32(Uint8Array.from({ length: 20 }, (_, at) => at + 1));
const otherKey = encodeBase32(new Uint8Array(20).fill(77));
const link = (secret: string, more = '') =>
  `otpauth://totp/Contoso+Ltd%3aana%40contoso.example?secret=${secret}&issuer=Microsoft${more}`;

describe('the command line, through a real pcscd', () => {
  const desk = useCliDesk();
  const { env, placeToken } = desk;

  const burn = (stdin: string, ...more: string[]) =>
    runBurner(['burn', '--reader', desk.pcscd.reader, '--json', ...more], { stdin, env });
  const verify = (code: string | null, stdin: string, ...more: string[]) =>
    runBurner(['check', '--json', '--code', String(code), ...more], { stdin, env });

  it('lists the readers and whether a card lies on them', async () => {
    const empty = await runBurner(['readers', '--json']);
    assert.deepEqual(empty.json, {
      readers: [
        { name: desk.pcscd.reader, state: 'empty' },
        { name: desk.pcscd.secondReader, state: 'empty' },
      ],
    });
    assert.equal(empty.exitCode, 0);
    await placeToken(restrictedSerial);
    // vpcd is asked about every 0.4 s whether a card is there
    await runBurner(['identify', '--json']);
    const present = await runBurner(['readers', '--json']);
    assert.deepEqual((present.json.readers as unknown[])[0], { name: desk.pcscd.reader, state: 'present' });
  });

  it('identifies a token, and says how its clock stands', async () => {
    await placeToken(restrictedSerial, '--drift=-120');
    const { json, exitCode } = await runBurner(['identify', '--reader', desk.pcscd.reader, '--json']);
    assert.equal(exitCode, 0);
    const { clockDriftSeconds, ...rest } = json;
    assert.deepEqual(rest, { serial: restrictedSerial, model: 'OTPC-P2-i' });
    assert.ok(Math.abs(Number(clockDriftSeconds) + 120) <= 1, `${clockDriftSeconds}`);
  });

  const burns: readonly (readonly [string, string, string, string[], string[]])[] = [
    ['a link of the Microsoft page', restrictedSerial, link('jnll6mrqknd57pmn'), [], []],
    ['a key of 16 bytes', restrictedSerial, encodeBase32(new Uint8Array(16).fill(9)), [], []],
    [
      'a key of 32 bytes with SHA-256',
      unrestrictedSerial,
      encodeBase32(new Uint8Array(32).fill(8)),
      ['--algorithm', 'SHA256'],
      [],
    ],
    [
      'a link with SHA-256 and 60 s',
      unrestrictedSerial,
      link(key, '&algorithm=SHA256&period=60'),
      [],
      ['--unrestricted'],
    ],
    ['a key with 60 s', restrictedSerial, key, ['--step', '60'], []],
  ];
  for (const [name, serial, stdin, flags, tokenFlags] of burns)
    it(`burns ${name}, and the code on the display is right`, async () => {
      const held = await placeToken(serial, ...tokenFlags);
      assert.equal(await held.press(), null);
      const burned = await burn(stdin, ...flags);
      assert.equal(burned.exitCode, 0, burned.stderr);
      assert.equal(burned.json.outcome, 'burned');
      assert.equal(burned.json.serial, serial);
      assert.ok(Math.abs(Number(burned.json.clockDriftAfterSeconds)) <= 1);
      assert.deepEqual(Object.keys(burned.json), [
        'outcome',
        'serial',
        'model',
        'clockDriftBeforeSeconds',
        'clockDriftAfterSeconds',
        'durationMs',
      ]);
      const code = await held.press();
      const checked = await verify(code, stdin, ...flags);
      assert.equal(checked.exitCode, 0, checked.stdout);
      assert.equal(checked.json.matched, true);
      const wrong = await verify(code, otherKey);
      assert.equal(wrong.exitCode, 1);
      assert.equal(wrong.json.matched, false);
    });

  const lifts = [
    ['while its clock is written', 'writing-clock', 'empty', 'token-perhaps-empty'],
    ['while its seed is written', 'writing-seed', 'unknown', 'burn-unknown'],
  ] as const;
  for (const [name, phase, outcome, problem] of lifts)
    it(`says ${outcome} of a token lifted ${name}, and writes it when it is put back`, async () => {
      const held = await placeToken(restrictedSerial, '--slow', '400');
      const lifted = await runBurner(['burn', '--reader', desk.pcscd.reader, '--json'], {
        stdin: link(key),
        env,
        onStderr: (text) => text.includes(phase) && held.say('lift'),
      });
      assert.equal(lifted.exitCode, 1);
      assert.equal(lifted.json.outcome, outcome, lifted.stdout);
      assert.equal(problemCode(lifted.json), problem);
      held.say('tap');
      await held.next('tapped');
      const again = await burn(link(key));
      assert.equal(again.json.outcome, 'burned', again.stdout);
      assert.equal((await verify(await held.press(), link(key))).exitCode, 0);
    });

  it('waits for a token as long as it is told', async () => {
    const { json, exitCode } = await runBurner([
      'identify',
      '--reader',
      desk.pcscd.reader,
      '--wait',
      '0.5',
      '--json',
    ]);
    assert.equal(exitCode, 1);
    assert.equal(json.outcome, 'failed');
    assert.equal(problemCode(json), 'no-token');
  });

  it('sees a token that is laid down while it waits', async () => {
    const identifying = runBurner(['identify', '--reader', desk.pcscd.reader, '--json']);
    await placeToken(restrictedSerial);
    assert.equal((await identifying).json.serial, restrictedSerial);
  });

  it('waits for a reader that is plugged in later', async function () {
    const shim = needsPcscShim(this);
    try {
      shim.unplug();
      await placeToken(restrictedSerial);
      const onStderr = (text: string) => {
        if (/There is no reader yet/.test(text)) shim.plugIn();
      };
      const { json, stderr } = await runBurner(['identify', '--wait', '20', '--json'], { onStderr });
      assert.match(stderr, /There is no reader yet/);
      assert.equal(json.serial, restrictedSerial);
    } finally {
      shim.remove();
    }
  });

  it('does not see a sleeping token until its button is pressed', async () => {
    const held = await placeToken(restrictedSerial, '--sleep', '0.5');
    await held.next('asleep');
    const identifying = runBurner(['identify', '--json']);
    await held.press();
    // It may fall asleep again before it is asked; every press gives it another half second.
    const pressing = setInterval(() => held.say('press'), 200);
    const { json } = await identifying.finally(() => clearInterval(pressing));
    assert.equal(json.serial, restrictedSerial);
  });

  const failures: readonly (readonly [string, () => readonly string[], string, string])[] = [
    ['a reader that is not there', () => ['burn', '--reader', 'Nowhere'], link(key), 'reader-not-found'],
    ['an option against the link', () => ['burn', '--step', '60'], link(key), 'flag-contradicts-uri'],
    ['a key as an argument', () => ['burn', key], '', 'bad-usage'],
    ['the push code', () => ['burn'], 'phonefactor://activate_account?code=1', 'input-microsoft-push'],
    ['nothing', () => ['burn'], '', 'input-empty'],
    ['five digits', () => ['check', '--code', '12345'], key, 'code-malformed'],
    ['a command that is none', () => ['format'], '', 'bad-usage'],
    ['an algorithm tokens lack', () => ['burn', '--algorithm', 'SHA512'], key, 'bad-usage'],
  ];
  for (const [name, args, stdin, problem] of failures)
    it(`refuses ${name} in the one shape of failures`, async () => {
      const { json, exitCode, stdout, stderr } = await runBurner([...args(), '--json'], { stdin, env });
      assert.equal(exitCode, 1);
      assert.equal(json.outcome, 'failed');
      assert.equal(problemCode(json), problem);
      assert.ok(!`${stdout}${stderr}`.includes(key), 'no key in what is printed');
    });

  it('burns at a paired desk only when told that it will not be recorded', async () => {
    const paired = mkdtempSync(join(tmpdir(), 'token-desk-test-'));
    writeFileSync(join(paired, 'pairing.json'), '{}');
    const env = { TOKEN_DESK_BURNER_DATA: paired };
    const refused = await runBurner(['burn', '--json'], { stdin: key, env });
    assert.equal(problemCode(refused.json), 'paired-burn-unrecorded');
    await placeToken(restrictedSerial);
    const burned = await runBurner(['burn', '--unrecorded', '--json'], { stdin: key, env });
    assert.equal(burned.json.outcome, 'burned', burned.stdout);
    rmSync(paired, { recursive: true, force: true });
  });

  it('keeps the virtual token through the end of its input, and ends at SIGTERM', async () => {
    const held = await placeToken(restrictedSerial);
    held.endInput();
    assert.equal((await runBurner(['identify', '--json'])).json.serial, restrictedSerial);
    assert.equal(held.isRunning, true);
    assert.equal(await held.stop(), 0);
  });
});
