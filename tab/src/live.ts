import { type LiveEvent, liveEvent } from '@token-desk/contract/api';
import type { Api } from './api.ts';

/** `look`: something may have changed that no event tells of; whoever shows it reads it again. */
export type LiveHint = LiveEvent | { readonly type: 'look' };

export type Live = {
  subscribe(listener: (hint: LiveHint) => void): () => void;
  /** Whether changes arrive by themselves at this moment (else they are looked for every 3 s). */
  isStreaming(): boolean;
  close(): void;
};

const pollMs = 3_000;
const maxReconnectMs = 15_000;
/** A stream that says nothing this long is taken for dead: proxies cut connections without telling. */
const silenceMs = 60_000;
const maxBufferChars = 256 * 1024;

/** Server-sent events by fetch, because an EventSource cannot carry an access token. */
export function openLive(api: Api): Live {
  const listeners = new Set<(hint: LiveHint) => void>();
  const closing = new AbortController();
  let seq: number | null = null;
  let isStreaming = false;
  const tell = (hint: LiveHint) => {
    for (const listener of listeners) listener(hint);
  };
  const poll = setInterval(() => {
    if (!isStreaming && !document.hidden) tell({ type: 'look' });
  }, pollMs);

  const readOnce = async () => {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), silenceMs);
    const stream = await api.openEvents(seq, AbortSignal.any([closing.signal, silence.signal]));
    try {
      isStreaming = true;
      tell({ type: 'look' });
      for await (const { id, data } of eventsIn(stream)) {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), silenceMs);
        if (/^\d{1,12}$/.test(id)) seq = Math.max(seq ?? 0, Number(id));
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
      await new Promise((resolve) => setTimeout(resolve, delayMs));
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

/** Each event of the stream (WHATWG HTML §9.2); `data` is empty for a comment, which only shows that it lives. */
async function* eventsIn(stream: ReadableStream<Uint8Array>): AsyncGenerator<{ id: string; data: string }> {
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
        const field = (name: string) =>
          part
            .split(/\r?\n/)
            .filter((line) => line.startsWith(`${name}:`))
            .map((line) => line.slice(name.length + 1).trim())
            .join('\n');
        yield { id: field('id'), data: field('data') };
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
