import type { burnersEnglish } from '../en/burners.ts';
import { counted } from './numbers.ts';

export const burnersGerman: typeof burnersEnglish = {
  since: (at) => `gekoppelt ${at}`,
  practice: 'Platz zum Üben',
  readers: 'Leser',
  lies: (serial, model, ago) => `${model} ${serial}, hingelegt ${ago}`,
  nothing: 'nichts darauf',
  reading: 'etwas liegt darauf und wird gelesen',
  busy: 'ein anderes Programm benutzt ihn',
  host: 'PC',
  rename: 'Umbenennen',
  renameLabel: 'Neuer Name',
  renameGo: 'Diesen Namen nehmen',
  cancel: 'Lassen, wie es ist',
  chooseHere: 'Diesen Platz an diesem PC benutzen',
  doctorOk: 'Der Platz hat sich geprüft: alles in Ordnung.',
  doctorTodo: (n) =>
    counted(n, {
      one: 'Der Platz hat # Sache gefunden, die zu tun ist.',
      other: 'Der Platz hat # Dinge gefunden, die zu tun sind.',
    }),
  doctorAt: (at) => `nachgesehen ${at}, beim Start seines Dienstes`,
  doctorNone: 'Dieser Platz hat nicht gesagt, wie es ihm geht. Neuere Dienste prüfen sich bei jedem Start.',
  doctorShow: 'Alle Prüfungen',
  checkOk: 'in Ordnung',
  checkTodo: 'zu tun',
  revoke: 'Sperren',
  revokeTitle: (desk) => `${desk} sperren?`,
  revokeText:
    'Er wird sofort getrennt und bekommt keine Aufträge mehr; von Hand kann er weiter schreiben. Was er schon signiert hat, bleibt gültig. Um ihn wieder zu benutzen, muss er mit einem neuen Code gekoppelt werden.',
  revokeGo: (desk) => `${desk} sperren`,
  stolen: 'Diebstahl melden',
  stolenTitle: (desk) => `Wurde ${desk} gestohlen?`,
  stolenIntro: 'Sofort, und ohne Weg zurück:',
  stolenPoints: [
    'seine Verbindung wird getrennt, seine Schlüssel werden für immer abgelehnt',
    'was dort gerade geschrieben wird, wird abgebrochen',
    'versiegelte Geheimnisse, die auf ihn warten, werden vergessen',
    'Belege, die er ab jetzt signiert, werden abgelehnt',
  ],
  stolenAfter: 'Dann sehen Sie die dort beschriebenen Tokens, die noch niemand bekommen hat.',
  stolenGo: 'Ja, er wurde gestohlen',
  gone: 'Nicht mehr benutzt',
  leftTitle: (desk) => `An ${desk} beschrieben, nicht übergeben`,
  leftText:
    'Wer den PC hat, hat vielleicht auch diese. Melden Sie jedes als verloren, das nicht vor Ihnen liegt.',
  leftNone: 'Kein dort beschriebenes Token wartet auf seine Übergabe.',
  leftFor: (holder) => `für ${holder}`,
  disable: 'Verlust melden',
  disableTitle: (serial) => `${serial} als verloren melden?`,
  disableText: (holder) =>
    `Es wird als verloren festgehalten, und seine Anfrage kann mit einem anderen neu beginnen. Entfernen Sie dann die Methode von ${holder} bei Microsoft: Erst das beendet seine Codes.`,
  removeAt: (holder) => `Bei Microsoft für ${holder} entfernen`,
  disableNote: (desk) => `Beschrieben an ${desk}, der gestohlen wurde`,
  pairTries: (until, left) =>
    `Gilt bis ${until} (noch ${left}), für fünf Versuche. Die erste Gruppe benennt ihn, die beiden anderen sind geheim.`,
  pairExpired: 'Dieser Code gilt nicht mehr.',
  pairAgain: 'Neuen Code machen',
  pairNext: 'Dann erscheint der Platz hier, mit Buchstaben zum Vergleichen.',
  compareTitle: (desk) => `Vergleichen Sie diese Buchstaben mit ${desk}`,
};
