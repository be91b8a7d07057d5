import type { LineFault } from '@token-desk/bot/domain/asking/line-fault';
import { channelRequestCard } from '@token-desk/bot/teams/cards/channel-request';
import { cohortCard } from '@token-desk/bot/teams/cards/cohort';
import { editFormCard } from '@token-desk/bot/teams/cards/edit-form';
import type { CardJson } from '@token-desk/bot/teams/cards/elements';
import { boundCard, channelHelpCard, helpCard } from '@token-desk/bot/teams/cards/help';
import { joinerCard, joinerFormCard } from '@token-desk/bot/teams/cards/joiner';
import { type RequestFormView, requestFormCard } from '@token-desk/bot/teams/cards/request-form';
import { statusListCard, withdrawPickerCard } from '@token-desk/bot/teams/cards/request-list';
import { requestStateCard } from '@token-desk/bot/teams/cards/request-state';
import { type SeveralView, severalFormCard } from '@token-desk/bot/teams/cards/several-form';
import { tokenCard } from '@token-desk/bot/teams/cards/token';
import { type Language, stringsFor } from '@token-desk/bot/words/languages';
import type { Strings } from '@token-desk/bot/words/strings';
import { roles } from '@token-desk/contract/ids';
import { usualReasons } from '@token-desk/contract/organisation';
import { type RequestState, requestStates } from '@token-desk/contract/request';
import { aRequest } from './a-request.ts';

export const technician = {
  id: 'a1b2c3d4-0000-4000-8000-000000000002',
  name: 'Tom Weber',
  upn: 'tom@x.example',
};

/** A request in a state as the chat would see it, with everything that must not reach a channel. */
export function requestIn(state: RequestState) {
  const form = {
    ...aRequest().form,
    reason: 'no-smartphone',
    reasonWords: { en: 'Has no smartphone', de: 'Hat kein Smartphone' },
    reasonText: 'cannot-hold-a-phone',
    note: 'private-note',
    ticketNumber: 'INC-4711',
    costCentre: 'CC-9',
  } as const;
  return aRequest({ state, form, claim: state === 'in_progress' ? { by: technician, since: 0 } : null });
}

export const emptyForm: RequestFormView = {
  nonce: 'nonce-1',
  values: {},
  subjectName: null,
  sites: ['Lyon', 'Stuttgart'],
  reasons: usualReasons,
  today: '2026-11-22',
  trouble: null,
  found: null,
  wrong: {},
};

export const refusedForm: RequestFormView = {
  ...emptyForm,
  values: {
    subject: technician.id,
    reason: 'other',
    reasonText: 'short',
    site: 'Lyon',
    neededBy: '2026-11-01',
  },
  subjectName: 'Tom Weber',
  trouble: { title: 'Something is missing', action: 'Correct it' },
  wrong: { reasonText: 'Say it with at least 10 characters.', neededBy: 'Choose today or later.' },
};

/** Names as long as a directory has them, with letters that take more than a byte. */
const crowd = Array.from({ length: 200 }, (_, n) => ({
  id: `a1b2c3d4-0000-4000-8000-${String(n).padStart(12, '0')}`,
  name: `Wilhelmine-Größler Konstantinopoulou-Núñez ${n}`,
  upn: `wilhelmine-groessler.konstantinopoulou-nunez-${n}@contoso.example`,
}));
const crowded = crowd.map((subject, n) =>
  aRequest({ id: `${n}`, subject, cohort: 'c', state: requestStates[n % requestStates.length] ?? 'queued' }),
);

const severalForm: SeveralView = {
  ...{
    nonce: 'nonce-1',
    seen: '1',
    cohort: 'c',
    values: {},
    sites: ['Lyon'],
    reasons: usualReasons,
    today: '2026-11-22',
    wrong: {},
  },
  ...{ good: [], bad: [], list: '', notice: null, trouble: null },
};
const faults: readonly LineFault[] = [
  ...(['not-found', 'guest', 'disabled', 'self', 'twice', 'open-request', 'has-token'] as const).map(
    (kind) => ({ kind }),
  ),
  { kind: 'several', people: crowd.slice(0, 5) },
  { kind: 'refused', code: 'request-duplicate' },
];
const badLines = (count: number) =>
  crowd
    .slice(0, count)
    .map(
      ({ upn }, n) =>
        ({ line: n + 1, text: upn, fault: faults[n % faults.length] ?? { kind: 'self' } }) as const,
    );

const joiner = { id: 'j', name: 'Nova Neu', startsOn: '2026-12-01', match: 'nova@x.example' };

