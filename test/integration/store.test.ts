import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from '@token-desk/bot/store/database';
import { storeSuite } from '../suites/store-suite.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { needs } from '../support/require-all.ts';

describe('SQLite', () => {
  let folder: string;
  let made = 0;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'token-desk-store-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  storeSuite('SQLite', () => {
    made += 1;
    return openStore({ file: path.join(folder, `${made}.db`) });
  });
});

describe('PostgreSQL', () => {
  let postgres: Postgres;

  before(async function () {
    this.timeout(60_000);
    const started = await startPostgres();
    const reason = 'missing' in started ? started.missing : '';
    needs(this, !('missing' in started), `PostgreSQL (${reason})`, 'npm ci');
    if (!('missing' in started)) postgres = started;
  });
  after(async function () {
    this.timeout(30_000);
    await postgres?.stop();
  });

  storeSuite('PostgreSQL', async () => openStore({ url: await postgres.freshDatabase() }));
});
