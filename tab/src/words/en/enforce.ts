import type { PerUserMfa, Request } from '@token-desk/contract/request';
import { count, counted, span } from './numbers.ts';

/** Switching MFA on for people whose token is registered. */
export const enforceEnglish = {
  title: 'To enforce',
  text: 'Their token is registered at Microsoft. Where nothing else asks for MFA, it is switched on here, person by person, with your own rights.',
  noRole: 'Administrators see this page.',
  asking: 'Microsoft is being asked…',
  askAgain: 'Ask again',
  emptyTitle: 'Nobody is left',
  emptyText:
    'For everybody whose token is registered, MFA was seen to be on or need not be switched on. The next one appears here.',
  truth:
    'Who has a method goes from enabled to enforced at once. Old programs without modern sign-in then need app passwords. It takes the Entra role Authentication Policy Administrator.',
  guards: {
    securityDefaults: 'Security defaults ask everybody for MFA.',
    conditionalAccess: (names: string) => `Conditional Access asks for MFA: ${names}.`,
    stayOff: 'Per-user MFA must then stay off. Say of each that it is not needed.',
    unknown: 'What asks for MFA in your tenant is not known for everybody.',
    unknownText:
      'Where security defaults or Conditional Access ask for MFA, per-user MFA must stay off. Look at the Entra admin center first, then say what is there:',
    neither: 'Neither asks for MFA',
    said: 'You said that neither security defaults nor Conditional Access asks for MFA.',
    saidAsks: {
      'security-defaults': 'You said that security defaults ask for MFA.',
      'conditional-access': 'You said that Conditional Access asks for MFA.',
    },
    sayAgain: 'Say something else',
    saidIs: {
      'security-defaults': 'Security defaults are on',
      'conditional-access': 'Conditional Access asks',
    },
  },
  all: 'All that are shown',
  columns: { person: 'Person', since: 'Token registered', serial: 'Serial', step: 'How far' },
  boundAgo: (hours: number) => `${span(hours)} ago`,
  atMicrosoft: {
    disabled: 'off at Microsoft',
    enabled: 'on at Microsoft (enabled)',
    enforced: 'on at Microsoft (enforced)',
    unknown: 'not known at Microsoft',
  } satisfies Record<PerUserMfa | 'unknown', string> as Record<PerUserMfa | 'unknown', string>,
  go: (n: number) => counted(n, { one: 'Switch MFA on for # person', other: 'Switch MFA on for # people' }),
  goLook: (n: number) =>
    counted(n, { one: 'Record # that is on already', other: 'Record # that are on already' }),
  none: 'Switch MFA on',
  waive: 'Not needed, because',
  sure: {
    title: (n: number) =>
      counted(n, { one: 'Switch MFA on for # person?', other: 'Switch MFA on for # people?' }),
    alreadyOn: (n: number) =>
      counted(n, {
        one: '# more has it on already and is recorded.',
        other: '# more have it on already and are recorded.',
      }),
    go: (n: number) => counted(n, { one: 'Switch it on for #', other: 'Switch it on for #' }),
    stay: 'Change nothing',
  },
  notNeeded: {
    title: (n: number) =>
      counted(n, { one: 'MFA need not be on for # person', other: 'MFA need not be on for # people' }),
    text: 'Nothing is changed at Microsoft. They leave this list, and the audit says why and who said so.',
    because: 'Because',
    go: (n: number) => counted(n, { one: 'Record it for #', other: 'Record it for #' }),
    stay: 'Change nothing',
  },
  steps: {
    switching: 'Microsoft switches it on…',
    looking: 'Microsoft is asked whether it is on…',
    recording: 'It is recorded…',
    done: 'Done',
  },
  waits: (seconds: string) => `Microsoft is busy: tried again by itself in ${seconds}.`,
  progress: (n: number, of: number) => `Person ${count(n)} of ${count(of)}`,
  stop: 'Stop',
  sum: (done: number, failed: number, left: number) =>
    `${count(done)} done, ${count(failed)} not, ${count(left)} not tried.`,
  waiting: (n: number) =>
    counted(n, {
      one: '# person has a token, and MFA was not seen to be on yet',
      other: '# people have their token, and MFA was not seen to be on yet',
    }),
  fact: 'MFA at sign-in',
  states: {
    undecided: 'not seen to be on yet',
    enforced: 'on, seen at Microsoft',
    'not-needed': 'need not be switched on',
  } satisfies Record<Request['enforcement'], string> as Record<Request['enforcement'], string>,
};

export type EnforceStrings = typeof enforceEnglish;
