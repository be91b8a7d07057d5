import { app, authentication, FrameContexts, pages } from '@microsoft/teams-js';
import { linkedRequest } from './places/places.ts';
import type { BrowserAccount } from './sign-in/kept-sign-in.ts';
import { within } from './sign-in/within.ts';

/** The only module that talks to Teams. */
export type TeamsTheme = 'light' | 'dark' | 'contrast';

/** What is around the page: Teams, or a plain browser in which the person signed in. */
export type Host = Extract<Teams, { kind: 'hosted' }>;

export type Teams =
  | {
      readonly kind: 'hosted';
      /** Of the person who signed in in a plain browser; null inside Teams, which signs in by itself. */
      readonly account: BrowserAccount | null;
      readonly locale: string;
      readonly theme: TeamsTheme;
      /** A request named by a deep link, or null. */
      readonly linkedRequestId: string | null;
      onTheme(listener: (theme: TeamsTheme) => void): void;
      /** An access token for our API; asked for again when the last one is about to end or `renew` is set. */
      accessToken(options?: { readonly renew?: boolean }): Promise<string>;
    }
  | { readonly kind: 'not-hosted'; readonly locale: string };

const handshakeTimeoutMs = 15_000;
const signInTimeoutMs = 30_000;
/** Asked for anew this long before it ends, so that a call never carries one that ends on the way. */
const renewBeforeMs = 2 * 60_000;

/**
 * Shakes hands with the host. teams-js itself waits a minute for a host that never answers; a page opened
 * on its own must say so sooner. Hosts on our own origin are trusted by teams-js without being named.
 */
export async function connectTeams(): Promise<Teams> {
  const locale = navigator.language;
  if (isAlone()) return { kind: 'not-hosted', locale };
  try {
    await within(app.initialize(), handshakeTimeoutMs);
    const context = await within(app.getContext(), handshakeTimeoutMs);
    void app.notifySuccess(); // some hosts never answer it
    return {
      kind: 'hosted',
      account: null,
      locale: context.app.locale || locale,
      theme: themeOf(context.app.theme),
      linkedRequestId: linkedRequest(context.page.subPageId, location.search),
      onTheme: (listener) => app.registerOnThemeChangeHandler((theme) => listener(themeOf(theme))),
      accessToken: cachedAccessToken(),
    };
  } catch {
    // no parent window, or one that is not Teams: both mean that this page stands alone
    return { kind: 'not-hosted', locale };
  }
}

/** Nobody frames us, and no Teams program shows us in a window of its own: then nobody would ever answer. */
function isAlone(): boolean {
  return window.parent === window && window.opener === null && !('nativeInterface' in window);
}

/** In practice the host stands for Entra too: it hands out an access token to Graph as it does one to this tab. */
export async function hostGraphToken(scope: string): Promise<string> {
  const asked = authentication.getAuthToken({ resources: [`https://graph.microsoft.com/${scope}`] });
  return await within(asked, signInTimeoutMs);
}

/** In a window that Teams opened for a sign-in: how it ends. */
export async function connectPopUp(): Promise<{ done(result: string): void; failed(reason: string): void }> {
  await within(app.initialize(), handshakeTimeoutMs);
  return {
    done: (result) => authentication.notifySuccess(result),
    failed: (reason) => authentication.notifyFailure(reason),
  };
}

/**
 * On the configuration page of a channel's tab: what Teams keeps when the person saves. False anywhere else, where
 * nothing can be saved.
 */
export function offerChannelTab(tab: { readonly contentUrl: string; readonly name: string }): boolean {
  const { contentUrl, name } = tab;
  if (!app.isInitialized() || app.getFrameContext() !== FrameContexts.settings) return false;
  pages.config.registerOnSaveHandler((saving) => {
    pages.config
      .setConfig({ entityId: 'desk', contentUrl, websiteUrl: contentUrl, suggestedDisplayName: name })
      .then(
        () => saving.notifySuccess(),
        (error: unknown) => saving.notifyFailure(error instanceof Error ? error.name : 'refused'),
      );
  });
  pages.config.setValidityState(true);
  return true;
}

function themeOf(name: string): TeamsTheme {
  if (name === 'dark') return 'dark';
  return name === 'contrast' ? 'contrast' : 'light';
}

function cachedAccessToken() {
  let cached: { readonly token: string; readonly endsAt: number } | null = null;
  let pending: Promise<string> | null = null;
  const ask = async () => {
    const token = await within(authentication.getAuthToken(), signInTimeoutMs);
    cached = { token, endsAt: endOf(token) };
    return token;
  };
  return async (options: { readonly renew?: boolean } = {}) => {
    if (options.renew !== true && cached !== null && cached.endsAt - renewBeforeMs > Date.now())
      return cached.token;
    pending ??= ask().finally(() => {
      pending = null;
    });
    return pending;
  };
}

/** `exp` of the token, or now: read only to know when to ask again, the server judges it. */
function endOf(token: string): number {
  try {
    const part = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const claims: unknown = JSON.parse(atob(part));
    if (typeof claims === 'object' && claims !== null && 'exp' in claims && typeof claims.exp === 'number')
      return claims.exp * 1000;
  } catch {
    // not readable: then it is asked for each time
  }
  return Date.now();
}
