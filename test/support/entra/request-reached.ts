import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

const started = 'http.server.request.start';

/**
 * Ends when a server of this process has begun to read such a request: what a page was about to send is lost when the page
 * is closed, what has arrived is not.
 */
export function requestReached(fits: (request: IncomingMessage) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (message: unknown) => {
      if (!fits((message as { readonly request: IncomingMessage }).request)) return;
      unsubscribe(started, look);
      resolve();
    };
    subscribe(started, look);
  });
}

/** A write to an address of this form. */
export const postTo =
  (address: RegExp) =>
  ({ method, url = '' }: IncomingMessage): boolean =>
    method === 'POST' && address.test(url);
