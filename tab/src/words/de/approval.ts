import type { ApprovalStrings } from '../en/approval.ts';
import { counted } from './numbers.ts';
import { policyGerman } from './policy.ts';

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
    askedBy: (askers) => `angefragt durch ${askers}`,
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
  askers: {
    manager: 'die Führungskraft der Person oder ihre Vertretung',
    named: 'jemanden, der unten genannt ist',
    technician: 'jemanden, der Anfragen am Schalter aufnimmt',
    other: 'sonst jemanden',
  },
  requester: (upn, sites, until) =>
    sites === ''
      ? `${upn} darf für andere anfragen, bis ${until}`
      : `${upn} darf für andere anfragen, an ${sites}, bis ${until}`,
  deputy: (by, of, from, until) => `${by} fragt an und entscheidet für ${of}, von ${from} bis ${until}`,
  approve: {
    none: 'niemand muss genehmigen',
    manager:
      'die Führungskraft der Person oder ihre Vertretung, und niemand, wenn sie selbst anfragen; eine Person mit der Rolle Approver, wo Microsoft keine nennt, die einen Chat mit Token Desk hat',
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
    requesters: () => 'Andere Personen dürfen für andere anfragen.',
    deputies: () => 'Andere Vertretungen.',
  },
  effects: 'Wer eine gewöhnliche Anfrage von da an genehmigen muss:',
  effect: (what, from, to) => `${what}: ${to} (vorher: ${from})`,
  unused: {
    costs: 'Kosten sind genannt, und keine Regel achtet darauf.',
    requesters: 'Es ist genannt, wer für andere anfragen darf, und keine Regel achtet darauf.',
    deputies: 'Vertretungen sind genannt, und keine Regel fragt eine Führungskraft.',
  },
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
  fault: policyGerman,
  link: 'Wer eine Anfrage genehmigen muss',
  linkText: 'Regeln nach Art, Grund, Standort, Anzahl, Rolle und Kosten stehen auf einer eigenen Seite.',
};
