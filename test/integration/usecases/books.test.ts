import { deploymentSuite } from '../../suites/deployment-suite.ts';
import { forgettingSuite } from '../../suites/forgetting-suite.ts';
import { oneTruthSuite } from '../../suites/one-truth-suite.ts';
import { recordsSuite } from '../../suites/records-suite.ts';
import { requestsSuite } from '../../suites/requests-suite.ts';
import { retentionSuite } from '../../suites/retention-suite.ts';
import { tokenJobsSuite } from '../../suites/token-jobs-suite.ts';
import { tokenListSuite } from '../../suites/token-list-suite.ts';
import { tokensSuite } from '../../suites/tokens-suite.ts';
import { upgradeSuite } from '../../suites/upgrade-suite.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

const suites = [
  tokensSuite,
  tokenListSuite,
  tokenJobsSuite,
  requestsSuite,
  recordsSuite,
  oneTruthSuite,
  forgettingSuite,
  retentionSuite,
  upgradeSuite,
  deploymentSuite,
];

describe('the books', () => {
  onBothStores((name, openEmpty) => {
    for (const suite of suites) suite(name, openEmpty);
  });
});
