import type { DifferencesStrings } from '../en/differences.ts';
import { count, counted } from './numbers.ts';

export const differencesGerman: DifferencesStrings = {
  title: 'Abweichungen',
  text: 'Worin Microsoft und der Bestand sich unterscheiden, das Schlimmste zuerst. Verglichen wird jede Nacht und wann immer Sie es wünschen.',
  noRole: 'Diese Seite sehen Technik und Administration.',
  askAgain: 'Jetzt vergleichen',
  readAt: (at) => `Microsoft wurde ${at} gelesen.`,
  reading: (done, of) =>
    of === null
      ? 'Microsoft wird gelesen …'
      : `Microsoft wird gelesen: ${count(done)} von ${count(of)} Personen …`,
  list: 'Abweichungen',
  kindsLabel: 'Arten von Abweichungen',
  all: 'Alle',
  columns: { what: 'Was abweicht', token: 'Token', person: 'Person', action: 'Was zu tun ist' },
  kinds: {
    'lost-still-works': 'Verloren, und seine Codes gelten noch',
    'load-assigned': 'Im geladenen Bestand, und bei Microsoft jemandem zugewiesen',
    'device-elsewhere': 'Bei Microsoft jemand anderem zugewiesen oder niemandem',
    'changed-without-us': 'Von der Technik geändert, ohne Zeile im Protokoll',
    'account-off': 'Das Konto seiner Person ist deaktiviert',
    'account-gone': 'Das Konto seiner Person ist gelöscht',
    'method-gone': 'Microsoft führt seine Methode nicht mehr',
    'device-gone': 'Sein Gerät ist nicht mehr bei Microsoft',
    'device-twice': 'Seine Seriennummer steht mehr als einmal bei Microsoft',
    'device-unknown': 'Bei Microsoft, aber nicht im Bestand',
    'method-unknown': 'Eine Methode mit Codes, zu der kein Token bekannt ist',
    'enforced-without-method': 'Wird nach MFA gefragt und kann nicht antworten',
    'only-method': 'Das Token ist die einzige Anmeldemethode',
    'never-used': 'Vor mehr als fünf Tagen übergeben, nie benutzt',
  },
  todo: {
    'lost-still-works': 'Entfernen Sie seine Methode jetzt bei Microsoft.',
    'load-assigned': 'Klären Sie, wer es zugewiesen hat; legen Sie das Token beiseite, bis das geklärt ist.',
    'device-elsewhere':
      'Fragen Sie beide Personen, welches Token sie haben, und stellen Sie es bei Microsoft richtig.',
    'changed-without-us': 'Fragen Sie die Person, die es geändert hat, nach dem Grund.',
    'account-off': 'Lassen Sie sich das Token geben, und nehmen Sie es zurück.',
    'account-gone': 'Lassen Sie sich das Token geben, und nehmen Sie es zurück.',
    'method-gone':
      'Fragen Sie die Person, ob sie sich anmelden kann; nehmen Sie das Token zurück, oder registrieren Sie es neu.',
    'device-gone': 'Das Token muss neu geladen werden, bevor es jemand bekommt.',
    'device-twice': 'Löschen Sie bei Microsoft das Gerät, das niemand benutzt.',
    'device-unknown': 'Nehmen Sie es in den Bestand auf, oder löschen Sie es bei Microsoft.',
    'method-unknown': 'Fragen Sie die Person, ob sie ihr gehört.',
    'enforced-without-method':
      'Geben Sie der Person eine Anmeldemethode, oder schalten Sie die MFA pro Benutzer aus.',
    'only-method': 'Geben Sie der Person eine zweite Anmeldemethode.',
    'never-used': 'Fragen Sie, ob das Token geht und in den richtigen Händen ist.',
  },
  change: (activity, name, at) => `„${activity}“ von ${name}, ${at}`,
  microsoftId: (id) => `Kennung bei Microsoft: ${id}`,
  openToken: (serial) => `Token ${serial} öffnen`,
  openPerson: (name) => `Anfragen von ${name}`,
  addTokens: 'In den Bestand aufnehmen',
  accept: 'Richtig so',
  acceptLabel: 'Warum ist es richtig? Wer diese Seite liest, sieht es.',
  reopen: 'Wieder öffnen',
  decided: (name, at, note) => `${name} sagte, dass es richtig ist, ${at}: „${note}“`,
  showDecided: 'Zeigen, was für richtig erklärt wurde',
  showOpen: 'Zeigen, was offen ist',
  noneTitle: 'Keine Abweichung',
  noneText: 'Soweit Microsoft gelesen wurde, sagt es dasselbe wie der Bestand.',
  noneDecided: 'Nichts wurde für richtig erklärt',
  more: 'Mehr zeigen',
  count: (shown, of) =>
    shown === of
      ? counted(of, { one: '# Abweichung', other: '# Abweichungen' })
      : `${count(shown)} von ${counted(of, { one: '# Abweichung', other: '# Abweichungen' })}`,
  waiting: (total) =>
    counted(total, {
      one: '# Abweichung zwischen Microsoft und dem Bestand',
      other: '# Abweichungen zwischen Microsoft und dem Bestand',
    }),
  gapsTitle: 'Was nicht verglichen werden konnte',
  gaps: {
    devices: 'Die Geräte bei Microsoft',
    methods: 'Womit Personen sich anmelden können',
    accounts: 'Ob Konten aktiv sind',
    changes: 'Wer Anmeldemethoden anderer geändert hat',
  },
  gapWhy: {
    permission: 'darf der Server nicht lesen.',
    'no-answer': 'kam nicht.',
  },
  gapTodo: (permissions) => `Die Administration erteilt ${permissions}.`,
};
