import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { closeServer, listen } from './chat-server.ts';

export type Sent = {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  /** The message, as the bot wrote it. */
  readonly activity: {
    readonly id?: string;
    readonly text?: string;
    readonly textFormat?: string;
    readonly attachments?: readonly { readonly content: object }[];
  };
};

export type FakeConnector = {
  readonly url: string;
  readonly sent: Sent[];
  /** When set, messages are taken with 202 and no id. */
  withoutIds: boolean;
  /** Messages the client deleted: updating them answers 404. */
  readonly gone: Set<string>;
  /** When set, every call answers this (without a code: as something on the way would), or nothing at all. */
  refuse: { status: number; code: string | null } | 'silence' | null;
  /** When set, decides for each message what becomes of it; `drop`: the connection ends before it was taken. */
  manner: ((message: { readonly method: string; readonly path: string }) => Manner) | null;
  /** `29:…` ids of the conversation's members. */
  readonly members: Map<string, { aadObjectId: string; name: string }>;
  close(): Promise<void>;
};

/** An answer with this status; with `retry-after` in seconds where it is 429. */
export type Manner = 200 | 202 | 404 | 429 | 502 | 'drop';

/** The part of the Bot Framework connector that the bot calls: post, reply, update, look up a member. */
export async function startFakeConnector(): Promise<FakeConnector> {
  const sent: Sent[] = [];
  const gone = new Set<string>();
  const members: FakeConnector['members'] = new Map();
  const silenced = new Set<Socket>();
  let count = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = (status: number, body: object) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      };
      const path = decodeURIComponent(request.url ?? '');
      if (connector.refuse === 'silence') {
        request.socket.once('close', () => silenced.delete(request.socket));
        silenced.add(request.socket);
        return;
      }
      if (connector.refuse !== null) {
        const { status, code } = connector.refuse;
        return answer(status, code === null ? {} : { error: { code, message: 'refused' } });
      }
      const member = /\/members\/(.+)$/.exec(path)?.[1];
      if (member !== undefined) {
        const found = members.get(member);
        return found === undefined
          ? answer(404, { error: { code: 'MemberNotFound' } })
          : answer(200, { id: member, ...found });
      }
      const activity = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Sent['activity'];
      const method = request.method ?? '';
      if (method === 'PUT' && gone.has(path.split('/').at(-1) ?? '')) {
        return answer(404, { error: { code: 'ActivityNotFoundInConversation' } });
      }
      const manner = connector.manner?.({ method, path }) ?? 200;
      if (manner === 'drop') return request.socket.destroy();
      if (manner === 404 && method === 'PUT')
        return answer(404, { error: { code: 'ActivityNotFoundInConversation' } });
      if (manner === 429) {
        response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '3' });
        return response.end(JSON.stringify({ error: { code: 'TooManyRequests', message: 'slow down' } }));
      }
      if (manner === 502) return answer(502, {});
      sent.push({ method, path, authorization: request.headers.authorization, activity });
      if ((connector.withoutIds || manner === 202) && method === 'POST') {
        response.writeHead(202);
        return response.end();
      }
      return answer(200, { id: method === 'PUT' ? activity.id : `message-${++count}` });
    });
  });
  await listen(server);
  const connector: FakeConnector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    gone,
    withoutIds: false,
    refuse: null,
    manner: null,
    members,
    close: () => {
      for (const socket of silenced) socket.destroy();
      return closeServer(server);
    },
  };
  return connector;
}
