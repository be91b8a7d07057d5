import assert from 'node:assert/strict';
import type { Route } from '@token-desk/contract/entra/readiness';
import { ProblemError } from '@token-desk/contract/problem';
import { otherTechnician, technician } from '../../support/bot/bot-core.ts';
import { problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { readyTenant } from '../../support/entra/facts.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('a way to a token that is chosen by hand', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const choose = (route: Route) => ({ kind: 'choose-route', route }) as const;
    const recorded = ({ history }: Awaited<ReturnType<typeof desk.order>>) =>
      history.flatMap(({ event, data }) => (event === 'route_chosen' ? [data] : []));

    it('is recorded with what was offered, and what spoke against a hardware token', async () => {
      const id = await desk.claimed();
      const against = await desk.order(id, choose('B'));
      assert.equal(against.chosenRoute, 'B');
      const first = { route: 'B', offered: 'A', because: 'your-role' };
      assert.deepEqual(recorded(against), [first]);
      desk.core.directory.tenant = readyTenant({}, technician.person.id);
      const other = await desk.order(id, choose('A'));
      assert.deepEqual(recorded(other), [first, { route: 'A', offered: 'B', because: null }]);
      assert.equal((await desk.order(id, { kind: 'release' })).chosenRoute, null);
    });

    it('is no choice where it is the one that was offered, or chosen before', async () => {
      const id = await desk.claimed();
      assert.deepEqual(recorded(await desk.order(id, choose('A'))), []);
      await desk.order(id, choose('B'));
      assert.equal(recorded(await desk.order(id, choose('B'))).length, 1);
    });

    it('is recorded where Microsoft does not tell', async () => {
      const id = await desk.claimed();
      desk.core.directory.tenantFacts = async () => {
        throw new ProblemError('directory-unavailable');
      };
      const chosen = await desk.order(id, choose('A'));
      assert.deepEqual(recorded(chosen), [{ route: 'A', offered: null, because: null }]);
    });

    it('is for whoever has the request, while it is worked on', async () => {
      const id = await desk.claimed();
      assert.equal(await problemOf(desk.order(id, choose('B'), otherTechnician)), 'request-claimed');
      await desk.order(id, { kind: 'release' });
      assert.equal(await problemOf(desk.order(id, choose('B'))), 'request-wrong-state');
    });
  }));
