import assert from 'node:assert/strict';
import { applicationPermissions } from '@token-desk/bot/domain/entra/permissions';
import { createDirectory } from '@token-desk/bot/graph/directory';
import type { Directory } from '@token-desk/bot/ports';
import {
  createPracticeEntra,
  defaultPermissions,
  type PracticeEntra,
} from '@token-desk/practice/entra/practice-entra';
import { groups } from '@token-desk/practice/entra/tenant/person-state';
import {
  askEverything,
  pathWithoutIds,
  type SeenCall,
  WatchedGraph,
} from '../../support/entra/watched-graph.ts';

const clientId = '7f3c0d3e-0000-4000-8000-00000000c11e';
const clientSecret = 'practice-client-secret';

/** What the table calls a call: its path without ids, and the one property that has a permission of its own. */
const nameOf = ({ version, path, query }: SeenCall): string => {
  const isActivity = query.get('$select')?.includes('signInActivity') ?? false;
  return `GET /${version}${pathWithoutIds(path)}${isActivity ? '?$select=signInActivity' : ''}`;
};

describe('what the server asks Graph', () => {
  let entra: PracticeEntra;
  let directory: Directory;
  let watched: WatchedGraph;

  beforeEach(async () => {
    entra = createPracticeEntra({ clock: Date.now, clientId, clientSecret });
    const { url } = await entra.start();
    entra.change({ hasPremiumLicence: true, groupRoles: [{ groupId: groups[1].id, role: 'Technician' }] });
    watched = new WatchedGraph();
    const settings = {
      url,
      tokenUrl: `${url}/${entra.tenantId}/oauth2/v2.0/token`,
      scope: 'https://graph.microsoft.com/.default',
      clientId,
      authority: url,
      credential: { kind: 'secret', secret: clientSecret } as const,
    };
    directory = createDirectory(
      { graph: settings, accessTokens: { issuer: '', jwksUrl: '', clientId, audiences: [] }, bot: null },
      Date,
    );
  });
  afterEach(async () => {
    watched.close();
    await entra.close();
  });

  const askAll = async () => {
    await askEverything(directory, entra);
    await watched.settled();
    const calls = watched.calls.filter(({ path }) => path !== '/$batch');
    const isRefused = ({ status }: SeenCall) => status === 400 || status === 403;
    return { asked: new Set(calls.map(nameOf)), refused: new Set(calls.filter(isRefused).map(nameOf)) };
  };

  it('is in the table of permissions, all of it and nothing else', async () => {
    const { asked, refused } = await askAll();
    const table = applicationPermissions.flatMap(({ calls }) => calls);
    assert.deepEqual([...asked].sort(), [...new Set(table)].sort());
    assert.deepEqual([...refused], []);
  });

  it('is refused where two narrower permissions stand for Policy.Read.All, as docs/permissions.md says', async () => {
    const narrower = ['Policy.Read.AuthenticationMethod', 'Policy.Read.ConditionalAccess'];
    entra.setPermissions([...defaultPermissions.filter((one) => one !== 'Policy.Read.All'), ...narrower]);
    const { refused } = await askAll();
    assert.deepEqual([...refused].sort(), [
      'GET /beta/directory/authenticationMethodDevices/hardwareOathDevices',
      'GET /beta/directory/authenticationMethodDevices/hardwareOathDevices/{id}',
      'GET /beta/users/{id}/authentication/requirements',
      'GET /v1.0/policies/identitySecurityDefaultsEnforcementPolicy',
    ]);
    assert.deepEqual(await directory.betaShapes(), {
      ...{ kind: 'not-allowed', permissions: ['Policy.Read.All'] },
    });
  });

  for (const { name, includedIn } of applicationPermissions)
    it(`is refused without ${name} where the table says so, and nowhere else`, async () => {
      const without = [name, ...includedIn];
      entra.setPermissions(defaultPermissions.filter((one) => !without.includes(one)));
      const { refused } = await askAll();
      const expected = applicationPermissions
        .filter((one) => without.includes(one.name))
        .flatMap(({ calls }) => calls);
      assert.ok(refused.size > 0);
      assert.deepEqual(
        [...refused].filter((call) => !expected.includes(call)),
        [],
      );
    });
});
