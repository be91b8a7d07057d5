import assert from 'node:assert/strict';
import { nowhere } from '@token-desk/bot/domain/organisation';
import { unknownToken } from '@token-desk/bot/domain/tokens/token';
import { atOnce } from '@token-desk/bot/store/at-once';
import { saveToken } from '@token-desk/bot/store/tables/tokens';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { commandTask, getTask, listTasks, watchTasks } from '@token-desk/bot/usecases/life/tasks';
import { forgetDue } from '@token-desk/bot/usecases/people/forget';
import { listUnheard } from '@token-desk/bot/usecases/people/unheard';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import type { TaskCommand } from '@token-desk/contract/life/task';
import { manager, otherTechnician, technician } from '../../support/bot/bot-core.ts';
import { problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { dayMs, form, mara, minuteMs, serial, sven, tina, tom } from '../../support/bot/requests.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('a lost token', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const openTasks = async () => (await listTasks(deps())).items;
    const only = async () => {
      const [one, ...others] = await openTasks();
      assert.equal(others.length, 0);
      return one ?? assert.fail();
    };
    const order = (taskId: string, command: TaskCommand, who = technician) =>
      commandTask(deps(), who, { taskId, command });
    const rowsOf = async (event: string) =>
      (await listAudit(deps(), {})).items.filter((row) => row.event === event);
    const lose = async () => {
      await desk.handedOver();
      const { id } = await desk.submit({ type: 'replace-lost' });
      return { requestId: id, task: await only() };
    };

    it('is to be disabled from the moment it is asked, until Microsoft lists its method no more', async () => {
      const { requestId, task } = await lose();
      assert.deepEqual(
        [task.serial, task.methodId, task.subject.id, task.site, task.requestId, task.openedBy?.id],
        [serial, 'new-method', sven.id, form.site, requestId, mara.id],
      );
      assert.equal((await getTask(deps(), task.id)).isStillThere, true);
      await order(task.id, { kind: 'take' });
      assert.equal((await order(task.id, { kind: 'look' })).ended, null);
      assert.equal(await problemOf(order(task.id, { kind: 'say-disabled' })), 'task-not-disabled');
      desk.core.directory.methods = ['old-method'];
      const done = await order(task.id, { kind: 'look', graphRequestId: 'b9e1' });
      assert.deepEqual([done.ended?.how, done.ended?.by?.id, done.isStillThere], ['gone', tina.id, false]);
      assert.deepEqual(await openTasks(), []);
      const [row] = await rowsOf('task_ended');
      assert.deepEqual(
        [row?.data.how, row?.data.graphRequestId, row?.requestId],
        ['gone', 'b9e1', requestId],
      );
      assert.equal((await verifyAudit(deps())).ok, true);
    });

    it('ends by itself where somebody removed its method anywhere', async () => {
      const { task } = await lose();
      desk.core.directory.methods = [];
      assert.equal(await watchTasks(deps()), 1);
      const ended = await getTask(deps(), task.id);
      assert.deepEqual([ended.ended?.how, ended.ended?.by], ['gone', null]);
      assert.equal(await watchTasks(deps()), 0);
    });

    it('is watched however many others there are', async () => {
      const standard = { ...atOnce };
      try {
        atOnce.sweep = 1;
        for (const n of [1, 2, 3]) {
          const other = `865962200090${n}`;
          const carried = { ...unknownToken(other, 0), state: 'active', holder: sven, route: 'A' } as const;
          await saveToken(desk.store.db, { ...carried, methodId: `gone-${n}` });
          const lost = { kind: 'report-lost', note: '' } as const;
          await commandToken(deps(), technician, { serial: other, command: lost });
        }
        assert.equal(await watchTasks(deps()), 3);
        assert.deepEqual(await openTasks(), []);
      } finally {
        Object.assign(atOnce, standard);
      }
    });

    it('is not believed to be disabled while Microsoft cannot be asked, unless a technician says so', async () => {
      const { task } = await lose();
      desk.core.directory.methods = null;
      await watchTasks(deps());
      assert.equal((await order(task.id, { kind: 'look' })).ended, null);
      assert.equal((await order(task.id, { kind: 'say-disabled' })).ended?.how, 'said');
      assert.equal(await problemOf(order(task.id, { kind: 'say-disabled' })), 'task-ended');
    });

    it('that is not lost after all is not to be disabled any more', async () => {
      const { requestId, task } = await lose();
      await desk.order(requestId, { kind: 'withdraw' }, manager);
      assert.equal((await getTask(deps(), task.id)).ended?.how, 'undone');
      await desk.submit({ type: 'replace-lost' });
      assert.notEqual((await only()).id, task.id);
    });

    it('that is found stays to be disabled: it is never used again', async () => {
      const { task } = await lose();
      await commandToken(deps(), technician, { serial, command: { kind: 'report-found' } });
      assert.equal((await only()).id, task.id);
    });

    it('said by a technician is the same, and has no request', async () => {
      await desk.handedOver();
      await commandToken(deps(), technician, { serial, command: { kind: 'report-lost', note: 'phoned' } });
      const task = await only();
      assert.deepEqual([task.openedBy?.id, task.subject.id, task.methodId], [tina.id, sven.id, 'new-method']);
    });

    it('of stock, which nobody can sign in with, is nobody’s to disable', async () => {
      const command = { kind: 'adopt', site: null } as const;
      await commandToken(deps(), technician, { serial: '8659622000099', command });
      const lost = { kind: 'report-lost', note: '' } as const;
      await commandToken(deps(), technician, { serial: '8659622000099', command: lost });
      assert.deepEqual(await openTasks(), []);
    });

    it('is seen by whoever may read, and disabled by technicians alone', async () => {
      const { task } = await lose();
      assert.equal(await problemOf(order(task.id, { kind: 'take' }, manager)), 'role-missing');
      assert.equal(await problemOf(getTask(deps(), 'task-none')), 'not-found');
      assert.equal((await order(task.id, { kind: 'take' }, otherTechnician)).taken?.by.id, tom.id);
      assert.equal((await order(task.id, { kind: 'sessions-ended' })).sessionsEnded?.by.id, tina.id);
      assert.equal((await rowsOf('sessions_ended')).length, 1);
    });

    describe('that nobody disables', () => {
      const withRoster = () => {
        const line = { person: tom, weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:59' };
        const places = new Map([[form.site, { ...nowhere, onCall: [line] }]]);
        return { ...deps(), policy: { ...deps().policy, places } };
      };

      it('is told to whoever is on call, who stands on the first page where no chat reaches them; then to security', async () => {
        const { task } = await lose();
        const rostered = withRoster();
        desk.core.clock.turn(15 * minuteMs);
        assert.equal(await watchTasks(rostered), 1);
        const called = await getTask(deps(), task.id);
        assert.deepEqual([called.stage, called.onCall?.id], ['on-call', tom.id]);
        const { items } = await listUnheard(deps(), {});
        const line = items.find(({ event }) => event === 'task_escalated');
        assert.deepEqual([line?.state, line?.why], ['red', 'not-installed']);
        desk.core.clock.turn(44 * minuteMs);
        assert.equal(await watchTasks(rostered), 0);
        desk.core.clock.turn(minuteMs);
        assert.equal(await watchTasks(rostered), 1);
        assert.deepEqual((await rowsOf('task_escalated')).map(({ data }) => data.stage).sort(), [
          'on-call',
          'security',
        ]);
      });

      it('is told to nobody once it is disabled', async () => {
        const { task } = await lose();
        desk.core.directory.methods = [];
        await order(task.id, { kind: 'look' });
        desk.core.clock.turn(61 * minuteMs);
        assert.equal(await watchTasks(withRoster()), 0);
      });
    });

    it('is forgotten with the requests of its time once it is disabled, and not before', async () => {
      const { task } = await lose();
      const keptDays = { ...deps().policy.keptDays, closedRequests: 30 };
      const forget = () => forgetDue({ ...deps(), policy: { ...deps().policy, keptDays } });
      desk.core.clock.turn(40 * dayMs);
      await forget();
      assert.equal((await only()).id, task.id);
      desk.core.directory.methods = [];
      await order(task.id, { kind: 'look' });
      desk.core.clock.turn(29 * dayMs);
      await forget();
      assert.equal((await getTask(deps(), task.id)).id, task.id);
      desk.core.clock.turn(2 * dayMs);
      await forget();
      assert.equal(await problemOf(getTask(deps(), task.id)), 'not-found');
    });
  }));
