import type {
  NeedAnswer,
  NeedFilter,
  NeedGap,
  NeedGapFound,
  NeedMark,
  NeedMethod,
  PhoneScope,
} from '@token-desk/contract/entra/needs';
import { count, counted } from './numbers.ts';

export const needsEnglish = {
  title: 'Who needs a token',
  text: 'Microsoft’s own text messages and calls with codes end on 1 February 2027. Whoever has nothing else must then register a passkey before they can go on, unless your organisation buys the delivery from a provider, which is not seen here.',
  noRole: 'Administrators and planners see this page.',
  askAgain: 'Ask Microsoft again',
  reading: (done: number, of: number | null) =>
    of === null
      ? `Microsoft is being asked: ${count(done)} so far…`
      : `Microsoft is being asked: ${count(done)} of ${count(of)}…`,
  readAt: (at: string) => `As of ${at}.`,
  sources: {
    report:
      'From Microsoft’s report, which follows what people do by some hours and leaves disabled accounts out.',
    lists: 'From each person’s own list; disabled accounts are left out.',
  },
  gapsTitle: 'What was not read',
  gaps: {
    report: 'Microsoft’s report:',
    methods: 'What people have registered:',
    policies: 'Policies of text messages, calls and the registration campaign:',
    members: 'Groups that these policies name:',
    administrators: 'Who is an administrator:',
    'per-user-mfa': 'For whom per-user MFA is on:',
  } satisfies Record<NeedGap, string> as Record<NeedGap, string>,
  gapWhy: {
    licence: 'this tenant has no Entra ID P1.',
    permission: 'the server may not read it.',
    'no-answer': 'Microsoft did not answer.',
  } satisfies Record<NeedGapFound['why'], string> as Record<NeedGapFound['why'], string>,
  gapSo: {
    report: 'Each person’s own list was read instead, which takes longer. Nothing is missing by it.',
    methods: 'Those of whom it was not read stand under “Not known”.',
    policies: 'Whether text messages still mean somebody is not known.',
    members: 'Whether text messages still mean somebody is not known where a group decides.',
    administrators: 'Administrators are not marked in the list.',
    'per-user-mfa': 'Who has per-user MFA on although something else asks everybody is not counted.',
  } satisfies Record<NeedGap, string> as Record<NeedGap, string>,
  gapTodo: (permissions: string) =>
    `A Privileged Role Administrator can consent for the server to any one of: ${permissions}`,
  totals: 'How people stand',
  groups: {
    'phone-only': 'Only a phone number',
    'no-method': 'Nothing registered',
    'phone-default': 'Asked by phone first',
    'token-only': 'Only a token',
    unknown: 'Not known',
    fine: 'Another way',
    guest: 'Guests',
    unfinished: 'Token, not off text messages',
    'mfa-twice': 'Per-user MFA still on',
  } satisfies Record<NeedFilter, string> as Record<NeedFilter, string>,
  about: {
    'phone-only': 'They need a token, or another way to sign in, before that day.',
    'no-method':
      'No second way to sign in is registered. An access pass is not counted, and a token only once it is activated.',
    'phone-default':
      'They have another way, but are asked by text message or call first, which will not come. The default has to be changed.',
    'token-only':
      'A token, or an app that shows codes, is all they have: without it there is no way back in. Microsoft’s report does not count tokens, so a spare one is not seen in it.',
    unknown: 'Microsoft did not tell enough. They may be among those who need a token.',
    fine: 'They have a way to sign in that stays.',
    guest: 'Microsoft takes no hardware tokens for guests.',
    unfinished: 'They have a token. A number, or a policy that offers them one, is left or not known.',
    'mfa-twice':
      'Security defaults or Conditional Access ask everybody for MFA, and per-user MFA is on for them as well, where Microsoft wants it off. An Authentication Policy Administrator switches it off in the Entra admin center.',
  } satisfies Record<NeedFilter, string> as Record<NeedFilter, string>,
  plot: 'Only a phone number, day by day',
  plotText: 'The last reading of each day on which somebody looked; numbers only.',
  plotEmpty: 'No day has been counted yet.',
  day: 'Day',
  how: 'Off text messages in three steps, and who can take them',
  steps: [
    {
      what: 'Token: a token works, or an app that shows codes.',
      who: 'A technician hands it out.',
    },
    {
      what: 'Number: no phone number is registered any more. One that is asked first cannot be deleted before the default is another.',
      who: 'An Authentication Administrator, of administrators a Privileged Authentication Administrator.',
    },
    {
      what: 'Scope: text messages, calls and the registration campaign leave them out, best by one group that all three exclude.',
      who: 'An Authentication Policy Administrator names the group once; whoever keeps the group adds people.',
    },
  ],
  list: 'People',
  search: 'Name or UPN',
  columns: {
    person: 'Person',
    group: 'Stands',
    methods: 'Registered',
    asks: 'Microsoft will ask',
    token: 'Token',
    number: 'Number',
    scope: 'Scope',
  },
  admin: 'has admin rights',
  mfaTwice: 'per-user MFA still on',
  ask: 'Ask for a token',
  askFor: (name: string) => `Ask for a token for ${name}`,
  nothing: 'nothing',
  methodsUnknown: 'not known',
  methods: {
    phone: 'phone number',
    token: 'hardware token',
    waiting: 'token not activated',
    unsure: 'token, activated or not',
    code: 'app or token with codes',
    app: 'Microsoft Authenticator',
    passkey: 'passkey',
    hello: 'Windows Hello or the like',
    pass: 'access pass',
    'pass-over': 'access pass that is over',
    other: 'something else',
  } satisfies Record<NeedMethod, string> as Record<NeedMethod, string>,
  asks: {
    passkey: 'to register a passkey first',
    register: 'to register a way, where a second one is wanted',
    refused: 'for a message or call that does not come',
    code: 'for a code of the token or app',
    'other-way': 'for another way they have',
    unknown: 'not known',
  } satisfies Record<NeedAnswer, string> as Record<NeedAnswer, string>,
  marks: { done: 'done', open: 'open', unknown: 'not known' } satisfies Record<NeedMark, string> as Record<
    NeedMark,
    string
  >,
  noMark: 'no tokens',
  stillIn: (scopes: string) => `still in: ${scopes}`,
  scopes: {
    sms: 'text messages',
    voice: 'calls',
    campaign: 'registration campaign',
  } satisfies Record<PhoneScope, string> as Record<PhoneScope, string>,
  noneLeft: 'Nobody is left with only a phone number',
  noneTitle: 'Nobody like that',
  showAll: 'Show everybody',
  more: 'Show more',
  count: (shown: number, of: number) =>
    shown === of
      ? counted(of, { one: '# person', other: '# people' })
      : `${count(shown)} of ${counted(of, { one: '# person', other: '# people' })}`,
  exportCsv: 'Export as CSV',
  exporting: (n: number) => `${count(n)} people so far…`,
  exported: (n: number) => counted(n, { one: '# person saved.', other: '# people saved.' }),
};
