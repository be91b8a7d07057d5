import { oddValuesSuite } from '../../suites/odd-values-suite.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('whatever a caller sends', () => {
  onBothStores(oddValuesSuite);
});
