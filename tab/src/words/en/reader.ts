/** Choosing a desk, and what lies on its reader. */
export const readerEnglish = {
  desk: {
    chooseTitle: 'Choose your desk',
    chooseText: 'The PC with the reader in front of you. This page remembers it here.',
    noneTitle: 'Have a desk set up first',
    noneText: 'An administrator makes a pairing code on the page “Desks” and types it at the desk.',
    online: 'connected',
    offline: 'not connected',
    change: 'Use another desk',
    compareTitle: 'Compare these letters with the desk',
    newHere: (name: string) => `${name} is new to this PC.`,
    compareText:
      'Four groups of letters stand on the card of the desk and in the window of its service. They must be the same as these:',
    same: 'They are the same',
    different: 'They differ: do not go on',
    differentTitle: 'Then do not use this desk.',
    differentText: 'Tell your administrator that the letters differ.',
  },
  reader: {
    title: 'At the reader',
    nothing: 'nothing on it',
    nothingLine: (reader: string) => `${reader} · nothing on it`,
    onIt: (ago: string) => `On it, laid down ${ago}`,
    lifted: (ago: string) => `Lifted ${ago}`,
    busy: 'Another program is using it',
    early: 'a token laid here now is read and waits',
    awake: 'Switch it on when asked: it stays awake for about 30 seconds.',
    serial: 'Serial',
    clock: 'Clock',
    holder: 'Holder',
    clockBefore: (drift: string) => `right (was ${drift})`,
    afterCheck: (name: string) => `${name}, after this check`,
    holderNow: (name: string) => name,
    drawn: (model: string, serial: string) =>
      `Drawing of a token: ${model}, serial ${serial}. Its display cannot be seen from here.`,
    reading: 'reading…',
    noReader: 'No reader is connected',
    notChosen: 'No desk chosen yet',
    offline: 'The desk is not connected',
    unknown: 'The server does not answer: what lies here is not known',
  },
};

export type ReaderStrings = typeof readerEnglish;
