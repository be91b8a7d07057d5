import type { EnforceStrings } from '../en/enforce.ts';
import { count, counted, span } from './numbers.ts';

export const enforceGerman: EnforceStrings = {
  title: 'MFA einschalten',
  text: 'Ihr Token ist bei Microsoft registriert. Wo sonst nichts nach MFA fragt, wird sie hier eingeschaltet, Person für Person, mit Ihren eigenen Rechten.',
  noRole: 'Diese Seite sieht die Administration.',
  asking: 'Microsoft wird gefragt …',
  askAgain: 'Noch einmal fragen',
  emptyTitle: 'Niemand ist übrig',
  emptyText:
    'Bei allen, deren Token registriert ist, war MFA als ein zu sehen oder muss nicht eingeschaltet werden. Wer als Nächstes dazukommt, erscheint hier.',
  truth:
    'Wer eine Methode hat, kommt von „aktiviert“ sofort zu „erzwungen“. Alte Programme ohne moderne Anmeldung brauchen dann App-Kennwörter. Nötig ist die Entra-Rolle Authentifizierungsrichtlinienadministrator.',
  guards: {
    securityDefaults: 'Die Sicherheitsstandards fragen alle nach MFA.',
    conditionalAccess: (names) => `Bedingter Zugriff fragt nach MFA: ${names}.`,
    stayOff: 'MFA pro Benutzer muss dann aus bleiben. Sagen Sie von jeder Person, dass es nicht nötig ist.',
    unknown: 'Was in Ihrer Organisation nach MFA fragt, ist nicht für alle bekannt.',
    unknownText:
      'Wo Sicherheitsstandards oder bedingter Zugriff nach MFA fragen, muss MFA pro Benutzer aus bleiben. Sehen Sie zuerst im Entra Admin Center nach, und sagen Sie dann, was dort steht:',
    neither: 'Beide fragen nicht nach MFA',
    said: 'Sie haben gesagt, dass weder Sicherheitsstandards noch bedingter Zugriff nach MFA fragen.',
    saidAsks: {
      'security-defaults': 'Sie haben gesagt, dass die Sicherheitsstandards nach MFA fragen.',
      'conditional-access': 'Sie haben gesagt, dass bedingter Zugriff nach MFA fragt.',
    },
    sayAgain: 'Etwas anderes sagen',
    saidIs: {
      'security-defaults': 'Sicherheitsstandards sind ein',
      'conditional-access': 'Bedingter Zugriff fragt',
    },
  },
  all: 'Alle, die hier stehen',
  columns: { person: 'Person', since: 'Token registriert', serial: 'Seriennummer', step: 'Wie weit' },
  boundAgo: (hours) => `${span(hours)} her`,
  atMicrosoft: {
    disabled: 'bei Microsoft aus',
    enabled: 'bei Microsoft ein (aktiviert)',
    enforced: 'bei Microsoft ein (erzwungen)',
    unknown: 'bei Microsoft nicht bekannt',
  },
  go: (n) => counted(n, { one: 'MFA für # Person einschalten', other: 'MFA für # Personen einschalten' }),
  goLook: (n) =>
    counted(n, {
      one: '# festhalten, bei der sie schon ein ist',
      other: '# festhalten, bei denen sie schon ein ist',
    }),
  none: 'Einschalten',
  waive: 'Nicht nötig, weil',
  sure: {
    title: (n) =>
      counted(n, { one: 'MFA für # Person einschalten?', other: 'MFA für # Personen einschalten?' }),
    alreadyOn: (n) =>
      counted(n, {
        one: 'Bei # weiteren ist sie schon ein; das wird festgehalten.',
        other: 'Bei # weiteren ist sie schon ein; das wird festgehalten.',
      }),
    go: (n) => counted(n, { one: 'Für # einschalten', other: 'Für # einschalten' }),
    stay: 'Nichts ändern',
  },
  notNeeded: {
    title: (n) =>
      counted(n, {
        one: 'MFA muss für # Person nicht ein sein',
        other: 'MFA muss für # Personen nicht ein sein',
      }),
    text: 'Bei Microsoft ändert sich nichts. Sie verlassen diese Liste, und das Protokoll sagt, warum und wer es gesagt hat.',
    because: 'Grund',
    go: (n) => counted(n, { one: 'Für # festhalten', other: 'Für # festhalten' }),
    stay: 'Nichts ändern',
  },
  steps: {
    switching: 'Microsoft schaltet sie ein …',
    looking: 'Microsoft wird gefragt, ob sie ein ist …',
    recording: 'Es wird festgehalten …',
    done: 'Erledigt',
  },
  waits: (seconds) => `Microsoft ist beschäftigt: in ${seconds} von selbst noch einmal.`,
  progress: (n, of) => `Person ${count(n)} von ${count(of)}`,
  stop: 'Anhalten',
  sum: (done, failed, left) =>
    `${count(done)} erledigt, ${count(failed)} nicht, ${count(left)} nicht versucht.`,
  waiting: (n) =>
    counted(n, {
      one: '# Person hat ein Token, und MFA war noch nicht als ein zu sehen',
      other: '# Personen haben ihr Token, und MFA war noch nicht als ein zu sehen',
    }),
  fact: 'MFA bei der Anmeldung',
  states: {
    undecided: 'war noch nicht als ein zu sehen',
    enforced: 'ein, bei Microsoft gesehen',
    'not-needed': 'muss nicht eingeschaltet werden',
  },
};
