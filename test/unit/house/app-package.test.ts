import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { roles } from '@token-desk/contract/ids';
import { unzipSync } from 'fflate';
import { PNG } from 'pngjs';

const env = {
  ...process.env,
  TEAMS_APP_ID: '11111111-2222-4333-8444-555555555555',
  BOT_ID: '11111111-2222-4333-8444-555555555556',
  AAD_APP_CLIENT_ID: '11111111-2222-4333-8444-555555555557',
  PUBLIC_URL: 'https://desk.contoso.example',
  PUBLIC_DOMAIN: 'desk.contoso.example',
};
const script = fileURLToPath(new URL('../../../scripts/package-app.ts', import.meta.url));
const loader = new URL('../../../node_modules/tsx/dist/loader.mjs', import.meta.url).href;
/** A copy of what it reads, so that nobody's own package is written over. */
const folder = mkdtempSync(join(tmpdir(), 'token-desk-package-'));
const pack = (extra: Record<string, string> = {}, args: readonly string[] = ['--env', 'test']) =>
  spawnSync(process.execPath, [`--import=${loader}`, script, ...args], {
    cwd: folder,
    env: { ...env, ...extra },
    encoding: 'utf8',
  });

describe('the Teams app package', () => {
  before(() => {
    cpSync('appPackage', join(folder, 'appPackage'), { recursive: true });
    mkdirSync(join(folder, 'env'));
    writeFileSync(join(folder, 'env/.env.test'), 'APP_NAME_SUFFIX=\n');
  });
  after(() => rmSync(folder, { recursive: true }));

  it('is a zip of a manifest that fits the newest schema, and two icons of the right size', async () => {
    const done = pack();
    assert.equal(done.status, 0, done.stderr);
    const files = unzipSync(readFileSync(join(folder, 'build/token-desk.test.zip')));
    assert.deepEqual(Object.keys(files).sort(), ['color.png', 'manifest.json', 'outline.png']);
    const manifest = JSON.parse(new TextDecoder().decode(files['manifest.json'])) as TeamsManifest & {
      bots: { scopes: string[] }[];
      devicePermissions: string[];
      webApplicationInfo: { id: string };
    };
    assert.equal(manifest.manifestVersion, '1.30');
    assert.deepEqual(await AppManifestUtils.validateAgainstSchema(manifest), []);
    assert.deepEqual([...(manifest.bots[0]?.scopes ?? [])].sort(), ['groupChat', 'personal', 'team']);
    assert.ok(manifest.devicePermissions.includes('media'), 'the camera');
    assert.equal(manifest.webApplicationInfo.id, env.AAD_APP_CLIENT_ID);
    for (const [name, size] of [
      ['color.png', 192],
      ['outline.png', 32],
    ] as const) {
      const { width, height } = PNG.sync.read(Buffer.from(files[name] ?? []));
      assert.deepEqual([width, height], [size, size], name);
    }
  });

  it('says which variable is missing instead of writing a broken package', () => {
    const done = pack({ BOT_ID: '' });
    assert.equal(done.status, 1);
    assert.match(done.stderr, /needs BOT_ID/);
  });

  const refused: [string, Record<string, string>, readonly string[], RegExp][] = [
    ['a name without its file', {}, ['--env', 'nope'], /^there is no env\/\.env\.nope\n/],
    ['a name that is a path', {}, ['--env', '../test'], /^npm run package \[-- --env NAME\]/],
    ['an option it does not have', {}, ['--environment', 'test'], /^npm run package \[-- --env NAME\]/],
    ['http', { PUBLIC_URL: 'http://x' }, ['--env', 'test'], /^PUBLIC_URL: https, no path/],
    ['a path', { PUBLIC_URL: `${env.PUBLIC_URL}/desk` }, ['--env', 'test'], /^PUBLIC_URL: https, no path/],
    ['another host', { PUBLIC_DOMAIN: 'contoso.example' }, ['--env', 'test'], /^PUBLIC_DOMAIN: the host/],
  ];
  for (const [what, extra, args, says] of refused)
    it(`is not made with ${what}`, () => {
      const { status, stderr } = pack(extra, args);
      assert.equal(status, 1);
      assert.match(stderr, says);
      assert.doesNotMatch(stderr, /\n {4}at /, 'no stack');
    });

  it('sends sign-ins back to pages that exist', () => {
    const { spa } = JSON.parse(readFileSync('aad.manifest.json', 'utf8')) as {
      spa: { redirectUris: string[] };
    };
    const pages = spa.redirectUris.map((uri) => uri.replace(/^[^/]*\//, ''));
    assert.deepEqual(pages, ['tab/', 'tab/auth-end.html', 'blank-auth-end.html']);
    for (const page of ['tab/index.html', 'tab/auth-end.html', 'tab/public/blank-auth-end.html'])
      assert.ok(existsSync(page), page);
  });

  it('declares every app role that the product knows', () => {
    const aad = JSON.parse(readFileSync('aad.manifest.json', 'utf8')) as {
      appRoles: { value: string; id: string }[];
    };
    assert.deepEqual(aad.appRoles.map((one) => one.value).sort(), [...roles].sort());
    assert.equal(new Set(aad.appRoles.map((one) => one.id)).size, roles.length);
  });
});

describe('what goes to the web app', () => {
  it('leaves out folders of the repository, and none of a package that has such a name', () => {
    const patterns = readFileSync('.webappignore', 'utf8')
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('#'));
    assert.ok(patterns.includes('/env'), 'the settings stay here');
    assert.deepEqual(
      patterns.filter((pattern) => !/^\/[^/]+$/.test(pattern)),
      [],
    );
  });
});
