import assert from 'node:assert/strict';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import type { Store } from '@token-desk/bot/store/database';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { openTokenJob } from '@token-desk/bot/usecases/jobs/token-jobs';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { allowModel, askForModel, listModels } from '@token-desk/bot/usecases/tokens/allow-model';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { importTokens } from '@token-desk/bot/usecases/tokens/token-import';
import { getToken, listTokens } from '@token-desk/bot/usecases/tokens/token-views';
import type { Caller } from '@token-desk/bot/usecases/write/deps';
import type { TokenCommand } from '@token-desk/contract/token/record';
import { auditor, caller, otherTechnician, technician } from '../support/bot/bot-core.ts';
import { isProblem, problemOf, useDeskCore } from '../support/bot/desk-core.ts';
import { serial, sven, tina } from '../support/bot/requests.ts';

const unknown = '7777777000001';

/** The inventory, on any database. */
export function tokensSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`tokens on ${name}`, () => {
    const desk = useDeskCore(openEmpty);
    const order = (command: TokenCommand, wanted = serial, who: Caller = technician) =>
      commandToken(desk.core.deps, who, { serial: wanted, command });
    const job = (kind: 'identify' | 'blank' | 'sync-clock', wanted: string | null, who = technician) =>
      openTokenJob(desk.core.deps, who, {
        kind,
        burnerId: desk.burner.burnerId,
        reader: null,
        serial: wanted,
      });
    const events = async () =>
      (await listAudit(desk.core.deps, { serial })).items.map(({ event }) => event as string);
    const load = (csv: string, commit = true) => importTokens(desk.core.deps, technician, { csv, commit });

    it('go from hand to hand: every step has a custody row and an audit row', async () => {
      await desk.handedOver();
      const held = await getToken(desk.core.deps, serial);
      assert.deepEqual([held.state, held.holder?.id, held.route], ['active', sven.id, 'A']);
      assert.equal(held.methodStillThere, true);
      assert.equal(held.methodId, null, 'only for who may take it back');
      const known = await getToken(desk.core.deps, serial, { showsMethod: true });
      assert.equal(known.methodId, 'new-method');

      await order({ kind: 'report-lost', note: 'in the train' });
      assert.equal((await order({ kind: 'report-found' })).state, 'suspended');
      assert.equal((await order({ kind: 'take-back' })).holder, null);
      assert.equal(await problemOf(order({ kind: 'to-stock' })), 'token-not-blanked');
      desk.core.clock.turn(1_000);
      await job('blank', serial);
      await desk.core.hub.settled();
      assert.equal(await problemOf(order({ kind: 'to-stock' })), 'token-method-still-there');
      desk.core.directory.methods = ['old-method'];
      const stock = await order({ kind: 'to-stock' });
      assert.equal(stock.state, 'in_stock');
      assert.deepEqual(
        stock.custody.map(({ kind, holder }) => [kind, holder?.id ?? null]).sort(),
        [
          ['handed_over', sven.id],
          ['lost', sven.id],
          ['found', sven.id],
          ['taken_back', sven.id],
          ['blanked', null],
          ['added', null],
          ['added', null],
        ].sort(),
      );
      assert.ok(stock.custody.every(({ by }) => by.id === tina.id));
      const all = await events();
      for (const one of [
        'token_lost',
        'token_found',
        'token_taken_back',
        'token_blanked',
        'token_to_stock',
      ]) {
        assert.ok(all.includes(one), one);
      }
      assert.equal((await verifyAudit(desk.core.deps)).ok, true);
      const of = async (event: 'token_taken_back' | 'token_to_stock') =>
        (await listAudit(desk.core.deps, { event })).items.map(({ data }) => data);
      const from = { holder: sven.upn, holderId: sven.id };
      const steps = { serial, from: 'suspended', to: 'quarantine' };
      assert.deepEqual(await of('token_taken_back'), [{ ...steps, ...from }], 'from whom it was taken');
      const back = { serial, from: 'quarantine', to: 'in_stock', methodStillThere: false };
      assert.deepEqual(await of('token_to_stock'), [back], 'what Microsoft said');
    });

    it('keep what was written about them out of the audit', async () => {
      await order({ kind: 'set-aside', note: 'display cracked' });
      const { custody } = await getToken(desk.core.deps, serial);
      assert.equal(custody[0]?.note, 'display cracked');
      const rows = JSON.stringify((await listAudit(desk.core.deps, { serial })).items);
      assert.match(rows, /token_set_aside/);
      assert.doesNotMatch(rows, /cracked/);
    });

    it('nobody knows are adopted or set aside, once, and nothing else', async () => {
      assert.equal(await problemOf(getToken(desk.core.deps, serial)), 'token-not-in-books');
      for (const kind of ['take-back', 'to-stock', 'report-found'] as const) {
        assert.equal(await problemOf(order({ kind })), 'token-not-in-books', kind);
      }
      assert.equal((await order({ kind: 'adopt', site: 'Vienna' })).state, 'in_stock');
      assert.equal(await problemOf(order({ kind: 'adopt', site: null })), 'token-in-books');
      assert.equal(await problemOf(order({ kind: 'take-back' })), 'token-wrong-state');
      assert.equal(await problemOf(order({ kind: 'adopt', site: null }, 'a b')), 'bad-request');
    });

    it('are adopted at a site of the list only, where there is a list', async () => {
      const policy = { ...standardPolicy, sites: ['Vienna'] };
      const adopt = (site: string | null, wanted: string) =>
        commandToken({ ...desk.core.deps, policy }, technician, {
          serial: wanted,
          command: { kind: 'adopt', site },
        });
      await assert.rejects(adopt('Atlantis', serial), isProblem('request-invalid', { field: 'site' }));
      assert.equal((await adopt('Vienna', serial)).site, 'Vienna');
      assert.equal((await adopt(null, unknown)).site, null, 'nobody has to name one');
      const aside = { kind: 'set-aside', note: 'dented' } as const;
      const order = { serial, command: aside };
      assert.equal(
        (await commandToken({ ...desk.core.deps, policy }, technician, order)).state,
        'quarantine',
      );
    });

    it('go into stock and out of it by a stock keeper, who takes none from anybody', async () => {
      const keeper = caller(tina, 'StockKeeper');
      const privileged = caller(tina, 'PrivilegedTechnician');
      assert.equal((await order({ kind: 'adopt', site: null }, unknown, keeper)).state, 'in_stock');
      assert.equal((await order({ kind: 'set-aside', note: 'dented' }, unknown, keeper)).state, 'quarantine');
      assert.equal((await order({ kind: 'to-stock' }, unknown, keeper)).state, 'in_stock');
      assert.equal((await order({ kind: 'retire', note: 'dented' }, unknown, keeper)).state, 'retired');
      await desk.handedOver();
      assert.equal(await problemOf(order({ kind: 'take-back' }, serial, keeper)), 'role-missing');
      const looked = await order({ kind: 'look-for-methods' }, serial, keeper);
      assert.equal(looked.methodId, null, 'whose method it is they need not know');
      const lost = { kind: 'report-lost', note: 'in the train' } as const;
      assert.equal(await problemOf(order(lost, serial, keeper)), 'role-missing');
      assert.equal((await order(lost, serial, privileged)).state, 'lost');
      assert.equal(await problemOf(order({ kind: 'report-found' }, serial, keeper)), 'role-missing');
    });

    it('lost before the hand-over end their request, and nobody is handed them', async () => {
      const { requestId } = await desk.burned();
      await order({ kind: 'report-lost', note: 'in the train' });
      assert.equal((await getToken(desk.core.deps, serial)).state, 'lost');
      const { why, attention } = await getRequestDetail(desk.core.deps, auditor, requestId);
      assert.deepEqual([attention, why], ['its-token-lost', 'in the train']);
      const { items } = await listAudit(desk.core.deps, { event: 'token_lost' });
      assert.deepEqual([items[0]?.requestId, items.length], [requestId, 1], 'the row names the request');
      const handOver = desk.order(requestId, { kind: 'hand-over', to: 'manager' });
      assert.equal(await problemOf(handOver), 'request-wrong-state');
    });

    it('taken back before they are handed over stay so, and nobody is handed them', async () => {
      const { requestId } = await desk.burned();
      desk.core.directory.methods = ['old-method', 'new-method'];
      await desk.order(requestId, { kind: 'look-for-method' });
      await order({ kind: 'take-back' });
      assert.equal((await getRequestDetail(desk.core.deps, auditor, requestId)).why, '');
      const handOver = desk.order(requestId, { kind: 'hand-over', to: 'manager' });
      assert.equal(await problemOf(handOver), 'request-wrong-state');
      const back = await getToken(desk.core.deps, serial);
      assert.equal(back.state, 'quarantine');
      assert.ok(back.custody.every(({ kind }) => kind !== 'handed_over'));
    });

    it('in a job are left alone', async () => {
      await desk.open(await desk.claimed());
      for (const command of [
        { kind: 'retire', note: '' },
        { kind: 'report-lost', note: '' },
        { kind: 'set-aside', note: '' },
      ] as const) {
        assert.equal(await problemOf(order(command)), 'token-wrong-state', command.kind);
      }
    });

    it('that are lost or retired are not burned', async () => {
      await order({ kind: 'adopt', site: null });
      await order({ kind: 'retire', note: 'cell empty' });
      assert.equal(await problemOf(desk.open(await desk.claimed())), 'token-wrong-state');
    });

    it('are listed by serial, in pages, and found by serial, model, holder and Microsoft’s id of the method', async () => {
      const lines = Array.from({ length: 60 }, (_, n) => `8659612${String(n).padStart(6, '0')}`);
      await load(['serial', ...lines].join('\n'));
      await desk.handedOver();
      const first = await listTokens(desk.core.deps, {});
      assert.deepEqual([first.items.length, first.total], [50, 61]);
      const second = await listTokens(desk.core.deps, { cursor: first.next ?? '' });
      assert.deepEqual([second.items.length, second.next], [11, null]);
      const [, ninth] = second.items.slice(-2);
      const tenth = await listTokens(desk.core.deps, { cursor: first.items[9]?.serial ?? '' });
      assert.deepEqual([tenth.items.length, tenth.next === tenth.items[49]?.serial], [50, true]);
      assert.equal(ninth?.serial, serial, 'the last of all');
      const whole = await listTokens(desk.core.deps, { cursor: first.items[10]?.serial ?? '' });
      assert.deepEqual([whole.items.length, whole.next], [50, null], 'behind a full last page is no other');
      const found = async (query: Parameters<typeof listTokens>[1]) =>
        (await listTokens(desk.core.deps, query)).total;
      assert.equal(await found({ q: 'SVEN' }), 1);
      assert.equal(await found({ q: 'NEW-method' }), 1, 'which serial is this method?');
      assert.equal(await found({ q: 'otpc-p2' }), 1);
      assert.equal(await found({ q: '8659612' }), 60);
      assert.equal(await found({ state: 'active' }), 1);
      assert.equal(await found({ q: '%' }), 0);
      assert.equal(await found({ q: '  sven ' }), 1, 'blanks around it count for nothing');
      assert.equal(await found({ q: '  ' }), 61);
    });

    it('say when their battery is due, and what their kind forgets with its settings', async () => {
      desk.core.clock.turnTo(Date.UTC(2028, 1, 28));
      const adopted = await order({ kind: 'adopt', site: null });
      assert.equal(adopted.batteryDueAt, Date.UTC(2033, 1, 28), 'five years after it was added');
      await order({ kind: 'adopt', site: null }, '8659612000023');
      await order({ kind: 'adopt', site: null }, unknown);
      const forgets = async (wanted: string) => (await getToken(desk.core.deps, wanted)).clearsSeedOnConfig;
      assert.deepEqual(
        [await forgets(serial), await forgets('8659612000023'), await forgets(unknown)],
        [true, false, true],
        'of a kind nobody knows the worst is believed',
      );
    });

    it('of a kind nobody knows need a second technician, asked once per prefix', async () => {
      const requestId = await desk.claimed();
      assert.equal(await problemOf(desk.open(requestId, { serial: unknown })), 'unknown-model');
      await allowModel(desk.core.deps, technician, unknown.slice(0, 7));
      assert.equal(await problemOf(desk.open(requestId, { serial: unknown })), 'unknown-model');
      const { allowedBy } = await allowModel(desk.core.deps, otherTechnician, unknown.slice(0, 7));
      assert.equal(allowedBy.length, 2);
      assert.equal((await desk.open(requestId, { serial: unknown })).offer.allowUnknownModel, true);
      assert.equal((await desk.open(requestId)).offer.allowUnknownModel, undefined);
      const { items } = await listAudit(desk.core.deps, { event: 'model_allowed' });
      assert.equal(items.length, 2);
      for (const wrong of [serial.slice(0, 7), '777', '77777771', '..-7777', '777_777']) {
        const refused = isProblem('bad-request', { where: 'prefix' });
        await assert.rejects(allowModel(desk.core.deps, technician, wrong), refused, wrong);
      }
    });

    it('of a kind nobody knows are allowed once by each', async () => {
      const { deps } = desk.core;
      const prefix = unknown.slice(0, 7);
      await askForModel(deps, technician, { prefix, serial: unknown });
      await allowModel(deps, technician, prefix);
      await allowModel(deps, otherTechnician, prefix);
      const again = await allowModel(deps, technician, prefix);
      assert.deepEqual(
        again.allowedBy.map(({ id }) => id),
        [technician.person.id, otherTechnician.person.id],
      );
      assert.deepEqual([again.prefix, again.asked.length], [prefix, 1]);
      assert.equal((await listAudit(deps, { event: 'model_allowed' })).items.length, 2);
      const allowed = await allowModel(deps, caller(sven, 'Technician'), prefix);
      assert.deepEqual([allowed.prefix, allowed.asked.length, allowed.allowedBy.length], [prefix, 1, 3]);
    });

    it('of a kind nobody knows stand in the order in which they were asked for, the newest first', async () => {
      const { deps } = desk.core;
      const ask = (prefix: string) => askForModel(deps, technician, { prefix, serial: `${prefix}000001` });
      for (const prefix of ['7777772', '7777773', '7777771']) {
        await ask(prefix);
        desk.core.clock.turn(1_000);
      }
      await allowModel(deps, technician, '7777770');
      assert.deepEqual(
        (await listModels(deps)).items.map(({ prefix }) => prefix),
        ['7777771', '7777773', '7777772', '7777770'],
      );
      const other = await askForModel(deps, otherTechnician, { prefix: '7777772', serial: '7777772000002' });
      assert.deepEqual(
        [other.prefix, other.asked.map(({ by }) => by.id)],
        ['7777772', [technician.person.id, otherTechnician.person.id]],
      );
      assert.equal((await listModels(deps)).items[0]?.prefix, '7777772', 'counted from the last ask');
      assert.deepEqual(await ask('7777772'), other, 'who asks again hears how it stands');
    });

    it('of a kind nobody knows are asked for, once by each, and listed with who allowed them', async () => {
      const { deps } = desk.core;
      const prefix = unknown.slice(0, 7);
      const ask = (who: Caller, asked = unknown) => askForModel(deps, who, { prefix, serial: asked });
      assert.deepEqual((await listModels(deps)).items, []);
      await ask(technician);
      await ask(technician, `${prefix}000002`);
      const [model, ...more] = (await listModels(deps)).items;
      assert.deepEqual(more, []);
      assert.deepEqual(
        model?.asked.map(({ by, serial: asked }) => [by.id, asked]),
        [[technician.person.id, unknown]],
      );
      assert.deepEqual(model?.allowedBy, []);
      await allowModel(deps, otherTechnician, prefix);
      const [allowed] = (await listModels(deps)).items;
      assert.deepEqual(
        allowed?.allowedBy.map(({ id }) => id),
        [otherTechnician.person.id],
      );
      const { items } = await listAudit(deps, { serial: unknown });
      assert.deepEqual(
        items.map(({ event, data }) => [event, data.prefix]),
        [['model_asked', prefix]],
      );
      const wrong = isProblem('bad-request', { where: 'serial' });
      await assert.rejects(ask(technician, serial), wrong, 'a serial of another kind');
      const known = { prefix: serial.slice(0, 7), serial };
      assert.equal(await problemOf(askForModel(deps, technician, known)), 'bad-request', 'a known kind');
      for (const other of ['777777', '77777770', ' 777777', '777-777'])
        assert.equal(await problemOf(allowModel(deps, technician, other)), 'bad-request', other);
    });
  });
}
