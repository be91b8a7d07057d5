import assert from 'node:assert/strict';
import { ProblemError } from '@token-desk/contract/problem';
import { type GraphCredential, removeMethod } from '@token-desk/tab/sign-in/graph-access';

const scope = 'UserAuthMethod-SoftwareOATH.ReadWrite.All';

class UiRequired extends Error {
  readonly code = 'UiRequiredError';
}

/** Like teamsfx's: nothing silently until the person agreed, where that is needed. */
class FakeCredential implements GraphCredential {
  readonly asked: string[] = [];
  readonly #needsConsent: boolean;
  readonly #agrees: boolean;
  #hasAgreed = false;
  constructor(needsConsent = false, agrees = true) {
    this.#needsConsent = needsConsent;
    this.#agrees = agrees;
  }
  async getToken(wanted: string) {
    this.asked.push(`getToken ${wanted}`);
    if (this.#needsConsent && !this.#hasAgreed) throw new UiRequired('please login first');
    return { token: 'access-token' };
  }
  async login(wanted: string) {
    this.asked.push(`login ${wanted}`);
    if (!this.#agrees) throw Object.assign(new Error('closed'), { code: 'ConsentFailed' });
    this.#hasAgreed = true;
  }
}

class FakeGraph {
  readonly calls: { url: string; method: string; authorization: string | null }[] = [];
  readonly #status: number | null;
  readonly #body: string | null;
  constructor(status: number | null, message?: string) {
    this.#status = status;
    this.#body = message === undefined ? null : JSON.stringify({ error: { code: 'badRequest', message } });
  }
  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const authorization = request.headers.get('authorization');
    this.calls.push({ url: request.url, method: request.method, authorization });
    if (this.#status === null) throw new TypeError('fetch failed');
    return new Response(this.#body, { status: this.#status });
  };
}

const remove = (graph: FakeGraph, credential: GraphCredential = new FakeCredential()) =>
  removeMethod('ana', 'm/1', { credential: async () => credential, fetch: graph.fetch });
const isProblem = (code: string) => (error: unknown) =>
  error instanceof ProblemError && error.problem.code === code;

describe('the tab: removing a method at Microsoft', () => {
  it('deletes that one method, with the access token for that one permission', async () => {
    const graph = new FakeGraph(204);
    const credential = new FakeCredential();
    await remove(graph, credential);
    assert.deepEqual(credential.asked, [`getToken ${scope}`]);
    assert.deepEqual(graph.calls, [
      {
        url: 'https://graph.microsoft.com/v1.0/users/ana/authentication/softwareOathMethods/m%2F1',
        method: 'DELETE',
        authorization: 'Bearer access-token',
      },
    ]);
  });

  it('asks for consent once where Microsoft wants it, then goes on', async () => {
    const graph = new FakeGraph(204);
    const credential = new FakeCredential(true);
    await remove(graph, credential);
    assert.deepEqual(credential.asked, [`getToken ${scope}`, `login ${scope}`, `getToken ${scope}`]);
    assert.equal(graph.calls.length, 1);
  });

  it('counts a method that is gone already as removed', async () => {
    await assert.doesNotReject(remove(new FakeGraph(404)));
  });

  it('asks Graph nothing when the person does not agree', async () => {
    const graph = new FakeGraph(204);
    await assert.rejects(remove(graph, new FakeCredential(true, false)), isProblem('graph-access-not-given'));
    assert.deepEqual(graph.calls, []);
  });

  it('opens no window for a failure that a window cannot mend, and asks Graph nothing', async () => {
    const graph = new FakeGraph(204);
    const asked: string[] = [];
    const broken: GraphCredential = {
      getToken: async () => Promise.reject(new Error('Teams does not answer')),
      login: async (wanted) => void asked.push(wanted),
    };
    await assert.rejects(remove(graph, broken), isProblem('graph-access-not-given'));
    await assert.rejects(
      remove(graph, { ...broken, getToken: async () => null }),
      isProblem('graph-access-not-given'),
    );
    assert.deepEqual([asked, graph.calls], [[], []]);
  });

  const refusals: readonly (readonly [string, number | null, string, string?])[] = [
    ['the access token is not taken', 401, 'graph-access-not-given'],
    ['the technician lacks the Entra role', 403, 'method-remove-refused'],
    [
      'it is the default method, and there are others',
      400,
      'method-is-default',
      'Cannot delete default method with other methods configured. Please change default method before deletion.',
    ],
    [
      'it is the default method, in other words',
      400,
      'method-is-default',
      'The requested authentication method id of [m] matches the user\u0027s current default authentication method, and cannot be deleted until the default authentication method is changed',
    ],
    ['Microsoft refuses it for another reason', 400, 'method-remove-impossible', 'Resource not supported.'],
    ['Microsoft refuses it without a word', 409, 'method-remove-impossible'],
    ['Microsoft wants it to wait', 429, 'method-remove-failed'],
    ['Microsoft is in trouble', 503, 'method-remove-failed'],
    ['the network is gone', null, 'method-remove-failed'],
  ];
  for (const [what, status, code, message] of refusals) {
    it(`says what to do when ${what}`, async () => {
      await assert.rejects(remove(new FakeGraph(status, message)), isProblem(code));
    });
  }
});
