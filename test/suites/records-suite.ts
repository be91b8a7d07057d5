import assert from 'node:assert/strict';
import type { Store } from '@token-desk/bot/store/database';
import { commandBurner, listBurners, recordHello } from '@token-desk/bot/usecases/burners';
import { bindChannel } from '@token-desk/bot/usecases/conversations';
import { openJob } from '@token-desk/bot/usecases/jobs';
import { readReports } from '@token-desk/bot/usecases/reports';
import { getRequestDetail } from '@token-desk/bot/usecases/request-views';
import { readStatement } from '@token-desk/bot/usecases/statement';
import { listTokens } from '@token-desk/bot/usecases/token-views';
import { deskRoutes } from '@token-desk/contract/desk-api';
import { auditor, manager, technician } from '../support/bot-core.ts';
import { useDeskCore } from '../support/desk-core.ts';
import { dayMs, minuteMs, serial, sven, tina } from '../support/requests.ts';

/** What is told about tokens and desks afterwards, on any database. */
export function recordsSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`records on ${name}`, () => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;

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

    it('report ages, times, drift and stock, and never who did it', async () => {
      const requestId = await desk.bound();
      desk.core.time.now += 3 * 60 * minuteMs;
      await desk.order(requestId, { kind: 'check-identity', identity: 'badge-photo' });
      await desk.order(requestId, { kind: 'hand-over', to: 'subject' });
      desk.core.directory.add({ id: 'new', name: 'New Joiner', upn: 'new@contoso.example' });
      await desk.submit({}, 'new');
      desk.core.time.now += 2 * dayMs;
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
      assert.deepEqual(deskRoutes.reports.reply.parse(reports), reports);
      assert.doesNotMatch(JSON.stringify(reports), /Tina|tina@|Tom/);
      const elsewhere = await readReports(deps(), { site: 'Graz' });
      assert.deepEqual([elsewhere.timeToHandOver, elsewhere.driftByModel], [[], []]);
    });

    it('of a stolen desk end there: jobs, secrets, later receipts; channels are told, its tokens listed', async () => {
      await bindChannel(deps(), technician, { id: 'channel', reference: {}, locale: 'de' });
      const requestId = await desk.bound();
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
      assert.equal(view.state, 'revoked');
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
        [[serial, sven.id]],
      );
      await desk.order(requestId, { kind: 'hand-over', to: 'subject' });
      assert.equal((await listTokens(deps(), { notHandedOverFrom: burnerId })).total, 0);
      const told = await desk.store.db
        .selectFrom('outbox')
        .select(['kind', 'event'])
        .where('kind', '=', 'desk-notice')
        .execute();
      assert.deepEqual(told, [{ kind: 'desk-notice', event: 'burner_stolen' }]);
    });

    it('show what a desk’s doctor found', async () => {
      const line = { check: 'clock', ok: false, what: '4 s off', todo: 'Set it.' };
      const doctor = { ok: false, at: desk.core.time.now, lines: [line] };
      await recordHello(deps(), desk.burner.burnerId, { ...desk.burner.hello(), doctor });
      const [view] = await listBurners(deps());
      assert.deepEqual(view?.doctor, doctor);
    });
  });
}
