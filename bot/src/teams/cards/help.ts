import type { Strings } from '../../words/strings.ts';
import { type CardJson, card, execute, facts, heading, words } from './elements.ts';

/** What the bot can do, in a personal chat; `unknown` when it answers text that was not understood. */
export function helpCard(view: { readonly unknown: boolean }, strings: Strings): CardJson {
  return card(
    strings.language,
    [
      heading(strings.help.title),
      words(view.unknown ? strings.help.unknown : strings.help.intro),
      facts(strings.help.lines),
    ],
    [
      execute(strings.help.request, 'form.open', { style: 'positive' }),
      execute(strings.help.status, 'status.show'),
    ],
  );
}

/** The same where many read along. */
export function channelHelpCard(
  view: { readonly askedPersonal: boolean; readonly chatUrl: string | null },
  strings: Strings,
): CardJson {
  return card(
    strings.language,
    [
      heading(strings.help.channelTitle),
      words(view.askedPersonal ? strings.help.personal : strings.help.channelIntro),
      facts(strings.help.channelLines),
    ],
    view.chatUrl === null
      ? []
      : [{ type: 'Action.OpenUrl', title: strings.help.openChat, url: view.chatUrl }],
  );
}

/** Answers `notify here`, with what is told there now. */
export function boundCard(topics: string, strings: Strings): CardJson {
  const { bound, boundDetail } = strings.channel;
  return card(strings.language, [heading(`✓ ${bound}`), words(boundDetail(topics))]);
}
