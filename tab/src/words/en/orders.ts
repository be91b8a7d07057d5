import type { FirstEyes } from '@token-desk/contract/request';

/** What may be ordered of a request besides its one next thing, and why somebody may not. */
export const ordersEnglish = {
  /** Four eyes, said to the one who cannot be the second pair. */
  cannotBurn: {
    requester: 'You asked for it: a colleague burns it.',
    recorded: 'You recorded it: a colleague burns it.',
    subject: 'It is for you: a colleague burns it.',
    approver: 'You approved it: a colleague burns it.',
  } satisfies Record<FirstEyes | 'recorded', string> as Record<FirstEyes | 'recorded', string>,
  more: 'More',
  stay: 'Leave it as it is',
  why: 'Why?',
  withdraw: {
    button: 'Withdraw',
    title: 'Withdraw this request?',
    text: (name: string) =>
      `Nobody burns a token for ${name} on it any more, and it cannot be taken up again. Whoever still needs one asks anew.`,
    go: 'Withdraw it',
  },
  hold: {
    button: 'Put on hold',
    title: 'Put this request on hold?',
    text: () =>
      'It waits until somebody takes it up again. A burn that was prepared for it is cancelled. Whoever asked is told that it waits.',
    go: 'Put it on hold',
  },
  resume: {
    button: 'Take up again',
    title: 'Take this request up again?',
    text: (_name: string, state: string) => `It goes on where it was: ${state}.`,
    go: 'Take it up again',
  },
  'give-up': {
    button: 'Give up',
    title: 'Give this request up?',
    text: () =>
      'A burn that was prepared for it is cancelled, and whoever asked is told that it was stopped. Put back into the queue it begins anew.',
    go: 'Give it up',
  },
  close: {
    button: 'Close',
    title: 'Close this request?',
    text: () => 'Nothing more can happen to it.',
    go: 'Close it',
  },
  tokenStays: (serial: string) => `Token ${serial} keeps the secret that was written to it.`,
};

export type OrdersStrings = typeof ordersEnglish;
