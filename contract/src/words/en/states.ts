import type { RequestState } from '../../request.ts';
import type { TokenState } from '../../token/record.ts';

export type RequestStateWords = Readonly<Record<RequestState, string>>;
export type TokenStateWords = Readonly<Record<TokenState, string>>;

/** The badge everybody reads alike. */
const alike = {
  submitted: 'Waiting for approval',
  handed_over: 'Handed over',
  closed: 'Closed',
  withdrawn: 'Withdrawn',
  rejected: 'Not approved',
  expired: 'Lapsed',
  failed: 'Stopped',
  on_hold: 'On hold',
} as const;

/** The badge for whoever asked, and in channels. */
export const askersStatesEn: RequestStateWords = {
  ...alike,
  approved: 'Approved',
  queued: 'Waiting for a technician',
  in_progress: 'A technician is working on it',
  burned: 'Burned',
  checked: 'Checked',
  bound: 'Ready',
};

/** The badge in the queue, which says what a technician does next. */
export const queueStatesEn: RequestStateWords = {
  ...alike,
  approved: 'Ready to burn',
  queued: 'Ready to burn',
  in_progress: 'Being done',
  burned: 'Burned, not checked',
  checked: 'Checked, finish at Microsoft',
  bound: 'Ready, hand over',
};

/** In a sentence: “the request is …”. */
export const statesInSentencesEn: RequestStateWords = {
  submitted: 'waiting for approval',
  approved: 'approved',
  queued: 'waiting for a technician',
  in_progress: 'being done',
  burned: 'burned and waiting for its check',
  checked: 'waiting for Microsoft',
  bound: 'ready to be handed over',
  handed_over: 'handed over',
  closed: 'closed',
  withdrawn: 'withdrawn',
  rejected: 'not approved',
  expired: 'lapsed',
  failed: 'stopped',
  on_hold: 'on hold',
};

export const tokenStatesEn: TokenStateWords = {
  in_stock: 'In stock',
  reserved: 'Reserved for a burn',
  burning: 'Being burned',
  burned_unverified: 'Burned, not in use yet',
  loaded: 'Loaded',
  active: 'In use',
  suspended: 'Paused',
  quarantine: 'Set aside',
  retired: 'Retired',
  lost: 'Lost',
};

/** In a sentence: “the token is …”. */
export const tokenStatesInSentencesEn: TokenStateWords = {
  in_stock: 'in stock',
  reserved: 'reserved for a burn',
  burning: 'being burned',
  burned_unverified: 'burned and not in use yet',
  loaded: 'loaded and given to nobody yet',
  active: 'in use',
  suspended: 'paused',
  quarantine: 'set aside',
  retired: 'retired',
  lost: 'reported lost',
};
