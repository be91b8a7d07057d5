import type { RequestSummary } from '@token-desk/contract/api';
import { useEffect, useState } from 'react';
import { claimNext } from '../../burning/claim-next.ts';
import type { Burn } from '../../burning/use-burn.ts';
import { isExpected } from '../../flow/needs-me.ts';
import { nextInRun, type Run } from '../../flow/run.ts';
import { currentRun } from '../../kept/kept-run.ts';
import { goTo } from '../../places/use-place.ts';
import { useSession } from '../../server/session.ts';

export type NextPerson = {
  /** Null outside a batch. */
  readonly run: Run | null;
  /** Who else is in the queue; null while that is not read. */
  readonly items: readonly RequestSummary[] | null;
  readonly next: RequestSummary | null;
  goNext(): void;
};

/** Who comes after this person: of the batch, or the first who waits; a batch begins with them at once. */
export function useNextPerson(burn: Burn): NextPerson {
  const session = useSession();
  const { api, me } = session;
  const [items, setItems] = useState<readonly RequestSummary[] | null>(null);
  const requestId = burn.state.request.id;
  useEffect(() => {
    api.call('listRequests', { query: { scope: 'open' } }).then(
      (answer) => setItems(answer.items.filter(({ id }) => id !== requestId)),
      () => setItems([]), // then there is the queue
    );
  }, [api, requestId]);
  const isOpen = (item: RequestSummary) => isExpected(item, { id: me.person.id, roles: me.roles });
  const run = burn.after === 'run' ? currentRun() : null;
  const next =
    items === null ? null : run === null ? (items.find(isOpen) ?? null) : nextInRun(run, isOpen, items);
  return {
    run,
    items,
    next,
    goNext() {
      if (next === null) return;
      const go = () => goTo({ view: 'burn', requestId: next.id, after: burn.after });
      if (burn.after === 'run') void claimNext(session, next.id).then(go);
      else go();
    },
  };
}
