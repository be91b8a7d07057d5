import type { WizardStrings } from '../en/wizard.ts';
import { amount, counted } from './numbers.ts';

export const wizardGerman: WizardStrings = {
  person: {
    title: (name) => `Prüfen Sie, ob das ${name} ist`,
    text: 'Wählen Sie mit den Tasten 1 bis 4 oder per Klick, wie Sie die Identität prüfen, dann Enter. Behalten wird die Art und wer sich verbürgt hat, nie eine Nummer.',
    vouchedBy: 'Wer bürgt?',
    vouchedHint: 'Name der Kollegin oder des Kollegen',
    done: (given) => `Es ist ${given}`,
    cancel: 'Zurückgeben, nichts wurde geschrieben',
    cancelAgain: 'Zurückgeben: Das Token bleibt, wie es ist',
  },
  secret: {
    title: 'Lesen Sie den QR-Code ein',
    againTitle: 'Lesen Sie den neuen QR-Code ein',
    path: (given) =>
      `Bildschirm von ${given}: „Sicherheitsinformationen“ → „Anmeldemethode hinzufügen“ → „Authenticator-App“ → „Ich möchte eine andere Authenticator-App verwenden“ → „Weiter“. Zeigen Sie ihn dann dieser Seite, wie Sie möchten.`,
    againPath: (given) =>
      `Microsoft hat für ${given} einen neuen Code gemacht. Dasselbe Token, dieselbe Anfrage: Lesen Sie den Code ein, den die Seite jetzt zeigt.`,
    paste: 'Bildschirmfoto einfügen',
    followedBy: 'dann',
    pasteHow: 'irgendwo auf dieser Seite, oder ein Bild hier ablegen',
    pasteKeysMac: 'Ctrl|Umschalt|Cmd|4',
    pasteKeysWindows: 'Win|Umschalt|S',
    pasteKeysOther: 'Druck',
    dropNow: 'Loslassen, dann wird es gelesen',
    reading: 'Das Bild wird gelesen …',
    file: 'Bild auswählen',
    fileHint: 'ein gespeichertes Bildschirmfoto',
    type: 'Schlüssel eintippen',
    typeHint: '„Bild kann nicht gescannt werden?“ zeigt ihn',
    keyLabel: 'Schlüssel von der Microsoft-Seite',
    keyRead: 'Schlüssel lesen',
    promise: (desk) =>
      `Token Desk behält kein Bild. Das Geheimnis wird für ${desk} versiegelt, bevor es diese Seite verlässt.`,
    cancel: 'Abbrechen, nichts wurde geschrieben',
    cancelAgain:
      'Abbrechen: Was auf dem Token ist, bleibt; angenommen hat es Microsoft nach dem Protokoll nicht',
    back: 'Zurück',
    ambiguousTitle: 'Sagen Sie, wie dieser Schlüssel geschrieben ist',
    ambiguousText: 'Er lässt sich auf zwei Arten lesen, und nur eine gibt die richtigen Codes.',
    base32: 'Wie auf der Microsoft-Seite (Base32)',
    hex: 'Hexadezimal',
    typedTitle: (given) => `Bestätigen Sie, dass dieser Schlüssel auf der Seite von ${given} stand`,
    typedText: (name) =>
      `Ein getippter Schlüssel sagt nicht, wem er gehört. Sehen Sie auf die Seite, von der er kommt: Es muss die eigene von ${name} sein, mit ${name} angemeldet.`,
    typedTick: (name, upn) => `Ich habe ihn von der Seite von ${name} (${upn}) abgelesen`,
    typedNote: 'Im Protokoll steht dann: Konto nicht gesehen.',
    typedGo: 'Diesen Schlüssel nehmen',
    discard: 'Diesen Schlüssel wegwerfen',
  },
  facts: {
    organisation: 'Organisation',
    account: 'Konto',
    length: 'Länge',
    bytes: (n) => `${n} Byte`,
    kind: 'Art',
    kindText: (step, algorithm) =>
      `sechs Ziffern alle ${amount(step, 'second')}, ${algorithm === 'SHA256' ? 'SHA-256' : 'SHA-1'}`,
    notSeen: 'nicht gesehen',
    how: 'Eingelesen als',
  },
  token: {
    title: 'Schalten Sie das Token ein und legen Sie es auf den Leser',
    text: 'Drücken Sie den Knopf, bis die Anzeige leuchtet, und legen Sie es flach hin. Das Schreiben beginnt von selbst.',
    anotherTitle: (serial) => `Legen Sie Token ${serial} wieder auf`,
    askForModel: 'Die anderen aus der Technik um Erlaubnis bitten',
    askedForModel:
      'Auf der Seite „Tokens“ werden sie gefragt. Lassen Sie das Token liegen: Sobald jemand es erlaubt, beginnt das Schreiben von selbst.',
    writeInstead: (serial) => `Stattdessen ${serial} beschreiben`,
    keep: (minutes) => `Das Geheimnis wartet hier ${minutes} Minuten, dann ist es vergessen.`,
  },
  burn: {
    preparing: 'Das Geheimnis wird für den Platz versiegelt',
    leave: 'Lassen Sie das Token auf dem Leser',
    leaveText: 'Es dauert etwa eine Sekunde.',
    putBackTitle: 'Legen Sie das Token wieder auf den Leser',
    waitsTitle: 'Legen Sie das Token auf den Leser',
    waitsText: 'Schalten Sie es ein, bis die Anzeige leuchtet. Das Schreiben beginnt von selbst.',
    cancelBefore: 'Abbrechen, nichts wurde geschrieben',
    cancelEmptied: 'Abbrechen: Das Token bleibt leer',
    cancelChanged: 'Abbrechen: Seine Codes passen vielleicht nicht mehr',
    cancelPerhapsEmptied: 'Abbrechen: Das Token bleibt vielleicht leer',
    awayText: 'Wenn der Platz wieder da ist, sagt er, was auf dem Token ist.',
    shutOutText:
      'Dieser Platz meldet nichts mehr: Ob er das Token beschrieben hat, ist nicht bekannt. Beschreiben Sie es an einem anderen Platz noch einmal.',
    unknownText:
      'Was der Platz geschrieben hat, ist hier nicht bekannt. Sobald Token Desk antwortet, zeigt diese Seite, wo das Beschreiben steht.',
    cancelAway: 'Abbrechen: Der Platz hat es vielleicht schon geschrieben',
    phases: {
      'place-token': 'Wartet auf das Token',
      reading: 'Token wird gelesen',
      authenticating: 'Verbindung zum Token',
      'writing-clock': 'Uhr wird gestellt',
      'writing-seed': 'Geheimnis wird geschrieben',
      written: 'Beschrieben',
    },
    progress: 'Wie weit das Beschreiben ist',
  },
  foot: { ways: 'Etwas anderes' },
  check: {
    title: 'Tippen Sie die sechs Ziffern',
    text: 'Nehmen Sie das Token vom Leser und schalten Sie es aus und wieder ein: Der Code, der jetzt in der Anzeige steht, kann noch der alte sein. Tippen Sie dann, was es zeigt.',
    note: 'Der Platz prüft selbst, gegen das Geheimnis, das er geschrieben hat. Nichts zu drücken: Bei der sechsten Ziffer wird geprüft.',
    checking: 'Wird geprüft …',
    label: 'Code in der Anzeige des Tokens',
    nothingShown: 'Die Anzeige zeigt nichts',
    nothingTitle: 'Drücken Sie den Knopf eine ganze Sekunde lang.',
    nothingText:
      'Bleibt sie dunkel, ist die Batterie leer: Nehmen Sie ein anderes Token und lesen Sie einen neuen QR-Code ein. Sechs Striche heißen, dass es kein Geheimnis hat: noch einmal beschreiben.',
    newCode: 'Mit neuem QR-Code noch einmal beschreiben',
    stop: 'Aufhören: Token bleibt beschrieben, nicht geprüft',
    misses: (n) => counted(n, { one: '# Code hat nicht gepasst.', other: '# Codes haben nicht gepasst.' }),
    missesText:
      'Lesen Sie die Seriennummer auf der Rückseite: Ist es das Token vom Leser? Wenn ja, beschreiben Sie es mit einem neuen QR-Code noch einmal.',
    goneGo: 'Bei Microsoft weitermachen, vom Platz nicht geprüft',
  },
};
