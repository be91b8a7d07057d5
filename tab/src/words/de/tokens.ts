import { fieldLabelsDe } from '@token-desk/contract/words/de/form';
import { tokenStatesDe } from '@token-desk/contract/words/de/states';
import type { tokensEnglish } from '../en/tokens.ts';
import { amount, count, counted, total } from './numbers.ts';

export const tokensGerman: typeof tokensEnglish = {
  title: 'Tokens',
  search: 'Nummer, Modell, Person, Microsofts ID',
  stateFilter: 'Zustand',
  anyState: 'Jeder Zustand',
  add: 'Tokens aufnehmen',
  fromDesk: (desk) => `An ${desk} beschrieben, nicht übergeben`,
  fromDeskAll: 'Alle Tokens zeigen',
  back: 'Zurück zu den Tokens',
  count: (shown, all) => `${count(shown)} von ${total(all, shown)}`,
  more: 'Mehr zeigen',
  emptyTitle: 'Noch keine Tokens im Bestand',
  emptyText:
    'Nehmen Sie die aus Ihrer Schublade auf: eines nach dem anderen auf den Leser, oder mit der Liste des Herstellers.',
  noneTitle: 'Kein solches Token',
  noneText:
    'Suchen Sie nach der Seriennummer auf der Rückseite, dem Modell, dem Namen der Person oder der ID, die Microsoft der Methode gibt.',
  showAll: 'Alle Tokens zeigen',
  columns: {
    serial: 'Seriennummer',
    model: 'Modell',
    holder: 'Bei',
    route: 'Weg',
    state: 'Zustand',
    battery: 'Batterie',
    drift: 'Uhr beim letzten Lesen',
    secret: 'Geheimnis',
    burns: 'Beschrieben',
    moved: 'Zuletzt bewegt',
    custody: 'Wer es hatte',
    site: fieldLabelsDe.site,
    box: 'Schachtel',
    method: 'Methode bei Microsoft',
    added: 'Im Bestand seit',
  },
  nobody: 'niemandem',
  modelUnknown: 'unbekanntes Modell',
  routes: { A: 'als Authenticator-App', B: 'als Hardware-Token bei Microsoft' },
  factorySecret: 'das seines Herstellers: kein Platz hat es geschrieben',
  routeNone: 'noch nicht benutzt',
  never: 'nie gelesen',
  states: tokenStatesDe,
  battery: {
    unknown: 'nicht bekannt: nie gelesen',
    fresh: 'etwa 5 Jahre, wenn es neu kam',
    years: (n) => `noch etwa ${amount(n, 'year')}, wenn es neu kam`,
    months: (n) =>
      n <= 1 ? 'noch etwa einen Monat, wenn es neu kam' : `noch etwa ${amount(n, 'month')}, wenn es neu kam`,
    over: 'kann jeden Tag leer sein: ersetzen',
  },
  custody: {
    added: () => 'Ins Lager aufgenommen',
    taken_over: (who) => `Übernommen, schon bei ${who}`,
    adopted: () => 'In den Bestand aufgenommen',
    handed_over: (who) => `Übergeben an ${who}`,
    taken_back: (who) => `Zurückgenommen von ${who}`,
    blanked: () => 'An einem Platz geleert',
    set_aside: () => 'Beiseitegelegt',
    retired: () => 'Ausgemustert',
    lost: (who) => `Verloren, zuletzt bei ${who}`,
    found: () => 'Wiedergefunden',
    loss_undone: () => 'Doch nicht verloren',
  },
  custodyNotes: {
    'perhaps-written': 'abgebrochen, als der Platz das Geheimnis hatte; vielleicht ist es darauf',
    'not-written': 'der Platz sagt, dass nichts geschrieben wurde',
    'perhaps-assigned': 'Microsoft zeigte nicht, dass es niemandem zugewiesen war',
  },
  custodyBy: (at, by) => `${at}, ${by}`,
  custodyEmpty: 'Darüber ist noch nichts festgehalten.',
  request: 'Die Anfrage, zu der es gehört',
  statement: 'Nachweis für dieses Token',
  moves: {
    title: 'Was möglich ist',
    note: 'Warum? (andere lesen das)',
    cancel: 'Lassen, wie es ist',
    done: (what, serial) => `${what}: ${serial}`,
    undo: 'Rückgängig',
    takeBack: 'Zurücknehmen',
    toStock: 'Zurück ins Lager',
    retire: 'Ausmustern',
    retireTitle: (serial) => `${serial} ausmustern?`,
    retireText:
      'Es wird nie wieder beschrieben und zählt nicht mehr zum Lager. Das lässt sich nicht zurücknehmen.',
    retireLoaded:
      'Es wird nie wieder beschrieben und zählt nicht mehr zum Lager. Das lässt sich nicht zurücknehmen. Sein Gerät bei Microsoft, das niemandem gegeben wurde, muss dort gelöscht werden.',
    retireGo: 'Endgültig ausmustern',
    retired: 'Ausgemustert',
    lost: 'Verlust melden',
    lostTitle: (serial) => `Ist ${serial} verloren?`,
    lostText: (holder) =>
      `Bis die Methode bei Microsoft entfernt ist, kann, wer es findet, dessen Codes als ${holder} benutzen. Entfernen Sie sie dort als Nächstes.`,
    lostNobody: 'Es zählt nicht mehr zum Lager, bis es jemand findet.',
    lostGo: 'Ja, es ist verloren',
    lostDone: 'Als verloren gemeldet',
    found: 'Es wurde gefunden',
    foundDone: 'Gefunden: beiseitegelegt, bis es geleert ist',
    foundTheirs: (holder) =>
      `Gefunden: pausiert. Nehmen Sie es von ${holder} zurück, oder melden Sie es wieder als verloren`,
    setAside: 'Beiseitelegen',
    setAsideTitle: (serial) => `${serial} beiseitelegen?`,
    setAsideText:
      'Es bleibt im Bestand, wird aber nicht zum Beschreiben angeboten, ohne dass jemand hinsieht.',
    setAsideLoaded:
      'Es wird nicht mehr ausgegeben. Microsoft behält sein Gerät, das niemandem gegeben wurde: Solange nichts auf das Token geschrieben wird, macht ein Blick zu Microsoft es wieder zu einem geladenen.',
    setAsideGo: 'Beiseitelegen',
    setAsideDone: 'Beiseitegelegt',
    clock: 'Uhr stellen',
    clockRestricted: (model) =>
      `Die Uhr zu stellen würde ein ${model} leeren: Mit der alten Zeit geht sein Geheimnis. Beschreiben Sie es stattdessen neu.`,
    clockTitle: (serial) => `Die Uhr von ${serial} stellen?`,
    clockText:
      'Sein Geheimnis bleibt. Hat sich Microsoft schon an die falsche Uhr gewöhnt, kann die nächste Anmeldung einmal misslingen.',
    clockGo: 'Uhr stellen',
    clockDone: 'Seine Uhr ist jetzt richtig',
    blank: 'Leeren',
  },
  loadAgain: {
    look: 'Bei Microsoft nach seinem Gerät sehen',
    found: {
      loaded: 'Microsoft hat sein Gerät, das niemandem gegeben wurde: Es ist geladen.',
      said: 'Microsoft kann hier nicht gelesen werden. Nach dem, was im Bestand über sein Gerät steht, ist es geladen.',
      none: 'Microsoft hat kein Gerät mit dieser Seriennummer. Es muss neu beschrieben werden.',
      other:
        'Microsoft hat ein Gerät mit dieser Seriennummer, das jemandem gegeben wurde oder zu einem älteren Geheimnis gehört. Das Token ist nicht geladen.',
    },
  },
  left: {
    title: 'Alte Methoden, bei Microsoft zu entfernen',
    text: (holder) => `Von ${holder}, aus einem Geheimnis, das dieses Token vorher trug.`,
    seen: {
      there: 'Microsoft führt sie noch.',
      gone: 'Microsoft führt sie nicht mehr.',
      unread: 'Microsofts Liste lässt sich hier nicht lesen.',
    },
    look: 'Bei Microsoft noch einmal nachsehen',
  },
  leftDevices: {
    title: 'Alte Geräte, bei Microsoft zu löschen',
    text: 'Aus einem Geheimnis, das dieses Token vorher trug.',
    seen: {
      there: 'Microsoft führt es noch.',
      gone: 'Microsoft führt es nicht mehr.',
      unread: 'Microsofts Liste lässt sich hier nicht lesen.',
    },
    remove: {
      go: 'Bei Microsoft löschen',
      title: (serial) => `Dieses alte Gerät von ${serial} bei Microsoft löschen?`,
      text: 'Microsoft tut es mit Ihren Rechten und nennt Sie in seinem Protokoll. Das Token selbst bleibt, wie es ist: Es trägt ein anderes Geheimnis.',
      confirm: 'Löschen',
      removed: 'Microsoft hat es gelöscht.',
    },
  },
  takeBack: {
    title: (serial) => `${serial} zurücknehmen`,
    titleFrom: (serial, holder) => `${serial} von ${holder} zurücknehmen`,
    step1: 'Sie haben es in der Hand',
    step1Text: (holder) => `Im Bestand hat es ${holder}. Ab jetzt: Sie.`,
    step1Go: 'Ich habe es',
    step2: 'Bei Microsoft steht es nicht mehr',
    step2Text: (holder, route) =>
      `Öffnen Sie die Seite unten und löschen Sie die Methode „${
        route === 'A' ? 'Software-OATH-Token' : 'Hardware-OATH-Token'
      }“ von ${holder}.`,
    step2Link: (holder) => `Anmeldemethoden von ${holder} bei Microsoft`,
    step2Looking: 'Alle 3 Sekunden wird nachgesehen, ob sie weg ist.',
    step2Gone: 'Sie ist weg.',
    step2Never: 'Es war nie angemeldet: nichts zu entfernen.',
    step2Unreadable:
      'Die Liste bei Microsoft ist hier nicht zu lesen. Sehen Sie selbst nach und sagen Sie es dann.',
    step2Said: 'Ich habe nachgesehen: Sie ist weg',
    remove: {
      go: 'Bei Microsoft entfernen',
      title: (holder) => `Dieses Token von ${holder} bei Microsoft entfernen?`,
      text: (holder, route) =>
        `${holder} kann sich damit nicht mehr anmelden. Microsoft tut es mit Ihren Rechten und nennt Sie in seinem Protokoll. ${
          route === 'A'
            ? 'Es gibt keinen Weg zurück: Ein Token muss neu beschrieben und angemeldet werden.'
            : 'Sein Gerät bleibt mit dem Geheimnis im Bestand von Microsoft.'
        }`,
      confirm: 'Endgültig entfernen',
      stay: 'Dort lassen',
      removing: 'Microsoft wird gefragt …',
      removed: 'Microsoft hat sie entfernt.',
    },
    step3: 'Es enthält kein Geheimnis',
    step3Text: 'Beim Leeren wird ein Geheimnis, das niemand kennt, über das alte geschrieben.',
    step3Go: 'Auf dem Leser leeren',
    step4: 'Im Lager',
    step4Go: 'Ins Lager legen',
    finished: (serial) => `${serial} ist wieder im Lager`,
    finishedText: 'Jeder Schritt ist festgehalten.',
    close: 'Fertig',
    later: 'Später: Es bleibt beiseitegelegt',
    blankTitle: (serial) => `${serial} leeren?`,
    blankText: (holder) =>
      `Jede Anmeldung damit geht endgültig nicht mehr, auch für ${holder}. Es gibt keinen Weg zurück: Es muss neu beschrieben werden.`,
    blankNobody: 'Was es enthält, ist endgültig weg. Es muss neu beschrieben werden.',
    blankGo: 'Endgültig leeren',
    blankCancel: 'Geheimnis behalten',
  },
  work: {
    choose: 'An welchem Platz?',
    noDesk: 'Kein Platz ist verbunden. Starten Sie den Dienst auf dem PC mit dem Leser.',
    unconfirmed: (desk) =>
      `${desk} ist verbunden, aber noch niemand hat seine Buchstaben verglichen. Bestätigen Sie ihn zuerst.`,
    confirm: 'Auf der Seite mit den Plätzen bestätigen',
    place: (serial, desk) => `Schalten Sie ${serial} ein und legen Sie es auf den Leser von ${desk}.`,
    reading: 'Wird gelesen …',
    writing: 'Auf dem Leser liegen lassen …',
    blanked: 'Es ist leer.',
    leftEmpty:
      'Es wurde nicht fertig, und sein Geheimnis ist vielleicht weg. Legen Sie es wieder auf und wiederholen Sie es.',
    leftChanged:
      'Es wurde nicht fertig: Das alte Geheimnis ist darauf, vielleicht mit neuen Einstellungen oder falscher Uhr; seine Codes passen vielleicht nicht. Legen Sie es wieder auf und wiederholen Sie es; geschieht es zweimal, nehmen Sie ein anderes Token.',
    unknown:
      'Auf das letzte Schreiben kam keine klare Antwort. Legen Sie es wieder hin und wiederholen Sie es: Das ist ungefährlich.',
    again: 'Noch einmal',
    cancel: 'Aufhören: Es wurde nichts geschrieben',
    cancelBegun: 'Aufhören: Das Token bleibt, wie es jetzt ist',
    cancelAway: 'Aufhören: Der Platz hat es vielleicht schon geschrieben',
  },
  onReader: {
    title: (desk) => `Auf dem Leser von ${desk}`,
    whose: (holder) => `Es gehört ${holder}.`,
    wasWith: (holder) => `Es ist als verloren gemeldet; zuletzt hatte es ${holder}.`,
    stock: 'Es ist im Lager.',
    setAside: 'Es ist beiseitegelegt.',
    retired: 'Es ist ausgemustert: nicht benutzen.',
    other: (state) => `Im Bestand als: ${state}.`,
    show: 'Zeigen',
    unknown: 'Es ist nicht in unserem Bestand.',
    unknownText:
      'Nehmen Sie es auf, wenn es unseres ist. Legen Sie es beiseite, wenn niemand weiß, woher es kommt.',
    adopt: 'Ins Lager aufnehmen',
    setAside2: 'Beiseitelegen',
    adoptDone: 'In den Bestand aufgenommen',
    foundNote: 'Gefunden, Herkunft unbekannt',
  },
  adding: {
    title: 'Tokens aufnehmen',
    tapTitle: 'Auf einen Leser legen',
    tapText: 'Ein Token einschalten und hinlegen: Es ist aufgenommen. Dann das nächste.',
    desk: 'Platz',
    site: fieldLabelsDe.site,
    siteNone: 'kein Standort',
    start: 'Anfangen',
    stop: 'Das waren alle',
    ready: (desk) => `Legen Sie das erste Token auf den Leser von ${desk}`,
    next: 'Legen Sie das nächste hin',
    reading: 'Wird gelesen …',
    added: 'aufgenommen',
    undone: 'wieder beiseitegelegt',
    undo: 'Rückgängig',
    already: (holder) => `schon im Bestand, bei ${holder}`,
    alreadyStock: 'schon im Lager',
    counted: (n) => counted(n, { one: '# Token aufgenommen', other: '# Tokens aufgenommen' }),
    undoNote: 'Aus Versehen aufgenommen',
    fileTitle: 'Eine Liste einlesen',
    fileText:
      'Fügen Sie die Liste des Herstellers ein oder wählen Sie die Datei. Ein Token je Zeile, mit Überschrift: serial, und wenn Sie mögen site. Eine Spalte person (Anmeldename) übernimmt Tokens, die jemand schon hat.',
    example: 'serial,site\n86596000004711,Lyon\n86596000004712,Lyon',
    field: 'Liste (CSV)',
    choose: 'Datei wählen',
    look: 'Erst ansehen',
    tooLarge: 'Diese Datei ist zu groß. Lesen Sie höchstens 5.000 Zeilen auf einmal ein.',
    notText:
      'Diese Datei ist keine Textliste. Ist sie eine Tabelle, speichern Sie sie dort als CSV und wählen Sie jene Datei.',
    guessed:
      'Die Datei ist nicht in UTF-8: Sie wurde als Windows-1252 gelesen. Sehen Sie nach, ob ö, é und dergleichen stimmen.',
    secretIn: (place) => {
      if (place.kind === 'column')
        return `Diese Liste scheint Geheimnisse zu enthalten, in der Spalte „${place.column}“. Nehmen Sie diese Spalte heraus: Gebraucht werden nur serial und site.`;
      if (place.kind === 'cell')
        return `Diese Liste scheint Geheimnisse zu enthalten: Zeile ${place.line}, Spalte ${place.column}. Nehmen Sie es heraus: Gebraucht werden nur serial und site.`;
      return place.hasSecrets
        ? `Diese Liste scheint Geheimnisse zu enthalten, und sie ist ${place.form}. Machen Sie eine Liste der Seriennummern: eine je Zeile, mit der Überschrift serial.`
        : `Das ist ${place.form}, keine Liste. Machen Sie eine Liste der Seriennummern: eine je Zeile, mit der Überschrift serial.`;
    },
    preview: 'Was die Liste sagt',
    line: 'Zeile',
    verdict: 'Ergebnis',
    fine: 'wird aufgenommen',
    fineTakenOver: 'wird übernommen',
    person: 'Hat schon',
    takenOver: (n) =>
      counted(n, {
        one: '# davon hat schon jemand: Was es bei Microsoft ist, wird nachgesehen; was nicht bekannt ist, bleibt offen.',
        other:
          '# davon hat schon jemand: Was sie bei Microsoft sind, wird nachgesehen; was nicht bekannt ist, bleibt offen.',
      }),
    problems: {
      'serial-malformed': 'Keine Seriennummer, wie sie auf Tokens steht: 1 bis 16 Ziffern oder Buchstaben.',
      'model-unknown': 'Dieses Modell kennt hier niemand. Prüfen Sie die ersten sieben Ziffern.',
      'already-here': 'Schon im Bestand.',
      'twice-in-file': 'Steht zweimal in dieser Liste.',
      'serial-spoiled':
        'Eine Tabelle hat diese Seriennummer gekürzt, ihre letzten Ziffern sind verloren. Formatieren Sie die Spalte als Text, bringen Sie die Seriennummern noch einmal hinein und speichern Sie.',
      'site-too-long': 'Der Standort hat mehr als 80 Zeichen.',
      'site-unknown':
        'Diesen Standort gibt es hier nicht. Schreiben Sie ihn wie in der Liste der Standorte, oder lassen Sie ihn leer.',
      'person-unknown': 'Microsoft kennt niemanden dieses Namens. Schreiben Sie den Anmeldenamen (UPN).',
      'person-guest': 'Gast Ihrer Organisation: Gäste bekommen hier keine Tokens.',
      'too-many-people':
        'Eine Liste nennt höchstens 500 Personen. Lesen Sie diese Zeile mit einer zweiten Liste ein.',
      columns:
        'Die Zeile hat mehr Zellen, als die Überschrift Namen hat, oder keine für die Seriennummer. Geben Sie jeder Spalte einen Namen; eine Zelle mit einem Trennzeichen darin braucht Anführungszeichen.',
      'no-serial-column':
        'Keine Spalte heißt serial. Schreiben Sie über die Seriennummern die Überschrift serial.',
      'no-lines': 'Unter der Überschrift steht keine Zeile mit einem Token.',
      'quote-open': 'Ein Anführungszeichen wird nie geschlossen oder steht mitten in einer Zelle.',
      'too-many-lines': 'Ab hier sind es mehr als 5.000 Zeilen. Lesen Sie sie als zweite Liste ein.',
    },
    wrongLines: (n) =>
      counted(n, {
        one: '# Zeile stimmt nicht. Berichtigen Sie sie in der Liste und sehen Sie noch einmal nach.',
        other: '# Zeilen stimmen nicht. Berichtigen Sie sie in der Liste und sehen Sie noch einmal nach.',
      }),
    knownLines: (n) =>
      counted(n, {
        one: '# Token der Liste ist schon im Bestand und bleibt, wie es ist.',
        other: '# Tokens der Liste sind schon im Bestand und bleiben, wie sie sind.',
      }),
    unread: (columns) => `Nicht gelesen: ${columns}. Gelesen werden nur Seriennummer, Standort und Person.`,
    newSites: (sites) => `An einem Standort dieses Namens ist noch kein Token: ${sites}`,
    newSitesText:
      'Ist ein Name vertippt, berichtigen Sie ihn in der Liste und sehen Sie noch einmal nach. Sonst gilt er, wie er da steht.',
    nothingYet: 'Es wurde nichts aufgenommen.',
    empty: 'Die Liste hat keine Zeile mit einem Token.',
    confirm: (n) => counted(n, { one: '# Token aufnehmen', other: '# Tokens aufnehmen' }),
    imported: (n) => counted(n, { one: '# Token ist aufgenommen.', other: '# Tokens sind aufgenommen.' }),
    importedText: 'Jedes steht im Bestand.',
    toTokens: 'Tokens zeigen',
  },
};
