import { type PracticePerson, people } from '../../people.ts';
import type { Incoming, Reply } from '../http.ts';
import type { EntraStore } from '../store.ts';
import { isSameSecret } from '../tokens/oauth.ts';
import { type Html, hiddenFields, html, pageReply, voiceOf } from './layout.ts';
import { acceptedStep } from './oath.ts';
import type { Sentences } from './sentences.ts';
import type { SignIn } from './sessions.ts';
import { languageFor } from './words.ts';

const triesBeforeLock = 10; // Entra's smart lockout by default: 10 tries, one minute
const lockMs = 60_000;

type Trouble = keyof Sentences &
  (
    | 'unknownAccount'
    | 'wrongPassword'
    | 'disabledAccount'
    | 'lockedAccount'
    | 'guestAccount'
    | 'wrongSignInCode'
  );

/** Counts wrong passwords and codes, and closes the account for a minute at the tenth. */
export class Lockout {
  readonly #failures = new Map<string, { count: number; lockedUntil: number }>();
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  isLocked(personId: string): boolean {
    return (this.#failures.get(personId)?.lockedUntil ?? 0) > this.#clock();
  }

  failed(personId: string): void {
    const count = (this.#failures.get(personId)?.count ?? 0) + 1;
    const isFull = count >= triesBeforeLock;
    this.#failures.set(personId, {
      count: isFull ? 0 : count,
      lockedUntil: isFull ? this.#clock() + lockMs : 0,
    });
  }

  succeeded(personId: string): void {
    this.#failures.delete(personId);
  }

  clear(): void {
    this.#failures.clear();
  }
}

export type SignInRules = {
  readonly store: EntraStore;
  readonly clock: () => number;
  readonly lockout: Lockout;
  readonly windowSteps: number;
  readonly asksSecondFactor: boolean;
};

const byUpn = (upn: string): PracticePerson | undefined =>
  people.find((person) => person.upn.toLowerCase() === upn.trim().toLowerCase());

/** Takes one step of a sign-in: the person once everything was right, else what is in the way (or null). */
export const stepSignIn = (
  signIn: SignIn,
  form: URLSearchParams,
  rules: SignInRules,
): { person: PracticePerson } | { trouble: Trouble | null } => {
  if (form.get('action') === 'back') {
    signIn.stage = 'email';
    return { trouble: null };
  }
  if (signIn.stage === 'email') signIn.upn = form.get('upn') ?? '';
  const person = byUpn(signIn.upn);
  if (!person) {
    signIn.stage = 'email';
    return { trouble: 'unknownAccount' };
  }
  if (signIn.stage === 'email') {
    signIn.stage = 'password';
    return { trouble: null };
  }
  return signIn.stage === 'password'
    ? checkPassword(signIn, person, form.get('password') ?? '', rules)
    : checkCode(signIn, person, form.get('code') ?? '', rules);
};

const checkPassword = (
  signIn: SignIn,
  person: PracticePerson,
  password: string,
  rules: SignInRules,
): ReturnType<typeof stepSignIn> => {
  if (person.isGuest) return { trouble: 'guestAccount' };
  if (rules.lockout.isLocked(person.id)) return { trouble: 'lockedAccount' };
  if (!isSameSecret(password, person.password)) {
    rules.lockout.failed(person.id);
    return { trouble: 'wrongPassword' };
  }
  if (!person.isEnabled) return { trouble: 'disabledAccount' };
  if (rules.asksSecondFactor && rules.store.methodsOf(person.id).length > 0) {
    signIn.stage = 'code';
    signIn.personId = person.id;
    return { trouble: null };
  }
  rules.lockout.succeeded(person.id);
  return { person };
};

const checkCode = (
  signIn: SignIn,
  person: PracticePerson,
  typed: string,
  rules: SignInRules,
): ReturnType<typeof stepSignIn> => {
  if (signIn.personId !== person.id) return { trouble: 'unknownAccount' };
  if (rules.lockout.isLocked(person.id)) return { trouble: 'lockedAccount' };
  for (const method of rules.store.methodsOf(person.id)) {
    const at = { nowMs: rules.clock(), windowSteps: rules.windowSteps, after: method.lastStep };
    const step = acceptedStep(method.secret, typed.replace(/\s/g, ''), at);
    if (step === null) continue;
    method.lastStep = step; // RFC 6238 §5.2: a code counts once
    rules.store.save();
    rules.lockout.succeeded(person.id);
    return { person };
  }
  rules.lockout.failed(person.id);
  return { trouble: 'wrongSignInCode' };
};

export const signInPath = (signIn: SignIn): string => `/mysignins/signin/${signIn.id}`;

/** The sign-in page: address, then password, then a code for those who have an app already. */
export const signInPage = (signIn: SignIn, request: Incoming, trouble: Trouble | null): Reply => {
  const person = byUpn(signIn.upn);
  const voice = voiceOf(
    signIn.language ?? languageFor(person?.preferredLanguage, request.headers['accept-language']),
  );
  const { s, w } = voice;
  const wrong = trouble === null ? null : html`<p class="wrong" id="wrong" role="alert">${s[trouble]}</p>`;
  const mark: Html | null =
    trouble === null ? null : { html: ' aria-invalid="true" aria-describedby="wrong"' };
  const field = {
    email: html`<h1>${s.signIn}</h1><div class="field"><label for="upn">${s.email}</label><input type="email" id="upn" name="upn" value="${signIn.upn}" autocomplete="username" maxlength="320" required autofocus${mark}>${wrong}</div>`,
    password: html`<p class="over">${signIn.upn}</p><h1>${s.enterPassword}</h1><div class="field"><label for="password">${s.password}</label><input type="password" id="password" name="password" autocomplete="current-password" maxlength="256" required autofocus${mark}>${wrong}</div>`,
    code: html`<p class="over">${signIn.upn}</p><h1>${s.enterCode}</h1><div class="field"><label for="code">${s.signInCode}</label><input class="code" type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="8" required autofocus${mark}>${wrong}</div>`,
  }[signIn.stage];
  const label = { email: w.next, password: s.signIn, code: s.verify }[signIn.stage];
  const back =
    signIn.stage === 'email'
      ? null
      : html`<button name="action" value="back" formnovalidate>${w.back}</button>`;
  const content = html`<div class="card"><form method="post" action="${signInPath(signIn)}">${hiddenFields({ csrf: signIn.csrf })}${field}
<div class="buttons"><button class="main">${label}</button>${back}</div></form></div>`;
  const practice =
    signIn.stage === 'password' && person
      ? html`<span>${s.practicePassword} <code>${person.password}</code></span>`
      : null;
  const formTarget = signIn.authorize ? { formTarget: new URL(signIn.authorize.redirectUri).origin } : {};
  return pageReply({
    voice,
    title: s.signIn,
    isNarrow: true,
    header: null,
    content,
    practice,
    ...formTarget,
  });
};
