import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type FromChild, fromChild, type ToChild } from './pcsc-messages.ts';

/** Sources run by a loader have .ts neighbours, a build has .js. */
const isSource = import.meta.url.endsWith('.ts');
const childPath = fileURLToPath(new URL(isSource ? './pcsc-child.ts' : './pcsc-child.js', import.meta.url));

/** Loading includes compiling the sources on a busy machine; starting is one call that returns at once or never. */
const loadTimeoutMs = 20_000;
const startTimeoutMs = 3000;
const closeTimeoutMs = 500;

/** One child process that runs nfc-pcsc, from fork to exit. */
export class PcscProcess {
  readonly #child: ChildProcess;
  #watchdog: NodeJS.Timeout;
  /** Resolves when the process is gone, for whatever reason. */
  readonly ended: Promise<void>;

  constructor(onMessage: (message: FromChild) => void, program = childPath) {
    this.#child = fork(program, {
      execArgv: process.execArgv.filter((option) => !option.startsWith('--inspect')),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    this.#watchdog = this.#killAfter(loadTimeoutMs);
    this.#child.on('message', (raw) => {
      const message = fromChild.safeParse(raw);
      if (!message.success) return this.kill();
      if (message.data.type === 'loaded') this.#restartWatchdog();
      if (message.data.type === 'started') clearTimeout(this.#watchdog);
      onMessage(message.data);
    });
    this.ended = new Promise((resolve) => {
      const end = () => {
        clearTimeout(this.#watchdog);
        resolve();
      };
      this.#child.once('exit', end);
      // Only a failed fork has no exit; a failed send or kill is followed by one.
      this.#child.on('error', () => {
        if (this.#child.pid === undefined) end();
      });
    });
  }

  send(message: ToChild): void {
    // The callback takes the error of a child that is just gone; its exit is what counts.
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Asks first; a child that is stuck in a transmit is killed. */
  async close(): Promise<void> {
    const timer = this.#killAfter(closeTimeoutMs);
    this.send({ type: 'close' });
    await this.ended;
    clearTimeout(timer);
  }

  #restartWatchdog(): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = this.#killAfter(startTimeoutMs);
  }

  #killAfter(timeoutMs: number): NodeJS.Timeout {
    return setTimeout(() => this.kill(), timeoutMs);
  }
}
