import type { AuditRow } from '@token-desk/contract/api';
import { deskEventKind } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import { requestEventKind } from '@token-desk/contract/request-event';
import { useCallback, useEffect, useState } from 'react';
import type { AuditPlace } from '../../desk-place.ts';
import { problemOf, useSession } from '../../session.ts';

/** The filters of the address as the API takes them; what is no event or day is left out. The order is not among them. */
export function filterOf({ requestId, serial, who, event, from, to }: AuditPlace) {
  const known = requestEventKind.safeParse(event).data ?? deskEventKind.safeParse(event).data;
  return {
    ...(requestId === null ? {} : { requestId }),
    ...(serial === '' ? {} : { serial }),
    ...(who === '' ? {} : { who }),
    ...(known === undefined ? {} : { event: known }),
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
  };
}

const queryOf = (place: AuditPlace) => ({
  ...filterOf(place),
  ...(place.order === 'oldest' || place.requestId !== null ? {} : { order: 'newest' as const }),
});

export type AuditRows = {
  readonly rows: readonly AuditRow[] | null;
  readonly next: number | null;
  readonly problem: Problem | null;
  read(): void;
  readMore(): void;
};

type Page = { readonly key: string; readonly rows: readonly AuditRow[]; readonly next: number | null };

export function useAudit(place: AuditPlace): AuditRows {
  const { api } = useSession();
  const key = JSON.stringify(queryOf(place));
  const [page, setPage] = useState<Page | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const read = useCallback(
    (after: number | null, signal?: AbortSignal) => {
      const query = { ...JSON.parse(key), ...(after === null ? {} : { after: String(after) }) };
      const call = signal === undefined ? { query } : { query, signal };
      api.call('listAudit', call).then(
        ({ items, next }) => {
          setProblem(null);
          setPage((old) => ({ key, rows: after === null ? items : [...(old?.rows ?? []), ...items], next }));
        },
        (error: unknown) => {
          if (signal?.aborted !== true) setProblem(problemOf(error));
        },
      );
    },
    [api, key],
  );
  useEffect(() => {
    const aborting = new AbortController();
    read(null, aborting.signal);
    return () => aborting.abort();
  }, [read]);
  const current = page?.key === key ? page : null;
  return {
    rows: current?.rows ?? null,
    next: current?.next ?? null,
    problem,
    read: () => read(null),
    readMore: () => current?.next != null && read(current.next),
  };
}
