import type { PracticePerson } from '../../people.ts';
import type { Incoming, Reply } from '../http.ts';
import type { EntraStore } from '../store.ts';
import { takesCode } from '../tenant/bind-token.ts';
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
    | 'wrongNewPassword'
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
};

const byUpn = (upn: string, store: EntraStore): PracticePerson | undefined =>
  store.people.find((person) => person.upn.toLowerCase() === upn.trim().toLowerCase());

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
  const person = byUpn(signIn.upn, rules.store);
  if (!person) {
    signIn.stage = 'email';
    return { trouble: 'unknownAccount' };
  }
  if (signIn.stage === 'email') {
    signIn.stage = 'password';
    return { trouble: null };
  }
  if (signIn.stage === 'password') return checkPassword(signIn, person, form.get('password') ?? '', rules);
  if (signIn.personId !== person.id) return { trouble: 'unknownAccount' };
  return signIn.stage === 'code'
    ? checkCode(signIn, person, form.get('code') ?? '', rules)
    : takePassword(person, form, rules);
};

const checkPassword = (
  signIn: SignIn,
  person: PracticePerson,
  password: string,
  rules: SignInRules,
): ReturnType<typeof stepSignIn> => {
  if (person.isGuest) return { trouble: 'guestAccount' };
  if (rules.lockout.isLocked(person.id)) return { trouble: 'lockedAccount' };
  if (!isSameSecret(password, passwordOf(person, rules.store))) {
    rules.lockout.failed(person.id);
    return { trouble: 'wrongPassword' };
  }
  if (!person.isEnabled) return { trouble: 'disabledAccount' };
  signIn.personId = person.id;
  if (asksForMfa(person, rules.store) && rules.store.hasOath(person.id)) {
    signIn.stage = 'code';
    return { trouble: null };
  }
  return passed(signIn, person, rules);
};

/** Microsoft's three ways to ask for more than a password; a guard on registration asks at no other sign-in. */
const asksForMfa = ({ id }: PracticePerson, store: EntraStore): boolean => {
  const { perUserMfa, groups } = store.stateOf(id);
  const { hasSecurityDefaults, conditionalAccess } = store.settings;
  return (
    perUserMfa !== 'disabled' ||
    hasSecurityDefaults ||
    conditionalAccess.some(
      (policy) =>
        (policy.asksForMfa || policy.strength !== null) &&
        !policy.guardsRegistration &&
        !policy.excludedGroups?.some((group) => groups.includes(group)),
    )
  );
};

/** Who they are is clear: they are in, or asked for a password of their own first. */
const passed = (
  signIn: SignIn,
  person: PracticePerson,
  rules: SignInRules,
): ReturnType<typeof stepSignIn> => {
  rules.lockout.succeeded(person.id);
  if (rules.store.stateOf(person.id).mustChangePassword) {
    signIn.stage = 'new-password';
    return { trouble: null };
  }
  rules.store.changePerson(person.id, { lastSignInAt: rules.clock() });
  return { person };
};

const minPasswordChars = 8; // Entra's least

const takePassword = (
  person: PracticePerson,
  form: URLSearchParams,
  { store, clock }: SignInRules,
): ReturnType<typeof stepSignIn> => {
  const chosen = form.get('newPassword') ?? '';
  const isRight =
    chosen.length >= minPasswordChars &&
    chosen === form.get('repeated') &&
    !isSameSecret(chosen, passwordOf(person, store));
  if (!isRight) return { trouble: 'wrongNewPassword' };
  store.changePerson(person.id, { password: chosen, mustChangePassword: false, lastSignInAt: clock() });
  return { person };
};

const passwordOf = (person: PracticePerson, store: EntraStore): string =>
  store.stateOf(person.id).password ?? person.password;

const checkCode = (
  signIn: SignIn,
  person: PracticePerson,
  typed: string,
  rules: SignInRules,
): ReturnType<typeof stepSignIn> => {
  if (rules.lockout.isLocked(person.id)) return { trouble: 'lockedAccount' };
  const code = typed.replace(/\s/g, '');
  const at = { store: rules.store, nowMs: rules.clock() };
  if (rules.store.tokensOf(person.id).some((token) => takesCode(token, code, at)))
    return passed(signIn, person, rules);
  for (const method of rules.store.methodsOf(person.id)) {
    const search = { nowMs: at.nowMs, windowSteps: rules.windowSteps, after: method.lastStep };
    const step = acceptedStep(method.secret, code, search);
    if (step === null) continue;
    method.lastStep = step; // RFC 6238 §5.2: a code counts once
    rules.store.save();
    return passed(signIn, person, rules);
  }
  rules.lockout.failed(person.id);
  return { trouble: 'wrongSignInCode' };
};

export const signInPath = (signIn: SignIn): string => `/mysignins/signin/${signIn.id}`;

/** The sign-in page: address, then password, then a code where MFA is asked for and there is something that shows one. */
export const signInPage = (
  signIn: SignIn,
  request: Incoming,
  { store, trouble }: { readonly store: EntraStore; readonly trouble: Trouble | null },
): Reply => {
  const person = byUpn(signIn.upn, store);
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
    'new-password': html`<p class="over">${signIn.upn}</p><h1>${s.updatePassword}</h1><p>${s.updatePasswordText}</p><div class="field"><label for="newPassword">${s.newPassword}</label><input type="password" id="newPassword" name="newPassword" autocomplete="new-password" minlength="8" maxlength="256" required autofocus${mark}><label for="repeated">${s.repeatPassword}</label><input type="password" id="repeated" name="repeated" autocomplete="new-password" minlength="8" maxlength="256" required>${wrong}</div>`,
  }[signIn.stage];
  const label = { email: w.next, password: s.signIn, code: s.verify, 'new-password': s.signIn }[signIn.stage];
  const back =
    signIn.stage === 'email'
      ? null
      : html`<button name="action" value="back" formnovalidate>${w.back}</button>`;
  const content = html`<div class="card"><form method="post" action="${signInPath(signIn)}">${hiddenFields({ csrf: signIn.csrf })}${field}
<div class="buttons"><button class="main">${label}</button>${back}</div></form></div>`;
  const practice =
    signIn.stage === 'password' && person
      ? html`<span>${s.practicePassword} <code>${passwordOf(person, store)}</code></span>`
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
