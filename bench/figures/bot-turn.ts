import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseConfig } from '@token-desk/bot/config';
import { standardPolicy } from '@token-desk/bot/domain/approval/approval-policy';
import { createGraphClient, type GraphClient, withId } from '@token-desk/bot/graph/access/client';
import { createDirectory } from '@token-desk/bot/graph/directory';
import { createLog } from '@token-desk/bot/log';
import { openStore, type Store } from '@token-desk/bot/store/database';
import { createAdapter } from '@token-desk/bot/teams/adapter';
import { createTeamsBot } from '@token-desk/bot/teams/teams-bot';
import { createTeamsDeps } from '@token-desk/bot/teams/wire';
import { botSettings, tabClientId } from '@token-desk/practice/bot-settings';
import { createPracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { cast, practiceTenant } from '@token-desk/practice/people';
import { startCore } from '../../test/support/bot/bot-core.ts';
import { HandClock } from '../../test/support/run/hand-clock.ts';
import { chatClient } from '../../test/support/teams/chat-client.ts';
import { closeServer, listen, serveBot } from '../../test/support/teams/chat-server.ts';
import { startFakeConnector } from '../../test/support/teams/fake-connector.ts';
import { compare, type Figure, timeMs } from '../figure.ts';

const rounds = 60;
const startsAt = Date.UTC(2026, 10, 23, 9);

/**
 * From the card's submit to the reply: our bot, with its rules, limits and the card brought to every device, against a bare
 * botbuilder bot that asks the directory once, writes the same rows in one transaction and returns a card. Both on SQLite with
 * its sync to disk.
 */
export async function measure(): Promise<Figure> {
  const clientSecret = randomBytes(24).toString('base64url');
  const clock = new HandClock(startsAt);
  const crowd = 4 * (rounds + 10);
  const entra = createPracticeEntra({ clock: () => clock.now(), clientId: tabClientId, clientSecret, crowd });
  await entra.start();
  const connector = await startFakeConnector();
  const folder = await mkdtemp(path.join(tmpdir(), 'token-desk-turn-'));
  const { url: entraUrl, issuer } = entra;
  const addresses = { pageUrl: 'http://localhost:4000', entraUrl, issuer, port: 0 };
  const config = parseConfig(botSettings({ ...addresses, clientSecret, dataFolder: folder }));
  const [store, bareStore] = [
    await openStore({ file: path.join(folder, 'ours.db') }),
    await openStore({ file: path.join(folder, 'bare.db') }),
  ];
  const directory = createDirectory(config, clock);
  const { deps } = startCore(store, {
    clock,
    directory,
    policy: config.policy,
    approval: standardPolicy,
  });
  const log = createLog(config, { write: () => {} });
  const settings = { practice: true, bot: null, tenantId: practiceTenant.id };
  const ours = await serveBot(createTeamsBot(createTeamsDeps(deps, { config, log }), settings));
  const place = { kind: 'personal', id: 'chat-ada' } as const;
  const ada = chatClient(ours, connector, { person: cast.manager, place });
  const subjects = entra.people.slice(-crowd).map(({ id }) => id);
  const submit = (client: typeof ada) => {
    const subject = subjects.pop() ?? '';
    return async () => {
      const { status, body } = await client.press('message-1', {
        ...{ verb: 'form.submit', nonce: randomUUID(), subject, type: 'new', reason: 'no-smartphone' },
        ...{ site: 'Lyon', neededBy: '2026-11-30', handOver: 'desk' },
      });
      const isCard = JSON.stringify(body).includes('AdaptiveCard');
      if (status !== 200 || !isCard) throw new Error(`no card: ${JSON.stringify(body).slice(0, 200)}`);
      return body;
    };
  };
  await submit(ada)();
  const bare = await serveBare({
    from: store,
    to: bareStore,
    graph: createGraphClient(config.graph, clock),
    card: await submit(ada)(),
  });
  const bareAda = chatClient(bare, connector, { person: cast.manager, place });
  try {
    return await compare({
      figure: 'bot-turn',
      rounds,
      ours: async () => {
        // nobody is held up by what one may ask for in an hour
        clock.turn(15 * 60_000);
        await directory.rolesOf(cast.manager.id);
        return timeMs(submit(ada));
      },
      floor: () => timeMs(submit(bareAda)),
    });
  } finally {
    for (const one of [ours, bare, connector, store, bareStore, entra]) await one.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Bare = {
  readonly from: Store;
  readonly to: Store;
  readonly graph: GraphClient;
  readonly card: unknown;
};

/** A bot as botbuilder's samples have it, which writes what ours wrote for its last request. */
async function serveBare({ from, to, graph, card }: Bare) {
  const request = await from.db
    .selectFrom('requests')
    .selectAll()
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const audit = await from.db.selectFrom('audit').selectAll().where('request_id', '=', request.id).execute();
  const outbox = await from.db
    .selectFrom('outbox')
    .selectAll()
    .where('request_id', '=', request.id)
    .execute();
  const shown = await from.db.selectFrom('cards').selectAll().where('request_id', '=', request.id).execute();
  let seq = 0;
  const adapter = createAdapter({ practice: true, bot: null, tenantId: practiceTenant.id });
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const activity = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Parameters<
        typeof adapter.receive
      >[1];
      const answered = adapter.receive('', activity, async (context) => {
        const subject = String(activity.value?.action?.data?.subject);
        await graph.get(`/v1.0/users/${subject}?$select=id,displayName,accountEnabled`, withId, undefined);
        await to.transaction(async (tx) => {
          const id = randomUUID();
          await tx
            .insertInto('requests')
            .values({ ...request, id, subject_id: subject, submission_key: id })
            .execute();
          await tx
            .insertInto('audit')
            .values(audit.map((row) => ({ ...row, seq: ++seq, hash: randomUUID(), request_id: id })))
            .execute();
          if (outbox.length > 0)
            await tx
              .insertInto('outbox')
              .values(outbox.map((row) => ({ ...row, id: randomUUID(), request_id: id })))
              .execute();
          await tx
            .insertInto('cards')
            .values(shown.map((row) => ({ ...row, request_id: id })))
            .execute();
        });
        await context.sendActivity({
          type: 'invokeResponse',
          value: { status: 200, body: card },
        });
      });
      void answered.then((answer) => {
        outgoing.writeHead(answer?.status ?? 500, { 'content-type': 'application/json' });
        outgoing.end(JSON.stringify(answer?.body));
      });
    });
  });
  await listen(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    close: () => closeServer(server),
  };
}
