import { counted } from './numbers.ts';

/** Loading tokens into boxes, ahead of requests. */
export const loadEnglish = {
  title: 'Load tokens',
  text: 'A loaded token stands at Microsoft with its secret, and nobody has it yet. At the counter it is given to a person by one code.',
  noRole: 'Loading takes the role Technician or StockKeeper. Ask your administrator.',
  box: 'Which box?',
  boxHint: 'what you write on it, such as Lyon 3',
  howMany: 'How many?',
  start: 'Start loading',
  boxes: 'Boxes',
  emptyTitle: 'No box has been begun yet',
  emptyText:
    'Tokens that are loaded together lie together: give the box a name above, say how many, and start.',
  loaded: (n: number) => counted(n, { one: '# loaded', other: '# loaded' }),
  unfinished: (n: number) => counted(n, { one: '# unfinished', other: '# unfinished' }),
  goOn: (box: string) => `Go on with ${box}`,
  progress: (n: number, of: number) => `${n} of ${of} loaded`,
  list: 'Of this box',
  place: 'Switch a token on and put it on the reader',
  placeText: 'Press its button until the display lights, then lay it flat.',
  ready: (serial: string) => `Burn ${serial}`,
  readyText: 'The desk draws its secret. What was on the token before is written over.',
  write: 'Burn it',
  sha256: 'SHA-256, with a secret of 32 bytes',
  sha256Text: 'Without it: SHA-1, 20 bytes. Microsoft takes both.',
  sha256Unsure: 'Whether this kind of token computes with SHA-256 is not known: it gets SHA-1, 20 bytes.',
  isLoaded: (serial: string) => `${serial} is loaded.`,
  isLoadedText: (box: string) => `Put it into the box ${box} and lay the next one on the reader.`,
  isHeld: (serial: string, holder: string) => `${serial} belongs to ${holder}.`,
  isHeldText: 'Lay another one on the reader.',
  compare: 'Compare six digits with the desk',
  compareText: (desk: string) =>
    `The window of the service at ${desk} shows six digits too. The secret leaves this page only once you say that they are the same.`,
  compareFirst: (desk: string) =>
    `The window at ${desk} must show the same digits as here, else type no code:`,
  same: 'They are the same',
  differ: 'They differ: do not go on',
  create: 'Wait until Microsoft has the token',
  createText: 'By your own access, as a hardware token that nobody has.',
  waits: (seconds: string) => `Microsoft is busy: tried again by itself in ${seconds}.`,
  waitsNow: 'Microsoft is busy: trying again.',
  stopWaiting: 'Do not wait',
  keeps: (minutes: number) => `Its secret waits on this page, sealed, for ${minutes} minutes.`,
  replace: 'Delete the old one there and create this one',
  replaceText: 'What stands there may have another secret: codes of this token do not fit it then.',
  deleteOld: 'Delete the old one there',
  deleteOldText:
    'If this token is left over from before, look at Microsoft first. Once another secret is written, what stands there fits it no more.',
  deleteSure: {
    title: (serial: string) => `Delete the device of ${serial} at Microsoft?`,
    text: 'Microsoft does it with your rights and its log names you. If the token still carries this device’s secret, it must be burned once more.',
    go: 'Delete the device',
    stay: 'Leave it there',
  },
  createAgain: 'Create it once more',
  look: 'Wait for Microsoft’s list',
  lookText: (seconds: string) => `Created ${seconds} ago. It often takes some seconds until it is listed.`,
  lookStopped: 'It is not listed yet.',
  lookAgain: 'Look again',
  leaveToken: 'Leave this one: it is not loaded',
  failed: (serial: string) => `${serial} is not loaded`,
  leaveFailed: (serial: string) => `Leave ${serial}: it is not loaded`,
  /** What follows where a problem speaks of a code that is brought in: here the desk draws one. */
  writeAgain: 'Put it on the reader again and burn it once more: the desk then draws another secret.',
  next: 'Next token',
  lastLoaded: (serial: string, seconds: string) => `${serial} is loaded, in ${seconds}. Put it into the box.`,
  stop: 'Stop here',
  setAside: (n: number) => counted(n, { one: '# set aside', other: '# set aside' }),
  atMicrosoft: {
    title: (n: number) =>
      counted(n, { one: '# device left at Microsoft', other: '# devices left at Microsoft' }),
    text: 'They are nobody’s, and no loaded token here is one of them.',
    byBooks: 'The server may not read Microsoft’s list: this is what the inventory here knows.',
    why: {
      left: 'of a secret that the token carries no more',
      unread: 'the token is in the inventory here, and not loaded with it',
      unknown: 'no token of this serial is in the inventory here',
    },
    go: {
      left: 'Delete it, on the token’s page',
      unread: 'Look at the token',
      unknown: 'Bring in its maker’s list',
    },
  },
  leftOver: (n: number) =>
    counted(n, {
      one: '# token is left over from loading.',
      other: '# tokens are left over from loading.',
    }),
  left: {
    title: 'Left over from before',
    text: 'Burned for this box and not loaded. Microsoft may have them all the same.',
    go: 'Look at Microsoft',
    looking: 'Looking…',
    notChecked: 'Its code was not checked: put it on the reader and burn it once more.',
    loaded: (serial: string) => `${serial} is there: it is loaded now.`,
    none: (serial: string) =>
      `Microsoft has no device for ${serial}. Put it on the reader and burn it once more.`,
  },
  sum: {
    title: (box: string) => `Box ${box}`,
    line: (loaded: number, left: number, average: string) =>
      average === ''
        ? `${loaded} loaded, ${left} not.`
        : `${loaded} loaded, ${left} not, ${average} for each on average.`,
    took: (seconds: string) => `loaded in ${seconds}`,
    after: 'loaded after a break',
    more: 'Load more into this box',
    boxes: 'To the boxes',
  },
  stay: {
    title: 'Leave this token?',
    text: 'Its secret is on this page only. It has to be burned once more then.',
    go: 'Leave it',
    stay: 'Stay here',
  },
};

export type LoadStrings = typeof loadEnglish;
