import type { ManyStrings } from '../en/many.ts';
import { counted } from './numbers.ts';

export const manyGerman: ManyStrings = {
  chosen: (n) => counted(n, { one: '# ausgewählt', other: '# ausgewählt' }),
  clear: 'Niemanden auswählen',
  approve: {
    button: (n) => `Genehmigen · ${n}`,
    title: (n) => counted(n, { one: '# Anfrage genehmigen?', other: '# Anfragen genehmigen?' }),
    text: 'Ihr Name steht bei jeder von ihnen. Wer auf einer Liste steht, die Sie genehmigen, kann von einer Person aus der Technik allein ein geladenes Token bekommen.',
    go: 'Alle genehmigen',
    done: (n) => counted(n, { one: '# ist genehmigt.', other: '# sind genehmigt.' }),
  },
  hold: {
    button: (n) => `Anhalten · ${n}`,
    title: (n) => counted(n, { one: '# Anfrage anhalten?', other: '# Anfragen anhalten?' }),
    text: 'Jede wartet, bis jemand sie wieder aufnimmt. Ein vorbereitetes Beschreiben wird abgebrochen. Wer angefragt hat, erfährt, dass sie wartet.',
    go: 'Anfragen anhalten',
    done: (n) => counted(n, { one: '# ist angehalten.', other: '# sind angehalten.' }),
  },
  'hand-over': {
    button: (n) => `Übergeben · ${n}`,
    title: (n) => counted(n, { one: '# Token übergeben?', other: '# Tokens übergeben?' }),
    text: 'Jedes geht den Weg, um den gebeten wurde: per Post oder an die Person, die es abholt. Wer an den Schalter kommt, bekommt das Token einzeln.',
    go: 'Tokens sind übergeben',
    done: (n) => counted(n, { one: '# ist übergeben.', other: '# sind übergeben.' }),
  },
  why: 'Warum? Der Grund bleibt bei jeder Anfrage.',
  stay: 'Alles so lassen',
  running: (at, of) => `${at} von ${of}`,
  refused: (name, title) => `${name}: ${title}`,
  views: {
    label: 'Gespeicherte Ansichten',
    none: 'Ansichten',
    save: 'Diese Ansicht speichern',
    name: 'Name der Ansicht',
    saveGo: 'Ansicht speichern',
    remove: 'Diese Ansicht löschen',
    kept: 'Bleibt in diesem Browser, nur für Sie.',
    stay: 'Nicht speichern',
  },
};
