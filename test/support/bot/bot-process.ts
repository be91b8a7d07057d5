import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type BotOrder = { readonly moment: string; readonly skippedMs: number };

const program = fileURLToPath(new URL('./dying-bot.ts', import.meta.url));

/** The bot of `dying-bot.ts`, seen from outside. */
export class BotProcess {
  readonly #child: ChildProcess;
  readonly #ready: Promise<void>;
  /** Resolves with the signal that ended it. */
  readonly ended: Promise<NodeJS.Signals | null>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
    this.#ready = this.#answer('ready');
    this.#ready.catch(() => {}); // told by `start`, if it is ever wanted
  }

  /** A program that has read its code and does nothing until `start`: it opens no file and no port before. */
  static prepare(environment: Readonly<Record<string, string>>): BotProcess {
    const child = spawn(process.execPath, ['--conditions=tokendesk:src', '--import=tsx', program], {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    // It never keeps a run from ending, and ends with it.
    child.unref();
    child.channel?.unref();
    return new BotProcess(child);
  }

  /** Resolves when it listens; rejects when it ends before. */
  async start(skippedMs: number): Promise<this> {
    await this.#ready;
    this.#child.send({ moment: 'never', skippedMs } satisfies BotOrder);
    await this.#answer('started');
    return this;
  }

  /** It dies at the next such moment; `never` is never. */
  async order(order: BotOrder): Promise<void> {
    this.#child.send(order);
    await this.#answer('taken');
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill('SIGKILL');
    await this.ended;
  }

  async #answer(wanted: string): Promise<void> {
    const died = this.ended.then((signal) => {
      throw new Error(`the bot ended (${signal}) before it said “${wanted}”`);
    });
    const [said] = await Promise.race([once(this.#child, 'message'), died]);
    if (said !== wanted) throw new Error(`the bot said ${said}`);
  }
}
