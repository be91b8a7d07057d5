import type { HandOutStrings } from '../en/hand-out.ts';
import { counted } from './numbers.ts';

export const handOutGerman: HandOutStrings = {
  take: (given) => `Nehmen Sie ein geladenes Token für ${given}`,
  takeText:
    'Legen Sie es auf den Leser, oder scannen oder tippen Sie die Seriennummer. Geschrieben wird nichts.',
  stock: (n, boxes) =>
    `${counted(n, { one: '# Token ist geladen', other: '# Tokens sind geladen' })}: ${boxes}.`,
  noStock:
    'Kein Token ist geladen. Wer sie bei Microsoft anlegen darf, lädt welche auf der Seite „Tokens laden“.',
  box: (box, n) => `${box} (${n})`,
  serial: 'Seriennummer, wie sie darauf steht',
  takeIt: 'Dieses nehmen',
  taking: 'Bei Microsoft wird nachgesehen, ob es frei ist …',
  notLoaded: (serial) => `${serial} ist nicht geladen.`,
  notLoadedText: 'Legen Sie ein geladenes auf den Leser, oder beschreiben Sie hier eines.',
  here: 'Stattdessen mit dem QR-Code',
  hereHint: (given) => `hier beschrieben, von der Microsoft-Seite: ${given}`,
  loadedInstead: 'Ein geladenes Token ausgeben',
  type: (given) => `Tippen Sie den Code, dann gehört das Token ${given}`,
  typeText: (serial) => `Schalten Sie ${serial} aus und wieder ein und tippen Sie die sechs Ziffern.`,
  activateText: (serial, given) =>
    `Microsoft führt ${serial} schon bei ${given}; es fehlt nur der Code. Schalten Sie es aus und wieder ein und tippen Sie die sechs Ziffern.`,
  note: 'Nichts zu drücken: Bei der sechsten Ziffer geht der Code mit Ihrem eigenen Zugriff an Microsoft.',
  findingOut: 'Es wird nachgesehen, wie es bei Microsoft steht …',
  sending: 'Microsoft vergleicht den Code …',
  reading: 'Warten Sie auf die Liste von Microsoft',
  readingText: (seconds) =>
    `Microsoft hat den Code vor ${seconds} angenommen. Bis die Liste es zeigt, vergehen oft einige Sekunden.`,
  stopped: 'Die Liste zeigt es noch nicht.',
  lookAgain: 'Noch einmal nachsehen',
  refused: 'Nehmen Sie ein anderes Token, oder versuchen Sie es noch einmal',
  tryAgain: 'Noch einmal versuchen',
  another: 'Ein anderes Token nehmen: Dieses kommt zurück zu den geladenen',
  anotherUnsure: (given) => `Ein anderes Token nehmen: Bei Microsoft gehört dieses vielleicht ${given}`,
  anotherTheirs: (given) => `Ein anderes Token nehmen: Bei Microsoft gehört dieses ${given}`,
  stop: 'Aufhören: Das Token kommt zurück zu den geladenen',
  stopSending: (given) => `Aufhören: Vielleicht gibt Microsoft es ${given} trotzdem`,
  stopUnsure: (given) => `Aufhören: Bei Microsoft gehört es vielleicht ${given}`,
  stopAccepted: (given) => `Aufhören: Bei Microsoft gehört es ${given}`,
  away: (given) => `${given} ist nicht hier: selbst aktivieren lassen`,
  awaits: (given) => `Lassen Sie ${given} das Token aktivieren`,
  awaitsText: (serial, given) =>
    `Bei Microsoft ist ${serial} an ${given} vergeben und noch nicht aktiviert. Angemeldet aktiviert ${given} es auf der Seite „Sicherheitsinformationen“ mit dem Code, den es zeigt. Sobald Microsoft das zeigt, wird es vermerkt, und das Token kann übergeben werden.`,
  awaitsNote: 'Sie können inzwischen gehen: Die Anfrage wartet.',
  awaitsLine: (name) => `Wartet, bis ${name} das Token bei Microsoft aktiviert hat.`,
  typeHere: (given) => `${given} ist hier: den Code tippen`,
  leaveAwaiting: 'Gehen: Die Anfrage wartet auf den Träger',
  second: {
    title: 'Bitten Sie eine zweite Person aus der Technik, es zu bestätigen',
    pending: 'Dieses Token wartet auf eine zweite Person aus der Technik',
    text: (serial, given) =>
      `${serial} wird erst dann das Token von ${given}, wenn eine zweite Person aus der Technik es mit der eigenen Anmeldung bestätigt hat. Die Anfrage steht in der Warteschlange.`,
    because: {
      privileged:
        'Eine zweite Person aus der Technik bestätigt es: Die Person hat bei Microsoft eine Rolle oder könnte eine bekommen.',
      unknown:
        'Eine zweite Person aus der Technik bestätigt es: Microsoft sagt nicht, ob die Person dort eine Rolle hat.',
      everybody: 'Eine zweite Person aus der Technik bestätigt hier jedes geladene Token.',
    },
    waiting: 'Warten auf die zweite Person aus der Technik…',
    ask: (technician, serial, name) =>
      `${technician} hat Token ${serial} für ${name} in der Hand. Überzeugen Sie sich, dass es für diese Person ist, und bestätigen Sie es dann.`,
    confirm: 'Dieses Token bestätigen',
  },
  hints: {
    token: 'auf dem Leser, oder seine Seriennummer',
    finish: 'der Code, den es zeigt',
  },
};
