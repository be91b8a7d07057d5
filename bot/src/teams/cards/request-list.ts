import type { Request } from '@token-desk/contract/request';
import type { Strings } from '../../words/strings.ts';
import { showDay, showTime } from './dates.ts';
import { type CardJson, type CardVerb, card, execute, heading, plain, words } from './elements.ts';
import { type JoinerView, joinerRows } from './joiner.ts';
import { withdrawWithQuestion } from './request-state.ts';
import { stateLine } from './state-words.ts';

/** More would not fit into one message of Teams. */
const mostRows = 10;

const about = (request: Request, strings: Strings): CardJson[] => [
  plain(request.subject.name, { weight: 'bolder' }),
  stateLine(request, strings),
  plain(`${strings.card.neededBy} ${showDay(request.form.neededBy, strings.dateLocale)}`, {
    isSubtle: true,
    size: 'small',
  }),
];

function row(request: Request, verb: CardVerb, strings: Strings): CardJson {
  const title = `${strings.card.show}: ${request.subject.name}`;
  return {
    type: 'Container',
    separator: true,
    spacing: 'medium',
    selectAction: execute(title, verb, { data: { requestId: request.id } }),
    items: [
      {
        type: 'ColumnSet',
        columns: [
          {
            type: 'Column',
            width: 'stretch',
            items: about(request, strings),
          },
          {
            type: 'Column',
            width: 'auto',
            verticalContentAlignment: 'center',
            items: [
              {
                type: 'ActionSet',
                actions: [execute(strings.card.show, verb, { data: { requestId: request.id } })],
              },
            ],
          },
        ],
      },
    ],
  };
}

/** `status`: a person's requests, newest first. */
export function statusListCard(
  view: {
    /** Absent: all of theirs. */
    readonly title?: string;
    readonly requests: readonly Request[];
    /** Who waits for an account. */
    readonly joiners?: readonly JoinerView[];
    readonly now: number;
    readonly timeZone: string | null;
  },
  strings: Strings,
): CardJson {
  const shown = view.requests.slice(0, mostRows);
  const waiting = (view.joiners ?? []).slice(0, mostRows - shown.length);
  const asOf = words(strings.list.asOf(showTime(view.now, view.timeZone, strings.dateLocale)), {
    isSubtle: true,
    size: 'small',
  });
  return card(
    strings.language,
    [
      heading(view.title ?? strings.list.title),
      ...joinerRows(waiting, strings),
      ...(shown.length + waiting.length === 0
        ? [words(strings.list.none)]
        : shown.map((request) => row(request, 'request.show', strings))),
      asOf,
    ],
    [
      execute(strings.list.refresh, 'status.show'),
      ...(shown.length === 0 ? [execute(strings.help.request, 'form.open')] : []),
    ],
  );
}

/** `withdraw` with more than one request that can be: each asks in its row before it does anything. */
export function withdrawPickerCard(requests: readonly Request[], strings: Strings): CardJson {
  return card(strings.language, [
    heading(strings.list.withdrawTitle),
    ...requests.slice(0, mostRows).map((request) => ({
      type: 'Container',
      separator: true,
      spacing: 'medium',
      items: [
        ...about(request, strings),
        { type: 'ActionSet', actions: [withdrawWithQuestion(request, strings)] },
      ],
    })),
  ]);
}
