import { captureEnglish } from './strings/capture-en.ts';
import { finishEnglish } from './strings/finish-en.ts';
import { historyEnglish } from './strings/history-en.ts';
import { ordersEnglish } from './strings/orders-en.ts';
import { pagesEnglish } from './strings/pages-en.ts';
import { queueEnglish } from './strings/queue-en.ts';
import { readerEnglish } from './strings/reader-en.ts';
import { shellEnglish } from './strings/shell-en.ts';
import { stepsEnglish } from './strings/steps-en.ts';
import { wizardEnglish } from './strings/wizard-en.ts';
import { workEnglish } from './strings/work-en.ts';

/**
 * Every word the first pages show, in English, parted by page; the other languages are complete by type. Words
 * between “ ” stand like that on Microsoft's page and are shown in bold. `‹name›` is a given name.
 */
export const english = {
  locale: 'en-GB',
  product: 'Token Desk',
  ...shellEnglish,
  ...queueEnglish,
  ...historyEnglish,
  ...stepsEnglish,
  ...wizardEnglish,
  ...finishEnglish,
  ...readerEnglish,
  ...pagesEnglish,
  orders: ordersEnglish,
  work: workEnglish,
  capture: captureEnglish,
};

export type Strings = typeof english;
