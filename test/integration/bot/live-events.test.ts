import assert from 'node:assert/strict';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import type { LiveEvent } from '@token-desk/contract/api';
import { createApi } from '@token-desk/tab/server/api';
import { openLive } from '@token-desk/tab/server/live';
import { technician } from '../../support/bot/bot-core.ts';
import { useDeskCore } from '../../support/bot/desk-core.ts';
import { type HttpEdge, startHttpEdge } from '../../support/bot/http-edge.ts';
import { type KeyServer, startKeyServer } from '../../support/bot/key-server.ts';
import { olga, sven } from '../../support/bot/requests.ts';
import { until } from '../../support/desk/desk-hands.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

const changed = (seq: number): LiveEvent => ({ type: 'request', seq, requestId: `r-${seq}`, version: seq });

/** Reads a stream until the text satisfies; fails by mocha's own timeout when it never does. */
class StreamReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  text = '';
  hasEnded = false;
  constructor(response: Response) {
    assert.ok(response.body);
    this.#reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  }
  async until(isThere: (text: string) => boolean): Promise<string> {
    while (!isThere(this.text) && !this.hasEnded) {
      const { value, done } = await this.#reader.read().catch(() => ({ value: undefined, done: true }));
      if (done) this.hasEnded = true;
      else this.text += this.#decoder.decode(value, { stream: true });
    }
    return this.text;
  }
  cancel(): Promise<void> {
    return this.#reader.cancel();
  }
}
const told = (text: string): LiveEvent[] =>
  [...text.matchAll(/^data: (.*)$/gm)].map((match) => JSON.parse(match[1] ?? '') as LiveEvent);
const seqs = (text: string) => told(text).flatMap((event) => (event.type === 'request' ? [event.seq] : []));
const isOpen = (text: string) => text.includes(': open\n\n');

