import { GraphError } from '../graph/graph-error.ts';
import { type Incoming, plain, type Reply, redirect } from '../http.ts';
import { activate } from '../tenant/bind-token.ts';
import { isSameSecret } from '../tokens/oauth.ts';
import { addPath, deletePage, listPage, listPath, wizardPage } from './pages.ts';
import {
  type AuthorizeRequest,
  Expiring,
  endAll,
  newSession,
  newSignIn,
  type Session,
  type SignIn,
} from './sessions.ts';
import { Lockout, type SignInRules, signInPage, signInPath, stepSignIn } from './sign-in.ts';
import { styleSheet } from './style.ts';
import {
  advance,
  current,
  discard,
  timeOut,
  type Wizard,
  type WizardAction,
  type WizardRules,
} from './wizard.ts';
import { languageFor, type PageLanguage, words } from './words.ts';

const actions = new Set<string>([
  'add',
  'choose',
  'different',
  'next',
  'back',
  'manual',
  'restart',
  'time-out',
] satisfies WizardAction[]);
const isWizardAction = (action: string): action is WizardAction => actions.has(action);
const entryPath = '/mysignins/security-info';
const cookieName = 'practice_sign_in';

const cookie = (name: string, value: string, path: string): string =>
  `${name}=${value}; Path=${path}; HttpOnly; SameSite=Lax`;
const subjectCookie = (personId: string): string => `practice_subject_${personId}`;

export type SiteOptions = Omit<WizardRules & SignInRules, 'lockout'> & {
  readonly finishAuthorize: (authorize: AuthorizeRequest, personId: string) => Reply;
};

/** The security info web site: sign-in, the list, and “Add sign-in method”. */
export class SecurityInfoSite {
  readonly #signIns: Expiring<SignIn>;
  readonly #sessions: Expiring<Session>;
  readonly #lockout: Lockout;
  readonly #options: SiteOptions;

  constructor(options: SiteOptions) {
    this.#options = options;
    this.#signIns = new Expiring(options.clock);
    this.#sessions = new Expiring(options.clock);
    this.#lockout = new Lockout(options.clock);
  }

  /** Lets every open wizard (or one person's) time out now. */
  expireWizards(personId?: string): void {
    for (const session of this.#sessions.all()) {
      if (personId === undefined || session.personId === personId) session.wizard = timeOut(session.wizard);
    }
  }

  /** The stage of this person's open wizard; of several browsers, the one used last. */
  wizardStageOf(personId: string): Wizard['stage'] | null {
    const open = this.#sessions
      .all()
      .filter((session) => session.personId === personId && session.wizard !== null)
      .sort((a, b) => b.startedAt - a.startedAt)[0];
    return current(open?.wizard ?? null, this.#options)?.stage ?? null;
  }

  reset(): void {
    endAll(this.#sessions);
    this.#signIns.clear();
    this.#lockout.clear();
  }

  /** Sends the browser to a new sign-in. */
  beginSignIn(wish: {
    upn: string;
    language: PageLanguage | null;
    authorize: AuthorizeRequest | null;
  }): Reply {
    const signIn = this.#signIns.add(newSignIn(this.#options.clock(), wish));
    return redirect(signInPath(signIn), [cookie(cookieName, signIn.cookie, signInPath(signIn))]);
  }

  /** Null if the path is not this site's. */
  answer(request: Incoming): Reply | null {
    const path = request.url.pathname;
    if (path === '/mysignins/style.css')
      return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, body: styleSheet };
    if (path === '/' || path === '/mfasetup') return redirect(`${entryPath}${request.url.search}`);
    if (path === entryPath) return this.#enter(request);
    const signInId = /^\/mysignins\/signin\/([\w-]+)$/.exec(path)?.[1];
    if (signInId !== undefined) return this.#answerSignIn(signInId, request);
    const match = /^\/mysignins\/s\/([\w-]+)\/security-info(|\/add|\/delete)$/.exec(path);
    return match ? this.#answerSession(match[1] ?? '', match[2] ?? '', request) : null;
  }

  #enter(request: Incoming): Reply {
    const upn = (
      request.url.searchParams.get('upn') ??
      request.url.searchParams.get('login_hint') ??
      ''
    ).slice(0, 320);
    const language = wishedLanguage(request);
    const person = this.#options.store.people.find((known) => known.upn.toLowerCase() === upn.toLowerCase());
    const known =
      person && this.#sessions.get((request.cookies.get(subjectCookie(person.id)) ?? '').split('.')[0] ?? '');
    if (known && this.#owns(known, request.cookies.get(subjectCookie(known.personId))?.split('.')[1])) {
      known.language = language ?? known.language;
      return redirect(listPath(known));
    }
    return this.beginSignIn({ upn, language, authorize: null });
  }

