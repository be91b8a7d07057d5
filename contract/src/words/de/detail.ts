import type { DetailWords } from '../detail-in-words.ts';
import { statesInSentencesDe, tokenStatesInSentencesDe } from './states.ts';
import { stepsDe } from './steps.ts';

export const detailWordsDe: DetailWords = {
  state: { ...statesInSentencesDe, ...tokenStatesInSentencesDe },
  step: { ...statesInSentencesDe, ...stepsDe },
  roles: {
    Technician: 'Technik',
    PrivilegedTechnician: 'Privilegierte Technik',
    Approver: 'Genehmigung',
    StockKeeper: 'Bestandsführung',
    Auditor: 'Revision',
    Planner: 'Planung',
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
    note: 'Notiz',
    vouchedBy: 'wer bürgt',
    identifiedBy: 'wie die Identität geprüft wurde',
  },
  reason: { 'too short': 'Es ist zu kurz', 'too long': 'Es ist zu lang', 'all zero': 'Es sind nur Nullen' },
};

export const inGerman = { words: detailWordsDe, locale: 'de-DE' };
