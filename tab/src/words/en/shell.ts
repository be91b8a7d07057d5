import { ago, amount } from './numbers.ts';

/** The frame around every page: times, page names, what stands at the top, and leaving. */
export const shellEnglish = {
  time: {
    today: 'today',
    yesterday: 'yesterday',
    tomorrow: 'tomorrow',
    justNow: 'just now',
    secondsAgo: (n: number) => ago(n, 'second'),
    minutesAgo: (n: number) => ago(n, 'minute'),
    overdueSince: (day: string) => `overdue, ${day}`,
    seconds: (n: number) => amount(n, 'second'),
    minutes: (n: number) => amount(n, 'minute'),
    fast: (size: string) => `${size} fast`,
    slow: (size: string) => `${size} slow`,
    clockRight: 'right',
  },
  nav: {
    queue: 'Queue',
    tokens: 'Tokens',
    load: 'Load',
    enforce: 'To enforce',
    burners: 'Desks',
    audit: 'Audit',
    reports: 'Reports',
    privacy: 'Privacy',
    needs: 'Needs',
    organisation: 'Organisation',
    setUp: 'Set-up',
    label: 'Pages',
  },
  shell: {
    loading: 'One moment…',
    notHostedTitle: 'Open Token Desk in Teams',
    notHostedText:
      'This page works inside Microsoft Teams, where it knows who you are. Open Teams and choose Token Desk on the left.',
    deskReady: (desk: string) => `${desk} · reader ready`,
    deskNoReader: (desk: string) => `${desk} · no reader`,
    deskOffline: (desk: string) => `${desk} · not connected`,
    deskRevoked: (desk: string) => `${desk} · revoked`,
    deskUnknown: (desk: string) => `${desk} · server does not answer`,
    noDesk: 'No desk chosen',
    tryAgain: 'Try again',
    microsoftNumber: (number: string) => `Microsoft’s number of this answer: ${number}`,
  },
  leave: {
    title: 'Leave this?',
    stay: 'Stay here',
    go: 'Leave',
  },
};

export type ShellStrings = typeof shellEnglish;
