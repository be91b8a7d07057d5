import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPracticeEntra, type PracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { words } from '@token-desk/practice/entra/site/words';
import { cast, people, practiceTenant } from '@token-desk/practice/people';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { codeOf, EntraBrowser } from '../../support/entra/entra-browser.ts';
import { HandClock } from '../../support/run/hand-clock.ts';

const clientId = '7f3c0d3e-0000-4000-8000-00000000c11e';
const clientSecret = 'practice-client-secret';
const start = Date.UTC(2026, 10, 20, 9, 0, 0);
const stepMs = 30_000;
const { subject, technician, administrator, manager } = cast;

describe('the practice Entra', () => {
  let clock: HandClock;
  let entra: PracticeEntra;
  let url = '';

  const begin = async (more: Partial<Parameters<typeof createPracticeEntra>[0]> = {}) => {
    entra = createPracticeEntra({ clock: clock.now, clientId, clientSecret, ...more });
    ({ url } = await entra.start());
  };
  beforeEach(async () => {
    clock = new HandClock(start);
    await begin();
  });
  afterEach(() => entra.close());

  const askToken = (fields: Record<string, string>, tenant: string = practiceTenant.id) =>
    fetch(`${url}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams(fields) });
  const goodFields = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: 'https://graph.microsoft.com/.default',
  };
  const appToken = async (): Promise<string> => {
    const body = (await (await askToken(goodFields)).json()) as { access_token: string };
    return body.access_token;
  };
  const graph = async (
    path: string,
    init: { method?: string; token?: string; headers?: Record<string, string> } = {},
  ) => {
    const headers = { authorization: `Bearer ${init.token ?? (await appToken())}`, ...init.headers };
    const response = await fetch(path.startsWith('http') ? path : `${url}${path}`, {
      method: init.method ?? 'GET',
      headers,
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
  };
  const errorCode = (reply: { body: Record<string, unknown> }) =>
    (reply.body.error as { code: string } | undefined)?.code;
  const values = (reply: { body: Record<string, unknown> }) => reply.body.value as Record<string, unknown>[];
  const upnPath = `/v1.0/users/${subject.upn}`;
  const methodsPath = `/v1.0/users/${subject.id}/authentication/softwareOathMethods`;

  describe('as an issuer', () => {
    it('publishes itself so that its access tokens verify by its keys', async () => {
      const metadata = (await (
        await fetch(`${entra.issuer}/.well-known/openid-configuration`)
      ).json()) as Record<string, string>;
      assert.equal(metadata.issuer, entra.issuer);
      const jwks = createRemoteJWKSet(new URL(metadata.jwks_uri ?? ''));
      const { payload } = await jwtVerify(await entra.issueTabToken(administrator.id), jwks, {
        issuer: entra.issuer,
        audience: clientId,
        algorithms: ['RS256'],
        currentDate: new Date(clock.now()),
      });
      assert.equal(payload.oid, administrator.id);
      assert.equal(payload.tid, practiceTenant.id);
      assert.equal(payload.preferred_username, administrator.upn);
      assert.equal(payload.scp, 'access_as_user');
      assert.equal(payload.ver, '2.0');
      assert.deepEqual(payload.roles, ['Administrator', 'Auditor', 'Technician']);
    });

    it('gives a person without an app role no roles claim', async () => {
      const token = await entra.issueTabToken(manager.id);
      assert.equal(
        'roles' in JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')),
        false,
      );
    });

    const refusals: [string, Record<string, string>, number, string, number][] = [
      ['another application', { client_id: 'other' }, 400, 'unauthorized_client', 700016],
      ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client', 7000215],
      ['no secret', { client_secret: '' }, 401, 'invalid_client', 7000216],
      ['a scope that is not Graph’s default', { scope: 'User.Read' }, 400, 'invalid_scope', 1002012],
      ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
    ];
    for (const [what, change, status, error, aadsts] of refusals) {
      it(`refuses ${what} with AADSTS${aadsts}`, async () => {
        const response = await askToken({ ...goodFields, ...change });
        const body = (await response.json()) as { error: string; error_codes: number[] };
        assert.equal(response.status, status);
        assert.equal(body.error, error);
        assert.deepEqual(body.error_codes, [aadsts]);
      });
    }

    it('knows no other tenant', async () => {
      const response = await askToken(goodFields, '00000000-0000-4000-8000-000000000000');
      assert.equal(response.status, 400);
      assert.match(await response.text(), /AADSTS90002/);
    });

    it('redeems an authorization code once, for the right proof only', async () => {
      const verifier = 'a-verifier-that-is-long-enough-to-be-one-43-chars';
      const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(verifier))).toString(
        'base64url',
      );
      const redirectUri = 'http://localhost:1/back';
      const query = new URLSearchParams({
        client_id: clientId,
        response_type: 'code',
        redirect_uri: redirectUri,
        state: 's1',
        nonce: 'n1',
        scope: 'openid',
        code_challenge: digest,
        code_challenge_method: 'S256',
        login_hint: technician.upn,
      });
      const authorize = `/${practiceTenant.id}/oauth2/v2.0/authorize?${query}`;
      const newCode = async () => {
        const browser = new EntraBrowser(url);
        await browser.open(authorize);
        await browser.press({ password: technician.password });
        const target = new URL(browser.headers.get('location') ?? '');
        assert.equal(target.searchParams.get('state'), 's1');
        return target.searchParams.get('code') ?? '';
      };
      const redeem = (code: string, codeVerifier: string) =>
        askToken({
          grant_type: 'authorization_code',
          client_id: clientId,
          code,
          redirect_uri: redirectUri,
          code_verifier: codeVerifier,
        });
      assert.equal((await redeem(await newCode(), 'wrong')).status, 400);
      const code = await newCode();
      const good = await redeem(code, verifier);
      assert.equal(good.status, 200);
      assert.ok(((await good.json()) as { id_token: string }).id_token);
      assert.equal((await redeem(code, verifier)).status, 400);
    });

    it('never sends a code to an address outside this computer', async () => {
      const query = new URLSearchParams({
        client_id: clientId,
        response_type: 'code',
        redirect_uri: 'https://elsewhere.example/',
        code_challenge: 'x',
        code_challenge_method: 'S256',
      });
      const response = await fetch(`${url}/${practiceTenant.id}/oauth2/v2.0/authorize?${query}`, {
        redirect: 'manual',
      });
      assert.equal(response.status, 400);
      assert.match(await response.text(), /AADSTS50011/);
    });
  });

  describe('as Graph', () => {
    it('refuses a call without, with a wrong, a foreign-audience and an expired access token', async () => {
      assert.equal((await fetch(`${url}${upnPath}`)).status, 401);
      const expiring = await appToken();
      const cases = [
        'nonsense',
        'a.b.c',
        `${expiring.slice(0, -8)}AAAAAAAA`,
        await entra.issueTabToken(technician.id),
      ];
      for (const token of cases) {
        const reply = await graph(upnPath, { token });
        assert.equal(reply.status, 401);
        assert.equal(errorCode(reply), 'InvalidAuthenticationToken');
        assert.ok(reply.headers.get('www-authenticate'));
      }
      clock.turn(2 * 3600_000);
      assert.equal((await graph(upnPath, { token: expiring })).status, 401);
    });

    const needs: [string, string, string][] = [
      ['a person', `/v1.0/users/${subject.id}`, 'User.Read.All'],
      ['a manager', `/v1.0/users/${subject.id}/manager`, 'User.Read.All'],
      ['methods', methodsPath, 'UserAuthMethod-SoftwareOATH.Read.All'],
      ['methods, by the broad permission', methodsPath, 'UserAuthenticationMethod.Read.All'],
      ['the application', `/v1.0/servicePrincipals(appId='${clientId}')`, 'Application.Read.All'],
      [
        'the method policy',
        '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/softwareOath',
        'Policy.Read.AuthenticationMethod',
      ],
      ['licences', '/v1.0/subscribedSkus', 'LicenseAssignment.Read.All'],
      ['the organisation', '/v1.0/organization', 'Organization.Read.All'],
    ];
    for (const [what, path, permission] of needs) {
      it(`shows ${what} with ${permission} and not without`, async () => {
        entra.setPermissions(['Mail.Read']);
        const refused = await graph(path);
        assert.equal(refused.status, 403);
        assert.equal(errorCode(refused), 'Authorization_RequestDenied');
        entra.setPermissions([permission]);
        assert.equal((await graph(path)).status, 200);
      });
    }

    it('shows a person by id and by name, with the properties asked for', async () => {
      const whole = await graph(`/v1.0/users/${subject.id}`);
      assert.equal(whole.body.displayName, 'Ana Moreau');
      assert.equal('accountEnabled' in whole.body, false);
      const chosen = await graph(`${upnPath}?$select=id,accountEnabled,userType`);
      const { '@odata.context': _, ...rest } = chosen.body;
      assert.deepEqual(rest, { id: subject.id, accountEnabled: true, userType: 'Member' });
      assert.equal((await graph(`${upnPath}?$select=shoeSize`)).status, 400);
    });

    it('says 404 for a person, a manager and a method that are not there, 400 for a path that is not', async () => {
      const nobody = await graph('/v1.0/users/nobody@contoso.example');
      assert.deepEqual([nobody.status, errorCode(nobody)], [404, 'Request_ResourceNotFound']);
      const director = people.find((person) => person.managerId === null);
      assert.equal((await graph(`/v1.0/users/${director?.id}/manager`)).status, 404);
      assert.equal((await graph(`${methodsPath}/none`)).status, 404);
      assert.equal((await graph('/v1.0/usrs')).status, 400);
    });

    it('finds people by the start of a word, accents and apostrophes included', async () => {
      const found = async (query: string) =>
        values(await graph(`/v1.0/users?${query}`, { headers: { ConsistencyLevel: 'eventual' } })).map(
          (row) => row.displayName,
        );
      assert.deepEqual(await found(`$search=${encodeURIComponent('"displayName:toum"')}`), ['Leïla Toumi']);
      assert.deepEqual(await found(`$search=${encodeURIComponent('"displayName:leila" OR "mail:leila"')}`), [
        'Leïla Toumi',
      ]);
      assert.deepEqual(
        await found(
          `$filter=${encodeURIComponent("startswith(displayName,'Jü') or startswith(surname,'Größ')")}`,
        ),
        ['Jürgen Müller', 'Zoë Größler'],
      );
      assert.deepEqual(await found(`$filter=${encodeURIComponent('accountEnabled eq false')}`), [
        'Bernd Strauß',
      ]);
    });

    it('refuses $search without the header it needs, and a filter it cannot read', async () => {
      assert.equal(
        (await graph(`/v1.0/users?$search=${encodeURIComponent('"displayName:ana"')}`)).status,
        400,
      );
      assert.equal(
        (await graph(`/v1.0/users?$filter=${encodeURIComponent("contains(displayName,'a')")}`)).status,
        400,
      );
      assert.equal((await graph('/v1.0/users?$top=1000')).status, 400);
    });

    it('gives pages whose links lead through everybody once', async () => {
      const seen: unknown[] = [];
      let next: string | undefined = '/v1.0/users?$top=7&$select=id';
      for (let pages = 0; next !== undefined && pages < 10; pages += 1) {
        const reply = await graph(next);
        seen.push(...values(reply).map((row) => row.id));
        next = reply.body['@odata.nextLink'] as string | undefined;
      }
      assert.deepEqual(
        seen,
        people.map((person) => person.id),
      );
    });

    it('knows managers and reports', async () => {
      assert.equal((await graph(`/v1.0/users/${subject.id}/manager`)).body.id, manager.id);
      const reports = values(await graph(`/v1.0/users/${manager.id}/directReports?$select=id`)).map(
        (row) => row.id,
      );
      assert.ok(reports.includes(subject.id));
    });

    it('tells app roles through the application’s role list and who is assigned to it', async () => {
      const app = await graph(`/v1.0/servicePrincipals(appId='${clientId}')?$select=id,appRoles`);
      const byFilter = values(
        await graph(`/v1.0/servicePrincipals?$filter=${encodeURIComponent(`appId eq '${clientId}'`)}`),
      );
      assert.equal(byFilter[0]?.id, app.body.id);
      const roleNames = new Map(
        (app.body.appRoles as { id: string; value: string }[]).map(({ id, value }) => [id, value]),
      );
      const rows = values(await graph(`/v1.0/servicePrincipals/${app.body.id}/appRoleAssignedTo?$top=999`));
      const assigned = (personId: string) =>
        rows
          .filter(({ principalId }) => principalId === personId)
          .map(({ appRoleId }) => roleNames.get(String(appRoleId)));
      assert.deepEqual(assigned(technician.id), ['Technician']);
      assert.deepEqual(assigned(manager.id), []);
      assert.equal((await graph(`/v1.0/servicePrincipals/${clientId}/appRoleAssignedTo`)).status, 404);
      assert.equal((await graph("/v1.0/servicePrincipals(appId='other')")).status, 404);
    });

    it('throttles when told to, and then goes on', async () => {
      entra.throttleGraph(1, 7);
      const refused = await graph(upnPath);
      assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '7']);
      assert.equal((await graph(upnPath)).status, 200);
    });

    it('hides methods where the tenant does not let them be read, and only those', async () => {
      entra.setGraphReadable(false);
      const refused = await graph(methodsPath);
      assert.deepEqual([refused.status, errorCode(refused)], [403, 'accessDenied']);
      assert.equal((await graph(upnPath)).status, 200);
    });
  });

  describe('as the security info page', () => {
    const signedIn = (person = subject, query = '') =>
      new EntraBrowser(url).signIn(person.upn, person.password, query);

    it('refuses who may not sign in', async () => {
      const disabled = people.find((person) => !person.isEnabled);
      const guest = people.find((person) => person.isGuest);
      assert.ok(disabled && guest);
      const cases: [string, string, RegExp][] = [
        [subject.upn, 'wrong', /account or password is incorrect/],
        [subject.upn, technician.password, /account or password is incorrect/],
        ['nobody@contoso.example', 'x', /couldn’t find an account/],
        [disabled.upn, disabled.password, /disabled/],
        [guest.upn, guest.password, /another organisation/],
      ];
      for (const [upn, password, text] of cases) {
        const browser = await new EntraBrowser(url).signIn(upn, password, '&lng=en');
        assert.match(browser.text, text);
      }
    });

    it('locks the account for a minute after ten wrong passwords', async () => {
      const browser = await new EntraBrowser(url).signIn(subject.upn, 'wrong');
      for (let tries = 1; tries < 10; tries += 1) await browser.press({ password: 'wrong' });
      assert.match((await browser.press({ password: subject.password })).text, /temporarily locked/);
      clock.turn(61_000);
      assert.equal((await browser.press({ password: subject.password })).heading, 'Security info');
    });

    it('shows the push QR to who overlooks the link, and gets nowhere from there', async () => {
      const browser = await signedIn();
      await browser.press({ action: 'add' }, `${browser.path}/add`);
      assert.equal(browser.heading, 'Add a sign-in method');
      await browser.press({ action: 'choose' });
      assert.ok(browser.text.includes(words.en.differentApp));
      await browser.press({ action: 'next' });
      await browser.press({ action: 'next' });
      assert.match(browser.qrText(), /^phonefactor:\/\/activate_account\?code=\d{9}&url=https%3a%2f%2f/);
      await browser.press({ action: 'next' });
      await browser.press({ action: 'next' });
      assert.equal(browser.heading, 'Let’s try it out');
      assert.deepEqual(entra.methodsOf(subject.id), []);
    });

    it('registers an app: the QR in Entra’s form, a code from it, and Graph sees one new method without its secret', async () => {
      const browser = await (await signedIn()).openOtherAppQr();
      const uri = browser.qrText();
      assert.match(
        uri,
        /^otpauth:\/\/totp\/Contoso\+Ltd%3aana\.moreau%40contoso\.example\?secret=[a-z2-7]{16}&issuer=Microsoft$/,
      );
      const key = new URL(uri).searchParams.get('secret') ?? '';
      assert.equal(browser.text.includes(key), false);
      await browser.press({ action: 'manual' });
      assert.ok(browser.text.includes('Contoso Ltd:ana.moreau@contoso.example'));
      assert.ok(browser.text.replace(/ /g, '').includes(key));
      await browser.press({ action: 'next' });
      assert.deepEqual(values(await graph(methodsPath)), []);
      await browser.press({ action: 'next', code: codeOf(uri, clock.now()) });
      assert.equal(browser.heading, 'Success!');
      const [method] = values(await graph(methodsPath));
      assert.deepEqual(method, { id: entra.methodsOf(subject.id)[0]?.id, secretKey: null });
      const [betaMethod] = values(await graph(methodsPath.replace('v1.0', 'beta')));
      assert.equal(betaMethod?.createdDateTime, new Date(clock.now()).toISOString());
      await browser.press({ action: 'done' });
      assert.match(browser.text, /Time-based one-time password/);
    });

    const offsets: [number, boolean][] = [
      [-2, false],
      [-1, true],
      [0, true],
      [1, true],
      [2, false],
    ];
    for (const [offset, isAccepted] of offsets) {
      it(`${isAccepted ? 'accepts' : 'refuses'} the code of step ${offset >= 0 ? '+' : ''}${offset}`, async () => {
        const browser = await (await signedIn()).openOtherAppQr();
        const uri = browser.qrText();
        await browser.press({ action: 'next' });
        await browser.press({ action: 'next', code: codeOf(uri, clock.now() + offset * stepMs) });
        assert.equal(browser.heading, isAccepted ? 'Success!' : 'Enter code');
        if (!isAccepted) assert.match(browser.text, /Wrong code\. Try again/);
        assert.equal(entra.methodsOf(subject.id).length, isAccepted ? 1 : 0);
      });
    }

    it('takes a wider window where it is set so', async () => {
      await entra.close();
      await begin({ codeWindowSteps: 3 });
      const browser = await (await signedIn()).openOtherAppQr();
      const uri = browser.qrText();
      await browser.press({ action: 'next' });
      assert.equal(
        (await browser.press({ action: 'next', code: codeOf(uri, clock.now() - 3 * stepMs) })).heading,
        'Success!',
      );
    });

    it('makes a new secret at every pass, and a code of the old one is wrong then', async () => {
      const browser = await (await signedIn()).openOtherAppQr();
      const first = browser.qrText();
      await browser.press({ action: 'back' });
      assert.equal(browser.heading, 'Set up your account');
      await browser.press({ action: 'next' });
      const second = browser.qrText();
      assert.notEqual(first, second);
      await browser.openOtherAppQr();
      assert.notEqual(browser.qrText(), second);
      await browser.press({ action: 'next' });
      await browser.press({ action: 'next', code: codeOf(first, clock.now()) });
      assert.match(browser.text, /Wrong code/);
    });

    const endings: [string, (browser: EntraBrowser) => unknown][] = [
      [
        'after ten minutes',
        () => {
          clock.turn(10 * 60_000);
        },
      ],
      ['when told so by the page', (browser) => browser.press({ action: 'time-out' })],
      ['when told so by the practice', () => entra.expireWizard()],
      [
        'when told so over HTTP',
        () =>
          fetch(`${url}/practice/expire-wizard`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ personId: subject.id }),
          }),
      ],
    ];
    for (const [when, end] of endings) {
      it(`times out ${when}, and the right code is too late`, async () => {
        const browser = await (await signedIn()).openOtherAppQr();
        const uri = browser.qrText();
        await browser.press({ action: 'next' });
        await end(browser);
        await browser.press({ action: 'next', code: codeOf(uri, clock.now()) });
        assert.equal(browser.heading, 'Your session has timed out');
        assert.deepEqual(entra.methodsOf(subject.id), []);
        assert.equal((await browser.press({ action: 'restart' })).heading, 'Add a sign-in method');
      });
    }

    const register = async (browser: EntraBrowser): Promise<string> => {
      await browser.openOtherAppQr();
      const uri = browser.qrText();
      await browser.press({ action: 'next' });
      await browser.press({ action: 'next', code: codeOf(uri, clock.now()) });
      assert.equal(browser.heading, 'Success!');
      await browser.press({ action: 'done' });
      return uri;
    };

    it('asks at the next sign-in for a code, and never takes the same one twice', async () => {
      entra.change({ hasSecurityDefaults: true });
      const uri = await register(await signedIn());
      const browser = await signedIn();
      assert.equal(browser.heading, 'Enter code');
      assert.equal((await browser.press({ code: codeOf(uri, clock.now()) })).heading, 'Enter code');
      clock.turn(stepMs);
      assert.equal((await browser.press({ code: codeOf(uri, clock.now()) })).heading, 'Security info');
      const again = await signedIn();
      assert.equal((await again.press({ code: codeOf(uri, clock.now()) })).heading, 'Enter code');
    });

    it('holds five apps, then one must go', async () => {
      const browser = await signedIn();
      for (let count = 0; count < 5; count += 1) await register(browser);
      const list = browser.path;
      await browser.press({ action: 'add' }, `${list}/add`);
      assert.match(browser.text, /maximum number/);
      const [first] = entra.methodsOf(subject.id);
      assert.ok(first);
      await browser.open(`${list}/delete?method=${first.id}`);
      await browser.press({ action: 'remove', method: first.id }, list);
      assert.equal(entra.methodsOf(subject.id).length, 4);
    });

    it('lets Graph remove a method with the right to write only', async () => {
      await register(await signedIn());
      const path = `${methodsPath}/${entra.methodsOf(subject.id)[0]?.id}`;
      assert.equal((await graph(path, { method: 'DELETE' })).status, 403);
      entra.setPermissions(['UserAuthMethod-SoftwareOATH.ReadWrite.All']);
      assert.equal((await graph(path, { method: 'DELETE' })).status, 204);
      assert.deepEqual(entra.methodsOf(subject.id), []);
    });

    it('keeps two subjects in one browser apart', async () => {
      const other = people.find((person) => person.name === 'Leïla Toumi');
      assert.ok(other);
      const browser = await signedIn();
      const firstPath = browser.path;
      await browser.signIn(other.upn, other.password);
      assert.notEqual(browser.path, firstPath);
      assert.ok(browser.text.includes(other.upn));
      assert.ok((await browser.open(firstPath)).text.includes(subject.upn));
      await browser.open(`/mysignins/security-info?upn=${subject.upn}`);
      assert.equal(browser.path, firstPath);
      const stranger = await new EntraBrowser(url).open(firstPath);
      assert.match(stranger.path, /^\/mysignins\/signin\//);
    });

    it('refuses a form without its token, and a session after signing out', async () => {
      const browser = await signedIn();
      const list = browser.path;
      assert.equal((await browser.press({ csrf: 'forged', action: 'add' }, `${list}/add`)).status, 403);
      await browser.open(list);
      await browser.press({ action: 'sign-out' });
      assert.match((await browser.open(list)).path, /^\/mysignins\/signin\//);
    });

    for (const [language, quoted] of Object.entries(words)) {
      it(`speaks the quoted words of ${language}`, async () => {
        const browser = await signedIn(subject, `&lng=${language}`);
        const list = browser.path;
        const shows = (text: string) =>
          assert.ok(browser.text.includes(text), `${text} on “${browser.heading}”`);
        assert.equal(browser.heading, quoted.securityInfo);
        shows(`+ ${quoted.addMethod}`);
        await browser.press({ action: 'add' }, `${list}/add`);
        await browser.press({ action: 'choose' });
        shows(quoted.differentApp);
        shows(`>${quoted.next}<`);
        for (const action of ['different', 'next']) await browser.press({ action });
        shows(quoted.cannotScan);
        const uri = browser.qrText();
        await browser.press({ action: 'next' });
        await browser.press({ code: codeOf(uri, clock.now()) });
        shows(`>${quoted.done}<`);
      });
    }

    it('lets only pages of this computer frame it, and runs no script', async () => {
      const policy = (await signedIn()).headers.get('content-security-policy') ?? '';
      assert.match(policy, /frame-ancestors http:\/\/localhost:\* http:\/\/127\.0\.0\.1:\*$/);
      assert.match(policy, /default-src 'none'/);
      assert.doesNotMatch(policy, /script-src/);
    });

    it('writes what somebody typed only as text', async () => {
      const browser = await new EntraBrowser(url).open(
        `/mysignins/security-info?upn=${encodeURIComponent('"><script>alert(1)</script>')}`,
      );
      assert.equal(browser.text.includes('<script'), false);
    });
  });

  describe('as a program', () => {
    it('answers only to names of this computer', async () => {
      const { request } = await import('node:http');
      const { port } = new URL(url);
      const status = await new Promise((resolve, reject) => {
        request(
          { host: '127.0.0.1', port, path: '/', headers: { host: `rebound.example:${port}` } },
          (response) => {
            response.resume();
            resolve(response.statusCode);
          },
        )
          .on('error', reject)
          .end();
      });
      assert.equal(status, 421);
    });

    it('takes its switches from programs and pages of this computer only', async () => {
      const press = (headers: Record<string, string>, body = '{"readable":false}') =>
        fetch(`${url}/practice/graph-readable`, { method: 'POST', headers, body });
      assert.equal((await press({ 'content-type': 'text/plain' })).status, 403);
      assert.equal(
        (await press({ 'content-type': 'application/json', origin: 'https://elsewhere.example' })).status,
        403,
      );
      assert.equal((await press({ 'content-type': 'application/json' }, '{')).status, 400);
      assert.equal((await graph(methodsPath)).status, 200);
      assert.equal((await press({ 'content-type': 'application/json' })).status, 200);
      assert.equal((await graph(methodsPath)).status, 403);
    });

    it('refuses a body that is too large', async () => {
      const response = await askToken({ ...goodFields, padding: 'x'.repeat(100_000) });
      assert.equal(response.status, 413);
    });

    describe('with a data folder', () => {
      let folder = '';
      beforeEach(async () => {
        folder = mkdtempSync(join(tmpdir(), 'practice-entra-'));
        await entra.close();
        await begin({ dataFolder: folder });
      });
      afterEach(() => rmSync(folder, { recursive: true, force: true }));

      const registerOne = async () => {
        const browser = await (
          await new EntraBrowser(url).signIn(subject.upn, subject.password)
        ).openOtherAppQr();
        const uri = browser.qrText();
        await browser.press({ action: 'next' });
        await browser.press({ action: 'next', code: codeOf(uri, clock.now()) });
      };

      it('still knows the methods after a restart, in a file nobody else may read', async () => {
        await registerOne();
        const before = entra.methodsOf(subject.id);
        assert.equal(before.length, 1);
        assert.equal(statSync(join(folder, 'practice-entra.json')).mode & 0o077, 0);
        await entra.close();
        await begin({ dataFolder: folder });
        assert.deepEqual(entra.methodsOf(subject.id), before);
      });

      it('starts over when told to', async () => {
        await registerOne();
        entra.reset();
        assert.deepEqual(entra.methodsOf(subject.id), []);
        assert.deepEqual(JSON.parse(readFileSync(join(folder, 'practice-entra.json'), 'utf8')).methods, []);
      });
    });
  });
});
