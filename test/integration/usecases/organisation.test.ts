import { organisationSuite } from '../../suites/organisation-suite.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('the rules an administrator keeps', () => {
  onBothStores((name, openEmpty) => organisationSuite(name, openEmpty));
});
