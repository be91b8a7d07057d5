import { secretLifetimeMs } from '@token-desk/contract/desk/job';
import type { RequestDetail } from '@token-desk/contract/views';
import { type BurnEvent, type BurnState, startBurn } from '../flow/burn/burn-flow.ts';
import type { Road } from '../flow/burn/road.ts';
import { isHalfDone, reduceWizard } from '../flow/burn/screen.ts';
import { tellHolding } from '../kept/in-hand.ts';
import { keepRoad, keptRoad } from '../kept/kept-road.ts';
import { createSeedBox, type SeedBox } from '../seed/seed-box.ts';

/** A secret nobody used is forgotten after this long. */
export const secretWaitMs = Math.min(5 * 60_000, secretLifetimeMs);

/** One request's burn as this window knows it, with the box for its secret: it outlives the page that shows it. */
export type KeptBurn = {
  readonly requestId: string;
  readonly box: SeedBox;
  /** Null until the request was read once. */
  state(): BurnState | null;
  subscribe(listener: () => void): () => void;
  dispatch(event: BurnEvent): void;
  begin(request: RequestDetail, myId: string): void;
  /** By hand; a reload comes back to it. */
  chooseRoad(road: Road): void;
  /** An order of the burn, which ends when it is let go. */
  begun(): AbortSignal;
  end(): void;
};

const burns = new Map<string, KeptBurn>();
tellHolding(() => [...burns.values()].some(({ box }) => box.isHolding()));

/** As it was left, or a new one. */
export function keptBurn(requestId: string): KeptBurn {
  return burns.get(requestId) ?? newBurn(requestId);
}

/** While a page shows it, and afterwards as long as something would be lost. */
export function showBurn(burn: KeptBurn): () => void {
  forgetWhatIsDone();
  burns.set(burn.requestId, burn);
  return () => {
    burn.dispatch({ type: 'refusal-seen' });
    forgetWhatIsDone();
  };
}

function forgetWhatIsDone(): void {
  for (const [requestId, burn] of burns) {
    const state = burn.state();
    if (state === null || !isHalfDone(state)) burns.delete(requestId);
  }
}

export function letGoOf(burn: KeptBurn): void {
  burn.end();
  burns.delete(burn.requestId);
}

function newBurn(requestId: string): KeptBurn {
  const listeners = new Set<() => void>();
  const ending = new AbortController();
  let state: BurnState | null = null;
  const set = (next: BurnState) => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const dispatch = (event: BurnEvent) => {
    if (state !== null) set(reduceWizard(state, event));
  };
  const box = createSeedBox({
    lifetimeMs: secretWaitMs,
    onForgotten: () => dispatch({ type: 'secret-dropped', problem: { code: 'job-expired' } }),
  });
  return {
    requestId,
    box,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch,
    begin(request, myId) {
      if (state !== null) return;
      set(startBurn(request, myId));
      const road = keptRoad(request);
      if (road !== null) dispatch({ type: 'road-chosen', road });
    },
    chooseRoad(road) {
      dispatch({ type: 'road-chosen', road });
      if (state !== null) keepRoad(state.request, road);
    },
    begun: () => ending.signal,
    end() {
      ending.abort();
      box.drop();
    },
  };
}
