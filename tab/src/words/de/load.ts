import type { LoadStrings } from '../en/load.ts';
import { counted } from './numbers.ts';

export const loadGerman: LoadStrings = {
  title: 'Tokens laden',
  text: 'Ein geladenes Token steht mit seinem Geheimnis bei Microsoft, und noch hat es niemand. Am Schalter bekommt es eine Person mit einem einzigen Code.',
  noRole: 'Zum Laden brauchen Sie die Rolle Technician oder StockKeeper. Fragen Sie Ihre Administration.',
  box: 'Welche Schachtel?',
  boxHint: 'was Sie darauf schreiben, etwa Lyon 3',
  howMany: 'Wie viele?',
  start: 'Mit dem Laden beginnen',
  boxes: 'Schachteln',
  emptyTitle: 'Noch keine Schachtel begonnen',
  emptyText:
    'Was zusammen geladen wird, liegt zusammen: Geben Sie der Schachtel oben einen Namen, sagen Sie, wie viele, und beginnen Sie.',
  loaded: (n) => counted(n, { one: '# geladen', other: '# geladen' }),
  unfinished: (n) => counted(n, { one: '# unfertig', other: '# unfertig' }),
  goOn: (box) => `Mit ${box} weitermachen`,
  progress: (n, of) => `${n} von ${of} geladen`,
  list: 'Aus dieser Schachtel',
  place: 'Schalten Sie ein Token ein und legen Sie es auf den Leser',
  placeText: 'Drücken Sie den Knopf, bis die Anzeige leuchtet, und legen Sie es flach hin.',
  ready: (serial) => `Beschreiben Sie ${serial}`,
  readyText: 'Der Platz zieht sein Geheimnis. Was vorher auf dem Token war, wird überschrieben.',
  write: 'Beschreiben',
  sha256: 'SHA-256, mit einem Geheimnis von 32 Bytes',
  sha256Text: 'Ohne Häkchen: SHA-1, 20 Bytes. Microsoft nimmt beides.',
  sha256Unsure: 'Ob diese Art von Token mit SHA-256 rechnet, ist nicht bekannt: Es bekommt SHA-1, 20 Bytes.',
  isLoaded: (serial) => `${serial} ist geladen.`,
  isLoadedText: (box) => `Legen Sie es in die Schachtel ${box} und das nächste auf den Leser.`,
  isHeld: (serial, holder) => `${serial} gehört ${holder}.`,
  isHeldText: 'Legen Sie ein leeres auf den Leser.',
  compare: 'Vergleichen Sie sechs Ziffern mit dem Platz',
  compareText: (desk) =>
    `Das Fenster des Dienstes an ${desk} zeigt auch sechs Ziffern. Das Geheimnis verlässt diese Seite erst, wenn Sie sagen, dass sie gleich sind.`,
  compareFirst: (desk) =>
    `Das Fenster an ${desk} muss dieselben Ziffern zeigen wie hier, sonst tippen Sie keinen Code:`,
  same: 'Ziffern stimmen überein',
  differ: 'Ziffern weichen ab: nicht weitermachen',
  create: 'Warten Sie, bis Microsoft das Token hat',
  createText: 'Mit Ihrem eigenen Zugriff, als Hardwaretoken, das niemand hat.',
  waits: (seconds) => `Microsoft ist überlastet: In ${seconds} wird es von selbst noch einmal versucht.`,
  waitsNow: 'Microsoft ist überlastet: Es wird noch einmal versucht.',
  stopWaiting: 'Nicht warten',
  keeps: (minutes) => `Sein Geheimnis wartet versiegelt auf dieser Seite, ${minutes} Minuten lang.`,
  replace: 'Das alte dort löschen und dieses anlegen',
  replaceText:
    'Was dort steht, hat vielleicht ein anderes Geheimnis: Die Codes dieses Tokens passen dann nicht dazu.',
  deleteOld: 'Das alte dort löschen',
  deleteOldText:
    'Ist dieses Token von vorher übrig, sehen Sie zuerst bei Microsoft nach. Sobald ein anderes Geheimnis geschrieben ist, passt nicht mehr, was dort steht.',
  deleteSure: {
    title: (serial) => `Das Gerät von ${serial} bei Microsoft löschen?`,
    text: 'Microsoft macht es mit Ihren Rechten, und sein Protokoll nennt Sie. Trägt das Token noch das Geheimnis dieses Geräts, muss es noch einmal geschrieben werden.',
    go: 'Gerät löschen',
    stay: 'Dort lassen',
  },
  createAgain: 'Noch einmal anlegen',
  look: 'Warten Sie auf die Liste von Microsoft',
  lookText: (seconds) => `Vor ${seconds} angelegt. Bis es in der Liste steht, vergehen oft einige Sekunden.`,
  lookStopped: 'Es steht noch nicht in der Liste.',
  lookAgain: 'Noch einmal nachsehen',
  leaveToken: 'Dieses lassen: Es ist nicht geladen',
  failed: (serial) => `${serial} ist nicht geladen`,
  leaveFailed: (serial) => `Lassen Sie ${serial}: Es ist nicht geladen`,
  writeAgain:
    'Legen Sie es wieder auf den Leser und beschreiben Sie es noch einmal: Der Platz zieht dann ein anderes Geheimnis.',
  next: 'Nächstes Token',
  lastLoaded: (serial, seconds) => `${serial} ist geladen, in ${seconds}. Legen Sie es in die Schachtel.`,
  stop: 'Hier aufhören',
  setAside: (n) => counted(n, { one: '# beiseitegelegt', other: '# beiseitegelegt' }),
  atMicrosoft: {
    title: (n) =>
      counted(n, {
        one: '# Gerät ist bei Microsoft übrig',
        other: '# Geräte sind bei Microsoft übrig',
      }),
    text: 'Sie gehören niemandem, und kein geladenes Token hier ist eines davon.',
    byBooks: 'Der Server darf Microsofts Liste nicht lesen: Das ist, was der Bestand hier weiß.',
    why: {
      left: 'von einem Geheimnis, das das Token nicht mehr trägt',
      unread: 'das Token steht hier im Bestand und ist nicht damit geladen',
      unknown: 'kein Token mit dieser Seriennummer steht hier im Bestand',
    },
    go: {
      left: 'Auf der Seite des Tokens löschen',
      unread: 'Das Token ansehen',
      unknown: 'Die Liste seines Herstellers einlesen',
    },
  },
  leftOver: (n) =>
    counted(n, {
      one: '# Token ist vom Laden übrig.',
      other: '# Tokens sind vom Laden übrig.',
    }),
  left: {
    title: 'Von vorher übrig',
    text: 'Für diese Schachtel beschrieben und nicht geladen. Vielleicht hat Microsoft sie trotzdem.',
    go: 'Bei Microsoft nachsehen',
    looking: 'Es wird nachgesehen …',
    notChecked: 'Sein Code ist nicht geprüft: Legen Sie es auf den Leser und beschreiben Sie es noch einmal.',
    loaded: (serial) => `${serial} steht dort: Jetzt ist es geladen.`,
    none: (serial) =>
      `Microsoft hat kein Gerät für ${serial}. Legen Sie es auf den Leser und beschreiben Sie es noch einmal.`,
  },
  sum: {
    title: (box) => `Schachtel ${box}`,
    line: (loaded, left, average) =>
      average === ''
        ? `${loaded} geladen, ${left} nicht.`
        : `${loaded} geladen, ${left} nicht, im Mittel ${average} je Token.`,
    took: (seconds) => `geladen in ${seconds}`,
    after: 'nach einer Pause geladen',
    more: 'Mehr in diese Schachtel laden',
    boxes: 'Zu den Schachteln',
  },
  stay: {
    title: 'Dieses Token lassen?',
    text: 'Sein Geheimnis ist nur auf dieser Seite. Es muss dann noch einmal beschrieben werden.',
    go: 'Lassen',
    stay: 'Hier bleiben',
  },
};
