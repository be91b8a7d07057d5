import { stepsDe } from '@token-desk/contract/words/de/steps';
import type { Strings } from '../en/first.ts';
import { aroundGerman } from './around.ts';
import { queueGerman } from './queue.ts';
import { shellGerman } from './shell.ts';

/** Alles, was der Tab zuerst auf Deutsch sagt, nach Seiten geteilt; was zwischen „ “ steht, steht so auf der Microsoft-Seite. */
export const german: Strings = {
  locale: 'de-DE',
  product: 'Token Desk',
  ...shellGerman,
  ...queueGerman,
  steps: stepsDe,
  work: aroundGerman,
};
