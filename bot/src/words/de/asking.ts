import { countingIn } from '@token-desk/contract/words/counting';
import type { AskingStrings } from '../asking.ts';

const { counted } = countingIn('de-DE');
const people = (count: number) => counted(count, { one: '# Person', other: '# Personen' });

export const askingDe: AskingStrings = {
  several: {
    title: 'Für mehrere Personen anfragen',
    intro:
      'Wählen Sie sie aus, oder fügen Sie eine Liste ein: eine Person je Zeile, mit Namen, Adresse oder Anmeldename. Sie sehen, wen ich gefunden habe, bevor etwas abgeschickt wird.',
    open: 'Mehrere Personen',
    people: 'Wer wird sie tragen?',
    list: 'Oder eine Liste (freiwillig)',
    listHint: 'ana.moreau@contoso.example',
    listAgain: 'Diese Zeilen berichtigt, oder weitere Personen',
    check: 'Liste prüfen',
    checkAgain: 'Noch einmal prüfen',
    send: (count) => `Für ${people(count)} anfragen`,
    nobody: 'Wählen Sie jemanden aus, oder fügen Sie eine Liste ein.',
    tooMany: (count, most) =>
      `Das sind ${count} Personen, höchstens ${most} gehen auf einmal. Kürzen Sie die Liste.`,
    good: (count) => `${people(count)} gefunden`,
    bad: (count) =>
      counted(count, { one: '# Zeile stimmt noch nicht', other: '# Zeilen stimmen noch nicht' }),
    notSentYet: 'Noch ist nichts abgeschickt.',
    line: (line, text) => `Zeile ${line}, „${text}“:`,
    faults: {
      'not-found':
        'niemand gefunden. Schreiben Sie die ganze Adresse, oder den Anfang von Vor- und Nachnamen.',
      guest: 'ist Gast einer anderen Organisation, deren IT das Token ausgibt. Lassen Sie die Zeile weg.',
      disabled: 'das Konto ist deaktiviert. Fragen Sie die Administration, oder lassen Sie die Zeile weg.',
      self: 'das sind Sie. Bitten Sie Ihre eigene Führungskraft.',
      twice: 'steht zweimal in der Liste. Lassen Sie eine Zeile weg.',
      'open-request':
        'hat schon eine offene Anfrage. Schreiben Sie „Status“ und den Namen, um sie zu sehen, oder lassen Sie die Zeile weg.',
      'has-token':
        'hat schon ein Token. Fragen Sie mit einem eigenen Formular nach Ersatz, oder lassen Sie die Zeile weg.',
    },
    several: (names) => `passt auf mehrere: ${names}. Schreiben Sie die Adresse.`,
    sent: (count) =>
      `Für ${people(count)} angefragt. Eine eigene Karte begleitet sie; was übrig ist, steht hier zum Berichtigen.`,
    sentBefore: 'Diese Liste wurde schon abgeschickt. Nichts wurde zweimal abgeschickt.',
    changed: 'Die Liste hat sich seither geändert. So steht sie jetzt; abgeschickt wurde nichts.',
    fileUnread:
      'Diese Datei kann ich nicht lesen. Schicken Sie eine Liste als CSV, oder fügen Sie sie als Text ein.',
    fileTooBig: 'Diese Datei ist zu groß für eine Liste von Personen. Schicken Sie höchstens 200 als CSV.',
    fileRead: (name) => `Gelesen aus ${name}.`,
  },
  cohort: {
    title: (count) => counted(count, { one: 'Token für # Person', other: 'Tokens für # Personen' }),
    unreached: (count) =>
      counted(count, {
        one: '# von ihnen hat keinen Chat mit Token Desk: Sagen Sie selbst, wann und wo. Die Technik druckt Zettel dafür.',
        other:
          '# von ihnen haben keinen Chat mit Token Desk: Sagen Sie selbst, wann und wo. Die Technik druckt Zettel dafür.',
      }),
    andMore: (count) => `und ${count} weitere`,
    find: 'Schreiben Sie „Status“ und einen Namen, um eine Anfrage davon zu sehen.',
    refresh: 'Noch einmal nachsehen',
    withdraw: 'Alle zurückziehen…',
    withdrawQuestion: (count) =>
      `Zurückziehen, was noch niemand begonnen hat, für ${people(count)}? Was die Technik begonnen hat, geht weiter.`,
    withdrawSure: 'Ja, zurückziehen',
    decide: (askedBy) =>
      `${askedBy} fragt sie an, und Sie entscheiden: über alle zugleich oder über einzelne.`,
    approveAll: (count) => counted(count, { one: 'Genehmigen', other: 'Alle # genehmigen' }),
    rejectAll: 'Alle ablehnen…',
    rejectAllSure: (count) => counted(count, { one: 'So ablehnen', other: 'Alle # ablehnen' }),
    some: 'Nur einige…',
    choose: 'Wer? Alle anderen warten weiter',
    approveChosen: 'Diese genehmigen',
    rejectChosen: 'Diese ablehnen',
    noneChosen: 'Wählen Sie mindestens eine Person.',
    notDecided: (names) => `Nicht entschieden: ${names}.`,
    lines: {
      approval_reminded: (count, names) =>
        `○ Auf Ihre Entscheidung über Tokens für ${people(count)} wird noch gewartet: ${names}. Entscheiden Sie auf der Karte in diesem Chat.`,
      bound: (count, names) =>
        `✓ Tokens für ${people(count)} sind bereit: ${names}. Schreiben Sie „Status“ und einen Namen, um zu sehen, wie es hinkommt.`,
      expired: (count, names) =>
        `✕ Anfragen für ${people(count)} sind verfallen: ${names}. Niemand hat sie rechtzeitig genehmigt.`,
      failed: (count, names) =>
        `⚠ Anfragen für ${people(count)} wurden abgebrochen: ${names}. Die Technik muss entscheiden, wie es weitergeht.`,
      handed_over: (count, names) =>
        `✓ Tokens für ${people(count)} wurden übergeben: ${names}. Schließen Sie jede Anfrage, sobald sich die Person angemeldet hat.`,
      held: (count, names) => `‖ Tokens für ${people(count)} sind angehalten: ${names}.`,
      missing_found: (count, names) =>
        `⚠ Bevor sie an den Platz kommen, ist etwas zu richten oder anzusehen, für ${people(count)}: ${names}. Was es ist, steht auf der Seite jeder Anfrage.`,
    },
  },
  draft: {
    keep: 'Für später aufheben',
    kept: 'Aufgehoben. Schreiben Sie „Anfrage“, um weiterzumachen; nach 30 Tagen wird es gelöscht.',
    again: (day) => `So haben Sie es am ${day} verlassen.`,
    anew: 'Neu anfangen',
  },
  edit: {
    open: 'Ändern…',
    title: (subject) => `Anfrage für ${subject} ändern`,
    intro:
      'Bis die Technik beginnt. Für eine andere Person oder eine andere Art Token ziehen Sie die Anfrage zurück und fragen neu an.',
    save: 'Speichern',
    back: 'Zurück, nichts wird geändert',
  },
  nudge: {
    button: 'Erinnern',
    done: (subject) => `Wer als Nächstes dran ist, wurde an ${subject} erinnert.`,
    line: (by, subject, state) => `○ ${by} fragt, wie es für ${subject} steht: ${state}.`,
  },
  commands: {
    didYouMean: (line) => `Meinten Sie „${line}“?`,
    yes: (line) => `Ja, ${line}`,
    noneFound: (what) => `Keine Ihrer Anfragen ist für „${what}“.`,
    severalFound: (what) => `Ihre Anfragen für „${what}“`,
    approveTitle: 'Wartet auf Ihre Entscheidung',
    approveNone: 'Nichts wartet auf Ihre Entscheidung.',
    lostTitle: 'Ein verlorenes Token melden',
    serialUnknown: (serial) =>
      `Ein Token mit der Seriennummer ${serial} kann ich Ihnen nicht zeigen. Sagen Sie unten, wer es trug: Das genügt.`,
    names: {
      ...{
        request: 'Anfrage',
        several: 'mehrere',
        joiner: 'Neuzugang',
        status: 'Status',
        withdraw: 'zurückziehen',
      },
      ...{ lost: 'verloren', approve: 'genehmigen', help: 'Hilfe' },
      ...{ 'notify-here': 'hier melden', 'stop-notify': 'nicht mehr melden' },
      'notify-list': 'Meldungen',
    },
    lines: [
      ['Anfrage', 'ein Token anfragen; „Anfrage Ana Moreau“ beginnt mit ihr'],
      ['mehrere', 'für bis zu 200 Personen auf einmal anfragen'],
      ['Neuzugang', 'für jemanden anfragen, der noch kein Konto hat'],
      ['Status', 'sehen, wie Ihre Anfragen stehen; mit Namen für eine Person'],
      ['verloren', 'ein verlorenes Token melden; mit Seriennummer, wenn Sie sie kennen'],
      ['zurückziehen', 'eine Anfrage zurücknehmen, solange niemand begonnen hat'],
      ['Hilfe', 'dies zeigen'],
    ],
    approverLine: ['genehmigen', 'sehen, was auf Ihre Entscheidung wartet'],
    roles: {
      technician:
        'Sie sind in der Technik: Die Warteschlange steht im Tab „Desk“; in einem Kanal zeigt „hier melden“ dort Anfragen.',
      approver: 'Sie genehmigen Anfragen: Schreiben Sie „genehmigen“, um zu sehen, was auf Sie wartet.',
      auditor: 'Sie prüfen nach: Das Protokoll steht im Tab „Desk“.',
      administrator: 'Sie sind in der Administration: Standorte, Regeln und Plätze stehen im Tab „Desk“.',
    },
  },
  joiner: {
    open: 'Noch kein Konto',
    title: 'Für jemanden, der noch kein Konto hat',
    intro:
      'Die Anfrage wartet und beginnt von selbst, sobald das Konto mit genau dieser Adresse oder Personalnummer da ist.',
    name: 'Name',
    startsOn: 'Erster Tag',
    match: 'Erwartete Adresse oder Personalnummer',
    matchHint: 'neue.person@contoso.example',
    send: 'Anfragen',
    wrong:
      'Nennen Sie Namen, ersten Tag und die erwartete Adresse oder die Personalnummer; und was das Formular fragt.',
    waits: (name) => `${name}: noch kein Konto`,
    waitsDetail: (match, day) => `Wartet auf ein Konto mit „${match}“. Erster Tag: ${day}.`,
    bind: 'Das ist das Konto…',
    bindLabel: 'Adresse oder Anmeldename der Person',
    bound: (name, account) => `${name} hat jetzt ein Konto: ${account}. Die Anfrage hat begonnen.`,
    withdraw: 'Zurückziehen',
    withdrawn: (name) => `Zurückgezogen. Auf ein Konto von ${name} wartet niemand mehr.`,
    gone: 'Das wartet nicht mehr.',
  },
  extension: {
    waitsInChat: 'Sagen Sie, wer ein Token braucht und warum.',
    noAuthor: 'Wer diese Nachricht geschrieben hat, ist nicht bekannt. Wählen Sie die Person unten aus.',
    token: (serial) => `Token ${serial}`,
  },
};
