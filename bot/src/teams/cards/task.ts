import type { Task } from '@token-desk/contract/life/task';
import type { Strings } from '../../words/strings.ts';
import { showMoment } from './dates.ts';
import { type CardJson, card, facts, heading, plain, shaped } from './elements.ts';

/** How a lost token stands: “asked 22:04, not yet disabled” until it is. Nothing of why, and no words anybody typed. */
export function taskCard(
  view: { readonly task: Task; readonly timeZone: string; readonly tabUrl: string | null },
  strings: Strings,
): CardJson {
  const { task, timeZone, tabUrl } = view;
  const { tasks: words } = strings;
  const at = (instant: number) => showMoment(instant, timeZone, strings.dateLocale);
  const { ended, taken, onCall, sessionsEnded, openedBy } = task;
  const stands =
    ended === null
      ? shaped({ shape: '▲', color: 'attention', text: words.open(at(task.openedAt)) }, { weight: 'bolder' })
      : shaped(
          { shape: '●', color: 'good', text: words.ended[ended.how](at(ended.at)) },
          { weight: 'bolder' },
        );
  const inHand = taken === null ? words.nobody : words.taken(taken.by.name, at(taken.at));
  return card(
    strings.language,
    [
      heading(words.title(task.subject.name, task.serial)),
      stands,
      ...(ended === null ? [plain(inHand)] : []),
      ...(ended === null && onCall !== null ? [plain(words.onCall(onCall.name))] : []),
      ...(sessionsEnded === null
        ? []
        : [plain(words.sessions(sessionsEnded.by.name, at(sessionsEnded.at)), { isSubtle: true })]),
      ...(openedBy === null ? [] : [facts([[words.by, openedBy.name]])]),
    ],
    tabUrl === null
      ? []
      : [{ type: 'Action.OpenUrl', title: ended === null ? words.go : words.look, url: tabUrl }],
  );
}
