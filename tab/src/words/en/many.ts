import { counted } from './numbers.ts';

/** What is done with several requests of the queue at once, and lists that somebody saved. */
export const manyEnglish = {
  chosen: (n: number) => counted(n, { one: '# chosen', other: '# chosen' }),
  clear: 'Choose nobody',
  approve: {
    button: (n: number) => `Approve · ${n}`,
    title: (n: number) => counted(n, { one: 'Approve # request?', other: 'Approve # requests?' }),
    text: 'Your name stands with each of them. People of a list that you approve may be handed a loaded token by one technician alone.',
    go: 'Approve them',
    done: (n: number) => counted(n, { one: '# is approved.', other: '# are approved.' }),
  },
  hold: {
    button: (n: number) => `Put on hold · ${n}`,
    title: (n: number) => counted(n, { one: 'Put # request on hold?', other: 'Put # requests on hold?' }),
    text: 'Each waits until somebody takes it up again. A burn that was prepared is cancelled. Whoever asked is told that it waits.',
    go: 'Put them on hold',
    done: (n: number) => counted(n, { one: '# is on hold.', other: '# are on hold.' }),
  },
  'hand-over': {
    button: (n: number) => `Hand over · ${n}`,
    title: (n: number) => counted(n, { one: 'Hand over # token?', other: 'Hand over # tokens?' }),
    text: 'Each goes as it was asked for: by mail, or to whoever collects it. Whoever comes to the counter is handed theirs one by one.',
    go: 'They are handed over',
    done: (n: number) => counted(n, { one: '# is handed over.', other: '# are handed over.' }),
  },
  why: 'Why? It is kept with each request.',
  stay: 'Leave it as it is',
  running: (at: number, of: number) => `${at} of ${of}`,
  refused: (name: string, title: string) => `${name}: ${title}`,
  views: {
    label: 'Saved views',
    none: 'Views',
    save: 'Save this view',
    name: 'Name of the view',
    saveGo: 'Save it',
    remove: 'Delete this view',
    kept: 'Kept in this browser, for you alone.',
    stay: 'Leave it',
  },
};

export type ManyStrings = typeof manyEnglish;
