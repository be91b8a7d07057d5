import type { Problem } from '@token-desk/contract/problem';
import type { TokenView } from '@token-desk/contract/token-record';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { TokensPlace } from '../../desk-place.ts';
import { problemOf, useLive, useSession } from '../../session.ts';

export type Tokens = {
  readonly items: readonly TokenView[];
  readonly total: number;
  readonly next: string | null;
  readonly isFirstRead: boolean;
  readonly problem: Problem | null;
  read(): void;
  readMore(): void;
};

type Page = { readonly items: readonly TokenView[]; readonly total: number; readonly next: string | null };
type Filter = Pick<TokensPlace, 'q' | 'state' | 'from'>;

/** Letters typed in a row are one search; a burst of changes is one look. */
const settleMs = 120;

const queryOf = ({ q, state, from }: Filter) => ({
  ...(q === '' ? {} : { q }),
  ...(state === null ? {} : { state }),
  ...(from === null ? {} : { notHandedOverFrom: from }),
});

/** The inventory as the address filters it, read again when something moves. */
export function useTokens({ q, state, from }: Filter): Tokens {
  const { api } = useSession();
  const [page, setPage] = useState<Page | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const aborting = useRef<AbortController>(undefined);

  const read = useCallback(() => {
    aborting.current?.abort();
    const current = new AbortController();
    aborting.current = current;
    api.call('listTokens', { query: queryOf({ q, state, from }), signal: current.signal }).then(
      (answer) => {
        setPage(answer);
        setProblem(null);
      },
      (error: unknown) => {
        if (!current.signal.aborted) setProblem(problemOf(error));
      },
    );
  }, [api, q, state, from]);
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
    if (hint.type !== 'burner') readSoon();
  });

  return {
    items: page?.items ?? [],
    total: page?.total ?? 0,
    next: page?.next ?? null,
    isFirstRead: page === null,
    problem,
    read: readSoon,
    readMore() {
      const cursor = page?.next;
      if (cursor === null || cursor === undefined) return;
      api.call('listTokens', { query: { ...queryOf({ q, state, from }), cursor } }).then(
        (more) => setPage((old) => ({ ...more, items: [...(old?.items ?? []), ...more.items] })),
        (error: unknown) => setProblem(problemOf(error)),
      );
    },
  };
}
