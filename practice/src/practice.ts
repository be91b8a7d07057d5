import { DataFolder } from './data-folder.ts';
import type { DemoOptions } from './options.ts';
import { choosePorts } from './ports.ts';
import { showAgain } from './show-again.ts';
import { buildPageFiles } from './teams-host/page-files.ts';
import { type PageActions, PageServer } from './teams-host/page-server.ts';
import { readState } from './teams-host/situation.ts';
import { tabPersonOf } from './teams-host/tab-people.ts';
import { turned } from './teams-host/tenant-switches.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

export type PracticeOptions = DemoOptions &
  Pick<WorldOptions, 'openReader'> & {
    readonly onProgress: (line: string) => void;
    readonly onError: (error: unknown) => void;
    readonly signal: AbortSignal;
  };

export type Practice = {
  readonly url: string;
  /** Null while it starts over. */
  world(): World | null;
  close(): Promise<void>;
};

export class AlreadyRunning extends Error {
  readonly url: string;
  constructor(url: string) {
    super(`The practice is already running: ${url}`);
    this.url = url;
  }
}

/** The whole practice: the page and the world behind it, which “start over” replaces by an empty one. */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const { onProgress, onError, signal, openReader } = options;
  const folder = DataFolder.open(options.dataFolder);
  const elsewhere = await folder.runningElsewhere();
  if (elsewhere !== null) throw new AlreadyRunning(elsewhere);
  if (options.isFresh) folder.empty();
  const ports = await choosePorts(options.port, folder.ports);
  folder.ports = ports;
  const url = `http://localhost:${ports.page}`;

  let world: World | null = null;
  let busy = 'The practice is starting.';
  let change: Promise<void> = Promise.resolve();
  const start = async () => {
    world = await startWorld({
      dataFolder: folder.path,
      ports,
      pageUrl: url,
      onProgress,
      onError,
      signal,
      openReader,
    });
  };
  const stop = async () => {
    const ending = world;
    world = null;
    await ending?.close();
  };
  const startOver = () => {
    if (world === null) return; // under way
    busy = 'Starting over: everything is emptied.';
    change = stop()
      .then(() => folder.empty())
      .then(start)
      .catch((error: unknown) => {
        busy = 'Starting over did not work. Stop the practice (Ctrl-C) and run npm run demo again.';
        onError(error);
      });
  };

  const server = new PageServer(
    await buildPageFiles(),
    actionsOf({ folder, ports, startOver, world: () => world, busy: () => busy }),
  );
  try {
    await server.listen(ports.page);
    await start();
  } catch (error) {
    await Promise.all([server.close(), stop()]);
    throw error;
  }
  folder.markRunning(url);
  return {
    url,
    world: () => world,
    close: async () => {
      const closing = server.close();
      await change;
      await Promise.all([closing, stop()]);
      folder.markStopped();
    },
  };
}

type Parts = {
  readonly folder: DataFolder;
  readonly ports: { readonly chat: number; readonly channel: number; readonly entra: number };
  readonly startOver: () => void;
  readonly world: () => World | null;
  readonly busy: () => string;
};

function actionsOf({ folder, ports, startOver, world, busy }: Parts): PageActions {
  const at = (port: number) => `http://localhost:${port}`;
  return {
    worldId: () => folder.worldId,
    botUrl: () => world()?.botUrl ?? null,
    framed: () => ({ chat: at(ports.chat), channel: at(ports.channel), entra: at(ports.entra) }),
    state: async () => {
      const now = world();
      return now === null ? { busy: busy() } : await readState(now, folder.worldId);
    },
    accessToken: async (who) => (await world()?.entra.issueTabToken(tabPersonOf(who).id)) ?? '',
    graphToken: async (who, scope) => {
      const entra = world()?.entra;
      if (entra === undefined || !entra.delegated.includes(scope)) return null;
      return entra.issueGraphToken(tabPersonOf(who).id, [scope]);
    },
    press: (serial) => void world()?.drawer.press(serial),
    hold: (serial) => void world()?.drawer.hold(serial),
    lift: () => world()?.drawer.lift(),
    pairAgain: async () => world()?.desk.pairAgain(),
    showAgain: async (view) => {
      const deps = world()?.deps;
      if (deps !== undefined) await showAgain(deps, view);
    },
    turn: (name, on) => {
      const entra = world()?.entra;
      const change = entra === undefined ? null : turned(entra.settings, name, on);
      if (change !== null) entra?.change(change);
    },
    startOver,
  };
}
