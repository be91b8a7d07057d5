import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Problem } from '@token-desk/contract/problem';
import type { UnknownModel } from '@token-desk/contract/token/record';
import { useState } from 'react';
import { problemOf, useSession } from './session.ts';

/** Nothing tells the page of an ask or an allowance: it looks again. */
const lookEveryMs = 3_000;
const queryKey = ['models'] as const;
const none: readonly UnknownModel[] = [];

export type Models = {
  readonly items: readonly UnknownModel[];
  readonly problem: Problem | null;
  order(send: () => Promise<UnknownModel>): Promise<boolean>;
};

/** The kinds of token somebody asked for, looked at again while `isOn`; what an order answers is told. */
export function useModels(isOn = true): Models {
  const { api } = useSession();
  const cache = useQueryClient();
  const { data } = useQuery<readonly UnknownModel[]>({
    queryKey,
    queryFn: async ({ signal }) => (await api.call('listModels', { signal })).items,
    enabled: isOn,
    refetchInterval: lookEveryMs,
    refetchIntervalInBackground: true,
  });
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    items: data ?? none,
    problem,
    async order(send) {
      setProblem(null);
      try {
        const model = await send();
        // an answer that is on its way may be from before
        await cache.cancelQueries({ queryKey });
        cache.setQueryData<readonly UnknownModel[]>(queryKey, (old = none) => [
          model,
          ...old.filter(({ prefix }) => prefix !== model.prefix),
        ]);
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
