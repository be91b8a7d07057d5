import { type Db, isLostRace, type Store } from './database.ts';

const maxTries = 40;
const raceWaitMs = 3;

/** Runs a transaction again, a little later and on what is there now, while somebody else wins; at last throws that race. */
export async function untilWon<T>(
  store: Pick<Store, 'transaction'>,
  work: (tx: Db) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await store.transaction(work);
    } catch (error) {
      if (!isLostRace(error) || tries >= maxTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * raceWaitMs * tries));
    }
  }
}
