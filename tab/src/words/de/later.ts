import type { LaterStrings } from '../en/later.ts';
import { apartGerman } from './apart.ts';
import { approvalGerman } from './approval.ts';
import { aroundGerman } from './around.ts';
import { burnersGerman } from './burners.ts';
import { captureGerman } from './capture.ts';
import { detailsGerman } from './details.ts';
import { differencesGerman } from './differences.ts';
import { doctorGerman } from './doctor.ts';
import { enforceGerman } from './enforce.ts';
import { factoryGerman } from './factory.ts';
import { finishGerman } from './finish.ts';
import { firstSignInGerman } from './first-sign-in.ts';
import { handOutGerman } from './hand-out.ts';
import { historyGerman } from './history.ts';
import { loadGerman } from './load.ts';
import { manyGerman } from './many.ts';
import { meaningsGerman } from './meanings.ts';
import { modelsGerman } from './models.ts';
import { needsGerman } from './needs.ts';
import { ofPersonGerman } from './of-person.ts';
import { ordersGerman } from './orders.ts';
import { organisationGerman } from './organisation.ts';
import { pagesGerman } from './pages.ts';
import { privacyGerman } from './privacy.ts';
import { readerGerman } from './reader.ts';
import { readinessGerman } from './readiness.ts';
import { recordsGerman } from './records.ts';
import { roadGerman } from './road.ts';
import { secondGerman } from './second.ts';
import { setUpGerman } from './set-up.ts';
import { slipsGerman } from './slips.ts';
import { stepsGerman } from './steps.ts';
import { tasksGerman } from './tasks.ts';
import { tokensGerman } from './tokens.ts';
import { unheardGerman } from './unheard.ts';
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
  tasks: tasksGerman,
  approval: approvalGerman,
  burners: burnersGerman,
  capture: captureGerman,
  details: detailsGerman,
  differences: differencesGerman,
  doctor: doctorGerman,
  enforce: enforceGerman,
  firstSignIn: firstSignInGerman,
  factory: factoryGerman,
  handOut: handOutGerman,
  load: loadGerman,
  many: manyGerman,
  meanings: meaningsGerman,
  models: modelsGerman,
  needs: needsGerman,
  ofPerson: ofPersonGerman,
  organisation: organisationGerman,
  orders: ordersGerman,
  privacy: privacyGerman,
  readiness: readinessGerman,
  second: secondGerman,
  road: roadGerman,
  setUp: setUpGerman,
  tokens: tokensGerman,
  slips: slipsGerman,
  unheard: unheardGerman,
  work: { ...aroundGerman, ...workGerman },
};
