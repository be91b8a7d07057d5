import { noLimits } from '@token-desk/bot/domain/delivery/limits';
import { type OutboxWorker, startOutbox } from '@token-desk/bot/outbox/worker';
import { openStore, type Store } from '@token-desk/bot/store/database';
import { insertOutbox } from '@token-desk/bot/store/tables/outbox';
import { startPostgres } from '../../test/support/store/postgres.ts';
import { type Figure, median, NotHere, round3, roundsOf } from '../figure.ts';

const [many, few, told] = [10_000, 10, 200];
const rounds = 5;
const chat = 'chat';

/**
 * Messages a second to one chat with 10,000 waiting for it, against the same with 10 waiting, on PostgreSQL: the connector
 * answers at once, and Teams' limits are off.
 */
export async function measure(): Promise<Figure> {
  const server = await startPostgres();
  if ('missing' in server) throw new NotHere(server.missing);
  const store = await openStore({ url: await server.freshDatabase() });
  try {
    const taken = { many: [] as number[], few: [] as number[] };
    for (let round = -1; round < roundsOf(rounds); round += 1) {
      const [withFew, withMany] = [await aSecond(store, few), await aSecond(store, many)];
      if (round < 0) continue;
      taken.few.push(withFew);
      taken.many.push(withMany);
    }
    const [ours, floor] = [median(taken.many), median(taken.few)];
    const ratio = round3(ours / floor);
    return { figure: 'outbox-one-chat', ours: round3(ours), floor: round3(floor), unit: 'messages/s', ratio };
  } finally {
    await store.close();
    await server.stop();
  }
}

let made = 0;
const rows = (count: number) =>
  Array.from({ length: count }, () => {
    made += 1;
    const row = { id: `row-${made}`, seq: made, kind: 'desk-notice', event: 'burner_stolen' };
    return {
      ...row,
      conversation_id: chat,
      request_id: '',
      due_at: 0,
      attempts: 0,
      last_error: null,
      in_lane: 0,
    };
  });

/** How many are told a second while about `waiting` of them wait. */
async function aSecond(store: Store, waiting: number): Promise<number> {
  for (let left = waiting; left > 0; left -= 1_000) await insertOutbox(store.db, rows(Math.min(left, 1_000)));
  let count = 0;
  let startedAt = 0;
  let worker: OutboxWorker | undefined;
  const took = await new Promise<number>((resolve, reject) => {
    worker = startOutbox(
      { store, clock: { now: Date.now } },
      async () => {
        count += 1;
        // the first ones warm it up
        if (count === few) startedAt = performance.now();
        if (count === few + told) resolve(performance.now() - startedAt);
        if (waiting === few && count % few === 0) {
          await insertOutbox(store.db, rows(few));
          worker?.wake();
        }
        return 'delivered';
      },
      { limits: noLimits, onFailure: (_row, error) => reject(error) },
    );
  });
  await worker?.close();
  for (const table of ['outbox', 'lanes', 'notices'] as const) await store.db.deleteFrom(table).execute();
  return (told / took) * 1_000;
}
