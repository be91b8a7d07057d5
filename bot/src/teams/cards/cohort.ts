import { longest } from '@token-desk/contract/lengths';
import { type Request, type RequestState, requestStates } from '@token-desk/contract/request';
import { isWithdrawable } from '../../domain/requests/request-states.ts';
import type { Strings } from '../../words/strings.ts';
import { showDay } from './dates.ts';
import { type CardJson, card, execute, facts, heading, plain, words } from './elements.ts';
import { fitting, roomBytes, textBytes } from './fit.ts';
import { type Trouble, troubleBox } from './request-state.ts';
import { stateShape } from './state-words.ts';

export type CohortView = {
  readonly cohort: string;
  /** All of them, by name. */
  readonly requests: readonly Request[];
  /** The person who reads this card asked for them; else a channel reads it. */
  readonly isMine: boolean;
  /** For whoever decides: those of them that wait for their word. Null: the reader decides nothing. */
  readonly toDecide?: readonly Request[] | null;
  readonly tabUrl: string | null;
  /** What a button just could not do. */
  readonly trouble?: Trouble;
  /** Of those who wait, how many have no chat. */
  readonly unreached?: number;
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
export function cohortCard(view: CohortView, strings: Strings): CardJson {
  const { cohort, requests, isMine, toDecide = null, tabUrl, trouble, unreached = 0 } = view;
  const groups = order.flatMap((state) => {
    const all = requests.filter((request) => request.state === state);
    return all.length === 0 ? [] : [{ state, all }];
  });
  // whoever decides has each name once more, to choose it
  const room = toDecide === null ? roomBytes : roomBytes / 2;
  const perGroup = room / Math.max(1, groups.length);
  const [first] = requests;
  const withdrawable = requests.filter(isWithdrawable).length;
  const body = [
    ...(trouble === undefined ? [] : [troubleBox(trouble)]),
    heading(strings.asking.cohort.title(requests.length)),
    ...(first === undefined || toDecide === null || toDecide.length === 0
      ? []
      : [plain(strings.asking.cohort.decide(first.requestedBy.name))]),
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
    ...(isMine && unreached > 0
      ? [plain(strings.asking.cohort.unreached(unreached), { weight: 'bolder' })]
      : []),
    ...(isMine ? [words(strings.asking.cohort.find, { isSubtle: true, size: 'small' })] : []),
  ];
  const data = { cohort };
  const actions = [
    ...(toDecide === null || first === undefined ? [] : deciding(first, { cohort, toDecide }, strings)),
    ...(isMine || toDecide !== null ? [execute(strings.asking.cohort.refresh, 'cohort.show', { data })] : []),
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

/** All of them, or some: whoever is not chosen waits on. */
function deciding(
  { requestedBy }: Request,
  { cohort, toDecide }: { readonly cohort: string; readonly toDecide: readonly Request[] },
  strings: Strings,
): CardJson[] {
  if (toDecide.length === 0) return [];
  const { cohort: said } = strings.asking;
  const why = (id: string): CardJson => ({
    type: 'Input.Text',
    id,
    label: strings.card.rejectWhy(requestedBy.name),
    isMultiline: true,
    maxLength: longest.why,
  });
  const choices = toDecide.map(({ id, subject }) => ({ title: subject.name, value: id }));
  const { shown, left } = fitting(choices, (one) => textBytes(JSON.stringify(one)), roomBytes / 2);
  const chosen = {
    type: 'Input.ChoiceSet',
    id: 'chosen',
    label: said.choose,
    isMultiSelect: true,
    style: 'expanded',
    choices: shown,
  };
  const some = [chosen, ...(left === 0 ? [] : [plain(said.andMore(left))]), why('whySome')];
  const data = { cohort };
  const approve = { data, style: 'positive', inputs: true } as const;
  const reject = { data, style: 'destructive', inputs: true } as const;
  const sheet = (title: string, body: readonly CardJson[], actions: readonly CardJson[]): CardJson => ({
    type: 'Action.ShowCard',
    title,
    card: card(strings.language, body, actions),
  });
  return [
    execute(said.approveAll(toDecide.length), 'cohort.approve', { data, style: 'positive' }),
    sheet(
      said.rejectAll,
      [why('why')],
      [execute(said.rejectAllSure(toDecide.length), 'cohort.reject-all', reject)],
    ),
    sheet(said.some, some, [
      execute(said.approveChosen, 'cohort.approve-some', approve),
      execute(said.rejectChosen, 'cohort.reject-some', reject),
    ]),
  ];
}
