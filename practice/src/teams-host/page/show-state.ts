import type { RequestState } from '@token-desk/contract/request';
import type { PracticeState } from '../practice-state.ts';

/** The words and shapes of a request's state; never told by colour alone. */
const stateWords: Readonly<Record<RequestState, readonly [shape: string, words: string]>> = {
  submitted: ['○', 'waits for approval'],
  approved: ['○', 'approved'],
  queued: ['○', 'waits for a technician'],
  in_progress: ['◐', 'a technician works on it'],
  burned: ['◐', 'written, not checked yet'],
  checked: ['◐', 'checked, not accepted by Microsoft yet'],
  bound: ['✓', 'ready'],
  handed_over: ['✓', 'handed over'],
  closed: ['✓', 'closed'],
  withdrawn: ['–', 'withdrawn'],
  rejected: ['–', 'rejected'],
  expired: ['–', 'expired'],
  failed: ['⏰', 'needs somebody'],
  on_hold: ['⏰', 'on hold'],
};

/** Writes only what changed: a live region would say it all again. */
function write(element: Element | null, text: string): void {
  if (element !== null && element.textContent !== text) element.textContent = text;
}
const writeId = (id: string, text: string) => write(document.getElementById(id), text);
const writeAll = (selector: string, text: string) => {
  for (const element of document.querySelectorAll(selector)) write(element, text);
};

/** Everything on the page but the frames and the tokens. */
/** `inTab`: as whom the tab is open. */
export function showState(state: PracticeState, inTab: string): void {
  const { manager, technician, subject, step, desk } = state;
  writeAll('[data-manager]', manager.givenName);
  writeAll('[data-technician]', technician.givenName);
  writeAll('[data-subject]', subject.givenName);
  writeAll('[data-subject-upn]', subject.upn);
  writeId('subject-title', `${subject.givenName}’s Microsoft page`);
  writeId('step-count', step === null ? '' : `${step.number} of ${step.of}`);
  writeId('step-who', step === null ? '' : `As ${step.who}:`);
  writeId('step-text', step?.text ?? '');
  writeId('step-hint', hintOfOther(state, inTab) ?? step?.hint ?? '');
  const show = document.getElementById('step-show');
  if (show !== null) show.hidden = step === null || step.place === 'token';
  const shutOut = 'shut out, its keys are refused for good';
  const words = desk?.isConfirmed === true ? 'confirmed' : 'new: the tab asks to compare these letters';
  writeId(
    'desk-line',
    desk === null
      ? 'not paired'
      : `${desk.name}: ${desk.isShutOut ? shutOut : desk.isOnline ? words : 'not connected'}`,
  );
  writeId('desk-print', desk?.fingerprint ?? '');
  document.getElementById('pair-again')?.toggleAttribute('hidden', desk?.isShutOut !== true);
  showRequests(state);
}

/** The guide leads the technician: whoever has the tab open as somebody else has to turn back. */
function hintOfOther({ step, technician }: PracticeState, inTab: string): string | null {
  const isElsewhere = step?.place === 'tab' && inTab !== technician.name;
  return isElsewhere ? `Choose ${technician.name} above the tab: you are ${inTab} there.` : null;
}

let shown = '';
function showRequests({ requests }: PracticeState): void {
  const mark = JSON.stringify(requests);
  if (mark === shown) return;
  shown = mark;
  const lines = requests.map(({ name, state, at }) => {
    const [shape, words] = stateWords[state];
    const item = document.createElement('li');
    const time = new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
    item.textContent = `${shape} ${name}: ${words} ${time}`;
    return item;
  });
  if (lines.length === 0) {
    const none = document.createElement('li');
    none.className = 'quiet';
    none.textContent = 'none yet';
    lines.push(none);
  }
  document.getElementById('requests')?.replaceChildren(...lines);
}
