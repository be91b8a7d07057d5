import type { Role } from '@token-desk/contract/ids';
import type { Strings } from '../../words/strings.ts';
import { type CardJson, card, execute, facts, heading, words } from './elements.ts';

const roleLines = [
  ['Technician', 'technician'],
  ['Approver', 'approver'],
  ['Auditor', 'auditor'],
  ['Administrator', 'administrator'],
] as const;

/** What the bot can do, in a personal chat; `unknown` when it answers text that was not understood. */
export function helpCard(
  view: { readonly unknown: boolean; readonly roles: readonly Role[] },
  strings: Strings,
): CardJson {
  const { commands, several } = strings.asking;
  const ofRoles = roleLines.flatMap(([role, name]) =>
    view.roles.includes(role) ? [commands.roles[name]] : [],
  );
  const lines = view.roles.includes('Approver') ? [...commands.lines, commands.approverLine] : commands.lines;
  return card(
    strings.language,
    [
      heading(strings.help.title),
      words(view.unknown ? strings.help.unknown : strings.help.intro),
      ...ofRoles.map((line) => words(line)),
      facts(lines),
    ],
    [
      execute(strings.help.request, 'form.open', { style: 'positive' }),
      execute(several.open, 'several.open'),
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
