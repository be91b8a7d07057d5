import { doctorEnglish } from '@token-desk/contract/doctor-words';
import { burnersEnglish } from './burners-en.ts';
import { detailsEnglish } from './details-en.ts';
import { modelsEnglish } from './models-en.ts';
import { privacyEnglish } from './privacy-en.ts';
import { recordsEnglish } from './records-en.ts';
import { tokensEnglish } from './tokens-en.ts';

/** Every word of the pages Tokens, Burners, Audit, Statement, Reports and Privacy, in English. */
export const deskEnglish = {
  tokens: tokensEnglish,
  burners: burnersEnglish,
  doctor: doctorEnglish,
  details: detailsEnglish,
  models: modelsEnglish,
  privacy: privacyEnglish,
  ...recordsEnglish,
};

export type DeskStrings = typeof deskEnglish;
