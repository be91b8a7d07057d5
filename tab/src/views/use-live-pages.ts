import type { Problem } from '@token-desk/contract/problem';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Api } from '../api.ts';
import type { LiveHint } from '../live.ts';
import { problemOf, useLive, useSession } from '../session.ts';

type Page<T> = { readonly items: readonly T[]; readonly total: number; readonly next: string | null };

/** Where a list comes from. Made once, outside a component: another source is another list. */
export type LiveSource<Query, Item> = {
  readPage(api: Api, query: Query & { cursor?: string }, signal: AbortSignal): Promise<Page<Item>>;
  idOf(item: Item): string;
  isMovedBy(hint: LiveHint): boolean;
};

/** A list of the server, page after page, as it is now. */
export type LivePages<Item> = Page<Item> & {
  readonly isFirstRead: boolean;
  readonly problem: Problem | null;
  read(): void;
  readMore(): void;
};

/** Letters typed in a row are one search; a burst of changes is one look. */
const settleMs = 120;

/**
 * Reads a list again when something moves or when it is asked for in other words; what was further down stays in
 * sight. `leastPages`: how many pages to read at once, where somebody looks for a person and not through a list.
 */
export function useLivePages<Query extends object, Item>(
  source: LiveSource<Query, Item>,
  query: Query,
  leastPages = 1,
): LivePages<Item> {
  const { api } = useSession();
  const key = JSON.stringify(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same words are the same question
  const asked = useMemo(() => query, [key]);
  const [shown, setShown] = useState<Page<Item> | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const aborting = useRef<AbortController>(undefined);
  const pagesWanted = useRef(leastPages);

  const take = useCallback((reading: (signal: AbortSignal) => Promise<Page<Item>>) => {
    aborting.current?.abort();
    const current = new AbortController();
    aborting.current = current;
    const { signal } = current;
    reading(signal).then(
      (pages) => {
        if (signal.aborted) return;
        setShown(pages);
        setProblem(null);
      },
      (error: unknown) => {
        if (!signal.aborted) setProblem(problemOf(error));
      },
    );
  }, []);
  const read = useCallback(
    () =>
      take(async (signal) => {
        let pages: Page<Item> = { items: [], total: 0, next: null };
        for (let page = 0; page < pagesWanted.current; page += 1) {
          pages = await readAfter(source, pages, (cursor) =>
            source.readPage(api, { ...asked, ...cursor }, signal),
          );
          if (pages.next === null) break;
        }
        return pages;
      }),
    [api, asked, source, take],
  );
  const readSoon = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(read, settleMs);
  }, [read]);
  const isFirst = useRef(true);
  useEffect(() => {
    pagesWanted.current = leastPages;
    // nothing is typed yet: the first look waits for nobody
    if (isFirst.current) read();
    else readSoon();
    isFirst.current = false;
    return () => {
      clearTimeout(timer.current);
      aborting.current?.abort();
    };
  }, [read, readSoon, leastPages]);
  useLive((hint) => {
    if (source.isMovedBy(hint)) readSoon();
  });

  return {
    items: shown?.items ?? [],
    total: shown?.total ?? 0,
    next: shown?.next ?? null,
    isFirstRead: shown === null,
    problem,
    read,
    readMore() {
      if (shown === null || shown.next === null) return;
      // counted at once: a change that comes first reads this page with the others
      pagesWanted.current += 1;
      take((signal) =>
        readAfter(source, shown, (cursor) => source.readPage(api, { ...asked, ...cursor }, signal)),
      );
    },
  };
}

/** The pages so far and the one behind them; what moved from one to the other in between stands there once. */
async function readAfter<Item>(
  { idOf }: Pick<LiveSource<never, Item>, 'idOf'>,
  pages: Page<Item>,
  readPage: (cursor: { cursor?: string }) => Promise<Page<Item>>,
): Promise<Page<Item>> {
  const more = await readPage(pages.next === null ? {} : { cursor: pages.next });
  const known = new Set(pages.items.map(idOf));
  return { ...more, items: [...pages.items, ...more.items.filter((item) => !known.has(idOf(item)))] };
}
