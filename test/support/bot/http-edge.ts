import type { AddressInfo } from 'node:net';
import { createChallenges } from '@token-desk/bot/burners/challenges';
import { type Config, parseConfig } from '@token-desk/bot/config';
import { createAuthenticate } from '@token-desk/bot/http/auth';
import { closeServer } from '@token-desk/bot/http/listen';
import { createLiveBus } from '@token-desk/bot/http/live-bus';
import { createLiveEvents } from '@token-desk/bot/http/live-events';
import { sendJson } from '@token-desk/bot/http/reply';
import type { Handlers } from '@token-desk/bot/http/routes';
import { createServer } from '@token-desk/bot/http/server';
import { createServeTab } from '@token-desk/bot/http/static-tab';
import { createLog } from '@token-desk/bot/log';
import type { LiveBus } from '@token-desk/bot/ports';
import { api } from '@token-desk/contract/api';
import type { KeyServer } from './key-server.ts';

export type HttpEdge = {
  readonly url: string;
  readonly config: Config;
  readonly logLines: string[];
  /** Routes whose handler ran, in order, with what it was given. */
  readonly reached: { name: string; call: unknown }[];
  readonly bus: LiveBus;
  close(): Promise<void>;
};

export function practiceEnvironment(keys: KeyServer): Record<string, string> {
  return {
    TOKEN_DESK_PRACTICE: '1',
    PRACTICE_TENANT_ID: keys.tenantId,
    ISSUER: keys.issuer,
    JWKS_URL: keys.jwksUrl,
    GRAPH_URL: new URL(keys.issuer).origin,
    TOKEN_URL: `${new URL(keys.issuer).origin}/token`,
    SECURITY_INFO_URL: `${new URL(keys.issuer).origin}/security-info`,
    TAB_CLIENT_ID: keys.clientId,
    TENANT_NAME: 'Contoso Ltd',
    SITES: 'Lyon',
    PORT: '0',
    LOG_LEVEL: 'debug',
  };
}

/** The real HTTP edge on a free port; behind it handlers that only say that they were reached, or do as told. */
export async function startHttpEdge(parts: {
  readonly keys: KeyServer;
  readonly env?: Record<string, string>;
  readonly handlers?: Partial<Handlers>;
  readonly bus?: LiveBus;
}): Promise<HttpEdge> {
  const config = parseConfig({ ...practiceEnvironment(parts.keys), ...parts.env });
  const logLines: string[] = [];
  const log = createLog(config, { write: (line) => logLines.push(line) });
  const reached: HttpEdge['reached'] = [];
  const bus = parts.bus ?? createLiveBus(log);
  const authenticate = createAuthenticate(config);
  const events = createLiveEvents({ bus, clock: Date, authenticate, log, onBegin: async () => {} });
  const handlers = Object.fromEntries(
    Object.keys(api).map((name) => [
      name,
      async (call: never) => {
        reached.push({ name, call });
        const handler = parts.handlers?.[name as keyof Handlers] as ((call: never) => unknown) | undefined;
        if (handler === undefined) throw new Error(`reached ${name}`);
        return await handler(call);
      },
    ]),
  );
  const challenges = createChallenges(Date);
  const server = createServer({
    config,
    log,
    authenticate,
    handlers: handlers as unknown as Handlers,
    events,
    burners: {
      pair: async (_, response) => sendJson(response, 200, {}),
      challenge: async (_, response) => sendJson(response, 200, { nonce: challenges.issue() }),
    },
    processActivity: async (request, response) => sendJson(response, 200, { echo: request.body }),
    serveTab: await createServeTab(config.tabFolder),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    config,
    logLines,
    reached,
    bus,
    close: async () => {
      events.close();
      await closeServer(server);
    },
  };
}
