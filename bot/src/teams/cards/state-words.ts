import type { Request, RequestState } from '@token-desk/contract/request';
import { countingIn } from '@token-desk/contract/words/counting';
import { decidersOf } from '../../domain/approval/deciders.ts';
import type { NextAbout, Strings } from '../../words/strings.ts';
import { type CardJson, shaped, type TextStyle } from './elements.ts';

/** A shape for each state, so that nothing is said by colour alone: the circle fills as the token gets done. */
const shapes: Readonly<Record<RequestState, string>> = {
  submitted: '○',
  approved: '○',
  queued: '○',
  in_progress: '◔',
  burned: '◑',
  checked: '◕',
  bound: '✓',
  handed_over: '✓',
  closed: '✓',
  withdrawn: '✕',
  rejected: '✕',
  expired: '✕',
  failed: '⚠',
  on_hold: '‖',
};

const colors: Readonly<Record<RequestState, 'good' | 'accent' | 'warning' | 'attention' | null>> = {
  submitted: null,
  approved: null,
  queued: 'accent',
  in_progress: 'accent',
  burned: 'accent',
  checked: 'accent',
  bound: 'good',
  handed_over: 'good',
  closed: null,
  withdrawn: null,
  rejected: 'warning',
  expired: 'warning',
  failed: 'attention',
  on_hold: 'warning',
};

export const stateShape = (state: RequestState): string => shapes[state];

/** The state in words, with the technician's name while they are at it. */
export function stateWord(request: Request, strings: Strings): string {
  return request.state === 'in_progress' && request.claim !== null
    ? strings.atIt(request.claim.by.name)
    : strings.states[request.state];
}

/** Shape and word, for a card. */
export function stateLine(request: Request, strings: Strings, style: TextStyle = {}): CardJson {
  const { state } = request;
  return shaped({ shape: shapes[state], color: colors[state], text: stateWord(request, strings) }, style);
}

export function nextStep(request: Request, strings: Strings): string {
  const about: NextAbout = {
    subject: request.subject.name,
    site: request.form.site,
    handOver: request.form.handOver,
    technician: request.claim?.by.name ?? null,
  };
  if (request.state === 'submitted') {
    const names = decidersOf(request).map(({ person }) => person.name);
    const { list } = countingIn(strings.dateLocale);
    if (names.length > 0)
      return names.length === 1 ? strings.sentTo(list(names)) : strings.sentToSeveral(list(names));
  }
  return strings.next[request.state](about);
}
