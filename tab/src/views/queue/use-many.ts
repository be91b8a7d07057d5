import type { Problem } from '@token-desk/contract/problem';
import type { RequestSummary } from '@token-desk/contract/views';
import { useState } from 'react';
import { commandOf, type ManyOrder } from '../../flow/many.ts';
import { problemOf, useSession } from '../../server/session.ts';

export type Many = {
  readonly order: ManyOrder;
  readonly of: number;
  readonly done: readonly string[];
  readonly refused: readonly { readonly item: RequestSummary; readonly problem: Problem }[];
  readonly isRunning: boolean;
};

/** Gives one order for several requests, one after the other; what the server refuses is told by name. */
export function useMany(onEnd: (done: readonly string[]) => void): {
  readonly many: Many | null;
  run(order: ManyOrder, items: readonly RequestSummary[], why: string): Promise<void>;
} {
  const { api, me } = useSession();
  const [many, setMany] = useState<Many | null>(null);
  const run = async (order: ManyOrder, items: readonly RequestSummary[], why: string) => {
    let now: Many = { order, of: items.length, done: [], refused: [], isRunning: true };
    setMany(now);
    for (const item of items) {
      const command = commandOf(order, item, { why, myId: me.person.id });
      try {
        await api.call('commandRequest', {
          params: { requestId: item.id },
          body: { version: item.version, command },
        });
        now = { ...now, done: [...now.done, item.id] };
      } catch (error) {
        now = { ...now, refused: [...now.refused, { item, problem: problemOf(error) }] };
      }
      setMany(now);
    }
    setMany({ ...now, isRunning: false });
    onEnd(now.done);
  };
  return { many, run };
}
