import { useEffect, useRef } from 'react';
import type { BurnState } from '../flow/burn-flow.ts';
import { soundBetween } from '../flow/burn-sound.ts';
import { play } from '../ui/sounds.ts';

/** Each turn of the burn has its sound; what a reload finds already done is silent. */
export function useSounds(state: BurnState): void {
  const before = useRef(state);
  useEffect(() => {
    const old = before.current;
    before.current = state;
    const sound = old === state ? null : soundBetween(old, state);
    if (sound !== null) play(sound);
  }, [state]);
}

/** Calls whenever there is a new reason to: what lies on the reader may not be written, the desk has gone. */
export function useCall(reason: string | null): void {
  useEffect(() => {
    if (reason !== null) play('needs-you');
  }, [reason]);
}
