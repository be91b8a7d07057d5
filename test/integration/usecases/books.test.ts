import { deploymentSuite } from '../../suites/deployment-suite.ts';
import { oneTruthSuite } from '../../suites/one-truth-suite.ts';
import { recordsSuite } from '../../suites/records-suite.ts';
import { requestsSuite } from '../../suites/requests-suite.ts';
import { upgradeSuite } from '../../suites/upgrade-suite.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

const suites = [requestsSuite, recordsSuite, oneTruthSuite, upgradeSuite, deploymentSuite];

describe('the books', () => {
  onBothStores((name, openEmpty) => {
    for (const suite of suites) suite(name, openEmpty);
  });
});
