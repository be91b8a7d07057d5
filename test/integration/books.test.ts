import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore, type Store } from '@token-desk/bot/store/database';
import { deskJobsSuite } from '../suites/desk-jobs-suite.ts';
import { forgettingSuite } from '../suites/forgetting-suite.ts';
import { recordsSuite } from '../suites/records-suite.ts';
import { requestsSuite } from '../suites/requests-suite.ts';
import { tokenListSuite } from '../suites/token-list-suite.ts';
import { tokensSuite } from '../suites/tokens-suite.ts';
import { upgradeSuite } from '../suites/upgrade-suite.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { needs } from '../support/require-all.ts';

const suites = [
  tokensSuite,
  tokenListSuite,
  deskJobsSuite,
  requestsSuite,
  recordsSuite,
  forgettingSuite,
  upgradeSuite,
];

describe('the books', () => {
  describe('in SQLite', () => {
    let folder: string;
    let made = 0;
    const openEmpty = (): Promise<Store> => {
      made += 1;
      return openStore({ file: path.join(folder, `${made}.db`) });
    };

    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'token-desk-books-'));
    });
    after(() => rm(folder, { recursive: true, force: true }));

    for (const suite of suites) suite('SQLite', openEmpty);
  });

  describe('in PostgreSQL', () => {
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

    for (const suite of suites)
      suite('PostgreSQL', async () => openStore({ url: await postgres.freshDatabase() }));
  });
});
