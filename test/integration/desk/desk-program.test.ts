import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Journal } from '@token-desk/burner-service/journal/journal';
import { createKeys, fingerprintOf } from '@token-desk/burner-service/keys/identity';
import { deskFiles, savePairing } from '@token-desk/burner-service/keys/pairing-file';
import { generateJobKeyPair } from '@token-desk/contract/seed/envelope';
import { runBurner } from '../../support/desk/burner-cli.ts';
import { ana, tom } from '../../support/desk/desk-bench.ts';
import { TinyHub } from '../../support/desk/tiny-hub.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const serial = '86596000004711';

describe('the desk service as a program', () => {
  let folder: string;
  let hub: TinyHub;
  let child: ChildProcess;
  let said: string;
  let publicIdentity: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'token-desk-run-'));
    hub = await TinyHub.start();
    const files = deskFiles(folder);
    const keys = createKeys();
    await keys.save(files.keys);
    publicIdentity = keys.identity.publicKey;
    const { journalId } = Journal.create(files.journal);
    const names = { burnerId: 'desk-1', keyId: 'key-1', name: 'Desk 1', tenantName: 'Contoso' };
    savePairing(folder, { v: 1, server: hub.url, ...names, journalId, pairedAt: 1 });
  });
  afterEach(async () => {
    if (child?.exitCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await hub.close();
    rmSync(folder, { recursive: true });
  });

  function start(...more: string[]): void {
    const main = ['--conditions=tokendesk:src', '--import=tsx', 'burner-service/src/main.ts'];
    const env = { ...process.env, TOKEN_DESK_BURNER_DATA: folder, TOKEN_DESK_PRACTICE: '1' };
    child = spawn(process.execPath, [...main, 'run', ...more], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    said = '';
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  }

  it('connects, draws a secret with six digits to compare, writes it, and ends cleanly', async () => {
    start('--virtual');
    await hub.next('hello');
    const { publicKey } = await generateJobKeyPair();
    const config = { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 } as const;
    hub.send({
      type: 'offer',
      offer: {
        ...{ jobId: 'job-1', attempt: 1, kind: 'burn', burnerId: 'desk-1', reader: null, serial },
        ...{ requestId: 'request-1', subject: ana, technician: tom, config },
        ...{ expiresAt: Date.now() + 60_000, route: 'B', tabKey: publicKey },
      },
    });
    assert.equal((await hub.next('outcome')).problem, null);
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    assert.deepEqual(await exited, [0, null]);
    assert.match(said, /Desk 1: online/);
    assert.match(said, /Compare with the tab: \d{3} \d{3}/);
    const letters = fingerprintOf(publicIdentity);
    assert.ok(said.includes(letters), 'its window shows the letters');
    assert.ok(readFileSync(deskFiles(folder).card, 'utf8').includes(letters));
    assert.ok(said.includes(deskFiles(folder).card));
    const log = readFileSync(join(folder, 'log', 'desk.log'), 'utf8')
      .trim()
      .split('\n');
    assert.ok(log.every((line) => typeof JSON.parse(line).msg === 'string'));
    assert.equal(JSON.parse(log.at(-1)!).msg, 'end');
  });

  it('says whose keys it has, and where they are', async () => {
    const { json, exitCode } = await runBurner(['identity', '--json'], {
      env: { TOKEN_DESK_BURNER_DATA: folder },
    });
    assert.equal(exitCode, 0);
    assert.equal(json.keysKeptBy, deskFiles(folder).keys);
    assert.match(String(json.fingerprint), /^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/);
  });

  it('writes at a paired desk only what is meant to stay out of the books', async () => {
    for (const command of ['blank', 'sync-clock']) {
      const { json } = await runBurner([command, '--json'], { env: { TOKEN_DESK_BURNER_DATA: folder } });
      assert.equal((json.problem as { code: string }).code, 'paired-burn-unrecorded');
    }
  });

  it('starts nothing with a damaged pairing', async () => {
    rmSync(deskFiles(folder).keys);
    start('--virtual');
    assert.deepEqual(await once(child, 'exit'), [1, null]);
    assert.match(said, /not paired/);
    assert.equal(existsSync(join(folder, 'log')), false);
  });
});
