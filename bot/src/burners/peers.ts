import type { BurnerView } from '@token-desk/contract/views';
import * as z from 'zod/mini';
import type { BurnerHub, Peers } from '../ports.ts';

/** What bots on one database tell each other about desks. Never a frame, never a code: PostgreSQL may log what passes. */
export const deskHint = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('held'), burnerIds: z.array(z.string()) }),
  /** Said at a start: everybody answers with `held`. */
  z.object({ kind: z.literal('who') }),
  z.object({ kind: z.literal('drop'), burnerId: z.string() }),
]);
export type DeskHint = z.infer<typeof deskHint>;

const tellEveryMs = 10_000;
/** Two hints may be lost before a desk counts as gone from the other bot. */
const believedMs = 25_000;
/** So that a hint stays below what PostgreSQL takes. */
const idsAtOnce = 100;

export type PeersParts = {
  readonly hub: Pick<BurnerHub, 'drop' | 'isOnline'> & { heldBurners(): readonly string[] };
  readonly send: (hint: DeskHint) => void;
  readonly nowMs?: () => number;
};

export type OpenPeers = Peers & {
  start(): void;
  hear(hint: DeskHint): void;
  /** What another bot says about one of its burners, as it is from here; null when it is known better here. */
  asSeenHere(burner: BurnerView): BurnerView | null;
  close(): void;
};

export function createPeers({ hub, send, nowMs = () => performance.now() }: PeersParts): OpenPeers {
  const heldUntil = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  const tell = () => {
    for (const [burnerId, until] of heldUntil) if (until < nowMs()) heldUntil.delete(burnerId);
    const held = hub.heldBurners();
    for (let from = 0; from < held.length; from += idsAtOnce)
      send({ kind: 'held', burnerIds: held.slice(from, from + idsAtOnce) });
  };
  return {
    holds: (burnerId) => (heldUntil.get(burnerId) ?? Number.NEGATIVE_INFINITY) >= nowMs(),
    drop: (burnerId) => send({ kind: 'drop', burnerId }),
    start() {
      send({ kind: 'who' });
      tell();
      timer = setInterval(tell, tellEveryMs);
      timer.unref();
    },
    hear(hint) {
      switch (hint.kind) {
        case 'held':
          for (const burnerId of hint.burnerIds) heldUntil.set(burnerId, nowMs() + believedMs);
          return;
        case 'who':
          return tell();
        case 'drop':
          hub.drop(hint.burnerId);
      }
    },
    asSeenHere({ elsewhere: _elsewhere, ...burner }) {
      if (hub.isOnline(burner.id)) return null;
      if (burner.online) heldUntil.set(burner.id, nowMs() + believedMs);
      else heldUntil.delete(burner.id);
      return { ...burner, online: false, readers: [], ...(burner.online ? { elsewhere: true } : {}) };
    },
    close: () => clearInterval(timer),
  };
}
