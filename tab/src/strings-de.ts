import { captureGerman } from './strings/capture-de.ts';
import { finishGerman } from './strings/finish-de.ts';
import { historyGerman } from './strings/history-de.ts';
import { ordersGerman } from './strings/orders-de.ts';
import { pagesGerman } from './strings/pages-de.ts';
import { queueGerman } from './strings/queue-de.ts';
import { readerGerman } from './strings/reader-de.ts';
import { shellGerman } from './strings/shell-de.ts';
import { stepsGerman } from './strings/steps-de.ts';
import { wizardGerman } from './strings/wizard-de.ts';
import { workGerman } from './strings/work-de.ts';
import type { Strings } from './strings-en.ts';

/** Alles, was der Tab zuerst auf Deutsch sagt, nach Seiten geteilt; was zwischen „ “ steht, steht so auf der Microsoft-Seite. */
export const german: Strings = {
  locale: 'de-DE',
  product: 'Token Desk',
  ...shellGerman,
  ...queueGerman,
  ...historyGerman,
  ...stepsGerman,
  ...wizardGerman,
  ...finishGerman,
  ...readerGerman,
  ...pagesGerman,
  orders: ordersGerman,
  work: workGerman,
  capture: captureGerman,
};
