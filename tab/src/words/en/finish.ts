/** The end of the wizard: Microsoft’s page, the hand-over, and nothing left to do. */
export const finishEnglish = {
  finish: {
    title: (given: string) => `Let ${given} type the code at Microsoft`,
    next: 'On the page with the QR code choose “Next”.',
    code: 'Type the code the token shows now, then “Next”.',
    done: 'Choose “Done”.',
    looking: 'Looking every 3 seconds whether Microsoft has it.',
    notYet: 'Not there yet.',
    lookAgain: 'Look again',
    stopped: 'Looked for ten minutes. Nothing new is there.',
    said: 'Microsoft accepted it',
    saidNote: 'Microsoft’s list cannot be read here. Your word is recorded as your word.',
    trouble: 'Microsoft says something else',
    troubleTitle: 'What does the page say?',
    wrongCode: 'The code is wrong',
    wrongCodeTitle: 'Wait for the next code.',
    wrongCodeText: 'It comes within half a minute. Type it as soon as it appears, then “Next”.',
    timedOut: 'It took too long, or somebody went back',
    timedOutHint: 'new QR code, same token, same request',
    close: 'Close',
    stop: 'Stop: that Microsoft accepted it is not recorded',
    notChecked: 'The desk did not check this token. The audit log says so.',
  },
  handOver: {
    title: (given: string) => `Give ${given} the token`,
    text: (serial: string) => `Microsoft has accepted token ${serial}.`,
    isYours: 'It is for you: a colleague hands it over.',
    toLabel: 'To whom?',
    to: {
      subject: (name: string) => name,
      manager: (name: string) => `${name}, who asked for it`,
      caller: (name: string) => `${name}, who called or came for it`,
      mail: () => 'By mail',
    },
    done: 'Handed over',
    doneNext: (name: string) => `Handed over, next: ${name}`,
    later: 'Later: it stays ready in the queue',
  },
  done: {
    title: (given: string) => `${given} has a token`,
    text: 'It is recorded. Whoever asked in chat is sent a message; a caller gets none.',
    next: (name: string) => `Next: ${name}`,
    queue: 'Back to the queue',
    noNext: {
      nobody: 'Nobody else is waiting.',
      others: 'Nobody else can be begun with here. Who waits for something else stands in the queue.',
      batch: 'Nobody else of this batch can be begun with here.',
    },
  },
  over: {
    title: 'There is nothing to do here now',
    text: (state: string) => `It is now: ${state}.`,
  },
  notStarted: {
    title: (name: string) => `Start with ${name}`,
    text: 'Others then see that you have it.',
  },
};

export type FinishStrings = typeof finishEnglish;
