/** The pages Desks and Audit as a whole; their parts stand in `burners` and `records`. */
export const pagesEnglish = {
  desksPage: {
    title: 'Desks',
    text: 'Each is a PC with a reader, and the service beside it.',
    readers: 'Readers',
    noReaders: 'no reader',
    lastSeen: (ago: string) => `last seen ${ago}`,
    version: 'Version',
    fingerprint: 'Letters',
    onThisPc: 'used on this PC',
    states: { pending: 'Not confirmed yet', confirmed: 'Confirmed', revoked: 'Revoked', stolen: 'Stolen' },
    confirm: 'They are the same as at the desk',
    pairTitle: 'Add a desk',
    pairName: 'Name of the desk',
    pairNameHint: 'for example Desk Lyon 2',
    pairMake: 'Make a pairing code',
    pairCode: 'Type this at the desk:',
    pairCommand: (server: string, code: string) =>
      `npm run -s burner -- pair --server ${server} --code ${code}`,
    emptyTitle: 'No desk yet',
    emptyText: 'Make a pairing code and type it at the PC with the reader.',
  },
  auditPage: {
    title: 'Audit',
    text: 'Everything that happened, in order. Rows cannot be changed without breaking the chain.',
    verify: 'Check the whole chain',
    verifying: 'Checking…',
    row: 'Row',
    at: 'When',
    who: 'Who',
    subject: 'For whom',
    what: 'What',
    more: 'Show more',
    empty: 'Nothing has happened yet.',
    burner: (name: string) => `desk ${name}`,
  },
};

export type PagesStrings = typeof pagesEnglish;
