import type { SecondTechnicianBecause } from '@token-desk/contract/request';
import { counted } from './numbers.ts';

/** Handing out a loaded token: which one, its code, and Microsoft’s list. */
export const handOutEnglish = {
  take: (given: string) => `Take a loaded token for ${given}`,
  takeText: 'Put it on the reader, or scan or type its serial. Nothing is written to it.',
  stock: (n: number, boxes: string) =>
    `${counted(n, { one: '# token is loaded', other: '# tokens are loaded' })}: ${boxes}.`,
  noStock: 'No token is loaded. Who may create them at Microsoft loads some on the page “Load tokens”.',
  box: (box: string, n: number) => `${box} (${n})`,
  serial: 'Serial, as printed on it',
  takeIt: 'Take it',
  taking: 'Asking Microsoft whether it is free…',
  notLoaded: (serial: string) => `${serial} is not loaded.`,
  notLoadedText: 'Put a loaded one on the reader, or burn one here.',
  here: 'With the QR code instead',
  hereHint: (given: string) => `burned here, from ${given}’s Microsoft page`,
  loadedInstead: 'Hand out a loaded token',
  type: (given: string) => `Type the code, and the token is ${given}’s`,
  typeText: (serial: string) => `Switch ${serial} off, then on, and type the six digits.`,
  activateText: (serial: string, given: string) =>
    `Microsoft lists ${serial} for ${given} already; only its code is missing. Switch it off, then on, and type the six digits.`,
  note: 'Nothing to press: by your own access it is sent to Microsoft at the sixth digit.',
  findingOut: 'Looking where it stands at Microsoft…',
  sending: 'Microsoft compares the code…',
  reading: 'Wait for Microsoft’s list',
  readingText: (seconds: string) =>
    `Microsoft accepted the code ${seconds} ago. It often takes some seconds until the list shows it.`,
  stopped: 'The list does not show it yet.',
  lookAgain: 'Look again',
  refused: 'Take another token, or try again',
  tryAgain: 'Try again',
  another: 'Take another token: this one goes back to the loaded ones',
  anotherUnsure: (given: string) => `Take another token: at Microsoft this one may be ${given}’s`,
  anotherTheirs: (given: string) => `Take another token: at Microsoft this one is ${given}’s`,
  stop: 'Stop: the token goes back to the loaded ones',
  stopSending: (given: string) => `Stop: Microsoft may give it to ${given} all the same`,
  stopUnsure: (given: string) => `Stop: at Microsoft it may be ${given}’s`,
  stopAccepted: (given: string) => `Stop: at Microsoft it is ${given}’s`,
  away: (given: string) => `${given} is not here: let them activate it`,
  awaits: (given: string) => `Let ${given} activate the token`,
  awaitsText: (serial: string, given: string) =>
    `At Microsoft ${serial} is assigned to ${given} and not activated yet. Signed in, ${given} activates it on the page “Security info” with the code it shows. Once Microsoft shows that, it is recorded, and the token can be handed over.`,
  awaitsNote: 'You can leave meanwhile: the request waits.',
  awaitsLine: (name: string) => `Waits until ${name} has activated the token at Microsoft.`,
  typeHere: (given: string) => `${given} is here: type the code`,
  leaveAwaiting: 'Leave: the request waits for its holder',
  second: {
    title: 'Ask a second technician to confirm it',
    pending: 'This token waits for a second technician',
    text: (serial: string, given: string) =>
      `${serial} is not ${given}’s before a second technician has confirmed it, under their own sign-in. They find the request in the queue.`,
    because: {
      privileged:
        'A second technician confirms it: the person has a role at Microsoft, or could be given one.',
      unknown:
        'A second technician confirms it: Microsoft does not tell whether the person has a role there.',
      everybody: 'A second technician confirms every loaded token here.',
    } satisfies Record<SecondTechnicianBecause, string> as Record<SecondTechnicianBecause, string>,
    waiting: 'Waiting for the second technician…',
    ask: (technician: string, serial: string, name: string) =>
      `${technician} has token ${serial} in hand for ${name}. Convince yourself that it is for this person, then confirm it.`,
    confirm: 'Confirm this token',
  },
  hints: {
    token: 'on the reader, or its serial',
    finish: 'the code it shows',
  },
};

export type HandOutStrings = typeof handOutEnglish;
