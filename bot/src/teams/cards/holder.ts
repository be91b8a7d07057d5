import type { Strings } from '../../words/strings.ts';
import type { HolderView } from '../deps.ts';
import { showTime } from './dates.ts';
import { type CardJson, card, execute, facts, heading, plain } from './elements.ts';
import { type Trouble, troubleBox } from './request-state.ts';

/** To whoever carries a token: what happened to it in their name. */
export function holderCard(view: HolderView, strings: Strings): CardJson {
  const { holder: words } = strings;
  return card(
    strings.language,
    [
      heading(words.titles[view.event]),
      plain(words.texts[view.event]),
      facts([
        [words.serial, view.serial],
        [words.by, view.by],
        [words.at, showTime(view.at, null, strings.dateLocale)],
      ]),
    ],
    [execute(words.notMe, 'token.not-me', { data: { seq: String(view.seq) }, style: 'destructive' })],
  );
}

/** In its place once they have said so, or could not. */
export function notMeCard(trouble: Trouble | null, strings: Strings): CardJson {
  const { holder: words } = strings;
  const body = trouble === null ? [heading(words.said), plain(words.saidText)] : [troubleBox(trouble)];
  return card(strings.language, body);
}
