import { isLoadRun, type LoadRun } from '../flow/load/load-run.ts';
import { loadKept, saveKept } from './window-store.ts';

/** What this window is loading, into a box and for the person in hand: serials and times, never a secret. */
const [box, here] = ['token-desk.load', 'token-desk.load-here'] as const;

export const keptLoad = (): LoadRun | null => loadKept(box, isLoadRun);
export const keepLoad = (run: LoadRun | null): void => saveKept(box, run);
export const keptHere = (): LoadRun | null => loadKept(here, isLoadRun);
export const keepHere = (run: LoadRun | null): void => saveKept(here, run);
