import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { ProblemError } from '@token-desk/contract/problem';
import { createApi } from '@token-desk/tab/server/api';

type Sent = { readonly url: string; readonly init: RequestInit };
type Answer = Response | Error | ((signal: AbortSignal) => Promise<Response>);

/** A network that gives what is prepared, call by call; after the last nothing is there. */
function network(...answers: readonly Answer[]) {
  const sent: Sent[] = [];
  const fetchFn = (async (url: string, init: RequestInit) => {
    const answer = answers[sent.length];
    sent.push({ url, init });
    if (answer === undefined) throw new TypeError('fetch failed');
    if (answer instanceof Error) throw answer;
    return typeof answer === 'function' ? answer(init.signal as AbortSignal) : answer;
  }) as typeof fetch;
  return { sent, fetchFn };
}
const tokens: { renew?: boolean }[] = [];
const accessToken = async (options: { renew?: boolean } = {}) => {
  tokens.push(options);
  return options.renew === true ? 'fresh' : 'kept';
};
const open = (...answers: readonly Answer[]) => {
  const { sent, fetchFn } = network(...answers);
  return { sent, api: createApi(accessToken, fetchFn) };
};
const list = () => Response.json({ items: [] });
const code = () => Response.json({ code: 'ABCD-EFGH', expiresAt: 1 });
const refusal = (status: number, body?: object) =>
  body === undefined
    ? new Response('<html>', { status })
    : Response.json({ ...body, title: '', action: '' }, { status });
const problemOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) =>
      error instanceof ProblemError ? JSON.parse(JSON.stringify(error.problem)) : String(error),
  );
/** Lets every wait between tries be over at once, and keeps how long each was. */
function waits() {
  const waited: number[] = [];
  mock.method(globalThis, 'setTimeout', (then: () => void, delayMs: number) => {
    waited.push(delayMs);
    queueMicrotask(then);
  });
  return waited;
}

