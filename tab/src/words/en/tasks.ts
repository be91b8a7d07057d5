import type { TaskEnd } from '@token-desk/contract/life/task';
import { counted } from './numbers.ts';

/** What has to be done about a lost token. */
export const tasksEnglish = {
  title: (serial: string) => `Lost token ${serial}`,
  of: (name: string) => `of ${name}`,
  /** On the first page. */
  listTitle: 'Lost, not yet disabled',
  listWhat:
    'Whoever finds one of these may sign in with it. Disable it at Microsoft: the first who presses has it in hand.',
  line: (name: string, at: string) => `${name}, asked ${at}`,
  notDisabled: 'Not yet disabled.',
  nobody: 'Nobody has it in hand.',
  inHand: (name: string) => `${name} has it in hand.`,
  open: 'See to it',
  asked: (at: string, by: string) =>
    `Asked ${at} by ${by}. Not yet disabled: its codes may still let somebody in.`,
  askedByNobody: (at: string) => `Asked ${at}. Not yet disabled: its codes may still let somebody in.`,
  taken: (name: string, at: string) => `${name} has had it in hand since ${at}.`,
  next: {
    technicians: (at: string) =>
      `The technicians’ channel was told. If nothing is done, whoever is on call is told at ${at}.`,
    'on-call': (at: string) =>
      `Whoever is on call was told. If nothing is done, the security channel is told at ${at}.`,
    security:
      'Everybody was told: technicians, whoever is on call where somebody is, and the security channel.',
  },
  facts: {
    holder: 'Whose it is',
    site: 'Site',
    onCall: 'On call',
    method: 'Method at Microsoft',
    request: 'Request',
    token: 'Token',
  },
  remove: {
    go: 'Disable it now',
    title: (name: string) => `Disable this token of ${name} at Microsoft?`,
    text: (name: string) =>
      `${name} cannot sign in with it any more, and nobody else can. Microsoft does it with your rights and its log names you. There is no way back: a token that turns up is emptied first.`,
    confirm: 'Disable it for good',
    stay: 'Not yet',
    removing: 'Asking Microsoft…',
    removed: 'Microsoft has removed its method.',
  },
  unread: {
    text: 'Microsoft’s list cannot be read by the server: look at the page yourself, then say that it is gone.',
    unknown: (name: string) =>
      `Nobody recorded which of ${name}’s methods it is. Open Microsoft’s page, delete the one of this token, then say that it is gone.`,
    page: (name: string) => `${name} at Microsoft: authentication methods`,
    go: 'It is gone there',
  },
  look: 'Look at Microsoft again',
  ended: {
    gone: 'Microsoft does not list its method any more.',
    said: 'A technician said so: Microsoft could not be asked.',
    undone: 'It is not lost after all, and stays in use.',
  } satisfies Record<TaskEnd, string> as Record<TaskEnd, string>,
  endedTitle: {
    gone: (at: string) => `Disabled ${at}`,
    said: (at: string) => `Disabled ${at}`,
    undone: (at: string) => `Not lost, since ${at}`,
  } satisfies Record<TaskEnd, (at: string) => string> as Record<TaskEnd, (at: string) => string>,
  sessions: {
    heading: 'Open sign-ins',
    text: (name: string) =>
      `Whoever has the token may be signed in already. Ending the sign-ins signs ${name} out everywhere, within the hour.`,
    title: (name: string) => `End all open sign-ins of ${name}?`,
    done: (name: string, at: string) => `${name} ended them ${at}.`,
    remove: {
      go: 'End open sign-ins',
      confirm: 'End them',
      stay: 'Leave them open',
      removing: 'Asking Microsoft…',
      removed: 'Microsoft has ended them.',
    },
  },
  ways: {
    heading: 'Can they still work?',
    none: (name: string) =>
      `It was ${name}’s only way to sign in. Until something is given to them, they cannot.`,
    some: (n: number) =>
      counted(n, { one: 'They have # other way to sign in.', other: 'They have # other ways to sign in.' }),
    unknown: 'Microsoft does not tell what else they can sign in with: ask them.',
    request: 'Give them a new token: the request for it',
    call: 'Give them a new token: write down the request',
  },
  back: 'Back to the queue',
};

export type TaskStrings = typeof tasksEnglish;
