import { countingIn } from '@token-desk/contract/words/counting';

export const { count, counted, amount, span } = countingIn('de-DE');
