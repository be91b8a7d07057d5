import type { Problem } from '@token-desk/contract/problem';
import type { UnknownModel } from '@token-desk/contract/token-record';
import { useCallback, useEffect, useState } from 'react';
import { problemOf, useSession } from '../../session.ts';

/** Nothing tells the page of an ask or an allowance: it looks again. */
const lookEveryMs = 3_000;

export type Models = {
  readonly items: readonly UnknownModel[];
  readonly problem: Problem | null;
  order(send: () => Promise<UnknownModel>): Promise<boolean>;
};

/** The kinds of token somebody asked for, looked at again while `isOn`. */
export function useModels(isOn = true): Models {
  const { api } = useSession();
  const [items, setItems] = useState<readonly UnknownModel[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const read = useCallback(
    (signal: AbortSignal) =>
      api.call('listModels', { signal }).then(
        ({ items: found }) => setItems(found),
        () => {}, // looked at again in a moment; what an order answers is told
      ),
    [api],
  );
  useEffect(() => {
    if (!isOn) return;
    const aborting = new AbortController();
    void read(aborting.signal);
    const timer = setInterval(() => void read(aborting.signal), lookEveryMs);
    return () => {
      clearInterval(timer);
      aborting.abort();
    };
  }, [isOn, read]);
  return {
    items,
    problem,
    async order(send) {
      setProblem(null);
      try {
        const model = await send();
        setItems((old) => [model, ...old.filter(({ prefix }) => prefix !== model.prefix)]);
        return true;
      } catch (error) {
        setProblem(problemOf(error));
        return false;
      }
    },
  };
}

/** A second person's word: nobody allows a kind of token for themselves. */
export function isAllowedFor(model: UnknownModel | null, personId: string): boolean {
  return model?.allowedBy.some(({ id }) => id !== personId) ?? false;
}

/** Whoever asked and cannot go on yet. */
export function waitingFor(model: UnknownModel): UnknownModel['asked'] {
  return model.asked.filter(({ by }) => !isAllowedFor(model, by.id));
}
