import { storeSuite } from '../suites/store-suite.ts';
import { onBothStores } from '../support/both-stores.ts';

describe('the store', () => {
  onBothStores(storeSuite);
});
