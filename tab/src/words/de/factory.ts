import type { FactoryStrings } from '../en/factory.ts';
import { counted } from './numbers.ts';

export const factoryGerman: FactoryStrings = {
  title: 'Liste eines Herstellers laden',
  text: 'Für Tokens, die mit ihren Geheimnissen geliefert wurden. Die Liste wird in diesem Browser gelesen, und jedes Geheimnis geht von hier mit Ihrem eigenen Zugriff an Microsoft: Der Server bekommt es nie.',
  forms:
    'CSV mit den Spalten von Entra (serial number, secret key, time interval, manufacturer, model) oder PSKC, auch verschlüsselt. Nach einer Unterbrechung wählen Sie dieselbe Liste noch einmal: Was geladen ist, wird übergangen.',
  choose: 'Liste wählen',
  chooseAnother: 'Andere Liste wählen',
  nothingYet: 'Angelegt wurde nichts.',
  reading: 'Die Liste, der Bestand und die Geräte bei Microsoft werden gelesen …',
  locked: {
    password: (name) => (name === null ? 'Passwort dieser Liste' : `Passwort dieser Liste („${name}“)`),
    key: (name) =>
      name === null
        ? 'Schlüssel dieser Liste, hexadezimal'
        : `Schlüssel dieser Liste („${name}“), hexadezimal`,
  },
  open: 'Öffnen',
  found: 'Was die Liste enthält',
  fresh: (n) => counted(n, { one: '# Token kann angelegt werden', other: '# Tokens können angelegt werden' }),
  before: (n) => counted(n, { one: '# war schon geladen', other: '# waren schon geladen' }),
  notYet: (n) => counted(n, { one: '# ist noch anzulegen', other: '# sind noch anzulegen' }),
  done: (n, box) =>
    counted(n, { one: `# in die Schachtel ${box} geladen`, other: `# in die Schachtel ${box} geladen` }),
  wrong: (n) => counted(n, { one: '# Zeile ist übrig', other: '# Zeilen sind übrig' }),
  guessed: 'Die Datei ist nicht in UTF-8: Sie wurde als Windows-1252 gelesen, das ist geraten.',
  guessedNames: (names) => `Sehen Sie nach, ob diese Namen stimmen, bevor Microsoft sie erfährt: ${names}.`,
  guessedNothing: 'Keine Seriennummer, kein Geheimnis und kein Name darin hängt davon ab.',
  people:
    'Die Liste nennt Personen. Davon bekommt niemand ein Token: Ausgegeben wird jedes mit dem Code, den es zeigt.',
  anew: (n) =>
    counted(n, {
      one: 'Auch das eine, das Microsoft schon hat und noch niemand bekommen hat: sein Gerät dort löschen und neu anlegen',
      other:
        'Auch die #, die Microsoft schon hat und noch niemand bekommen hat: ihre Geräte dort löschen und neu anlegen',
    }),
  start: (n) => counted(n, { one: '# Token anlegen', other: '# Tokens anlegen' }),
  again: (n) => counted(n, { one: 'Mit # Token weitermachen', other: 'Mit # Tokens weitermachen' }),
  progress: 'Von dieser Liste geladen',
  timeLeft: (span) => `noch etwa ${span}`,
  stop: 'Anhalten',
  stopping: 'nach diesem Token wird angehalten',
  mayClose:
    'Wird diese Seite geschlossen, wählen Sie die Liste noch einmal: Es geht mit dem weiter, was fehlt. Die wenigen, die angelegt und nicht zurückgelesen sind, stehen dann bei denen, die Microsoft schon hat, und sind anzukreuzen.',
  allDone: (n) => counted(n, { one: '# Token ist geladen.', other: '# Tokens sind geladen.' }),
  allDoneText:
    'Microsoft hat ihre Geheimnisse. Löschen Sie die Liste jetzt, oder bewahren Sie sie auf, wo niemand sie findet.',
  stillNeeded:
    'Microsoft hat ihre Geheimnisse. Für die Zeilen, die übrig sind, wird die Liste noch gebraucht: Bewahren Sie sie auf, wo niemand sie findet, bis diese erledigt sind, und löschen Sie sie dann.',
  toTokens: 'Tokens anzeigen',
  left: 'Übrig',
  why: 'Warum',
  save: 'Was übrig ist, speichern',
  files: {
    'too-large': 'Diese Datei ist zu groß: Höchstens 2 MB CSV oder 16 MB PSKC werden gelesen.',
    'not-readable': 'Diese Datei lässt sich nicht mehr lesen. Wählen Sie sie noch einmal.',
    'not-text':
      'Diese Datei ist kein Text oder beschädigt. Ist es eine Tabelle, speichern Sie sie dort als CSV und wählen Sie diese Datei; sonst holen Sie sie noch einmal beim Hersteller.',
    'no-serial-column': 'Keine Spalte heißt serial number.',
    'no-secret-column': 'Keine Spalte heißt secret key.',
    'no-interval-column':
      'Keine Spalte heißt time interval: wie viele Sekunden ein Code angezeigt wird, 30 oder 60.',
    'no-lines': 'In dieser Liste steht kein Token.',
    'too-many': 'Es sind mehr als 5.000 Tokens. Teilen Sie die Liste.',
    'not-xml':
      'Diese Datei beginnt als XML und ist nicht wohlgeformt. Holen Sie sie noch einmal beim Hersteller.',
    doctype: 'Diese Datei erklärt einen Dokumenttyp, was keine PSKC-Datei tut. Sie wird nicht gelesen.',
    'not-pskc': 'Das ist XML und kein PSKC: Es enthält keinen KeyContainer.',
    'key-wrong':
      'Die Liste lässt sich mit dem, was Sie eingetippt haben, nicht öffnen. Ist das sicher ihr Passwort oder Schlüssel, ist die Datei beschädigt: Holen Sie sie noch einmal beim Hersteller.',
    'way-unknown':
      'Die Liste ist so verschlüsselt, dass dieser Browser sie nicht öffnen kann, was auch eingetippt wird: Er öffnet AES mit 128 oder 256 Bit (CBC). Bitten Sie den Hersteller um eine solche.',
    'key-damaged':
      'Was diese Liste über ihre Verschlüsselung sagt, ist beschädigt oder fehlt; nichts, was eingetippt wird, öffnet sie. Holen Sie sie noch einmal beim Hersteller.',
  },
  lines: {
    columns: 'Die Zeile hat mehr Zellen als die Überschrift.',
    'quote-open':
      'In dieser Zeile beginnt ein Anführungszeichen, das erst in einer späteren endet: Die Zeilen dazwischen werden nicht gelesen.',
    'serial-malformed':
      'Keine Seriennummer, wie sie auf einem Token steht, 1 bis 16 Ziffern oder Buchstaben, oder eine, die ein Geheimnis sein könnte.',
    'serial-spoiled':
      'Eine Tabelle hat diese Seriennummer gekürzt, ihre letzten Ziffern sind verloren. Holen Sie die Liste noch einmal beim Hersteller.',
    'twice-in-file':
      'Diese Seriennummer steht mehr als einmal in der Liste: Niemand kann sagen, welches Geheimnis stimmt.',
    'secret-missing': 'Das Geheimnis fehlt.',
    'secret-malformed': 'Das Geheimnis ist weder Base32 noch hexadezimal, oder sein Ende fehlt.',
    'secret-short': 'Das Geheimnis ist kürzer als 10 Bytes.',
    'secret-long': 'Das Geheimnis ist länger als 63 Bytes.',
    'interval-wrong': 'Das Zeitintervall ist nicht 30 oder 60 Sekunden; anderes nimmt Microsoft nicht.',
    'hash-wrong': 'Der Hash ist nicht SHA-1 oder SHA-256; anderes nimmt Microsoft nicht.',
    'maker-missing': 'Der Hersteller fehlt, und Microsoft will einen.',
    'not-totp': 'Dieses Token zählt, statt die Zeit zu nehmen (HOTP): Microsoft nimmt es nicht.',
    'digits-wrong': 'Dieses Token zeigt nicht sechs Dezimalziffern; anderes nimmt Microsoft nicht.',
    'several-keys': 'Dieses Token hat mehr als einen Schlüssel.',
    'way-unknown': 'Dieses Geheimnis ist so verschlüsselt, dass dieser Browser es nicht öffnen kann.',
    'mac-missing':
      'Dieses Geheimnis hat keine Prüfsumme (ValueMAC): Niemand kann sagen, ob es richtig geöffnet ist.',
    'not-opened':
      'Dieses Geheimnis lässt sich nicht öffnen, oder jemand hat es geändert. Holen Sie die Liste noch einmal beim Hersteller.',
  },
  verdicts: {
    new: 'Es kann angelegt werden.',
    loaded: 'Es war schon geladen.',
    there:
      'Microsoft hat ein Gerät mit dieser Seriennummer, das noch niemand bekommen hat. Welches Geheimnis es hat, kann niemand sagen.',
    given: 'Bei Microsoft gehört dieses Token jemandem.',
    written:
      'Es ist hier beschrieben worden, oder vielleicht: Es trägt nicht mehr das Geheimnis seines Herstellers.',
    'in-use': 'Im Bestand gehört es jemandem, liegt beiseite, ist verloren, ausgemustert oder in Arbeit.',
  },
};
