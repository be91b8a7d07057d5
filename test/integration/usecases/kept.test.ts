import { forgettingSuite } from '../../suites/forgetting-suite.ts';
import { retentionSuite } from '../../suites/retention-suite.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('what is kept', () => {
  onBothStores((name, openEmpty) => {
    for (const suite of [forgettingSuite, retentionSuite]) suite(name, openEmpty);
  });
});
