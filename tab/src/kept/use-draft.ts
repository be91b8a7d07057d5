import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { tellHolding } from './in-hand.ts';

type Draft = { readonly value: unknown; readonly since: number };

/** As long as somebody may leave what they have in hand. */
const draftWaitMs = 30 * 60_000;
const drafts = new Map<string, Draft>();

/** Those that have not waited too long. */
function keptDrafts(): typeof drafts {
  for (const [key, { since }] of drafts) if (performance.now() - since > draftWaitMs) drafts.delete(key);
  return drafts;
}
tellHolding(() => keptDrafts().size > 0);

/** Something was begun in this form and not sent. */
export const isDrafted = (key: string): boolean => keptDrafts().has(key);

/**
 * As `useState`, for what a person writes in a form: while another page is open it is kept in memory, for half an hour,
 * and stands there again. `end` once it was sent or given up. What `mayKeep` refuses is shown and not kept.
 */
export function useDraft<T>(
  key: string,
  initial: T,
  mayKeep: (value: T) => boolean = () => true,
): readonly [value: T, set: (value: T) => void, end: () => void] {
  const first = useRef(JSON.stringify(initial));
  const [value, setValue] = useState<T>(() => (keptDrafts().get(key)?.value as T | undefined) ?? initial);
  const isKept = useEffectEvent(() => JSON.stringify(value) !== first.current && mayKeep(value));
  useEffect(() => {
    if (isKept()) drafts.set(key, { value, since: performance.now() });
    else drafts.delete(key);
  }, [key, value]);
  return [value, setValue, () => drafts.delete(key)];
}
