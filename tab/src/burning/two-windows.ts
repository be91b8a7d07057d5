import type { WindowSaid } from '@token-desk/contract/views';
import { useEffect, useEffectEvent, useState } from 'react';
import { useLive, useSession } from '../server/session.ts';

/**
 * Tells when the same person has the same request open in another window: in this browser at once, by a channel only
 * pages of our own origin hear; anywhere else by the server, which passes on what the windows say. Only ids go over
 * either. A window that ends without a word is forgotten after `silenceMs`.
 */
const channelName = 'token-desk.windows';
const windowId = crypto.randomUUID();
const repeatMs = 30_000;
const silenceMs = 2.5 * repeatMs;

type Said = WindowSaid & { readonly requestId: string; readonly personId: string };
type Say = (what: Said['what']) => void;

export function useOtherWindow(requestId: string, personId: string): boolean {
  const { api } = useSession();
  const [others, setOthers] = useState<ReadonlyMap<string, number>>(new Map());
  const hear = useEffectEvent((said: Said, answer: Say) => {
    if (said.windowId === windowId || said.personId !== personId) return;
    const isSame = said.requestId === requestId;
    if (said.what === 'who' && isSame) answer('here');
    setOthers((old) => {
      const next = new Map(old);
      if (isSame && said.what !== 'gone') next.set(said.windowId, Date.now());
      else next.delete(said.windowId);
      return next;
    });
  });
  const tellServer = useEffectEvent((what: Said['what']) => {
    // a hint: while the server does not answer, the windows of this browser still hear each other
    api.call('sayWindow', { params: { requestId }, body: { what, windowId } }).catch(() => {});
  });
  useLive((hint) => {
    if (hint.type === 'window') hear(hint, tellServer);
  });
  useEffect(() => {
    const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName);
    const tellBrowser: Say = (what) =>
      channel?.postMessage({ windowId, what, requestId, personId } satisfies Said);
    channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isSaid(data)) hear(data, tellBrowser);
    });
    tellBrowser('who');
    tellServer('who');
    const repeating = setInterval(() => {
      tellServer('here');
      setOthers((old) => new Map([...old].filter(([, at]) => Date.now() - at < silenceMs)));
    }, repeatMs);
    const leave = () => tellBrowser('gone');
    addEventListener('pagehide', leave);
    return () => {
      clearInterval(repeating);
      leave();
      tellServer('gone');
      removeEventListener('pagehide', leave);
      channel?.close();
    };
  }, [requestId, personId]);
  return others.size > 0;
}

function isSaid(data: unknown): data is Said {
  return (
    typeof data === 'object' &&
    data !== null &&
    ['windowId', 'what', 'requestId', 'personId'].every((name) => name in data)
  );
}
