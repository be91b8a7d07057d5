import assert from 'node:assert/strict';
import { read } from '@token-desk/bot/domain/entra/facts';
import { examineTenant } from '@token-desk/bot/usecases/people/tenant';
import { administrator, technician } from '../../support/bot/bot-core.ts';
import { useDeskCore } from '../../support/bot/desk-core.ts';
import { knownApplication, readyTenant } from '../../support/entra/facts.ts';

const dayMs = 86_400_000;

describe('what the set-up at Microsoft lacks', () => {
  const desk = useDeskCore();

  it('is told with what the one who asks may do there themselves', async () => {
    desk.core.directory.tenant = readyTenant({}, technician.person.id);
    const mine = async (caller: typeof technician) =>
      (await examineTenant(desk.core.deps, caller)).find(({ id }) => id === 'your-roles')?.about;
    assert.deepEqual(await mine(technician), {
      kind: 'your-roles',
      mayCreate: false,
      assignsTo: 'non-administrators',
    });
    assert.deepEqual(await mine(administrator), {
      kind: 'your-roles',
      mayCreate: false,
      assignsTo: 'nobody',
    });
  });

  it('counts the days of a client secret from now', async () => {
    const endsAt = desk.core.clock.now() + 31 * dayMs;
    const secret = { id: 'k-1', kind: 'secret', of: 'application', name: null, endsAt } as const;
    desk.core.directory.application = knownApplication({ credentials: read([secret]) });
    const isOk = async () =>
      (await examineTenant(desk.core.deps, administrator)).find(({ id }) => id === 'credential-k-1')?.ok;
    assert.equal(await isOk(), true);
    desk.core.clock.turn(2 * dayMs);
    assert.equal(await isOk(), false);
  });
});
