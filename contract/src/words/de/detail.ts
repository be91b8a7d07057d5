import type { WizardStep } from '../../wizard-step.ts';
import type { DetailWords } from '../en/detail.ts';

const requestStates = {
  submitted: 'noch nicht genehmigt',
  approved: 'genehmigt',
  queued: 'noch von niemandem übernommen',
  in_progress: 'in Arbeit',
  burned: 'geschrieben und noch nicht geprüft',
  checked: 'bei Microsoft noch nicht abgeschlossen',
  bound: 'bereit zur Übergabe',
  handed_over: 'schon übergeben',
  closed: 'abgeschlossen',
  withdrawn: 'zurückgezogen',
  rejected: 'nicht genehmigt',
  expired: 'verfallen',
  failed: 'abgebrochen',
  on_hold: 'angehalten',
} as const;

/** The steps at the desk, as the tab names them too. */
export const stepWordsDe: Readonly<Record<WizardStep, string>> = {
  person: 'Person',
  secret: 'Geheimnis',
  token: 'Token',
  burn: 'Schreiben',
  check: 'Prüfen',
  finish: 'Bei Microsoft abschließen',
  'hand-over': 'Übergeben',
};

export const detailWordsDe: DetailWords = {
  state: {
    ...requestStates,
    in_stock: 'im Lager',
    reserved: 'zum Beschreiben reserviert',
    burning: 'gerade in Arbeit',
    burned_unverified: 'für jemanden geschrieben und noch nicht in Gebrauch',
    active: 'in Gebrauch',
    suspended: 'vorübergehend nicht in Gebrauch',
    quarantine: 'beiseitegelegt',
    retired: 'ausgemustert',
    lost: 'als verloren gemeldet',
  },
  step: { ...requestStates, ...stepWordsDe },
  roles: {
    Technician: 'Technik',
    PrivilegedTechnician: 'Privilegierte Technik',
    Approver: 'Genehmigung',
    StockKeeper: 'Bestandsführung',
    Auditor: 'Revision',
    Administrator: 'Administration',
    'a person': 'eine Person',
    'the person who asked': 'wer angefragt hat',
  },
  field: {
    subject: 'wer es tragen wird',
    type: 'was gebraucht wird',
    reason: 'warum',
    reasonText: 'warum, in Worten',
    site: 'Standort',
    neededBy: 'gebraucht bis',
    handOver: 'Übergabe',
    ticketNumber: 'Ticketnummer',
    costCentre: 'Kostenstelle',
    note: 'Hinweis',
    vouchedBy: 'wer bürgt',
    identifiedBy: 'wie die Identität geprüft wurde',
  },
  reason: { 'too short': 'Es ist zu kurz', 'too long': 'Es ist zu lang', 'all zero': 'Es sind nur Nullen' },
};