/** Every card the bot can send, by a name for test titles. */
export function everyCard(language: Language): readonly (readonly [name: string, card: CardJson])[] {
  const strings: Strings = stringsFor(language);
  const requests = requestStates.map(requestIn);
  const now = Date.UTC(2026, 10, 22, 12);
  const tabUrl = 'https://teams.microsoft.com/l/entity/x/desk';
  const trouble = { title: 'That is not possible now', action: 'Look at it' };
  const found = {
    notice: strings.form.foundSeveral('Weber'),
    people: [technician, { ...technician, id: 'another' }],
  };
  return [
    [
      'edit',
      editFormCard({ request: requestIn('queued'), values: requestIn('queued').form, trouble }, strings),
    ],
    ['token', tokenCard({ serial: '8659622000017', model: 'OTPC-P2-i', holder: technician }, strings)],
    ['joiner form', joinerFormCard({ ...severalForm, who: {}, trouble, wrong: refusedForm.wrong }, strings)],
    ['joiner', joinerCard({ ...joiner, trouble }, strings)],
    [
      'status with a joiner',
      statusListCard({ requests: [], joiners: [joiner], now, timeZone: null }, strings),
    ],
    ['several: empty form', severalFormCard(severalForm, strings)],
    [
      'several: preview',
      severalFormCard(
        { ...severalForm, good: [technician], bad: badLines(faults.length), notice: 'Sent' },
        strings,
      ),
    ],
    ['several: nobody right', severalFormCard({ ...severalForm, bad: badLines(1), trouble }, strings)],
    [
      'several: 200 right',
      severalFormCard(
        { ...severalForm, good: crowd, values: refusedForm.values, wrong: refusedForm.wrong },
        strings,
      ),
    ],
    ['several: 200 wrong', severalFormCard({ ...severalForm, bad: badLines(200), list: 'x' }, strings)],
    ['cohort, mine', cohortCard({ cohort: 'c', requests, isMine: true, tabUrl }, strings)],
    ['cohort, in a channel', cohortCard({ cohort: 'c', requests, isMine: false, tabUrl: null }, strings)],
    ...[requests, crowded].map((all, n): [string, CardJson] => [
      `cohort, to decide ${n}`,
      cohortCard({ cohort: 'c', requests: all, isMine: false, toDecide: all, tabUrl }, strings),
    ]),
    ['cohort of 200', cohortCard({ cohort: 'c', requests: crowded, isMine: true, tabUrl }, strings)],
    ['empty form', requestFormCard(emptyForm, strings)],
    ['refused form', requestFormCard(refusedForm, strings)],
    ['form with a person found', requestFormCard({ ...emptyForm, found }, strings)],
    ['form without sites', requestFormCard({ ...emptyForm, sites: [] }, strings)],
    ['help', helpCard({ unknown: false, roles: [] }, strings)],
    ['help for every role', helpCard({ unknown: false, roles }, strings)],
    ['form as it was left', requestFormCard({ ...emptyForm, notice: 'As you left it' }, strings)],
    ['help for unknown text', helpCard({ unknown: true, roles: [] }, strings)],
    ['channel help', channelHelpCard({ askedPersonal: true, chatUrl: tabUrl }, strings)],
    ['bound', boundCard(strings.topics.technicians, strings)],
    ['status', statusListCard({ requests, now, timeZone: 'Europe/Paris' }, strings)],
    ['empty status', statusListCard({ requests: [], now, timeZone: null }, strings)],
    ['withdraw picker', withdrawPickerCard(requests.slice(0, 3), strings)],
    [
      'submitted, to decide',
      requestStateCard(
        { request: requestIn('submitted'), isMine: false, mayDecide: true, tabUrl: null },
        strings,
      ),
    ],
    [
      'rejected, with its reason',
      requestStateCard(
        { request: { ...requestIn('rejected'), why: 'has one' }, isMine: true, tabUrl },
        strings,
      ),
    ],
    ...requests.flatMap((request) => [
      [
        `${request.state}, mine`,
        requestStateCard({ request, isMine: true, tabUrl, trouble }, strings),
      ] as const,
      [
        `${request.state}, for me`,
        requestStateCard({ request, isMine: false, tabUrl: null }, strings),
      ] as const,
      [`${request.state}, channel`, channelRequestCard({ request, tabUrl }, strings)] as const,
    ]),
  ];
}

/** All text a card shows or sends, in one string. */
export const textOf = (card: CardJson): string => JSON.stringify(card);
