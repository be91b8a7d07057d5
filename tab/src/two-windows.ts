import { useEffect, useState } from 'react';

/**
 * Tells when the same person has the same request open in another window of this browser. Only ids go over the
 * channel, and only to pages of our own origin.
 */
const channelName = 'token-desk.windows';
const windowId = crypto.randomUUID();

type Said = {
  readonly from: string;
  readonly what: 'here' | 'gone' | 'who';
  readonly requestId: string;
  readonly personId: string;
};

export function useOtherWindow(requestId: string, personId: string): boolean {
  const [others, setOthers] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (typeof BroadcastChannel === 'undefined') return;
    const channel = new BroadcastChannel(channelName);
    const say = (what: Said['what']) =>
      channel.postMessage({ from: windowId, what, requestId, personId } satisfies Said);
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (!isSaid(data) || data.from === windowId) return;
      const isSame = data.requestId === requestId && data.personId === personId;
      if (data.what === 'who' && isSame) say('here');
      setOthers((old) => {
        const next = new Set(old);
        if (isSame && data.what !== 'gone') next.add(data.from);
        else next.delete(data.from);
        return next;
      });
    });
    say('who');
    const leave = () => say('gone');
    addEventListener('pagehide', leave);
    return () => {
      leave();
      removeEventListener('pagehide', leave);
      channel.close();
    };
  }, [requestId, personId]);
  return others.size > 0;
}

function isSaid(data: unknown): data is Said {
  return (
    typeof data === 'object' &&
    data !== null &&
    ['from', 'what', 'requestId', 'personId'].every((name) => name in data)
  );
}
