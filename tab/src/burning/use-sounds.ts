import { useEffect, useRef } from 'react';
import type { BurnState } from '../flow/burn/burn-flow.ts';
import { type Sound, soundBetween, soundOfLoad } from '../flow/burn-sound.ts';
import type { LoadState } from '../flow/load/load-flow.ts';
import { play } from '../ui/sound/sounds.ts';

/** Each turn of the burn has its sound; what a reload finds already done is silent. */
export const useSounds = (state: BurnState): void => usePlayed(state, soundBetween);
/** The same of a token that is loaded. */
export const useLoadSounds = (state: LoadState): void => usePlayed(state, soundOfLoad);

function usePlayed<State>(state: State, soundOf: (old: State, state: State) => Sound | null): void {
  const before = useRef(state);
  useEffect(() => {
    const old = before.current;
    before.current = state;
    const sound = old === state ? null : soundOf(old, state);
    if (sound !== null) play(sound);
  }, [state, soundOf]);
}

/** Calls whenever there is a new reason to: what lies on the reader may not be written, the desk has gone. */
export function useCall(reason: string | null): void {
  useEffect(() => {
    if (reason !== null) play('needs-you');
  }, [reason]);
}
