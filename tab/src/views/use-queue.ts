import type { RequestQuery, RequestSummary } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import { useCallback, useEffect, useRef, useState } from 'react';
import { problemOf, useLive, useSession } from '../session.ts';

export type Queue = {
  readonly items: readonly RequestSummary[];
  readonly total: number;
  readonly next: string | null;
  readonly isFirstRead: boolean;
  readonly problem: Problem | null;
  read(): void;
  readMore(): void;
};

/** Letters typed in a row are one search; a burst of changes is one look. */
const settleMs = 120;

export function useQueue({ q, mine }: { readonly q: string; readonly mine: boolean }): Queue {
  const { api } = useSession();
  const [page, setPage] = useState<{
    items: readonly RequestSummary[];
    total: number;
    next: string | null;
  } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const aborting = useRef<AbortController>(undefined);

  const read = useCallback(() => {
    aborting.current?.abort();
    const current = new AbortController();
    aborting.current = current;
    const query: RequestQuery = {
      scope: q === '' ? 'open' : 'all',
      ...(q === '' ? {} : { q }),
      ...(mine ? { mine: '1' } : {}),
    };
    api.call('listRequests', { query, signal: current.signal }).then(
      (answer) => {
        setPage(answer);
        setProblem(null);
      },
      (error: unknown) => {
        if (!current.signal.aborted) setProblem(problemOf(error));
      },
    );
  }, [api, q, mine]);
  const readSoon = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(read, settleMs);
  }, [read]);
  useEffect(() => {
    readSoon();
    return () => {
      clearTimeout(timer.current);
      aborting.current?.abort();
    };
  }, [readSoon]);
  useLive((hint) => {
    if (hint.type === 'request' || hint.type === 'look') readSoon();
  });

  return {
    items: page?.items ?? [],
    total: page?.total ?? 0,
    next: page?.next ?? null,
    isFirstRead: page === null,
    problem,
    read,
    readMore() {
      const cursor = page?.next;
      if (cursor === null || cursor === undefined) return;
      const query: RequestQuery = {
        scope: 'open',
        cursor,
        ...(q === '' ? {} : { q }),
        ...(mine ? { mine: '1' } : {}),
      };
      api.call('listRequests', { query }).then(
        (more) => setPage((old) => ({ ...more, items: [...(old?.items ?? []), ...more.items] })),
        (error: unknown) => setProblem(problemOf(error)),
      );
    },
  };
}

/** Whether the next move is this technician's: what others hold, decide or fetch waits below. */
export function needsTechnician(item: RequestSummary, myId: string): boolean {
  const isOthers = item.claim !== null && item.claim.by.id !== myId;
  switch (item.state) {
    case 'approved':
    case 'queued':
    case 'failed':
      return !isOthers;
    case 'in_progress':
    case 'burned':
    case 'checked':
      return !isOthers;
    default:
      return false;
  }
}