describe('the tab: a call to the server', () => {
  beforeEach(() => tokens.splice(0));
  afterEach(() => mock.restoreAll());

  it('carries the access token, what was asked and nothing that was left open', async () => {
    const { api, sent } = open(Response.json({ items: [], next: null, total: 0 }));
    const query = { q: 'Müller & Co', state: '', cursor: undefined } as never;
    await api.call('listRequests', { query });
    const [one] = sent;
    assert.equal(one?.url, '/api/requests?q=M%C3%BCller+%26+Co');
    assert.equal(one.init.method, 'GET');
    assert.deepEqual(one.init.headers, { authorization: 'Bearer kept' });
    assert.deepEqual([one.init.body, one.init.cache], [undefined, 'no-store']);
  });

  it('carries its body as JSON, and an id as one piece of the path', async () => {
    const { api, sent } = open(code(), refusal(404, { problem: { code: 'request-not-found' } }));
    await api.call('createPairingCode', { body: { name: 'Lyon' } });
    assert.equal(sent[0]?.init.body, '{"name":"Lyon"}');
    assert.deepEqual(sent[0].init.headers, {
      authorization: 'Bearer kept',
      'content-type': 'application/json',
    });
    await problemOf(api.call('getRequest', { params: { requestId: '../me?x' } }));
    assert.equal(sent[1]?.url, '/api/requests/..%2Fme%3Fx');
  });

  it('is tried twice more when it only reads and nobody answers', async () => {
    const waited = waits();
    const { api, sent } = open(new TypeError('fetch failed'), refusal(503), list());
    assert.deepEqual(await api.call('listBurners', {}), { items: [] });
    assert.deepEqual([sent.length, waited], [3, [300, 1_200]]);
    const none = open();
    assert.deepEqual(await problemOf(none.api.call('listBurners', {})), { code: 'no-answer' });
    assert.equal(none.sent.length, 3);
  });

  it('counts a reply that breaks off on the way as none', async () => {
    waits();
    const brokenOff = () =>
      new Response(new ReadableStream({ pull: (body) => body.error(new TypeError('terminated')) }));
    const reading = open(brokenOff(), list());
    assert.deepEqual(await reading.api.call('listBurners', {}), { items: [] });
    const writing = open(brokenOff(), code());
    assert.deepEqual(await problemOf(writing.api.call('createPairingCode', { body: { name: 'Lyon' } })), {
      code: 'no-answer',
    });
    assert.equal(writing.sent.length, 1, 'it may have been done');
  });

  it('is never tried again when it writes: it may have been done', async () => {
    const { api, sent } = open(refusal(502), code());
    const problem = await problemOf(api.call('createPairingCode', { body: { name: 'Lyon' } }));
    assert.deepEqual(problem, { code: 'no-answer', detail: { id: '502' } });
    assert.equal(sent.length, 1);
  });

  it('is not tried again for a refusal: the answer would be the same', async () => {
    for (const [answer, code] of [
      [refusal(409, { problem: { code: 'request-changed' } }), 'request-changed'],
      [refusal(404), 'unexpected'],
      [refusal(500, { problem: { code: 'unexpected', detail: { id: 'e-1' } } }), 'unexpected'],
    ] as const) {
      const { api, sent } = open(answer, list());
      const problem = await problemOf(api.call('listBurners', {}));
      assert.equal(problem.code, code);
      assert.equal(sent.length, 1);
    }
  });

  it('says the server’s problem with its detail, and a status where it says none this page knows', async () => {
    const said = (answer: Response) =>
      problemOf(open(answer).api.call('createPairingCode', { body: { name: 'L' } }));
    const detail = { id: 'e-1' };
    assert.deepEqual(await said(refusal(500, { problem: { code: 'unexpected', detail } })), {
      code: 'unexpected',
      detail,
    });
    assert.deepEqual(await said(refusal(409, { problem: { code: 'of-next-year' } })), {
      code: 'unexpected',
      detail: { id: '409' },
    });
    assert.deepEqual(await said(refusal(500)), { code: 'no-answer', detail: { id: '500' } });
    assert.deepEqual(await said(refusal(499)), { code: 'unexpected', detail: { id: '499' } });
  });

  it('believes no reply of another form', async () => {
    for (const answer of [Response.json({ items: 'none' }), new Response('<html>')])
      assert.deepEqual(await problemOf(open(answer).api.call('listBurners', {})), {
        code: 'unexpected',
        detail: { id: 'reply' },
      });
  });

  it('is sent once more with a fresh access token when that was refused, writing too', async () => {
    const { api, sent } = open(refusal(401), code());
    await api.call('createPairingCode', { body: { name: 'Lyon' } });
    assert.deepEqual(
      sent.map(({ init }) => (init.headers as Record<string, string>).authorization),
      ['Bearer kept', 'Bearer fresh'],
    );
    assert.deepEqual(
      tokens.map(({ renew }) => renew),
      [false, true],
    );
    const twice = open(refusal(401), refusal(401, { problem: { code: 'sign-in-needed' } }), code());
    assert.notEqual(
      await problemOf(twice.api.call('createPairingCode', { body: { name: 'Lyon' } })),
      'answered',
    );
    assert.equal(twice.sent.length, 2);
  });

  it('says that signing in failed, and asks nobody', async () => {
    const { sent, fetchFn } = network(list());
    const api = createApi(() => Promise.reject(new Error('popup closed')), fetchFn);
    assert.deepEqual(await problemOf(api.call('listBurners', {})), { code: 'sign-in-failed' });
    assert.equal(sent.length, 0);
  });

  it('is not tried again for somebody who has left', async () => {
    const leaving = new AbortController();
    const { api, sent } = open(async () => {
      leaving.abort();
      throw new DOMException('left', 'AbortError');
    }, list());
    await problemOf(api.call('listBurners', { signal: leaving.signal }));
    assert.equal(sent.length, 1);
    assert.equal(sent[0]?.init.signal?.aborted, true);
  });

  it('has an end of its own, with and without one of the caller', async () => {
    const ends: (number | undefined)[] = [];
    const end = new AbortController();
    mock.method(AbortSignal, 'timeout', (afterMs: number) => {
      ends.push(afterMs);
      return end.signal;
    });
    const silent = (signal: AbortSignal) =>
      new Promise<Response>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        end.abort();
        if (signal.aborted) reject(signal.reason);
      });
    for (const options of [{}, { signal: new AbortController().signal }]) {
      const { api } = open(silent);
      const problem = await problemOf(api.call('createPairingCode', { body: { name: 'L' }, ...options }));
      assert.deepEqual(problem, { code: 'no-answer' });
    }
    assert.deepEqual(ends, [15_000, 15_000]);
  });

  it('opens the live events, or says that nobody answers', async () => {
    const { signal } = new AbortController();
    const { api, sent } = open(new Response('data: {}\n\n'), refusal(503), new Response(null));
    assert.ok((await api.openEvents(signal)) instanceof ReadableStream, 'a stream');
    assert.deepEqual([sent[0]?.url, sent[0]?.init.signal], ['/api/events', signal]);
    for (let at = 0; at < 2; at++) {
      const problem = await problemOf(api.openEvents(signal));
      assert.equal(problem.code, 'no-answer');
    }
  });
});
