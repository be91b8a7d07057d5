import { type Request, type RequestState, requestStates } from '@token-desk/contract/request';
import { isWithdrawable } from '../../domain/requests/request-states.ts';
import type { Strings } from '../../words/strings.ts';
import { showDay } from './dates.ts';
import { type CardJson, card, execute, facts, heading, plain, words } from './elements.ts';
import { fitting, roomBytes, textBytes } from './fit.ts';
import { stateShape } from './state-words.ts';

export type CohortView = {
  readonly cohort: string;
  /** All of them, by name. */
  readonly requests: readonly Request[];
  /** The person who reads this card asked for them; else a channel reads it. */
  readonly isMine: boolean;
  readonly tabUrl: string | null;
};

/** It changes with each of its requests, and only ever grows. */
export const versionOfCohort = (requests: readonly Request[]): number =>
  requests.reduce((sum, { version }) => sum + version, 0);

/** What needs somebody comes first, then what is farthest from its end. */
const order: readonly RequestState[] = [
  'failed',
  'on_hold',
  ...requestStates.filter((state) => state !== 'failed' && state !== 'on_hold'),
];

/** One card for the people of one submission: how many stand where, and who, as far as there is room. Nobody’s reason. */
export function cohortCard({ cohort, requests, isMine, tabUrl }: CohortView, strings: Strings): CardJson {
  const groups = order.flatMap((state) => {
    const all = requests.filter((request) => request.state === state);
    return all.length === 0 ? [] : [{ state, all }];
  });
  const perGroup = roomBytes / Math.max(1, groups.length);
  const [first] = requests;
  const withdrawable = requests.filter(isWithdrawable).length;
  const body = [
    heading(strings.asking.cohort.title(requests.length)),
    ...groups.flatMap(({ state, all }) => [
      plain(`${stateShape(state)} ${strings.states[state]}: ${all.length}`, { weight: 'bolder' }),
      plain(
        namesOf(
          all.map(({ subject }) => subject.name),
          perGroup,
          strings,
        ),
      ),
    ]),
    ...(first === undefined ? [] : [common(first, { requests, isMine }, strings)]),
    ...(isMine ? [words(strings.asking.cohort.find, { isSubtle: true, size: 'small' })] : []),
  ];
  const data = { cohort };
  const actions = [
    ...(isMine ? [execute(strings.asking.cohort.refresh, 'cohort.show', { data })] : []),
    ...(tabUrl === null ? [] : [{ type: 'Action.OpenUrl', title: strings.card.open, url: tabUrl }]),
    ...(isMine && withdrawable > 0 ? [withdrawAll(cohort, withdrawable, strings)] : []),
  ];
  return card(strings.language, body, actions);
}

/** Names until there is no more room, and how many are left. */
export function namesOf(names: readonly string[], room: number, strings: Strings): string {
  const { shown, left } = fitting(names, textBytes, room);
  const said = left === 0 ? shown : [...shown, strings.asking.cohort.andMore(left)];
  return said.join(', ');
}

/** What they have in common. */
function common(
  { form, requestedBy }: Request,
  { requests, isMine }: Pick<CohortView, 'requests' | 'isMine'>,
  strings: Strings,
): CardJson {
  const isShared = (of: (one: Request) => string) => new Set(requests.map(of)).size === 1;
  const rows: (readonly [string, string])[] = [];
  if (isShared((one) => one.form.type)) rows.push([strings.card.type, strings.types[form.type]]);
  if (isShared((one) => one.form.site)) rows.push([strings.card.site, form.site]);
  if (isShared((one) => one.form.neededBy))
    rows.push([strings.card.neededBy, showDay(form.neededBy, strings.dateLocale)]);
  if (!isMine) rows.push([strings.card.askedBy, requestedBy.name]);
  return facts(rows);
}

function withdrawAll(cohort: string, count: number, strings: Strings): CardJson {
  const { withdraw, withdrawQuestion, withdrawSure } = strings.asking.cohort;
  return {
    type: 'Action.ShowCard',
    title: withdraw,
    card: card(
      strings.language,
      [plain(withdrawQuestion(count))],
      [execute(withdrawSure, 'cohort.withdraw', { data: { cohort }, style: 'destructive' })],
    ),
  };
}
