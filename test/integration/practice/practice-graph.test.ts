import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createPracticeEntra,
  defaultDelegated,
  type PracticeEntra,
} from '@token-desk/practice/entra/practice-entra';
import { groups } from '@token-desk/practice/entra/tenant/person-state';
import type { TenantSettings } from '@token-desk/practice/entra/tenant/settings';
import { cast, people } from '@token-desk/practice/people';
import { Secret, TOTP } from 'otpauth';
import { EntraBrowser } from '../../support/entra/entra-browser.ts';
import { HandClock } from '../../support/run/hand-clock.ts';

const clientId = '7f3c0d3e-0000-4000-8000-00000000c11e';
const clientSecret = 'practice-client-secret';
const start = Date.UTC(2026, 10, 20, 9, 0, 0);
const daySeconds = 24 * 60 * 60;
const { subject, technician, secondTechnician, administrator, manager } = cast;
const secretKey = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const devices = '/beta/directory/authenticationMethodDevices/hardwareOathDevices';

type Reply = { status: number; headers: Headers; body: Record<string, unknown> };

describe('the practice Graph', () => {
  let clock: HandClock;
  let entra: PracticeEntra;
  let url = '';

  beforeEach(async () => {
    clock = new HandClock(start);
    entra = createPracticeEntra({ clock: clock.now, clientId, clientSecret });
    ({ url } = await entra.start());
  });
  afterEach(() => entra.close());

  const call = async (
    path: string,
    {
      as = technician.id,
      scopes = defaultDelegated,
      method = 'GET',
      body,
    }: { as?: string; scopes?: readonly string[]; method?: string; body?: unknown } = {},
  ): Promise<Reply> => {
    const headers = {
      authorization: `Bearer ${await entra.issueGraphToken(as, scopes)}`,
      'content-type': 'application/json',
    };
    const response = await fetch(`${url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
  };
  const asApp = async (path: string, permissions: readonly string[], init: RequestInit = {}) => {
    entra.setPermissions(permissions);
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    });
    const token = await fetch(`${entra.issuer.replace('/v2.0', '')}/oauth2/v2.0/token`, {
      method: 'POST',
      body: form,
    });
    const { access_token } = (await token.json()) as { access_token: string };
    const response = await fetch(`${url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const codeOf = (reply: { body: Record<string, unknown> }) =>
    (reply.body.error as { code: string } | undefined)?.code;
  const values = (reply: { body: Record<string, unknown> }) => reply.body.value as Record<string, unknown>[];

  const create = (more: Record<string, unknown> = {}, as = technician.id) =>
    call(devices, {
      as,
      method: 'POST',
      body: {
        serialNumber: '8659600000001',
        manufacturer: 'Token2',
        model: 'miniOTP-2-i',
        secretKey,
        timeIntervalInSeconds: 30,
        ...more,
      },
    });
  const shows = (aheadSeconds = 0, { period = 30, algorithm = 'SHA1' } = {}) =>
    new TOTP({ secret: Secret.fromBase32(secretKey), period, algorithm }).generate({
      timestamp: clock.now() + aheadSeconds * 1000,
    });
  const methodsPath = (id: string = subject.id) => `/beta/users/${id}/authentication/hardwareOathMethods`;
  const bind = (code: string, as: string = technician.id, id: string = subject.id) =>
    call(`${methodsPath(id)}/assignAndActivateBySerialNumber`, {
      as,
      method: 'POST',
      body: {
        serialNumber: '8659600000001',
        verificationCode: code,
        displayName: 'miniOTP-2-i 8659600000001',
      },
    });
  const statusOf = async () => values(await call(devices))[0]?.status;

  describe('inventory of hardware tokens', () => {
    it('takes a token, and never shows its secret again', async () => {
      const made = await create();
      assert.equal(made.status, 201);
      assert.equal(made.body.status, 'available');
      assert.equal(made.body.secretKey, null);
      assert.equal(made.body.hashFunction, 'hmacsha1');
      const all = await call(`${devices}?$filter=serialNumber eq '8659600000001'`);
      assert.deepEqual(
        values(all).map(({ id, secretKey: shown }) => [id, shown]),
        [[made.body.id, null]],
      );
      assert.equal(values(await call(`${devices}?$filter=serialNumber eq 'other'`)).length, 0);
    });

    it('answers in the other documented shape when told so', async () => {
      entra.change({ deviceShape: 'nested' });
      const { body } = await create();
      const device = body.device as { id: string; serialNumber: string };
      assert.deepEqual([device.id, device.serialNumber], [body.id, '8659600000001']);
      const [listed] = values(await call(`${devices}?$filter=serialNumber eq '8659600000001'`));
      assert.deepEqual(listed, { id: body.id, device: listed?.device });
      const one = await call(`${devices}/${body.id}`);
      assert.equal((one.body.value as { serialNumber: string }).serialNumber, '8659600000001');
    });

    it('is shown to who may read policies', async () => {
      for (const [as, status] of [
        [administrator.id, 200],
        [secondTechnician.id, 403],
      ] as const) {
        assert.equal((await call(devices, { as })).status, status);
        assert.equal((await call(`${devices}/none`, { as })).status, status === 200 ? 404 : 403);
      }
    });

    for (const [what, more] of [
      ['a key that is no base32', { secretKey: '0189' }],
      ['a key above 128 characters', { secretKey: 'A'.repeat(136) }],
      ['another step', { timeIntervalInSeconds: 45 }],
      ['another hash', { hashFunction: 'hmacsha512' }],
      ['no serial', { serialNumber: undefined }],
      ['a property it does not know', { pin: '1234' }],
    ] as const) {
      it(`refuses ${what}, without repeating the key`, async () => {
        const refused = await create(more);
        assert.equal(refused.status, 400);
        const key = String((more as { secretKey?: string }).secretKey ?? secretKey);
        assert.ok(!JSON.stringify(refused.body).includes(key));
        assert.equal(values(await call(devices)).length, 0);
      });
    }

    it('refuses a serial that is there already', async () => {
      await create();
      const again = await create();
      assert.deepEqual([again.status, codeOf(again)], [409, 'conflict']);
    });

    it('wants the role and the scope, each by itself', async () => {
      const withoutRole = await create({}, secondTechnician.id);
      assert.deepEqual([withoutRole.status, codeOf(withoutRole)], [403, 'Authorization_RequestDenied']);
      const scopes = defaultDelegated.filter((name) => name !== 'Policy.ReadWrite.AuthenticationMethod');
      const withoutScope = await call(devices, { scopes, method: 'POST', body: {} });
      assert.equal(withoutScope.status, 403);
    });

    it('knows no v1.0 of it', async () => {
      const { status } = await call(devices.replace('/beta/', '/v1.0/'));
      assert.equal(status, 400);
    });

    it('removes a token only when nobody has it, and changes no secret', async () => {
      const { body } = await create({ assignTo: { id: subject.id } });
      assert.equal(await statusOf(), 'assigned');
      const path = `${devices}/${body.id}`;
      assert.equal((await call(path, { method: 'DELETE' })).status, 400);
      assert.equal((await call(path, { method: 'PATCH', body: { displayName: 'x' } })).status, 400);
      const [method] = values(await call(methodsPath()));
      assert.equal((await call(`${methodsPath()}/${method?.id}`, { method: 'DELETE' })).status, 204);
      assert.equal((await call(path, { method: 'PATCH', body: { secretKey } })).status, 400);
      assert.equal((await call(path, { method: 'PATCH', body: { displayName: 'Box 3' } })).status, 204);
      assert.equal((await call(path)).body.displayName, 'Box 3');
      assert.equal((await call(path, { method: 'DELETE' })).status, 204);
      assert.equal((await call(path)).status, 404);
    });

    it('keeps nothing of a create whose assignment is refused', async () => {
      const guest = people.find(({ isGuest }) => isGuest);
      assert.equal((await create({ assignTo: { id: guest?.id } })).status, 400);
      assert.equal(values(await call(devices)).length, 0);
    });

    it('shows a write only after a while, where it is set so', async () => {
      entra.change({ seenAfterMs: 4000 });
      const { body } = await create();
      assert.equal((await call(`${devices}/${body.id}`)).status, 404);
      clock.turn(4000);
      assert.equal((await call(`${devices}/${body.id}`)).body.status, 'available');
      assert.equal((await bind(shows())).status, 204);
      assert.equal((await call(`${devices}/${body.id}`)).body.status, 'assigned');
      clock.turn(4000);
      assert.equal((await call(`${devices}/${body.id}`)).body.status, 'activated');
    });
  });

  describe('a token for a person', () => {
    it('is assigned and activated by its serial with the code it shows', async () => {
      await create();
      assert.equal((await bind(shows())).status, 204);
      const [method] = values(await call(methodsPath()));
      const device = method?.device as Record<string, unknown>;
      assert.equal(device.status, 'activated');
      assert.equal(device.secretKey, null);
      assert.equal(device.displayName, 'miniOTP-2-i 8659600000001');
      assert.deepEqual(device.assignedTo, { id: subject.id, displayName: subject.name });
    });

    it('is left assigned and not activated by a wrong code', async () => {
      await create();
      const wrong = shows() === '000000' ? '000001' : '000000';
      const refused = await bind(wrong);
      assert.deepEqual([refused.status, codeOf(refused)], [400, 'invalidVerificationCode']);
      assert.equal(await statusOf(), 'failedActivation');
      const [method] = values(await call(methodsPath()));
      const body = { verificationCode: shows() };
      const path = `${methodsPath()}/${method?.id}/activate`;
      assert.equal((await call(path, { method: 'POST', body })).status, 204);
      assert.equal(await statusOf(), 'activated');
    });

    it('may be a day off when it is activated, not more; and is then known to be', async () => {
      await create();
      assert.equal((await bind(shows(daySeconds + 60))).status, 400);
      const [method] = values(await call(methodsPath()));
      const path = `${methodsPath()}/${method?.id}/activate`;
      const body = { verificationCode: shows(daySeconds - 60) };
      assert.equal((await call(path, { method: 'POST', body })).status, 204);
      clock.turn(90_000);
      entra.changePerson(subject.id, { perUserMfa: 'enforced' });
      const browser = await new EntraBrowser(url).signIn(subject.upn, subject.password);
      await browser.press({ code: shows() });
      assert.match(browser.text, /expected verification code/);
      await browser.press({ code: shows(daySeconds - 60) });
      assert.equal(browser.heading, 'Security info');
    });

    it('counts with 60 s and SHA-256 when it was created so', async () => {
      await create({ timeIntervalInSeconds: 60, hashFunction: 'HMACSHA256' });
      assert.equal((await bind(shows(0, { period: 60, algorithm: 'SHA256' }))).status, 204);
    });

    it('goes to one person, and back to the inventory when it is removed', async () => {
      await create();
      await bind(shows());
      clock.turn(60_000);
      assert.equal((await bind(shows(), technician.id, people[5]?.id)).status, 400);
      const [method] = values(await call(methodsPath()));
      const path = `${methodsPath()}/${method?.id}`;
      assert.equal((await call(`${path}/deactivate`, { method: 'POST' })).status, 204);
      assert.equal(await statusOf(), 'assigned');
      assert.equal((await call(path, { method: 'DELETE' })).status, 204);
      assert.equal(await statusOf(), 'available');
    });

    it('is shown to itself, and to who holds a role for it', async () => {
      await create();
      await bind(shows());
      const seenBy = async (as: string) => (await call(methodsPath(), { as })).status;
      assert.deepEqual(
        [await seenBy(subject.id), await seenBy(secondTechnician.id), await seenBy(administrator.id)],
        [200, 200, 200],
      );
      assert.equal(await seenBy(manager.id), 403);
    });

    it('stays while it is what the person is asked for first and they have something else', async () => {
      await create();
      await bind(shows());
      const [method] = values(await call(methodsPath()));
      const remove = () => call(`${methodsPath()}/${method?.id}`, { method: 'DELETE' });
      entra.changePerson(subject.id, { preferred: 'oath', pushApps: 1 });
      assert.equal((await remove()).status, 400);
      entra.changePerson(subject.id, { preferred: 'push' });
      assert.equal((await remove()).status, 204);
    });

    it('is refused by policy, and where the policy leaves the person out', async () => {
      await create();
      const forAll = entra.settings.policies;
      const off = { ...forAll.hardwareOath, isEnabled: false };
      entra.change({ policies: { ...forAll, hardwareOath: off } });
      assert.equal((await bind(shows())).status, 400);
      const [group = ''] = entra.stateOf(subject.id).groups;
      entra.change({
        policies: {
          ...forAll,
          hardwareOath: { isEnabled: true, included: ['all_users'], excluded: [group] },
        },
      });
      assert.equal((await bind(shows())).status, 400);
      entra.change({ policies: forAll });
      assert.equal((await bind(shows())).status, 204);
    });

    it('is the sixth of nobody: apps and tokens count together', async () => {
      for (let number = 1; number <= 5; number += 1)
        assert.equal(
          (await create({ serialNumber: `S${number}`, assignTo: { id: subject.id } })).status,
          201,
        );
      assert.equal((await create({ serialNumber: 'S6', assignTo: { id: subject.id } })).status, 400);
      const browser = await new EntraBrowser(url).signIn(subject.upn, subject.password);
      await browser.press({ action: 'add' }, `${browser.path}/add`);
      assert.match(browser.text, /maximum number/);
    });

    it('is for an administrator only from who may act on administrators', async () => {
      await create();
      const denied = await bind(shows(), technician.id, administrator.id);
      assert.deepEqual([denied.status, codeOf(denied)], [403, 'accessDenied']);
      assert.equal((await bind(shows(), administrator.id, administrator.id)).status, 204);
    });

    it('is for members of a role-assignable group as for administrators', async () => {
      await create();
      const director = people.find(({ upn }) => upn.startsWith('helene.duval'));
      assert.equal((await bind(shows(), technician.id, director?.id)).status, 403);
      assert.equal((await bind(shows(), administrator.id, director?.id)).status, 204);
    });

    it('is for who holds the role as a member of a group', async () => {
      await create();
      const [, , admins] = groups;
      const held = {
        personId: admins.id,
        role: 'Privileged Authentication Administrator',
        scope: '/',
      } as const;
      entra.change({ assignments: [held] });
      assert.equal((await bind(shows())).status, 403);
      entra.changePerson(technician.id, { groups: [admins.id] });
      assert.equal((await bind(shows())).status, 204);
    });

    it('is for people of the administrative unit only, where the role holds there', async () => {
      await create();
      const lyon = entra.settings.assignments.find(({ personId }) => personId === technician.id)?.scope ?? '';
      const held = entra.settings.assignments.filter(
        ({ personId, role, scope }) =>
          personId !== technician.id || role !== 'Authentication Administrator' || scope.endsWith(lyon),
      );
      entra.change({ assignments: held });
      const elsewhere = people.find(({ office, roles }) => office === 'Stuttgart' && roles.length === 0);
      assert.equal((await bind(shows(), technician.id, elsewhere?.id)).status, 403);
      assert.equal((await bind(shows())).status, 204);
    });

    it('is activated by its holder, who types its code on the security info page', async () => {
      const { body } = await create({ assignTo: { id: subject.id } });
      const browser = await new EntraBrowser(url).signIn(subject.upn, subject.password);
      assert.match(browser.text, /8659600000001 · Not activated/);
      await browser.press({ action: 'activate', token: String(body.id), code: '12345' });
      assert.match(browser.text, /The code is not valid/);
      await browser.press({ action: 'activate', token: String(body.id), code: shows() });
      assert.match(browser.text, /Your hardware token was activated/);
      assert.equal(await statusOf(), 'activated');
    });
  });

  describe('sign-in', () => {
    const policy = { name: 'MFA', asksForMfa: true, guardsRegistration: false, strength: null };
    const ask = (more: Partial<TenantSettings['conditionalAccess'][number]>) =>
      entra.change({ conditionalAccess: [{ ...policy, ...more }] });
    const signInHeading = async (person = subject) =>
      (await new EntraBrowser(url).signIn(person.upn, person.password)).heading;

    for (const [what, turn, isAsked] of [
      ['nothing asks', () => {}, false],
      ['per-user MFA is enabled', () => entra.changePerson(subject.id, { perUserMfa: 'enabled' }), true],
      ['per-user MFA is enforced', () => entra.changePerson(subject.id, { perUserMfa: 'enforced' }), true],
      ['it is somebody else’s', () => entra.changePerson(technician.id, { perUserMfa: 'enforced' }), false],
      ['security defaults are on', () => entra.change({ hasSecurityDefaults: true }), true],
      ['a policy asks for MFA', () => ask({}), true],
      ['a policy asks for a strength', () => ask({ asksForMfa: false, strength: ['fido2'] }), true],
      ['a policy asks for nothing', () => ask({ asksForMfa: false }), false],
      ['a policy guards registration', () => ask({ guardsRegistration: true }), false],
      ['a policy leaves them out', () => ask({ excludedGroups: entra.stateOf(subject.id).groups }), false],
    ] as const)
      it(`asks ${isAsked ? 'for a code' : 'for no code'} of who has a token where ${what}`, async () => {
        turn();
        assert.equal(await signInHeading(), 'Security info', 'who has nothing is asked for nothing');
        await create();
        await bind(shows());
        assert.equal(await signInHeading(), isAsked ? 'Enter code' : 'Security info');
      });

    it('asks who has a token for its code, takes each once, and two minutes off', async () => {
      entra.change({ hasSecurityDefaults: true });
      await create();
      await bind(shows());
      clock.turn(30_000);
      const signIn = async (code: string) => {
        const browser = await new EntraBrowser(url).signIn(subject.upn, subject.password);
        assert.equal(browser.heading, 'Enter code');
        return (await browser.press({ code })).heading;
      };
      const code = shows();
      assert.equal(await signIn(code), 'Security info');
      assert.equal(await signIn(code), 'Enter code');
      assert.equal(await signIn(shows(60)), 'Security info');
      assert.equal(await signIn(shows(60 + 90)), 'Enter code');
    });

    it('lets a joiner choose a password of their own first', async () => {
      const joiner = people.find(({ upn }) => upn.startsWith('zoe.groessler'));
      assert.ok(joiner);
      const browser = await new EntraBrowser(url).signIn(joiner.upn, joiner.password, '&lng=en');
      assert.equal(browser.heading, 'Update your password');
      await browser.press({ newPassword: joiner.password, repeated: joiner.password });
      assert.match(browser.text, /haven’t used before/);
      await browser.press({ newPassword: 'a good long one', repeated: 'another long one' });
      assert.equal(browser.heading, 'Update your password');
      await browser.press({ newPassword: 'a good long one', repeated: 'a good long one' });
      assert.equal(browser.heading, 'Security info');
      const old = await new EntraBrowser(url).signIn(joiner.upn, joiner.password, '&lng=en');
      assert.match(old.text, /password is incorrect/);
    });
  });

  describe('per-user MFA', () => {
    const path = `/beta/users/${subject.id}/authentication/requirements`;
    const set = (perUserMfaState: string, as: string = administrator.id) =>
      call(path, { as, method: 'PATCH', body: { perUserMfaState } });

    it('stays enabled for who has no method, and is enforced at once for who has one', async () => {
      assert.equal((await set('enabled')).status, 204);
      assert.equal((await call(path)).body.perUserMfaState, 'enabled');
      await create();
      await bind(shows());
      await set('enabled');
      assert.equal((await call(path)).body.perUserMfaState, 'enforced');
    });

    it('is another role’s work', async () => {
      assert.equal((await set('enabled', secondTechnician.id)).status, 403);
      assert.equal((await set('always')).status, 400);
    });
  });

  describe('phones and defaults', () => {
    const phoneHolder = people.find(({ upn }) => upn.startsWith('jonas.becker'));
    const own = `/authentication`;
    const at = (rest: string) => `/v1.0/users/${phoneHolder?.id}${own}/${rest}`;
    const preferences = `/beta/users/${phoneHolder?.id}${own}/signInPreferences`;

    it('keeps a default number until another default is set', async () => {
      const [phone] = values(await call(at('phoneMethods')));
      assert.equal(phone?.phoneType, 'mobile');
      await create();
      await bind(shows(), technician.id, phoneHolder?.id);
      const path = at(`phoneMethods/${phone?.id}`);
      assert.equal((await call(path, { method: 'DELETE' })).status, 400);
      const body = { userPreferredMethodForSecondaryAuthentication: 'oath' };
      assert.equal((await call(preferences, { method: 'PATCH', body })).status, 204);
      assert.equal((await call(path, { method: 'DELETE' })).status, 204);
      assert.deepEqual(values(await call(at('phoneMethods'))), []);
    });

    it('sets no default that the person does not have', async () => {
      const body = { userPreferredMethodForSecondaryAuthentication: 'oath' };
      assert.equal((await call(preferences, { method: 'PATCH', body })).status, 400);
    });
  });

  describe('temporary access pass', () => {
    const path = `/v1.0/users/${subject.id}/authentication/temporaryAccessPassMethods`;
    it('is shown once, and is for others only', async () => {
      const made = await call(path, { method: 'POST', body: { lifetimeInMinutes: 60, isUsableOnce: true } });
      assert.equal(made.status, 201);
      assert.match(String(made.body.temporaryAccessPass), /^\d{8}$/);
      const [kept] = values(await call(path));
      assert.equal(kept?.temporaryAccessPass, null);
      assert.equal((await call(`${path}/${kept?.id}`, { method: 'DELETE' })).status, 204);
      const own = path.replace(subject.id, technician.id);
      assert.equal((await call(own, { method: 'POST', body: {} })).status, 403);
      const short = await call(path, { method: 'POST', body: { lifetimeInMinutes: 5 } });
      assert.equal(short.status, 400);
    });
  });

  describe('the tenant', () => {
    const report = '/v1.0/reports/authenticationMethods/userRegistrationDetails';

    it('gives the report with the licence only', async () => {
      const without = await asApp(report, ['AuditLog.Read.All']);
      assert.equal(codeOf(without), 'Authentication_RequestFromNonPremiumTenantOrB2CTenant');
      entra.change({ hasPremiumLicence: true });
      const rows = values(await asApp(`${report}?$top=999`, ['AuditLog.Read.All']));
      const phoneHolder = rows.find(({ userPrincipalName }) => String(userPrincipalName).startsWith('jonas'));
      assert.deepEqual(phoneHolder?.methodsRegistered, ['mobilePhone']);
      assert.equal(phoneHolder?.defaultMfaMethod, 'mobilePhone');
      const isThere = (name: string) => rows.some(({ userDisplayName }) => userDisplayName === name);
      assert.deepEqual([isThere('Ana Moreau'), isThere('Bernd Strauß')], [true, false]);
    });

    it('tells its policies; hardware tokens in beta alone', async () => {
      const policy = '/policies/authenticationMethodsPolicy';
      const names = async (version: string) => {
        const { body } = await asApp(`/${version}${policy}`, ['Policy.Read.AuthenticationMethod']);
        return (body.authenticationMethodConfigurations as { id: string }[]).map(({ id }) => id);
      };
      assert.ok(!(await names('v1.0')).includes('HardwareOath'));
      assert.ok((await names('beta')).includes('HardwareOath'));
    });

    it('tells a person’s licence by what the tenant has', async () => {
      const plans = async () => {
        const path = `/v1.0/users/${subject.id}?$select=id,assignedPlans`;
        const { body } = await asApp(path, ['User.Read.All']);
        return (body.assignedPlans as { service: string }[]).map((plan) => plan.service);
      };
      assert.ok(!(await plans()).includes('AAD_PREMIUM'));
      entra.change({ hasPremiumLicence: true });
      assert.ok((await plans()).includes('AAD_PREMIUM'));
    });

    it('tells where a person belongs: groups, administrative unit, roles', async () => {
      const path = `/v1.0/users/${technician.id}/transitiveMemberOf`;
      const kinds = values(await asApp(path, ['User.Read.All'])).map((row) => row['@odata.type']);
      assert.deepEqual(kinds, [
        '#microsoft.graph.group',
        '#microsoft.graph.administrativeUnit',
        '#microsoft.graph.directoryRole',
        '#microsoft.graph.directoryRole',
      ]);
    });

    it('tells who is assigned to the application, to who may read applications', async () => {
      const app = await asApp(`/v1.0/servicePrincipals(appId='${clientId}')`, ['Application.Read.All']);
      const path = `/v1.0/servicePrincipals/${app.body.id}/appRoleAssignedTo`;
      const assigned = values(await asApp(path, ['Application.Read.All']));
      assert.ok(assigned.some(({ principalId }) => principalId === technician.id));
      assert.equal((await asApp(path, ['User.Read.All'])).status, 403);
    });

    it('tells roles by person, and members of role-assignable groups', async () => {
      const roles = `/v1.0/roleManagement/directory/roleAssignments?$filter=principalId eq '${secondTechnician.id}'`;
      const held = values(await asApp(roles, ['RoleManagement.Read.Directory']));
      assert.ok(
        held.every(({ directoryScopeId }) => String(directoryScopeId).startsWith('/administrativeUnits/')),
      );
      const groups = '/v1.0/groups?$filter=isAssignableToRole eq true';
      const [group] = values(await asApp(groups, ['GroupMember.Read.All']));
      const members = await asApp(`/v1.0/groups/${group?.id}/transitiveMembers`, ['GroupMember.Read.All']);
      assert.deepEqual(
        values(members).map(({ displayName }) => displayName),
        ['Hélène Duval'],
      );
    });
  });

  describe('a batch', () => {
    const batch = (requests: unknown[]) => ({ method: 'POST', body: JSON.stringify({ requests }) });
    const read = (id: string, personId: string) => ({ id, method: 'GET', url: `/users/${personId}` });

    it('answers each as if it had come alone', async () => {
      const requests = [
        read('a', subject.id),
        read('b', 'nobody'),
        { id: 'c', method: 'GET', url: '/subscribedSkus' },
      ];
      const { body } = await asApp('/v1.0/$batch', ['User.Read.All'], batch(requests));
      const answers = body.responses as { id: string; status: number; body: Record<string, unknown> }[];
      assert.deepEqual(
        answers.map(({ id, status }) => [id, status]),
        [
          ['a', 200],
          ['b', 404],
          ['c', 403],
        ],
      );
      assert.equal(answers[0]?.body.displayName, 'Ana Moreau');
    });

    it('holds twenty at most, each with an id of its own', async () => {
      const many = Array.from({ length: 21 }, (_, number) => read(String(number), subject.id));
      assert.equal((await asApp('/v1.0/$batch', ['User.Read.All'], batch(many))).status, 400);
      assert.equal((await asApp('/v1.0/$batch', ['User.Read.All'], batch(many.slice(1)))).status, 200);
      const twice = [read('1', subject.id), read('1', manager.id)];
      assert.equal((await asApp('/v1.0/$batch', ['User.Read.All'], batch(twice))).status, 400);
    });

    it('throttles single requests in it', async () => {
      entra.throttleGraph(1, 7);
      const requests = [read('a', subject.id), read('b', subject.id)];
      const { body } = await asApp('/v1.0/$batch', ['User.Read.All'], batch(requests));
      const answers = body.responses as { status: number; headers: Record<string, string> }[];
      assert.deepEqual(
        answers.map(({ status, headers }) => [status, headers['retry-after']]),
        [
          [429, '7'],
          [200, undefined],
        ],
      );
    });
  });

  it('gives every answer a number that Microsoft could be asked about', async () => {
    for (const { headers } of [await call(devices), await call(`${devices}/none`)])
      assert.match(headers.get('request-id') ?? '', /^[0-9a-f-]{36}$/);
  });

  it('is down when told so, over HTTP too', async () => {
    const response = await fetch(`${url}/practice/settings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ settings: { isDown: true } }),
    });
    assert.equal(response.status, 200);
    assert.equal((await call(devices)).status, 503);
    assert.equal(entra.settings.deviceShape, 'flat');
  });

  describe('with a data folder', () => {
    let folder = '';
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'practice-graph-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));
    const restart = async () => {
      await entra.close();
      entra = createPracticeEntra({ clock: clock.now, clientId, clientSecret, dataFolder: folder });
      ({ url } = await entra.start());
    };

    it('still knows tokens, people and settings after a restart', async () => {
      await restart();
      entra.change({ hasPremiumLicence: true });
      entra.changePerson(subject.id, { perUserMfa: 'enabled' });
      await create();
      await bind(shows());
      await restart();
      assert.deepEqual(entra.hardwareTokens(), [
        { serialNumber: '8659600000001', status: 'activated', holderId: subject.id },
      ]);
      assert.equal(entra.settings.hasPremiumLicence, true);
      assert.equal(entra.stateOf(subject.id).perUserMfa, 'enabled');
    });

    it('reads the file of the version before', async () => {
      const file = join(folder, 'practice-entra.json');
      const method = { id: 'm', personId: subject.id, secretHex: '00ff', createdAt: start, lastStep: 1 };
      writeFileSync(file, JSON.stringify({ version: 1, isGraphReadable: false, methods: [method] }));
      await restart();
      assert.deepEqual(
        entra.methodsOf(subject.id).map(({ id }) => id),
        ['m'],
      );
      assert.equal(entra.settings.isGraphReadable, false);
      entra.change({ isGraphReadable: true });
      assert.equal(JSON.parse(readFileSync(file, 'utf8')).version, 2);
    });
  });
});
