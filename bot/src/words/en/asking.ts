import { countingIn } from '@token-desk/contract/words/counting';
import type { AskingStrings } from '../asking.ts';

const { counted } = countingIn('en-GB');
const people = (count: number) => counted(count, { one: '# person', other: '# people' });

export const askingEn: AskingStrings = {
  several: {
    title: 'Ask for several people',
    intro:
      'Choose them, or paste a list: one person in each line, by name, address or user principal name. You see whom I found before anything is sent.',
    open: 'Several people',
    people: 'Who will carry them?',
    list: 'Or a list (optional)',
    listHint: 'ana.moreau@contoso.example',
    listAgain: 'These lines corrected, or more people',
    check: 'Check the list',
    checkAgain: 'Check again',
    send: (count) => `Ask for ${people(count)}`,
    nobody: 'Choose somebody, or paste a list.',
    tooMany: (count, most) => `These are ${count} people, at most ${most} go in one go. Shorten the list.`,
    good: (count) => `${people(count)} found`,
    bad: (count) => counted(count, { one: '# line is not right yet', other: '# lines are not right yet' }),
    notSentYet: 'Nothing has been sent yet.',
    line: (line, text) => `Line ${line}, “${text}”:`,
    faults: {
      'not-found': 'nobody is found. Write the whole address, or the beginning of first and last name.',
      guest: 'is a guest of another organisation, whose IT hands out their token. Leave the line out.',
      disabled: 'the account is disabled. Ask your administrator, or leave the line out.',
      self: 'that is you. Ask your own manager.',
      twice: 'stands in the list twice. Leave one out.',
      'open-request':
        'has an open request already. Write “status” and the name to see it, or leave the line out.',
      'has-token':
        'has a token already. Ask for a replacement with a form of its own, or leave the line out.',
    },
    several: (names) => `fits several people: ${names}. Write the address.`,
    sent: (count) =>
      `Asked for ${people(count)}. A card of its own follows them; what is left is here to be corrected.`,
    sentBefore: 'This list has been sent already. Nothing was sent twice.',
    changed: 'The list has changed since. This is how it stands now; nothing has been sent.',
    fileUnread: 'I could not read this file. Send a list as CSV, or paste it as text.',
    fileTooBig: 'This file is too large for a list of people. Send at most 200 people as CSV.',
    fileRead: (name) => `Read from ${name}.`,
  },
  cohort: {
    title: (count) => counted(count, { one: 'Token for # person', other: 'Tokens for # people' }),
    unreached: (count) =>
      counted(count, {
        one: '# of them has no chat with Token Desk: tell them yourself when and where. The technicians print slips for it.',
        other:
          '# of them have no chat with Token Desk: tell them yourself when and where. The technicians print slips for it.',
      }),
    andMore: (count) => `and ${count} more`,
    find: 'Write “status” and a name to see one of them.',
    refresh: 'Look again',
    withdraw: 'Withdraw all…',
    withdrawQuestion: (count) =>
      `Withdraw what nobody has started yet, for ${people(count)}? What a technician has begun goes on.`,
    withdrawSure: 'Yes, withdraw them',
    decide: (askedBy) => `${askedBy} asks for them, and you decide: about all at once, or about some.`,
    approveAll: (count) => counted(count, { one: 'Approve', other: 'Approve all #' }),
    rejectAll: 'Reject all…',
    rejectAllSure: (count) => counted(count, { one: 'Reject it', other: 'Reject all #' }),
    some: 'Only some…',
    choose: 'Who? Everybody else waits on',
    approveChosen: 'Approve these',
    rejectChosen: 'Reject these',
    noneChosen: 'Choose at least one person.',
    notDecided: (names) => `Not decided: ${names}.`,
    lines: {
      approval_reminded: (count, names) =>
        `○ Your decision on tokens for ${people(count)} is still waited for: ${names}. Decide on the card in this chat.`,
      bound: (count, names) =>
        `✓ Tokens for ${people(count)} are ready: ${names}. Write “status” and a name to see how it gets there.`,
      expired: (count, names) =>
        `✕ Requests for ${people(count)} have lapsed: ${names}. Nobody approved them in time.`,
      failed: (count, names) =>
        `⚠ Requests for ${people(count)} were stopped: ${names}. A technician has to decide how to go on.`,
      handed_over: (count, names) =>
        `✓ Tokens for ${people(count)} were handed over: ${names}. Close each request once they have signed in.`,
      held: (count, names) => `‖ Tokens for ${people(count)} are on hold: ${names}.`,
      missing_found: (count, names) =>
        `⚠ Before they come to the desk something has to be mended or looked at, for ${people(count)}: ${names}. What it is stands on the page of each request.`,
    },
  },
  draft: {
    keep: 'Keep for later',
    kept: 'Kept. Write “request” to go on with it; after 30 days it is deleted.',
    again: (day) => `This is as you left it on ${day}.`,
    anew: 'Start anew',
  },
  edit: {
    open: 'Change…',
    title: (subject) => `Change the request for ${subject}`,
    intro:
      'Until a technician starts. For another person or another kind of token, withdraw it and ask again.',
    save: 'Save',
    back: 'Back, nothing changes',
  },
  nudge: {
    button: 'Nudge',
    done: (subject) => `Whoever is next has been reminded of ${subject}.`,
    line: (by, subject, state) => `○ ${by} asks how it stands for ${subject}: ${state}.`,
  },
  commands: {
    didYouMean: (line) => `Did you mean “${line}”?`,
    yes: (line) => `Yes, ${line}`,
    noneFound: (what) => `No request of yours is for “${what}”.`,
    severalFound: (what) => `Your requests for “${what}”`,
    approveTitle: 'Waiting for you to decide',
    approveNone: 'Nothing waits for you to decide.',
    lostTitle: 'Report a lost token',
    serialUnknown: (serial) =>
      `I cannot show you a token with the serial ${serial}. Say below who carried it: that is enough.`,
    names: {
      ...{
        request: 'request',
        several: 'several',
        joiner: 'joiner',
        status: 'status',
        withdraw: 'withdraw',
        lost: 'lost',
      },
      ...{ approve: 'approve', help: 'help', 'notify-here': 'notify here', 'stop-notify': 'stop notify' },
      'notify-list': 'notify list',
    },
    lines: [
      ['request', 'ask for a token; “request Ana Moreau” begins with her'],
      ['several', 'ask for up to 200 people in one go'],
      ['joiner', 'ask for somebody who has no account yet'],
      ['status', 'see where your requests stand; with a name, for one person'],
      ['lost', 'report a lost token; with its serial, if you know it'],
      ['withdraw', 'take a request back while nobody has started'],
      ['help', 'show this'],
    ],
    approverLine: ['approve', 'see what waits for you to decide'],
    roles: {
      technician:
        'You are a technician: the queue is in the tab “Desk”; in a channel, “notify here” shows it requests.',
      approver: 'You approve requests: write “approve” to see what waits for you.',
      auditor: 'You are an auditor: the audit log is in the tab “Desk”.',
      administrator: 'You are an administrator: sites, rules and desks are in the tab “Desk”.',
    },
  },
  joiner: {
    open: 'No account yet',
    title: 'For somebody who has no account yet',
    intro:
      'The request waits, and begins by itself on the day their account is there with exactly this address or personnel number.',
    name: 'Name',
    startsOn: 'First day',
    match: 'Address that is expected, or personnel number',
    matchHint: 'new.person@contoso.example',
    send: 'Ask for it',
    wrong:
      'Say name, first day, and the address that is expected or the personnel number; and what the form asks.',
    waits: (name) => `${name}: no account yet`,
    waitsDetail: (match, day) => `Waits for an account with “${match}”. First day: ${day}.`,
    bind: 'This is the account…',
    bindLabel: 'Their address or user principal name',
    bound: (name, account) => `${name} has an account now: ${account}. The request has begun.`,
    withdraw: 'Withdraw',
    withdrawn: (name) => `Withdrawn. Nobody waits for an account of ${name} any more.`,
    gone: 'This waits no longer.',
  },
  extension: {
    waitsInChat: 'Fill in who needs a token and why.',
    noAuthor: 'Nobody is known who wrote this message. Choose the person below.',
    token: (serial) => `Token ${serial}`,
  },
};
