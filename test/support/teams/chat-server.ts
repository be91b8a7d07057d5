import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TeamsBot } from '@token-desk/bot/teams/teams-bot';

/** Serves `POST /api/messages` of a bot on a free port of this computer. */
export async function serveBot(
  bot: TeamsBot,
  port = 0,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      bot.process({ headers: request.headers, body }, response).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : new Error('bot failed'));
      });
    });
  });
  await listen(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    close: () => closeServer(server),
  };
}

export function listen(server: Server, port = 0): Promise<void> {
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
}

export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections();
  await closed;
}
