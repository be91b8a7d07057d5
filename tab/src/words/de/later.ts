import type { LaterStrings } from '../en/later.ts';
import { apartGerman } from './apart.ts';
import { aroundGerman } from './around.ts';
import { burnersGerman } from './burners.ts';
import { captureGerman } from './capture.ts';
import { detailsGerman } from './details.ts';
import { doctorGerman } from './doctor.ts';
import { finishGerman } from './finish.ts';
import { historyGerman } from './history.ts';
import { modelsGerman } from './models.ts';
import { ordersGerman } from './orders.ts';
import { pagesGerman } from './pages.ts';
import { privacyGerman } from './privacy.ts';
import { readerGerman } from './reader.ts';
import { recordsGerman } from './records.ts';
import { stepsGerman } from './steps.ts';
import { tokensGerman } from './tokens.ts';
import { wizardGerman } from './wizard.ts';
import { workGerman } from './work.ts';

/** Alle Wörter der Seiten, die nicht gleich geladen werden. */
export const laterGerman: LaterStrings = {
  ...wizardGerman,
  ...finishGerman,
  ...readerGerman,
  ...historyGerman,
  ...pagesGerman,
  ...recordsGerman,
  ...stepsGerman,
  apart: apartGerman,
  burners: burnersGerman,
  capture: captureGerman,
  details: detailsGerman,
  doctor: doctorGerman,
  models: modelsGerman,
  orders: ordersGerman,
  privacy: privacyGerman,
  tokens: tokensGerman,
  work: { ...aroundGerman, ...workGerman },
};
