import { type InfiniteData, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { LiveEvent } from '@token-desk/contract/api';
import { mostCounted } from '@token-desk/contract/lengths';
import type { Problem } from '@token-desk/contract/problem';
import { useEffect, useState } from 'react';
import { newerRows, type RowRule } from '../flow/newer.ts';
import type { Api } from './api.ts';
import { keepNewer, settleMs } from './cache.ts';
import { useSession } from './session.ts';
import { useReadProblem } from './use-problem.ts';

type Page<T> = { readonly items: readonly T[]; readonly total: number; readonly next: string | null };

/** Where a list comes from; `name` tells it from the others. */
export type LiveSource<Query, Item> = RowRule<Item> & {
  readonly name: string;
  readPage(api: Api, query: Query & { cursor?: string }, signal: AbortSignal): Promise<Page<Item>>;
  isMovedBy(hint: LiveEvent): boolean;
};

/** A list of the server, page after page, as it is now. */
export type LivePages<Item> = Page<Item> & {
  readonly isFirstRead: boolean;
  readonly problem: Problem | null;
  read(): void;
  readMore(): void;
};

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
  const asked = useSettled(JSON.stringify(query));
  const answer = useInfiniteQuery({
    ...pagesOptions(source, api, asked, leastPages),
    placeholderData: keepPreviousData,
  });
  // rows shown until the answer comes are no answer
  const isSuccess = answer.isSuccess && !answer.isPlaceholderData;
  const problem = useReadProblem({ error: answer.error, isSuccess });
  const pages = answer.data?.pages ?? [];
  const last = pages.at(-1);
  const items = itemsOf(pages, source.idOf);
  const readMore = () => void answer.fetchNextPage({ cancelRefetch: false });
  return {
    items,
    total: last === undefined ? 0 : totalOf(last, items.length),
    next: last?.next ?? null,
    isFirstRead: last === undefined,
    problem,
    read: () => void answer.refetch(),
    readMore() {
      // what is being read now is not thrown away for the next page
      if (answer.isFetching) void answer.refetch({ cancelRefetch: false }).then(readMore);
      else readMore();
    },
  };
}

/** Whoever read to the end of a list that the server counts no further knows how many there are. */
export const totalOf = ({ total, next }: Pick<Page<unknown>, 'total' | 'next'>, shown: number): number =>
  next === null && total > mostCounted ? shown : total;

export function pagesOptions<Query extends object, Item>(
  source: LiveSource<Query, Item>,
  api: Api,
  asked: string,
  leastPages: number,
) {
  return {
    queryKey: [source.name, asked, leastPages] as const,
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      readPages({ source, api, asked, leastPages }, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: Page<Item>) => next,
    structuralSharing: keepNewer<InfiniteData<Page<Item>>>((shown, answer) =>
      newerPages(shown, answer, source),
    ),
    meta: { isMovedBy: source.isMovedBy, isList: true },
  };
}

async function readPages<Query extends object, Item>(
  list: {
    readonly source: LiveSource<Query, Item>;
    readonly api: Api;
    readonly asked: string;
    readonly leastPages: number;
  },
  from: string | null,
  signal: AbortSignal,
): Promise<Page<Item>> {
  const query: Query = JSON.parse(list.asked);
  const pages: Page<Item>[] = [];
  let next = from;
  do {
    const page = await list.source.readPage(
      list.api,
      next === null ? query : { ...query, cursor: next },
      signal,
    );
    pages.push(page);
    next = page.next;
  } while (next !== null && pages.length < list.leastPages);
  return { items: itemsOf(pages, list.source.idOf), total: pages.at(-1)?.total ?? 0, next };
}

function newerPages<Item>(
  shown: InfiniteData<Page<Item>> | undefined,
  answer: InfiniteData<Page<Item>>,
  rule: RowRule<Item>,
): InfiniteData<Page<Item>> {
  const before = shown?.pages.flatMap(({ items }) => items) ?? [];
  const pages = answer.pages.map((page) => ({ ...page, items: newerRows(before, page.items, rule) }));
  return { ...answer, pages };
}

/** What moved from one page to the other in between stands there once. */
function itemsOf<Item>(pages: readonly Page<Item>[], idOf: (item: Item) => string): readonly Item[] {
  return [...new Map(pages.flatMap(({ items }) => items).map((item) => [idOf(item), item])).values()];
}

/** Letters typed in a row are one question; the first one waits for nobody. */
function useSettled(asked: string): string {
  const [settled, setSettled] = useState(asked);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(asked), settleMs);
    return () => clearTimeout(timer);
  }, [asked]);
  return settled;
}
