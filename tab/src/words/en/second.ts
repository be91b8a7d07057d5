import type { SecondMethod, SecondWay } from '@token-desk/contract/entra/second-method';
import { counted } from './numbers.ts';

/** What somebody has besides their token, for the day it is lost. */
export const secondEnglish = {
  title: 'A second way to sign in',
  recorded: (what: string) => `Recorded: ${what}`,
  asking: 'Asking Microsoft …',
  atMicrosoft: 'Registered at Microsoft now',
  none: 'At Microsoft, nothing counts besides this token.',
  notKnown: 'What is registered at Microsoft cannot be read here.',
  is: { 'its-token': 'this token', second: '', no: 'does not count' },
  methodId: (id: string) => `id ${id}`,
  burned: (day: string) => `burned ${day}`,
  states: {
    open: 'nothing recorded',
    found: 'seen at Microsoft',
    spare: 'spare token asked for',
    waived: 'none, with a reason',
  } satisfies Record<SecondWay['how'] | 'open', string> as Record<SecondWay['how'] | 'open', string>,
  found: (kinds: string) => `${kinds}, seen at Microsoft`,
  offers: {
    'spare-token': 'A spare token, in a request of its own. A colleague burns it.',
    'security-key': 'A security key. The person registers it on the page “Security info”.',
    passkey: 'A passkey on a device of theirs. The person registers it on the page “Security info”.',
    phone:
      'A phone number, on the page “Security info”. Microsoft’s own codes by text message and call end on 1 February 2027.',
    waiver: 'None, with a reason that approvers and auditors can read.',
  } satisfies Record<SecondMethod, string> as Record<SecondMethod, string>,
  look: 'Look at Microsoft and record it',
  ask: 'Ask for a spare token',
  waive: 'Do without',
  why: 'Why?',
  spare: 'Request for the spare token',
  spareFor: 'A spare token: the request it is for',
  without: (n: number) =>
    counted(n, {
      one: '# token is registered without a second way to sign in recorded',
      other: '# tokens are registered without a second way to sign in recorded',
    }),
};

export type SecondStrings = typeof secondEnglish;
