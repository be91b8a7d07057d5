import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { LiveEvent } from '@token-desk/contract/api';
import type { Api } from '@token-desk/tab/server/api';
import { type Live, openLive } from '@token-desk/tab/server/live';

type Stream = { readonly signal: AbortSignal; readonly lines: ReadableStreamDefaultController<Uint8Array> };

const look: LiveEvent = { type: 'look' };
const request = (requestId: string): LiveEvent => ({ type: 'request', seq: 1, requestId, version: 2 });
const bytes = (text: string) => new TextEncoder().encode(text);
const turns = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
};

describe('the tab: a stream of live events', () => {
  let streams: Stream[];
  let isRefused: boolean;
  let tried: number;
  let isHidden: boolean;
  let live: Live;
  let told: LiveEvent[];

  beforeEach(async () => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'] });
    streams = [];
    isRefused = isHidden = false;
    tried = 0;
    told = [];
    const openEvents = async (signal: AbortSignal) => {
      tried += 1;
      if (isRefused) throw new TypeError('fetch failed');
      return new ReadableStream<Uint8Array>({
        start(lines) {
          streams.push({ signal, lines });
          signal.addEventListener('abort', () => lines.error(signal.reason));
        },
      });
    };
    live = openLive({ openEvents } as unknown as Api, { isHidden: () => isHidden });
    live.subscribe((hint) => told.push(hint));
    await turns();
  });
  afterEach(() => {
    live.close();
    mock.timers.reset();
  });

  const pass = async (durationMs: number) => {
    mock.timers.tick(durationMs);
    await turns();
  };
  const send = async (text: string) => {
    streams.at(-1)?.lines.enqueue(bytes(text));
    await turns();
  };
  const end = async () => {
    streams.at(-1)?.lines.close();
    await turns();
  };

  it('is looked for every three seconds while nothing comes by itself, and not once it does', async () => {
    await pass(2_999);
    assert.deepEqual(told, []);
    await pass(1);
    assert.deepEqual(told, [look]);
    await send(': open\n\n');
    assert.deepEqual([live.isStreaming(), told], [true, [look, look]]);
    await pass(9_000);
    assert.equal(told.length, 2);
    await end();
    assert.equal(live.isStreaming(), false);
    await pass(3_000);
    assert.ok(told.length > 2, 'looked for again');
  });

  it('is not looked for in a page nobody sees', async () => {
    isHidden = true;
    await pass(30_000);
    assert.deepEqual(told, []);
  });

  it('is opened again after it ended, and begins with a look: nothing is taken as unchanged', async () => {
    await send(': open\n\n');
    await end();
    told.splice(0);
    isHidden = true;
    await pass(1_000);
    assert.equal(streams.length, 2);
    await send(': open\n\n');
    assert.deepEqual(told, [look]);
  });

  it('is asked for less and less often while the server is away, every 15 seconds at last', async () => {
    isRefused = true;
    await end();
    for (const delayMs of [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
      const before = tried;
      await pass(delayMs - 1);
      assert.equal(tried, before, `before ${delayMs} ms`);
      await pass(1);
      assert.equal(tried, before + 1, `after ${delayMs} ms`);
    }
  });

  it('is opened again at once when it had stood for a while', async () => {
    isRefused = true;
    await end();
    await pass(1_000);
    await pass(2_000);
    isRefused = false;
    await pass(4_000);
    assert.equal(streams.length, 2);
    await send(': open\n\n');
    await pass(10_001);
    await end();
    await pass(499);
    assert.equal(streams.length, 2);
    await pass(1);
    assert.equal(streams.length, 3);
  });

  it('is taken for dead after a minute of silence, and lives by any line, a comment too', async () => {
    await send(': open\n\n');
    for (let at = 0; at < 3; at++) {
      await pass(59_999);
      await send(': beat\n\n');
    }
    assert.deepEqual([streams[0]?.signal.aborted, live.isStreaming()], [false, true]);
    await pass(60_000);
    assert.deepEqual([streams[0]?.signal.aborted, live.isStreaming()], [true, false]);
    await pass(1_000);
    assert.equal(streams.length, 2);
  });

  it('is taken for dead when it never says a word', async () => {
    await pass(60_000);
    assert.equal(streams[0]?.signal.aborted, true);
  });

  it('is read in whatever pieces it comes', async () => {
    const line = `event: request\r\ndata: ${JSON.stringify(request('r-1'))}\r\n\r\n`;
    for (const byte of bytes(`: open\n\n${line}data: {"type":\ndata: "look"}\n\n`))
      streams[0]?.lines.enqueue(Uint8Array.of(byte));
    for (let at = 0; at < 50 && told.length < 3; at++) await turns();
    assert.deepEqual(told, [look, request('r-1'), look]);
  });

  it('passes over what is not ours', async () => {
    await send('data: {"type":"of-next-year"}\n\ndata: not json\n\ndata: {"type":"request"}\n\nid: 7\n\n');
    assert.deepEqual(told, [look]);
    assert.equal(live.isStreaming(), true);
  });

  it('is given up when it never comes to the end of a line', async () => {
    await send('x'.repeat(256 * 1024));
    assert.equal(live.isStreaming(), false);
    assert.equal(tried, 1);
    await send('x');
    await pass(1_000);
    assert.equal(tried, 2);
  });

  it('tells nobody who has stopped listening', async () => {
    const heard: LiveEvent[] = [];
    const stop = live.subscribe((hint) => heard.push(hint));
    await send(': open\n\n');
    stop();
    await send('data: {"type":"look"}\n\n');
    assert.deepEqual([heard, told], [[look], [look, look]]);
  });

  it('is over when the page closes it: no look, no stream', async () => {
    await send(': open\n\n');
    live.close();
    await turns();
    assert.deepEqual([streams[0]?.signal.aborted, live.isStreaming()], [true, false]);
    told.splice(0);
    await pass(60_000);
    assert.deepEqual([told, tried], [[], 1]);
  });
});
