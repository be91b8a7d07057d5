import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applicationPermissions } from '@token-desk/bot/domain/entra/permissions';
import { botSettings, tabClientId } from '@token-desk/practice/bot-settings';
import {
  createPracticeEntra,
  defaultPermissions,
  type PracticeEntra,
} from '@token-desk/practice/entra/practice-entra';

const clientSecret = 'practice-client-secret';
const root = join(import.meta.dirname, '../../..');

type Finding = { id: string; ok: boolean; what: string; todo: string | null; who: string | null };
type Report = { ok: boolean; findings: Finding[] };
type End = { code: number | null; out: string; err: string };

describe('the tenant’s doctor', () => {
  let entra: PracticeEntra;
  let settings: Record<string, string>;
  let folder: string;

  before(async () => {
    entra = createPracticeEntra({ clock: Date.now, clientId: tabClientId, clientSecret });
    const { url } = await entra.start();
    folder = mkdtempSync(join(tmpdir(), 'token-desk-doctor-'));
    settings = {
      ...botSettings({
        pageUrl: 'http://localhost:4000',
        entraUrl: url,
        issuer: entra.issuer,
        clientSecret,
        port: 0,
        dataFolder: folder,
      }),
    };
  });
  beforeEach(() => {
    entra.reset();
    entra.change({ hasPremiumLicence: true });
  });
  after(async () => {
    await entra.close();
    rmSync(folder, { recursive: true });
  });

  /** As somebody types it; the environment has what is given and nothing of this test's own. */
  const run = (
    args: readonly string[],
    env: Readonly<Record<string, string>> = settings,
    command: readonly string[] = [process.execPath, 'scripts/doctor.mjs'],
  ): Promise<End> =>
    new Promise((resolve, reject) => {
      const [program = '', ...first] = command;
      const child = spawn(program, [...first, ...args], {
        cwd: root,
        env: { PATH: process.env.PATH ?? '', HOME: folder, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let [out, err] = ['', ''];
      child.stdout.on('data', (data: Buffer) => {
        out += data.toString('utf8');
      });
      child.stderr.on('data', (data: Buffer) => {
        err += data.toString('utf8');
      });
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, out, err }));
    });
  const report = async (args: readonly string[] = []): Promise<Report & { code: number | null }> => {
    const { code, out } = await run(['--tenant', '--json', ...args]);
    return { ...(JSON.parse(out) as Report), code };
  };

  it('finds nothing to be done in a tenant that is set up, through npm, and prints one document', async () => {
    const { code, out, err } = await run([], settings, [
      'npm',
      'run',
      '-s',
      'doctor',
      '--',
      '--tenant',
      '--json',
    ]);
    const { ok, findings } = JSON.parse(out) as Report;
    assert.deepEqual(
      findings.filter((one) => !one.ok),
      [],
    );
    assert.deepEqual([code, ok, err], [0, true, '']);
    assert.ok(findings.length > 15);
    for (const finding of findings)
      assert.deepEqual(Object.keys(finding), ['id', 'ok', 'what', 'todo', 'who']);
    assert.ok(!out.includes(clientSecret));
  });

  for (const { name, includedIn } of applicationPermissions)
    it(`says what is missing without ${name}, and all else as before`, async () => {
      const before = await report();
      const without = [name, ...includedIn];
      entra.setPermissions(defaultPermissions.filter((one) => !without.includes(one)));
      const { code, ok, findings } = await report();
      assert.deepEqual([code, ok], [1, false]);
      const lost = findings.filter((one) => !one.ok);
      assert.ok(lost.some(({ todo }) => todo?.includes(`Consent to ${name} as`)));
      for (const { what, todo } of lost)
        assert.ok(
          without.some((one) => todo?.includes(one)),
          `${what} ${todo}`,
        );
      const known = before.findings.map((one) => JSON.stringify(one));
      const changed = findings.filter((one) => one.ok && !known.includes(JSON.stringify(one)));
      assert.deepEqual(changed, []);
    });

  it('says the same in German, line by line, with what to do and who can', async () => {
    entra.change({ hasSecurityDefaults: true, assignments: [] });
    const english = await run(['--tenant']);
    const german = await run(['--tenant', '--language', 'de']);
    assert.deepEqual([english.code, german.code], [1, 1]);
    const lines = (text: string) => text.trimEnd().split('\n');
    assert.equal(lines(english.out).length, lines(german.out).length);
    assert.match(english.out, /^ok {3}sign-in: The server signs in at Microsoft\.$/m);
    assert.match(
      english.out,
      /^note security-defaults: Security defaults are on\.\n {5}Leave per-user MFA .*\(Conditional Access Administrator\)$/m,
    );
    assert.match(
      english.out,
      /^TODO role-policy: Nobody holds .*\n {5}Give it to two stock keepers\. \(Privileged Role Administrator\)$/m,
    );
    assert.match(german.out, /^ZU TUN {2}role-policy: Niemand ist zurzeit /m);
    assert.match(
      german.out,
      /^ {5}Geben Sie die Rolle zwei Personen.* \(Administrator für privilegierte Rollen\)$/m,
    );
    const same = lines(english.out).filter((line) => lines(german.out).includes(line));
    assert.deepEqual(same, []);
  });

  it('says that Microsoft refuses a wrong secret, and shows no secret', async () => {
    const { code, out, err } = await run(['--tenant'], { ...settings, PRACTICE_CLIENT_SECRET: 'wrong-one' });
    assert.equal(code, 1);
    assert.match(out, /^TODO sign-in: Microsoft refuses/);
    assert.ok(!`${out}${err}`.includes('wrong-one'));
  });

  it('names each setting that is missing, in either form, and asks nobody', async () => {
    const missing = [
      'GRAPH_CLIENT_SECRET',
      'MICROSOFT_APP_ID',
      'MICROSOFT_APP_PASSWORD',
      'PUBLIC_URL',
      'SITES',
      'TAB_CLIENT_ID',
      'TENANT_ID',
      'TENANT_NAME',
    ];
    const json = await run(['--tenant', '--json'], {});
    const { ok, findings } = JSON.parse(json.out) as Report;
    assert.deepEqual([json.code, ok], [1, false]);
    assert.deepEqual(
      findings.map(({ id }) => id).sort(),
      missing.map((name) => `setting-${name}`),
    );
    const text = await run(['--tenant'], {});
    assert.equal(text.code, 1);
    for (const name of missing) assert.ok(text.out.includes(name), name);
  });

  it('refuses what it does not know, without repeating it', async () => {
    for (const wrong of [['--language', 'secret-word'], ['secret-word'], ['--secret-word']]) {
      const { code, out, err } = await run(['--tenant', ...wrong]);
      assert.deepEqual([code, out], [1, '']);
      assert.match(err, /^doctor --tenant/);
      assert.ok(!err.includes('secret-word'));
    }
  });

  it('is the desk’s doctor without --tenant', async () => {
    const { out } = await run(['--json'], { TOKEN_DESK_BURNER_DATA: folder, TOKEN_DESK_KEY_KEEPER: 'file' });
    const found = JSON.parse(out) as { lines: { check: string }[] };
    assert.ok(
      found.lines.some(({ check }) => check === 'node'),
      out,
    );
  });
});
