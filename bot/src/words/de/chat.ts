import { askedTypesDe, askersHandOversDe, fieldLabelsDe } from '@token-desk/contract/words/de/form';
import { askersStatesDe } from '@token-desk/contract/words/de/states';
import type { NextAbout, Strings } from '../strings.ts';
import { askingDe } from './asking.ts';
import { tasksDe } from './tasks.ts';

const collect = ({ subject, site, handOver }: NextAbout): string => {
  switch (handOver) {
    case 'desk':
      return `${subject} kann es am Schalter in ${site} abholen.`;
    case 'manager-collects':
      return `Bitte holen Sie es am Schalter in ${site} ab.`;
    case 'internal-mail':
      return 'Es geht als Nächstes mit der Hauspost hinaus.';
    case 'ship':
      return 'Es geht als Nächstes mit der Post hinaus.';
  }
};

/** What comes after it is done, said before. */
const later = ({ subject, site, handOver }: NextAbout): string => {
  switch (handOver) {
    case 'desk':
      return `Danach holt ${subject} es am Schalter in ${site} ab.`;
    case 'manager-collects':
      return `Danach holen Sie es am Schalter in ${site} ab.`;
    case 'internal-mail':
      return 'Danach geht es mit der Hauspost hinaus.';
    case 'ship':
      return 'Danach geht es mit der Post hinaus.';
  }
};

const aboutDe = {
  bound: 'wurde für diese Person registriert und ist angehalten',
  token_lost: 'wurde als verloren gemeldet',
  token_taken_back: 'wurde zurückgenommen',
} as const;

