import type { TaskStrings } from '../en/tasks.ts';
import { counted } from './numbers.ts';

export const tasksGerman: TaskStrings = {
  title: (serial) => `Verlorenes Token ${serial}`,
  of: (name) => `von ${name}`,
  listTitle: 'Verloren, noch nicht gesperrt',
  listWhat:
    'Wer eines davon findet, kann sich vielleicht damit anmelden. Sperren Sie es bei Microsoft: Wer zuerst drückt, kümmert sich darum.',
  line: (name, at) => `${name}, gemeldet ${at}`,
  notDisabled: 'Noch nicht gesperrt.',
  nobody: 'Niemand kümmert sich darum.',
  inHand: (name) => `${name} kümmert sich darum.`,
  open: 'Darum kümmern',
  asked: (at, by) =>
    `Gemeldet ${at} von ${by}. Noch nicht gesperrt: Seine Codes lassen vielleicht noch jemanden hinein.`,
  askedByNobody: (at) =>
    `Gemeldet ${at}. Noch nicht gesperrt: Seine Codes lassen vielleicht noch jemanden hinein.`,
  taken: (name, at) => `${name} kümmert sich seit ${at} darum.`,
  next: {
    technicians: (at) =>
      `Der Kanal der Technik weiß es. Geschieht nichts, erfährt es um ${at} die Bereitschaft.`,
    'on-call': (at) =>
      `Die Bereitschaft weiß es. Geschieht nichts, erfährt es um ${at} der Sicherheitskanal.`,
    security: 'Alle wissen es: die Technik, die Bereitschaft, wo es eine gibt, und der Sicherheitskanal.',
  },
  facts: {
    holder: 'Wem es gehört',
    site: 'Standort',
    onCall: 'Bereitschaft',
    method: 'Methode bei Microsoft',
    request: 'Anfrage',
    token: 'Token',
  },
  remove: {
    go: 'Jetzt sperren',
    title: (name) => `Dieses Token von ${name} bei Microsoft sperren?`,
    text: (name) =>
      `${name} kann sich nicht mehr damit anmelden, und sonst auch niemand. Microsoft tut es mit Ihren Rechten und nennt Sie im Protokoll. Es gibt keinen Weg zurück: Ein Token, das auftaucht, wird zuerst geleert.`,
    confirm: 'Endgültig sperren',
    stay: 'Noch nicht',
    removing: 'Microsoft wird gefragt…',
    removed: 'Microsoft hat die Methode entfernt.',
  },
  unread: {
    text: 'Der Server darf Microsofts Liste nicht lesen: Sehen Sie selbst auf der Seite nach, und sagen Sie dann, dass sie weg ist.',
    unknown: (name) =>
      `Niemand hat festgehalten, welche Methode von ${name} es ist. Öffnen Sie Microsofts Seite, löschen Sie die dieses Tokens, und sagen Sie dann, dass sie weg ist.`,
    page: (name) => `${name} bei Microsoft: Authentifizierungsmethoden`,
    go: 'Sie ist dort weg',
  },
  look: 'Noch einmal bei Microsoft nachsehen',
  ended: {
    gone: 'Microsoft führt die Methode nicht mehr.',
    said: 'So sagt es die Technik: Microsoft konnte nicht gefragt werden.',
    undone: 'Es ist doch nicht verloren und bleibt in Gebrauch.',
  },
  endedTitle: {
    gone: (at) => `Gesperrt ${at}`,
    said: (at) => `Gesperrt ${at}`,
    undone: (at) => `Nicht verloren, seit ${at}`,
  },
  sessions: {
    heading: 'Offene Anmeldungen',
    text: (name) =>
      `Wer das Token hat, ist vielleicht schon angemeldet. Werden die Anmeldungen beendet, ist ${name} überall abgemeldet, spätestens nach einer Stunde.`,
    title: (name) => `Alle offenen Anmeldungen von ${name} beenden?`,
    done: (name, at) => `${name} hat sie ${at} beendet.`,
    remove: {
      go: 'Offene Anmeldungen beenden',
      confirm: 'Beenden',
      stay: 'Offen lassen',
      removing: 'Microsoft wird gefragt…',
      removed: 'Microsoft hat sie beendet.',
    },
  },
  ways: {
    heading: 'Können sie noch arbeiten?',
    none: (name) =>
      `Es war die einzige Anmeldemöglichkeit von ${name}. Bis es eine andere gibt, geht nichts.`,
    some: (n) =>
      counted(n, {
        one: 'Sie haben # andere Anmeldemöglichkeit.',
        other: 'Sie haben # andere Anmeldemöglichkeiten.',
      }),
    unknown: 'Microsoft sagt nicht, womit sie sich sonst anmelden können: Fragen Sie nach.',
    request: 'Ein neues Token geben: die Anfrage dazu',
    call: 'Ein neues Token geben: die Anfrage aufschreiben',
  },
  back: 'Zurück zur Warteschlange',
};