  #owns(item: { readonly cookie: string }, given: string | undefined): boolean {
    return given !== undefined && isSameSecret(given, item.cookie);
  }

  #answerSignIn(id: string, request: Incoming): Reply {
    const signIn = this.#signIns.get(id);
    if (!signIn || !this.#owns(signIn, request.cookies.get(cookieName))) return redirect(entryPath);
    if (request.method !== 'POST')
      return signInPage(signIn, request, { store: this.#options.store, trouble: null });
    if (!isSameSecret(request.form.get('csrf') ?? '', signIn.csrf))
      return plain(403, 'This form is no longer valid.');
    const result = stepSignIn(signIn, request.form, { ...this.#options, lockout: this.#lockout });
    if ('trouble' in result)
      return signInPage(signIn, request, { store: this.#options.store, trouble: result.trouble });
    this.#signIns.remove(id);
    const { person } = result;
    if (signIn.authorize) return this.#options.finishAuthorize(signIn.authorize, person.id);
    const language = signIn.language ?? languageFor(person.preferredLanguage);
    const session = this.#sessions.add(newSession(this.#options.clock(), person.id, language));
    const cookies = [
      cookie(cookieName, session.cookie, `/mysignins/s/${session.id}`),
      cookie(subjectCookie(person.id), `${session.id}.${session.cookie}`, entryPath),
    ];
    return redirect(listPath(session), cookies);
  }

  #answerSession(id: string, place: string, request: Incoming): Reply {
    const session = this.#sessions.get(id);
    if (!session || !this.#owns(session, request.cookies.get(cookieName))) return redirect(entryPath);
    const person = this.#options.store.people.find((known) => known.id === session.personId);
    if (!person) return redirect(entryPath);
    session.startedAt = this.#options.clock();
    session.language = wishedLanguage(request) ?? session.language;
    session.wizard = current(session.wizard, this.#options);
    const { store } = this.#options;
    const view = { session, person, methods: store.methodsOf(person.id), tokens: store.tokensOf(person.id) };
    if (request.method === 'POST') {
      if (!isSameSecret(request.form.get('csrf') ?? '', session.csrf))
        return plain(403, 'This form is no longer valid.');
      return place === '/add'
        ? this.#pressInWizard(session, request.form)
        : this.#pressInList(session, request.form);
    }
    if (place === '/add' && session.wizard) return wizardPage(view, session.wizard);
    if (place === '/add') return redirect(listPath(session));
    session.wizard = discard(session.wizard); // leaving the wizard ends its pass
    if (place === '/delete') return deletePage(view, request.url.searchParams.get('method') ?? '');
    const reply = listPage(view);
    session.notice = null;
    return reply;
  }

  #pressInList(session: Session, form: URLSearchParams): Reply {
    const action = form.get('action');
    if (action === 'sign-out') {
      discard(session.wizard);
      this.#sessions.remove(session.id);
      return redirect(entryPath, [`${subjectCookie(session.personId)}=; Path=${entryPath}; Max-Age=0`]);
    }
    if (action === 'remove' && this.#options.store.remove(session.personId, form.get('method') ?? ''))
      session.notice = 'removed';
    if (action === 'activate') session.notice = this.#activateOwn(session.personId, form);
    return redirect(listPath(session));
  }

  /** Whoever types its code holds the token: Microsoft lets them activate what was assigned to them. */
  #activateOwn(personId: string, form: URLSearchParams): Session['notice'] {
    const { store, clock } = this.#options;
    const token = store.tokensOf(personId).find(({ id }) => id === form.get('token'));
    if (!token || token.status === 'activated') return null;
    const code = (form.get('code') ?? '').replace(/\s/g, '').slice(0, 16);
    try {
      activate(token, { code, displayName: undefined }, { store, nowMs: clock() });
      return 'tokenActivated';
    } catch (error) {
      if (error instanceof GraphError) return 'wrongTokenCode';
      throw error;
    }
  }

  #pressInWizard(session: Session, form: URLSearchParams): Reply {
    const action = form.get('action') ?? 'next'; // Enter in the code field presses the first button
    if (action === 'done' && session.wizard?.stage === 'done') {
      session.wizard = null;
      session.notice = 'added';
      return redirect(listPath(session));
    }
    if (isWizardAction(action)) {
      const press = { personId: session.personId, action, code: (form.get('code') ?? '').slice(0, 16) };
      session.wizard = advance(session.wizard, press, this.#options);
    }
    return redirect(session.wizard ? addPath(session) : listPath(session));
  }
}

const wishedLanguage = (request: Incoming): PageLanguage | null => {
  const wish = request.url.searchParams.get('lng');
  return wish !== null && Object.hasOwn(words, wish.slice(0, 2).toLowerCase()) ? languageFor(wish) : null;
};
