import { amount, counted } from './numbers.ts';

/** The wizard, from the person to the checked code. Words between “ ” stand like that on Microsoft’s page. */
export const wizardEnglish = {
  person: {
    title: (name: string) => `Check that this is ${name}`,
    text: 'Choose how you know, with the keys 1 to 4 or a click, then Enter. The kind is kept, and who vouched; never a number.',
    vouchedBy: 'Who vouches?',
    vouchedHint: 'Name of the colleague',
    done: (given: string) => `It is ${given}`,
    cancel: 'Give it back, nothing has been written',
    cancelAgain: 'Give it back: the token stays as it is',
  },
  secret: {
    title: 'Bring in the QR code',
    againTitle: 'Bring in the new QR code',
    path: (given: string) =>
      `On ${given}’s screen: “Security info” → “Add sign-in method” → “Authenticator app” → “I want to use a different authenticator app” → “Next”. Then show it to this page, any way you like.`,
    againPath: (given: string) =>
      `Microsoft made a new code for ${given}. Same token, same request: bring in the code the page shows now.`,
    paste: 'Paste a screenshot',
    followedBy: 'then',
    pasteHow: 'anywhere on this page, or drop an image here',
    pasteKeysMac: 'Ctrl|Shift|Cmd|4',
    pasteKeysWindows: 'Win|Shift|S',
    pasteKeysOther: 'Print',
    dropNow: 'Let go to read it',
    reading: 'Reading the picture…',
    file: 'Choose a picture',
    fileHint: 'a screenshot you saved',
    type: 'Type the key',
    typeHint: '“Can’t scan image?” shows it',
    keyLabel: 'Key from the Microsoft page',
    keyRead: 'Read this key',
    promise: (desk: string) =>
      `Token Desk keeps no picture. The secret is sealed for ${desk} before it leaves this page.`,
    cancel: 'Cancel, nothing has been written',
    cancelAgain: 'Cancel: what is on the token stays; Microsoft’s acceptance is not recorded',
    back: 'Back',
    ambiguousTitle: 'Say how this key is written',
    ambiguousText: 'It can be read in two ways, and only one gives the right codes.',
    base32: 'As on the Microsoft page (base32)',
    hex: 'As hexadecimal',
    typedTitle: (given: string) => `Confirm that this key was on ${given}’s page`,
    typedText: (name: string) =>
      `A typed key does not say whose it is. Look at the page it came from: it must be ${name}’s own, with ${name} signed in.`,
    typedTick: (name: string, upn: string) => `I read it from the page of ${name} (${upn})`,
    typedNote: 'The audit log will say: account not seen.',
    typedGo: 'Use this key',
    discard: 'Throw this key away',
  },
  facts: {
    organisation: 'Organisation',
    account: 'Account',
    length: 'Length',
    bytes: (n: number) => `${n} bytes`,
    kind: 'Kind',
    kindText: (step: number, algorithm: string) =>
      `six digits every ${amount(step, 'second')}, ${algorithm === 'SHA256' ? 'SHA-256' : 'SHA-1'}`,
    notSeen: 'not seen',
    how: 'Brought in by',
  },
  token: {
    title: 'Switch the token on and put it on the reader',
    text: 'Press its button until the display lights, then lay it flat. Writing starts by itself.',
    anotherTitle: (serial: string) => `Put token ${serial} back`,
    askForModel: 'Ask the other technicians to allow it',
    askedForModel:
      'They are asked, on the page Tokens. Leave the token there: writing starts by itself once one of them allows it.',
    writeInstead: (serial: string) => `Burn ${serial} instead`,
    keep: (minutes: number) => `The secret waits here for ${minutes} minutes, then it is forgotten.`,
  },
  burn: {
    preparing: 'Sealing the secret for the desk',
    leave: 'Leave the token on the reader',
    leaveText: 'It takes about a second.',
    putBackTitle: 'Put the token back on the reader',
    waitsTitle: 'Put the token on the reader',
    waitsText: 'Switch it on until its display lights. Writing starts by itself.',
    cancelBefore: 'Cancel, nothing has been written',
    cancelEmptied: 'Cancel: the token stays empty',
    cancelChanged: 'Cancel: its codes may no longer fit',
    cancelPerhapsEmptied: 'Cancel: the token may stay empty',
    awayText: 'When the desk is back, it says what is on the token.',
    shutOutText:
      'This desk tells nothing more: whether it wrote the token is not known. Burn it once more, at another desk.',
    unknownText:
      'What the desk has written is not known here. Once Token Desk answers, this page shows where the burn stands.',
    cancelAway: 'Cancel: the desk may have written it already',
    phases: {
      'place-token': 'Waiting for the token',
      reading: 'Reading the token',
      authenticating: 'Talking to the token',
      'writing-clock': 'Setting its clock',
      'writing-seed': 'Writing the secret',
      written: 'Burned',
    },
    progress: 'How far the burn is',
  },
  foot: { ways: 'Something else' },
  check: {
    title: 'Type the six digits',
    text: 'Take the token off the reader and switch it off, then on: the code on the display right now may still be the old one. Then type what it shows.',
    note: 'Checked by the desk itself, against the secret it wrote. Nothing to press: it checks at the sixth digit.',
    checking: 'Checking…',
    label: 'Code on the token’s display',
    nothingShown: 'The display shows nothing',
    nothingTitle: 'Press the button for a full second.',
    nothingText:
      'If it stays dark, the battery is empty: take another token and bring in a new QR code. Six dashes mean that it holds no secret: burn it again.',
    newCode: 'Burn again with a new QR code',
    stop: 'Stop: token stays burned, not checked',
    misses: (n: number) => counted(n, { one: '# code did not match.', other: '# codes did not match.' }),
    missesText:
      'Read the serial on the back: is it the token from the reader? If it is, burn it again with a new QR code.',
    goneGo: 'Go on at Microsoft, not checked by the desk',
  },
};

export type WizardStrings = typeof wizardEnglish;
