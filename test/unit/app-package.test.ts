import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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
const pack = (extra: Record<string, string> = {}) =>
  spawnSync(process.execPath, ['--import=tsx', 'scripts/package-app.ts', '--env', 'test'], {
    env: { ...env, ...extra },
    encoding: 'utf8',
  });

describe('the Teams app package', () => {
  it('is a zip of a manifest that fits the newest schema, and two icons of the right size', async () => {
    const done = pack();
    assert.equal(done.status, 0, done.stderr);
    const files = unzipSync(readFileSync('build/token-desk.test.zip'));
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
