import { once } from 'node:events';
import { createApp } from '@token-desk/bot/app';
import { parseConfig } from '@token-desk/bot/config';
import type { Store } from '@token-desk/bot/store/database';
import { createTeams } from '@token-desk/bot/teams/wire';
import { WebSocket } from 'ws';
import type { BotOrder } from './bot-process.ts';

/**
 * The real bot in a process of its own that kills itself (SIGKILL) at one moment: `received outcome`, `received
 * progress reading` (a frame came and was not looked at), `sent offer` (it is on the wire), `storing job keyed` (the
 * transaction ran and was not committed), `stored job keyed` (it was; nobody has been told). The environment is the
 * bot's; orders come over IPC.
 */
let moment = 'never';
let skippedMs = 0;
const reach = (name: string) => {
  if (name !== moment) return;
  process.kill(process.pid, 'SIGKILL');
  // The signal is delivered at once; nothing below this line may run.
  for (;;);
};

const nameOf = (data: unknown) => {
  const { type, phase } = JSON.parse(String(data)) as { type: string; phase?: string };
  return phase === undefined ? type : `${type} ${phase}`;
};

const { emit, send } = WebSocket.prototype;
WebSocket.prototype.emit = function (this: WebSocket, event: string | symbol, ...rest: unknown[]) {
  if (event === 'message') reach(`received ${nameOf(rest[0])}`);
  return Reflect.apply(emit, this, [event, ...rest]);
};
WebSocket.prototype.send = function (this: WebSocket, data: unknown) {
  const sent = () => reach(`sent ${nameOf(data)}`);
  Reflect.apply(send, this, [data, sent]);
};

/** The newest job's state and the only request's. */
async function standing({ db }: Pick<Store, 'db'>): Promise<string[]> {
  const job = await db
    .selectFrom('jobs')
    .select(['id', 'state'])
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const request = await db.selectFrom('requests').select('state').executeTakeFirst();
  return [`job ${job?.state} ${job?.id}`, `request ${request?.state}`];
}

function watch(store: Store): void {
  const { transaction } = store;
  const watched: Store['transaction'] = async (work) => {
    let changed: string[] = [];
    const result = await transaction(async (tx) => {
      const before = await standing({ db: tx });
      const value = await work(tx);
      const after = await standing({ db: tx });
      changed = after.filter((fact) => !before.includes(fact)).map((fact) => fact.split(' ', 2).join(' '));
      for (const fact of changed) reach(`storing ${fact}`);
      return value;
    });
    for (const fact of changed) reach(`stored ${fact}`);
    return result;
  };
  Object.assign(store, { transaction: watched });
}

function take(order: BotOrder): void {
  ({ moment, skippedMs } = order);
}

const app = createApp(parseConfig(process.env), {
  clock: { now: () => Date.now() + skippedMs },
  createTeams: (deps, context) => {
    watch(deps.store);
    return createTeams(deps, context);
  },
});

// Whoever started it is gone.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// What takes longest is done: it waits here until it is wanted, which may be never.
process.send?.('ready');
const [order] = await once(process, 'message');
take(order);
await app.start();
process.on('message', (next: BotOrder) => {
  take(next);
  process.send?.('taken');
});
process.send?.('started');
