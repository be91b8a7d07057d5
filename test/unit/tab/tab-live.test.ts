import assert from 'node:assert/strict';
import type { LiveEvent } from '@token-desk/contract/api';
import { createApi } from '@token-desk/tab/server/api';
import { openLive } from '@token-desk/tab/server/live';

/** A stream whose lines the test sends. */
function openPage() {
  let lines: ReadableStreamDefaultController<Uint8Array> | null = null;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      lines = controller;
    },
  });
  let onAsked = () => {};
  const asked = new Promise<void>((resolve) => {
    onAsked = resolve;
  });
  const answer: typeof fetch = async () => {
    onAsked();
    return new Response(body, { status: 200 });
  };
  const live = openLive(
    createApi(async () => 'access-token', answer),
    { isHidden: () => true },
  );
  const told: LiveEvent[] = [];
  live.subscribe((event) => told.push(event));
  const send = (text: string) => lines?.enqueue(new TextEncoder().encode(text));
  return { live, told, send, asked };
}

/** When everything that was sent has been read. */
async function settled(isThere: () => boolean): Promise<void> {
  while (!isThere()) await new Promise((resolve) => setImmediate(resolve));
}

describe('the tab: what changes by itself', () => {
  it('is not called live before a first line has come through', async () => {
    const { live, told, send, asked } = openPage();
    try {
      await asked;
      for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual([live.isStreaming(), told], [false, []]);
      send(': open\n\n');
      await settled(() => told.length > 0);
      assert.deepEqual([live.isStreaming(), told], [true, [{ type: 'look' }]]);
    } finally {
      live.close();
    }
  });

  it('is read again once for each stream, whatever its lines are', async () => {
    const { live, told, send } = openPage();
    try {
      send(
        ': open\n\n: beat\n\nevent: request\ndata: {"type":"request","seq":3,"requestId":"r","version":2}\n\n',
      );
      send('event: later\ndata: {"type":"of-a-newer-server"}\n\ndata: {"type":"look"}\n\n');
      await settled(() => told.length >= 3);
      const change = { type: 'request', seq: 3, requestId: 'r', version: 2 };
      assert.deepEqual(told, [{ type: 'look' }, change, { type: 'look' }]);
    } finally {
      live.close();
    }
  });
});
