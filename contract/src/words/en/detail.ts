import type { DetailWords } from '../detail-in-words.ts';
import { statesInSentencesEn, tokenStatesInSentencesEn } from './states.ts';
import { stepsEn } from './steps.ts';

export const detailWordsEn: DetailWords = {
  state: { ...statesInSentencesEn, ...tokenStatesInSentencesEn },
  step: { ...statesInSentencesEn, ...stepsEn },
  roles: {
    Technician: 'Technician',
    PrivilegedTechnician: 'Privileged technician',
    Approver: 'Approver',
    StockKeeper: 'Stock keeper',
    Auditor: 'Auditor',
    Planner: 'Planner',
    Administrator: 'Administrator',
    'a person': 'a person',
    'the person who asked': 'the person who asked',
  },
  field: {
    subject: 'who will carry it',
    type: 'what is needed',
    reason: 'why',
    reasonText: 'why, in words',
    site: 'site',
    neededBy: 'needed by',
    handOver: 'hand-over',
    ticketNumber: 'ticket number',
    costCentre: 'cost centre',
    note: 'note',
    vouchedBy: 'who vouches',
    identifiedBy: 'how the caller was identified',
  },
  reason: { 'too short': 'it is too short', 'too long': 'it is too long', 'all zero': 'it is all zeros' },
};

export const inEnglish = { words: detailWordsEn, locale: 'en-GB' };
