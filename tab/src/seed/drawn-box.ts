import type { JobKey, JobOffer, SealedEnvelope } from '@token-desk/contract/desk/job';
import { type Problem, ProblemError } from '@token-desk/contract/problem';
import type { DrawnSecret, JobKeyPair } from '@token-desk/contract/seed/envelope';
import { wipe } from '@token-desk/contract/text/bytes';

/**
 * The way of a secret that the desk drew, through the tab: one key for one token, then the sealed secret, which only
 * that key opens. It is opened for one use at a time and wiped after it; what waits here is sealed.
 */
export type DrawnBox = {
  /** A key of its own for the next token; what was here before is forgotten. */
  newKey(): Promise<string>;
  /** The desk made this key for this job, and its signature was checked. Answers the digits to compare. */
  bind(offer: JobOffer, key: JobKey): Promise<string>;
  /** From here on it is forgotten after `lifetimeMs`. */
  take(sealed: SealedEnvelope): void;
  /** Opens it for this use alone. Throws a `ProblemError` when there is nothing here, or it is not this desk's. */
  use<T>(work: (secret: DrawnSecret) => Promise<T>): Promise<T>;
  drop(): void;
};

export type DrawnBoxOptions = { readonly lifetimeMs: number; readonly onForgotten: () => void };

type Bound = { readonly offer: JobOffer & { readonly tabKey: string }; readonly burnerKey: string };

const envelopes = () => import('@token-desk/contract/seed/envelope');

export function createDrawnBox({ lifetimeMs, onForgotten }: DrawnBoxOptions): DrawnBox {
  let pair: JobKeyPair | null = null;
  let bound: Bound | null = null;
  let sealed: SealedEnvelope | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const drop = () => {
    clearTimeout(timer);
    pair = bound = sealed = null;
  };
  return {
    async newKey() {
      drop();
      const { generateJobKeyPair } = await envelopes();
      const made = await generateJobKeyPair();
      pair = made;
      return made.publicKey;
    },
    async bind(offer, key) {
      const tabKey = pair?.publicKey;
      if (tabKey === undefined || offer.tabKey !== tabKey) throw problem({ code: 'envelope-tampered' });
      bound = { offer: { ...offer, tabKey }, burnerKey: key.publicKey };
      const { matchDigits } = await envelopes();
      return matchDigits(bound.offer, bound.burnerKey);
    },
    take(envelope) {
      clearTimeout(timer);
      sealed = envelope;
      timer = setTimeout(() => {
        drop();
        onForgotten();
      }, lifetimeMs);
    },
    async use(work) {
      if (pair === null || bound === null || sealed === null) throw problem({ code: 'secret-gone-drawn' });
      const { openDrawnSecret } = await envelopes();
      const keys = { tab: pair.keyPair, burnerKey: bound.burnerKey };
      const opened = await openDrawnSecret(bound.offer, keys, sealed);
      if (!opened.ok) throw problem(opened.problem);
      try {
        return await work(opened.secret);
      } finally {
        wipe(opened.secret.seed);
      }
    },
    drop,
  };
}

const problem = ({ code, detail }: Problem) => new ProblemError(code, detail);
