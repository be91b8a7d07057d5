import { countingIn } from '@token-desk/contract/words/counting';

export const { count, total, counted, amount, ago, span } = countingIn('en-GB');
