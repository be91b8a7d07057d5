import assert from 'node:assert/strict';
import { readReadiness } from '@token-desk/bot/usecases/requests/readiness';
import { administrator, approver, technician } from '../../support/bot/bot-core.ts';
import { useDeskCore } from '../../support/bot/desk-core.ts';
import { readyTenant } from '../../support/entra/facts.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('readiness, asked by', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    for (const [name, caller, expected] of [
      ['a technician without a role at Microsoft', technician, ['A', 'your-role']],
      ['an approver', approver, ['B', null]],
      ['an administrator who hands nothing over', administrator, ['B', null]],
    ] as const)
      it(name, async () => {
        const requestId = await desk.claimed();
        desk.core.directory.tenant = readyTenant({}, 'somebody-else');
        const { route, because } = await readReadiness(desk.core.deps, caller, requestId);
        assert.deepEqual([route, because], expected);
      });
  }));
