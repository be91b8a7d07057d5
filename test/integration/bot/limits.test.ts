import assert from 'node:assert/strict';
import { openStore } from '@token-desk/bot/store/database';
import { limitsSuite } from '../../suites/limits-suite.ts';
import { onBothStores, onPostgres } from '../../support/store/both-stores.ts';

describe('limits', () => {
  onBothStores(limitsSuite);

  onPostgres((_, freshUrl) => {
    it('an upgrade is not measured by the time-out of queries', async () => {
      const url = await freshUrl();
      // No statement of an upgrade is as quick as that.
      const store = await openStore({ url }, { statementMs: 1 });
      const slow = store.db.selectNoFrom((eb) => eb.fn('pg_sleep', [eb.val(0.2)]).as('slept')).execute();
      await assert.rejects(slow, { code: '57014' });
      await store.close();
    });

    it('an upgrade has a time-out of its own', async () => {
      await assert.rejects(openStore({ url: await freshUrl() }, { migrationMs: 1 }), /could not be migrated/);
    });
  });
});
