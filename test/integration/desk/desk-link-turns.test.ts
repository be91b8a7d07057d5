import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { createKeys } from '@token-desk/burner-service/keys/identity';
import { Link } from '@token-desk/burner-service/link/link';
import { TinyHub } from '../../support/desk/tiny-hub.ts';

const lookedAtMs = 300;

describe('what the desk says of a write', () => {
  let hub: TinyHub;
  let line: Worker;
  let link: Link;
  const count = new Int32Array(new SharedArrayBuffer(4));

  beforeEach(async () => {
    hub = await TinyHub.start();
    const script = new URL('../../support/desk/counting-line.mjs', import.meta.url);
    line = new Worker(script, { workerData: { count: count.buffer, port: Number(new URL(hub.url).port) } });
    const [port] = await once(line, 'message');
    await new Promise<void>((resolve) => {
      link = new Link({
        pairing: { server: `http://127.0.0.1:${port}`, keyId: 'key-1' },
        key: createKeys().link,
        version: '0.1.0',
        isPractice: true,
        describe: () => ({ lastReceipt: null, readers: [] }),
        onFrame: () => {},
        onOnline: resolve,
      });
    });
  });
  afterEach(async () => {
    await link.close();
    await line.terminate();
    await hub.close();
  });

  const frames = ['reading', 'authenticating', 'writing-clock'] as const;
  const say = () => {
    for (const phase of frames)
      assert.ok(link.send({ type: 'progress', jobId: 'job-1', attempt: 1, phase, problem: null, at: 1 }));
  };
  /** This thread does nothing else; the other one sees what has left by then. */
  const left = () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lookedAtMs);
    return Atomics.load(count, 0);
  };

  it('leaves at the end of the turn: a token is not kept waiting for a network', async () => {
    const before = left();
    say();
    assert.equal(left(), before);
    await hub.next('progress', ({ phase }) => phase === 'writing-clock');
    assert.ok(left() > before);
  });

  it('goes before what decides something, which leaves at once', async () => {
    const before = left();
    say();
    link.send({ type: 'job-refused', jobId: 'job-1', attempt: 1, problem: { code: 'job-cancelled' } });
    assert.ok(left() > before);
    await hub.next('job-refused');
    const types = hub.frames.map(({ type }) => type);
    assert.deepEqual(types, ['hello', ...frames.map(() => 'progress'), 'job-refused']);
  });
});
