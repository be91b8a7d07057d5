import { apartEnglish } from './apart.ts';
import { approvalEnglish } from './approval.ts';
import { aroundEnglish } from './around.ts';
import { burnersEnglish } from './burners.ts';
import { captureEnglish } from './capture.ts';
import { detailsEnglish } from './details.ts';
import { differencesEnglish } from './differences.ts';
import { doctorEnglish } from './doctor.ts';
import { enforceEnglish } from './enforce.ts';
import { factoryEnglish } from './factory.ts';
import { finishEnglish } from './finish.ts';
import { firstSignInEnglish } from './first-sign-in.ts';
import { handOutEnglish } from './hand-out.ts';
import { historyEnglish } from './history.ts';
import { loadEnglish } from './load.ts';
import { manyEnglish } from './many.ts';
import { meaningsEnglish } from './meanings.ts';
import { modelsEnglish } from './models.ts';
import { needsEnglish } from './needs.ts';
import { ofPersonEnglish } from './of-person.ts';
import { ordersEnglish } from './orders.ts';
import { organisationEnglish } from './organisation.ts';
import { pagesEnglish } from './pages.ts';
import { privacyEnglish } from './privacy.ts';
import { readerEnglish } from './reader.ts';
import { readinessEnglish } from './readiness.ts';
import { recordsEnglish } from './records.ts';
import { roadEnglish } from './road.ts';
import { secondEnglish } from './second.ts';
import { setUpEnglish } from './set-up.ts';
import { slipsEnglish } from './slips.ts';
import { stepsEnglish } from './steps.ts';
import { tasksEnglish } from './tasks.ts';
import { tokensEnglish } from './tokens.ts';
import { unheardEnglish } from './unheard.ts';
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
  tasks: tasksEnglish,
  approval: approvalEnglish,
  burners: burnersEnglish,
  capture: captureEnglish,
  details: detailsEnglish,
  differences: differencesEnglish,
  doctor: doctorEnglish,
  enforce: enforceEnglish,
  firstSignIn: firstSignInEnglish,
  factory: factoryEnglish,
  handOut: handOutEnglish,
  load: loadEnglish,
  many: manyEnglish,
  meanings: meaningsEnglish,
  models: modelsEnglish,
  needs: needsEnglish,
  ofPerson: ofPersonEnglish,
  organisation: organisationEnglish,
  orders: ordersEnglish,
  privacy: privacyEnglish,
  readiness: readinessEnglish,
  second: secondEnglish,
  road: roadEnglish,
  setUp: setUpEnglish,
  tokens: tokensEnglish,
  slips: slipsEnglish,
  unheard: unheardEnglish,
  work: { ...aroundEnglish, ...workEnglish },
};

export type LaterStrings = typeof laterEnglish;
