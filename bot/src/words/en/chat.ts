import { askedTypesEn, askersHandOversEn, fieldLabelsEn } from '@token-desk/contract/words/en/form';
import { askersStatesEn } from '@token-desk/contract/words/en/states';
import type { NextAbout, Strings } from '../strings.ts';
import { askingEn } from './asking.ts';
import { tasksEn } from './tasks.ts';

const collect = ({ subject, site, handOver }: NextAbout): string => {
  switch (handOver) {
    case 'desk':
      return `${subject} can pick it up at the counter in ${site}.`;
    case 'manager-collects':
      return `Please pick it up at the counter in ${site}.`;
    case 'internal-mail':
      return 'It goes out by internal mail next.';
    case 'ship':
      return 'It is sent by post next.';
  }
};

/** What comes after it is done, said before. */
const later = ({ subject, site, handOver }: NextAbout): string => {
  switch (handOver) {
    case 'desk':
      return `Afterwards ${subject} picks it up at the counter in ${site}.`;
    case 'manager-collects':
      return `Afterwards you pick it up at the counter in ${site}.`;
    case 'internal-mail':
      return 'Afterwards it goes out by internal mail.';
    case 'ship':
      return 'Afterwards it is sent by post.';
  }
};

const aboutEn = {
  bound: 'was registered for them, and is held',
  token_lost: 'was reported lost',
  token_taken_back: 'was taken back',
} as const;

