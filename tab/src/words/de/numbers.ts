import { countingIn } from '@token-desk/contract/words/counting';

export const { count, counted, amount, ago, span } = countingIn('de-DE');
