import { tokenJobsSuite } from '../../suites/token-jobs-suite.ts';
import { tokenListSuite } from '../../suites/token-list-suite.ts';
import { tokensSuite } from '../../suites/tokens-suite.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('tokens in the books', () => {
  onBothStores((name, openEmpty) => {
    for (const suite of [tokensSuite, tokenListSuite, tokenJobsSuite]) suite(name, openEmpty);
  });
});
