import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doctorReport } from '@token-desk/contract/desk/job';
import { runBurner } from '../../support/desk/burner-cli.ts';
import { problemCode } from '../../support/desk/cli-desk.ts';
import { openDoor } from '../../support/reader/pcsc-doors.ts';

describe('the command line where pcscd keeps this user out', () => {
  let door: Awaited<ReturnType<typeof openDoor>>;
  let folder: string;
  let env: Record<string, string>;
  before(async function () {
    if (process.platform !== 'linux') this.skip();
    door = await openDoor('refuses');
    folder = mkdtempSync(join(tmpdir(), 'token-desk-refused-'));
    env = { PCSCLITE_CSOCK_NAME: door.path, TOKEN_DESK_BURNER_DATA: folder };
  });
  after(async () => {
    await door?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  for (const args of [['readers'], ['identify', '--wait', '5'], ['blank', '--wait', '5']])
    it(`says so to ${args[0]}, with the rule to add and no stack trace`, async () => {
      const { json, exitCode, stderr } = await runBurner([...args, '--json'], { env });
      assert.equal(exitCode, 1);
      assert.equal(problemCode(json), 'reader-service-refused');
      const { title, action } = json.problem as { title: string; action: string };
      assert.equal(title, 'The smart card service (pcscd) does not let this user in.');
      assert.match(action, /polkit rule/);
      assert.doesNotMatch(stderr, /^ +at |Error/m);
    });

  it('says so to doctor, apart from a pcscd that does not run', async () => {
    const lineOf = async (socket: string) => {
      const { json, stderr } = await runBurner(['doctor', '--json'], {
        env: { ...env, PCSCLITE_CSOCK_NAME: socket },
      });
      assert.doesNotMatch(stderr, /^ +at |Error/m);
      const { lines } = doctorReport.parse(json);
      assert.ok(
        !lines.some(({ check }) => check === 'readers'),
        'nothing is said of readers that nobody may see',
      );
      return lines.find(({ check }) => check === 'smart-card-service');
    };
    const refused = await lineOf(door.path);
    assert.deepEqual(
      [refused?.ok, refused?.fact, refused?.remedy],
      [false, 'service-refuses', 'allow-service'],
    );
    assert.equal((await lineOf(join(folder, 'none')))?.fact, 'service-down');
  });
});
