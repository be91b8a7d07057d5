import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore, type Store } from '@token-desk/bot/store/database';
import { needs } from '../run/require-all.ts';
import { type Postgres, startPostgres } from './postgres.ts';

export type Suite = (name: string, openEmpty: () => Promise<Store>) => void;

let started: ReturnType<typeof startPostgres> | null = null;

/** One server for all files of a run; it starts when the first suite needs it. */
after(async () => {
  const postgres = await started;
  if (postgres !== null && !('missing' in postgres)) await postgres.stop();
});

/** Defines a suite twice: on a fresh SQLite file and on an empty database of a real PostgreSQL for each test. */
export function onBothStores(suite: Suite): void {
  onSqlite((openEmpty) => suite('SQLite', openEmpty));
  onPostgres((openEmpty) => suite('PostgreSQL', openEmpty));
}

type OneStore = (openEmpty: () => Promise<Store>) => void;

export function onSqlite(suite: OneStore): void {
  describe('in SQLite', () => {
    let folder: string;
    let made = 0;

    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'token-desk-store-'));
    });
    after(() => rm(folder, { recursive: true, force: true }));

    suite(() => {
      made += 1;
      return openStore({ file: path.join(folder, `${made}.db`) });
    });
  });
}

export function onPostgres(
  suite: (openEmpty: () => Promise<Store>, freshUrl: () => Promise<string>) => void,
): void {
  // Mutation tests try thousands of changes that both stores would notice.
  if (process.env.ONLY_SQLITE === '1' && process.env.REQUIRE_ALL !== '1') return;
  describe('in PostgreSQL', () => {
    let postgres: Postgres;

    before(async function () {
      started ??= startPostgres();
      const server = await started;
      const reason = 'missing' in server ? server.missing : '';
      needs(this, !('missing' in server), `PostgreSQL (${reason})`, 'npm ci');
      if (!('missing' in server)) postgres = server;
    });

    const freshUrl = () => postgres.freshDatabase();
    suite(async () => openStore({ url: await freshUrl() }), freshUrl);
  });
}
