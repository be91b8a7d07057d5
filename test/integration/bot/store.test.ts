import { rowVersionsSuite } from '../../suites/row-versions-suite.ts';
import { searchSuite } from '../../suites/search-suite.ts';
import { storeSuite } from '../../suites/store-suite.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('the store', () => {
  onBothStores(storeSuite);
  onBothStores(rowVersionsSuite);
  onBothStores(searchSuite);
});
