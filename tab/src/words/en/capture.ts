import type { WrongKind } from '../../flow/burn/judge-secret.ts';

/** The words of bringing the secret in, and of Microsoft’s page, beside those in `secret`. */
export const captureEnglish = {
  screen: 'Read my screen',
  screenHint: 'leaves no file behind',
  screenOn: 'Looking at your screen for the code',
  screenText:
    'Bring Microsoft’s page with the QR code to the front. It is read by itself, and no picture is kept.',
  camera: 'Use the camera',
  cameraHint: 'hold the phone picture up',
  cameraOn: 'Hold the code in front of the camera',
  cameraLabel: 'What the camera sees',
  stop: 'Stop looking',
  lookingEnded: 'Looked for a minute and saw no code.',
  lookingEndedText: 'Show the whole code with its white border, larger, or bring it in another way.',
  refusedTitle: 'The browser did not allow it.',
  refusedText: 'Bring the code in another way, or allow it in the browser’s address bar and try again.',
  why: {
    title: 'Not possible here',
    'screen-host': 'Reading the screen: the program around this page does not allow it.',
    'screen-browser': 'Reading the screen: this browser cannot do it.',
    'camera-host': 'Camera: the program around this page does not allow it.',
    'camera-browser': 'Camera: there is none, or this browser cannot use it.',
    'paste-policy': (desk: string) =>
      `Paste: your organisation allows it only where the desk’s own check is all right, and ${desk} has something to mend (page “Desks”).`,
  },
  pasteForbidden: 'Pasting is not allowed at this desk.',
  pasteToldTitle: 'Copied things may stay in Windows.',
  pasteToldText:
    'If the clipboard history is on (Win + V), the picture stays in it until it is cleared. “Read my screen” leaves no file and no clipboard entry; the system itself may keep pictures of the screen.',
  pasteToldOk: 'Understood',
  overwritten: 'The clipboard has been overwritten.',
  notOverwritten: 'The clipboard could not be overwritten: copy something else.',
  alsoSeen: (what: string) => `Also in the picture: ${what}. It was left alone.`,
  alsoOther: (account: string) => `a code for ${account}`,
  also: {
    empty: 'an empty code',
    'microsoft-push': 'the push code for the Authenticator app',
    passkey: 'a passkey code',
    migration: 'an export of several accounts',
    hotp: 'a code that counts presses',
    'token-serial': 'the serial of a token',
    'web-link': 'a web link',
    number: 'a number',
    'too-short': 'a key that is too short',
    truncated: 'part of a key',
    'too-long': 'a key that is too long',
    ambiguous: 'a key that reads in two ways',
    several: 'a text with more than one key',
    'bad-character': 'a broken key',
    'unsupported-parameters': 'a code that tokens cannot do',
    other: 'a code for something else',
  } satisfies Record<WrongKind, string> as Record<WrongKind, string>,
  whichUnnamed: 'a code without a name',
  page: {
    language: 'Microsoft’s page is in',
    open: (language: string) => `Open it in ${language}`,
    copy: 'Copy the link',
    where: (given: string) =>
      `It must be opened where ${given} is signed in: on ${given}’s PC, or here in a private window. Elsewhere it shows your own page.`,
    copied: 'Copied',
    steps: (given: string) => `On ${given}’s screen:`,
    show: 'Then show the code to this page, any way you like.',
    or: 'or close to it',
  },
  clockOff: (drift: string) => `The code is right, but your token is ${drift}.`,
  clockOffText: 'Burn it again with a new QR code: that sets its clock.',
  missesTry: [
    'Is it the token from the reader? Compare the serial on its back.',
    'Switch it off and on: the code from before the burn stays on the display.',
    'Take a code that has just appeared, and type it at once.',
  ],
  takenTitle: (serial: string, holder: string) => `Token ${serial} belongs to ${holder}.`,
  takenText: (holder: string) =>
    `Nothing was written. Take it off and lay another one on, or take it back from ${holder} first (page “Tokens”).`,
};

export type CaptureStrings = typeof captureEnglish;
