import type { GraphCredential } from './graph-credential.ts';
import { askForTokens, SignInRefused, type SignInSettings, type Tokens } from './sign-in-request.ts';
import { signInByWindow } from './sign-in-window.ts';

/** `ending`: still good, but only the person can renew it; `over`: nothing can be asked any more. */
export type SignInState = {
  readonly kind: 'good' | 'ending' | 'over';
  readonly endsAt: number;
};

/** Who signed in without Teams. Every token of theirs lives in this window's memory only. */
export type BrowserSignIn = {
  readonly userName: string | null;
  accessToken(options?: { readonly renew?: boolean }): Promise<string>;
  state(): SignInState;
  subscribe(listener: () => void): () => void;
  /** In a small window; the page keeps what it holds. Throws when it was closed, refused, or somebody else. */
  again(): Promise<void>;
  /** The person's own rights at Graph; consent is asked for in a small window. */
  readonly graph: GraphCredential;
};

/** What a person can do about it; each of these leaves the page. */
export type BrowserAccount = BrowserSignIn & {
  /** To Entra and back without a question where that can be: only where nothing is held. */
  renewByLeaving(): void;
  changeAccount(): void;
  signOut(): void;
};

/** Asked for anew this early: there is time to finish a token before a person would have to be asked. */
const renewBeforeMs = 10 * 60_000;
/** Of one that is short-lived, the last quarter. */
const renewShare = 4;
const retryRefusedMs = 60_000;
/** One for Graph does not end on its way there. */
const graphRenewBeforeMs = 60_000;

export function keepSignIn(settings: SignInSettings, first: Tokens): BrowserSignIn {
  let tokens = first;
  let refreshToken = first.refreshToken;
  let pending: Promise<void> | null = null;
  let refusedAt: number | null = null;
  let renewAt = renewalTime(first);
  let state: SignInState = { kind: 'good', endsAt: first.endsAt };
  const listeners = new Set<() => void>();

  const become = (kind: SignInState['kind']) => {
    if (state.kind === kind && state.endsAt === tokens.endsAt) return;
    state = { kind, endsAt: tokens.endsAt };
    for (const tell of listeners) tell();
  };
  const take = (fresh: Tokens) => {
    tokens = fresh;
    refreshToken = fresh.refreshToken ?? refreshToken;
    refusedAt = null;
    renewAt = renewalTime(fresh);
    become('good');
  };
  const refresh = async (scope: string): Promise<Tokens> => {
    if (refreshToken === null) throw new SignInRefused('Entra gave nothing to renew with');
    const fresh = await askForTokens(settings, {
      scope,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    refreshToken = fresh.refreshToken ?? refreshToken;
    return fresh;
  };
  const renew = async (): Promise<void> => {
    if (refusedAt !== null && Date.now() - refusedAt < retryRefusedMs)
      throw new SignInRefused('refused a moment ago');
    try {
      take(await refresh(settings.scope));
    } catch (error) {
      if (error instanceof SignInRefused) refusedAt = Date.now();
      throw error;
    }
  };
  const isOver = () => tokens.endsAt <= Date.now();

  return {
    userName: first.userName,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async accessToken(options = {}) {
      if (options.renew !== true && renewAt > Date.now()) return tokens.accessToken;
      pending ??= renew().finally(() => {
        pending = null;
      });
      try {
        await pending;
      } catch (error) {
        if (error instanceof SignInRefused || isOver()) become(isOver() ? 'over' : 'ending');
        // what is still good is used to its end; the server refused it when it is asked for anew
        if (options.renew === true || isOver()) throw error;
      }
      return tokens.accessToken;
    },
    async again() {
      const fresh = await signInByWindow(settings, { prompt: null, userName: first.userName });
      if (first.sub !== fresh.sub) throw new Error('another person signed in');
      take(fresh);
    },
    graph: graphCredential({ settings, refresh, first }),
  };
}

function renewalTime({ endsAt }: Tokens): number {
  return endsAt - Math.min(renewBeforeMs, (endsAt - Date.now()) / renewShare);
}

function graphCredential(parts: {
  readonly settings: SignInSettings;
  readonly refresh: (scope: string) => Promise<Tokens>;
  readonly first: Tokens;
}): GraphCredential {
  const held = new Map<string, Tokens>();
  return {
    async getToken(scope) {
      const known = held.get(scope);
      if (known !== undefined && known.endsAt - graphRenewBeforeMs > Date.now())
        return { token: known.accessToken };
      try {
        const fresh = await parts.refresh(scope);
        held.set(scope, fresh);
        return { token: fresh.accessToken };
      } catch (cause) {
        if (!(cause instanceof SignInRefused)) throw cause;
        throw Object.assign(new Error('Microsoft wants to see the person', { cause }), {
          code: 'UiRequiredError',
        });
      }
    },
    async login(scope) {
      const { settings, first } = parts;
      const fresh = await signInByWindow(settings, {
        prompt: null,
        userName: first.userName,
        scope: `${scope} openid profile`,
      });
      if (first.sub !== fresh.sub) throw new Error('another person signed in');
      held.set(scope, fresh);
    },
    forget: (scope) => void held.delete(scope),
  };
}
