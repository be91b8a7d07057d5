import assert from 'node:assert/strict';
import { findDeskNews, listAudit } from '@token-desk/bot/usecases/audit/audit';
import {
  burnerChanged,
  burnerOfKey,
  commandBurner,
  listBurners,
  recordHello,
} from '@token-desk/bot/usecases/desks/burners';
import { createPairingCode, pairBurner } from '@token-desk/bot/usecases/desks/pairing';
import type { Body } from '@token-desk/contract/api';
import { pairingCodeLifetimeMs } from '@token-desk/contract/desk/pairing';
import { administrator, auditor, manager, technician } from '../../support/bot/bot-core.ts';
import { isProblem, problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { minuteMs } from '../../support/bot/requests.ts';
import { DeskBurner, readerName } from '../../support/desk/desk-burner.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('a desk', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const view = async (burnerId = desk.burner.burnerId) =>
      (await listBurners(deps())).find(({ id }) => id === burnerId) ?? assert.fail();
    const command = (order: Body<'commandBurner'>, burnerId = desk.burner.burnerId, who = technician) =>
      commandBurner(deps(), who, { burnerId, command: order });
    const news = async () => (await listAudit(deps(), {})).items.filter(({ event }) => /burner_/.test(event));
    const told = async () => (await news()).map(({ event }) => event);

    /** Paired and nothing else. */
    async function pair(fresh = new DeskBurner(desk.core.clock.now), name = 'Desk 2'): Promise<DeskBurner> {
      const { code } = await createPairingCode(deps(), administrator, { name });
      fresh.paired(await pairBurner(deps(), fresh.pairRequest(code)));
      return fresh;
    }

    it('is paired with a code that is told with its end, and is told whose it is', async () => {
      const { code, expiresAt } = await createPairingCode(deps(), administrator, { name: 'Desk 2' });
      assert.equal(expiresAt, desk.core.clock.now() + pairingCodeLifetimeMs);
      const fresh = new DeskBurner(desk.core.clock.now);
      const reply = await pairBurner(deps(), fresh.pairRequest(code));
      assert.deepEqual([reply.name, reply.tenantName], ['Desk 2', 'Contoso']);
      const { fingerprint, state, hostName } = await view(reply.burnerId);
      assert.deepEqual([state, hostName], ['pending', 'desk-pc']);
      const { items } = await listAudit(deps(), {});
      const [made, paired] = items.slice(-2);
      const by = { kind: 'person', person: administrator.person };
      assert.deepEqual([made?.actor, made?.data], [by, { name: 'Desk 2', expiresAt }]);
      const data = { burnerId: reply.burnerId, name: 'Desk 2', hostName: 'desk-pc', fingerprint };
      assert.deepEqual([paired?.event, paired?.actor, paired?.data], ['burner_paired', by, data]);
    });

    it('paired again names in the books who took its place', async () => {
      const { burnerId, identity, link } = desk.burner;
      const again = await pair(
        Object.assign(new DeskBurner(desk.core.clock.now), { identity, link }),
        'Again',
      );
      const rows = (await news()).slice(-2);
      assert.deepEqual(
        rows.map(({ event, data }) => [event, data.burnerId, data.name, data.replacedBy]),
        [
          ['burner_revoked', burnerId, 'Desk 1', again.burnerId],
          ['burner_paired', again.burnerId, 'Again', undefined],
        ],
      );
    });

    it('is seen where it is: here, at another server, or nowhere', async () => {
      const { burnerId } = desk.burner;
      const seen = async (holds: boolean) => {
        const peers = { holds: () => holds, drop: () => {} };
        const [one] = await listBurners({ ...deps(), peers });
        return [one?.online, one?.elsewhere, one?.readers.map(({ name }) => name)];
      };
      assert.deepEqual(
        await seen(true),
        [true, undefined, [readerName]],
        'a link here is the one that counts',
      );
      desk.core.hub.burners.delete(burnerId);
      assert.deepEqual(await seen(true), [false, true, []]);
      assert.deepEqual(await seen(false), [false, undefined, []]);
    });

    describe('is kept by who may', () => {
      it('and by nobody else, and is there or not', async () => {
        for (const who of [manager, auditor])
          assert.equal(
            await problemOf(command({ kind: 'revoke' }, desk.burner.burnerId, who)),
            'role-missing',
          );
        assert.equal(await problemOf(command({ kind: 'revoke' }, 'nobody-s')), 'not-found');
        assert.equal((await view()).state, 'confirmed');
      });

      it('renamed, with a row in the books, and open tabs see it', async () => {
        const { fingerprint } = await view();
        assert.equal((await command({ kind: 'rename', name: 'By the door' })).name, 'By the door');
        const row = (await news()).at(-1);
        const data = { burnerId: desk.burner.burnerId, name: 'By the door', fingerprint };
        assert.deepEqual(
          [row?.event, row?.data, row?.actor],
          ['burner_renamed', data, { kind: 'person', person: technician.person }],
        );
        const last = desk.core.bus.events.at(-1);
        assert.ok(last?.type === 'burner');
        assert.deepEqual([last.burner.id, last.burner.name], [desk.burner.burnerId, 'By the door']);
      });

      it('ended once: revoked, then stolen, and not the other way round', async () => {
        await command({ kind: 'revoke' });
        await command({ kind: 'revoke' });
        const { fingerprint } = await view();
        assert.equal(await problemOf(command({ kind: 'confirm', fingerprint })), 'burner-revoked');
        assert.equal((await command({ kind: 'report-stolen' })).state, 'stolen');
        await command({ kind: 'report-stolen' });
        assert.equal((await command({ kind: 'revoke' })).state, 'stolen');
        const events = ['burner_paired', 'burner_confirmed', 'burner_revoked', 'burner_stolen'];
        assert.deepEqual(await told(), events);
      });

      it('confirmed by the fingerprint it has; another one names the desk', async () => {
        const fresh = await pair();
        const wrong = command({ kind: 'confirm', fingerprint: (await view()).fingerprint }, fresh.burnerId);
        await assert.rejects(wrong, isProblem('burner-identity-changed', { burner: 'Desk 2' }));
        const { fingerprint } = await view(fresh.burnerId);
        assert.equal((await command({ kind: 'confirm', fingerprint }, fresh.burnerId)).state, 'confirmed');
      });

      it('revoked although another took its place: then its keys end too', async () => {
        const { burnerId, identity, link } = desk.burner;
        const again = await pair(Object.assign(new DeskBurner(desk.core.clock.now), { identity, link }));
        await command({ kind: 'revoke' }, burnerId);
        assert.equal((await view(again.burnerId)).state, 'revoked');
        const rows = (await news()).slice(-2);
        assert.deepEqual(
          rows.map(({ event, data }) => [event, data.burnerId]).sort(),
          [burnerId, again.burnerId].map((id) => ['burner_revoked', id]).sort(),
        );
      });
    });

    it('is known by its key: paired, and not shut out', async () => {
      const { keyId, burnerId, link } = desk.burner;
      const known = await burnerOfKey(deps(), keyId);
      assert.deepEqual(known, { burnerId, name: 'Desk 1', linkKey: link.publicKey });
      assert.equal(await problemOf(burnerOfKey(deps(), 'nobody-s')), 'burner-not-paired');
    });

    describe('that says hello', () => {
      const hello = (change: object = {}, from = desk.burner) =>
        recordHello(deps(), from.burnerId, { ...from.hello(), ...change });

      it('is kept with its version, its doctor’s word and when', async () => {
        const doctor = { ok: true, at: 1, lines: [] };
        desk.core.clock.turn(minuteMs);
        await hello({ version: '0.2.0', doctor });
        const now = await view();
        const at = desk.core.clock.now();
        assert.deepEqual([now.version, now.doctor, now.lastSeenAt], ['0.2.0', doctor, at]);
        await hello();
        assert.equal((await view()).doctor, null, 'what it does not say any more is not said of it');
      });

      it('is refused when it was never paired, or is shut out', async () => {
        assert.equal(await problemOf(recordHello(deps(), 'nobody-s', desk.burner.hello())), 'not-found');
        await command({ kind: 'revoke' });
        assert.equal(await problemOf(hello()), 'burner-revoked');
      });

      it('goes on with its own count when it was paired again, and from then on with ours', async () => {
        const fresh = await pair();
        const last = { seq: 7, hash: 'ab'.repeat(32) };
        await hello({ lastReceipt: last }, fresh);
        assert.equal(await problemOf(hello({ lastReceipt: null }, fresh)), 'burner-journal-lost');
        assert.equal(
          await problemOf(hello({ lastReceipt: { ...last, seq: 6 } }, fresh)),
          'burner-journal-lost',
        );
        assert.equal(await problemOf(hello({ lastReceipt: last }, fresh)), 'fine');
        const other = { ...last, hash: 'cd'.repeat(32) };
        assert.equal(await problemOf(hello({ lastReceipt: other }, fresh)), 'burner-journal-lost');
      });

      it('cannot bring a count of its own once it was here', async () => {
        await hello({ lastReceipt: { seq: 7, hash: 'AB'.repeat(32) } });
        assert.equal(await problemOf(hello({ lastReceipt: null })), 'fine');
      });
    });

    describe('that came, went or changed', () => {
      it('is shown to open tabs, and was seen then', async () => {
        desk.core.clock.turn(minuteMs);
        await burnerChanged(deps(), desk.burner.burnerId);
        const last = desk.core.bus.events.at(-1);
        assert.ok(last?.type === 'burner');
        assert.deepEqual(last.burner, await view());
        assert.equal(last.burner.lastSeenAt, desk.core.clock.now());
      });

      it('was not here yet before its first hello', async () => {
        const fresh = await pair();
        await burnerChanged(deps(), fresh.burnerId);
        assert.equal((await view(fresh.burnerId)).lastSeenAt, null);
      });

      it('is nobody where it is not known', async () => {
        const { length } = desk.core.bus.events;
        await burnerChanged(deps(), 'nobody-s');
        assert.equal(desk.core.bus.events.length, length);
      });
    });

    it('that ended is news for a channel: what, which, by whom; nothing else is', async () => {
      await command({ kind: 'rename', name: 'By the door' });
      await command({ kind: 'report-stolen' });
      const rows = await news();
      const seqOf = (event: string) => rows.find((row) => row.event === event)?.seq ?? assert.fail();
      const { data, ...said } = (await findDeskNews(deps(), seqOf('burner_stolen'))) ?? assert.fail();
      assert.deepEqual(said, {
        ...{ event: 'burner_stolen', desk: 'By the door', by: technician.person.name },
      });
      assert.deepEqual(Object.keys(data).sort(), ['burnerId', 'fingerprint', 'name']);
      assert.equal(await findDeskNews(deps(), seqOf('burner_renamed')), null);
      assert.equal(await findDeskNews(deps(), 9_999), null);
      assert.equal(await findDeskNews(deps(), 0), null);
    });
  }));
