import type { Reply } from '@token-desk/contract/api';
import type { RequestSummary } from '@token-desk/contract/views';
import { useEffect, useState } from 'react';
import { claimNext } from '../../burning/claim-next.ts';
import type { Burn } from '../../burning/use-burn.ts';
import { isExpected, isOver } from '../../flow/needs-me.ts';
import { nextInRun } from '../../flow/run.ts';
import { currentRun } from '../../kept/kept-run.ts';
import { goTo } from '../../places/use-place.ts';
import { useSession } from '../../server/session.ts';

export type NextPerson = {
  /** Why there is no next one; null where there is, and where nobody knows. */
  readonly noNext: 'nobody' | 'others' | 'batch' | null;
  readonly next: RequestSummary | null;
  goNext(): void;
};

/** Who comes after this person: of the batch, or the first who waits; a batch begins with them at once. */
export function useNextPerson(burn: Burn): NextPerson {
  const session = useSession();
  const { api, me } = session;
  const [open, setOpen] = useState<Reply<'listRequests'> | null>(null);
  const requestId = burn.state.request.id;
  useEffect(() => {
    api.call('listRequests', { query: { scope: 'open' } }).then(
      setOpen,
      () => {}, // then there is the queue
    );
  }, [api]);
  const isOpen = (item: RequestSummary) => isExpected(item, { id: me.person.id, roles: me.roles });
  const run = burn.after === 'run' ? currentRun() : null;
  const items = open?.items.filter((item) => item.id !== requestId && !isOver(item)) ?? [];
  const next = run === null ? (items.find(isOpen) ?? null) : nextInRun(run, isOpen, items);
  const isWhole = open !== null && open.next === null;
  const why = run !== null ? 'batch' : items.length > 0 ? 'others' : 'nobody';
  return {
    next,
    noNext: next === null && isWhole ? why : null,
    goNext() {
      if (next === null) return;
      const go = () => goTo({ view: 'burn', requestId: next.id, after: burn.after });
      if (burn.after === 'run') void claimNext(session, next.id).then(go);
      else go();
    },
  };
}
