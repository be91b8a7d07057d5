import assert from 'node:assert/strict';
import { type AuditQuery, listAudit } from '@token-desk/bot/usecases/audit/audit';
import { acknowledgeRecord } from '@token-desk/bot/usecases/audit/record-apart';
import { bindChannel } from '@token-desk/bot/usecases/people/conversations';
import { submitRequest } from '@token-desk/bot/usecases/requests/requests';
import { manager, technician } from '../../support/bot/bot-core.ts';
import { problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { dayMs, form, monday, sven } from '../../support/bot/requests.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('the list of what happened', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const list = (query: AuditQuery = {}) => listAudit(deps(), query);
    const write = async (rows: number) => {
      for (let n = 0; n < rows; n += 1)
        await bindChannel(deps(), technician, { id: `c${n}`, reference: {}, locale: null });
    };
    const bound = { event: 'channel_bound' } as const;

    for (const order of [undefined, 'newest'] as const)
      it(`comes in pages of 50, each after the last of the one before (${order ?? 'oldest'} first)`, async () => {
        await write(60);
        const first = await list({ ...bound, order });
        assert.equal(first.items.length, 50);
        assert.equal(first.next, first.items.at(-1)?.seq);
        const second = await list({ ...bound, order, after: String(first.next) });
        assert.deepEqual([second.items.length, second.next], [10, null]);
        const seqs = [...first.items, ...second.items].map(({ seq }) => seq);
        const inOrder = seqs.toSorted((a, b) => a - b);
        assert.deepEqual(seqs, order === 'newest' ? inOrder.reverse() : inOrder);
        assert.equal(new Set(seqs).size, 60);
      });

    it('says of each row of a request whom it is for, of any other nobody', async () => {
      const asked = await submitRequest(deps(), manager, { subject: sven.id, form, source: 'chat' });
      await write(1);
      const { items } = await list();
      const about = items.map(({ requestId, subject }) => [requestId, subject?.id ?? null] as const);
      assert.ok(about.length > 1);
      for (const [requestId, subject] of about)
        assert.equal(subject, requestId === asked.id ? sven.id : null, `${requestId}`);
      assert.ok(about.some(([requestId]) => requestId === asked.id));
      assert.ok(about.some(([requestId]) => requestId === null));
    });

    it('ends with a full page when there is no other behind it', async () => {
      await write(50);
      const { items, next } = await list(bound);
      assert.deepEqual([items.length, next], [50, null]);
    });

    it('is cut by days from midnight to midnight, the last one included', async () => {
      const midnight = (day: string) => Date.parse(`${day}T00:00:00Z`);
      const moments = [
        ['a', midnight('2026-11-04') - 1],
        ['b', midnight('2026-11-04')],
        ['c', midnight('2026-11-05') + dayMs - 1],
        ['d', midnight('2026-11-06')],
      ] as const;
      assert.ok(moments[0][1] > monday);
      for (const [id, at] of moments) {
        desk.core.clock.turnTo(at);
        await bindChannel(deps(), technician, { id, reference: {}, locale: null });
      }
      const ids = async (query: AuditQuery) =>
        (await list({ ...bound, ...query })).items.map(({ data }) => data.conversationId).join('');
      assert.equal(await ids({ from: '2026-11-04', to: '2026-11-05' }), 'bc');
      assert.equal(await ids({ from: '2026-11-04' }), 'bcd');
      assert.equal(await ids({ to: '2026-11-05' }), 'abc');
    });

    it('shows what was signed and hashed nowhere but in its own place', async () => {
      await desk.burned();
      const [row] = (await list({ event: 'burned' })).items;
      const fields = ['actor', 'at', 'data', 'event', 'hash', 'requestId', 'seq', 'subject'];
      assert.deepEqual(Object.keys(row ?? {}).sort(), fields);
    });

    it('has no row to acknowledge with half a number', async () => {
      for (const seq of [0.5, Number.NaN, 9_999])
        assert.equal(await problemOf(acknowledgeRecord(deps(), technician, seq)), 'not-found');
    });
  }));
