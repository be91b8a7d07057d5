import type { HandOver, RequestType } from '../../request.ts';

export type TypeWords = Readonly<Record<RequestType, string>>;
export type FieldLabels = Readonly<Record<'site' | 'neededBy', string>>;
export type HandOverWords = Readonly<Record<HandOver, string>>;

/** To choose from, and on the card of whoever asked. */
export const askedTypesEn: TypeWords = {
  new: 'New token',
  'replace-lost': 'Replace a lost token',
  'replace-faulty': 'Replace a faulty token',
  temporary: 'Token for a while',
  return: 'Give a token back',
  leaver: 'Somebody leaves',
  'code-refused': 'Codes are refused',
};

/** Inside a line of the queue. */
export const shortTypesEn: TypeWords = {
  new: 'new token',
  'replace-lost': 'lost token',
  'replace-faulty': 'faulty token',
  temporary: 'temporary token',
  return: 'return',
  leaver: 'leaver',
  'code-refused': 'code refused',
};

/** In place of one that whoever reads may not read, or that was deleted with its time. */
export const anotherReasonEn = 'Another reason';

const alike = { desk: 'At the counter', 'internal-mail': 'By internal mail', ship: 'By post' } as const;

/** Said by whoever asks. */
export const askersHandOversEn: HandOverWords = { ...alike, 'manager-collects': 'I pick it up' };
/** Read by technicians. */
export const handOversEn: HandOverWords = { ...alike, 'manager-collects': 'Manager collects it' };

/** Over a field of a request, wherever it is asked for or shown. */
export const fieldLabelsEn: FieldLabels = { site: 'Site', neededBy: 'Needed by' };
