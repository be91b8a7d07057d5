import assert from 'node:assert/strict';
import { createHandlers } from '@token-desk/bot/http/handlers/handlers';
import type { Store } from '@token-desk/bot/store/database';
import { api, type RouteName } from '@token-desk/contract/api';
import type { Route } from '@token-desk/contract/routes/route';
import { type JobView, problemReply } from '@token-desk/contract/views';
import { useDeskCore } from '../support/bot/desk-core.ts';
import { type HttpEdge, startHttpEdge } from '../support/bot/http-edge.ts';
import { type KeyServer, startKeyServer } from '../support/bot/key-server.ts';
import { serial } from '../support/bot/requests.ts';
import { samplesOf, withAt } from '../support/rules/schema-samples.ts';

/** Sent as it is. */
class Raw {
  constructor(readonly text: string) {}
}
const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');

const oddTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '%00',
  "'; drop table requests; --",
  '%',
  '_',
  '\\',
  "\\'",
  '\u202e\ufeff\u200b',
  'e\u0301\u0323',
  '𝕬'.repeat(30),
  '\uffff\ufffe',
  'x'.repeat(90),
  'x'.repeat(9_000),
  '-1',
  '1e308',
  '99999999999999999999',
  '0x10',
  'NaN',
  'null',
  '__proto__',
  'constructor',
  '../..',
  '0000-01-01',
  '9999-12-31',
  '2026-02-31',
  '999999999999',
  cursorOf(['a', 'b']),
  cursorOf([1, 'b']),
  cursorOf([1.5, 'b']),
  cursorOf([1e308, 'b']),
  cursorOf([-1, '']),
  cursorOf(['\0', '\0']),
  cursorOf(['\ud800', 'b']),
  cursorOf([null, null]),
  cursorOf([[], {}]),
  cursorOf(['x'.repeat(100), 'b']),
  cursorOf({}),
];
/** Those that are not only about a query. */
const oddBodyTexts = oddTexts.filter((text) => !text.startsWith('W'));
const halves: readonly string[] = ['\ud800', 'x\udc00y', '\udfff\ud800'];
const oddOthers: readonly unknown[] = [
  0,
  -1,
  1.5,
  -0,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  1e308,
  -1e308,
  true,
  null,
  [],
  [[]],
  ['\0'],
  {},
  { toString: 1 },
  { '\0': '\0' },
  JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`),
];

const oddIds = ['\0', 'a\0b', '%00', 'x'.repeat(90), '-1', '__proto__', "'", '😀', '\u202e'];
/** Where a field was tried already in another alternative of the same body. */
const oddAgain: readonly unknown[] = ['\0', '\ud800', 'x'.repeat(9_000), 2 ** 63, [], null];

const routes = (Object.entries(api) as [RouteName, Route][]).toSorted(
  ([, one], [, other]) => Number(one.method !== 'GET') - Number(other.method !== 'GET'),
);

/** The same odd values to every field of every route of the contract; a new route is among them without a word here. */
export function oddValuesSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`odd values to every route, on ${name}`, () => {
    const desk = useDeskCore(openEmpty);
    let keys: KeyServer;
    let edge: HttpEdge;
    let token: string;
    let job: JobView;
    let requestId: string;

    before(async () => {
      keys = await startKeyServer();
      token = await keys.accessToken();
    });
    after(() => keys.close());
    beforeEach(async () => {
      ({ requestId, job } = await desk.burned());
      const config = { ...(await startedConfig()) };
      edge = await startHttpEdge({
        keys,
        env: { LOG_LEVEL: 'error' },
        handlers: createHandlers(desk.core.deps, config),
      });
    });
    afterEach(() => edge.close());

    async function startedConfig() {
      const first = await startHttpEdge({ keys });
      await first.close();
      return first.config;
    }

    const pathOf = (route: Route, change: Readonly<Record<string, string>> = {}) => {
      const ids: Readonly<Record<string, string>> = {
        requestId,
        jobId: job.id,
        burnerId: desk.burner.burnerId,
        serial,
        prefix: '7777777',
        seq: '1',
        noticeId: 'notice-1',
        taskId: 'task-1',
        ...change,
      };
      return route.path.replace(/:(\w+)/g, (_, param: string) => {
        const value = ids[param];
        assert.ok(value !== undefined, `${param} needs a real value here`);
        return encodeURIComponent(value);
      });
    };

    const faults: string[] = [];
    /** Answers the status; notes what no caller may cause. */
    async function send(what: string, route: Route, path: string, body?: unknown): Promise<number> {
      const leave = new AbortController();
      const response = await fetch(`${edge.url}${path}`, {
        method: route.method,
        signal: leave.signal,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: body instanceof Raw ? body.text : JSON.stringify(body) }),
      });
      if (response.status === 200 && route.path === api.events.path) {
        leave.abort();
        return 200;
      }
      const answer: unknown = await response.json();
      if (response.status === 429) {
        // what one person may spend is not what is looked at here
        await desk.store.db.deleteFrom('spent').execute();
        return await send(what, route, path, body);
      }
      if (response.status >= 400 && !problemReply.safeParse(answer).success)
        faults.push(`${what}: no problem`);
      if (response.status === 500) faults.push(`${what}: 500`);
      return response.status;
    }
    const said = (odd: unknown) => (JSON.stringify(odd) ?? String(odd)).slice(0, 60);

    for (const [routeName, route] of routes) {
      it(`${routeName}: never an unexpected error`, async () => {
        faults.splice(0);
        for (const param of route.path.match(/(?<=:)\w+/g) ?? [])
          for (const odd of oddIds) {
            const path = pathOf(route, { [param]: odd });
            await send(`${param} ${said(odd)}`, route, path, route.body && samplesOf(route.body)[0]?.value);
          }
        if (route.query !== undefined) {
          const [sample] = samplesOf(route.query);
          assert.ok(sample && route.query.safeParse(sample.value).success, 'the sample fits its schema');
          for (const place of sample.leaves.filter(({ length }) => length === 1))
            for (const odd of oddTexts) {
              const query = new URLSearchParams(withAt(sample.value, place, odd) as Record<string, string>);
              await send(`?${place} ${said(odd)}`, route, `${pathOf(route)}?${query}`);
            }
        }
        if (route.body !== undefined) {
          const samples = samplesOf(route.body);
          assert.ok(route.body.safeParse(samples[0]?.value).success, 'the sample fits its schema');
          const tried = new Set<string>();
          for (const { value, leaves } of samples)
            for (const place of leaves) {
              const field = place.join('.');
              const odds = tried.has(field) ? oddAgain : [...oddBodyTexts, ...halves, ...oddOthers];
              tried.add(field);
              for (const odd of odds)
                await send(`${field} ${said(odd)}`, route, pathOf(route), withAt(value, place, odd));
            }
        }
        assert.deepEqual(faults, []);
      });
    }

    it('are refused however deeply they are nested', async () => {
      const deep = new Raw(
        `{"csv":"serial","commit":false,"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      );
      faults.splice(0);
      await send('deep', api.importTokens, api.importTokens.path, deep);
      assert.deepEqual(faults, []);
    });

    it('are refused where text comes in, not where it is stored', async () => {
      const q = (text: string) => `${api.listRequests.path}?q=${encodeURIComponent(text)}`;
      assert.equal(await send('NUL', api.listRequests, q('a\0b')), 400);
      assert.equal(await send('no NUL', api.listRequests, q('ab')), 200);
      const csv = (text: string) => ({ csv: `serial,site\n8659622000017,${text}`, commit: false });
      for (const text of ['\0', ...halves])
        assert.equal(await send(said(text), api.importTokens, api.importTokens.path, csv(text)), 400);
      assert.equal(await send('emoji', api.importTokens, api.importTokens.path, csv('🗝️ Köln')), 200);
      const cursor = (value: unknown, scope: string) =>
        `${api.listRequests.path}?scope=${scope}&cursor=${cursorOf(value)}`;
      for (const [value, scope, status] of [
        [['2026-12-01', 'id-1'], 'open', 200],
        [[5, 'id-1'], 'all', 200],
        [[5, 'id-1'], 'open', 400],
        [['2026-12-01', 'id-1'], 'all', 400],
        [[1.5, 'id-1'], 'all', 400],
        [[5, 'a b'], 'all', 400],
        [['\0', 'id-1'], 'open', 400],
      ] as const)
        assert.equal(
          await send(`${said(value)} ${scope}`, api.listRequests, cursor(value, scope)),
          status,
          said(value),
        );
    });
  });
}
