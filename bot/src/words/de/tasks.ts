import type { TaskStrings } from '../tasks.ts';

export const tasksDe: TaskStrings = {
  title: (name, serial) => `Verloren: Token ${serial} von ${name}`,
  open: (askedAt) =>
    `Gemeldet ${askedAt}, noch nicht gesperrt. Seine Codes lassen vielleicht noch jemanden hinein.`,
  taken: (name, at) => `${name} kümmert sich seit ${at} darum.`,
  nobody: 'Noch kümmert sich niemand darum.',
  ended: {
    gone: (at) => `Gesperrt ${at}: Microsoft führt seine Methode nicht mehr.`,
    said: (at) => `Gesperrt ${at}, wie die Technik sagt. Microsoft konnte nicht gefragt werden.`,
    undone: (at) => `Doch nicht verloren, seit ${at}. Es bleibt in Gebrauch.`,
  },
  onCall: (name) => `In 15 Minuten hat es niemand getan: ${name} hat Bereitschaft und wurde gefragt.`,
  by: 'Gemeldet von',
  sessions: (name, at) => `${name} hat offene Anmeldungen ${at} beendet.`,
  go: 'Sperren',
  look: 'Ansehen, was getan wurde',
};