export const stringsDe: Strings = {
  language: 'de',
  languageNames: ['deutsch', 'german'],
  dateLocale: 'de-DE',
  types: askedTypesDe,
  handOvers: askersHandOversDe,
  states: askersStatesDe,
  atIt: (technician) => `${technician} arbeitet daran`,
  sentTo: (name) => `Geschickt an ${name}: Dort wird entschieden. Sie müssen nichts tun.`,
  sentToSeveral: (names) => `Geschickt an ${names}: Dort wird entschieden. Sie müssen nichts tun.`,
  rejectedWhy: (why) => `Der Grund: ${why}`,
  next: {
    submitted: () => 'Wer genehmigen darf, sieht es sich an. Sie müssen nichts tun.',
    approved: () => 'Es kommt in die Warteschlange der Technik. Sie müssen nichts tun.',
    queued: (about) =>
      `Die Technik nimmt es aus der Warteschlange. Diese Karte sagt, wann ${about.subject} gebraucht wird. ${later(about)} Sie müssen jetzt nichts tun.`,
    in_progress: ({ subject }) => `Das Token wird vorbereitet. ${subject} muss zum Abschluss dabei sein.`,
    burned: () => 'Die Technik vergleicht den Code auf der Anzeige.',
    checked: ({ subject }) => `${subject} tippt den Code auf der Microsoft-Seite ein.`,
    bound: collect,
    handed_over: ({ subject }) =>
      `Schließen Sie die Anfrage ab, wenn die Anmeldung von ${subject} klappt. Nach sieben Tagen geschieht es von selbst.`,
    closed: () => 'Alles erledigt.',
    withdrawn: () => 'Es geschieht nichts weiter. Sie können jederzeit neu anfragen.',
    rejected: () => 'Fragen Sie die IT nach dem Grund, oder fragen Sie neu an.',
    expired: () => 'Niemand hat sie rechtzeitig genehmigt. Fragen Sie neu an, wenn es noch gebraucht wird.',
    failed: () => 'Die Technik entscheidet, wie es weitergeht. Sie müssen nichts tun.',
    on_hold: () => 'Es geht später weiter. Sie müssen nichts tun.',
  },
  form: {
    title: 'Ein Token anfragen',
    intro: 'Für jemanden, der sich nicht mit einem Telefon anmelden kann.',
    labels: {
      subject: 'Wer wird es tragen?',
      subjectText: 'Name oder Adresse (nur für jemanden, der oben nicht zu wählen ist)',
      type: 'Was wird gebraucht?',
      reason: 'Warum?',
      reasonText: 'In Ihren Worten (nur bei „Etwas anderes“ nötig)',
      site: fieldLabelsDe.site,
      neededBy: fieldLabelsDe.neededBy,
      handOver: 'Wie kommt es hin?',
      ticketNumber: 'Ticketnummer (freiwillig)',
      costCentre: 'Kostenstelle (freiwillig)',
      note: 'Notiz, nur für Genehmigung und Revision (freiwillig)',
    },
    placeholders: { subject: 'Namen eintippen', site: 'Wo die Person arbeitet' },
    wrong: {
      subject:
        'Wählen Sie, wer das Token tragen wird, oder geben Sie darunter einen Namen oder eine Adresse ein.',
      subjectText:
        'Damit ist niemand zu finden. Geben Sie den Anfang von Vor- und Nachname oder die ganze Adresse ein.',
      type: 'Wählen Sie, was gebraucht wird.',
      reason: 'Wählen Sie, warum.',
      reasonText: 'Sagen Sie mit mindestens 10 Zeichen, warum (höchstens 500).',
      site: 'Wählen Sie den Standort.',
      neededBy: 'Wählen Sie einen Tag, heute oder später.',
      handOver: 'Wählen Sie, wie es hinkommt.',
      ticketNumber: 'Eine Ticketnummer hat höchstens 40 Zeichen.',
      costCentre: 'Eine Kostenstelle hat höchstens 40 Zeichen.',
      note: 'Die Notiz darf höchstens 1000 Zeichen haben.',
    },
    found: (name, upn) =>
      `Gefunden: ${name} (${upn}). Ist das die Person, senden Sie mit „Anfragen“. Gesendet ist noch nichts.`,
    foundSeveral: (typed) =>
      `Auf „${typed}“ passen mehrere Personen. Wählen Sie eine und senden Sie. Gesendet ist noch nichts.`,
    choose: 'Wählen',
    submit: 'Anfragen',
    rest: 'Übrige Angaben zeigen oder verbergen',
    cancel: 'Abbrechen, nichts wird gesendet',
    cancelled: 'Es wurde nichts gesendet. Schreiben Sie „Anfrage“, um neu zu beginnen.',
  },
  card: {
    for: (subject) => `Token für ${subject}`,
    askedBy: 'Angefragt von',
    neededBy: fieldLabelsDe.neededBy,
    type: 'Was',
    site: fieldLabelsDe.site,
    handOver: 'Übergabe',
    pickUp: 'Schalter',
    approver: 'Genehmigt hier',
    next: 'Wie es weitergeht',
    withdraw: 'Zurückziehen…',
    withdrawQuestion: (subject) => `Die Anfrage für ${subject} zurückziehen? Noch hat niemand begonnen.`,
    withdrawSure: 'Ja, zurückziehen',
    youDecide: (askedBy) =>
      `${askedBy} fragt es an. Sie sind die Führungskraft der Person oder vertreten sie: Entscheiden Sie, ob die Person es bekommt.`,
    youApprove: (askedBy) =>
      `${askedBy} fragt es an. Sie genehmigen für diesen Standort: Entscheiden Sie, ob die Person es bekommt.`,
    approvedBy: (name) => `${name} hat es genehmigt.`,
    rejectedBy: (name) => `${name} hat es nicht genehmigt.`,
    approve: 'Genehmigen',
    reject: 'Ablehnen…',
    rejectWhy: (askedBy) => `Warum nicht? ${askedBy} liest es.`,
    rejectEmpty: 'Sagen Sie, warum nicht.',
    rejectSure: 'So ablehnen',
    close: 'Abschließen, alles in Ordnung',
    open: 'In Token Desk öffnen',
    show: 'Zeigen',
    beforeDesk: (day, what) => `Vor dem Termin, bei Microsoft gesehen am ${day}: ${what}.`,
    notKnown: (day, what) => `Nicht bekannt am ${day}: ${what}.`,
  },
  missing: {
    account: 'das Konto ist deaktiviert (die Administration des Verzeichnisses aktiviert es)',
    guest: 'das Konto ist das eines Gastes (Gäste registrieren sich in ihrer eigenen Organisation)',
    password:
      'die nächste Anmeldung verlangt ein neues Passwort (die Person selbst, oder wer Passwörter zurücksetzt)',
    'first-sign-in':
      'noch nie angemeldet, und die Seite zum Registrieren ist geschützt (die Administration lässt die Person hinein)',
    'method-allowed':
      'die Richtlinie lässt die Person aus (ein Administrator für Authentifizierungsrichtlinien)',
    room: 'schon fünf Authenticator-Apps und Tokens (die Person entfernt eines)',
  },
  notKnown: {
    account: 'ob das Konto aktiviert ist',
    guest: 'ob das Konto das eines Gastes ist',
    password:
      'ob die nächste Anmeldung ein neues Passwort verlangt (die Person meldet sich vorher einmal an)',
    'first-sign-in': 'ob die Person sich je angemeldet hat (fragen Sie sie)',
    'method-allowed':
      'ob die Richtlinie es für diese Person erlaubt (ein Administrator für Authentifizierungsrichtlinien)',
    room: 'ob noch Platz für eine Authenticator-App oder ein Token ist (die Person zählt ihre)',
  },
  list: {
    title: 'Ihre Anfragen',
    none: 'Sie haben keine Anfragen. Schreiben Sie „Anfrage“, um ein Token anzufragen.',
    asOf: (time) => `Stand ${time}`,
    refresh: 'Neu ansehen',
    withdrawTitle: 'Welche Anfrage möchten Sie zurückziehen?',
    withdrawNone: 'Es gibt nichts zurückzuziehen: Keine Ihrer Anfragen wartet noch.',
  },
  help: {
    title: 'Token Desk',
    intro:
      'Ich helfe, ein Hardware-Token für jemanden zu bekommen, der sich nicht mit einem Telefon anmelden kann.',
    unknown: 'Das habe ich nicht verstanden. Das kann ich:',
    channelTitle: 'Token Desk in dieser Unterhaltung',
    channelIntro: 'Die Technik kann sich hier zeigen lassen, wie es mit jeder Anfrage steht.',
    channelLines: [
      [
        'hier melden',
        'Anfragen hier zeigen (Technik und Administration); mit „Technik“, „Sicherheit“ oder „Tagesbericht“ nur das, mit „english“ auf Englisch',
      ],
      ['melden liste', 'sagen, was hier gemeldet wird'],
      ['nicht mehr melden', 'beenden; mit einem Namen nur dieses'],
    ],
    request: 'Ein Token anfragen',
    status: 'Ihre Anfragen',
    personal:
      'Bitte fragen Sie mich im persönlichen Chat: Was Sie dort schreiben, sieht in diesem Kanal niemand.',
    openChat: 'Chat öffnen',
  },
  channel: {
    bound: 'Ab jetzt werden Anfragen hier gezeigt',
    boundDetail: (topics) =>
      `Hier wird gemeldet: ${topics}. „melden liste“ sagt es noch einmal, „nicht mehr melden“ beendet es, mit einem Namen nur dieses.`,
    told: (topics) => `Hier wird gemeldet: ${topics}.`,
    nothingTold: 'Hier wird nichts gemeldet. Technik und Administration schreiben „hier melden“.',
    stillTold: (topics) => `Das wird hier nicht mehr gemeldet. Weiter gemeldet: ${topics}.`,
    unbound: 'Anfragen werden hier nicht mehr gezeigt.',
    wasNotBound: 'Anfragen wurden hier nicht gezeigt.',
    onlyChannels: 'Das geht in einem Kanal oder Gruppenchat. Hier sehen Sie Ihre eigenen Anfragen ohnehin.',
  },
  lines: {
    deskStolen: (desk, by) =>
      `⚠ ${by} hat den Platz „${desk}“ als gestohlen gemeldet. Er bekommt keine Aufträge mehr; von Hand kann er weiter schreiben. Welche Tokens dort beschrieben und nicht übergeben wurden, steht in Token Desk.`,
    policyChanged: (by) =>
      `○ ${by} hat andere Regeln dafür bestätigt, wer eine Anfrage genehmigen muss. Sie stehen in Token Desk auf der Seite „Organisation“.`,
    recordApart: (desk) =>
      `⚠ Was der Platz „${desk}“ signiert hat, passt nicht zu seinem Auftrag. Sein Token wurde beiseitegelegt; jemand aus der Technik muss sich den Beleg in Token Desk ansehen.`,
    ready: (subject, next) => `✓ Das Token für ${subject} ist bereit. ${next}`,
    rejectedWhy: (subject, why) => `✕ Das Token für ${subject} wurde nicht genehmigt: ${why}`,
    rejected: (subject) =>
      `✕ Das Token für ${subject} wurde nicht genehmigt. Fragen Sie die IT nach dem Grund.`,
    expired: (subject) =>
      `✕ Die Anfrage für ${subject} ist verfallen. Fragen Sie neu an, wenn es noch gebraucht wird.`,
    failed: (subject) =>
      `⚠ Die Anfrage für ${subject} wurde abgebrochen. Die Technik muss entscheiden, wie es weitergeht.`,
    lossReported: (subject, by) =>
      `⚠ ${by} meldet, dass das Token von ${subject} verloren ist. Es bleibt gültig, bis die Technik das bestätigt.`,
    lossRejected: (subject) =>
      `✕ Die Technik sagt, dass das Token von ${subject} nicht verloren ist. Es bleibt gültig; diese Anfrage ist beendet.`,
    tokenGone: (subject, how) =>
      `⚠ Das Token für ${subject} wurde ${how}. Die Technik muss entscheiden, wie es weitergeht.`,
    held: (subject) => `‖ Das Token für ${subject} ist angehalten.`,
    lapsed: (subject) => `✕ Die Anfrage für ${subject} ist verfallen: Niemand hat sie rechtzeitig genehmigt.`,
    handedOver: (subject) =>
      `✓ Das Token für ${subject} wurde übergeben. Schließen Sie die Anfrage ab, wenn die Anmeldung klappt.`,
    changed: (subject, state) => `Token für ${subject}: ${state}.`,
    tokenEmpty: (subject) =>
      `⚠ Das Token für ${subject} ist vielleicht leer: Der Kontakt brach zu früh ab. Lesen Sie den Code neu ein und legen Sie es dann wieder auf den Leser.`,
    tokenChanged: (subject) =>
      `⚠ Das Token für ${subject} hat vielleicht neue Einstellungen mit dem alten Geheimnis: Seine Codes passen vielleicht nicht mehr. Lesen Sie den Code noch einmal ein und legen Sie es dann wieder auf den Leser.`,
    burnUnknown: (subject) =>
      `⚠ Das Token für ${subject} gab auf das letzte Schreiben keine klare Antwort. Prüfen Sie den Code auf der Anzeige.`,
    burnFailed: (subject) =>
      `⚠ Das Beschreiben des Tokens für ${subject} brach ab. Sehen Sie in Token Desk nach.`,
    approvalReminder: (subject, askedBy) =>
      `○ ${askedBy} wartet noch auf Ihre Entscheidung über ein Token für ${subject}. Entscheiden Sie auf der Karte in diesem Chat.`,
    approvalPassedOn: (subject, asked) =>
      `○ Die Anfrage für ${subject} wartet noch auf Genehmigung. Gefragt: ${asked}.`,
    approvalNobodyAsked: (subject) =>
      `⚠ Die Anfrage für ${subject} wartet noch auf Genehmigung, und niemand kann im Chat gefragt werden. Wer genehmigen darf, muss in Token Desk entscheiden.`,
    privilegedAsked: (subject, by) =>
      `⚠ ${by} hat ein Token für ${subject} angefragt, eine Person mit einer Rolle bei Microsoft.`,
    tokenLost: (serial, by) => `⚠ ${by} hat Token ${serial} als verloren gemeldet.`,
    modelAllowed: (prefix, by) =>
      `⚠ ${by} hat Tokens erlaubt, deren Seriennummer mit ${prefix} beginnt: ein Modell, das Token Desk nicht kennt.`,
    notThem: (name, serial, about) =>
      `⚠ ${name} sagt: Das war ich nicht. Token ${serial} ${aboutDe[about]}. Jemand von der Technik muss in Token Desk nachsehen.`,
    channelBound: (by, topics) => `○ ${by} lässt ab jetzt in einen weiteren Kanal melden: ${topics}.`,
    channelUnbound: (by, topics) =>
      `○ ${by} hat beendet, was in einen anderen Kanal gemeldet wurde: ${topics}.`,
    digest: (day, n, head) =>
      `Token Desk am ${day}: ${n.asked} angefragt, ${n.handedOver} übergeben. Jetzt ${n.open} offen, davon ${n.atRisk} für ihren Tag gefährdet, ${n.failed} abgebrochen, ${n.waiting} warten auf Genehmigung. Meldungen, die niemanden erreichten: ${n.unheard}. Das Protokoll endet mit Zeile ${head.seq}, Hash ${head.hash}.`,
    technicianDay: (n) =>
      `○ Guten Morgen. Gestern angefragt: ${n.asked}. Für ihren Tag gefährdet: ${n.atRisk}. Abgebrochen: ${n.failed}. Sie stehen in Token Desk.`,
  },
  tokenGone: {
    'its-token-lost': 'als verloren gemeldet',
    'its-token-taken-back': 'zurückgenommen',
    'its-token-set-aside': 'beiseitegelegt',
    'its-token-overwritten': 'neu beschrieben oder geleert',
  },
  asking: askingDe,
  tasks: tasksDe,
  cardTooOld: 'Diese Karte ist zu alt. Schreiben Sie „Status“, um zu sehen, wie es steht.',
  holder: {
    titles: {
      bound: 'Ein Token wurde für Sie registriert',
      token_lost: 'Ihr Token wurde als verloren gemeldet',
      token_taken_back: 'Ihr Token wurde zurückgenommen',
    },
    texts: {
      bound:
        'Ab jetzt melden Sie sich bei Microsoft mit den Codes auf seinem Display an. Wenn Sie davon nichts wissen, sagen Sie es jetzt.',
      token_lost:
        'Sobald es bei Microsoft entfernt ist, meldet sich niemand mehr damit an. Wenn Sie davon nichts wissen, sagen Sie es jetzt.',
      token_taken_back: 'Es gehört nicht mehr zu Ihnen. Wenn Sie davon nichts wissen, sagen Sie es jetzt.',
    },
    serial: 'Token',
    by: 'Durch',
    at: 'Wann',
    notMe: 'Das war ich nicht',
    said: 'Sie sagen, dass Sie das nicht waren',
    saidText:
      'Technik und Sicherheit haben es erfahren, und Ihr Token ist angehalten. Jemand meldet sich bei Ihnen. Nennen Sie niemandem einen Code davon.',
  },
  topics: { technicians: 'Technik', security: 'Sicherheit', digest: 'Tagesbericht' },
};
