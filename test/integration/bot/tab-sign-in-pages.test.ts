import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HttpEdge, startHttpEdge } from '../../support/bot/http-edge.ts';
import { type KeyServer, startKeyServer } from '../../support/bot/key-server.ts';

describe('the page on which a silent sign-in ends', () => {
  let keys: KeyServer;
  let edge: HttpEdge;
  let tabFolder: string;

  before(async () => {
    keys = await startKeyServer();
    tabFolder = await mkdtemp(join(tmpdir(), 'tab-'));
    await writeFile(join(tabFolder, 'index.html'), '<title>tab</title>');
    await writeFile(join(tabFolder, 'blank-auth-end.html'), '<title>blank</title>');
    edge = await startHttpEdge({
      keys,
      env: { TAB_FOLDER: tabFolder, PRACTICE_ORIGINS: 'http://localhost:4000' },
    });
  });
  after(async () => {
    await edge.close();
    await keys.close();
    await rm(tabFolder, { recursive: true });
  });

  it('is at the root of the origin, and the tab may frame it', async () => {
    const page = await fetch(`${edge.url}/blank-auth-end.html`);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /<title>blank/);
    assert.match(page.headers.get('content-security-policy') ?? '', /frame-ancestors 'self' /);
  });
});
