import { approvalSuite } from '../../suites/approval-suite.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('the rules an administrator keeps', () => {
  onBothStores((name, openEmpty) => approvalSuite(name, openEmpty));
});
