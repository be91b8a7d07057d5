import { taskIdStart } from '@token-desk/contract/life/task';
import * as z from 'zod/mini';
import { mountTokenPanel } from '../../token-panel/page/token-panel.ts';
import { type Place, type PracticeState, places } from '../practice-state.ts';
import { hostTab, type Theme } from './handshake.ts';
import { isLeft, listenToPanes, showPlace } from './panes.ts';
import { order, pageFacts, readAccessToken, readGraphToken, readState, showAgain, turn } from './server.ts';
import { showPeople } from './show-people.ts';
import { showState } from './show-state.ts';
import { showSwitches } from './show-switches.ts';

const lookEveryMs = 700;
const worldKey = 'practice-world';
const themeKey = 'practice-theme';
const whoKey = 'practice-who';

const fromChat = z.object({ practiceReady: z.optional(z.boolean()), practiceOpen: z.optional(z.string()) });

const themes: readonly Theme[] = ['light', 'dark', 'contrast'];
const asTheme = (name: string | null | undefined): Theme => themes.find((known) => known === name) ?? 'light';
const isPlace = (name: string | undefined): name is Place => places.some((known) => known === name);
const find = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;

let state: PracticeState | null = null;
let theme: Theme = asTheme(localStorage.getItem(themeKey));
let lastPlace: Place | null = null;
/** The left window that the guide turned to last. */
let guideLeft: Place = 'chat';
let isLoaded = false;
/** As whom the tab is open. */
let who = localStorage.getItem(whoKey) ?? '';

const tab = hostTab({
  frame: find<HTMLIFrameElement>('pane-tab'),
  person: () => chosenPerson() ?? { name: '', givenName: '', upn: '' },
  theme: () => theme,
  linkedRequest: () => linkedRequest(location.href),
  accessToken: () => readAccessToken(who),
  graphToken: (scope) => readGraphToken(who, scope),
});
const tokens = mountTokenPanel(find('token-panel'), {
  press: (serial) => order('press', serial).then(look),
  hold: (serial) => order('hold', serial).then(look),
  lift: () => order('lift').then(look),
});

function chosenPerson() {
  return state?.tabPeople.find((known) => known.who === who) ?? state?.tabPeople[0];
}

/** Somebody else sits down: the tab begins anew, as theirs. */
function openTabAs(chosen: string): void {
  who = chosen;
  localStorage.setItem(whoKey, chosen);
  find<HTMLIFrameElement>('pane-tab').contentWindow?.location.reload();
}

function setTheme(chosen: Theme): void {
  theme = chosen;
  localStorage.setItem(themeKey, chosen);
  document.documentElement.dataset.theme = chosen;
  for (const button of document.querySelectorAll<HTMLElement>('[data-theme-choice]'))
    button.setAttribute('aria-pressed', String(button.dataset.themeChoice === chosen));
  tab.tellTheme(chosen);
  tellChats();
}

/** The chat clients know no themes; the practice's style in them does. */
function tellChats(): void {
  const practiceTheme = theme === 'light' ? 'light' : 'dark';
  for (const [id, origin] of [
    ['pane-chat', pageFacts.chat],
    ['pane-channel', pageFacts.channel],
  ] as const)
    find<HTMLIFrameElement>(id).contentWindow?.postMessage({ practiceTheme }, origin);
}

function securityInfoUrl({ subject }: PracticeState): string {
  return `${pageFacts.entra}/mysignins/security-info?upn=${encodeURIComponent(subject.upn)}`;
}

/** A link of the bot's cards: this page with the request's id. Null when it is anything else. */
function linkedRequest(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  const requestId = url?.origin === location.origin ? url.searchParams.get('request') : null;
  return requestId !== null && /^[\w-]{1,64}$/.test(requestId) ? requestId : null;
}

function openRequest(requestId: string): void {
  const inside = find<HTMLIFrameElement>('pane-tab').contentWindow;
  const view = requestId.startsWith(taskIdStart) ? 'task' : 'request';
  if (inside !== null) inside.location.hash = `#/${view}/${requestId}`;
  showPlace('tab');
}

