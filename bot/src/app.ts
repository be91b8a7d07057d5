import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { ApprovalPolicy } from '@token-desk/contract/approval';
import { ProblemError } from '@token-desk/contract/problem';
import { createChallenges } from './burners/challenges.ts';
import { LiveHub } from './burners/hub.ts';
import type { HubTimes } from './burners/hub-times.ts';
import { shareBus } from './burners/shared-bus.ts';
import type { Config } from './config.ts';
import { standardPolicy } from './domain/approval/approval-policy.ts';
import { createDirectory } from './graph/directory.ts';
import { createAuthenticate } from './http/auth.ts';
import { createBurnerRoutes } from './http/burner-routes.ts';
import { createHandlers } from './http/handlers/handlers.ts';
import { burnerHosts, closeServer, listen } from './http/listen.ts';
import { createLiveBus } from './http/live-bus.ts';
import { createLiveEvents } from './http/live-events.ts';
import { createServer } from './http/server.ts';
import { createServeTab } from './http/static-tab.ts';
import { createLog, type Log } from './log.ts';
import { type OutboxWorker, startOutbox } from './outbox/worker.ts';
import type { Clock, Directory } from './ports.ts';
import { type Db, openStore, type Store } from './store/database.ts';
import { claimDatabase } from './store/deployment.ts';
import { openNotify } from './store/notify.ts';
import { type CreateTeams, createTeams } from './teams/wire.ts';
import { compareNightly } from './usecases/books/differences.ts';
import { burnerChanged, burnerOfKey, recordHello } from './usecases/desks/burners.ts';
import { pendingFor, receiveFrame } from './usecases/jobs/burner-reports.ts';
import { sweep } from './usecases/jobs/sweep.ts';
import { watchBeta } from './usecases/people/beta.ts';
import type { Deps } from './usecases/write/deps.ts';
import { spendNow } from './usecases/write/spending.ts';

/** What tests and the practice deployment replace; the product replaces nothing. */
export type Overrides = {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly directory?: Directory;
  readonly approval?: ApprovalPolicy;
  readonly createTeams?: CreateTeams;
  readonly jobKeyWaitMs?: number;
  readonly hubTimes?: Partial<HubTimes>;
};

export type App = {
  /** `url` is where people and burners reach it; `deps` lets an embedder call the use cases. */
  start(): Promise<{ readonly url: string; readonly deps: Deps }>;
  /** Ends every link, stream and timer; may be called twice and after a failed start. */
  close(): Promise<void>;
};

const sweepEveryMs = 60_000;
const jobKeyWaitMs = 5_000;

/** Wires the whole bot. Nothing is opened before `start`. */
export function createApp(config: Config, overrides: Overrides = {}): App {
  const closers: (() => Promise<void> | void)[] = [];

  const close = async () => {
    for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) await closer();
  };
  return {
    async start() {
      try {
        return await startApp(config, overrides, (closer) => closers.push(closer));
      } catch (error) {
        await close();
        throw error;
      }
    },
    close,
  };
}

type OnClose = (closer: () => Promise<void> | void) => void;

async function startApp(config: Config, overrides: Overrides, onClose: OnClose): ReturnType<App['start']> {
  const log = overrides.log ?? createLog(config);
  const clock = overrides.clock ?? Date;
  const store = await openStoreOf(config);
  onClose(() => store.close());
  await claimDatabase(store, config.practice);

  const challenges = createChallenges(clock);
  let outbox: OutboxWorker | null = null;
  const hub = new LiveHub({
    challenges,
    clock,
    log,
    times: overrides.hubTimes ?? {},
    backend: {
      burnerOfKey: (keyId) => burnerOfKey(deps, keyId),
      recordHello: (burnerId, hello) => recordHello(deps, burnerId, hello),
      receiveFrame: (burnerId, frame) => receiveFrame(deps, burnerId, frame),
      pendingFor: (burnerId) => pendingFor(deps, burnerId),
      burnerChanged: (burnerId) => burnerChanged(deps, burnerId),
    },
  });
  const { bus, peers, close: closeBus } = await openBus(config, { db: store.db, log, hub });
  onClose(closeBus);
  const deps: Deps = {
    store,
    clock,
    random: { id: () => randomUUID(), bytes: (sizeBytes) => new Uint8Array(randomBytes(sizeBytes)) },
    directory: overrides.directory ?? createDirectory(config, clock),
    hub,
    bus,
    ...(peers === null ? {} : { peers }),
    approval: overrides.approval ?? standardPolicy,
    policy: config.policy,
    practice: config.practice,
    tenantName: config.tenantName,
    jobKeyWaitMs: overrides.jobKeyWaitMs ?? jobKeyWaitMs,
    wakeOutbox: () => outbox?.wake(),
  };

  const teams = (overrides.createTeams ?? createTeams)(deps, { config, log });
  const authenticate = createAuthenticate(config);
  const events = createLiveEvents({
    bus: deps.bus,
    clock,
    authenticate,
    log,
    onBegin: (personId) => spendNow(deps, 'stream', personId),
  });
  const server = createServer({
    config,
    log,
    authenticate,
    handlers: createHandlers(deps, config),
    events,
    burners: createBurnerRoutes(deps, challenges),
    processActivity: teams.process,
    serveTab: await createServeTab(path.resolve(config.tabFolder)),
  });
  hub.attach(server, () => burnerHosts(config, server));
  const url = await listen(server, config);
  onClose(() => closeServer(server));
  onClose(() => hub.close());
  onClose(() => events.close());

  outbox = startOutbox(deps, teams.deliver, {
    onFailure: (row, error) =>
      log.warn(
        { outboxId: row.id, kind: row.kind, reason: failureName(error) },
        'a notice was not delivered',
      ),
  });
  onClose(() => outbox?.close());
  onClose(every(sweepEveryMs, () => sweep(deps), log));
  onClose(every(sweepEveryMs, () => watchBeta(deps), log));
  onClose(every(sweepEveryMs, () => compareNightly(deps), log));
  log.info({ url, practice: config.practice }, 'Token Desk bot is listening');
  return { url, deps };
}

/** Bots on one PostgreSQL hear each other's hints; a SQLite file has one bot. */
async function openBus(
  { store }: Config,
  { db, log, hub }: { readonly db: Db; readonly log: Log; readonly hub: LiveHub },
) {
  const local = createLiveBus(log);
  if (store.kind !== 'postgres') return { bus: local, peers: null, close: async () => {} };
  const { url } = store;
  const onFailure = (error: unknown) =>
    log.warn({ reason: failureName(error) }, 'a hint between bots was lost');
  const parts = { local, db, instanceId: randomUUID(), onFailure, hub };
  return await shareBus(parts, (heard) => openNotify(url, { ...heard, onFailure }));
}

async function openStoreOf(config: Config): Promise<Store> {
  if (config.store.kind === 'postgres') return await openStore({ url: config.store.url });
  const folder = path.resolve(config.store.folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return await openStore({ file: path.join(folder, 'token-desk.db') });
}

/** Runs `work` now and then, never twice at once; answers how to stop it, which waits for a run under way. */
function every(intervalMs: number, work: () => Promise<unknown>, log: Log): () => Promise<void> {
  let running: Promise<void> | null = null;
  const run = () => {
    running ??= work()
      .then(() => undefined)
      .catch((error: unknown) => log.error({ err: error }, 'sweep failed'))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(run, intervalMs);
  run();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** What kind of failure it was; its message may quote what was sent. */
function failureName(error: unknown): string {
  if (error instanceof ProblemError) return error.problem.code;
  return error instanceof Error ? error.name : 'unknown';
}
