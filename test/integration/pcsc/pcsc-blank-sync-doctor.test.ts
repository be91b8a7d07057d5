import assert from 'node:assert/strict';
import { doctorReport } from '@token-desk/contract/desk/job';
import { encodeBase32 } from '@token-desk/contract/text/bytes';
import { runBurner } from '../../support/desk/burner-cli.ts';
import { problemCode, useCliDesk } from '../../support/desk/cli-desk.ts';
import { restrictedSerial, unrestrictedSerial } from '../../support/reader/virtual-tokens.ts';

const key = encodeBase32(Uint8Array.from({ length: 20 }, (_, at) => at + 1));

describe('blank, sync-clock and doctor, through a real pcscd', () => {
  const desk = useCliDesk();
  const { env, placeToken } = desk;

  const run = (command: string, stdin = '', ...more: string[]) =>
    runBurner([command, '--reader', desk.pcscd.reader, '--json', ...more], { stdin, env });
  const isRight = async (code: string | null) => {
    const { json } = await runBurner(['check', '--json', '--code', String(code)], { stdin: key, env });
    return json.matched;
  };

  it('blanks a token: it no longer shows the codes of its old key', async () => {
    const placed = await placeToken(restrictedSerial, '--drift=-30');
    assert.equal((await run('burn', key)).exitCode, 0);
    const { json, exitCode } = await run('blank');
    assert.equal(exitCode, 0);
    assert.deepEqual([json.outcome, json.serial, json.model], ['blanked', restrictedSerial, 'OTPC-P2-i']);
    assert.ok(Math.abs(Number(json.clockDriftAfterSeconds)) <= 1);
    assert.equal(await isRight(await placed.press()), false);
  });

  it('sets the clock of a token that keeps its secret', async () => {
    const placed = await placeToken(unrestrictedSerial, '--unrestricted');
    assert.equal((await run('burn', key)).exitCode, 0);
    const { json, exitCode, stderr } = await run('sync-clock');
    assert.equal(exitCode, 0);
    assert.equal(json.outcome, 'synced');
    assert.ok(Math.abs(Number(json.clockDriftAfterSeconds)) <= 1);
    assert.match(stderr, /SHA1, 30 s/);
    assert.equal(await isRight(await placed.press()), true);
  });

  it('refuses to empty a token by setting its clock', async () => {
    const placed = await placeToken(restrictedSerial);
    assert.equal((await run('burn', key)).exitCode, 0);
    const { json, exitCode } = await run('sync-clock');
    assert.deepEqual([exitCode, json.outcome, problemCode(json)], [1, 'failed', 'token-would-be-emptied']);
    assert.equal(await isRight(await placed.press()), true);
  });

  it('refuses another serial and an unknown model', async () => {
    await placeToken('12345670000001');
    for (const command of ['blank', 'sync-clock']) {
      assert.equal(problemCode((await run(command)).json), 'unknown-model');
      const { json } = await run(command, '', '--serial', '1');
      assert.equal(problemCode(json), 'wrong-serial');
      assert.match((json.problem as { title: string }).title, /; --serial says 1\.$/);
    }
  });

  it('ends as the other commands do when no token comes', async () => {
    for (const command of ['blank', 'sync-clock']) {
      const { json, exitCode } = await run(command, '', '--wait', '0.2');
      assert.deepEqual([exitCode, json.outcome, problemCode(json)], [1, 'failed', 'no-token']);
    }
  });

  it('examines this PC, a line for each thing', async () => {
    const { json, exitCode } = await runBurner(['doctor', '--json'], { env });
    const report = doctorReport.parse(json);
    assert.equal(exitCode, report.ok ? 0 : 1);
    const found = new Map(report.lines.map((line) => [line.check, line]));
    for (const check of ['node', 'native-module', 'smart-card-service', 'readers', 'reader-free'])
      assert.equal(found.get(check)?.ok, true, `${check}: ${found.get(check)?.what}`);
    assert.match(found.get('native-module')?.what ?? '', /: (nfc-pcsc|koffi)\.$/);
    assert.match(found.get('readers')?.what ?? '', new RegExp(desk.pcscd.reader));
    assert.equal(found.get('pairing')?.ok, false);
  });
});
