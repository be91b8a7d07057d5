import type { PracticePerson } from '../../people.ts';
import { practiceTenant } from '../../people.ts';
import type { Reply } from '../http.ts';
import type { OathMethod } from '../store.ts';
import type { HardwareToken } from '../tenant/hardware-token.ts';
import { type Html, hiddenFields, html, pageReply, type Voice, voiceOf } from './layout.ts';
import { otpauthUri, pushUri, toBase32 } from './oath.ts';
import { qrDataUrl } from './qr-image.ts';
import type { Session } from './sessions.ts';
import type { Wizard } from './wizard.ts';

type View = {
  readonly session: Session;
  readonly person: PracticePerson;
  readonly methods: readonly OathMethod[];
  readonly tokens: readonly HardwareToken[];
};

export const listPath = (session: Session): string => `/mysignins/s/${session.id}/security-info`;
export const addPath = (session: Session): string => `${listPath(session)}/add`;

const phoneIcon: Html = {
  html: '<svg viewBox="0 0 24 24" aria-hidden="true"><rect x="6" y="2.5" width="12" height="19" rx="2"/><path d="M10.5 18.5h3"/></svg>',
};
const keyIcon: Html = {
  html: '<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="8" cy="12" r="4.5"/><path d="M12.5 12h9M18 12v4"/></svg>',
};

const form = (
  session: Session,
  path: string,
  fields: Readonly<Record<string, string>>,
  content: Html,
): Html =>
  html`<form method="post" action="${path}" autocomplete="off">${hiddenFields({ csrf: session.csrf, ...fields })}${content}</form>`;

const signedInHeader = (
  { session, person }: View,
  { s }: Voice,
): Html => html`<div class="who"><span>${person.name}</span><span>${person.upn}</span>
${form(session, listPath(session), { action: 'sign-out' }, html`<button class="link">${s.signOut}</button>`)}</div>`;

const reply = (
  view: View,
  page: { title: string; isNarrow: boolean; content: Html; practice?: Html | null },
): Reply => {
  const voice = voiceOf(view.session.language);
  return pageReply({ voice, header: signedInHeader(view, voice), practice: null, ...page });
};

/** “Security info”: the methods, and the way to add one. */
export const listPage = (view: View): Reply => {
  const { session, methods, tokens } = view;
  const { w, s } = voiceOf(session.language);
  const when = (at: number) => new Date(at).toISOString().slice(0, 10);
  const items = methods.map(
    (
      method,
    ) => html`<li>${phoneIcon}<b>${w.authenticatorApp}</b><span>${s.totp} · <time>${when(method.createdAt)}</time></span>
<a class="button" href="${listPath(session)}/delete?method=${method.id}" aria-label="${s.remove}: ${w.authenticatorApp}, ${when(method.createdAt)}">${s.remove}</a></li>`,
  );
  const isRefusal = session.notice === 'wrongTokenCode';
  const notice =
    session.notice === null
      ? null
      : html`<p class="${isRefusal ? 'trouble' : 'note'}" role="${isRefusal ? 'alert' : 'status'}">${s[session.notice]}</p>`;
  const content = html`<h1>${w.securityInfo}</h1><p class="quiet">${s.intro}</p>${notice}
<div class="add">${form(session, addPath(session), { action: 'add' }, html`<button>+ ${w.addMethod}</button>`)}</div>
<ul class="methods"><li>${keyIcon}<b>${s.password}</b><span>${s.passwordChanged}</span></li>${items}${tokens.map((token) => tokenItem(view, token))}</ul>
${methods.length + tokens.length === 0 ? html`<p class="quiet add">${s.noMethods}</p>` : null}`;
  return reply(view, { title: w.securityInfo, isNarrow: false, content });
};

const tokenItem = (view: View, token: HardwareToken): Html => {
  const { session } = view;
  const { s } = voiceOf(session.language);
  const field = `code-${token.id}`;
  const activation =
    token.status === 'activated'
      ? null
      : form(
          session,
          listPath(session),
          { action: 'activate', token: token.id },
          html`<label for="${field}">${s.tokenCode}</label><input class="code" type="text" id="${field}" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="8" required><button>${s.activate}</button>`,
        );
  return html`<li>${keyIcon}<b>${s.hardwareToken}</b><span>${token.serialNumber} · ${token.status === 'activated' ? s.totp : s.notActivated}</span>${activation}</li>`;
};

export const deletePage = (view: View, methodId: string): Reply => {
  const { session } = view;
  const { w, s } = voiceOf(session.language);
  const content = html`<div class="card"><h1>${s.removeTitle}</h1><p>${s.removeText}</p>
${form(session, listPath(session), { action: 'remove', method: methodId }, html`<div class="buttons"><button class="main">${s.remove}</button><a class="button" href="${listPath(session)}">${w.cancel}</a></div>`)}</div>`;
  return reply(view, { title: s.removeTitle, isNarrow: true, content });
};

