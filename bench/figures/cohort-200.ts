import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseConfig } from '@token-desk/bot/config';
import { standardPolicy } from '@token-desk/bot/domain/approval/approval-policy';
import { createDirectory } from '@token-desk/bot/graph/directory';
import { openStore, type Store } from '@token-desk/bot/store/database';
import { submitSeveral } from '@token-desk/bot/usecases/asking/send';
import { bindChannel, rememberPersonal } from '@token-desk/bot/usecases/people/conversations';
import type { Caller } from '@token-desk/bot/usecases/write/deps';
import type { RequestForm } from '@token-desk/contract/request';
import { botSettings, tabClientId } from '@token-desk/practice/bot-settings';
import { createPracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { cast } from '@token-desk/practice/people';
import { startCore } from '../../test/support/bot/bot-core.ts';
import { HandClock } from '../../test/support/run/hand-clock.ts';
import { startPostgres } from '../../test/support/store/postgres.ts';
import { type Figure, median, NotHere, round3, roundsOf, timeMs } from '../figure.ts';

const wanted = 200;
const rounds = 5;
const startsAt = Date.UTC(2026, 10, 23, 9);
const { id, name, upn } = cast.technician;
/** Who records for callers may ask for anybody. */
const asker: Caller = { person: { id, name, upn }, roles: ['Technician'] };
const form: RequestForm = {
  type: 'new',
  reason: 'no-smartphone',
  site: 'Lyon',
  neededBy: '2026-11-30',
  handOver: 'desk',
};

/**
 * Two hundred people sent in one go, until the last outbox row is stored: each looked up at Microsoft with their manager, on
 * SQLite with its sync to disk, for the asker's chat and two channels.
 */
export const measure = (): Promise<Figure> =>
  measured('cohort-200', (folder) => openStore({ file: path.join(folder, 'cohort.db') }));

/** The same on PostgreSQL with its sync to disk, a database of its own each time. */
export async function measureOnPostgres(): Promise<Figure> {
  const server = await startPostgres({ isSynced: true });
  if ('missing' in server) throw new NotHere(server.missing);
  try {
    return await measured('cohort-200-postgres', async () =>
      openStore({ url: await server.freshDatabase() }),
    );
  } finally {
    await server.stop();
  }
}

async function measured(figure: string, open: (folder: string) => Promise<Store>): Promise<Figure> {
  const clientSecret = randomBytes(24).toString('base64url');
  const clock = new HandClock(startsAt);
  const now = () => clock.now();
  const entra = createPracticeEntra({ clock: now, clientId: tabClientId, clientSecret, crowd: wanted });
  await entra.start();
  const people = entra.people.slice(-wanted).map((one) => ({ id: one.id }));
  const once = async (): Promise<number> => {
    const folder = await mkdtemp(path.join(tmpdir(), 'token-desk-cohort-'));
    const { url: entraUrl, issuer } = entra;
    const addresses = { pageUrl: 'http://localhost:4000', entraUrl, issuer, port: 0 };
    const config = parseConfig(botSettings({ ...addresses, clientSecret, dataFolder: folder }));
    const store = await open(folder);
    try {
      // made anew, so that nothing of a round before is kept
      const directory = createDirectory(config, clock);
      const { policy } = config;
      const { deps } = startCore(store, { clock, directory, policy, approval: standardPolicy });
      const place = { reference: {}, locale: null };
      await rememberPersonal(deps, { ...place, id: `person:${id}`, personId: id });
      for (const channel of ['19:a', '19:b']) await bindChannel(deps, asker, { ...place, id: channel });
      const asked = { people, form, submissionId: 'list', cohort: 'cohort' };
      const tookMs = await timeMs(() => submitSeveral(deps, asker, asked));
      const { count } = await store.db
        .selectFrom('requests')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      if (count !== wanted) throw new Error(`${count} requests instead of ${wanted}`);
      return tookMs;
    } finally {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    }
  };
  try {
    await once();
    const taken: number[] = [];
    for (let round = 0; round < roundsOf(rounds); round += 1) taken.push(await once());
    return { figure, ours: round3(median(taken)), floor: null, unit: 'ms', ratio: null };
  } finally {
    await entra.close();
  }
}
