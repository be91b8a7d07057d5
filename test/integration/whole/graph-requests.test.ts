import assert from 'node:assert/strict';
import { permissions } from '@token-desk/bot/domain/entra/permissions';
import { createDirectory } from '@token-desk/bot/graph/directory';
import { encodeBase32 } from '@token-desk/contract/text/bytes';
import { createPracticeEntra, type PracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { groups } from '@token-desk/practice/entra/tenant/person-state';
import { cast } from '@token-desk/practice/people';
import { allDevices, createDevice, deleteDevice } from '@token-desk/tab/graph/devices';
import {
  activate,
  assign,
  assignAndActivate,
  deactivate,
  methodsOf,
  removeMethod,
  unassign,
} from '@token-desk/tab/graph/methods';
import { switchMfaOn } from '@token-desk/tab/graph/per-user-mfa';
import { endSessions } from '@token-desk/tab/graph/sessions';
import { Secret, TOTP } from 'otpauth';
import { documentedCalls, undocumentedIn } from '../../support/entra/documented-calls.ts';
import { application, graphSettings } from '../../support/entra/practice-graph.ts';
import { TechnicianGraph } from '../../support/entra/technician-graph.ts';
import {
  askEverything,
  pathWithoutIds,
  type SeenCall,
  WatchedGraph,
} from '../../support/entra/watched-graph.ts';
import { HandClock } from '../../support/run/hand-clock.ts';

const seed = Uint8Array.from({ length: 20 }, (_, at) => at * 7 + 3);
const personId = cast.subject.id;
const named = ({ method, version, path, query, body }: SeenCall) => ({
  call: `${method} /${version}${pathWithoutIds(path)}`,
  query,
  body,
});

describe('what the product asks Microsoft Graph', () => {
  let clock: HandClock;
  let entra: PracticeEntra;
  let watched: WatchedGraph;

  before(async () => {
    clock = new HandClock(Date.now());
    entra = createPracticeEntra({ clock: clock.now, ...application });
    await entra.start();
    entra.change({ hasPremiumLicence: true, groupRoles: [{ groupId: groups[1].id, role: 'Technician' }] });
    watched = new WatchedGraph();
    await askAsServer();
    await askAsTab();
  });
  after(async () => {
    watched.close();
    await entra.close();
  });

  const askAsServer = async () => {
    const accessTokens = { issuer: '', jwksUrl: '', clientId: application.clientId, audiences: [] };
    const directory = createDirectory(
      { graph: graphSettings(entra), accessTokens, bot: null },
      { now: clock.now },
    );
    await askEverything(directory, entra);
    await watched.settled();
  };
  const shows = () =>
    new TOTP({ secret: Secret.fromBase32(encodeBase32(seed)) }).generate({ timestamp: clock.now() });
  const askAsTab = async () => {
    const { access } = new TechnicianGraph(entra, clock);
    const made = [];
    for (const serial of ['86596000000001', '86596000000002']) {
      const device = {
        serial,
        manufacturer: 'Token2',
        model: 'miniOTP-2-i',
        seed,
        displayName: `miniOTP-2-i ${serial}`,
      };
      made.push(await createDevice(access, { ...device, algorithm: 'SHA1', stepSeconds: 30 }));
    }
    await allDevices(access);
    const [first, second] = made;
    const token = { personId, serial: '86596000000001', displayName: 'miniOTP-2-i' };
    await assignAndActivate(access, { ...token, code: shows() });
    const other = { ...token, serial: '86596000000002' };
    const { methodId } = await assign(access, { ...other, deviceId: second?.deviceId ?? '' });
    await activate(access, { ...other, methodId, code: shows() });
    await endSessions(access, { personId });
    for (const held of await methodsOf(access, personId)) {
      await deactivate(access, { personId, methodId: held.methodId });
      await unassign(access, { personId, methodId: held.methodId });
    }
    await deleteDevice(access, { deviceId: first?.deviceId ?? '', serial: token.serial });
    await removeMethod(access, { personId, methodId: 'gone' });
    await switchMfaOn(access, { personId });
  };

  it('is documented, each path, option and property of it', () => {
    assert.deepEqual(
      watched.calls.flatMap((call) => undocumentedIn(named(call)) ?? []),
      [],
    );
  });

  it('is all that the table has', () => {
    const asked = new Set(watched.calls.map((call) => named(call).call));
    assert.deepEqual(
      documentedCalls.map(({ call }) => call).filter((call) => !asked.has(call)),
      [],
    );
  });

  it('needs a permission that the product asks for, each call of it but a batch', () => {
    const known = new Set<string>(permissions.flatMap(({ calls }) => calls));
    const asked = documentedCalls.map(({ call }) => call).filter((call) => !call.includes('$batch'));
    assert.deepEqual(
      asked.filter((call) => !known.has(call)),
      [],
    );
    const unknown = [...known].filter((call) => !asked.includes(call.replace('?$select=signInActivity', '')));
    assert.deepEqual(unknown, []);
  });

  it('is found out where it is not documented', () => {
    const post = 'POST /beta/directory/authenticationMethodDevices/hardwareOathDevices';
    const body = {
      serialNumber: '1',
      manufacturer: 'a',
      model: 'b',
      secretKey: 'c',
      timeIntervalInSeconds: 30,
    };
    const none = new Map<string, string>();
    const cases = [
      [{ call: post, query: none, body }, null],
      [{ call: post, query: none, body: { ...body, pin: '1' } }, /pin is no property/],
      [{ call: post, query: none, body: { ...body, timeIntervalInSeconds: '30' } }, /another type/],
      [{ call: post, query: none, body: { serialNumber: '1' } }, /manufacturer is missing/],
      [{ call: post, query: none, body: null }, /none where there is one/],
      [{ call: 'GET /v1.0/users', query: new Map([['$select', 'id,pin']]), body: null }, /\$select=pin/],
      [{ call: 'GET /v1.0/users', query: new Map([['$filter', "pin eq 'x'"]]), body: null }, /\$filter/],
      [{ call: 'GET /v1.0/users', query: new Map([['$expand', 'x']]), body: null }, /\$expand/],
      [{ call: 'GET /v1.0/subscribedSkus', query: none, body: {} }, /a body where there is none/],
      [{ call: 'GET /v1.0/elsewhere', query: none, body: null }, /not in the table/],
    ] as const;
    for (const [call, said] of cases)
      if (said === null) assert.equal(undocumentedIn(call), null);
      else assert.match(undocumentedIn(call) ?? '', said);
  });
});
