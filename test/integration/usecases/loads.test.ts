import { loadSuite } from '../../suites/load-suite.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('stock that is loaded ahead of requests', () => {
  onBothStores(loadSuite);
});
