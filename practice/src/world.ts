import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type App, createApp } from '@token-desk/bot/app';
import { parseConfig } from '@token-desk/bot/config';
import { createTeams } from '@token-desk/bot/teams/wire';
import type { Deps } from '@token-desk/bot/usecases/write/deps';
import { botSettings, tabClientId } from './bot-settings.ts';
import { createPracticeEntra, type PracticeEntra } from './entra/practice-entra.ts';
import { cast } from './people.ts';
import { PlaygroundProcess } from './playground/playground-process.ts';
import type { Ports } from './ports.ts';
import { type PracticeDesk, startPracticeDesk } from './practice-desk.ts';
import { TokenDrawer } from './token-panel/drawer.ts';
import { openVirtualReader, type ReaderHand } from './token-panel/reader-hand.ts';

export type WorldOptions = {
  readonly dataFolder: string;
  readonly ports: Ports;
  readonly pageUrl: string;
  readonly onProgress: (line: string) => void;
  readonly onError: (error: unknown) => void;
  readonly signal: AbortSignal;
  /** Another reader than the one inside this process. */
  readonly openReader?: (() => Promise<ReaderHand>) | undefined;
};

/** Everything behind the practice page: directory, bot, desk, tokens and the two chat clients. */
export type World = {
  readonly botUrl: string;
  readonly deps: Deps;
  readonly entra: PracticeEntra;
  readonly drawer: TokenDrawer;
  readonly desk: PracticeDesk;
  /** In the order of the page's panes: the manager's chat, the technician's channel. */
  readonly chats: { readonly chat: string; readonly channel: string };
  close(): Promise<void>;
};

/** Starts it all, or nothing: what was started ends again when something fails. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    // Together, so that a slow part does not keep the others from ending.
    const ended = await Promise.allSettled(closers.splice(0).map((closer) => closer()));
    for (const end of ended) if (end.status === 'rejected') options.onError(end.reason);
  };
  try {
    return { ...(await startParts(options, (closer) => closers.push(closer))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startParts(
  { dataFolder, ports, pageUrl, onProgress, onError, signal, openReader = openVirtualReader }: WorldOptions,
  onClose: (closer: () => Promise<void>) => void,
): Promise<Omit<World, 'close'>> {
  const clientSecret = randomBytes(24).toString('base64url');
  const entra = createPracticeEntra({
    clock: Date.now,
    clientId: tabClientId,
    clientSecret,
    port: ports.entra,
    dataFolder: join(dataFolder, 'entra'),
  });
  const { url: entraUrl } = await step('the practice Entra', () => entra.start());
  onClose(() => entra.close());
  onProgress(`Practice Entra on ${entraUrl}`);

  const settings = botSettings({
    pageUrl,
    entraUrl,
    issuer: entra.issuer,
    clientSecret,
    port: ports.bot,
    dataFolder: join(dataFolder, 'bot'),
  });
  const app: App = createApp(parseConfig(settings), { createTeams });
  const { deps } = await step('the bot', () => app.start());
  onClose(() => app.close());
  const botUrl = `http://localhost:${ports.bot}`;
  onProgress(`Bot on ${botUrl}`);

  const chatOf = (view: 'chat' | 'channel') =>
    step('the chat client', () =>
      PlaygroundProcess.start(
        {
          view,
          player: view === 'chat' ? cast.manager : cast.technician,
          port: ports[view],
          botUrl,
          folder: join(dataFolder, 'playground', view),
        },
        signal,
      ),
    ).then((playground) => {
      onClose(() => playground.stop());
      return playground;
    });
  // Both to their end, also when one fails: a child whose start nobody awaited would be left behind.
  const starting = Promise.allSettled([chatOf('chat'), chatOf('channel')]);

  const hand = await step('the reader', openReader).catch(async (error: unknown) => {
    await starting;
    throw error;
  });
  const drawer = new TokenDrawer(dataFolder, hand);
  onClose(() => drawer.close());
  const desk = await step('the desk', () =>
    startPracticeDesk({
      dataFolder: join(dataFolder, 'desk'),
      botUrl,
      source: hand.source,
      accessToken: () => entra.issueTabToken(cast.administrator.id),
      onError,
    }),
  ).catch(async (error: unknown) => {
    await starting;
    throw error;
  });
  onClose(() => desk.close());
  onProgress('Desk paired, tokens in the drawer');

  const [chat, channel] = await starting;
  if (chat.status === 'rejected') throw chat.reason;
  if (channel.status === 'rejected') throw channel.reason;
  onProgress(`Chat on ${chat.value.url} and ${channel.value.url}`);
  const chats = { chat: chat.value.url, channel: channel.value.url };
  return { botUrl, deps, entra, drawer, desk, chats };
}

/** Names the part that did not start. */
async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new StartFailure(name, cause);
  }
}

export class StartFailure extends Error {
  readonly part: string;
  constructor(part: string, cause: unknown) {
    super(`Could not start ${part}.`, { cause });
    this.part = part;
  }
}
