import assert from 'node:assert/strict';
import { type LiveEvent, problemReply } from '@token-desk/contract/api';
import { type HttpEdge, startHttpEdge } from '../support/http-edge.ts';
import { type KeyServer, startKeyServer } from '../support/key-server.ts';

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
const seqs = (text: string) => [...text.matchAll(/^data: .*"seq":(\d+)/gm)].map((match) => Number(match[1]));

describe('live events', () => {
  let keys: KeyServer;
  let edge: HttpEdge;
  const audit: LiveEvent[] = [];
  before(async () => {
    keys = await startKeyServer();
  });
  after(() => keys.close());
  beforeEach(async () => {
    audit.splice(0, audit.length, changed(1), changed(2), changed(3));
    edge = await startHttpEdge({ keys, audit });
  });
  afterEach(() => edge.close());

  const open = async (query = '', lifetimeSeconds = 600) => {
    const token = await keys.accessToken({ roles: ['Technician'], lifetimeSeconds });
    const response = await fetch(`${edge.url}/api/events${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
    return new StreamReader(response);
  };

  it('passes on what a window says to that person’s windows alone', async () => {
    const said = (personId: string, requestId: string): LiveEvent => ({
      type: 'window',
      what: 'here',
      windowId: 'window-1',
      requestId,
      personId,
    });
    const stream = await open();
    await stream.until((text) => text.includes(': open'));
    edge.bus.publish(said('somebody-else', 'r-theirs'));
    edge.bus.publish(said('aaaaaaaa-0000-4000-8000-000000000001', 'r-own'));
    edge.bus.publish(changed(4));
    await stream.until((text) => seqs(text).includes(4));
    assert.match(stream.text, /r-own/);
    assert.doesNotMatch(stream.text, /r-theirs|somebody-else/);
    await stream.cancel();
  });

  it('starts a fresh stream at the newest row and goes on live', async () => {
    const stream = await open();
    await stream.until((text) => text.includes(': open'));
    assert.match(stream.text, /^id: 3$/m);
    edge.bus.publish(changed(4));
    await stream.until((text) => text.includes('"seq":4'));
    assert.deepEqual(seqs(stream.text), [4]);
    assert.match(stream.text, /id: 4\nevent: request\ndata: \{.*\}\n\n$/);
    await stream.cancel();
  });

  it('resumes after the last seen row, without a gap and without a repeat', async () => {
    const stream = await open('?after=1');
    await stream.until((text) => text.includes(': open'));
    edge.bus.publish(changed(3));
    edge.bus.publish(changed(4));
    await stream.until((text) => text.includes('"seq":4'));
    assert.deepEqual(seqs(stream.text), [2, 3, 4]);
    await stream.cancel();
  });

  it('replays more than one page', async () => {
    audit.splice(0, audit.length, ...Array.from({ length: 1203 }, (_, at) => changed(at + 1)));
    const stream = await open('?after=3');
    await stream.until((text) => text.includes(': open'));
    assert.deepEqual(
      seqs(stream.text),
      Array.from({ length: 1200 }, (_, at) => at + 4),
    );
    await stream.cancel();
  });

  it('leaves out what was replayed already, but not what two commits published out of order', async () => {
    const stream = await open();
    await stream.until((text) => text.includes(': open'));
    edge.bus.publish(changed(5));
    edge.bus.publish(changed(4));
    edge.bus.publish(changed(2));
    edge.bus.publish(changed(6));
    await stream.until((text) => text.includes('"seq":6'));
    assert.deepEqual(seqs(stream.text), [5, 4, 6]);
    await stream.cancel();
  });

  it('ends when the access token does', async () => {
    // Inside the clock tolerance: accepted, and over at once.
    const stream = await open('', 0);
    await stream.until(() => false);
    assert.equal(stream.hasEnded, true);
  });

  it('cuts off a client that does not read, and serves the others', async () => {
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

  it('does not take a place that is no number', async () => {
    const token = await keys.accessToken();
    const response = await fetch(`${edge.url}/api/events?after=1%20or%201`, {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(problemReply.parse(await response.json()).problem.code, 'bad-request');
  });

  it('lets the bot stop while streams are open', async () => {
    const stream = await open();
    await edge.close();
    await stream.until(() => false);
    assert.equal(stream.hasEnded, true);
  });
});
