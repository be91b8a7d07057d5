import assert from 'node:assert/strict';
import { ProblemError } from '@token-desk/contract/problem';
import { graphAccess } from '@token-desk/tab/graph/graph-access';
import { assignAndActivate, removeMethod } from '@token-desk/tab/graph/methods';
import type { GraphCredential } from '@token-desk/tab/sign-in/graph-credential';

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
  removeMethod(accessTo(graph, credential), { personId: 'ana', methodId: 'm/1' });
const accessTo = (graph: FakeGraph, credential: GraphCredential) =>
  graphAccess(
    { account: { graph: credential }, isPractice: false },
    {
      fetch: graph.fetch,
      site: async () => ({ clientId: 'app', graphUrl: 'https://graph.microsoft.com' }),
      pause: async () => {},
    },
  );
const isProblem = (code: string) => (error: unknown) =>
  error instanceof ProblemError && error.problem.code === code;
const isWithout = (permission: string) => (error: unknown) => {
  assert.ok(error instanceof ProblemError);
  assert.deepEqual(error.problem, { code: 'graph-access-not-given', detail: { permission } });
  return true;
};

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

  it('asks once how to sign in and where Graph is, however much is done', async () => {
    const graph = new FakeGraph(204);
    let asked = 0;
    const access = graphAccess(
      { account: { graph: new FakeCredential() }, isPractice: false },
      {
        fetch: graph.fetch,
        site: async () => {
          asked += 1;
          if (asked === 1) throw new Error('the server does not answer');
          return { clientId: 'app', graphUrl: 'https://graph.microsoft.com' };
        },
      },
    );
    const once = () => removeMethod(access, { personId: 'ana', methodId: 'm-1' });
    await assert.rejects(once(), isProblem('no-answer'));
    for (let time = 0; time < 3; time += 1) await once();
    assert.deepEqual([asked, graph.calls.length], [2, 3]);
  });

  it('has an access token that Graph does not take forgotten', async () => {
    const forgotten: string[] = [];
    const credential: GraphCredential = {
      getToken: async () => ({ token: 'old' }),
      login: async () => {},
      forget: (wanted) => void forgotten.push(wanted),
    };
    await assert.rejects(remove(new FakeGraph(401), credential), isProblem('graph-access-not-given'));
    assert.deepEqual(forgotten, [scope]);
  });

  it('counts a method that is gone already as removed', async () => {
    await assert.doesNotReject(remove(new FakeGraph(404)));
  });

  it('waits longer each time, and ends, where Microsoft is busy and says that it may come back at once', async () => {
    const pauses: number[] = [];
    let calls = 0;
    const access = graphAccess(
      { account: { graph: new FakeCredential() }, isPractice: false },
      {
        fetch: async () => {
          calls += 1;
          if (calls > 50) throw new Error('no end');
          return new Response(null, { status: 429, headers: { 'retry-after': '0' } });
        },
        site: async () => ({ clientId: 'app', graphUrl: 'https://graph.microsoft.com' }),
        pause: async (ms) => void pauses.push(ms),
      },
    );
    await assert.rejects(
      removeMethod(access, { personId: 'ana', methodId: 'm' }),
      isProblem('method-remove-failed'),
    );
    assert.deepEqual(pauses, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000]);
    assert.equal(calls, pauses.length + 1);
  });

  it('asks Graph nothing when the person does not agree, and names the permission', async () => {
    const graph = new FakeGraph(204);
    await assert.rejects(remove(graph, new FakeCredential(true, false)), isWithout(scope));
    assert.deepEqual(graph.calls, []);
  });

  it('is known for each permission without a window', async () => {
    const graph = new FakeGraph(204);
    const consentOf = (credential: GraphCredential) => accessTo(graph, credential).consent(scope);
    assert.equal(await consentOf(new FakeCredential()), 'given');
    const asking = new FakeCredential(true);
    assert.equal(await consentOf(asking), 'asks');
    assert.deepEqual(asking.asked, [`getToken ${scope}`], 'nobody was shown a window');
    const broken = new FakeCredential();
    broken.getToken = async () => Promise.reject(new Error('Teams does not answer'));
    assert.equal(await consentOf(broken), 'unknown');
    broken.getToken = async () => ({ token: '' });
    assert.equal(await consentOf(broken), 'asks');
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

describe('the tab: a typed code at Microsoft', () => {
  let nowMs: number;
  let posts: number[];
  /** What Graph answers to each call with the code; nothing: it is done. */
  let answers: (() => Response)[];
  const busyFor = (seconds: number) => () =>
    new Response(null, { status: 429, headers: { 'retry-after': String(seconds) } });
  const lost = () => {
    throw new TypeError('fetch failed');
  };
  beforeEach(() => {
    [nowMs, posts, answers] = [1_000, [], []];
  });
  const give = () =>
    assignAndActivate(
      graphAccess(
        { account: { graph: new FakeCredential() }, isPractice: false },
        {
          site: async () => ({ clientId: 'app', graphUrl: 'https://graph.microsoft.com' }),
          now: () => nowMs,
          pause: async (ms) => {
            nowMs += ms;
          },
          fetch: async (_, init) => {
            if (init?.method !== 'POST') return Response.json({ value: [] });
            posts.push(nowMs - 1_000);
            return answers.shift()?.() ?? new Response(null, { status: 204 });
          },
        },
      ),
      { personId: 'ana', serial: '1', code: '123456', displayName: '1' },
    );

  it('is sent again only as long as the token shows it: then Microsoft is busy', async () => {
    answers = [busyFor(12), busyFor(12), busyFor(12)];
    await assert.rejects(give(), isProblem('graph-busy'));
    assert.deepEqual(posts, [0, 12_000]);
  });

  it('is sent a second time after a lost answer while it is fresh', async () => {
    answers = [lost];
    await give();
    assert.deepEqual(posts, [0, 7_000]);
  });

  it('is not sent again after a lost answer once it is old: nobody knows', async () => {
    answers = [busyFor(15), lost];
    await assert.rejects(give(), isProblem('assign-unsure'));
    assert.deepEqual(posts, [0, 15_000]);
  });

  it('is nobody’s knowledge where its answer was lost and Microsoft is busy then', async () => {
    answers = [lost, busyFor(30)];
    await assert.rejects(give(), isProblem('assign-unsure'));
    assert.deepEqual(posts, [0, 7_000]);
  });
});
