import { type LiveEvent, liveEvent } from '@token-desk/contract/api';
import { pauseOf } from '../pause.ts';
import type { Api } from './api.ts';

export type Live = {
  subscribe(listener: (hint: LiveEvent) => void): () => void;
  /** Whether changes arrive by themselves at this moment (else they are looked for every 3 s). */
  isStreaming(): boolean;
  close(): void;
};

const pollMs = 3_000;
const maxReconnectMs = 15_000;
/** A stream that says nothing this long is taken for dead: proxies cut connections without telling. */
const silenceMs = 60_000;
const maxBufferChars = 256 * 1024;

/**
 * Server-sent events by fetch, because an EventSource cannot carry an access token. Each stream begins with `look`:
 * what changed while none was open is read, never replayed.
 */
export function openLive(api: Api, page = { isHidden: () => document.hidden }): Live {
  const listeners = new Set<(hint: LiveEvent) => void>();
  const closing = new AbortController();
  let isStreaming = false;
  const tell = (hint: LiveEvent) => {
    for (const listener of listeners) listener(hint);
  };
  const poll = setInterval(() => {
    if (!isStreaming && !page.isHidden()) tell({ type: 'look' });
  }, pollMs);

  const readOnce = async () => {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), silenceMs);
    const stream = await api.openEvents(AbortSignal.any([closing.signal, silence.signal]));
    try {
      for await (const data of eventsIn(stream)) {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), silenceMs);
        // not before its first line has come through: a proxy may take the request and hold back all that follows
        if (!isStreaming) {
          isStreaming = true;
          tell({ type: 'look' });
        }
        const parsed = data === '' ? null : liveEvent.safeParse(parseJson(data));
        if (parsed?.success === true) tell(parsed.data);
      }
    } finally {
      isStreaming = false;
      clearTimeout(timer);
    }
  };

  const run = async () => {
    let delayMs = 500;
    while (!closing.signal.aborted) {
      const startedAt = Date.now();
      await readOnce().catch(() => {}); // any end of the stream means the same: look by hand and try again
      delayMs = Date.now() - startedAt > 10_000 ? 500 : Math.min(delayMs * 2, maxReconnectMs);
      await pauseOf(delayMs, closing.signal);
    }
  };
  void run();

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isStreaming: () => isStreaming,
    close() {
      clearInterval(poll);
      closing.abort();
    },
  };
}

/** The data of each event of the stream (WHATWG HTML §9.2); empty for a comment, which only shows that it lives. */
async function* eventsIn(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let buffer = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      buffer += decoder.decode(value, { stream: true });
      if (buffer.length > maxBufferChars) return;
      const parts = buffer.split(/\r?\n\r?\n/);
      buffer = parts.pop() ?? '';
      for (const part of parts) {
        const lines = part.split(/\r?\n/).filter((line) => line.startsWith('data:'));
        yield lines.map((line) => line.slice('data:'.length).trim()).join('\n');
      }
    }
  } finally {
    await reader.cancel().catch(() => {}); // already ended
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not ours: the schema refuses it
  }
}
