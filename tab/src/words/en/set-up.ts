import type { GraphScope } from '../../sign-in/graph-sign-in.ts';
import { counted } from './numbers.ts';

export const setUpEnglish = {
  /** In which language the server says what it found. */
  language: 'en',
  title: 'Set-up at Microsoft',
  text: 'What tokens depend on at Microsoft, at most a minute old. Nothing is changed by looking.',
  noRole: 'Administrators see here what the tenant lacks.',
  asking: 'Microsoft is being asked…',
  askAgain: 'Ask again',
  allWell: 'Nothing has to be done.',
  toDo: (n: number) => counted(n, { one: '# thing to do', other: '# things to do' }),
  mustDo: 'To do',
  note: 'Note',
  who: (role: string) => `Who can: ${role}`,
  inOrder: (n: number) => `In order (${n})`,
  ownRoles: 'Your roles at Microsoft',
  consents: {
    title: 'What you let Token Desk do at Microsoft',
    asking: 'Microsoft is asked for you, without a window…',
    given: (permission: string) => `Microsoft gives ${permission} for you.`,
    asks: (permission: string) => `Microsoft does not give ${permission} for you without asking.`,
    unknown: (permission: string) => `Not known whether Microsoft gives ${permission} for you: no answer.`,
    /** What cannot be done until it is given. */
    stops: (what: string) => `Until then: ${what} Everything that does not need it goes on.`,
    without: {
      'UserAuthMethod-SoftwareOATH.ReadWrite.All':
        'you remove a person’s authenticator app on Microsoft’s page, not here.',
      'UserAuthMethod-HardwareOATH.ReadWrite.All': 'you hand out no loaded token, and take none back.',
      'User.RevokeSessions.All': 'you end open sign-ins of whoever lost a token in the Entra admin center.',
      'Policy.ReadWrite.AuthenticationMethod': 'you load no token, and switch MFA on for nobody here.',
    } satisfies Record<GraphScope, string> as Record<GraphScope, string>,
    agree: (permission: string) => `Let Microsoft ask me for ${permission}`,
    note: 'If Microsoft’s window asks for an administrator, yours consents once for everybody.',
  },
};
