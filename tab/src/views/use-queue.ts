import type { RequestQuery, RequestSummary } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Api } from '../api.ts';
import type { QueuePlace } from '../route.ts';
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

export type QueueFilter = Pick<QueuePlace, 'q' | 'mine' | 'overdue' | 'state' | 'site'>;

/** Letters typed in a row are one search; a burst of changes is one look. */
const settleMs = 120;

type Pages = {
  readonly items: readonly RequestSummary[];
  readonly total: number;
  readonly next: string | null;
};

export function useQueue(filter: QueueFilter): Queue {
  const { api } = useSession();
  const { q, mine, overdue, state, site } = filter;
  const [pages, setPages] = useState<Pages | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const aborting = useRef<AbortController>(undefined);
  const pagesWanted = useRef(1);

  const read = useCallback(() => {
    aborting.current?.abort();
    const current = new AbortController();
    aborting.current = current;
    readPages(api, queryOf({ q, mine, overdue, state, site }), pagesWanted.current, current.signal).then(
      (answer) => {
        setPages(answer);
        setProblem(null);
      },
      (error: unknown) => {
        if (!current.signal.aborted) setProblem(problemOf(error));
      },
    );
  }, [api, q, mine, overdue, state, site]);
  const readSoon = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(read, settleMs);
  }, [read]);
  const isFirst = useRef(true);
  useEffect(() => {
    pagesWanted.current = 1;
    if (isFirst.current) read();
    else readSoon();
    isFirst.current = false;
    return () => {
      clearTimeout(timer.current);
      aborting.current?.abort();
    };
  }, [read, readSoon]);
  useLive((hint) => {
    if (hint.type === 'request' || hint.type === 'look') readSoon();
  });

  return {
    items: pages?.items ?? [],
    total: pages?.total ?? 0,
    next: pages?.next ?? null,
    isFirstRead: pages === null,
    problem,
    read,
    readMore() {
      pagesWanted.current += 1;
      read();
    },
  };
}

export function isFiltered({ q, mine, overdue, state, site }: QueueFilter): boolean {
  return q !== '' || mine || overdue || state !== null || site !== '';
}

/** A search looks at everything that ever was; without one the queue is what is open. */
function queryOf({ q, mine, overdue, state, site }: QueueFilter): RequestQuery {
  return {
    scope: q.trim() === '' ? 'open' : 'all',
    ...(q.trim() === '' ? {} : { q: q.trim() }),
    ...(mine ? { mine: '1' as const } : {}),
    ...(overdue ? { overdue: '1' as const } : {}),
    ...(state === null ? {} : { state }),
    ...(site === '' ? {} : { site }),
  };
}

/** As many pages as are shown, read anew: what is further down stays in sight when something changes. */
async function readPages(api: Api, query: RequestQuery, count: number, signal: AbortSignal): Promise<Pages> {
  let pages: Pages = { items: [], total: 0, next: null };
  for (let page = 0; page < count; page += 1) {
    const cursor = pages.next;
    const answer = await api.call('listRequests', {
      query: cursor === null ? query : { ...query, cursor },
      signal,
    });
    const known = new Set(pages.items.map(({ id }) => id));
    pages = { ...answer, items: [...pages.items, ...answer.items.filter(({ id }) => !known.has(id))] };
    if (pages.next === null) break;
  }
  return pages;
}
