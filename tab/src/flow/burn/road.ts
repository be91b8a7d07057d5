import type { Readiness, ReadinessCheck, Route } from '@token-desk/contract/entra/readiness';

/**
 * A way to a token. `take`: one that is loaded. `draw`: one that is written here with a secret the desk draws. `secret`:
 * one that is written here with the QR code of the person's own page.
 */
export type Road = 'take' | 'draw' | 'secret';
export const routeOf = (road: Road): Route => (road === 'secret' ? 'A' : 'B');

/** What leaving leaves of a token that is drawn here. `perhaps`: Microsoft may have it, and nobody has seen it there. */
export type DrawnLeft = 'nothing' | 'unfinished' | 'perhaps' | 'loaded';

/** What the road is chosen from, as far as this window knows. */
export type Choosing = {
  /** Null while nobody has said, or nobody can tell. */
  readonly readiness: Readiness | null;
  /** How many loaded tokens there are; null while nobody has said. */
  readonly loadedStock: number | null;
  /** Chosen by hand in this window. */
  readonly road: Road | null;
  readonly left: DrawnLeft;
};
export const nothingChosen: Choosing = {
  readiness: null,
  loadedStock: null,
  road: null,
  left: 'nothing',
};

export type RoadEvent =
  | { readonly type: 'readiness-read'; readonly readiness: Readiness | null }
  | { readonly type: 'stock-read'; readonly loaded: number }
  | { readonly type: 'road-chosen'; readonly road: Road }
  | { readonly type: 'drawn'; readonly left: DrawnLeft };

export function reduceChoosing(choosing: Choosing, event: RoadEvent): Choosing {
  switch (event.type) {
    case 'readiness-read':
      return { ...choosing, readiness: event.readiness };
    case 'stock-read':
      return { ...choosing, loadedStock: event.loaded };
    case 'road-chosen':
      return { ...choosing, road: event.road, left: 'nothing' };
    case 'drawn':
      return { ...choosing, left: event.left };
  }
}

type Chosen = Choosing & {
  /** By hand, as the server recorded it. */
  readonly chosenRoute: Route | null;
  /** A token was begun to be written for this request, and nobody has taken it yet. */
  readonly isBegun: boolean;
};

/** The road to show: what somebody chose, else what readiness and stock offer; a token in hand, or begun before a break, is not left for another offer. */
export function roadOf({ readiness, loadedStock, isBegun, road, chosenRoute, left }: Chosen): Road {
  if (road !== null) return road;
  if (left !== 'nothing') return 'draw';
  if (chosenRoute === 'A') return 'secret';
  // known to be impossible, and not merely not known to be possible
  const isBarred = readiness?.route === 'A' && barrierOf(readiness)?.state === 'missing';
  const mayBe = chosenRoute === 'B' || !isBarred;
  const mayCreate = readiness?.mayCreate !== 'missing';
  // what was begun for this person goes on, whatever else is in stock and while Microsoft does not tell
  if (isBegun && mayBe && mayCreate) return 'draw';
  if ((loadedStock ?? 0) > 0 && mayBe) return 'take';
  if (chosenRoute === 'B') return 'draw';
  return readiness?.route === 'B' && mayCreate ? 'draw' : 'secret';
}

/** The way that the wizard would begin with, for the pages around it; null: each way is barred, or nobody has said. */
export function offeredRoute({
  readiness,
  loadedStock,
  isBegun,
  chosenRoute,
}: Omit<Chosen, 'road' | 'left'>): Route | null {
  if (chosenRoute !== null) return chosenRoute;
  if ((readiness?.route ?? null) === null) return null;
  return routeOf(roadOf({ ...nothingChosen, readiness, loadedStock, isBegun, chosenRoute }));
}

export type Reason =
  /** By hand, and not what was offered. */
  | { readonly kind: 'chosen'; readonly offered: Route | null }
  /** Nothing stands in the way of a hardware token. */
  | { readonly kind: 'free' }
  /** What stands in its way, or may. */
  | { readonly kind: 'missing' | 'unknown'; readonly check: ReadinessCheck }
  /** Microsoft would take one; none is loaded, and this person may not create one. */
  | { readonly kind: 'none-loaded' }
  | { readonly kind: 'neither' }
  | { readonly kind: 'not-told' };

/** Why this road, in what is known now. */
export function reasonOf(road: Road, { readiness, loadedStock, chosenRoute }: Chosen): Reason {
  if (readiness === null) return { kind: 'not-told' };
  const { route: offered, mayCreate } = readiness;
  const route = routeOf(road);
  if (route === 'B' && offered === 'B') return { kind: 'free' };
  if (route === 'A' && offered === 'B') {
    const isLeft = chosenRoute !== 'A' && mayCreate === 'missing' && (loadedStock ?? 0) === 0;
    return isLeft ? { kind: 'none-loaded' } : { kind: 'chosen', offered };
  }
  if (chosenRoute === 'B') return { kind: 'chosen', offered };
  const barrier = barrierOf(readiness);
  if (offered === null || barrier === null) return { kind: 'neither' };
  return { kind: barrier.state, check: barrier.check };
}

/** The first thing in the way of a hardware token. */
function barrierOf(readiness: Readiness | null): {
  readonly check: ReadinessCheck;
  readonly state: 'missing' | 'unknown';
} | null {
  const because = readiness?.because ?? null;
  if (because === null) return null;
  const isMissing = readiness?.B.some(({ check, state }) => check === because && state === 'missing');
  return { check: because, state: isMissing === true ? 'missing' : 'unknown' };
}
