import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PracticePerson } from '../people.ts';
import { buildPlaygroundConfig, channelName, type PlaygroundView } from './playground-config.ts';

const startTimeoutMs = 180_000;
const stopTimeoutMs = 1_500;
const maxOutputChars = 4_000;
const preload = fileURLToPath(new URL('./loopback-only.mjs', import.meta.url));

export type PlaygroundOptions = {
  readonly player: PracticePerson;
  readonly view: PlaygroundView;
  readonly port: number;
  readonly botUrl: string;
  /** Its configuration and its log are written here. */
  readonly folder: string;
};

/** One Microsoft 365 Agents Playground: a real chat client for one person, on loopback. */
export class PlaygroundProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  #output = '';

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
    const keep = (data: Buffer) => {
      this.#output = (this.#output + data.toString('utf8')).slice(-maxOutputChars);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  /** Resolves when it answers; rejects with its last words when it ends or does not answer in time. */
  static async start(options: PlaygroundOptions, signal: AbortSignal): Promise<PlaygroundProcess> {
    mkdirSync(options.folder, { recursive: true });
    writeFileSync(
      join(options.folder, '.m365agentsplayground.yml'),
      buildPlaygroundConfig(options.player, options.view),
    );
    const cli = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
    const args = [
      'start',
      '-e',
      `${options.botUrl}/api/messages`,
      '-c',
      'msteams',
      '-p',
      String(options.port),
    ];
    const child = spawn(process.execPath, [`--import=${preload}`, cli, ...args, '--disable-telemetry'], {
      cwd: options.folder,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: playgroundEnvironment(dirname(cli), options.view),
    });
    const started = new PlaygroundProcess(child, `http://localhost:${options.port}`);
    try {
      await started.#ready(AbortSignal.any([signal, AbortSignal.timeout(startTimeoutMs)]));
      return started;
    } catch (cause) {
      await started.stop();
      const log = join(options.folder, 'devTools', 'm365agentsplayground.log');
      throw new Error(`Its log, ${log}, ends with:\n${lastLines(log)}\n${started.#output}`.trim(), { cause });
    }
  }

  /** Ends it within two seconds, also when it hangs. */
  async stop(): Promise<void> {
    if (this.#hasEnded) return;
    const ended = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#child.kill('SIGTERM');
    const force = setTimeout(() => this.#child.kill('SIGKILL'), stopTimeoutMs);
    await ended;
    clearTimeout(force);
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined;
  }

  async #ready(signal: AbortSignal): Promise<void> {
    while (!(await this.#answers(signal))) {
      signal.throwIfAborted();
      if (this.#hasEnded) throw new Error('it ended at once');
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }

  async #answers(signal: AbortSignal): Promise<boolean> {
    try {
      const ping = await fetch(`${this.url}/_debug/ping`, { signal });
      return (await ping.text()) === 'pong';
    } catch {
      return false; // not listening yet; the caller's limit ends the asking
    }
  }
}

/** It says why it stopped only there, not on its output. */
function lastLines(log: string): string {
  if (!existsSync(log)) return '(nothing)';
  return readFileSync(log, 'utf8').trim().split('\n').slice(-3).join('\n').slice(-maxOutputChars);
}

function playgroundEnvironment(packageFolder: string, view: PlaygroundView): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // Without this its telemetry library looks for hosts even when telemetry is off.
    APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
    TEAMSAPPTESTER_BROWSER: 'none',
    BROWSER: 'none',
    NODE_OPTIONS: '',
    TOKEN_DESK_PLAYGROUND_CHANNEL: view === 'channel' ? channelName : '',
    TOKEN_DESK_PLAYGROUND_INDEX: join(packageFolder, 'dist', 'client', 'index.html'),
  };
}
