import { ProblemError } from '@token-desk/contract/problem';
import { pauseOf } from '../pause.ts';
import {
  accessTokenFor,
  type Consent,
  consentFor,
  type GraphCredential,
} from '../sign-in/graph-credential.ts';
import { type GraphScope, type GraphSite, readGraphSite } from '../sign-in/graph-sign-in.ts';

/** A technician's own way to Graph. Make one where it is needed; it keeps no access token. */
export type GraphAccess = {
  /** Throws `graph-access-not-given`, which names the permission. */
  token(scope: GraphScope): Promise<string>;
  /** Whether `token` comes without a window. */
  consent(scope: GraphScope): Promise<Consent>;
  /** Graph did not take what was given. */
  forget(scope: GraphScope): void;
  /** Without a slash at its end. */
  url(): Promise<string>;
  readonly fetch: typeof fetch;
  now(): number;
  pause(ms: number): Promise<void>;
  /** Once it is aborted nobody waits for Microsoft any more: what it was too busy for stays undone. */
  readonly stop?: AbortSignal;
  /** Microsoft wants us to wait so long; 0 once it goes on. */
  onWait(ms: number): void;
};

export type GraphAccessParts = {
  readonly credential?: () => Promise<GraphCredential>;
  readonly site?: () => Promise<Pick<GraphSite, 'clientId' | 'graphUrl'>>;
  readonly fetch?: typeof fetch;
  readonly now?: () => number;
  readonly pause?: (ms: number) => Promise<void>;
};

/**
 * `account` of the session (null inside Teams), `isPractice` of `me`. `onWait` is for the screen to say that Microsoft
 * wants it to wait.
 */
export function graphAccess(
  who: {
    readonly account: { readonly graph: GraphCredential } | null;
    readonly isPractice: boolean;
    readonly onWait?: (ms: number) => void;
  },
  parts: GraphAccessParts = {},
): GraphAccess {
  const site = asked(parts.site ?? readGraphSite);
  const credential = asked(parts.credential ?? (() => credentialOf(who, site)));
  return {
    token: (scope) => accessTokenFor(scope, credential),
    consent: (scope) => consentFor(scope, credential),
    forget: (scope) =>
      void credential().then(
        (known) => known.forget?.(scope),
        () => {}, // there is none, so nothing is held
      ),
    url: async () => {
      try {
        return (await site()).graphUrl;
      } catch (cause) {
        throw cause instanceof ProblemError ? cause : new ProblemError('no-answer', undefined, { cause });
      }
    },
    fetch: parts.fetch ?? ((input, init) => fetch(input, init)),
    now: parts.now ?? Date.now,
    pause: parts.pause ?? pauseOf,
    onWait: who.onWait ?? (() => {}),
  };
}

async function credentialOf(
  {
    account,
    isPractice,
  }: { readonly account: { readonly graph: GraphCredential } | null; readonly isPractice: boolean },
  site: () => Promise<Pick<GraphSite, 'clientId'>>,
): Promise<GraphCredential> {
  if (account !== null) return account.graph;
  if (isPractice) return (await import('../sign-in/host-credential.ts')).hostCredential;
  const { teamsCredential } = await import('../sign-in/teams-credential.ts');
  return teamsCredential((await site()).clientId);
}

/** Asked once, and again after a failure. */
function asked<T>(ask: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | null = null;
  return () => {
    known ??= ask().catch((cause: unknown) => {
      known = null;
      throw cause;
    });
    return known;
  };
}
