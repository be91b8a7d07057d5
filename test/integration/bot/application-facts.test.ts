import assert from 'node:assert/strict';
import { createGraphClient } from '@token-desk/bot/graph/access/client';
import { readApplicationFacts } from '@token-desk/bot/graph/application-facts';
import {
  createPracticeEntra,
  defaultPermissions,
  type PracticeEntra,
} from '@token-desk/practice/entra/practice-entra';
import { application, graphSettings } from '../../support/entra/practice-graph.ts';
import { HandClock } from '../../support/run/hand-clock.ts';

const { clientId, clientSecret } = application;
const start = Date.UTC(2026, 10, 20, 9, 0, 0);
const dayMs = 86_400_000;

describe('what Graph tells of the product’s own registration', () => {
  let entra: PracticeEntra;

  beforeEach(async () => {
    const clock = new HandClock(start);
    entra = createPracticeEntra({ clock: clock.now, clientId, clientSecret });
    await entra.start();
  });
  afterEach(() => entra.close());

  const ask = ({ secret = clientSecret, botId = null as string | null } = {}) => {
    const graph = createGraphClient(graphSettings(entra, secret), { now: () => start });
    return readApplicationFacts(graph, { clientId, tabId: clientId, botId });
  };

  it('is what was consented to, by name', async () => {
    entra.setPermissions(['Application.Read.All', 'Mail.Read']);
    const { signIn, granted } = await ask();
    assert.equal(signIn, 'works');
    assert.deepEqual(granted, { kind: 'read', value: ['Application.Read.All', 'Mail.Read'] });
  });

  it('is when each secret and certificate ends, of the bot’s registration too', async () => {
    entra.change({
      credentials: [
        { id: 'k-1', kind: 'secret', name: 'Old', daysLeft: -3 },
        { id: 'k-2', kind: 'certificate', name: 'New', daysLeft: 90 },
      ],
    });
    const own = [
      { id: 'k-1', kind: 'secret', of: 'application', name: 'Old', endsAt: start - 3 * dayMs },
      { id: 'k-2', kind: 'certificate', of: 'application', name: 'New', endsAt: start + 90 * dayMs },
    ];
    assert.deepEqual((await ask()).credentials, { kind: 'read', value: own });
    const both = await ask({ botId: clientId });
    assert.deepEqual(both.credentials, {
      kind: 'read',
      value: [...own, ...own.map((one) => ({ ...one, of: 'bot' }))],
    });
  });

  it('is which delegated permissions an administrator consented to, where the server was given what shows it', async () => {
    const { delegated } = await ask();
    assert.equal(delegated.kind, 'not-allowed', 'and it is not asked for');
    entra.setPermissions([...defaultPermissions, 'Directory.Read.All']);
    entra.setDelegated(['User.Read', 'Policy.ReadWrite.AuthenticationMethod']);
    assert.deepEqual((await ask()).delegated, {
      kind: 'read',
      value: ['User.Read', 'Policy.ReadWrite.AuthenticationMethod'],
    });
  });

  it('is neither of them without Application.Read.All, of which Directory.Read.All is no part', async () => {
    const others = defaultPermissions.filter((name) => name !== 'Application.Read.All');
    const refused = { kind: 'not-allowed', permissions: ['Application.Read.All'] };
    entra.setPermissions(others);
    const { signIn, granted, credentials } = await ask();
    assert.deepEqual([signIn, granted, credentials], ['works', refused, refused]);
    entra.setPermissions([...others, 'Directory.Read.All']);
    assert.deepEqual((await ask()).credentials, refused);
  });

  it('is a refused sign-in where the secret is wrong, and no answer where there is none', async () => {
    assert.equal((await ask({ secret: 'wrong' })).signIn, 'refused');
    entra.change({ isDown: true });
    assert.equal((await ask()).signIn, 'no-answer');
  });
});
