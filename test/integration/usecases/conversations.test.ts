import assert from 'node:assert/strict';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import { listAudit } from '@token-desk/bot/usecases/audit/audit';
import {
  bindChannel,
  cardPlace,
  findConversation,
  rememberPersonal,
  saveCardPlace,
  unbindChannel,
} from '@token-desk/bot/usecases/people/conversations';
import { forgetDue } from '@token-desk/bot/usecases/people/forget';
import { auditor, manager, technician } from '../../support/bot/bot-core.ts';
import { problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { dayMs, mara, minuteMs } from '../../support/bot/requests.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('where people can be written to', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const chat = { id: 'chat', personId: mara.id, reference: { service: 'a' }, locale: 'en' };
    const rows = () => desk.store.db.selectFrom('conversations').selectAll().orderBy('id').execute();
    const writes = async () => (await rows()).map(({ version }) => version);

    it('is written down when it is new or another, not with every message', async () => {
      await rememberPersonal(deps(), chat);
      desk.core.clock.turn(dayMs - minuteMs);
      await rememberPersonal(deps(), { ...chat, reference: { service: 'a' } });
      assert.deepEqual(await writes(), [1]);
      await rememberPersonal(deps(), { ...chat, locale: 'de' });
      await rememberPersonal(deps(), { ...chat, locale: 'de', reference: { service: 'b' } });
      const [row, ...others] = await rows();
      assert.deepEqual([row?.version, row?.locale, row?.reference], [3, 'de', '{"service":"b"}']);
      assert.deepEqual(others, []);
    });

    it('is kept for its days from the last message on, although nothing changed since the first', async () => {
      const days = standardPolicy.keptDays.chatReferences ?? 0;
      await rememberPersonal(deps(), chat);
      desk.core.clock.turn(dayMs);
      await rememberPersonal(deps(), chat);
      desk.core.clock.turn(days * dayMs);
      await forgetDue(deps());
      assert.equal((await rows()).length, 1);
      desk.core.clock.turn(dayMs);
      await forgetDue(deps());
      assert.deepEqual(await rows(), []);
    });

    it('is one chat of a person: a newer one takes the place of the older', async () => {
      await rememberPersonal(deps(), chat);
      await rememberPersonal(deps(), { ...chat, personId: 'tom', id: 'toms' });
      await rememberPersonal(deps(), { ...chat, id: 'newer' });
      assert.deepEqual(
        (await rows()).map(({ id }) => id),
        ['newer', 'toms'],
      );
    });

    it('has for each request the card that shows it, or one that was sent and is never changed in place', async () => {
      const { id: requestId } = await desk.submit();
      const where = { conversationId: 'chat', requestId };
      assert.equal(await cardPlace(deps(), where), null);
      await saveCardPlace(deps(), where, { activityId: 'a', version: 1 });
      await saveCardPlace(deps(), { ...where, conversationId: 'other' }, { activityId: null, version: 2 });
      assert.deepEqual(await cardPlace(deps(), where), { activityId: 'a', version: 1 });
      const other = await cardPlace(deps(), { ...where, conversationId: 'other' });
      assert.deepEqual(other, { activityId: null, version: 2 });
    });

    it('is found by its id, or is nowhere', async () => {
      assert.equal(await findConversation(deps(), 'chat'), null);
      await rememberPersonal(deps(), chat);
      const { id, kind, personId, reference, locale } =
        (await findConversation(deps(), 'chat')) ?? assert.fail();
      assert.deepEqual({ id, personId, reference, locale }, chat);
      assert.equal(kind, 'personal');
    });

    describe('a channel', () => {
      const channel = { id: 'channel', reference: {}, locale: null };
      const told = async () =>
        (await listAudit(deps(), {})).items
          .filter(({ event }) => event.startsWith('channel_'))
          .map(({ event, actor, data }) => [event, actor, data]);

      it('that is bound and let go stands in the books: which, and by whom', async () => {
        await bindChannel(deps(), technician, channel);
        assert.equal(await unbindChannel(deps(), technician, 'channel'), true);
        await bindChannel(deps(), technician, channel);
        assert.equal(await unbindChannel(deps(), null, 'channel'), true);
        const person = { kind: 'person', person: technician.person };
        const data = { conversationId: 'channel', topics: 'technicians security' };
        assert.deepEqual(await told(), [
          ['channel_bound', person, data],
          ['channel_unbound', person, data],
          ['channel_bound', person, data],
          ['channel_unbound', { kind: 'policy' }, data],
        ]);
      });

      it('that was not bound cannot be let go, and nothing is said of it', async () => {
        assert.equal(await unbindChannel(deps(), technician, 'channel'), false);
        assert.equal(await unbindChannel(deps(), null, 'channel'), false);
        assert.deepEqual(await told(), []);
      });

      it('is a technician’s or an administrator’s to bind and to let go', async () => {
        for (const who of [manager, auditor]) {
          assert.equal(await problemOf(bindChannel(deps(), who, channel)), 'role-missing');
          assert.equal(await problemOf(unbindChannel(deps(), who, 'channel')), 'role-missing');
        }
      });
    });
  }));
