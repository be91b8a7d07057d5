import assert from 'node:assert/strict';
import type { Store } from '@token-desk/bot/store/database';
import { migrate } from '@token-desk/bot/store/migrate';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { commandBurner, listBurners } from '@token-desk/bot/usecases/desks/burners';
import { readRetention } from '@token-desk/bot/usecases/people/forget';
import { listUnenforced } from '@token-desk/bot/usecases/requests/enforcement';
import { getRequestDetail, listRequests } from '@token-desk/bot/usecases/requests/request-views';
import { withoutSecondTotal } from '@token-desk/bot/usecases/requests/second-method';
import { getToken, listTokens } from '@token-desk/bot/usecases/tokens/token-views';
import { approver, technician } from '../support/bot/bot-core.ts';
import { useDeskCore } from '../support/bot/desk-core.ts';
import { serial, sven } from '../support/bot/requests.ts';
import { downgrade } from '../support/store/downgrade.ts';

/** A database of the first version is brought up to this one with what is in it. */
export function upgradeSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`upgrade on ${name}`, () => {
    const desk = useDeskCore(openEmpty);

    /** As the first version left it: fewer facts in a token’s document, too. */
    async function firstVersion(): Promise<void> {
      await downgrade(desk.store.db);
      const { doc } = await desk.store.db.selectFrom('tokens').select('doc').executeTakeFirstOrThrow();
      const { site, route, handedOverAt, takenBackFrom, blankedAt, addedAt, ...old } = JSON.parse(doc);
      assert.ok([site, route, handedOverAt, takenBackFrom, blankedAt, addedAt].length > 0);
      await desk.store.db
        .updateTable('tokens')
        .set({ doc: JSON.stringify(old) })
        .execute();
      // The first version lower-cased and no more.
      await desk.store.db
        .updateTable('requests')
        .set({ search: 'jürgen groß\njg@contoso.example' })
        .execute();
    }

    it('knows for good which desk was stolen, even one that was confirmed again', async () => {
      const { burnerId } = desk.burner;
      const { deps } = desk.core;
      await desk.burned();
      await commandBurner(deps, technician, { burnerId, command: { kind: 'report-stolen' } });
      await desk.store.db.updateTable('burners').set({ state: 'confirmed' }).execute();
      await firstVersion();
      await migrate(desk.store.db);
      assert.deepEqual(
        (await listBurners(deps)).map(({ state }) => state),
        ['stolen'],
      );
    });

    it('that ends in the middle leaves the database as it was', async () => {
      await desk.burned();
      await firstVersion();
      const { db } = desk.store;
      // What a later step of the upgrade makes is in its way.
      await db.schema.createTable('spent').addColumn('id', 'text').execute();
      const shape = async () =>
        (await db.introspection.getTables()).map(({ name, columns }) => [
          name,
          columns.map((one) => one.name),
        ]);
      const before = await shape();
      await assert.rejects(migrate(db));
      assert.deepEqual(await shape(), before);
      await db.schema.dropTable('spent').execute();
      await migrate(db);
      assert.equal((await listBurners(desk.core.deps)).length, 1);
    });

    it('finds tokens by Microsoft’s id of their method, which was not searched before', async () => {
      await desk.handedOver();
      const { deps } = desk.core;
      await downgrade(desk.store.db);
      await migrate(desk.store.db);
      for (const q of ['new-method', 'sven']) assert.equal((await listTokens(deps, { q })).total, 1, q);
    });

    it('lists for whom MFA was never switched on, which nobody counted before', async () => {
      await desk.handedOver();
      const { deps } = desk.core;
      const before = await listUnenforced(deps, {});
      await downgrade(desk.store.db);
      await migrate(desk.store.db);
      assert.deepEqual((await listUnenforced(deps, {})).items, before.items);
      assert.equal(before.items.length, 1);
    });

    it('lists who has no second way in, and finds requests by Microsoft’s id of their method', async () => {
      await desk.handedOver();
      const { deps } = desk.core;
      await downgrade(desk.store.db);
      await migrate(desk.store.db);
      assert.equal((await withoutSecondTotal(deps)).total, 1);
      const query = { q: 'new-method', withoutSecond: '1', scope: 'all' } as const;
      assert.equal((await listRequests(deps, technician, query)).total, 1);
    });

    it('keeps each reason in the words it was asked with, also one that is in no list any more', async () => {
      const { id } = await desk.submit({ note: '"reason":"travel"' });
      const { db } = desk.store;
      const { doc } = await db.selectFrom('requests').select('doc').executeTakeFirstOrThrow();
      const { form, ...rest } = JSON.parse(doc);
      const { reasonWords: _words, ...old } = form;
      for (const [reason, en, isPrivate] of [
        ['refuses-personal-device', 'Does not want to use their own phone', undefined],
        ['accessibility', 'Cannot use a phone app (accessibility)', true],
        ['travel', 'Travels', undefined],
      ] as const) {
        await downgrade(db);
        const before = JSON.stringify({ ...rest, form: { ...old, reason } });
        await db.updateTable('requests').set({ doc: before }).execute();
        await migrate(db);
        const { form: now } = await getRequestDetail(desk.core.deps, approver, id);
        assert.deepEqual(
          [now.reason, now.reasonWords?.en, now.reasonWords?.isPrivate],
          [reason, en, isPrivate],
        );
        assert.equal(now.note, '"reason":"travel"');
      }
    });

    it('keeps tokens, their audit rows and free text findable, and the chain whole', async () => {
      await desk.burned();
      desk.core.directory.add({ id: 'two', name: 'Two', upn: 'two@contoso.example' });
      const { id } = await desk.submit({ reason: 'accessibility', ...{ note: 'gate 3' } }, 'two');
      await desk.order(id, { kind: 'hold', why: 'later' });
      await firstVersion();
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
