import type { Request } from '@token-desk/contract/request';
import type { Strings } from '../../words/strings.ts';
import { showDay } from './dates.ts';
import { type CardJson, card, heading, plain } from './elements.ts';
import { beforeDesk } from './lines.ts';
import { troubleText } from './request-state.ts';
import { stateLine } from './state-words.ts';

/**
 * The short card of a request in a channel, read by many: who, where, until when and how it stands. Why
 * somebody needs a token, and anything anybody typed in their own words, stays out of it.
 */
export function channelRequestCard(
  view: { readonly request: Request; readonly tabUrl: string | null },
  strings: Strings,
): CardJson {
  const { request } = view;
  const place = [
    strings.types[request.form.type],
    request.form.site,
    `${strings.card.neededBy} ${showDay(request.form.neededBy, strings.dateLocale)}`,
  ].join(' · ');
  const missing = beforeDesk(request, strings);
  return card(
    strings.language,
    [
      heading(strings.card.for(request.subject.name)),
      stateLine(request, strings, { weight: 'bolder' }),
      ...troubleText(request, strings),
      ...(missing === null ? [] : [plain(missing)]),
      plain(place, { isSubtle: true }),
      plain(`${strings.card.askedBy} ${request.requestedBy.name}`, { isSubtle: true, size: 'small' }),
    ],
    view.tabUrl === null ? [] : [{ type: 'Action.OpenUrl', title: strings.card.open, url: view.tabUrl }],
  );
}
