import assert from 'node:assert/strict';
import { chain, rowHash } from '@token-desk/bot/domain/audit-chain';
import { atOnce } from '@token-desk/bot/store/at-once';
import type { Store } from '@token-desk/bot/store/database';
import { appendAudit, auditAfter, chainEnd } from '@token-desk/bot/store/tables/audit';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { readStatement } from '@token-desk/bot/usecases/audit/statement';
import { commandBurner, listBurners, recordHello } from '@token-desk/bot/usecases/desks/burners';
import { openJob } from '@token-desk/bot/usecases/jobs/jobs';
import { bindChannel } from '@token-desk/bot/usecases/people/conversations';
import { readReports } from '@token-desk/bot/usecases/requests/reports';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { listTokens } from '@token-desk/bot/usecases/tokens/token-views';
import { sha256Hex } from '@token-desk/bot/usecases/write/hashing';
import { recordRoutes } from '@token-desk/contract/routes/records';
import { auditor, manager, technician } from '../support/bot/bot-core.ts';
import { problemOf, useDeskCore } from '../support/bot/desk-core.ts';
import { deskSteps } from '../support/bot/desk-steps.ts';
import { dayMs, minuteMs, serial, sven, tina } from '../support/bot/requests.ts';

/** What is told about tokens and desks afterwards, on any database. */
export function recordsSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`records on ${name}`, () => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const standard = { ...atOnce };
    afterEach(() => {
      Object.assign(atOnce, standard);
    });

    it('read from the newest or from the oldest, page by page, and say the same', async () => {
      await desk.bound();
      const oldest = (await auditAfter(desk.store.db, { after: 0, limit: 100 })).map(({ seq }) => seq);
      const newest: number[] = [];
      for (let after = 0; ; after = newest.at(-1) ?? 0) {
        const rows = await auditAfter(desk.store.db, { after, limit: 3, newestFirst: true });
        newest.push(...rows.map(({ seq }) => seq));
        if (rows.length === 0) break;
      }
      assert.ok(oldest.length > 6);
      assert.deepEqual(newest, oldest.toReversed());
      const { items } = await listAudit(deps(), { order: 'newest' });
      assert.equal(items[0]?.seq, oldest.at(-1));
    });

    it('state every burn of a token, with who stood for what and whether the signature holds', async () => {
      const requestId = await desk.bound();
      await desk.order(requestId, { kind: 'hand-over', to: 'subject' });
      const statement = await readStatement(deps(), auditor, serial);
      assert.equal(statement.madeBy.id, auditor.person.id);
      assert.deepEqual([statement.chain.ok, statement.chain.receipts], [true, 2]);
      assert.equal(statement.burns.length, 1);
      const [burn] = statement.burns;
      assert.deepEqual(
        [burn?.subject.id, burn?.requestedBy.id, burn?.approvedBy, burn?.technician.id],
        [sven.id, manager.person.id, 'policy', tina.id],
      );
      assert.deepEqual([burn?.identityCheck?.kind, burn?.identityCheck?.by.id], ['badge-photo', tina.id]);
      assert.deepEqual(
        [burn?.capture, burn?.accountSeen, burn?.secretKnownSeconds],
        ['paste-image', true, 20],
      );
      assert.equal(burn?.secretInTabSeconds, 4);
      assert.deepEqual(
        burn?.burner.keyHistory.map(({ event, by }) => [event, by !== null]),
        [
          ['burner_paired', true],
          ['burner_confirmed', true],
        ],
      );
      assert.deepEqual([burn?.burner.name, burn?.burner.version], ['Desk 1', '0.1.0']);
      assert.deepEqual([burn?.binding?.how, burn?.binding?.methodId], ['seen', 'new-method']);
      assert.ok(burn?.handedOverAt);
      assert.equal(burn?.receipt.isValid, true);

      const { receipt_body } = await desk.store.db
        .selectFrom('audit')
        .select('receipt_body')
        .where('seq', '=', burn?.auditSeq ?? 0)
        .executeTakeFirstOrThrow();
      const forged = receipt_body?.replace('paste-image', 'typed-key') ?? '';
      await desk.store.db
        .updateTable('audit')
        .set({ receipt_body: forged })
        .where('seq', '=', burn?.auditSeq ?? 0)
        .execute();
      const broken = await readStatement(deps(), auditor, serial);
      assert.deepEqual([broken.burns[0]?.receipt.isValid, broken.chain.ok], [false, false]);
    });

    describe('a statement, once the chain was walked', () => {
      const rowOf = async (requestId: string, event: string) => {
        const [row] = await auditAfter(desk.store.db, { after: 0, limit: 1, requestId, event });
        assert.ok(row, event);
        return row;
      };
      const change = (seq: number, columns: object) =>
        desk.store.db.updateTable('audit').set(columns).where('seq', '=', seq).execute();

      it('compares its own rows again, also where a change was covered up', async () => {
        const requestId = await desk.bound();
        assert.equal((await readStatement(deps(), auditor, serial)).chain.ok, true);
        const row = await rowOf(requestId, 'identity_checked');
        const data = { ...row.data, identity: 'picture-id' };
        const hash = rowHash(row.previousHash, { ...row, data }, sha256Hex);
        await change(row.seq, { data: JSON.stringify(data), hash });
        await change(row.seq + 1, { previous_hash: hash });
        const { burns, chain } = await readStatement(deps(), auditor, serial);
        assert.deepEqual([burns[0]?.identityCheck?.kind, chain.ok], ['picture-id', false]);
      });

      it('goes over what came since, and says when it went over the rest', async () => {
        const requestId = await desk.bound();
        const walkedAt = desk.core.clock.now();
        assert.equal((await readStatement(deps(), auditor, serial)).chain.walkedAt, walkedAt);
        desk.core.clock.turn(minuteMs);
        await desk.order(requestId, { kind: 'hand-over', to: 'subject' });
        const later = await readStatement(deps(), auditor, serial);
        assert.deepEqual([later.chain.ok, later.chain.walkedAt], [true, walkedAt]);
        assert.equal(later.chain.rows, (await verifyAudit(deps())).rows);
        await desk.order(requestId, { kind: 'close' }, manager);
        await change((await rowOf(requestId, 'closed')).seq, { at: 1 });
        assert.equal((await readStatement(deps(), auditor, serial)).chain.ok, false);
      });

      it('goes over everything again after a day', async () => {
        // Else a row so near to those of this token would be noticed with them.
        atOnce.marks = 1;
        const requestId = await desk.bound();
        desk.core.directory.add({ id: 'other', name: 'Other', upn: 'other@contoso.example' });
        const other = await desk.submit({}, 'other');
        assert.equal((await readStatement(deps(), auditor, serial)).chain.ok, true);
        await change((await rowOf(other.id, 'submitted')).seq, { at: 1 });
        assert.equal(
          (await readStatement(deps(), auditor, serial)).chain.ok,
          true,
          'not a row of this token',
        );
        desk.core.clock.turn(dayMs + 1);
        assert.equal((await readStatement(deps(), auditor, serial)).chain.ok, false);
        assert.notEqual(other.id, requestId);
      });

      it('is not whole when a row beside its own was changed', async () => {
        atOnce.marks = 1_000;
        const requestId = await desk.bound();
        desk.core.directory.add({ id: 'other', name: 'Other', upn: 'other@contoso.example' });
        const other = await desk.submit({}, 'other');
        assert.equal((await readStatement(deps(), auditor, serial)).chain.ok, true);
        await change((await rowOf(other.id, 'submitted')).seq, { at: 1 });
        assert.equal((await readStatement(deps(), auditor, serial)).chain.ok, false);
        assert.notEqual(other.id, requestId);
      });

      it('is not whole when a row beside its own is gone', async () => {
        atOnce.marks = 1_000;
        await desk.bound();
        desk.core.directory.add({ id: 'other', name: 'Other', upn: 'other@contoso.example' });
        const other = await desk.submit({}, 'other');
        assert.equal((await readStatement(deps(), auditor, serial)).chain.ok, true);
        const { seq } = await rowOf(other.id, 'submitted');
        await desk.store.db.deleteFrom('audit').where('seq', '=', seq).execute();
        assert.equal((await readStatement(deps(), auditor, serial)).chain.ok, false);
      });

      it('notices a burn that was filed away from its token', async () => {
        const requestId = await desk.bound();
        const { seq } = await rowOf(requestId, 'burned');
        await change(seq, { serial: null });
        const { burns, chain } = await readStatement(deps(), auditor, serial);
        assert.deepEqual([burns.length, chain.ok], [0, false]);
        assert.deepEqual((await verifyAudit(deps())).brokenAt, {
          seq,
          why: 'misfiled',
        });
      });
    });

    it('hold where a desk is paired and signs while they are walked', async () => {
      const { core, store } = desk;
      const { id } = await desk.submit();
      // A long way: the desk has signed long before its end.
      const row = {
        event: 'submitted',
        requestId: null,
        at: 0,
        actor: { kind: 'clock' },
        data: {},
        receipt: null,
      } as const;
      const many = Array.from({ length: 400 }, () => row);
      await appendAudit(store.db, chain(await chainEnd(store.db), many, sha256Hex));
      atOnce.walk = 1;
      const walk = verifyAudit(deps());
      const steps = deskSteps({ core, technician, burner: await desk.pairDesk() });
      await steps.claim(id);
      await steps.burn(id);
      const walked = await walk;
      assert.deepEqual([walked.brokenAt, walked.receipts], [null, 1]);
    });

    it('report ages, times, drift and stock, and never who did it', async () => {
      const requestId = await desk.bound();
      desk.core.clock.turn(3 * 60 * minuteMs);
      await desk.order(requestId, { kind: 'check-identity', identity: 'badge-photo' });
      await desk.order(requestId, { kind: 'hand-over', to: 'subject' });
      desk.core.directory.add({ id: 'new', name: 'New Joiner', upn: 'new@contoso.example' });
      await desk.submit({}, 'new');
      desk.core.clock.turn(2 * dayMs);
      const reports = await readReports(deps(), {});
      assert.deepEqual(
        reports.openByAge.map(({ count }) => count),
        [0, 0, 1, 0, 0],
      );
      assert.deepEqual(reports.timeToHandOver, [
        { week: '2026-11-02', count: 1, medianHours: 3, slowestHours: 3 },
      ]);
      assert.deepEqual(reports.driftByModel, [
        { model: 'OTPC-P2-i', count: 1, medianSeconds: 3, widestSeconds: 3 },
      ]);
      assert.deepEqual(reports.stock, [
        { model: 'OTPC-P2-i', inStock: 0, active: 1, quarantine: 0, other: 0 },
      ]);
      assert.deepEqual(recordRoutes.reports.reply.parse(reports), reports);
      assert.doesNotMatch(JSON.stringify(reports), /Tina|tina@|Tom/);
      const elsewhere = await readReports(deps(), { site: 'Graz' });
      assert.deepEqual([elsewhere.timeToHandOver, elsewhere.driftByModel], [[], []]);
    });

    it('of a stolen desk end there: jobs, secrets, what later receipts say; channels are told, its tokens listed', async () => {
      await bindChannel(deps(), technician, { id: 'channel', reference: {}, locale: 'de' });
      await desk.bound();
      const other = '8659622000099';
      desk.core.directory.add({ id: 'two', name: 'Two', upn: 'two@contoso.example' });
      const second = (await desk.submit({}, 'two')).id;
      await desk.order(second, { kind: 'claim' });
      await desk.order(second, { kind: 'check-identity', identity: 'badge-photo' });
      const { version } = await getRequestDetail(deps(), technician, second);
      const opened = await openJob(deps(), technician, {
        requestId: second,
        version,
        burnerId: desk.burner.burnerId,
        reader: null,
        serial: other,
        config: { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 },
      });
      const { burnerId } = desk.burner;
      const view = await commandBurner(deps(), technician, { burnerId, command: { kind: 'report-stolen' } });
      assert.equal(view.state, 'stolen');
      assert.deepEqual(desk.core.hub.dropped, [burnerId]);
      assert.equal((await getRequestDetail(deps(), technician, second)).openJobId, null);
      const sealed = await desk.store.db
        .selectFrom('jobs')
        .select('id')
        .where('envelope', 'is not', null)
        .execute();
      assert.deepEqual(sealed, []);
      for (const frame of desk.burner.burn(opened.offer)) desk.core.hub.receive(burnerId, frame);
      await desk.core.hub.settled();
      assert.ok(desk.core.hub.failures.length > 0);
      assert.equal((await getRequestDetail(deps(), technician, second)).token, null);
      const there = await listTokens(deps(), { notHandedOverFrom: burnerId });
      assert.deepEqual(
        there.items.map((token) => [token.serial, token.holder?.id]),
        [
          [serial, sven.id],
          [other, undefined],
        ],
      );
      const told = await desk.store.db
        .selectFrom('outbox')
        .select(['kind', 'event'])
        .where('kind', '=', 'desk-notice')
        .execute();
      assert.deepEqual(
        told.map(({ event }) => event),
        ['burner_stolen', 'receipt_set_apart'],
      );
    });

    it('of a stolen desk’s tokens: each can be disabled, with a row, stays listed, and is handed to nobody', async () => {
      const requestId = await desk.bound();
      const { burnerId } = desk.burner;
      await commandBurner(deps(), technician, { burnerId, command: { kind: 'report-stolen' } });
      const command = { kind: 'report-lost', note: 'Burned at Desk 1, which was stolen.' } as const;
      await commandToken(deps(), technician, { serial, command });
      const { items } = await listAudit(deps(), { event: 'token_lost' });
      assert.deepEqual(
        items.map(({ actor, data }) => [actor.kind === 'person' && actor.person.id, data.serial, data.from]),
        [[tina.id, serial, 'active']],
      );
      const listed = async () =>
        (await listTokens(deps(), { notHandedOverFrom: burnerId })).items.map((token) => token.state);
      // Its method is still to be removed at Microsoft.
      assert.deepEqual(await listed(), ['lost']);
      assert.equal(await desk.stateOf(requestId), 'failed', 'its person needs another one');
      const handOver = desk.order(requestId, { kind: 'hand-over', to: 'subject' });
      assert.equal(await problemOf(handOver), 'request-wrong-state');
      await commandToken(deps(), technician, { serial, command: { kind: 'retire', note: 'Gone.' } });
      assert.deepEqual(await listed(), []);
    });

    it('of a stolen desk’s tokens: one that was handed over is not listed', async () => {
      const requestId = await desk.bound();
      const { burnerId } = desk.burner;
      await commandBurner(deps(), technician, { burnerId, command: { kind: 'report-stolen' } });
      await desk.order(requestId, { kind: 'hand-over', to: 'subject' });
      assert.equal((await listTokens(deps(), { notHandedOverFrom: burnerId })).total, 0);
    });

    it('show what a desk’s doctor found', async () => {
      const line = { check: 'clock', ok: false, what: '4 s off', todo: 'Set it.' };
      const doctor = { ok: false, at: desk.core.clock.now(), lines: [line] };
      await recordHello(deps(), desk.burner.burnerId, { ...desk.burner.hello(), doctor });
      const [view] = await listBurners(deps());
      assert.deepEqual(view?.doctor, doctor);
    });
  });
}
