import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphCredential } from '@token-desk/bot/config';
import { createGraphClient, withId } from '@token-desk/bot/graph/access/client';
import { type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import { createPracticeEntra, type PracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { cast } from '@token-desk/practice/people';
import { application, graphSettings } from '../../support/entra/practice-graph.ts';
import { selfSigned } from '../../support/entra/self-signed.ts';

type Answer = { readonly status: number; readonly body: object };
const login = 'https://login.microsoftonline.com';
const ours = selfSigned();
const another = selfSigned();

describe('the server proves who it is without a secret', () => {
  let entra: PracticeEntra;
  let folder: string;
  let file: string;
  let sent: string[];
  const realFetch = globalThis.fetch;

  before(async () => {
    entra = createPracticeEntra({ clock: Date.now, ...application, certificate: ours.certificate });
    await entra.start();
  });
  after(() => entra.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'token-desk-credential-'));
    file = join(folder, 'graph.pem');
    writeFileSync(file, ours.privateKey + ours.certificate);
    sent = [];
    // Microsoft's sign-in is the practice's.
    globalThis.fetch = (input, init) => {
      const address = String(input);
      if (address.startsWith(login)) sent.push(`${address} ${String(init?.body)}`);
      return realFetch(address.replace(login, entra.url), init);
    };
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
    rmSync(folder, { recursive: true });
  });

  const tokenOfApplication = async (): Promise<string> => {
    const { tokenUrl, scope } = graphSettings(entra);
    const { clientId, clientSecret } = application;
    const reply = await realFetch(tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope,
      }),
    });
    return ((await reply.json()) as { access_token: string }).access_token;
  };

  const clientBy = (credential: GraphCredential) =>
    createGraphClient({ ...graphSettings(entra), authority: `${login}/${entra.tenantId}`, credential }, Date);
  const askBy = async (credential: GraphCredential): Promise<string> =>
    (await clientBy(credential).get(`/v1.0/users/${cast.subject.id}`, withId)).id;
  const refusedWith = async (code: ProblemCode, work: () => Promise<unknown>): Promise<ProblemError> => {
    const error = await work().then(
      () => null,
      (refusal: unknown) => refusal,
    );
    assert.ok(error instanceof ProblemError, 'was not refused');
    assert.equal(error.problem.code, code);
    return error;
  };

  describe('by a certificate', () => {
    const certificate = () => ({ kind: 'certificate', file }) as const;

    it('whose key signs for Microsoft’s sign-in and never leaves', async () => {
      assert.equal(await askBy(certificate()), cast.subject.id);
      assert.equal(sent.filter((each) => each.includes('client_assertion=')).length, 1);
      const body = ours.privateKey.split('\n')[1] ?? '';
      assert.ok(
        sent.every((each) => !each.includes('client_secret') && !decodeURIComponent(each).includes(body)),
      );
    });

    it('and asks once while its access token is good', async () => {
      const graph = clientBy(certificate());
      await graph.get(`/v1.0/users/${cast.subject.id}`, withId);
      await graph.get(`/v1.0/users/${cast.subject.id}`, withId);
      assert.equal(sent.filter((each) => each.includes('client_assertion=')).length, 1);
    });

    it('which may be renewed while the server runs', async () => {
      const graph = clientBy(certificate());
      writeFileSync(file, another.privateKey + another.certificate);
      await refusedWith('directory-refused', () => graph.get(`/v1.0/users/${cast.subject.id}`, withId));
      writeFileSync(file, ours.privateKey + ours.certificate);
      await graph.get(`/v1.0/users/${cast.subject.id}`, withId);
    });

    it('and is waited for while its file is being written', async () => {
      const graph = clientBy(certificate());
      writeFileSync(file, ours.privateKey);
      const error = await refusedWith('directory-refused', () =>
        graph.get(`/v1.0/users/${cast.subject.id}`, withId),
      );
      assert.ok(!String(error.stack).includes('PRIVATE KEY'));
      writeFileSync(file, ours.privateKey + ours.certificate);
      await graph.get(`/v1.0/users/${cast.subject.id}`, withId);
    });

    it('and is refused with one that the registration does not know', async () => {
      writeFileSync(file, another.privateKey + another.certificate);
      const error = await refusedWith('directory-refused', () => askBy(certificate()));
      assert.ok(!JSON.stringify(error.cause).includes('eyJ'), 'what was signed is in no error');
    });

    for (const [what, content] of [
      ['is not there', null],
      ['has no key', ours.certificate],
      ['has no certificate', ours.privateKey],
      ['has the key of another one', another.privateKey + ours.certificate],
      ['is something else', 'SENTINEL'],
    ] as const)
      it(`and does not begin where the file ${what}`, () => {
        if (content === null) rmSync(file);
        else writeFileSync(file, content);
        assert.throws(
          () => clientBy(certificate()),
          (error) =>
            error instanceof ProblemError &&
            error.problem.code === 'config-invalid' &&
            error.problem.detail?.settings === 'GRAPH_CERTIFICATE_FILE' &&
            !String(error.stack).includes('SENTINEL'),
        );
      });
  });

  describe('by the identity of its machine', () => {
    let machine: Server;
    let asked: IncomingMessage[];
    let answer: Answer;
    let granted: Answer;

    // One machine for all: MSAL asks once where its identity is.
    before(async () => {
      const token = await tokenOfApplication();
      granted = {
        status: 200,
        body: { access_token: token, expires_on: Math.floor(Date.now() / 1000) + 3600, token_type: 'Bearer' },
      };
      machine = createServer((request, response) => {
        asked.push(request);
        const { status, body } = answer;
        // restify, where it is loaded beside this, makes a `writeHead` that hands nothing back.
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      });
      await new Promise<void>((resolve) => machine.listen(0, '127.0.0.1', resolve));
      // App Service: where its identity is asked for, and the word that shows who asks.
      process.env.IDENTITY_ENDPOINT = `http://127.0.0.1:${(machine.address() as AddressInfo).port}/msi/token`;
      process.env.IDENTITY_HEADER = 'word';
    });
    beforeEach(() => {
      [asked, answer] = [[], granted];
    });
    after(() => {
      delete process.env.IDENTITY_ENDPOINT;
      delete process.env.IDENTITY_HEADER;
      machine.close();
    });

    for (const clientId of [null, application.clientId])
      it(`${clientId === null ? 'its own' : 'one given to it'}, for Graph`, async () => {
        assert.equal(await askBy({ kind: 'managed-identity', clientId }), cast.subject.id);
        const { searchParams } = new URL(asked[0]?.url ?? '', 'http://machine');
        assert.equal(searchParams.get('resource'), 'https://graph.microsoft.com');
        assert.equal(searchParams.get('client_id'), clientId);
        assert.equal(asked[0]?.headers['x-identity-header'], 'word');
        assert.deepEqual(sent, [], 'nothing else is asked');
      });

    it('is refused where the machine has none', async () => {
      answer = {
        status: 400,
        body: { statusCode: 400, message: 'No User Assigned or Delegated Managed Identity found' },
      };
      await refusedWith('directory-refused', () => askBy({ kind: 'managed-identity', clientId: null }));
    });
  });
});
