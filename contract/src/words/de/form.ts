import type { FieldLabels, HandOverWords, TypeWords } from '../en/form.ts';

export const askedTypesDe: TypeWords = {
  new: 'Neues Token',
  'replace-lost': 'Verlorenes Token ersetzen',
  'replace-faulty': 'Defektes Token ersetzen',
  temporary: 'Token auf Zeit',
  return: 'Token zurückgeben',
  leaver: 'Jemand geht',
  'code-refused': 'Codes werden abgelehnt',
};

export const shortTypesDe: TypeWords = {
  new: 'neues Token',
  'replace-lost': 'verlorenes Token',
  'replace-faulty': 'defektes Token',
  temporary: 'Token auf Zeit',
  return: 'Rückgabe',
  leaver: 'Austritt',
  'code-refused': 'Code abgelehnt',
};

/** In place of one that whoever reads may not read, or that was deleted with its time. */
export const anotherReasonDe = 'Ein anderer Grund';

const alike = { desk: 'Am Schalter', 'internal-mail': 'Mit der Hauspost', ship: 'Mit der Post' } as const;

export const askersHandOversDe: HandOverWords = { ...alike, 'manager-collects': 'Ich hole es ab' };
export const handOversDe: HandOverWords = { ...alike, 'manager-collects': 'Die Führungskraft holt es ab' };

export const fieldLabelsDe: FieldLabels = { site: 'Standort', neededBy: 'Gebraucht bis' };
