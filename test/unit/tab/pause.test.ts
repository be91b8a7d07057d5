import assert from 'node:assert/strict';
import { pauseOf } from '@token-desk/tab/pause';

const longMs = 3_600_000;

describe('a pause of the tab', () => {
  it('ends by itself', () => pauseOf(1));

  it('ends at once where somebody stops, before it or in it', async () => {
    const stop = new AbortController();
    const paused = pauseOf(longMs, stop.signal);
    stop.abort();
    await paused;
    await pauseOf(longMs, stop.signal);
  });

  it('leaves nothing behind with whoever could have stopped it', async () => {
    const stop = new AbortController();
    const kept: string[] = [];
    const { signal } = stop;
    const remove = signal.removeEventListener.bind(signal);
    signal.removeEventListener = (...all: Parameters<typeof remove>) => {
      kept.push(all[0]);
      remove(...all);
    };
    await pauseOf(1, signal);
    assert.deepEqual(kept, ['abort']);
  });
});
