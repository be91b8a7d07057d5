import { useQuery } from '@tanstack/react-query';
import type { LiveEvent, Reply } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import type { TokenView } from '@token-desk/contract/token/record';
import type { Api } from './api.ts';
import { useSession } from './session.ts';
import { useReadProblem } from './use-problem.ts';

export type BoxView = Reply<'listBoxes'>['items'][number];

/** What was loaded, taken or written meanwhile is told by its job or its request. */
const isMovedBy = ({ type }: LiveEvent) => type === 'look' || type === 'job' || type === 'request';

/** How many loaded tokens there are in all of them. */
export const loadedIn = (boxes: readonly Pick<BoxView, 'loaded'>[]): number =>
  boxes.reduce((sum, { loaded }) => sum + loaded, 0);

export type Boxes = {
  /** Null while they were not read yet. */
  readonly items: readonly BoxView[] | null;
  readonly problem: Problem | null;
  read(): void;
};

/** The boxes of loaded tokens, the newest first. */
export function useBoxes(): Boxes {
  const { api } = useSession();
  const answer = useQuery({
    queryKey: ['boxes'],
    queryFn: ({ signal }) => api.call('listBoxes', { signal }),
    meta: { isMovedBy, isList: true },
  });
  return {
    items: answer.data?.items ?? null,
    problem: useReadProblem(answer),
    read: () => void answer.refetch(),
  };
}

export type LeftDevices = Reply<'listLeftDevices'>;

/** Devices at Microsoft that are nobody's stock; null while nobody knows. */
export function useLeftDevices(): LeftDevices | null {
  const { api } = useSession();
  const answer = useQuery({
    queryKey: ['left-devices'],
    queryFn: ({ signal }) => api.call('listLeftDevices', { signal }),
    meta: { isMovedBy: ({ type }: LiveEvent) => type === 'look', isList: true },
  });
  return answer.data ?? null;
}

export type LeftOver = {
  readonly items: readonly TokenView[];
  readonly problem: Problem | null;
  read(): void;
};
const noTokens: readonly TokenView[] = [];

/** Tokens that a load burned for this box and that are not loaded: a break left them, or somebody set them aside. */
export function useLeftOver(box: string): LeftOver {
  const { api } = useSession();
  const answer = useQuery({
    queryKey: ['left-over', box],
    queryFn: ({ signal }) => readLeftOver(api, box, signal),
    meta: { isMovedBy, isList: true },
  });
  return {
    items: answer.data ?? noTokens,
    problem: useReadProblem(answer),
    read: () => void answer.refetch(),
  };
}

export async function readLeftOver(
  api: Pick<Api, 'call'>,
  box: string,
  signal: AbortSignal,
): Promise<readonly TokenView[]> {
  const found: TokenView[] = [];
  for (const state of ['burned_unverified', 'quarantine'] as const) {
    let cursor: string | null = null;
    do {
      const query = { box, state, ...(cursor === null ? {} : { cursor }) };
      const page: Reply<'listTokens'> = await api.call('listTokens', { query, signal });
      found.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
  }
  return found.filter(({ isLoadChecked, isFactorySeeded }) => isLoadChecked !== null || isFactorySeeded);
}