/** Frames are loaded once the practice is up; Microsoft's page again when it is about somebody else. */
function loadFrames(now: PracticeState, before: PracticeState | null): void {
  if (!isLoaded) {
    isLoaded = true;
    find<HTMLIFrameElement>('pane-chat').src = pageFacts.chat;
    find<HTMLIFrameElement>('pane-channel').src = pageFacts.channel;
    find<HTMLIFrameElement>('pane-tab').src = '/tab/';
  }
  if (before?.subject.upn !== now.subject.upn) {
    find<HTMLIFrameElement>('pane-subject').src = securityInfoUrl(now);
    find<HTMLAnchorElement>('subject-window').href = securityInfoUrl(now);
  }
}

/** What a browser kept of an earlier practice (which desk is trusted, for one) would mislead in a new one. */
function forgetOtherWorlds(worldId: string): void {
  const known = localStorage.getItem(worldKey);
  if (known === worldId) return;
  localStorage.clear();
  localStorage.setItem(worldKey, worldId);
  localStorage.setItem(themeKey, theme);
  if (isLoaded) location.reload();
}

/** Turns to where the next step is, but pulls nobody away who has turned to another window: “Show me” does. */
function followStep(place: Place | undefined): void {
  if (place === undefined || place === lastPlace) return;
  lastPlace = place;
  // The token is drawn beside the panes; only a narrow page has to turn to it, and by hand.
  if (place === 'token') return;
  const isWithGuide = document.body.dataset.left === guideLeft;
  if (isLeft(place)) guideLeft = place;
  if (isWithGuide || !isLeft(place)) showPlace(place);
}

async function look(): Promise<void> {
  let seen: Awaited<ReturnType<typeof readState>>;
  try {
    seen = await readState();
  } catch {
    seen = { busy: 'The practice does not answer. Is it still running? Start it with npm run demo.' };
  }
  const cover = find('cover');
  cover.hidden = !('busy' in seen && seen.busy !== null);
  if (!('tokens' in seen)) {
    find('cover-text').textContent = seen.busy;
    return;
  }
  forgetOtherWorlds(seen.worldId);
  const before = state;
  state = seen;
  loadFrames(seen, before);
  const chosen = chosenPerson();
  showPeople(seen.tabPeople, chosen?.who ?? '');
  showState(seen, chosen?.name ?? '');
  showSwitches(seen.switches, (name, on) => void turn(name, on).then(look));
  tokens.show(seen.tokens);
  followStep(seen.step?.place);
}

async function keepLooking(): Promise<void> {
  for (;;) {
    await look();
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

listenToPanes(isPlace);
showPlace('chat');
showPlace('tab');
setTheme(theme);
for (const button of document.querySelectorAll<HTMLElement>('[data-theme-choice]'))
  button.addEventListener('click', () => setTheme(asTheme(button.dataset.themeChoice)));
addEventListener('message', ({ origin, data }) => {
  if (origin !== pageFacts.chat && origin !== pageFacts.channel) return;
  const said = fromChat.safeParse(data).data;
  if (said?.practiceReady === true) {
    tellChats();
    // a page that is loaded anew shows nothing of what was written before
    void showAgain(origin === pageFacts.chat ? 'chat' : 'channel');
  }
  const requestId = said?.practiceOpen === undefined ? null : linkedRequest(said.practiceOpen);
  if (requestId !== null) openRequest(requestId);
});
find('step-show').addEventListener('click', () => state?.step && showPlace(state.step.place));
find<HTMLSelectElement>('tab-who').addEventListener('change', ({ currentTarget }) =>
  openTabAs((currentTarget as HTMLSelectElement).value),
);
find('subject-here').addEventListener('click', () => showPlace('subject'));
const sure = find<HTMLDialogElement>('sure');
find('pair-again').addEventListener('click', () => void order('pair-again').then(look));
find('start-over').addEventListener('click', () => sure.showModal());
sure.addEventListener('close', () => {
  if (sure.returnValue !== 'yes') return;
  find('cover-text').textContent = 'Starting over …';
  find('cover').hidden = false;
  void order('start-over').then(look);
});
void keepLooking();
