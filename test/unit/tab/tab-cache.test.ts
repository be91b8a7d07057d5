import assert from 'node:assert/strict';
import { InfiniteQueryObserver, type QueryClient, QueryObserver } from '@tanstack/react-query';
import type { LiveEvent } from '@token-desk/contract/api';
import type { Needs } from '@token-desk/contract/entra/needs';
import { ProblemError } from '@token-desk/contract/problem';
import type { TokenDetail } from '@token-desk/contract/token/record';
import type { JobView, RequestDetail, RequestSummary } from '@token-desk/contract/views';
import type { Api } from '@token-desk/tab/server/api';
import { createCache, followLive, jobKey } from '@token-desk/tab/server/cache';
import { needsOptions, progressOptions } from '@token-desk/tab/server/people/use-needs';
import { readLeftOver } from '@token-desk/tab/server/use-boxes';
import { pagesOptions, totalOf } from '@token-desk/tab/server/use-live-pages';
import { requests } from '@token-desk/tab/server/use-queue';
import { requestOptions } from '@token-desk/tab/server/use-request';
import { tokenOptions } from '@token-desk/tab/server/use-token';
import { jobOptions } from '@token-desk/tab/server/use-token-job';

type Asked = {
  readonly name: string;
  readonly options: unknown;
  answer(found: unknown): void;
  refuse(why: unknown): void;
};

/** A server whose answers come when the test says so. */
function slowServer() {
  const asked: Asked[] = [];
  const api = {
    call: (name: string, options: unknown) =>
      new Promise((answer, refuse) => {
        asked.push({ name, options, answer, refuse });
      }),
  } as unknown as Api;
  return { api, asked };
}

const queryOf = (one: Asked | undefined): unknown => (one?.options as { query?: unknown } | undefined)?.query;

/** Live hints by hand. */
function hints() {
  const listeners = new Set<(hint: LiveEvent) => void>();
  return {
    subscribe(listener: (hint: LiveEvent) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: (hint: LiveEvent) => [...listeners].forEach((listener) => void listener(hint)),
    size: () => listeners.size,
  };
}

const settled = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
};
const look: LiveEvent = { type: 'look' };
const moved = (requestId: string, version = 2): LiveEvent => ({
  type: 'request',
  seq: 1,
  requestId,
  version,
});
const request = (version: number) => ({ id: 'r-1', version, state: 'queued' }) as RequestDetail;

