import type { ReaderView } from '@token-desk/contract/desk/job';
import type { BurnerView } from '@token-desk/contract/views';

/** The reader that matters: the one with something on it, else the first. */
export function currentReader(desk: BurnerView | null): ReaderView | null {
  if (desk === null || !desk.online) return null;
  return desk.readers.find(({ state }) => state === 'present') ?? desk.readers[0] ?? null;
}
