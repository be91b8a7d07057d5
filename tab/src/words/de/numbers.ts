import { countingIn } from '../counting.ts';

export const { count, counted, amount, span } = countingIn('de-DE');