describe('what the tab keeps of the server', () => {
  let cache: QueryClient;
  let live: ReturnType<typeof hints>;
  let stop: () => void;
  const watched: (() => void)[] = [];
  beforeEach(() => {
    cache = createCache();
    live = hints();
    stop = followLive(cache, live);
  });
  afterEach(() => {
    stop();
    for (const end of watched.splice(0)) end();
    cache.clear();
  });
  const watch = <T>(options: object): (() => T | undefined) => {
    const observer = new QueryObserver<T>(cache, options as never);
    watched.push(observer.subscribe(() => {}));
    return () => observer.getCurrentResult().data;
  };

  it('never shows an older version: a late answer changes nothing', async () => {
    const { api, asked } = slowServer();
    const shown = watch<RequestDetail>(requestOptions(api, 'r-1'));
    cache.setQueryData(['request', 'r-1'], request(3));
    asked[0]?.answer(request(2));
    await settled();
    assert.equal(shown()?.version, 3);
    live.tell(look);
    asked[1]?.answer(request(4));
    await settled();
    assert.equal(shown()?.version, 4);
  });

  it('asks only the first page how far a reading is, and tells once it has ended', async () => {
    const { api, asked } = slowServer();
    let ended = 0;
    const options = progressOptions(api, { q: 'a' }, () => {
      ended += 1;
    });
    const observer = new QueryObserver(cache, options);
    watched.push(observer.subscribe(() => {}));
    const page = (reading: Needs['reading']) => ({ items: [], next: 'more', reading }) as unknown as Needs;
    asked[0]?.answer(page({ done: 1, of: 9 }));
    await settled();
    assert.deepEqual([ended, options.refetchInterval], [0, 2_000]);
    void observer.refetch();
    asked[1]?.answer(page(null));
    await settled();
    assert.equal(ended, 1);
    assert.deepEqual(asked.map(queryOf), [{ q: 'a' }, { q: 'a' }]);
    assert.ok(!('refetchInterval' in needsOptions(api, {})), 'the pages below stay as they are meanwhile');
  });

  it('finds every token that a break left over in a box, on each page, set aside or not', async () => {
    const pages: Record<string, unknown> = {
      'burned_unverified ': { items: [{ serial: '1', isLoadChecked: true }], next: 'c' },
      'burned_unverified c': { items: [{ serial: '2', isLoadChecked: false }], next: null },
      'quarantine ': {
        items: [
          { serial: '3', isLoadChecked: true },
          { serial: '4', isLoadChecked: null },
        ],
        next: null,
      },
    };
    const api = {
      call: async (_: string, { query }: { query: { box: string; state: string; cursor?: string } }) => {
        assert.equal(query.box, 'Lyon 3');
        return pages[`${query.state} ${query.cursor ?? ''}`];
      },
    } as unknown as Api;
    const found = await readLeftOver(api, 'Lyon 3', new AbortController().signal);
    assert.deepEqual(
      found.map(({ serial }) => serial),
      ['1', '2', '3'],
      'the last one was written by no load',
    );
  });

  it('keeps of each row of a list whatever is newer, and leaves out what is gone', async () => {
    const { api, asked } = slowServer();
    const observer = new InfiniteQueryObserver(cache, pagesOptions(requests, api, '{}', 1) as never);
    watched.push(observer.subscribe(() => {}));
    const row = (id: string, version: number) => ({ id, version }) as RequestSummary;
    const page = (...items: RequestSummary[]) => ({ items, total: items.length, next: null });
    const rows = () =>
      (
        observer.getCurrentResult().data as { pages: { items: RequestSummary[] }[] } | undefined
      )?.pages.flatMap(({ items }) => items.map(({ id, version }) => `${id} ${version}`));
    asked[0]?.answer(page(row('a', 2), row('b', 2), row('c', 1)));
    await settled();
    assert.deepEqual(rows(), ['a 2', 'b 2', 'c 1']);
    live.tell(moved('a'));
    await until(() => asked.length === 2);
    asked[1]?.answer(page(row('b', 3), row('a', 1)));
    await settled();
    assert.deepEqual(rows(), ['b 3', 'a 2']);
  });

  it('draws nothing anew for an answer that is the same', async () => {
    const { api, asked } = slowServer();
    const observer = new InfiniteQueryObserver(cache, pagesOptions(requests, api, '{}', 1) as never);
    watched.push(observer.subscribe(() => {}));
    const answer = () => ({ items: [{ id: 'a', version: 1 }], total: 1, next: null });
    asked[0]?.answer(answer());
    await settled();
    const { data } = observer.getCurrentResult();
    assert.ok(data !== undefined);
    void observer.refetch();
    await until(() => asked.length === 2);
    asked[1]?.answer(answer());
    await settled();
    assert.equal(observer.getCurrentResult().data, data);
  });

  it('does not let a late answer of the books undo an order', async () => {
    const { api, asked } = slowServer();
    const token = (updatedAt: number) => ({ serial: '1', updatedAt }) as TokenDetail;
    const shown = watch<TokenDetail | null>(tokenOptions(api, '1'));
    cache.setQueryData(['token', '1'], token(20));
    asked[0]?.answer(token(10));
    await settled();
    assert.equal(shown()?.updatedAt, 20);
  });

  it('says null of a serial that is not in the books, and keeps any other refusal', async () => {
    const { api, asked } = slowServer();
    const shown = watch<TokenDetail | null>(tokenOptions(api, '1'));
    asked[0]?.refuse(new ProblemError('token-not-in-books'));
    await settled();
    assert.equal(shown(), null);
    live.tell(look);
    asked[1]?.refuse(new ProblemError('no-answer'));
    await settled();
    assert.equal(cache.getQueryState(['token', '1'])?.status, 'error');
  });

  it('reads again after what is being read, so that a slow server gets to answer', async () => {
    const { api, asked } = slowServer();
    const shown = watch<RequestDetail>(requestOptions(api, 'r-1'));
    for (let times = 0; times < 5; times += 1) live.tell(moved('r-1'));
    await settled();
    assert.equal(asked.length, 1);
    asked[0]?.answer(request(1));
    await until(() => asked.length === 2);
    assert.equal(shown()?.version, 1);
    asked[1]?.answer(request(2));
    await settled();
    assert.equal(asked.length, 2);
    assert.equal(shown()?.version, 2);
  });

  it('reads what a hint moves, and nothing else', async () => {
    const { api, asked } = slowServer();
    watch(requestOptions(api, 'r-1'));
    watch(tokenOptions(api, '1'));
    asked[0]?.answer(request(1));
    asked[1]?.answer({ serial: '1', updatedAt: 1 });
    await settled();
    live.tell(moved('r-2'));
    await settled();
    assert.deepEqual(
      asked.slice(2).map(({ name }) => name),
      ['getToken'],
    );
  });

  it('takes a burst of changes as one look at a list', async () => {
    const { api, asked } = slowServer();
    const observer = new InfiniteQueryObserver(cache, pagesOptions(requests, api, '{"q":"ana"}', 1) as never);
    watched.push(observer.subscribe(() => {}));
    asked[0]?.answer({ items: [], total: 0, next: null });
    await settled();
    for (let times = 0; times < 5; times += 1) live.tell(moved(`r-${times}`));
    await settled();
    assert.equal(asked.length, 1);
    await until(() => asked.length > 1);
    asked[1]?.answer({ items: [], total: 0, next: null });
    await settled();
    assert.equal(asked.length, 2);
    assert.deepEqual(queryOf(asked[1]), { q: 'ana' });
  });

  it('reads as many pages at once as somebody who looks for a person needs', async () => {
    const { api, asked } = slowServer();
    const observer = new InfiniteQueryObserver(cache, pagesOptions(requests, api, '{}', 2) as never);
    watched.push(observer.subscribe(() => {}));
    asked[0]?.answer({ items: [{ id: 'a', version: 1 }], total: 3, next: 'p2' });
    await until(() => asked.length === 2);
    assert.deepEqual(queryOf(asked[1]), { cursor: 'p2' });
    asked[1]?.answer({
      items: [
        { id: 'a', version: 1 },
        { id: 'b', version: 1 },
      ],
      total: 3,
      next: 'p3',
    });
    await settled();
    assert.equal(asked.length, 2);
    const { data, hasNextPage } = observer.getCurrentResult();
    assert.deepEqual((data as { pages: unknown[] }).pages, [
      {
        items: [
          { id: 'a', version: 1 },
          { id: 'b', version: 1 },
        ],
        total: 3,
        next: 'p3',
      },
    ]);
    assert.equal(hasNextPage, true);
  });

  it('knows how many there are where the server counts no further, once it is read to its end', () => {
    assert.equal(totalOf({ total: 61, next: null }, 60), 61, 'what came in between is the server’s to count');
    assert.equal(totalOf({ total: 1_001, next: 'on' }, 1_050), 1_001);
    assert.equal(totalOf({ total: 1_001, next: null }, 1_234), 1_234);
  });

  it('shows a job as the hint says it, and never opens one again that has ended', async () => {
    const { api, asked } = slowServer();
    const job = (state: JobView['state'], phase: JobView['phase'] = null) =>
      ({ id: 'j-1', state, phase, offer: { serial: '1' } }) as JobView;
    const shown = watch<JobView>(jobOptions(api, 'j-1'));
    live.tell({ type: 'job', job: job('sealed', 'reading') });
    assert.equal(shown()?.phase, 'reading');
    asked[0]?.answer(job('offered'));
    await until(() => asked.length === 2);
    assert.equal(shown()?.phase, 'reading');
    live.tell({ type: 'job', job: job('done') });
    asked[1]?.answer(job('sealed', 'written'));
    await until(() => asked.length === 3);
    assert.equal(shown()?.state, 'done');
    asked[2]?.answer(job('done'));
    await settled();
    live.tell(look);
    await settled();
    assert.equal(asked.length, 3);
    live.tell({ type: 'job', job: { ...job('offered'), id: 'j-2' } });
    assert.equal(cache.getQueryData(jobKey('j-2')), undefined);
  });

  it('replaces one desk by its hint, and waits for the list where there is none yet', () => {
    const burner = (id: string, name: string) => ({ id, name });
    const hint = (id: string, name: string) =>
      ({ type: 'burner', burner: burner(id, name) }) as unknown as LiveEvent;
    live.tell(hint('b-1', 'Lyon'));
    assert.equal(cache.getQueryData(['burners']), undefined);
    cache.setQueryDefaults(['burners'], { gcTime: 60_000 });
    cache.setQueryData(['burners'], [burner('b-1', 'Lyon'), burner('b-2', 'Bern')]);
    live.tell(hint('b-1', 'Paris'));
    assert.deepEqual(cache.getQueryData(['burners']), [burner('b-2', 'Bern'), burner('b-1', 'Paris')]);
  });

  it('listens no more once it is stopped', () => {
    assert.equal(live.size(), 1);
    stop();
    assert.equal(live.size(), 0);
  });
});
