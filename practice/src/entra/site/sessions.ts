import { randomBytes } from 'node:crypto';
import { discard, type Wizard } from './wizard.ts';
import type { PageLanguage } from './words.ts';

const maxAgeMs = 60 * 60_000;
const maxCount = 200;

const token = (): string => randomBytes(18).toString('base64url');

/** A sign-in under way. `returnTo` is where it came from: our list, or an application's redirect. */
export type SignIn = {
  readonly id: string;
  readonly cookie: string;
  readonly csrf: string;
  readonly startedAt: number;
  readonly language: PageLanguage | null;
  readonly authorize: AuthorizeRequest | null;
  upn: string;
  personId: string | null;
  stage: 'email' | 'password' | 'code' | 'new-password';
};

export type AuthorizeRequest = {
  readonly redirectUri: string;
  readonly state: string | null;
  readonly nonce: string | null;
  readonly scope: string;
  readonly challenge: string;
};

/** One signed-in subject in one browser. Its pages live under their own path, and so does its cookie. */
export type Session = {
  readonly id: string;
  readonly cookie: string;
  readonly csrf: string;
  readonly personId: string;
  startedAt: number;
  language: PageLanguage;
  wizard: Wizard | null;
  notice: 'added' | 'removed' | 'tokenActivated' | 'wrongTokenCode' | null;
};

/** A bounded set of things that end by themselves. */
export class Expiring<T extends { readonly id: string; startedAt: number }> {
  readonly #kept = new Map<string, T>();
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  add(item: T): T {
    for (const [id, kept] of this.#kept) if (this.#clock() - kept.startedAt > maxAgeMs) this.#kept.delete(id);
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size >= maxCount && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(item.id, item);
    return item;
  }

  get(id: string): T | undefined {
    const kept = this.#kept.get(id);
    return kept && this.#clock() - kept.startedAt <= maxAgeMs ? kept : undefined;
  }

  remove(id: string): void {
    this.#kept.delete(id);
  }

  all(): readonly T[] {
    return [...this.#kept.values()];
  }

  clear(): void {
    this.#kept.clear();
  }
}

export const newSignIn = (
  now: number,
  wish: { upn: string; language: PageLanguage | null; authorize: AuthorizeRequest | null },
): SignIn => ({
  id: token(),
  cookie: token(),
  csrf: token(),
  startedAt: now,
  personId: null,
  stage: wish.upn === '' ? 'email' : 'password',
  ...wish,
});

export const newSession = (now: number, personId: string, language: PageLanguage): Session => ({
  id: token(),
  cookie: token(),
  csrf: token(),
  personId,
  startedAt: now,
  language,
  wizard: null,
  notice: null,
});

/** Forgets everybody's sign-in, and wipes what their wizards held. */
export const endAll = (sessions: Expiring<Session>): void => {
  for (const session of sessions.all()) discard(session.wizard);
  sessions.clear();
};
