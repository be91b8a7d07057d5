import { useEffect, useEffectEvent } from 'react';
import type { Burn } from '../../burning/use-burn.ts';
import type { Screen } from '../../flow/burn/screen.ts';
import { useReadiness } from '../../server/people/use-readiness.ts';
import { useBooks } from '../../server/use-books.ts';
import { loadedIn, useBoxes } from '../../server/use-boxes.ts';
import { currentReader } from './current-reader.ts';

const asks: readonly Screen['kind'][] = ['person', 'take', 'draw', 'secret'];

/** Tells the wizard what readiness and stock speak for. True while neither has been answered yet. */
export function useOffer({ dispatch, screen, state }: Pick<Burn, 'dispatch' | 'screen' | 'state'>): boolean {
  const { items, problem: noBoxes } = useBoxes();
  const loaded = items === null ? null : loadedIn(items);
  const { readiness, problem: notTold } = useReadiness(state.request.id, asks.includes(screen.kind));
  const tell = useEffectEvent(dispatch);
  useEffect(() => {
    if (loaded !== null) tell({ type: 'stock-read', loaded });
  }, [loaded]);
  useEffect(() => tell({ type: 'readiness-read', readiness }), [readiness]);
  const { choosing } = state;
  const isStockOpen = choosing.loadedStock === null && noBoxes === null;
  return isStockOpen || (choosing.readiness === null && notTold === null);
}

/** The serial of a loaded token that lies on the reader; null while none does, or the books were not read. */
export function useLoadedOnReader({ desk }: Pick<Burn, 'desk'>): string | null {
  const reader = currentReader(desk);
  const lying = reader?.state === 'present' ? (reader.token?.serial ?? null) : null;
  const books = useBooks(lying);
  const isLoaded = books.serial === lying && books.isRead && books.token?.state === 'loaded';
  return isLoaded ? lying : null;
}
