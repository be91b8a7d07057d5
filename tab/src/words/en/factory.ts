import type { Verdict } from '../../flow/load/factory-flow.ts';
import type { FileFault, LineFault } from '../../lists/factory-list.ts';
import { counted } from './numbers.ts';

/** Lists of tokens whose makers chose the secrets. */
export const factoryEnglish = {
  title: 'Load a maker’s list',
  text: 'For tokens that came with their secrets. The list is read in this browser, and each secret goes from here to Microsoft by your own access: the server never gets it.',
  forms:
    'CSV with the columns of Entra (serial number, secret key, time interval, manufacturer, model), or PSKC, also an encrypted one. After a break choose the same list again: what is loaded is passed over.',
  choose: 'Choose the list',
  chooseAnother: 'Choose another list',
  nothingYet: 'Nothing has been created.',
  reading: 'The list, the inventory and Microsoft’s devices are read…',
  locked: {
    password: (name: string | null) =>
      name === null ? 'Password of this list' : `Password of this list (“${name}”)`,
    key: (name: string | null) =>
      name === null ? 'Key of this list, in hexadecimal' : `Key of this list (“${name}”), in hexadecimal`,
  },
  open: 'Open it',
  found: 'What the list holds',
  fresh: (n: number) => counted(n, { one: '# token can be created', other: '# tokens can be created' }),
  before: (n: number) => counted(n, { one: '# was loaded before', other: '# were loaded before' }),
  notYet: (n: number) => counted(n, { one: '# is still to be created', other: '# are still to be created' }),
  done: (n: number, box: string) =>
    counted(n, { one: `# loaded into the box ${box}`, other: `# loaded into the box ${box}` }),
  wrong: (n: number) => counted(n, { one: '# line is left over', other: '# lines are left over' }),
  guessed: 'The file is not in UTF-8: it was read as Windows-1252, which is a guess.',
  guessedNames: (names: string) =>
    `See whether these names are right before Microsoft is told them: ${names}.`,
  guessedNothing: 'No serial, secret or name in it hangs on that.',
  people: 'The list names people. Nobody gets a token by that: each is handed out by the code that it shows.',
  anew: (n: number) =>
    counted(n, {
      one: 'Also the one that Microsoft has already and nobody was given: delete its device there and create it anew',
      other:
        'Also the # that Microsoft has already and nobody was given: delete their devices there and create them anew',
    }),
  start: (n: number) => counted(n, { one: 'Create # token', other: 'Create # tokens' }),
  again: (n: number) => counted(n, { one: 'Go on with # token', other: 'Go on with # tokens' }),
  progress: 'Loaded of this list',
  timeLeft: (span: string) => `about ${span} left`,
  stop: 'Stop',
  stopping: 'stopping after this token',
  mayClose:
    'If this page is closed, choose the list again: it goes on with what is missing. The few that were created and not read back are then among those that Microsoft has already, and are to be ticked.',
  allDone: (n: number) => counted(n, { one: '# token is loaded.', other: '# tokens are loaded.' }),
  allDoneText: 'Microsoft has their secrets. Delete the list now, or keep it where nobody finds it.',
  stillNeeded:
    'Microsoft has their secrets. The list is still needed for the lines that are left over: keep it where nobody finds it until they are settled, then delete it.',
  toTokens: 'Show the tokens',
  left: 'Left over',
  why: 'Why',
  save: 'Save what is left over',
  files: {
    'too-large': 'That file is too large: 2 MB of CSV or 16 MB of PSKC are the most.',
    'not-readable': 'That file cannot be read any more. Choose it again.',
    'not-text':
      'That file is no text, or a damaged one. If it is a spreadsheet, save it as CSV there and choose that file; else get it from its maker again.',
    'no-serial-column': 'No column is called serial number.',
    'no-secret-column': 'No column is called secret key.',
    'no-interval-column': 'No column is called time interval: how many seconds each code is shown, 30 or 60.',
    'no-lines': 'There is no token in that list.',
    'too-many': 'There are more than 5,000 tokens. Divide the list.',
    'not-xml': 'That file begins as XML and is not well formed. Get it from its maker again.',
    doctype: 'That file declares a document type, which no PSKC file does. It is not read.',
    'not-pskc': 'That is XML and no PSKC: it holds no KeyContainer.',
    'key-wrong':
      'The list does not open with what you typed. If that is its password or key for certain, the file is damaged: get it from its maker again.',
    'way-unknown':
      'The list is encrypted in a way that this browser cannot open, whatever is typed: it opens AES of 128 or 256 bits (CBC). Ask its maker for such a one.',
    'key-damaged':
      'What this list says of its encryption is damaged or missing, so nothing that is typed opens it. Get it from its maker again.',
  } satisfies Record<FileFault, string> as Record<FileFault, string>,
  lines: {
    columns: 'The line has more cells than the heading.',
    'quote-open':
      'A quotation mark is opened in this line and closed in a later one: the lines between are not read.',
    'serial-malformed':
      'Not a serial as printed on a token, 1 to 16 digits or letters, or one that could be a secret.',
    'serial-spoiled':
      'A spreadsheet shortened this serial and its last digits are lost. Get the list from its maker again.',
    'twice-in-file': 'This serial stands in the list more than once: nobody can tell which secret is right.',
    'secret-missing': 'There is no secret.',
    'secret-malformed': 'The secret is no base32 and no hexadecimal, or its end is missing.',
    'secret-short': 'The secret is shorter than 10 bytes.',
    'secret-long': 'The secret is longer than 63 bytes.',
    'interval-wrong': 'The time interval is not 30 or 60 seconds, which is all that Microsoft takes.',
    'hash-wrong': 'The hash is not SHA-1 or SHA-256, which is all that Microsoft takes.',
    'maker-missing': 'The manufacturer is missing, and Microsoft wants one.',
    'not-totp': 'This token counts instead of telling the time (HOTP): Microsoft does not take it.',
    'digits-wrong': 'This token does not show six decimal digits, which is all that Microsoft takes.',
    'several-keys': 'This token has more than one key.',
    'way-unknown': 'This secret is encrypted in a way that this browser cannot open.',
    'mac-missing': 'This secret has no checksum (ValueMAC), so nobody can tell whether it opened rightly.',
    'not-opened': 'This secret does not open, or somebody changed it. Get the list from its maker again.',
  } satisfies Record<LineFault['why'], string> as Record<LineFault['why'], string>,
  verdicts: {
    new: 'It can be created.',
    loaded: 'It was loaded before.',
    there:
      'Microsoft has a device of this serial that nobody was given. Which secret it holds, nobody can tell.',
    given: 'At Microsoft this token is somebody’s.',
    written: 'It was written here, or may have been: it does not carry its maker’s secret any more.',
    'in-use': 'In the inventory it is somebody’s, set aside, lost, retired, or being worked on.',
  } satisfies Record<Verdict, string> as Record<Verdict, string>,
};

export type FactoryStrings = typeof factoryEnglish;
