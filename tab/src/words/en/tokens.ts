import type { CustodyEntry, CustodyNote, ImportRow } from '@token-desk/contract/token/record';
import { fieldLabelsEn } from '@token-desk/contract/words/en/form';
import { tokenStatesEn } from '@token-desk/contract/words/en/states';
import type { SecretPlace } from '../../views/add-tokens/list-secrets.ts';
import { amount, count, counted, total } from './numbers.ts';

type ImportProblem = NonNullable<ImportRow['problem']>;

export const tokensEnglish = {
  title: 'Tokens',
  search: 'Serial, model, holder or Microsoft’s id',
  stateFilter: 'State',
  anyState: 'Every state',
  add: 'Add tokens',
  fromDesk: (desk: string) => `Burned at ${desk}, not handed over`,
  fromDeskAll: 'Show all tokens',
  back: 'Back to the tokens',
  count: (shown: number, all: number) => `${count(shown)} of ${total(all, shown)}`,
  more: 'Show more',
  emptyTitle: 'No tokens in the inventory yet',
  emptyText: 'Add the ones in your drawer: lay them on a reader one by one, or bring in the vendor’s list.',
  noneTitle: 'No token like that',
  noneText:
    'Search by the serial on the back, the model, the name of the holder, or the id Microsoft gives its method.',
  showAll: 'Show all tokens',
  columns: {
    serial: 'Serial',
    model: 'Model',
    holder: 'Holder',
    route: 'Route',
    state: 'State',
    battery: 'Battery',
    drift: 'Clock when last read',
    secret: 'Secret',
    burns: 'Burns',
    moved: 'Last moved',
    custody: 'Who had it',
    site: fieldLabelsEn.site,
    box: 'Box',
    method: 'Method at Microsoft',
    added: 'In the inventory since',
  },
  nobody: 'nobody',
  modelUnknown: 'unknown model',
  routes: { A: 'as an authenticator app', B: 'as a hardware token at Microsoft' },
  factorySecret: 'its maker’s: no desk wrote it',
  routeNone: 'not used yet',
  never: 'never read',
  states: tokenStatesEn,
  battery: {
    unknown: 'not known: never read',
    fresh: 'about 5 years, if it came new',
    years: (n: number) => `about ${amount(n, 'year')} left, if it came new`,
    months: (n: number) =>
      n <= 1 ? 'about a month left, if it came new' : `about ${amount(n, 'month')} left, if it came new`,
    over: 'may be empty any day: replace it',
  },
  custody: {
    added: () => 'Added to stock',
    adopted: () => 'Taken into the inventory',
    taken_over: (who: string) => `Taken over, with ${who} already`,
    handed_over: (who: string) => `Handed to ${who}`,
    taken_back: (who: string) => `Taken back from ${who}`,
    blanked: () => 'Emptied at a desk',
    set_aside: () => 'Set aside',
    retired: () => 'Retired',
    lost: (who: string) => `Lost, last with ${who}`,
    found: () => 'Found again',
    loss_undone: () => 'Not lost after all',
  } satisfies Record<CustodyEntry['kind'], (who: string) => string> as Record<
    CustodyEntry['kind'],
    (who: string) => string
  >,
  custodyNotes: {
    'perhaps-written': 'stopped after the desk had the secret, which may be on it',
    'not-written': 'the desk says that nothing was written',
    'perhaps-assigned': 'Microsoft did not show that it was assigned to nobody',
  } satisfies Record<CustodyNote, string> as Record<CustodyNote, string>,
  custodyBy: (at: string, by: string) => `${at}, ${by}`,
  custodyEmpty: 'Nothing is recorded about it yet.',
  request: 'The request it belongs to',
  statement: 'Statement for this token',
  moves: {
    title: 'What can be done',
    note: 'Why? (others read this)',
    cancel: 'Leave it as it is',
    done: (what: string, serial: string) => `${what}: ${serial}`,
    undo: 'Undo',
    takeBack: 'Take back',
    toStock: 'Put it back in stock',
    retire: 'Retire',
    retireTitle: (serial: string) => `Retire ${serial}?`,
    retireText: 'It is never burned again and leaves the stock. This cannot be undone.',
    retireLoaded:
      'It is never burned again and leaves the stock. This cannot be undone. Its device at Microsoft, which nobody was given, has to be deleted there.',
    retireGo: 'Retire it for good',
    retired: 'Retired',
    lost: 'Report lost',
    lostTitle: (serial: string) => `Is ${serial} lost?`,
    lostText: (holder: string) =>
      `Until the method is removed at Microsoft, whoever finds it can use its codes as ${holder}. Remove it there next.`,
    lostNobody: 'It leaves the stock until somebody finds it.',
    lostGo: 'Yes, it is lost',
    lostDone: 'Reported lost',
    found: 'It was found',
    foundDone: 'Found: set aside until it is emptied',
    foundTheirs: (holder: string) => `Found: paused. Take it back from ${holder}, or report it lost again`,
    setAside: 'Set aside',
    setAsideTitle: (serial: string) => `Set ${serial} aside?`,
    setAsideText: 'It stays in the inventory but is not offered for burning without a look at it.',
    setAsideLoaded:
      'It is not handed out any more. Microsoft keeps its device, which nobody was given: while nothing is written to the token, one look at Microsoft makes it loaded again.',
    setAsideGo: 'Set it aside',
    setAsideDone: 'Set aside',
    clock: 'Set its clock',
    clockRestricted: (model: string) =>
      `Setting the clock of a ${model} would empty it: its secret goes with the old time. Burn it again instead.`,
    clockTitle: (serial: string) => `Set the clock of ${serial}?`,
    clockText:
      'Its secret stays. If Microsoft has already got used to the wrong clock, the next sign-in may fail once.',
    clockGo: 'Set the clock',
    clockDone: 'Its clock is right now',
    blank: 'Empty it',
  },
  /** A token that a load wrote and that does not count as loaded. */
  loadAgain: {
    look: 'Look for its device at Microsoft',
    found: {
      loaded: 'Microsoft has its device, which nobody was given: it is loaded.',
      said: 'Microsoft cannot be read here. By what the inventory has of its device, it is loaded.',
      none: 'Microsoft has no device of this serial. It has to be burned again.',
      other:
        'Microsoft has a device of this serial that somebody was given, or that belongs to an older secret. The token is not loaded.',
    },
  },
  left: {
    title: 'Old methods to remove at Microsoft',
    text: (holder: string) => `Of ${holder}, from a secret this token carried before.`,
    seen: {
      there: 'Microsoft still lists it.',
      gone: 'Microsoft no longer lists it.',
      unread: 'Microsoft’s list cannot be read here.',
    },
    look: 'Look at Microsoft again',
  },
  leftDevices: {
    title: 'Old devices to delete at Microsoft',
    text: 'Of a secret this token carried before.',
    seen: {
      there: 'Microsoft’s inventory still has it.',
      gone: 'Microsoft’s inventory no longer has it.',
      unread: 'Microsoft’s inventory cannot be read here.',
    },
    remove: {
      go: 'Delete it at Microsoft',
      title: (serial: string) => `Delete this old device of ${serial} at Microsoft?`,
      text: 'Microsoft does it with your rights and its log names you. The token in hand stays as it is: it carries another secret.',
      confirm: 'Delete it',
      removed: 'Microsoft has deleted it.',
    },
  },
  takeBack: {
    title: (serial: string) => `Take back ${serial}`,
    titleFrom: (serial: string, holder: string) => `Take ${serial} back from ${holder}`,
    step1: 'You have it in your hand',
    step1Text: (holder: string) => `In the inventory, ${holder} has it. From now on: you.`,
    step1Go: 'I have it',
    step2: 'Microsoft no longer lists it',
    step2Text: (holder: string, route: 'A' | 'B') =>
      `Open the page below and delete the method “${
        route === 'A' ? 'Software OATH token' : 'Hardware OATH token'
      }” of ${holder}.`,
    step2Link: (holder: string) => `Sign-in methods of ${holder} at Microsoft`,
    step2Looking: 'Looking every 3 seconds whether it is gone.',
    step2Gone: 'It is gone.',
    step2Never: 'It was never registered: nothing to remove.',
    step2Unreadable: 'Microsoft’s list cannot be read here. Look yourself, then say so.',
    step2Said: 'I looked: it is gone',
    remove: {
      go: 'Remove it at Microsoft',
      title: (holder: string) => `Remove this token of ${holder} at Microsoft?`,
      text: (holder: string, route: 'A' | 'B') =>
        `${holder} can no longer sign in with it. Microsoft does it with your rights and its log names you. ${
          route === 'A'
            ? 'There is no way back: a token must be burned and registered again.'
            : 'Its device stays in Microsoft’s inventory, with its secret.'
        }`,
      confirm: 'Remove it for good',
      stay: 'Leave it there',
      removing: 'Asking Microsoft…',
      removed: 'Microsoft has removed it.',
    },
    step3: 'It holds no secret',
    step3Text: 'Emptying writes a secret that nobody knows over the old one.',
    step3Go: 'Empty it on the reader',
    step4: 'In stock',
    step4Go: 'Put it in stock',
    finished: (serial: string) => `${serial} is back in stock`,
    finishedText: 'Each step is recorded.',
    close: 'Done',
    later: 'Later: it stays set aside',
    blankTitle: (serial: string) => `Empty ${serial}?`,
    blankText: (holder: string) =>
      `Every sign-in with it stops working for good, for ${holder} too. There is no way back: it must be burned again.`,
    blankNobody: 'Whatever it holds is gone for good. It must be burned again.',
    blankGo: 'Empty it for good',
    blankCancel: 'Keep its secret',
  },
  work: {
    choose: 'At which desk?',
    noDesk: 'No desk is connected. Start the desk service on the PC with the reader.',
    unconfirmed: (desk: string) =>
      `${desk} is connected, but nobody has compared its letters yet. Confirm it first.`,
    confirm: 'Confirm it on the page “Desks”',
    place: (serial: string, desk: string) => `Switch ${serial} on and lay it on the reader of ${desk}.`,
    reading: 'Reading it…',
    writing: 'Leave it on the reader…',
    blanked: 'It is empty.',
    leftEmpty: 'It was not finished, and its secret may be gone. Lay it down again and repeat it.',
    leftChanged:
      'It was not finished: its old secret is on it, perhaps with new settings or a wrong clock, so its codes may not fit. Lay it down again and repeat it; if it happens twice, take another token.',
    unknown: 'No clear answer came to the last write. Lay it down again and repeat it: that is safe.',
    again: 'Once more',
    cancel: 'Stop: nothing has been written',
    cancelBegun: 'Stop: the token stays as it is now',
    cancelAway: 'Stop: the desk may have written it already',
  },
  onReader: {
    title: (desk: string) => `On the reader of ${desk}`,
    whose: (holder: string) => `It belongs to ${holder}.`,
    wasWith: (holder: string) => `It is reported lost; ${holder} had it last.`,
    stock: 'It is in stock.',
    setAside: 'It is set aside.',
    retired: 'It is retired: do not use it.',
    other: (state: string) => `In the inventory as: ${state}.`,
    show: 'Show it',
    unknown: 'It is not in our inventory.',
    unknownText: 'Adopt it when it is ours. Set it aside when nobody knows where it comes from.',
    adopt: 'Adopt into stock',
    setAside2: 'Set aside',
    adoptDone: 'Taken into the inventory',
    foundNote: 'Found, unknown where it comes from',
  },
  adding: {
    title: 'Add tokens',
    tapTitle: 'Lay them on a reader',
    tapText: 'Switch a token on and lay it down: it is added. Then the next one.',
    desk: 'Desk',
    site: fieldLabelsEn.site,
    siteNone: 'no site',
    start: 'Start adding',
    stop: 'That was all',
    ready: (desk: string) => `Lay the first token on the reader of ${desk}`,
    next: 'Lay the next one down',
    reading: 'Reading…',
    added: 'added',
    undone: 'set aside again',
    undo: 'Undo',
    already: (holder: string) => `already in the inventory, with ${holder}`,
    alreadyStock: 'already in stock',
    counted: (n: number) => counted(n, { one: '# token added', other: '# tokens added' }),
    undoNote: 'Added by mistake',
    fileTitle: 'Bring in a list',
    fileText:
      'Paste the vendor’s list or choose its file. One token a line, with a heading: serial, and site if you like. A column person (sign-in name) takes over tokens that somebody carries already.',
    example: 'serial,site\n86596000004711,Lyon\n86596000004712,Lyon',
    field: 'List (CSV)',
    choose: 'Choose a file',
    look: 'Look at it first',
    tooLarge: 'That file is too large. Bring in at most 5,000 lines at once.',
    notText: 'That file is no text list. If it is a spreadsheet, save it as CSV there and choose that file.',
    guessed:
      'The file is not in UTF-8: it was read as Windows-1252. See whether ö, é and the like are right.',
    secretIn: (place: SecretPlace) => {
      if (place.kind === 'column')
        return `This list seems to hold secrets, in the column “${place.column}”. Take that column out: only serial and site are needed here.`;
      if (place.kind === 'cell')
        return `This list seems to hold secrets: line ${place.line}, column ${place.column}. Take it out: only serial and site are needed here.`;
      return place.hasSecrets
        ? `This list seems to hold secrets, and it is ${place.form}. Make a list of serials: one a line, with the heading serial.`
        : `This is ${place.form}, not a list. Make a list of serials: one a line, with the heading serial.`;
    },
    preview: 'What the list says',
    line: 'Line',
    verdict: 'Result',
    fine: 'will be added',
    fineTakenOver: 'will be taken over',
    person: 'Carried by',
    takenOver: (n: number) =>
      counted(n, {
        one: '# of them is in somebody’s hands already: what it is at Microsoft is looked up, and what is not known stays open.',
        other:
          '# of them are in somebody’s hands already: what they are at Microsoft is looked up, and what is not known stays open.',
      }),
    problems: {
      'serial-malformed': 'Not a serial as printed on a token: 1 to 16 digits or letters.',
      'model-unknown': 'Nobody here knows this model. Check the first seven digits.',
      'already-here': 'Already in the inventory.',
      'twice-in-file': 'Stands twice in this list.',
      'serial-spoiled':
        'A spreadsheet shortened this serial and its last digits are lost. Format that column as text, bring the serials in again, and save.',
      'site-too-long': 'The site is longer than 80 characters.',
      'site-unknown': 'There is no such site here. Write it as the list of sites has it, or leave it empty.',
      'person-unknown': 'Microsoft knows nobody of this name. Write the sign-in name (UPN).',
      'person-guest': 'A guest of your organisation: guests are given no tokens here.',
      'too-many-people': 'A list names at most 500 people. Bring this line in as part of a second list.',
      columns:
        'The line has more cells than the heading has names, or none for the serial. Give each column a name; a cell with a separator in it needs quotation marks.',
      'no-serial-column': 'No column is called serial. Write a heading above the serials: serial.',
      'no-lines': 'There is no line with a token below the heading.',
      'quote-open': 'A quotation mark is never closed, or stands inside a cell.',
      'too-many-lines': 'From here on there are more than 5,000 lines. Bring them in as a second list.',
    } satisfies Record<ImportProblem, string> as Record<ImportProblem, string>,
    wrongLines: (n: number) =>
      counted(n, {
        one: '# line is not right. Correct it in the list, then look again.',
        other: '# lines are not right. Correct them in the list, then look again.',
      }),
    knownLines: (n: number) =>
      counted(n, {
        one: '# token of the list is in the inventory already and stays as it is.',
        other: '# tokens of the list are in the inventory already and stay as they are.',
      }),
    unread: (columns: string) => `Not read: ${columns}. Only the serial, the site and the person are.`,
    newSites: (sites: string) => `No token is at a site of this name yet: ${sites}`,
    newSitesText:
      'If a name is mistyped, correct it in the list and look again. Else it is taken as it stands.',
    nothingYet: 'Nothing has been added.',
    empty: 'The list has no line with a token.',
    confirm: (n: number) => counted(n, { one: 'Add # token', other: 'Add # tokens' }),
    imported: (n: number) => counted(n, { one: '# token was added.', other: '# tokens were added.' }),
    importedText: 'Each stands in the inventory.',
    toTokens: 'Show the tokens',
  },
};
