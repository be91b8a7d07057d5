import type { Retention } from '@token-desk/contract/report';

type DataClass = Retention['classes'][number]['name'];

export const privacyEnglish = {
  title: 'Privacy',
  text: 'What Token Desk keeps about people, and until when. Deleting runs by itself.',
  class: 'What',
  kept: 'Kept for',
  rows: 'Now',
  next: 'Next deletion',
  days: (n: number) =>
    n === 1 ? '1 day' : n % 365 === 0 ? (n === 365 ? '1 year' : `${n / 365} years`) : `${n} days`,
  underDay: 'minutes',
  forGood: 'for good',
  none: 'nothing to delete',
  classes: {
    'free-text': 'Notes and free text in requests',
    'health-reason': 'Reasons that touch health',
    'closed-requests': 'Requests that are closed',
    'sealed-secrets': 'Sealed secrets on their way to a desk',
    audit: 'Audit',
    custody: 'Who had which token',
    'chat-references': 'Where to write to people in chat',
  } satisfies Record<DataClass, string> as Record<DataClass, string>,
  why: {
    'free-text': 'Read by approvers and auditors only.',
    'health-reason': 'Read by approvers and auditors only.',
    'closed-requests': 'Who asked, for whom, and which token.',
    'sealed-secrets': 'Nobody but the one desk can open them, and only until the check is done.',
    audit:
      'Who did what, with the names of who called and who vouched. It has no notes, no codes and no secrets.',
    custody: 'Each hand a token went through, and notes on the token that technicians read too.',
    'chat-references': 'So that a notice reaches its chat or channel.',
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
    'At each desk, 30 days: which token it wrote for whom, by which technician, and how it ended. No secrets.',
    'In the desk’s and the server’s log: events with ids and serials, as long as whoever runs them keeps logs.',
    'In Teams: the cards and notices in chats and channels, as long as your organisation keeps them.',
    'At Microsoft: the sign-in methods of each person.',
  ],
  noRole: 'Auditors and administrators see this page.',
};
