import assert from 'node:assert/strict';
import { listAudit } from '@token-desk/bot/usecases/audit/audit';
import { getRequestDetail, listRequests } from '@token-desk/bot/usecases/requests/request-views';
import { readSecondMethod } from '@token-desk/bot/usecases/requests/second-method';
import { approver, manager, otherTechnician, technician } from '../../support/bot/bot-core.ts';
import { problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('a first sign-in with a token', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const kinds = async (requestId: string) =>
      (await listAudit(deps(), { requestId })).items.map(({ event, data }) => [event, data]);

    it('is recorded once it was seen, also after it was not tried, and by anybody at the desk', async () => {
      const queued = (await desk.submit()).id;
      assert.equal(await problemOf(desk.order(queued, { kind: 'say-signed-in' })), 'request-wrong-state');
      await desk.order(queued, { kind: 'withdraw' }, manager);
      const bound = await desk.bound();
      const why = 'the password comes by post';
      const at = desk.core.clock.now();
      const shown = await desk.order(bound, { kind: 'say-not-signed-in', why });
      assert.deepEqual(shown.signInTest, { isDone: false, at });
      assert.deepEqual((await getRequestDetail(deps(), approver, bound)).signInTest, {
        isDone: false,
        why,
        at,
      });
      assert.deepEqual((await listRequests(deps(), approver, {})).items[0]?.signInTest, {
        isDone: false,
        at,
      });
      assert.deepEqual((await kinds(bound)).at(-1), ['sign_in_not_tested', {}]);
      await desk.order(bound, { kind: 'hand-over', to: 'subject' });
      const done = await desk.order(bound, { kind: 'say-signed-in' }, otherTechnician);
      assert.deepEqual(done.signInTest, { isDone: true, at });
      const again = await desk.order(bound, { kind: 'say-signed-in' }, technician);
      assert.equal(again.version, done.version, 'once');
      const kept = await desk.order(bound, { kind: 'say-not-signed-in', why }, otherTechnician);
      assert.deepEqual(kept.signInTest, { isDone: true, at }, 'what was seen stays');
      assert.deepEqual((await kinds(bound)).at(-1), ['sign_in_tested', {}]);
    });

    it('is not recorded while a temporary access pass stands, whatever the page says', async () => {
      const bound = await desk.handedOver();
      const say = () => desk.order(bound, { kind: 'say-signed-in' });
      const { directory } = desk.core;
      directory.ways = [{ id: 'pass', kind: 'pass' }];
      assert.equal(await problemOf(say()), 'pass-left');
      directory.ways = [
        { id: 'pass', kind: 'pass-over' },
        { id: 'new-method', kind: 'code' },
      ];
      assert.equal((await say()).signInTest?.isDone, true);
    });

    it('is a person’s word, so it is recorded where Microsoft’s list cannot be read', async () => {
      const bound = await desk.handedOver();
      desk.core.directory.ways = null;
      assert.equal((await desk.order(bound, { kind: 'say-signed-in' })).signInTest?.isDone, true);
    });

    it('is none with a token that the person carries no more', async () => {
      const bound = await desk.handedOver();
      assert.equal((await readSecondMethod(deps(), bound)).isCarried, true);
      await desk.submit({ type: 'replace-lost' });
      assert.equal((await readSecondMethod(deps(), bound)).isCarried, false);
      const said = desk.order(bound, { kind: 'say-signed-in' });
      assert.equal(await problemOf(said), 'token-not-carried');
    });
  }));