const buttons = (
  voice: Voice,
  hasBack: boolean,
): Html => html`<div class="buttons"><button class="main" name="action" value="next">${voice.w.next}</button>
${hasBack ? html`<button name="action" value="back" formnovalidate>${voice.w.back}</button>` : null}</div>`;

const fill = (sentence: string, { w }: Voice): string =>
  sentence.replace('{next}', w.next).replace('{done}', w.done);

const scanCard = (
  wizard: Extract<Wizard, { stage: 'scan' | 'scan-push' | 'code' | 'try-push' }>,
  person: PracticePerson,
  voice: Voice,
): Html => {
  const { s, w } = voice;
  const uri =
    'secret' in wizard
      ? otpauthUri(practiceTenant.name, person.upn, wizard.secret)
      : pushUri(wizard.activationCode, practiceTenant.domain);
  const manual =
    'secret' in wizard
      ? html`<dt>${s.accountName}</dt><dd>${practiceTenant.name}:${person.upn}</dd><dt>${s.secretKey}</dt><dd class="key">${toBase32(wizard.secret).replace(/.{4}(?=.)/g, '$& ')}</dd>`
      : html`<dt>${s.pushCode}</dt><dd class="key">${wizard.activationCode}</dd><dt>${s.pushUrl}</dt><dd>https://mobileappcommunicator.${practiceTenant.domain}/activate</dd>`;
  return html`<h1>${s.scanTitle}</h1><p>${'secret' in wizard ? s.scanOther : s.scanPush}</p><p>${fill(s.scanThen, voice)}</p>
<img class="qr" src="${qrDataUrl(uri)}" alt="${s.qrAlt}">
${wizard.isManual ? html`<p>${s.manual}</p><dl>${manual}</dl>` : html`<button class="link" name="action" value="manual">${w.cannotScan}</button>`}${buttons(voice, true)}`;
};

const codeCard = (
  wasWrong: boolean,
  voice: Voice,
): Html => html`<h1>${voice.s.codeTitle}</h1><div class="field"><label for="code">${voice.s.codeText}</label>
<input class="code" type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="8" required autofocus${wasWrong ? { html: ' aria-invalid="true" aria-describedby="wrong"' } : null}>
${wasWrong ? html`<p class="wrong" id="wrong" role="alert">${voice.s.wrongCode}</p>` : null}</div>${buttons(voice, true)}`;

const card = (wizard: Wizard, person: PracticePerson, voice: Voice): Html => {
  const { s, w } = voice;
  switch (wizard.stage) {
    case 'choose':
      return html`<h1>${s.chooseTitle}</h1><p>${s.chooseText}</p><button class="choice" name="action" value="choose">${phoneIcon}<div>${w.authenticatorApp}<span>${s.chooseAppText}</span></div></button>`;
    case 'start':
      return html`<h1>${s.startTitle}</h1><p>${s.startText}</p><p>${fill(s.startThen, voice)}</p><button class="link" name="action" value="different">${w.differentApp}</button>${buttons(voice, false)}`;
    case 'setup':
    case 'setup-push':
      return html`<h1>${s.setupTitle}</h1><p>${wizard.stage === 'setup' ? s.setupOther : s.setupPush}</p>${buttons(voice, true)}`;
    case 'scan':
    case 'scan-push':
      return scanCard(wizard, person, voice);
    case 'try-push':
      return html`<h1>${s.tryTitle}</h1><p role="status">${s.tryText}</p><div class="buttons"><button name="action" value="back">${w.back}</button></div>`;
    case 'code':
      return codeCard(wizard.wasWrong, voice);
    case 'timed-out':
      return html`<h1>${s.timeoutTitle}</h1><p role="alert">${s.timeoutText}</p><div class="buttons"><button class="main" name="action" value="restart">${s.startAgain}</button></div>`;
    case 'too-many':
      return html`<h1>${s.chooseTitle}</h1><p class="trouble" role="alert">${s.tooMany}</p>`;
    case 'done':
      return html`<h1>${s.doneTitle}</h1><p role="status">${fill(s.doneText, voice)}</p><div class="buttons"><button class="main" name="action" value="done">${w.done}</button></div>`;
  }
};

/** One step of “Add sign-in method”. */
export const wizardPage = (view: View, wizard: Wizard): Reply => {
  const { session, person } = view;
  const voice = voiceOf(session.language);
  const cancel =
    wizard.stage === 'done'
      ? null
      : html`<p class="cancel"><a href="${listPath(session)}">${voice.w.cancel}</a></p>`;
  const content = html`<div class="card"><p class="over">${voice.w.authenticatorApp}</p>${form(session, addPath(session), {}, card(wizard, person, voice))}${cancel}</div>`;
  const canTimeOut = wizard.stage !== 'done' && wizard.stage !== 'timed-out' && wizard.stage !== 'too-many';
  const practice = canTimeOut
    ? form(
        session,
        addPath(session),
        { action: 'time-out' },
        html`<button class="link">${voice.s.timeOutNow}</button>`,
      )
    : null;
  return reply(view, { title: voice.w.addMethod, isNarrow: true, content, practice });
};