describe('live events', () => {
  let keys: KeyServer;
  let edge: HttpEdge;
  before(async () => {
    keys = await startKeyServer();
  });
  after(() => keys.close());
  afterEach(() => edge.close());

  const accessToken = (lifetimeSeconds = 600, claims: Record<string, unknown> = {}) =>
    keys.accessToken({ roles: ['Technician'], lifetimeSeconds, claims });
  const open = async (lifetimeSeconds = 600, query = '', claims: Record<string, unknown> = {}) => {
    const response = await fetch(`${edge.url}/api/events${query}`, {
      headers: { authorization: `Bearer ${await accessToken(lifetimeSeconds, claims)}` },
    });
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
    return new StreamReader(response);
  };

  describe('of changes in the store', () => {
    onBothStores((_, openEmpty) => {
      const desk = useDeskCore(openEmpty);
      beforeEach(async () => {
        edge = await startHttpEdge({ keys, bus: desk.core.bus });
      });

      const versionOf = async (id: string) =>
        (await getRequestDetail(desk.core.deps, technician, id)).version;
      const changeBoth = async (ids: string[]) => {
        for (const id of ids) await desk.order(id, { kind: 'claim' });
        for (const id of ids) await desk.order(id, { kind: 'release' });
      };
      const askForTwo = async () => [
        (await desk.submit({}, sven.id)).id,
        (await desk.submit({}, olga.id)).id,
      ];

      it('leave nothing between what is read after the first line and what is told after it', async () => {
        const ids = await askForTwo();
        let isChanging = true;
        const changes = (async () => {
          while (isChanging) {
            await changeBoth(ids);
            // SQLite answers without leaving the turn: let the edge have one
            await new Promise((resolve) => setImmediate(resolve));
          }
        })();
        const known = new Map<string, number>();
        const stream = await open();
        await stream.until(isOpen);
        for (const id of ids) known.set(id, await versionOf(id));
        isChanging = false;
        await changes;
        const last = desk.core.bus.events.findLast((event) => event.type === 'request');
        await stream.until((text) => seqs(text).includes(last?.type === 'request' ? last.seq : -1));
        for (const event of told(stream.text))
          if (event.type === 'request')
            known.set(event.requestId, Math.max(event.version, known.get(event.requestId) ?? 0));
        for (const id of ids) assert.equal(known.get(id), await versionOf(id));
        await stream.cancel();
      });

      it('are told once, from the first line on, and never from before it', async () => {
        const ids = await askForTwo();
        await changeBoth(ids);
        const before = desk.core.bus.events.length;
        const stream = await open();
        await stream.until(isOpen);
        await changeBoth(ids);
        const wanted = desk.core.bus.events.slice(before);
        await stream.until((text) => told(text).length >= wanted.length);
        assert.deepEqual(told(stream.text), JSON.parse(JSON.stringify(wanted)));
        await stream.cancel();
      });

      it('are read again by a browser that comes back, however many it missed', async () => {
        const [id = ''] = await askForTwo();
        const page = new Page(edge.url, () => accessToken());
        try {
          await until('the first look', () => page.looks === 1);
          page.cut();
          await until('the page to know', () => !page.live.isStreaming());
          await changeBoth([id]);
          const missed = await versionOf(id);
          const seen = page.looks;
          page.comeBack();
          await until('the stream to be open again', () => page.live.isStreaming());
          assert.ok(page.looks > seen);
          assert.equal(await versionOf(id), missed);
          assert.equal(page.told.length, 0);
          await desk.order(id, { kind: 'claim' });
          await until('the next change', () => page.told.length === 1);
          assert.deepEqual(
            page.told.map((one) => (one.type === 'request' ? one.version : null)),
            [await versionOf(id)],
          );
        } finally {
          page.live.close();
        }
      });
    });
  });

  describe('of this process', () => {
    beforeEach(async () => {
      edge = await startHttpEdge({ keys });
    });

    it('pass on what a window says to that person’s windows alone', async () => {
      const said = (personId: string, requestId: string): LiveEvent => ({
        type: 'window',
        what: 'here',
        windowId: 'window-1',
        requestId,
        personId,
      });
      const stream = await open();
      await stream.until(isOpen);
      edge.bus.publish(said('somebody-else', 'r-theirs'));
      edge.bus.publish(said('aaaaaaaa-0000-4000-8000-000000000001', 'r-own'));
      edge.bus.publish(changed(4));
      await stream.until((text) => seqs(text).includes(4));
      assert.match(stream.text, /r-own/);
      assert.doesNotMatch(stream.text, /r-theirs|somebody-else/);
      await stream.cancel();
    });

    it('say that hints were lost', async () => {
      const stream = await open();
      await stream.until(isOpen);
      edge.bus.publish({ type: 'look' });
      await stream.until((text) => told(text).length > 0);
      assert.deepEqual(told(stream.text), [{ type: 'look' }]);
      await stream.cancel();
    });

    it('leave out nothing of what two commits published out of order', async () => {
      const stream = await open();
      await stream.until(isOpen);
      for (const seq of [5, 4, 2, 6]) edge.bus.publish(changed(seq));
      await stream.until((text) => seqs(text).includes(6));
      assert.deepEqual(seqs(stream.text), [5, 4, 2, 6]);
      await stream.cancel();
    });

    it('serve an older page that still names a place, from now on', async () => {
      const stream = await open(600, '?after=3');
      await stream.until(isOpen);
      edge.bus.publish(changed(9));
      await stream.until((text) => told(text).length > 0);
      assert.deepEqual(seqs(stream.text), [9]);
      await stream.cancel();
    });

    it('end when the access token does', async () => {
      // Inside the clock tolerance: accepted, and over at once.
      const stream = await open(0);
      await stream.until(() => false);
      assert.equal(stream.hasEnded, true);
    });

    it('cut off a client that does not read, and serve the others', async () => {
      const idle = await open();
      const reading = await open();
      const long = 'x'.repeat(60);
      let cut = false;
      for (let seq = 10; seq < 200_000 && !cut; seq += 200) {
        for (let at = 0; at < 200; at += 1)
          edge.bus.publish({ ...changed(seq + at), requestId: long } as LiveEvent);
        await reading.until((text) => text.includes(`"seq":${seq + 199}`));
        reading.text = '';
        cut = edge.logLines.some((line) => line.includes('event stream cut'));
      }
      assert.equal(cut, true);
      await reading.cancel();
      await idle.cancel();
    });

    it('take from one reader without end their own oldest stream, and none of anybody else', async () => {
      const somebody = await open(600, '', { oid: 'somebody-else' });
      await somebody.until(isOpen);
      const greedy: StreamReader[] = [];
      for (let n = 0; n < 60; n += 1) greedy.push(await open());
      const [oldest, kept] = [greedy.slice(0, 40), greedy.slice(40)];
      await Promise.all(oldest.map((one) => one.until(() => false)));
      assert.ok(oldest.every((one) => one.hasEnded));
      edge.bus.publish(changed(4));
      await Promise.all([somebody, ...kept].map((one) => one.until((text) => seqs(text).includes(4))));
      assert.ok([somebody, ...kept].every((one) => !one.hasEnded));
      await Promise.all([somebody, ...kept].map((one) => one.cancel()));
    });

    it('let the bot stop while streams are open', async () => {
      const stream = await open();
      await edge.close();
      await stream.until(() => false);
      assert.equal(stream.hasEnded, true);
    });
  });
});

/** The tab's own stream over the real edge, with a cable to pull. */
class Page {
  readonly told: LiveEvent[] = [];
  looks = 0;
  readonly live: ReturnType<typeof openLive>;
  #cable = new AbortController();
  #isAway = false;

  constructor(url: string, accessToken: () => Promise<string>) {
    const reach: typeof fetch = (path, init) =>
      this.#isAway
        ? Promise.reject(new TypeError('away'))
        : fetch(`${url}${String(path)}`, {
            ...init,
            signal: AbortSignal.any([this.#cable.signal, ...(init?.signal ? [init.signal] : [])]),
          });
    // a page that nobody looks at asks for nothing by the clock: what it reads, it reads because of the stream
    this.live = openLive(createApi(accessToken, reach), { isHidden: () => true });
    this.live.subscribe((hint) => {
      if (hint.type === 'look') this.looks += 1;
      else this.told.push(hint);
    });
  }

  cut(): void {
    this.#isAway = true;
    this.#cable.abort();
  }

  comeBack(): void {
    this.#cable = new AbortController();
    this.#isAway = false;
  }
}
