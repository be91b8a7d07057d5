import { apartEnglish } from './apart.ts';
import { aroundEnglish } from './around.ts';
import { burnersEnglish } from './burners.ts';
import { captureEnglish } from './capture.ts';
import { detailsEnglish } from './details.ts';
import { doctorEnglish } from './doctor.ts';
import { finishEnglish } from './finish.ts';
import { historyEnglish } from './history.ts';
import { modelsEnglish } from './models.ts';
import { ordersEnglish } from './orders.ts';
import { pagesEnglish } from './pages.ts';
import { privacyEnglish } from './privacy.ts';
import { readerEnglish } from './reader.ts';
import { recordsEnglish } from './records.ts';
import { stepsEnglish } from './steps.ts';
import { tokensEnglish } from './tokens.ts';
import { wizardEnglish } from './wizard.ts';
import { workEnglish } from './work.ts';

/** Every word of the pages that are not in the first load, in English. */
export const laterEnglish = {
  ...wizardEnglish,
  ...finishEnglish,
  ...readerEnglish,
  ...historyEnglish,
  ...pagesEnglish,
  ...recordsEnglish,
  ...stepsEnglish,
  apart: apartEnglish,
  burners: burnersEnglish,
  capture: captureEnglish,
  details: detailsEnglish,
  doctor: doctorEnglish,
  models: modelsEnglish,
  orders: ordersEnglish,
  privacy: privacyEnglish,
  tokens: tokensEnglish,
  work: { ...aroundEnglish, ...workEnglish },
};

export type LaterStrings = typeof laterEnglish;
