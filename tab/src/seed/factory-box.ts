import { ProblemError } from '@token-desk/contract/problem';
import { wipe } from '@token-desk/contract/text/bytes';
import type { FactoryToken } from '../lists/factory-list.ts';

/** The secrets of a maker's list, from reading it until each is a device at Microsoft: their only owner. */
export type FactoryBox = {
  /** What was here before is wiped. */
  fill(tokens: readonly FactoryToken[]): void;
  /** Wipes all others. */
  keepOnly(serials: readonly string[]): void;
  /** For this use alone; the secret is wiped once `work` is done, and stays where it fails. Throws `secret-gone-list` without one. */
  spend<T>(serial: string, work: (token: FactoryToken) => Promise<T>): Promise<T>;
  /** Wipes what is left; what is in use once that is over. */
  drop(): void;
};

export function createFactoryBox(): FactoryBox {
  const held = new Map<string, FactoryToken>();
  /** Counts what was dropped: a token that comes back from a failed use belongs to the list it was taken from. */
  let lists = 0;
  const drop = () => {
    lists += 1;
    for (const { seed } of held.values()) wipe(seed);
    held.clear();
  };
  return {
    fill(tokens) {
      drop();
      for (const token of tokens) held.set(token.serial, token);
    },
    keepOnly(serials) {
      const kept = new Set(serials);
      for (const [serial, { seed }] of held) {
        if (kept.has(serial)) continue;
        wipe(seed);
        held.delete(serial);
      }
    },
    async spend(serial, work) {
      const token = held.get(serial);
      if (token === undefined) throw new ProblemError('secret-gone-list', { serial });
      const list = lists;
      // Wiped while it is used, it would be created with a secret that everybody knows.
      held.delete(serial);
      try {
        const done = await work(token);
        wipe(token.seed);
        return done;
      } catch (error) {
        if (list === lists) held.set(serial, token);
        else wipe(token.seed);
        throw error;
      }
    },
    drop,
  };
}
