import type { DifferenceGap, DifferenceKind } from '@token-desk/contract/entra/differences';
import { count, counted } from './numbers.ts';

/** Where Microsoft and our books differ. */
export const differencesEnglish = {
  title: 'Differences',
  text: 'Where Microsoft and the inventory differ, the worst first. They are compared every night and whenever you ask.',
  noRole: 'Technicians and administrators see this page.',
  askAgain: 'Compare now',
  readAt: (at: string) => `Microsoft was read ${at}.`,
  reading: (done: number, of: number | null) =>
    of === null
      ? 'Microsoft is being read…'
      : `Microsoft is being read: ${count(done)} of ${count(of)} people…`,
  list: 'Differences',
  kindsLabel: 'Kinds of difference',
  all: 'All',
  columns: { what: 'What differs', token: 'Token', person: 'Person', action: 'What to do' },
  kinds: {
    'lost-still-works': 'Lost, and its codes still work',
    'load-assigned': 'In loaded stock, and Microsoft gives it to somebody',
    'device-elsewhere': 'Microsoft gives it to somebody else, or to nobody',
    'changed-without-us': 'Changed by a technician, without a row in the audit log',
    'account-off': 'Its holder’s account is disabled',
    'account-gone': 'Its holder’s account is deleted',
    'method-gone': 'Microsoft no longer lists its method',
    'device-gone': 'Its device is no longer at Microsoft',
    'device-twice': 'Its serial is at Microsoft more than once',
    'device-unknown': 'At Microsoft, and not in the inventory',
    'method-unknown': 'A method with codes that no token is known for',
    'enforced-without-method': 'Asked for MFA, and has no way to answer',
    'only-method': 'The token is the only way in',
    'never-used': 'Handed over more than five days ago, never used',
  } satisfies Record<DifferenceKind, string> as Record<DifferenceKind, string>,
  todo: {
    'lost-still-works': 'Remove its method at Microsoft now.',
    'load-assigned': 'Find out who assigned it; set the token aside until that is clear.',
    'device-elsewhere': 'Ask both people which token they hold, and put it right at Microsoft.',
    'changed-without-us': 'Ask who did it why.',
    'account-off': 'Collect the token, and take it back.',
    'account-gone': 'Collect the token, and take it back.',
    'method-gone': 'Ask its holder whether they can sign in; take the token back or bind it anew.',
    'device-gone': 'The token must be loaded anew before somebody gets it.',
    'device-twice': 'Delete the one that nobody uses at Microsoft.',
    'device-unknown': 'Take it into the inventory, or delete it at Microsoft.',
    'method-unknown': 'Ask its owner whether it is theirs.',
    'enforced-without-method': 'Give them a way in, or switch per-user MFA off.',
    'only-method': 'Give them a second way in.',
    'never-used': 'Ask whether the token works and is in the right hands.',
  } satisfies Record<DifferenceKind, string> as Record<DifferenceKind, string>,
  change: (activity: string, name: string, at: string) => `“${activity}” by ${name}, ${at}`,
  microsoftId: (id: string) => `Id at Microsoft: ${id}`,
  openToken: (serial: string) => `Open token ${serial}`,
  openPerson: (name: string) => `Requests of ${name}`,
  addTokens: 'Add to the inventory',
  accept: 'Right as it is',
  acceptLabel: 'Why is it right? Whoever reads this page sees it.',
  reopen: 'Open again',
  decided: (name: string, at: string, note: string) => `${name} said that it is right, ${at}: “${note}”`,
  showDecided: 'Show what was said to be right',
  showOpen: 'Show what is open',
  noneTitle: 'No difference',
  noneText: 'As far as Microsoft was read, it says what the inventory says.',
  noneDecided: 'Nothing was said to be right',
  more: 'Show more',
  count: (shown: number, of: number) =>
    shown === of
      ? counted(of, { one: '# difference', other: '# differences' })
      : `${count(shown)} of ${counted(of, { one: '# difference', other: '# differences' })}`,
  waiting: (total: number) =>
    counted(total, {
      one: '# difference between Microsoft and the inventory',
      other: '# differences between Microsoft and the inventory',
    }),
  gapsTitle: 'What could not be compared',
  gaps: {
    devices: 'The devices at Microsoft',
    methods: 'What people can sign in with',
    accounts: 'Whether accounts are enabled',
    changes: 'Who changed somebody’s ways in',
  } satisfies Record<DifferenceGap, string> as Record<DifferenceGap, string>,
  gapWhy: {
    permission: 'may not be read by the server.',
    'no-answer': 'did not come.',
  },
  gapTodo: (permissions: string) => `An administrator grants ${permissions}.`,
};

export type DifferencesStrings = typeof differencesEnglish;
