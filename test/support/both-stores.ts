import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore, type Store } from '@token-desk/bot/store/database';
import { type Postgres, startPostgres } from './postgres.ts';
import { needs } from './require-all.ts';

export type Suite = (name: string, openEmpty: () => Promise<Store>) => void;

let started: ReturnType<typeof startPostgres> | null = null;

/** One server for all files of a run; it starts when the first suite needs it. */
after(async function () {
  this.timeout(30_000);
  const postgres = await started;
  if (postgres !== null && !('missing' in postgres)) await postgres.stop();
});

/** Defines a suite twice: on a fresh SQLite file and on an empty database of a real PostgreSQL for each test. */
export function onBothStores(suite: Suite): void {
  describe('in SQLite', () => {
    let folder: string;
    let made = 0;

    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'token-desk-store-'));
    });
    after(() => rm(folder, { recursive: true, force: true }));

    suite('SQLite', () => {
      made += 1;
      return openStore({ file: path.join(folder, `${made}.db`) });
    });
  });

  describe('in PostgreSQL', () => {
    let postgres: Postgres;

    before(async function () {
      this.timeout(60_000);
      started ??= startPostgres();
      const server = await started;
      const reason = 'missing' in server ? server.missing : '';
      needs(this, !('missing' in server), `PostgreSQL (${reason})`, 'npm ci');
      if (!('missing' in server)) postgres = server;
    });

    suite('PostgreSQL', async () => openStore({ url: await postgres.freshDatabase() }));
  });
}
