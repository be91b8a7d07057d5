import type { TokenConfig } from '@token-desk/contract/token/config';
import { countingIn } from '@token-desk/contract/words/counting';

const bytes = new Intl.NumberFormat('en-GB', { style: 'unit', unit: 'byte', unitDisplay: 'long' });
const { amount, list } = countingIn('en-GB');

/** Why a command was not understood: “The command was not understood: …”. */
export const usageEnglish = {
  unknownOption: 'there is an option it does not have',
  optionValue: 'an option lacks its value, or has one it does not take',
  bareWord: 'there is a word that belongs to no option; a key goes to standard input',
  options: 'options',
  oneOf: (name: string, values: readonly (string | number)[]) =>
    `--${name} is one of ${list(values.map(String), 'none')}`,
  serial: '--serial is 1 to 16 digits',
  range: (name: string, min: number, max: number) => `--${name} is a number from ${min} to ${max}`,
  serverAndCode: '--server and --code are needed',
  vpcd: '--vpcd is HOST:PORT',
  serialNeeded: '--serial is needed',
};

export const keyEnglish = {
  bringIn: 'Paste the otpauth link or type the key, then press Enter and Ctrl-D.',
  seen: (length: number, account: string | null) =>
    `A key of ${bytes.format(length)} for ${account ?? 'an account it does not name'}.`,
  codeRight: 'The code is right.',
};

export const tokenEnglish = {
  noReader: 'No reader.',
  plugIn: 'There is no reader yet. Plug it in.',
  place: 'Switch the token on and put it on the reader.',
  passedOver: (reader: string) =>
    `The card on ${reader} was there before and is no token: waiting for one on another reader. If you mean that one: --reader "${reader}".`,
  identified: (serial: string, model: string | null, driftSeconds: number) =>
    `Token ${serial} (${model ?? 'unknown model'}), clock ${amount(driftSeconds, 'second')} off.`,
  underWay: 'The token is being written: waiting for its answer. Once more ends this at once.',
  withTheClock: ({ algorithm, stepSeconds, displayTimeoutSeconds }: TokenConfig) =>
    `With the clock the token gets ${algorithm}, ${amount(stepSeconds, 'second')} and a display of ${amount(displayTimeoutSeconds, 'second')}: give the options it was written with.`,
  /** `said`: what the token is or has now. */
  done: (serial: string, said: string) => `Token ${serial} ${said}.`,
  burned: 'is written. Switch it off and on, then check its code with “check”',
  blanked: 'holds a random secret that nobody knows',
  synced: 'has the time of this PC',
  otherThanNamed: (serial: string | number, named: string | number) => ({
    title: `This is token ${serial}; --serial says ${named}.`,
    action: `Put ${named} on the reader, or give the serial of the token that you mean.`,
  }),
  virtualHands: 'tap, lift or press',
  virtualModelUnknown: 'Nobody knows this serial’s model: “burn” will refuse it.',
};

export const deskEnglish = {
  paired: (name: string, tenant: string, fingerprint: string) =>
    `This desk is now “${name}” of ${tenant}.\nLetters ${fingerprint}: confirm them in the tab when they are the same there.`,
  identity: (name: string, around: string, fingerprint: string) =>
    `${name} (${around})\nLetters ${fingerprint}`,
  letters: (name: string, fingerprint: string) => `${name}: ${fingerprint}, to be compared with the tab`,
  cardIn: (file: string) => `The card of this desk, to be printed and kept beside its reader: ${file}`,
  unsentIn: (folder: string) => `What this desk did and no server has heard of is kept in ${folder}.`,
  keysKeptBy: (keeper: string) => `The keys of this desk are in the ${keeper} of this user.`,
  keysInFile: (why: string, file: string) =>
    `The keys of this desk are in a file that only this user may read, because ${why}: ${file}`,
  whyFile: {
    'not-installed': 'the part that reaches the key store of this system is not installed',
    'not-answering': 'the key store of this system does not answer',
    'switched-off': 'this was asked for',
  },
  compare: (digits: string) => `Compare with the tab: ${digits.slice(0, 3)} ${digits.slice(3)}`,
  unknownFailure: 'unknown failure',
};
