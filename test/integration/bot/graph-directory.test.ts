import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDirectory } from '@token-desk/bot/graph/directory';
import type { Directory } from '@token-desk/bot/ports';
import { type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import { badgeOf } from '@token-desk/practice/entra/graph/graph-data';
import { createPracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { cast, practiceTenant } from '@token-desk/practice/people';
import { HandClock } from '../../support/run/hand-clock.ts';

type Answer = { status: number; headers?: Record<string, string>; body?: unknown };
const hasCode = (code: ProblemCode) => (error: unknown) =>
  error instanceof ProblemError && error.problem.code === code;

const ana = {
  id: 'p-1',
  displayName: 'Ana Moreau',
  userPrincipalName: 'ana@contoso.example',
  accountEnabled: true,
  userType: 'Member',
  officeLocation: 'Lyon',
  preferredLanguage: 'fr-FR',
};
const application = {
  id: 'sp-1',
  appRoles: [
    { id: 'role-t', value: 'Technician', isEnabled: true },
    { id: 'role-a', value: 'Approver', isEnabled: false },
    { id: 'role-x', value: 'SomethingElse', isEnabled: true },
  ],
};

describe('directory over Graph', () => {
  let server: ReturnType<typeof createServer>;
  let origin: string;
  let directory: Directory;
  let asked: string[];
  let raw: string[];
  let tokens: number;
  let clock: HandClock;
  let answer: (path: string, request: IncomingMessage) => Answer;

  beforeEach(async () => {
    asked = [];
    raw = [];
    tokens = 0;
    clock = new HandClock(1_800_000_000_000);
    answer = () => ({ status: 404 });
    server = createServer((request, response) => {
      const path = decodeURIComponent(request.url ?? '');
      const send = ({ status, headers = {}, body = {} }: Answer) => {
        response.writeHead(status, headers);
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      };
      if (path === '/token') {
        tokens += 1;
        send({ status: 200, body: { access_token: `app-${tokens}`, expires_in: 3600 } });
        return;
      }
      asked.push(path);
      raw.push(request.url ?? '');
      send(answer(path, request));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    directory = createDirectory(
      {
        graph: {
          url: origin,
          tokenUrl: `${origin}/token`,
          scope: 'https://graph.microsoft.com/.default',
          clientId: 'c',
          authority: origin,
          credential: { kind: 'secret', secret: 's' },
        },
        accessTokens: { issuer: '', jwksUrl: '', clientId: 'tab-client', audiences: [] },
        bot: null,
      },
      clock,
    );
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  it('knows who somebody’s manager is, and that some have none', async () => {
    answer = (path) =>
      path === '/v1.0/users/p-1/manager?$select=id' ? { status: 200, body: { id: 'm-1' } } : { status: 404 };
    assert.equal(await directory.managerOf('p-1'), 'm-1');
    assert.equal(await directory.managerOf('m-1'), null);
    answer = () => ({ status: 403 });
    await assert.rejects(directory.managerOf('p-1'), hasCode('directory-refused'));
  });

  it('asks for somebody and their manager in one question, and answers by it whoever asks for either next', async () => {
    answer = () => ({ status: 200, body: { ...ana, manager: { ...ana, id: 'm-1', displayName: 'Ada' } } });
    const found = await directory.withManager('p-1');
    assert.deepEqual([found?.person.id, found?.manager?.id, found?.manager?.name], ['p-1', 'm-1', 'Ada']);
    await directory.withManager('P-1');
    await directory.person('p-1');
    await directory.person('m-1');
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /&\$expand=manager\(\$select=id,displayName/);
    answer = () => ({ status: 200, body: { ...ana, id: 'p-2', manager: { id: 'a-contact' } } });
    assert.equal((await directory.withManager('p-2'))?.manager, null, 'a contact is no manager of ours');
    answer = () => ({ status: 404 });
    assert.equal(await directory.withManager('p-3'), null);
  });

  it('finds a person by id or name, and says what the product needs to know', async () => {
    answer = () => ({ status: 200, body: { ...ana, userType: 'Guest', accountEnabled: false } });
    assert.deepEqual(await directory.person('Ana@contoso.example'), {
      id: 'p-1',
      name: 'Ana Moreau',
      upn: 'ana@contoso.example',
      enabled: false,
      guest: true,
      site: 'Lyon',
      preferredLanguage: 'fr-FR',
    });
    assert.match(asked[0] ?? '', /^\/v1\.0\/users\/Ana@contoso\.example\?\$select=id,displayName/);
  });

  it('cannot be led to another address by a person’s name', async () => {
    for (const name of ['', '.', '..']) assert.equal(await directory.person(name), null);
    assert.deepEqual(asked, []);
    await directory.person('../applications?x=');
    assert.match(raw[0] ?? '', /^\/v1\.0\/users\/\.\.%2Fapplications%3Fx%3D\?\$select=/);
  });

  it('answers null for nobody, and remembers it for a moment only', async () => {
    assert.equal(await directory.person('nobody'), null);
    assert.equal(await directory.person('nobody'), null);
    assert.equal(asked.length, 1);
    clock.turn(31_000);
    answer = () => ({ status: 200, body: ana });
    assert.equal((await directory.person('nobody'))?.id, 'p-1');
  });

  it('asks for one access token and uses it until shortly before it ends', async () => {
    answer = () => ({ status: 200, body: ana });
    await Promise.all(['a', 'b', 'c'].map((key) => directory.person(key)));
    assert.equal(tokens, 1);
    clock.turn(3_400_000);
    await directory.person('d');
    assert.equal(tokens, 2);
  });

  it('gets a new access token when Graph refuses the one it has', async () => {
    answer = (_, request) =>
      request.headers.authorization === 'Bearer app-1' ? { status: 401 } : { status: 200, body: ana };
    assert.equal((await directory.person('a'))?.id, 'p-1');
    assert.equal(tokens, 2);
  });

  it('tries again when it is told to wait', async () => {
    const statuses = [429, 503, 200];
    answer = () => ({ status: statuses.shift() ?? 500, headers: { 'retry-after': '0' }, body: ana });
    assert.equal((await directory.person('a'))?.id, 'p-1');
    assert.equal(asked.length, 3);
  });

  it('waits for as long as it is told to', async () => {
    const answers: Answer[] = [
      { status: 429, headers: { 'retry-after': '2' } },
      { status: 200, body: ana },
    ];
    const askedAt: number[] = [];
    answer = () => {
      askedAt.push(performance.now());
      return answers.shift() ?? { status: 500 };
    };
    assert.equal((await directory.person('a'))?.id, 'p-1');
    const [first = 0, second = 0] = askedAt;
    assert.ok(second - first >= 1_990, `${second - first} ms`);
  });

  const troubles: [string, Answer][] = [
    ['keeps telling it to wait', { status: 429, headers: { 'retry-after': '0' } }],
    ['fails', { status: 500 }],
    ['answers something else', { status: 200, body: { id: 5 } }],
    ['answers no JSON', { status: 200, body: '<html>' }],
    ['redirects to somewhere else', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
  ];
  for (const [what, reply] of troubles) {
    it(`says that the directory is unavailable when Graph ${what}`, async () => {
      answer = () => reply;
      await assert.rejects(directory.person('a'), hasCode('directory-unavailable'));
    });
  }

  for (const status of [400, 401, 403])
    it(`says that waiting does not mend it when Graph answers ${status}`, async () => {
      answer = () => ({ status });
      await assert.rejects(directory.person('a'), hasCode('directory-refused'));
    });

  it('follows pages, but only Graph’s own', async () => {
    answer = (path) =>
      path.endsWith('?page=2')
        ? { status: 200, body: { value: [{ id: 'm-2' }] } }
        : { status: 200, body: { value: [{ id: 'm-1' }], '@odata.nextLink': `${origin}/v1.0/next?page=2` } };
    assert.deepEqual(await directory.softwareOathMethods('p-1'), ['m-1', 'm-2']);
    answer = () => ({ status: 200, body: { value: [], '@odata.nextLink': 'http://localhost:1/steal' } });
    await assert.rejects(directory.softwareOathMethods('p-1'), hasCode('directory-unavailable'));
  });

  it('answers null where methods may not be read, and never remembers methods', async () => {
    answer = () => ({ status: 403 });
    assert.equal(await directory.softwareOathMethods('p-1'), null);
    answer = () => ({ status: 200, body: { value: [] } });
    assert.deepEqual(await directory.softwareOathMethods('p-1'), []);
  });

  describe('for whoever waits for a new method', () => {
    const path = '/v1.0/users/p-1/authentication/softwareOathMethods';
    const listing = (...ids: string[]) => ({ status: 200, body: { value: ids.map((id) => ({ id })) } });
    const times = () => asked.filter((one) => one === path).length;

    it('asks Graph once a second for each person, however many wait', async () => {
      answer = () => listing('m-1');
      for (const aheadMs of [0, 250, 500, 999]) {
        clock.turnTo(1_800_000_000_000 + aheadMs);
        const [mine, theirs] = await Promise.all([
          directory.recentSoftwareOathMethods('p-1'),
          directory.recentSoftwareOathMethods('p-1'),
        ]);
        assert.deepEqual([mine, theirs], [['m-1'], ['m-1']]);
      }
      assert.equal(times(), 1);
      answer = () => listing('m-1', 'm-2');
      clock.turnTo(1_800_000_001_000);
      assert.deepEqual(await directory.recentSoftwareOathMethods('p-1'), ['m-1', 'm-2']);
      assert.equal(times(), 2);
      await directory.recentSoftwareOathMethods('p-2');
      assert.equal(times(), 2, 'another person is another list');
    });

    it('keeps nothing from whoever must know now', async () => {
      answer = () => listing('m-1');
      await directory.recentSoftwareOathMethods('p-1');
      answer = () => listing('m-1', 'm-2');
      assert.deepEqual(await directory.softwareOathMethods('p-1'), ['m-1', 'm-2']);
      assert.deepEqual(await directory.recentSoftwareOathMethods('p-1'), ['m-1']);
      assert.equal(times(), 2);
    });

    it('keeps no failure, for one or for two who asked together', async () => {
      answer = () => ({ status: 400 });
      const both = [directory.recentSoftwareOathMethods('p-1'), directory.recentSoftwareOathMethods('p-1')];
      for (const one of both) await assert.rejects(one, hasCode('directory-refused'));
      assert.equal(times(), 1);
      answer = () => listing('m-1');
      assert.deepEqual(await directory.recentSoftwareOathMethods('p-1'), ['m-1']);
    });
  });

  describe('for roles', () => {
    const members = (...ids: string[]) => ({ status: 200, body: { value: ids.map((id) => ({ id })) } });
    const user = (principalId: string, appRoleId: string) => ({
      appRoleId,
      principalId,
      principalType: 'User',
    });
    let assigned: unknown[];
    let groups: Record<string, Answer>;

    beforeEach(() => {
      assigned = [];
      groups = {};
      answer = (path) => {
        if (path.startsWith('/v1.0/servicePrincipals(')) return { status: 200, body: application };
        if (path === '/v1.0/servicePrincipals/sp-1/appRoleAssignedTo?$top=999')
          return {
            status: 200,
            body: { value: assigned.slice(0, 2), '@odata.nextLink': `${origin}/v1.0/rest` },
          };
        if (path === '/v1.0/rest') return { status: 200, body: { value: assigned.slice(2) } };
        const [, group = ''] = /^\/v1\.0\/groups\/(.+)\/members\?\$select=id&\$top=999$/.exec(path) ?? [];
        return groups[group] ?? { status: 404 };
      };
    });

    it('asks for everybody at once, page by page, and again after five minutes', async () => {
      assigned = [user('p-1', 'role-a'), user('p-1', 'role-x'), user('p-1', 'role-t'), user('p-2', 'role-t')];
      const both = await Promise.all([directory.rolesOf('p-1'), directory.rolesOf('p-2')]);
      assert.deepEqual(both, [['Technician'], ['Technician']], 'of this product, and in force');
      assert.deepEqual(await directory.rolesOf('nobody'), []);
      assert.equal(asked.length, 3);
      assigned = [];
      clock.turn(5 * 60_000 - 1);
      assert.deepEqual(await directory.rolesOf('p-1'), ['Technician']);
      clock.turn(1);
      assert.deepEqual(await directory.rolesOf('p-1'), []);
      assert.equal(asked.length, 6);
    });

    it('gives a group’s role to its direct members', async () => {
      assigned = [{ appRoleId: 'role-t', principalId: 'g-1', principalType: 'Group' }, user('p-3', 'role-t')];
      groups = { 'g-1': members('p-1', 'p-2') };
      const found = await Promise.all(['p-1', 'p-2', 'p-3', 'g-2'].map((id) => directory.rolesOf(id)));
      assert.deepEqual(found, [['Technician'], ['Technician'], ['Technician'], []]);
      const people = await directory.peopleByRole();
      assert.deepEqual([people.get('Technician'), people.get('Administrator')], [3, 0]);
      assert.ok(
        !asked.some((path) => path.startsWith('/v1.0/users/')),
        'nothing that Directory.Read.All shows',
      );
    });

    for (const status of [403, 404])
      it(`gives a group’s role to nobody where Graph answers ${status} about it, and others theirs`, async () => {
        assigned = [
          { appRoleId: 'role-t', principalId: 'g-1', principalType: 'Group' },
          user('p-2', 'role-t'),
        ];
        groups = { 'g-1': { status } };
        assert.deepEqual(await directory.rolesOf('p-1'), []);
        assert.deepEqual(await directory.rolesOf('p-2'), ['Technician']);
      });

    it('keeps nothing of half an answer', async () => {
      assigned = [{ appRoleId: 'role-t', principalId: 'g-1', principalType: 'Group' }];
      groups = { 'g-1': { status: 500 } };
      await assert.rejects(directory.rolesOf('p-1'), hasCode('directory-unavailable'));
      groups = { 'g-1': members('p-1') };
      assert.deepEqual(await directory.rolesOf('p-1'), ['Technician']);
    });

    it('fails when our own application is missing', async () => {
      answer = () => ({ status: 404 });
      await assert.rejects(directory.rolesOf('p-1'), hasCode('directory-refused'));
    });
  });

  describe('searching for people', () => {
    it('asks for words at the beginning of name or UPN, and puts guests and disabled accounts last', async () => {
      const headers: (string | string[] | undefined)[] = [];
      answer = (_, request) => {
        headers.push(request.headers.consistencylevel);
        const guest = { ...ana, id: 'p-2', userType: 'Guest' };
        const gone = { ...ana, id: 'p-3', accountEnabled: false };
        return { status: 200, body: { value: [guest, gone, ana] } };
      };
      const found = await directory.search('ana mo');
      assert.deepEqual(
        found.map(({ id }) => id),
        ['p-1', 'p-2', 'p-3'],
      );
      assert.deepEqual(headers, ['eventual']);
      assert.match(asked[0] ?? '', /\$search="displayName:ana mo" OR "userPrincipalName:ana mo"&/);
    });

    it('cannot be led out of its clause by what is typed', async () => {
      answer = () => ({ status: 200, body: { value: [] } });
      assert.deepEqual(await directory.search('"\\ '), []);
      assert.deepEqual(asked, []);
      await directory.search('x" OR "mail:a&$top=999');
      assert.match(raw[0] ?? '', /^[^ "&]*%26%24top%3D999[^&]*&\$select=[^&]*&\$top=20$/);
      assert.equal((decodeURIComponent(raw[0] ?? '').match(/"/g) ?? []).length, 4);
    });

    it('asks whose badge it is where it may be one, then for a name', async () => {
      answer = () => ({ status: 200, body: { value: [] } });
      await directory.search('E00005');
      assert.match(asked[0] ?? '', /\$filter=employeeId eq 'E00005'&/);
      assert.match(asked[1] ?? '', /\$search="displayName:E00005"/);
      asked.length = 0;
      await directory.search("E0' or '1");
      assert.ok(asked.length === 1 && !asked[0]?.includes('$filter'), 'nothing that would need quoting');
    });

    it('finds the people of the practice tenant', async () => {
      const clientId = '7f3c0d3e-0000-4000-8000-00000000c11e';
      const entra = createPracticeEntra({
        clock: () => Date.now(),
        clientId,
        clientSecret: 'practice-client-secret',
      });
      try {
        const { url } = await entra.start();
        const tokenUrl = `${url}/${practiceTenant.id}/oauth2/v2.0/token`;
        const scope = 'https://graph.microsoft.com/.default';
        const practice = createDirectory(
          {
            graph: {
              url,
              tokenUrl,
              scope,
              clientId,
              authority: url,
              credential: { kind: 'secret', secret: 'practice-client-secret' },
            },
            accessTokens: { issuer: '', jwksUrl: '', clientId, audiences: [] },
            bot: null,
          },
          Date,
        );
        const { subject } = cast;
        const beginning = subject.surname.slice(0, 3).toLowerCase();
        const found = await practice.search(`${subject.givenName} ${beginning}`);
        assert.deepEqual(
          found.map(({ id }) => id),
          [subject.id],
        );
        assert.deepEqual(await practice.search('nobodyhasthisname'), []);
        const [owner, ...others] = await practice.search(badgeOf(subject));
        assert.deepEqual([owner?.id, others], [subject.id, []]);
        assert.deepEqual(await practice.search('E99999'), []);
      } finally {
        await entra.close();
      }
    });
  });

  it('gives up when the caller does', async () => {
    const abort = new AbortController();
    answer = () => {
      abort.abort();
      return { status: 429, headers: { 'retry-after': '9' } };
    };
    await assert.rejects(directory.person('a', abort.signal), hasCode('directory-unavailable'));
  });
});
