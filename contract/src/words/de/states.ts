import type { RequestStateWords, TokenStateWords } from '../en/states.ts';

const alike = {
  submitted: 'Wartet auf Genehmigung',
  handed_over: 'Übergeben',
  closed: 'Abgeschlossen',
  withdrawn: 'Zurückgezogen',
  rejected: 'Nicht genehmigt',
  expired: 'Verfallen',
  failed: 'Abgebrochen',
  on_hold: 'Angehalten',
} as const;

export const askersStatesDe: RequestStateWords = {
  ...alike,
  approved: 'Genehmigt',
  queued: 'Wartet auf die Technik',
  in_progress: 'In Arbeit',
  burned: 'Beschrieben',
  checked: 'Geprüft',
  bound: 'Bereit',
};

export const queueStatesDe: RequestStateWords = {
  ...alike,
  approved: 'Bereit zum Beschreiben',
  queued: 'Bereit zum Beschreiben',
  in_progress: 'In Arbeit',
  burned: 'Beschrieben, nicht geprüft',
  checked: 'Geprüft, weiter bei Microsoft',
  bound: 'Bereit zur Übergabe',
};

export const statesInSentencesDe: RequestStateWords = {
  submitted: 'noch nicht genehmigt',
  approved: 'genehmigt',
  queued: 'noch von niemandem übernommen',
  in_progress: 'in Arbeit',
  burned: 'beschrieben und noch nicht geprüft',
  checked: 'bei Microsoft noch nicht abgeschlossen',
  bound: 'bereit zur Übergabe',
  handed_over: 'schon übergeben',
  closed: 'abgeschlossen',
  withdrawn: 'zurückgezogen',
  rejected: 'nicht genehmigt',
  expired: 'verfallen',
  failed: 'abgebrochen',
  on_hold: 'angehalten',
};

export const tokenStatesDe: TokenStateWords = {
  in_stock: 'Im Lager',
  reserved: 'Zum Beschreiben reserviert',
  burning: 'Wird beschrieben',
  burned_unverified: 'Beschrieben, noch nicht in Gebrauch',
  loaded: 'Geladen',
  active: 'In Gebrauch',
  suspended: 'Pausiert',
  quarantine: 'Beiseitegelegt',
  retired: 'Ausgemustert',
  lost: 'Verloren',
};

export const tokenStatesInSentencesDe: TokenStateWords = {
  in_stock: 'im Lager',
  reserved: 'zum Beschreiben reserviert',
  burning: 'gerade in Arbeit',
  burned_unverified: 'beschrieben und noch nicht in Gebrauch',
  loaded: 'geladen und noch niemandem gegeben',
  active: 'in Gebrauch',
  suspended: 'pausiert',
  quarantine: 'beiseitegelegt',
  retired: 'ausgemustert',
  lost: 'als verloren gemeldet',
};
