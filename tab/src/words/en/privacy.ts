import type { Retention } from '@token-desk/contract/report';
import { detailWordsEn } from '@token-desk/contract/words/en/detail';
import { amount } from './numbers.ts';

type DataClass = Retention['classes'][number]['name'];

export const privacyEnglish = {
  title: 'Privacy',
  text: 'What Token Desk keeps about people, and until when. Deleting runs by itself.',
  class: 'What',
  kept: 'Kept for',
  rows: 'Now',
  next: 'Next deletion',
  readers: 'Who reads it',
  nobody: 'nobody, on no page',
  where: (tables: string) => `Database, in ${tables}`,
  roles: detailWordsEn.roles,
  print: 'Print',
  sheet:
    'Made from the rights and the tables that this server works with. Who asked for a token reads their own requests besides. The server itself deletes from its database what is due: once a day, what lasts minutes more often. Copies of the database end when whoever keeps them deletes them.',
  days: (n: number) => (n % 365 === 0 ? amount(n / 365, 'year') : amount(n, 'day')),
  underDay: 'minutes',
  forGood: 'for good',
  none: 'nothing to delete',
  classes: {
    'free-text': 'Notes, free text and names that people gave',
    'health-reason': 'Private reasons',
    'closed-requests': 'Requests, open ones too',
    'sealed-secrets': 'Sealed secrets on their way to a desk',
    audit: 'Audit',
    custody: 'Who had which token',
    'chat-references': 'Which chat message shows a request',
    chats: 'Where to write to people in chat',
    notices: 'Messages, and what became of them',
    drafts: 'Forms that were begun in chat and not sent',
    joiners: 'People without an account for whom a token was asked',
    tasks: 'What had to be done about lost tokens',
    'token-jobs': 'Work at desks that belongs to no request',
    'token-holders': 'Whose token it is or was',
    'pairing-codes': 'Pairing codes of desks',
    counts: 'Counts of what somebody has spent',
    desks: 'Desks and their keys',
    settings: 'The rules of the organisation; kinds of token that were asked for and allowed',
    'need-days': 'How many people need a token, by day',
  } satisfies Record<DataClass, string> as Record<DataClass, string>,
  why: {
    'free-text':
      'Who called, who vouched, notes and reasons in own words; notes on tokens too. Counted from the last change, in whatever state the request is.',
    'health-reason':
      'Read by approvers and auditors only. Counted from the last change, in whatever state the request is.',
    'closed-requests':
      'Who asked, for whom, and which token. Counted from the last change, whatever the state.',
    'sealed-secrets': 'Nobody but the one desk can open them, and only until the check is done.',
    audit:
      'Who did what. It has no notes, no codes and no secrets; rows of before name who called and who vouched.',
    custody: 'Each hand a token went through; the last one stays as long as somebody has the token.',
    'chat-references': 'So that a card is kept up to date where it was sent.',
    chats: 'So that a notice reaches its person; as long as they write, or a request of theirs moves.',
    notices:
      'Which message, for whom, whether it was delivered, and who told whom no message reached. So that nobody goes without hearing.',
    drafts:
      'So that a form is there again as it was left, for whoever began it alone. Sent or cancelled, it goes at once.',
    joiners:
      'Name, first day and the address or personnel number that is expected, until the account is there.',
    tasks:
      'Token, holder, when it was asked, who was told, who did it and when. What still waits is kept until it is done.',
    'token-jobs': 'Which token was read, emptied or set, at which desk, by which technician.',
    'token-holders': 'As long as somebody carries it; then counted from its last change.',
    'pairing-codes': 'Who made one, for ten minutes.',
    counts: 'So that nobody uses up what is everybody’s: an id or an address and a time, a day at most.',
    desks: 'Their names and public keys, by which receipts are checked.',
    settings: 'Which technicians asked for a kind, and which allowed it.',
    'need-days': 'Numbers for the plot; no names.',
  } satisfies Record<DataClass, string> as Record<DataClass, string>,
  neverTitle: 'Never kept',
  never: [
    'secrets in clear, QR codes and pictures',
    'codes that somebody typed',
    'numbers of badges and identity papers: only the kind of check',
    'figures by technician',
  ],
  elsewhereTitle: 'Kept elsewhere',
  elsewhere: [
    'At each desk: what it writes, for whom and by which technician, until the server has its receipt; then 30 days the ids and how it ended. No secrets.',
    'In the desk’s and the server’s log: events with ids and serials, as long as whoever runs them keeps logs.',
    'In Teams: the cards and notices in chats and channels, as long as your organisation keeps them.',
    'At Microsoft: the sign-in methods of each person.',
  ],
  noRole: 'Auditors and administrators see this page.',
};
