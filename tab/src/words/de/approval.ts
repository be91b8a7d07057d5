import type { ApprovalStrings } from '../en/approval.ts';
import { counted } from './numbers.ts';

export const approvalGerman: ApprovalStrings = {
  title: 'Genehmigung',
  text: 'Die erste Regel, die passt, entscheidet, wer eine Anfrage genehmigen muss; ihr Name steht mit der Anfrage im Protokoll. Andere Regeln schlägt jemand aus der Administration vor, und jemand anderes bestätigt sie.',
  noRole: 'Die Administration legt hier fest, wer eine Anfrage genehmigen muss.',
  held: 'Geltende Regeln',
  shipped: 'Noch hat sie niemand geändert: Mit diesen beginnt Token Desk.',
  since: (at, proposedBy, confirmedBy) =>
    `Seit ${at}: vorgeschlagen von ${proposedBy}, bestätigt von ${confirmedBy}.`,
  save: 'Als policy.json speichern',
  everything: 'alles andere',
  conditions: {
    reasons: (reasons) => `Grund: ${reasons}`,
    sites: (sites) => `Standort: ${sites}`,
    moreThanPerQuarter: (n) =>
      counted(n, {
        one: 'mehr als # Anfrage für dieselbe Person im Quartal',
        other: 'mehr als # Anfragen für dieselbe Person im Quartal',
      }),
    secondToken: {
      true: 'neben einem Token, das die Person schon trägt',
      false: 'noch kein Token, das der Person bliebe',
    },
    privileged: {
      true: 'Personen mit einer Rolle bei Microsoft, oder von denen man es nicht weiß',
      false: 'Personen, von denen man weiß, dass sie bei Microsoft keine Rolle haben',
    },
    costsMoreThan: (n) => `kostet mehr als ${n}`,
  },
  approve: {
    none: 'niemand muss genehmigen',
    manager: 'niemand, wenn die Führungskraft der Person anfragt, sonst eine Person mit der Rolle Approver',
    approver: 'eine Person mit der Rolle Approver',
  },
  costs: (costs) => `Kosten: ${costs}`,
  proposal: 'Vorgeschlagene Regeln',
  proposedBy: (name, at) => `Vorgeschlagen von ${name}, ${at}. Sie gelten noch nicht.`,
  own: 'Sie haben sie vorgeschlagen. Jemand anderes aus der Administration muss sie bestätigen.',
  confirm: 'Bestätigen',
  drop: 'Verwerfen',
  meaning: 'Was sich ändert',
  same: 'Nichts: Das sind die geltenden Regeln.',
  changes: {
    added: (rule) => `Die Regel „${rule}“ ist neu.`,
    removed: (rule) => `Die Regel „${rule}“ fällt weg.`,
    changed: (rule) => `Die Regel „${rule}“ sagt etwas anderes.`,
    moved: (rule) => `Die Regel „${rule}“ steht an anderer Stelle.`,
    costs: () => 'Andere Kosten.',
  },
  effects: 'Wer eine gewöhnliche Anfrage von da an genehmigen muss:',
  effect: (what, from, to) => `${what}: ${to} (vorher: ${from})`,
  change: 'Andere Regeln',
  changeText:
    'Ändern Sie den Text, oder öffnen Sie eine Datei. „Prüfen“ sagt Zeile für Zeile, was nicht stimmt.',
  file: 'Datei öffnen…',
  field: 'Inhalt von policy.json',
  check: 'Prüfen',
  propose: 'Vorschlagen',
  proposed: 'Vorgeschlagen. Jemand anderes aus der Administration muss es bestätigen.',
  fine: 'Es ist nichts daran falsch.',
  faults: (n) => counted(n, { one: '# Fehler', other: '# Fehler' }),
  fault: {
    at: (line, rule) => (rule === null ? `Zeile ${line}` : `Zeile ${line}, Regel „${rule}“`),
    faults: {
      json: (found, wanted) => `Das ist kein JSON: Hier steht ${found}, erwartet wird ${wanted}.`,
      'too-long': (found, wanted) => `„${found}“ ist zu lang: höchstens ${wanted} Zeichen.`,
      'key-twice': (found) => `„${found}“ steht zweimal da.`,
      'key-unknown': (found, wanted) => `„${found}“ ist nicht bekannt. Bekannt sind ${wanted}.`,
      'key-missing': (found, wanted) =>
        wanted === '' ? `„${found}“ fehlt.` : `„${found}“ fehlt: eines von ${wanted}.`,
      'wrong-kind': (found, wanted) =>
        found === '' ? `Hier muss ${wanted} stehen.` : `Bei „${found}“ muss ${wanted} stehen.`,
      'not-one-of': (found, wanted) => `„${found}“ ist nicht bekannt. Bekannt sind ${wanted}.`,
      'out-of-range': (found, wanted) => `„${found}“ liegt außerhalb von ${wanted}.`,
      empty: (found) => `„${found}“ ist leer: Lassen Sie es weg, oder nennen Sie etwas.`,
      'name-twice': (found) => `Auch eine andere Regel heißt „${found}“.`,
      'never-reached': (_, wanted) =>
        wanted === ''
          ? 'Auf diese Regel passt nichts.'
          : `Diese Regel kommt nie zum Zug: Was auf sie passt, ist vor ihr entschieden, durch ${wanted}, oder kommt nicht vor.`,
      'last-not-for-all': (found) =>
        `Die letzte Regel muss für alles gelten, worauf keine vor ihr passt. Lassen Sie ${found} weg, oder fügen Sie eine Regel an, die nur „name“ und „approve“ hat.`,
    },
    kinds: {
      object: 'ein Objekt in { }',
      list: 'eine Liste in [ ]',
      text: 'ein Text in Anführungszeichen',
      'whole number': 'eine ganze Zahl',
      'true or false': 'true oder false',
      end: 'das Ende des Textes',
    },
  },
  link: 'Wer eine Anfrage genehmigen muss',
  linkText: 'Regeln nach Art, Grund, Standort, Anzahl, Rolle und Kosten stehen auf einer eigenen Seite.',
};
