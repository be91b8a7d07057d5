import assert from 'node:assert/strict';
import type { Store } from '@token-desk/bot/store/database';
import { migrate } from '@token-desk/bot/store/migrate';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit';
import { listRequests } from '@token-desk/bot/usecases/request-views';
import { readRetention } from '@token-desk/bot/usecases/retention';
import { getToken, listTokens } from '@token-desk/bot/usecases/token-views';
import { technician } from '../support/bot-core.ts';
import { useDeskCore } from '../support/desk-core.ts';
import { serial, sven } from '../support/requests.ts';

const indexes = [
  'requests_queue',
  'tokens_list',
  'tokens_burner',
  'audit_serial',
  'audit_event',
  'requests_text',
  'requests_health',
];
const columns = {
  tokens: ['search', 'model', 'site', 'burner_id', 'is_handed_over', 'updated_at'],
  audit: ['serial', 'search'],
  requests: ['has_text', 'has_health_reason', 'queue_key'],
  burners: ['doctor'],
} as const;

/** A database of the first version is brought up to this one with what is in it. */
export function upgradeSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`upgrade on ${name}`, () => {
    const desk = useDeskCore(openEmpty);

    /** As the first version left it: fewer columns, fewer facts in a token’s document. */
    async function downgrade(): Promise<void> {
      const { schema } = desk.store.db;
      for (const index of indexes) await schema.dropIndex(index).execute();
      await schema.dropTable('custody').execute();
      for (const [table, gone] of Object.entries(columns)) {
        for (const column of gone) await schema.alterTable(table).dropColumn(column).execute();
      }
      const queue = schema.createIndex('requests_queue').on('requests');
      await queue.columns(['needed_by', 'id', 'state', 'site', 'claim_by', 'search']).execute();
      const { doc } = await desk.store.db.selectFrom('tokens').select('doc').executeTakeFirstOrThrow();
      const { site, route, handedOverAt, takenBackFrom, blankedAt, addedAt, ...old } = JSON.parse(doc);
      assert.ok([site, route, handedOverAt, takenBackFrom, blankedAt, addedAt].length > 0);
      await desk.store.db
        .updateTable('tokens')
        .set({ doc: JSON.stringify(old) })
        .execute();
      await desk.store.db
        .deleteFrom('kysely_migration' as 'settings')
        .where('name', '>', '0001-start')
        .execute();
      // The first version lower-cased and no more.
      await desk.store.db
        .updateTable('requests')
        .set({ search: 'jürgen groß\njg@contoso.example' })
        .execute();
    }

    it('keeps tokens, their audit rows and free text findable, and the chain whole', async () => {
      await desk.burned();
      desk.core.directory.add({ id: 'two', name: 'Two', upn: 'two@contoso.example' });
      const { id } = await desk.submit({ reason: 'accessibility', ...{ note: 'gate 3' } }, 'two');
      await desk.order(id, { kind: 'hold', why: 'later' });
      await downgrade();
      await migrate(desk.store.db);
      const { deps } = desk.core;
      const token = await getToken(deps, serial);
      assert.deepEqual([token.state, token.holder?.id, token.custody], ['burned_unverified', sven.id, []]);
      assert.equal((await listTokens(deps, { q: 'sven' })).total, 1);
      assert.equal((await listTokens(deps, { notHandedOverFrom: desk.burner.burnerId })).total, 1);
      assert.ok((await listAudit(deps, { serial })).items.length >= 2);
      assert.equal((await listRequests(deps, technician, { q: 'Jurgen Gross' })).total, 2);
      const { items } = await listRequests(deps, technician, {});
      assert.deepEqual(
        items.map(({ state }) => state),
        ['burned', 'on_hold'],
      );
      assert.ok((await listAudit(deps, { who: 'TINA' })).items.length > 0);
      assert.equal((await verifyAudit(deps)).ok, true);
      await desk.store.db.updateTable('requests').set({ state: 'closed' }).where('id', '=', id).execute();
      const { classes } = await readRetention(deps);
      for (const kept of ['free-text', 'health-reason']) {
        assert.equal(classes.find((one) => one.name === kept)?.count, 1, kept);
      }
    });
  });
}
