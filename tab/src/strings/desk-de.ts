import { burnersGerman } from './burners-de.ts';
import type { DeskStrings } from './desk-en.ts';
import { detailsGerman } from './details-de.ts';
import { doctorGerman } from './doctor-de.ts';
import { modelsGerman } from './models-de.ts';
import { privacyGerman } from './privacy-de.ts';
import { recordsGerman } from './records-de.ts';
import { tokensGerman } from './tokens-de.ts';

export const deskGerman: DeskStrings = {
  tokens: tokensGerman,
  burners: burnersGerman,
  doctor: doctorGerman,
  details: detailsGerman,
  models: modelsGerman,
  privacy: privacyGerman,
  ...recordsGerman,
};