export const stringsEn: Strings = {
  language: 'en',
  languageNames: ['english', 'englisch'],
  dateLocale: 'en-GB',
  types: askedTypesEn,
  handOvers: askersHandOversEn,
  states: askersStatesEn,
  atIt: (technician) => `${technician} is working on it`,
  sentTo: (name) => `Sent to ${name}, who decides. There is nothing for you to do.`,
  sentToSeveral: (names) => `Sent to ${names}: one of them decides. There is nothing for you to do.`,
  rejectedWhy: (why) => `The reason: ${why}`,
  next: {
    submitted: () => 'Somebody who may approve it looks at it. There is nothing for you to do.',
    approved: () => 'It joins the technicians’ queue. There is nothing for you to do.',
    queued: (about) =>
      `A technician takes it from the queue. This card says when ${about.subject} is needed. ${later(about)} There is nothing for you to do now.`,
    in_progress: ({ subject }) => `The token is being prepared. ${subject} has to be there to finish it.`,
    burned: () => 'The technician compares the code on its display.',
    checked: ({ subject }) => `${subject} types the code on the Microsoft page.`,
    bound: collect,
    handed_over: ({ subject }) =>
      `Close it once ${subject} has signed in. After seven days it closes by itself.`,
    closed: () => 'All done.',
    withdrawn: () => 'Nothing more happens. You can ask again at any time.',
    rejected: () => 'Ask IT for the reason, or ask again.',
    expired: () => 'Nobody approved it in time. Ask again if it is still needed.',
    failed: () => 'The technician decides how to go on. There is nothing for you to do.',
    on_hold: () => 'It goes on later. There is nothing for you to do.',
  },
  form: {
    title: 'Ask for a token',
    intro: 'For a colleague who cannot use a phone to sign in.',
    labels: {
      subject: 'Who will carry it?',
      subjectText: 'Name or address (only for somebody you cannot choose above)',
      type: 'What is needed?',
      reason: 'Why?',
      reasonText: 'In your words (needed only for “Something else”)',
      site: fieldLabelsEn.site,
      neededBy: fieldLabelsEn.neededBy,
      handOver: 'How does it get there?',
      ticketNumber: 'Ticket number (optional)',
      costCentre: 'Cost centre (optional)',
      note: 'Note, read by approvers and auditors only (optional)',
    },
    placeholders: { subject: 'Type a name', site: 'Where the person works' },
    wrong: {
      subject: 'Choose the person who will carry the token, or type a name or an address below.',
      subjectText:
        'Nobody is found by this. Type the beginning of first and last name, or the whole address.',
      type: 'Choose what is needed.',
      reason: 'Choose why.',
      reasonText: 'Say in your words why, with at least 10 characters (500 at most).',
      site: 'Choose the site.',
      neededBy: 'Choose a date, today or later.',
      handOver: 'Choose how it gets there.',
      ticketNumber: 'A ticket number has at most 40 characters.',
      costCentre: 'A cost centre has at most 40 characters.',
      note: 'The note may have at most 1000 characters.',
    },
    found: (name, upn) =>
      `Found: ${name} (${upn}). If that is the person, send it with “Ask for it”. Nothing has been sent yet.`,
    foundSeveral: (typed) =>
      `Several people fit “${typed}”. Choose one and send it. Nothing has been sent yet.`,
    choose: 'Choose',
    submit: 'Ask for it',
    rest: 'Show or hide the rest',
    cancel: 'Cancel, nothing is sent',
    cancelled: 'Nothing was sent. Write “request” to start again.',
  },
  card: {
    for: (subject) => `Token for ${subject}`,
    askedBy: 'Asked by',
    neededBy: fieldLabelsEn.neededBy,
    type: 'What',
    site: fieldLabelsEn.site,
    handOver: 'Hand-over',
    pickUp: 'Counter',
    approver: 'Approves here',
    next: 'What happens next',
    withdraw: 'Withdraw…',
    withdrawQuestion: (subject) => `Withdraw the request for ${subject}? Nobody has started yet.`,
    withdrawSure: 'Yes, withdraw it',
    youDecide: (askedBy) =>
      `${askedBy} asks for it. You are this person’s manager or stand in for them: decide whether they get it.`,
    youApprove: (askedBy) =>
      `${askedBy} asks for it. You approve for this site: decide whether the person gets it.`,
    approvedBy: (name) => `${name} approved it.`,
    rejectedBy: (name) => `${name} did not approve it.`,
    approve: 'Approve',
    reject: 'Reject…',
    rejectWhy: (askedBy) => `Why not? ${askedBy} reads it.`,
    rejectEmpty: 'Say why not.',
    rejectSure: 'Reject it',
    close: 'Close it, all is well',
    open: 'Open in Token Desk',
    show: 'Show',
    beforeDesk: (day, what) => `Before the desk, seen at Microsoft on ${day}: ${what}.`,
    notKnown: (day, what) => `Not known on ${day}: ${what}.`,
  },
  missing: {
    account: 'the account is disabled (an administrator of the directory enables it)',
    guest: 'the account is a guest’s (guests register where they are at home)',
    password: 'the next sign-in asks for a new password (the person, or whoever resets passwords)',
    'first-sign-in':
      'never signed in, and the page for registering is guarded (an administrator lets the person in)',
    'method-allowed': 'the policy leaves the person out (an Authentication Policy Administrator)',
    room: 'five authenticator apps and tokens already (the person removes one)',
  },
  notKnown: {
    account: 'whether the account is enabled',
    guest: 'whether the account is a guest’s',
    password: 'whether the next sign-in asks for a new password (the person signs in once beforehand)',
    'first-sign-in': 'whether the person has ever signed in (ask them)',
    'method-allowed': 'whether the policy allows it for this person (an Authentication Policy Administrator)',
    room: 'whether there is room for one more authenticator app or token (the person counts theirs)',
  },
  list: {
    title: 'Your requests',
    none: 'You have no requests. Write “request” to ask for a token.',
    asOf: (time) => `As of ${time}`,
    refresh: 'Look again',
    withdrawTitle: 'Which request do you want to withdraw?',
    withdrawNone: 'There is nothing you can withdraw: no request of yours is still waiting.',
  },
  help: {
    title: 'Token Desk',
    intro: 'I help you get a hardware token for a colleague who cannot use a phone to sign in.',
    unknown: 'I did not understand that. This is what I can do:',
    channelTitle: 'Token Desk in this conversation',
    channelIntro: 'Technicians can have each request’s progress shown here.',
    channelLines: [
      [
        'notify here',
        'show requests here (technicians and administrators); with “technicians”, “security” or “digest” only that, and “deutsch” in German',
      ],
      ['notify list', 'say what is told here'],
      ['notify stop', 'end it; with a name only that'],
    ],
    request: 'Ask for a token',
    status: 'Your requests',
    personal: 'Please ask me in a personal chat: nobody in this channel sees what you write there.',
    openChat: 'Open the chat',
  },
  channel: {
    bound: 'Requests are shown here from now on',
    boundDetail: (topics) =>
      `Told here: ${topics}. “notify list” says so again, “notify stop” ends it, with a name only that.`,
    told: (topics) => `Told here: ${topics}.`,
    nothingTold: 'Nothing is told here. Technicians and administrators write “notify here”.',
    stillTold: (topics) => `That is no longer told here. Still told: ${topics}.`,
    unbound: 'Requests are no longer shown here.',
    wasNotBound: 'Requests were not shown here.',
    onlyChannels: 'That works in a channel or a group chat. Here you see your own requests anyway.',
  },
  lines: {
    deskStolen: (desk, by) =>
      `⚠ ${by} reported the desk “${desk}” as stolen. It gets no more orders; by hand it can still write. See in Token Desk which tokens were burned there and not handed over.`,
    policyChanged: (by) =>
      `○ ${by} confirmed other rules on who has to approve a request. They stand in Token Desk, on the page “Organisation”.`,
    recordApart: (desk) =>
      `⚠ What the desk “${desk}” signed does not fit what it was asked to do. Its token was set aside; a technician has to look at the receipt in Token Desk.`,
    ready: (subject, next) => `✓ The token for ${subject} is ready. ${next}`,
    rejectedWhy: (subject, why) => `✕ The token for ${subject} was not approved: ${why}`,
    rejected: (subject) => `✕ The token for ${subject} was not approved. Ask IT for the reason.`,
    expired: (subject) => `✕ The request for ${subject} has lapsed. Ask again if it is still needed.`,
    failed: (subject) => `⚠ The request for ${subject} was stopped. A technician has to decide how to go on.`,
    lossReported: (subject, by) =>
      `⚠ ${by} reports that ${subject}’s token is lost. It stays valid until a technician confirms it.`,
    lossRejected: (subject) =>
      `✕ A technician says that ${subject}’s token is not lost. It stays valid; this request has ended.`,
    tokenGone: (subject, how) =>
      `⚠ The token for ${subject} ${how}. A technician has to decide how to go on.`,
    held: (subject) => `‖ The token for ${subject} is on hold.`,
    lapsed: (subject) => `✕ The request for ${subject} has lapsed: nobody approved it in time.`,
    handedOver: (subject) =>
      `✓ The token for ${subject} was handed over. Close the request once they have signed in.`,
    changed: (subject, state) => `Token for ${subject}: ${state}.`,
    tokenEmpty: (subject) =>
      `⚠ The token for ${subject} may be empty: contact with it ended too early. Bring in the code again, then put it back on the reader.`,
    tokenChanged: (subject) =>
      `⚠ The token for ${subject} may have new settings with its old secret: its codes may no longer fit. Bring in the code again, then put it back.`,
    burnUnknown: (subject) =>
      `⚠ The token for ${subject} gave no clear answer to the last write. Check the code on its display.`,
    burnFailed: (subject) => `⚠ Writing the token for ${subject} stopped. Look at it in Token Desk.`,
    approvalReminder: (subject, askedBy) =>
      `○ ${askedBy} still waits for your decision on a token for ${subject}. Decide on the card in this chat.`,
    approvalPassedOn: (subject, asked) =>
      `○ The request for ${subject} still waits for approval. Asked: ${asked}.`,
    approvalNobodyAsked: (subject) =>
      `⚠ The request for ${subject} still waits for approval, and nobody can be asked in chat. An approver has to decide in Token Desk.`,
    privilegedAsked: (subject, by) =>
      `⚠ ${by} asked for a token for ${subject}, who has a role at Microsoft.`,
    tokenLost: (serial, by) => `⚠ ${by} reported token ${serial} as lost.`,
    modelAllowed: (prefix, by) =>
      `⚠ ${by} allowed tokens whose serial begins with ${prefix}, a model that Token Desk does not know.`,
    notThem: (name, serial, about) =>
      `⚠ ${name} says: this was not me. Token ${serial} ${aboutEn[about]}. A technician has to look at it in Token Desk.`,
    channelBound: (by, topics) => `○ ${by} has another channel told from now on: ${topics}.`,
    channelUnbound: (by, topics) => `○ ${by} ended what another channel was told: ${topics}.`,
    digest: (day, n, head) =>
      `Token Desk on ${day}: ${n.asked} asked for, ${n.handedOver} handed over. Now ${n.open} open, of them ${n.atRisk} at risk for their day, ${n.failed} stopped, ${n.waiting} waiting for approval. Messages that reached nobody: ${n.unheard}. The audit log ends with row ${head.seq}, hash ${head.hash}.`,
    technicianDay: (n) =>
      `○ Good morning. Asked for yesterday: ${n.asked}. At risk for their day: ${n.atRisk}. Stopped: ${n.failed}. They stand in Token Desk.`,
  },
  tokenGone: {
    'its-token-lost': 'was reported lost',
    'its-token-taken-back': 'was taken back',
    'its-token-set-aside': 'was set aside',
    'its-token-overwritten': 'was burned again or emptied',
  },
  asking: askingEn,
  tasks: tasksEn,
  cardTooOld: 'This card is too old to be used. Write “status” to see where things stand.',
  holder: {
    titles: {
      bound: 'A token was registered for you',
      token_lost: 'Your token was reported lost',
      token_taken_back: 'Your token was taken back',
    },
    texts: {
      bound:
        'From now on the codes on its display let you sign in at Microsoft. If you do not know of this, say so now.',
      token_lost:
        'It lets nobody sign in once it is removed at Microsoft. If you do not know of this, say so now.',
      token_taken_back: 'It is no longer yours. If you do not know of this, say so now.',
    },
    serial: 'Token',
    by: 'By',
    at: 'When',
    notMe: 'This was not me',
    said: 'You said that this was not you',
    saidText:
      'The technicians and security were told, and your token is held. Somebody gets in touch with you. Tell nobody a code from it.',
  },
  topics: { technicians: 'technicians', security: 'security', digest: 'digest' },
};
