import type { LiveEvent } from '@token-desk/contract/api';
import { type Problem, ProblemError } from '@token-desk/contract/problem';
import type { BurnerView, Me } from '@token-desk/contract/views';
import { createContext, useContext, useEffect, useEffectEvent, useState } from 'react';
import type { BrowserAccount } from '../sign-in/kept-sign-in.ts';
import type { Api } from './api.ts';
import type { Live } from './live.ts';

/** What every page has: who is here, the server, and what changes by itself. */
export type Session = {
  readonly me: Me;
  readonly api: Api;
  /** Of the person who signed in in a plain browser; null inside Teams. */
  readonly account: BrowserAccount | null;
  readonly live: Live;
  /** The server's clock. */
  now(): number;
  readonly burners: readonly BurnerView[];
  /** The server does not answer now: of desks and jobs is known what was, not what is. */
  readonly isAway: boolean;
  /** The desk chosen on this PC. */
  readonly deskId: string | null;
  chooseDesk(burnerId: string): void;
};

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('no session above this component');
  return session;
}

export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : { code: 'unexpected', detail: { id: 'page' } };
}

export function useLive(onHint: (hint: LiveEvent) => void): void {
  const { live } = useSession();
  const tell = useEffectEvent(onHint);
  useEffect(() => live.subscribe((hint) => tell(hint)), [live]);
}

/** The server's time, again every second: for “6 seconds ago”. */
export function useNow(everyMs = 1_000): number {
  const { now } = useSession();
  const [at, setAt] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), everyMs);
    return () => clearInterval(timer);
  }, [now, everyMs]);
  return at;
}
