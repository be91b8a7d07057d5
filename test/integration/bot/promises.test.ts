import assert from 'node:assert/strict';
import { chain, chainStart, type HashedRow } from '@token-desk/bot/domain/audit-chain';
import { auditAfter } from '@token-desk/bot/store/tables/audit';
import { verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { checkCode } from '@token-desk/bot/usecases/jobs/jobs';
import { saveCardPlace } from '@token-desk/bot/usecases/people/conversations';
import { forgetDue } from '@token-desk/bot/usecases/people/forget';
import { sha256Hex } from '@token-desk/bot/usecases/write/hashing';
import { manager, technician } from '../../support/bot/bot-core.ts';
import { useDeskCore } from '../../support/bot/desk-core.ts';
import { dayMs } from '../../support/bot/requests.ts';
import { DeskBurner } from '../../support/desk/desk-burner.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('what the threat model promises of the store', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const db = () => desk.store.db;

    /** Somebody with the whole database: changes a row, then makes every hash after it right again. */
    async function rewrite(change: (row: HashedRow) => Partial<HashedRow>): Promise<void> {
      const rows = await auditAfter(db(), { after: 0, limit: 500 });
      const changed = rows.map((row) => ({ ...row, ...change(row) }));
      for (const { seq, hash, previousHash, data, receipt, actor } of chain(chainStart, changed, sha256Hex)) {
        await db()
          .updateTable('audit')
          .set({
            hash,
            previous_hash: previousHash,
            data: JSON.stringify(data),
            actor: JSON.stringify(actor),
            receipt_body: receipt?.body ?? null,
            receipt_signature: receipt?.signature ?? null,
            serial: typeof data.serial === 'string' ? data.serial : null,
          })
          .where('seq', '=', seq)
          .execute();
      }
    }
    const broken = async () => (await verifyAudit(desk.core.deps)).brokenAt?.why ?? null;

    describe('a receipt at rest, where the whole chain was hashed again', () => {
      beforeEach(async () => {
        const { requestId } = await desk.burned();
        await checkCode(desk.core.deps, technician, { requestId, code: desk.burner.rightCode });
        await rewrite(() => ({}));
        assert.equal(await broken(), null, 'hashed again without a change it is the same chain');
      });

      it('betrays a row that names another token', async () => {
        await rewrite(({ event, data }) => (event === 'burned' ? { data: { ...data, serial: 'X1' } } : {}));
        assert.equal(await broken(), 'receipt-contradicts');
      });

      it('betrays a row that calls an unread account read', async () => {
        await rewrite(({ event, data }) =>
          event === 'burned' ? { data: { ...data, accountSeen: false } } : {},
        );
        assert.equal(await broken(), 'receipt-contradicts');
      });

      it('betrays a receipt with another account', async () => {
        await rewrite(({ receipt }) =>
          receipt === null ? {} : { receipt: { ...receipt, body: receipt.body.replace('sven@', 'ceo@') } },
        );
        assert.equal(await broken(), 'receipt-false');
      });

      it('betrays a receipt signed anew by another key', async () => {
        const other = new DeskBurner(() => 0);
        await rewrite(({ receipt }) =>
          receipt === null ? {} : { receipt: { body: receipt.body, signature: other.sign(receipt.body) } },
        );
        assert.equal(await broken(), 'receipt-false');
      });

      it('betrays a receipt that is said to be of another desk', async () => {
        const other = await desk.pairDesk();
        await rewrite(({ actor, receipt }) =>
          receipt === null || actor.kind !== 'burner'
            ? {}
            : { actor: { ...actor, burnerId: other.burnerId } },
        );
        assert.equal(await broken(), 'receipt-false');
      });

      it('betrays that one between two others was taken out', async () => {
        const [burned] = await auditAfter(db(), { after: 0, limit: 1, event: 'burned' });
        const again = { requestId: burned?.requestId ?? '', code: desk.burner.rightCode };
        await checkCode(desk.core.deps, technician, again);
        const [first] = await auditAfter(db(), { after: 0, limit: 1, event: 'checked' });
        await rewrite(({ seq }) => (seq === first?.seq ? { receipt: null } : {}));
        assert.equal(await broken(), 'receipt-out-of-order');
      });
    });

    it('which chat message shows a request is forgotten 180 days after it is done, not before', async () => {
      const { deps, clock } = desk.core;
      const { id } = await desk.submit();
      await saveCardPlace(deps, { conversationId: 'chat', requestId: id }, { activityId: 'a', version: 1 });
      await desk.order(id, { kind: 'withdraw' }, manager);
      const cards = async () => (await db().selectFrom('cards').selectAll().execute()).length;
      clock.turn(179 * dayMs);
      await forgetDue(deps);
      assert.equal(await cards(), 1);
      clock.turn(2 * dayMs);
      await forgetDue(deps);
      assert.equal(await cards(), 0);
    });
  }));
