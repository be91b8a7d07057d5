import type { JobOffer, SealedEnvelope } from '@token-desk/contract/desk/job';
import type { Secret, SecretFacts } from '@token-desk/contract/seed/envelope';
import { wipe } from '@token-desk/contract/text/bytes';
import { createCodeMemory } from './code-memory.ts';

type Seal = (offer: JobOffer, publicKey: string, secret: Secret) => Promise<SealedEnvelope>;

export type SeedBoxOptions = {
  /** After this long a secret nobody sealed is wiped and `onForgotten` is told. */
  readonly lifetimeMs: number;
  readonly onForgotten: () => void;
  readonly seal?: Seal;
};

/**
 * The only owner of a secret in the tab. It takes the bytes, gives nothing back but a sealed envelope, and wipes
 * them when they are sealed, dropped, replaced or too old. It lives outside React: no state or prop ever holds them.
 */
export type SeedBox = {
  /** Takes ownership of `seed`; what was here before is wiped. */
  put(seed: Uint8Array, facts: SecretFacts): void;
  /** A key that can be read in two ways: both are held until `choose`. */
  putEither(readings: { readonly base32: Uint8Array; readonly hex: Uint8Array }, facts: SecretFacts): void;
  choose(form: 'base32' | 'hex'): void;
  isHolding(): boolean;
  /** Whether these very bytes went onto a token earlier in this window; the caller keeps its copy. */
  wasBurned(seed: Uint8Array): Promise<boolean>;
  /** Seals for one job and wipes, whether sealing worked or not; says how long it was held here. */
  seal(offer: JobOffer, publicKey: string): Promise<Sealed>;
  /** The last secret sealed is on a token, or may be. */
  markBurned(): void;
  drop(): void;
};

export type Sealed = { readonly envelope: SealedEnvelope; readonly heldSeconds: number };

type Held = {
  readonly seed: Uint8Array;
  /** The same key read as hexadecimal, until somebody has said which. */
  readonly hex: Uint8Array | null;
  readonly facts: SecretFacts;
  readonly sinceMs: number;
};

const burnedCodes = createCodeMemory();

const sealForBurner: Seal = async (offer, publicKey, secret) => {
  const { sealSecret } = await import('@token-desk/contract/seed/envelope');
  return sealSecret(offer, publicKey, secret);
};

export function createSeedBox({ lifetimeMs, onForgotten, seal = sealForBurner }: SeedBoxOptions): SeedBox {
  let held: Held | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastSealed: string | null = null;

  const drop = () => {
    clearTimeout(timer);
    if (held !== null) wipe(held.seed);
    if (held?.hex != null) wipe(held.hex);
    held = null;
  };
  const hold = (next: Held) => {
    drop();
    held = next;
    timer = setTimeout(() => {
      drop();
      onForgotten();
    }, lifetimeMs);
  };

  return {
    put: (seed, facts) => hold({ seed, hex: null, facts, sinceMs: performance.now() }),
    putEither: ({ base32, hex }, facts) => hold({ seed: base32, hex, facts, sinceMs: performance.now() }),
    choose(form) {
      if (held === null || held.hex === null) return; // chosen already, or forgotten: a second click wipes nothing
      const { seed: base32, hex } = held;
      wipe(form === 'hex' ? base32 : hex);
      held = { ...held, seed: form === 'hex' ? hex : base32, hex: null };
    },
    isHolding: () => held !== null,
    wasBurned: (seed) => burnedCodes.has(seed),
    async seal(offer, publicKey) {
      if (held === null || held.hex !== null) throw new TypeError('nothing to seal');
      const { seed, facts, sinceMs } = held;
      try {
        lastSealed = await burnedCodes.mark(seed);
        const envelope = await seal(offer, publicKey, { ...facts, seed });
        return { envelope, heldSeconds: (performance.now() - sinceMs) / 1000 };
      } finally {
        wipe(seed);
        if (held?.seed === seed) drop();
      }
    },
    markBurned() {
      if (lastSealed !== null) burnedCodes.remember(lastSealed);
      lastSealed = null;
    },
    drop,
  };
}
